/* SPDX-License-Identifier: GPL-2.0-only */
/* serial_max3100: how a board has a MAX3100. */
#ifndef _LINUX_SERIAL_MAX3100_H
#define _LINUX_SERIAL_MAX3100_H

struct plat_max3100 {
	int loopback; /* it hears itself */
	int crystal;  /* 0: 1.8432 MHz, 1: 3.6864 MHz */
	void (*max3100_hw_suspend)(int suspend);
	int poll_time; /* ms between looks at the modem lines; 0: none */
};

#endif
