/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gpio-array: many lines at once. Those of one chip are read or set together where the chip can,
 * in the order in which the chips first occur.
 */
#include <linux/bitmap.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/gpio.h>

#include "drivers/gpio/gpiolib.h"

/* A chip's lines, as masks that fit the stack. */
struct lines {
	DECLARE_BITMAP(mask, ARCH_NR_GPIOS);
	DECLARE_BITMAP(bits, ARCH_NR_GPIOS);
};

static bool fits(const struct gpio_chip *gc)
{
	return gc->ngpio <= ARCH_NR_GPIOS;
}

static bool is_first_of_chip(struct gpio_desc **descs, unsigned int i)
{
	unsigned int j;

	for (j = 0; j < i; j++)
		if (descs[j]->gdev == descs[i]->gdev)
			return false;
	return true;
}

static int check(bool can_sleep, unsigned int n, struct gpio_desc **descs)
{
	unsigned int i;

	for (i = 0; i < n; i++) {
		int valid = gpiod_validate(descs[i], "gpiod_array_value");

		if (valid <= 0)
			return valid ? valid : -EINVAL;
		if (can_sleep)
			might_sleep();
		else
			WARN_ON(descs[i]->gdev->chip->can_sleep);
	}
	return 0;
}

static int read_chip(struct gpio_chip *gc, struct lines *lines)
{
	unsigned int i;

	if (gc->get_multiple)
		return gc->get_multiple(gc, lines->mask, lines->bits);
	for_each_set_bit(i, lines->mask, gc->ngpio)
	{
		int value = gc->get ? gc->get(gc, i) : -EIO;

		if (value < 0)
			return value;
		__assign_bit(i, lines->bits, value);
	}
	return 0;
}

static int get_of_chip(bool raw, unsigned int first, unsigned int n, struct gpio_desc **descs,
		       unsigned long *values)
{
	struct gpio_device *gdev = descs[first]->gdev;
	struct gpio_chip *gc = gdev->chip;
	struct lines lines;
	unsigned int i;
	int err;

	if (!fits(gc))
		return -EINVAL;
	bitmap_zero(lines.mask, gc->ngpio);
	bitmap_zero(lines.bits, gc->ngpio);
	for (i = first; i < n; i++)
		if (descs[i]->gdev == gdev)
			__set_bit(gpio_chip_hwgpio(descs[i]), lines.mask);
	err = read_chip(gc, &lines);
	for (i = first; !err && i < n; i++) {
		bool value;

		if (descs[i]->gdev != gdev)
			continue;
		value = test_bit(gpio_chip_hwgpio(descs[i]), lines.bits);
		if (!raw)
			value ^= test_bit(FLAG_ACTIVE_LOW, &descs[i]->flags);
		__assign_bit(i, values, value);
	}
	return err;
}

int gpiod_get_array_complex(bool raw, bool can_sleep, unsigned int n, struct gpio_desc **descs,
			    unsigned long *values)
{
	int err = check(can_sleep, n, descs);
	unsigned int i;

	for (i = 0; !err && i < n; i++)
		if (is_first_of_chip(descs, i))
			err = get_of_chip(raw, i, n, descs, values);
	return err;
}

static void write_chip(struct gpio_chip *gc, struct lines *lines)
{
	unsigned int i;

	if (bitmap_empty(lines->mask, gc->ngpio))
		return;
	if (gc->set_multiple) {
		gc->set_multiple(gc, lines->mask, lines->bits);
		return;
	}
	for_each_set_bit(i, lines->mask, gc->ngpio) if (gc->set)
	    gc->set(gc, i, test_bit(i, lines->bits));
}

static int set_of_chip(bool raw, bool can_sleep, unsigned int first, unsigned int n,
		       struct gpio_desc **descs, const unsigned long *values)
{
	struct gpio_device *gdev = descs[first]->gdev;
	struct gpio_chip *gc = gdev->chip;
	struct lines lines;
	unsigned int i;

	if (!fits(gc))
		return -EINVAL;
	bitmap_zero(lines.mask, gc->ngpio);
	bitmap_zero(lines.bits, gc->ngpio);
	for (i = first; i < n; i++) {
		struct gpio_desc *desc = descs[i];
		bool value = test_bit(i, values);

		if (desc->gdev != gdev)
			continue;
		if (!raw && desc->flags & (BIT(FLAG_OPEN_DRAIN) | BIT(FLAG_OPEN_SOURCE))) {
			if (can_sleep)
				gpiod_set_value_cansleep(desc, value);
			else
				gpiod_set_value(desc, value);
			continue;
		}
		if (!raw)
			value ^= test_bit(FLAG_ACTIVE_LOW, &desc->flags);
		__set_bit(gpio_chip_hwgpio(desc), lines.mask);
		__assign_bit(gpio_chip_hwgpio(desc), lines.bits, value);
	}
	write_chip(gc, &lines);
	return 0;
}

int gpiod_set_array_complex(bool raw, bool can_sleep, unsigned int n, struct gpio_desc **descs,
			    const unsigned long *values)
{
	int err = check(can_sleep, n, descs);
	unsigned int i;

	for (i = 0; !err && i < n; i++)
		if (is_first_of_chip(descs, i))
			err = set_of_chip(raw, can_sleep, i, n, descs, values);
	return err;
}

#define DEFINE_ARRAY_CALLS(suffix, raw, can_sleep)                                                 \
	int gpiod_get##suffix(unsigned int n, struct gpio_desc **descs, struct gpio_array *info,   \
			      unsigned long *values)                                               \
	{                                                                                          \
		return descs ? gpiod_get_array_complex(raw, can_sleep, n, descs, values)           \
			     : -EINVAL;                                                            \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(gpiod_get##suffix);                                                      \
	int gpiod_set##suffix(unsigned int n, struct gpio_desc **descs, struct gpio_array *info,   \
			      unsigned long *values)                                               \
	{                                                                                          \
		return descs ? gpiod_set_array_complex(raw, can_sleep, n, descs, values)           \
			     : -EINVAL;                                                            \
	}                                                                                          \
	EXPORT_SYMBOL_GPL(gpiod_set##suffix)

DEFINE_ARRAY_CALLS(_array_value, false, false);
DEFINE_ARRAY_CALLS(_raw_array_value, true, false);
DEFINE_ARRAY_CALLS(_array_value_cansleep, false, true);
DEFINE_ARRAY_CALLS(_raw_array_value_cansleep, true, true);
