/* SPDX-License-Identifier: GPL-2.0-only */
/* hwmon-vid: the voltage that a processor asks its supply for, from its VID pins. */
#ifndef _LINUX_HWMON_VID_H
#define _LINUX_HWMON_VID_H

#include <linux/types.h>

/* val: the pins; vrm: the supply's specification, in tenths. Millivolts; 0: off or unknown. */
int vid_from_reg(int val, u8 vrm);
/* That of this processor's supply; 0: unknown. */
u8 vid_which_vrm(void);

/* The other way round, as VRM 9.0 and 9.1 have it; others: all pins high. */
static inline int vid_to_reg(int val, u8 vrm)
{
	switch (vrm) {
	case 90:
	case 91:
		return val >= 1100 && val <= 1850 ? (18499 - val * 10) / 25 / 10 + 1 : -1;
	default:
		return -22; /* EINVAL */
	}
}

#endif
