/* SPDX-License-Identifier: GPL-2.0-only */
/* clk: clocks that software turns on, as in a kernel without (CONFIG_HAVE_CLK off): there is none.
 */
#ifndef __LINUX_CLK_H
#define __LINUX_CLK_H

#include <linux/err.h>
#include <linux/types.h>

struct clk;
struct device;

static inline struct clk *clk_get(struct device *dev, const char *id)
{
	return NULL;
}

static inline struct clk *clk_get_optional(struct device *dev, const char *id)
{
	return NULL;
}

#define devm_clk_get(dev, id)		       clk_get(dev, id)
#define devm_clk_get_enabled(dev, id)	       clk_get(dev, id)
#define devm_clk_get_prepared(dev, id)	       clk_get(dev, id)
#define devm_clk_get_optional(dev, id)	       clk_get_optional(dev, id)
#define devm_clk_get_optional_enabled(dev, id) clk_get_optional(dev, id)

static inline void clk_put(struct clk *clk)
{
}

static inline int clk_enable(struct clk *clk)
{
	return 0;
}

static inline void clk_disable(struct clk *clk)
{
}

static inline int clk_prepare(struct clk *clk)
{
	return 0;
}

static inline void clk_unprepare(struct clk *clk)
{
}

static inline int clk_prepare_enable(struct clk *clk)
{
	return 0;
}

static inline void clk_disable_unprepare(struct clk *clk)
{
}

static inline unsigned long clk_get_rate(struct clk *clk)
{
	return 0;
}

static inline int clk_set_rate(struct clk *clk, unsigned long rate)
{
	return 0;
}

static inline long clk_round_rate(struct clk *clk, unsigned long rate)
{
	return 0;
}

#endif
