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
struct regmap;
struct notifier_block;
struct regulator;

struct regulator_bulk_data {
	const char *supply;
	struct regulator *consumer;
	int init_load_uA, ret;
};

/* REGULATOR_MODE_: how a supply works for its load. */
#define REGULATOR_MODE_INVALID 0x0
#define REGULATOR_MODE_FAST    0x1
#define REGULATOR_MODE_NORMAL  0x2
#define REGULATOR_MODE_IDLE    0x4
#define REGULATOR_MODE_STANDBY 0x8

/* REGULATOR_EVENT_: what notifiers would be told. */
#define REGULATOR_EVENT_UNDER_VOLTAGE	     0x01
#define REGULATOR_EVENT_OVER_CURRENT	     0x02
#define REGULATOR_EVENT_REGULATION_OUT	     0x04
#define REGULATOR_EVENT_FAIL		     0x08
#define REGULATOR_EVENT_OVER_TEMP	     0x10
#define REGULATOR_EVENT_FORCE_DISABLE	     0x20
#define REGULATOR_EVENT_VOLTAGE_CHANGE	     0x40
#define REGULATOR_EVENT_DISABLE		     0x80
#define REGULATOR_EVENT_PRE_VOLTAGE_CHANGE   0x100
#define REGULATOR_EVENT_ABORT_VOLTAGE_CHANGE 0x200
#define REGULATOR_EVENT_PRE_DISABLE	     0x400
#define REGULATOR_EVENT_ABORT_DISABLE	     0x800
#define REGULATOR_EVENT_ENABLE		     0x1000

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

static inline struct regulator *__must_check regulator_get_exclusive(struct device *dev,
								     const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline struct regulator *__must_check regulator_get_optional(struct device *dev,
								    const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline struct regulator *__must_check devm_regulator_get_exclusive(struct device *dev,
									  const char *id)
{
	return ERR_PTR(-ENODEV);
}

static inline struct regmap *regulator_get_regmap(struct regulator *regulator)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static inline unsigned int regulator_get_mode(struct regulator *regulator)
{
	return REGULATOR_MODE_NORMAL;
}

static inline void devm_regulator_put(struct regulator *regulator)
{
}

static inline void *regulator_get_drvdata(struct regulator *regulator)
{
	return NULL;
}

static inline void regulator_set_drvdata(struct regulator *regulator, void *data)
{
}

static inline void regulator_bulk_free(int n, struct regulator_bulk_data *c)
{
}

static inline void regulator_bulk_set_supply_names(struct regulator_bulk_data *c,
						   const char *const *names, unsigned int n)
{
}

static inline int regulator_bulk_get(struct device *dev, int n, struct regulator_bulk_data *c)
{
	return 0;
}

static inline int regulator_bulk_force_disable(int n, struct regulator_bulk_data *c)
{
	return 0;
}

static inline int devm_regulator_bulk_get_const(struct device *dev, int n,
						const struct regulator_bulk_data *in,
						struct regulator_bulk_data **out)
{
	return 0;
}

static inline int devm_regulator_bulk_get_enable(struct device *dev, int n, const char *const *ids)
{
	return 0;
}

static inline int regulator_force_disable(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_disable_deferred(struct regulator *regulator, int ms)
{
	return 0;
}

static inline int regulator_count_voltages(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_list_voltage(struct regulator *regulator, unsigned int selector)
{
	return -EINVAL;
}

static inline int regulator_is_supported_voltage(struct regulator *regulator, int min_uV,
						 int max_uV)
{
	return 0;
}

static inline int regulator_set_voltage_time(struct regulator *regulator, int old_uV, int new_uV)
{
	return 0;
}

static inline int regulator_sync_voltage(struct regulator *regulator)
{
	return -EINVAL;
}

static inline int regulator_set_current_limit(struct regulator *regulator, int min_uA, int max_uA)
{
	return 0;
}

static inline int regulator_get_current_limit(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_set_mode(struct regulator *regulator, unsigned int mode)
{
	return 0;
}

static inline int regulator_set_load(struct regulator *regulator, int load_uA)
{
	return 0;
}

static inline int regulator_get_error_flags(struct regulator *regulator, unsigned int *flags)
{
	return -EINVAL;
}

static inline int regulator_allow_bypass(struct regulator *regulator, bool allow)
{
	return 0;
}

static inline unsigned int regulator_get_linear_step(struct regulator *regulator)
{
	return 0;
}

static inline int regulator_set_voltage_tol(struct regulator *regulator, int new_uV, int tol_uV)
{
	return 0;
}

static inline int regulator_unregister_notifier(struct regulator *regulator,
						struct notifier_block *nb)
{
	return 0;
}

static inline int regulator_set_voltage_triplet(struct regulator *regulator, int min_uV,
						int target_uV, int max_uV)
{
	return 0;
}

#endif
