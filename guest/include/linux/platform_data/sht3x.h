/* SPDX-License-Identifier: GPL-2.0-only */
/* sht3x: how a board wants a SHT3x humidity and temperature sensor to be used. */
#ifndef __SHT3X_H_
#define __SHT3X_H_

#include <linux/types.h>

struct sht3x_platform_data {
	bool blocking_io; /* the chip stretches the clock; else it is asked when it is done */
	bool high_precision;
};

#endif
