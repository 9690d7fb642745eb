/* SPDX-License-Identifier: GPL-2.0-only */
/* reset: reset lines that software drives, as in a kernel without: optional ones are not there. */
#ifndef _LINUX_RESET_H_
#define _LINUX_RESET_H_

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct reset_control;

#define devm_reset_control_get_optional(dev, id)	   ((struct reset_control *)0)
#define devm_reset_control_get_optional_exclusive(dev, id) ((struct reset_control *)0)
#define devm_reset_control_get_optional_shared(dev, id)	   ((struct reset_control *)0)
#define devm_reset_control_get(dev, id)			   ((struct reset_control *)ERR_PTR(-ENOTSUPP))
#define devm_reset_control_get_exclusive(dev, id)	   ((struct reset_control *)ERR_PTR(-ENOTSUPP))

static inline int reset_control_assert(struct reset_control *rst)
{
	return 0;
}

static inline int reset_control_deassert(struct reset_control *rst)
{
	return 0;
}

static inline int reset_control_reset(struct reset_control *rst)
{
	return 0;
}

#endif
