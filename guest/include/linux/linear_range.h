/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * linear_range: what a register's field (a selector) stands for, where that is a straight line:
 * min at min_sel, step more with each, up to max_sel; several of them make a field with kinks.
 * Errors are -EINVAL.
 */
#ifndef LINEAR_RANGE_H
#define LINEAR_RANGE_H

#include <linux/types.h>

struct linear_range {
	unsigned int min;
	unsigned int min_sel;
	unsigned int max_sel;
	unsigned int step;
};

#define LINEAR_RANGE(value, first, last, delta)                                                    \
	{                                                                                          \
		.step = delta, .min = value, .min_sel = first, .max_sel = last,                    \
	}
#define LINEAR_RANGE_IDX(i, value, first, last, delta) [i] = LINEAR_RANGE(value, first, last, delta)

unsigned int linear_range_values_in_range(const struct linear_range *r);
unsigned int linear_range_values_in_range_array(const struct linear_range *r, int ranges);
unsigned int linear_range_get_max_value(const struct linear_range *r);

int linear_range_get_value(const struct linear_range *r, unsigned int selector, unsigned int *val);
int linear_range_get_value_array(const struct linear_range *r, int ranges, unsigned int selector,
				 unsigned int *val);

/*
 * The selector of the greatest value not above val (low), or the least not below it (high). *found:
 * val lies within the range; beyond its end it is the end's, and where there is none, -EINVAL.
 */
int linear_range_get_selector_low(const struct linear_range *r, unsigned int val,
				  unsigned int *selector, bool *found);
int linear_range_get_selector_high(const struct linear_range *r, unsigned int val,
				   unsigned int *selector, bool *found);
int linear_range_get_selector_low_array(const struct linear_range *r, int ranges, unsigned int val,
					unsigned int *selector, bool *found);
/* The greatest not above val, or the first. */
void linear_range_get_selector_within(const struct linear_range *r, unsigned int val,
				      unsigned int *selector);

#endif
