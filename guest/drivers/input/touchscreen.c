/* SPDX-License-Identifier: GPL-2.0-only */
/* touchscreen: what a panel's properties say of its size, and of how it is mounted. */
#include <linux/export.h>
#include <linux/input/mt.h>
#include <linux/input/touchscreen.h>
#include <linux/kernel.h>
#include <linux/property.h>

static void parse_axis(struct input_dev *input, unsigned int axis, const char *size_name,
		       const char *min_name, const char *fuzz_name)
{
	struct device *dev = input->dev.parent;
	u32 value;

	if (!test_bit(axis, input->absbit) || !input->absinfo)
		return;
	if (!device_property_read_u32(dev, size_name, &value))
		input->absinfo[axis].maximum = value - 1;
	if (min_name && !device_property_read_u32(dev, min_name, &value))
		input->absinfo[axis].minimum = value;
	if (!device_property_read_u32(dev, fuzz_name, &value))
		input->absinfo[axis].fuzz = value;
}

static void parse_pressure(struct input_dev *input, unsigned int axis)
{
	u32 value;

	if (!test_bit(axis, input->absbit) || !input->absinfo)
		return;
	if (!device_property_read_u32(input->dev.parent, "touchscreen-max-pressure", &value))
		input->absinfo[axis].maximum = value;
	if (!device_property_read_u32(input->dev.parent, "touchscreen-fuzz-pressure", &value))
		input->absinfo[axis].fuzz = value;
}

static void invert(struct input_absinfo *abs)
{
	abs->maximum -= abs->minimum;
	abs->minimum = 0;
}

void touchscreen_parse_properties(struct input_dev *input, bool multitouch,
				  struct touchscreen_properties *prop)
{
	unsigned int x = multitouch ? ABS_MT_POSITION_X : ABS_X;
	unsigned int y = multitouch ? ABS_MT_POSITION_Y : ABS_Y;
	struct device *dev = input->dev.parent;

	input_alloc_absinfo(input);
	if (!input->absinfo)
		return;
	parse_axis(input, x, "touchscreen-size-x", "touchscreen-min-x", "touchscreen-fuzz-x");
	parse_axis(input, y, "touchscreen-size-y", "touchscreen-min-y", "touchscreen-fuzz-y");
	parse_pressure(input, multitouch ? ABS_MT_PRESSURE : ABS_PRESSURE);
	if (!prop)
		return;
	prop->max_x = input_abs_get_max(input, x);
	prop->max_y = input_abs_get_max(input, y);
	prop->invert_x = device_property_read_bool(dev, "touchscreen-inverted-x");
	prop->invert_y = device_property_read_bool(dev, "touchscreen-inverted-y");
	prop->swap_x_y = device_property_read_bool(dev, "touchscreen-swapped-x-y");
	if (prop->invert_x)
		invert(&input->absinfo[x]);
	if (prop->invert_y)
		invert(&input->absinfo[y]);
	if (prop->swap_x_y)
		swap(input->absinfo[x], input->absinfo[y]);
}
EXPORT_SYMBOL(touchscreen_parse_properties);

static void place(const struct touchscreen_properties *prop, unsigned int *x, unsigned int *y)
{
	unsigned int across = prop->invert_x ? prop->max_x - *x : *x;
	unsigned int down = prop->invert_y ? prop->max_y - *y : *y;

	*x = prop->swap_x_y ? down : across;
	*y = prop->swap_x_y ? across : down;
}

void touchscreen_set_mt_pos(struct input_mt_pos *pos, const struct touchscreen_properties *prop,
			    unsigned int x, unsigned int y)
{
	place(prop, &x, &y);
	*pos = (struct input_mt_pos){.x = x, .y = y};
}
EXPORT_SYMBOL(touchscreen_set_mt_pos);

void touchscreen_report_pos(struct input_dev *input, const struct touchscreen_properties *prop,
			    unsigned int x, unsigned int y, bool multitouch)
{
	place(prop, &x, &y);
	input_report_abs(input, multitouch ? ABS_MT_POSITION_X : ABS_X, x);
	input_report_abs(input, multitouch ? ABS_MT_POSITION_Y : ABS_Y, y);
}
EXPORT_SYMBOL(touchscreen_report_pos);
