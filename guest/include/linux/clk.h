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

struct clk_bulk_data {
	const char *id;
	struct clk *clk;
};

struct clk_duty;
struct notifier_block;

static inline int clk_bulk_get(struct device *dev, int num, struct clk_bulk_data *clks)
{
	return 0;
}

static inline int clk_bulk_get_all(struct device *dev, struct clk_bulk_data **clks)
{
	return 0;
}

#define clk_bulk_get_optional(dev, num, clks)	   clk_bulk_get(dev, num, clks)
#define devm_clk_bulk_get(dev, num, clks)	   clk_bulk_get(dev, num, clks)
#define devm_clk_bulk_get_optional(dev, num, clks) clk_bulk_get(dev, num, clks)
#define devm_clk_bulk_get_all(dev, clks)	   clk_bulk_get_all(dev, clks)

static inline void clk_bulk_put(int num, struct clk_bulk_data *clks)
{
}

static inline int clk_bulk_prepare(int num, const struct clk_bulk_data *clks)
{
	return 0;
}

static inline void clk_bulk_unprepare(int num, const struct clk_bulk_data *clks)
{
}

static inline int clk_bulk_enable(int num, const struct clk_bulk_data *clks)
{
	return 0;
}

static inline void clk_bulk_disable(int num, const struct clk_bulk_data *clks)
{
}

static inline int clk_bulk_prepare_enable(int num, const struct clk_bulk_data *clks)
{
	return 0;
}

static inline void clk_bulk_disable_unprepare(int num, const struct clk_bulk_data *clks)
{
}

static inline int clk_set_parent(struct clk *clk, struct clk *parent)
{
	return 0;
}

static inline struct clk *clk_get_parent(struct clk *clk)
{
	return NULL;
}

static inline bool clk_has_parent(struct clk *clk, struct clk *parent)
{
	return true;
}

static inline int clk_set_min_rate(struct clk *clk, unsigned long rate)
{
	return 0;
}

static inline int clk_set_max_rate(struct clk *clk, unsigned long rate)
{
	return 0;
}

static inline int clk_set_rate_range(struct clk *clk, unsigned long min, unsigned long max)
{
	return 0;
}

static inline int clk_set_duty_cycle(struct clk *clk, unsigned int num, unsigned int den)
{
	return -ENOTSUPP;
}

static inline int clk_set_rate_exclusive(struct clk *clk, unsigned long rate)
{
	return 0;
}

static inline int clk_rate_exclusive_get(struct clk *clk)
{
	return 0;
}

static inline void clk_rate_exclusive_put(struct clk *clk)
{
}

static inline bool clk_is_match(const struct clk *p, const struct clk *q)
{
	return p == q;
}

static inline int clk_notifier_register(struct clk *clk, struct notifier_block *nb)
{
	return -ENOTSUPP;
}

static inline int clk_notifier_unregister(struct clk *clk, struct notifier_block *nb)
{
	return -ENOTSUPP;
}

#define devm_clk_notifier_register(dev, clk, nb) clk_notifier_register(clk, nb)
#define devm_clk_get_optional_prepared(dev, id)	 clk_get_optional(dev, id)
#define devm_clk_put(dev, clk)			 clk_put(clk)
#define of_clk_get(np, index)			 ((struct clk *)ERR_PTR(-ENOENT))
#define of_clk_get_by_name(np, name)		 ((struct clk *)ERR_PTR(-ENOENT))

#endif
