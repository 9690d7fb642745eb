/* SPDX-License-Identifier: GPL-2.0-only */
/* ds620: what a DS620 thermometer's PO pin is for. */
#ifndef _LINUX_DS620_H
#define _LINUX_DS620_H

struct ds620_platform_data {
	int pomode; /* 0: off; 1: high at THIGH, low at TLOW; 2: the other way round */
};

#endif
