/* SPDX-License-Identifier: GPL-2.0-only */
/* shtc1: how a board wants a SHTC1 humidity and temperature sensor to be used. */
#ifndef __SHTC1_H_
#define __SHTC1_H_

#include <linux/types.h>

struct shtc1_platform_data {
	bool blocking_io;
	bool high_precision;
};

#endif
