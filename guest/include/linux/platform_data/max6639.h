/* SPDX-License-Identifier: GPL-2.0-only */
/* max6639: the fans on a MAX6639. */
#ifndef _LINUX_MAX6639_H
#define _LINUX_MAX6639_H

#include <linux/types.h>

struct max6639_platform_data {
	bool pwm_polarity; /* the level that turns them */
	int ppr;	   /* pulses in a turn */
	int rpm_range;
};

#endif
