/* SPDX-License-Identifier: GPL-2.0-only */
/* input/touchscreen: how a panel is mounted, by its properties ("touchscreen-inverted-x" ...). */
#ifndef _TOUCHSCREEN_H
#define _TOUCHSCREEN_H

#include <linux/types.h>

struct input_dev;
struct input_mt_pos;

struct touchscreen_properties {
	unsigned int max_x, max_y;
	bool invert_x, invert_y, swap_x_y;
};

/* After the axes are set; prop may be NULL. */
void touchscreen_parse_properties(struct input_dev *input, bool multitouch,
				  struct touchscreen_properties *prop);
void touchscreen_set_mt_pos(struct input_mt_pos *pos, const struct touchscreen_properties *prop,
			    unsigned int x, unsigned int y);
void touchscreen_report_pos(struct input_dev *input, const struct touchscreen_properties *prop,
			    unsigned int x, unsigned int y, bool multitouch);

#endif
