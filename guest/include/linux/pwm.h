/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pwm: signals that are high for a part of their period (drivers/pwm). A driver gives a chip to
 * pwmchip_add(); a consumer has a pwm_device and applies states to it. All times in ns; what may
 * not be is -EINVAL. May sleep.
 */
#ifndef __LINUX_PWM_H
#define __LINUX_PWM_H

#include <linux/err.h>
#include <linux/math64.h>
#include <linux/mutex.h>
#include <linux/of.h>
#include <linux/types.h>

struct pwm_chip;

/* High first, or low first. */
enum pwm_polarity {
	PWM_POLARITY_NORMAL,
	PWM_POLARITY_INVERSED,
};

struct pwm_args {
	u64 period; /* as the board says */
	enum pwm_polarity polarity;
};

enum {
	PWMF_REQUESTED = 1 << 0,
	PWMF_EXPORTED = 1 << 1,
};

struct pwm_state {
	u64 period, duty_cycle;
	enum pwm_polarity polarity;
	bool enabled;
	bool usage_power; /* only the part matters, not where in the period */
};

struct pwm_device {
	const char *label;
	unsigned long flags; /* PWMF_, as bit numbers */
	unsigned int hwpwm;  /* on its chip */
	unsigned int pwm;    /* among all */
	struct pwm_chip *chip;
	void *chip_data;
	struct pwm_args args;
	struct pwm_state state; /* the last one applied */
	struct pwm_state last;
};

struct pwm_capture {
	unsigned int period, duty_cycle;
};

struct pwm_ops {
	int (*request)(struct pwm_chip *chip, struct pwm_device *pwm);
	void (*free)(struct pwm_chip *chip, struct pwm_device *pwm);
	int (*capture)(struct pwm_chip *chip, struct pwm_device *pwm, struct pwm_capture *result,
		       unsigned long timeout);
	int (*apply)(struct pwm_chip *chip, struct pwm_device *pwm, const struct pwm_state *state);
	int (*get_state)(struct pwm_chip *chip, struct pwm_device *pwm, struct pwm_state *state);
	struct module *owner;
};

struct pwm_chip {
	struct device *dev;
	const struct pwm_ops *ops;
	int base; /* of its numbers */
	unsigned int npwm;
	struct pwm_device *(*of_xlate)(struct pwm_chip *pc, const struct of_phandle_args *args);
	unsigned int of_pwm_n_cells;
	struct list_head list;
	struct pwm_device *pwms;
};

static inline void pwm_get_state(const struct pwm_device *pwm, struct pwm_state *state)
{
	*state = pwm->state;
}

static inline bool pwm_is_enabled(const struct pwm_device *pwm)
{
	return pwm && pwm->state.enabled;
}

static inline u64 pwm_get_period(const struct pwm_device *pwm)
{
	return pwm ? pwm->state.period : 0;
}

static inline void pwm_set_period(struct pwm_device *pwm, u64 period)
{
	if (pwm)
		pwm->state.period = period;
}

static inline u64 pwm_get_duty_cycle(const struct pwm_device *pwm)
{
	return pwm ? pwm->state.duty_cycle : 0;
}

static inline void pwm_set_duty_cycle(struct pwm_device *pwm, unsigned int duty)
{
	if (pwm)
		pwm->state.duty_cycle = duty;
}

static inline enum pwm_polarity pwm_get_polarity(const struct pwm_device *pwm)
{
	return pwm->state.polarity;
}

static inline void pwm_get_args(const struct pwm_device *pwm, struct pwm_args *args)
{
	*args = pwm->args;
}

/* A state to begin with: off for now, as the board says else. */
static inline void pwm_init_state(const struct pwm_device *pwm, struct pwm_state *state)
{
	*state = pwm->state;
	state->period = pwm->args.period;
	state->polarity = pwm->args.polarity;
	state->duty_cycle = 0;
	state->usage_power = false;
}

/* As a part of scale, rounded; and back. */
static inline unsigned int pwm_get_relative_duty_cycle(const struct pwm_state *state,
						       unsigned int scale)
{
	return state->period ? DIV_ROUND_CLOSEST_ULL(state->duty_cycle * scale, state->period) : 0;
}

static inline int pwm_set_relative_duty_cycle(struct pwm_state *state, unsigned int duty_cycle,
					      unsigned int scale)
{
	if (!scale || duty_cycle > scale)
		return -EINVAL;
	state->duty_cycle = DIV_ROUND_CLOSEST_ULL((u64)duty_cycle * state->period, scale);
	return 0;
}

