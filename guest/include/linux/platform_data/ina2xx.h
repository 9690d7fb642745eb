/* SPDX-License-Identifier: GPL-2.0-only */
/* ina2xx: the resistor whose voltage an INA2xx measures. */
#ifndef _LINUX_INA2XX_H
#define _LINUX_INA2XX_H

struct ina2xx_platform_data {
	long shunt_uohms;
};

#endif
