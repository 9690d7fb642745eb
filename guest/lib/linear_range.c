/* SPDX-License-Identifier: GPL-2.0-only */
/* linear_range: between selectors and values, along straight lines. */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/linear_range.h>
#include <linux/math.h>

unsigned int linear_range_values_in_range(const struct linear_range *r)
{
	return r ? r->max_sel + 1 - r->min_sel : 0;
}
EXPORT_SYMBOL_GPL(linear_range_values_in_range);

unsigned int linear_range_values_in_range_array(const struct linear_range *r, int ranges)
{
	unsigned int sum = 0;

	while (ranges--)
		sum += linear_range_values_in_range(&r[ranges]);
	return sum;
}
EXPORT_SYMBOL_GPL(linear_range_values_in_range_array);

unsigned int linear_range_get_max_value(const struct linear_range *r)
{
	return r ? r->min + r->step * (r->max_sel - r->min_sel) : 0;
}
EXPORT_SYMBOL_GPL(linear_range_get_max_value);

int linear_range_get_value(const struct linear_range *r, unsigned int selector, unsigned int *val)
{
	if (selector < r->min_sel || selector > r->max_sel)
		return -EINVAL;
	*val = r->min + r->step * (selector - r->min_sel);
	return 0;
}
EXPORT_SYMBOL_GPL(linear_range_get_value);

int linear_range_get_value_array(const struct linear_range *r, int ranges, unsigned int selector,
				 unsigned int *val)
{
	int i;

	for (i = 0; i < ranges; i++)
		if (!linear_range_get_value(&r[i], selector, val))
			return 0;
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(linear_range_get_value_array);

int linear_range_get_selector_low(const struct linear_range *r, unsigned int val,
				  unsigned int *selector, bool *found)
{
	*found = val >= r->min && val <= linear_range_get_max_value(r);
	if (val < r->min)
		return -EINVAL;
	linear_range_get_selector_within(r, val, selector);
	return 0;
}
EXPORT_SYMBOL_GPL(linear_range_get_selector_low);

int linear_range_get_selector_high(const struct linear_range *r, unsigned int val,
				   unsigned int *selector, bool *found)
{
	*found = val >= r->min && val <= linear_range_get_max_value(r);
	if (val > linear_range_get_max_value(r))
		return -EINVAL;
	*selector = r->min_sel;
	if (val > r->min)
		*selector = r->step ? r->min_sel + DIV_ROUND_UP(val - r->min, r->step) : r->max_sel;
	return 0;
}
EXPORT_SYMBOL_GPL(linear_range_get_selector_high);

/* The first range that val lies in; else the last that it lies above. */
int linear_range_get_selector_low_array(const struct linear_range *r, int ranges, unsigned int val,
					unsigned int *selector, bool *found)
{
	int i, err = -EINVAL;

	for (i = 0; i < ranges; i++) {
		if (!linear_range_get_selector_low(&r[i], val, selector, found))
			err = 0;
		if (*found)
			break;
	}
	return err;
}
EXPORT_SYMBOL_GPL(linear_range_get_selector_low_array);

void linear_range_get_selector_within(const struct linear_range *r, unsigned int val,
				      unsigned int *selector)
{
	if (val < r->min)
		*selector = r->min_sel;
	else if (val > linear_range_get_max_value(r) || !r->step)
		*selector = r->max_sel;
	else
		*selector = r->min_sel + (val - r->min) / r->step;
}
EXPORT_SYMBOL_GPL(linear_range_get_selector_within);
