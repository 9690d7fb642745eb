/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hwmon-vid: VID pins to millivolts, by Intel's VRM design guidelines (8.2 to 11.0). Which of
 * them a processor's supply follows is known by who it is.
 */
#include <linux/export.h>
#include <linux/hwmon-vid.h>
#include <linux/kernel.h>

int vid_from_reg(int val, u8 vrm)
{
	switch (vrm) {
	case 100: /* 10: five pins of 25 mV, and a sixth of half that, in two ranges */
	case 101:
		if ((val & 0x1f) == 0x1f)
			return 0;
		if ((val & 0x1f) <= 0x09 || val == 0x0a)
			val = 1087500 - (val & 0x1f) * 25000;
		else
			val = 1862500 - (val & 0x1f) * 25000;
		return (val + 500) / 1000;
	case 110: /* eight, 6.25 mV */
	case 111:
		val &= 0xff;
		return val < 0x02 || val > 0xb2 ? 0 : (1600000 - (val - 2) * 6250 + 500) / 1000;
	case 91:
	case 90: /* five, 25 mV */
		val &= 0x1f;
		return val == 0x1f ? 0 : 1850 - val * 25;
	case 85: /* 8.5: 1.25 V to 1.825 V, the fifth pin half a step */
		return (val & 0x10 ? 25 : 0) + ((val & 0x0f) > 0x04 ? 2050 : 1250) -
		       (val & 0x0f) * 50;
	case 84: /* 8.4 */
		val &= 0x0f;
		fallthrough;
	case 82: /* 8.2 and older: two ranges */
		val &= 0x1f;
		if (val == 0x1f)
			return 0;
		return val & 0x10 ? 5100 - val * 100 : 2050 - val * 50;
	case 17: /* mobile: five pins */
		val &= 0x1f;
		return val & 0x10 ? 975 - (val & 0xf) * 25 : 1750 - val * 50;
	case 13: /* mobile: six pins of 16 mV */
		return 1708 - (val & 0x3f) * 16;
	case 14: /* seven of 12.5 mV */
		val &= 0x7f;
		return val > 0x77 ? 0 : (1500000 - val * 12500 + 500) / 1000;
	default:
		if (vrm)
			pr_warn("Requested unsupported VRM version (%u)\n", vrm);
		return 0;
	}
}
EXPORT_SYMBOL(vid_from_reg);

u8 vid_which_vrm(void)
{
	pr_info("Unknown VRM version of your x86 CPU\n");
	return 0;
}
EXPORT_SYMBOL(vid_which_vrm);
