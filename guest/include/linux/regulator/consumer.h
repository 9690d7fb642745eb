/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * regulator/consumer: supplies that software switches, as in a kernel without
 * (CONFIG_REGULATOR off): everything is powered, at an unknown voltage.
 */
#ifndef __LINUX_REGULATOR_CONSUMER_H_
#define __LINUX_REGULATOR_CONSUMER_H_

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/types.h>

struct device;
struct notifier_block;
struct regulator;

struct regulator_bulk_data {
	const char *supply;
	struct regulator *consumer;
	int init_load_uA, ret;
};

#define REGULATOR_EVENT_DISABLE 0x80

static inline struct regulator *__must_check regulator_get(struct device *dev, const char *id)
{
	return NULL;
}

static inline struct regulator *__must_check devm_regulator_get(struct device *dev, const char *id)
{
	return NULL;
}

static inline struct regulator *__must_check devm_regulator_get_optional(struct device *dev,
									 const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline int devm_regulator_get_enable(struct device *dev, const char *id)
{
	return 0;
}

static inline int devm_regulator_get_enable_optional(struct device *dev, const char *id)
{
	return 0;
}

static inline void regulator_put(struct regulator *regulator)
{
}

static inline int regulator_enable(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_disable(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_is_enabled(struct regulator *regulator)
{
	return 1;
}

static inline int regulator_get_voltage(struct regulator *regulator)
{
	return -EINVAL;
}

static inline int regulator_set_voltage(struct regulator *regulator, int min_uV, int max_uV)
{
	return 0;
}

static inline int devm_regulator_bulk_get(struct device *dev, int n, struct regulator_bulk_data *c)
{
	return 0;
}

static inline int regulator_bulk_enable(int n, struct regulator_bulk_data *c)
{
	return 0;
}

static inline int regulator_bulk_disable(int n, struct regulator_bulk_data *c)
{
	return 0;
}

static inline int regulator_register_notifier(struct regulator *regulator,
					      struct notifier_block *nb)
{
	return 0;
}

static inline int devm_regulator_register_notifier(struct regulator *regulator,
						   struct notifier_block *nb)
{
	return 0;
}

#endif
