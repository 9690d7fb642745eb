/* SPDX-License-Identifier: GPL-2.0-only */
/* emc2305: what a board says of a fan controller EMC2305: platform data of its driver. */
#ifndef __LINUX_PLATFORM_DATA_EMC2305__
#define __LINUX_PLATFORM_DATA_EMC2305__

#include <linux/types.h>

#define EMC2305_PWM_MAX 5

struct emc2305_platform_data {
	u8 max_state; /* of cooling */
	u8 pwm_num;   /* fans */
	bool pwm_separate;
	u8 pwm_min[EMC2305_PWM_MAX];
};

#endif