/* ---- for drivers ---- */

int pwmchip_add(struct pwm_chip *chip);
void pwmchip_remove(struct pwm_chip *chip);
int devm_pwmchip_add(struct device *dev, struct pwm_chip *chip);
int pwm_set_chip_data(struct pwm_device *pwm, void *data);
void *pwm_get_chip_data(struct pwm_device *pwm);
/* ERR_PTR: -EINVAL no such, -EBUSY taken. */
struct pwm_device *pwm_request_from_chip(struct pwm_chip *chip, unsigned int index,
					 const char *label);

static inline struct pwm_device *of_pwm_xlate_with_flags(struct pwm_chip *pc,
							 const struct of_phandle_args *args)
{
	return ERR_PTR(-EINVAL);
}

static inline struct pwm_device *of_pwm_single_xlate(struct pwm_chip *pc,
						     const struct of_phandle_args *args)
{
	return ERR_PTR(-EINVAL);
}

/* ---- for consumers ---- */

/* By a table (pwm_add_table()). ERR_PTR: -ENODEV none is said, -EPROBE_DEFER not there yet. */
struct pwm_device *pwm_get(struct device *dev, const char *con_id);
struct pwm_device *devm_pwm_get(struct device *dev, const char *con_id);
struct pwm_device *devm_fwnode_pwm_get(struct device *dev, struct fwnode_handle *fwnode,
				       const char *con_id);
void pwm_put(struct pwm_device *pwm);
struct pwm_device *pwm_request(int pwm_id, const char *label);
void pwm_free(struct pwm_device *pwm);
int pwm_apply_state(struct pwm_device *pwm, const struct pwm_state *state);
int pwm_adjust_config(struct pwm_device *pwm);
int pwm_capture(struct pwm_device *pwm, struct pwm_capture *result, unsigned long timeout);

static inline int pwm_config(struct pwm_device *pwm, int duty_ns, int period_ns)
{
	struct pwm_state state;

	if (!pwm || duty_ns < 0 || period_ns < 0)
		return -EINVAL;
	pwm_get_state(pwm, &state);
	state.duty_cycle = duty_ns;
	state.period = period_ns;
	return pwm_apply_state(pwm, &state);
}

static inline int pwm_enable(struct pwm_device *pwm)
{
	struct pwm_state state;

	if (!pwm)
		return -EINVAL;
	pwm_get_state(pwm, &state);
	state.enabled = true;
	return pwm_apply_state(pwm, &state);
}

static inline void pwm_disable(struct pwm_device *pwm)
{
	struct pwm_state state;

	if (!pwm_is_enabled(pwm))
		return;
	pwm_get_state(pwm, &state);
	state.enabled = false;
	pwm_apply_state(pwm, &state);
}

/* Off, with the period and polarity of the board. */
static inline void pwm_apply_args(struct pwm_device *pwm)
{
	struct pwm_state state = {
	    .period = pwm->args.period,
	    .polarity = pwm->args.polarity,
	};

	pwm_apply_state(pwm, &state);
}

/* ---- for boards ---- */

struct pwm_lookup {
	struct list_head list;
	const char *provider; /* dev_name() of the chip's device */
	unsigned int index;
	const char *dev_id;
	const char *con_id;
	unsigned int period;
	enum pwm_polarity polarity;
	const char *module; /* to be loaded for it; NULL: none */
};

#define PWM_LOOKUP_WITH_MODULE(_provider, _index, _dev_id, _con_id, _period, _polarity, _module)   \
	{                                                                                          \
		.provider = _provider, .index = _index, .dev_id = _dev_id, .con_id = _con_id,      \
		.period = _period, .polarity = _polarity, .module = _module                        \
	}
#define PWM_LOOKUP(_provider, _index, _dev_id, _con_id, _period, _polarity)                        \
	PWM_LOOKUP_WITH_MODULE(_provider, _index, _dev_id, _con_id, _period, _polarity, NULL)

void pwm_add_table(struct pwm_lookup *table, size_t num);
void pwm_remove_table(struct pwm_lookup *table, size_t num);

/* /sys/class/pwm/pwmchipN (drivers/pwm/pwm-sysfs.c). */
void pwmchip_sysfs_export(struct pwm_chip *chip);
void pwmchip_sysfs_unexport(struct pwm_chip *chip);

#endif
