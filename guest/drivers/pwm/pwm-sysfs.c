/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pwm-sysfs: /sys/class/pwm: pwmchipN has export, unexport, npwm; below it pwmM has period,
 * duty_cycle, polarity, enable, capture.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/pwm.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

struct exported {
	struct device dev;
	struct pwm_device *pwm;
	struct mutex mutex; /* from reading a state to applying it */
};

static struct exported *to_exported(struct device *dev)
{
	return container_of(dev, struct exported, dev);
}

/* ---- a signal ---- */

static ssize_t period_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", pwm_get_period(to_exported(dev)->pwm));
}

static ssize_t duty_cycle_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%llu\n", pwm_get_duty_cycle(to_exported(dev)->pwm));
}

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", pwm_is_enabled(to_exported(dev)->pwm));
}

static ssize_t polarity_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	bool inversed = pwm_get_polarity(to_exported(dev)->pwm);

	return sysfs_emit(buf, "%s\n", inversed ? "inversed" : "normal");
}

static ssize_t capture_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct pwm_capture result;
	int err = pwm_capture(to_exported(dev)->pwm, &result, HZ);

	return err ? err : sysfs_emit(buf, "%u %u\n", result.period, result.duty_cycle);
}
static DEVICE_ATTR_RO(capture);

enum what { PERIOD, DUTY_CYCLE };

static ssize_t store_time(struct device *dev, const char *buf, size_t size, enum what what)
{
	struct exported *e = to_exported(dev);
	struct pwm_state state;
	u64 value;
	int err = kstrtou64(buf, 0, &value);

	if (err)
		return err;
	mutex_lock(&e->mutex);
	pwm_get_state(e->pwm, &state);
	if (what == PERIOD)
		state.period = value;
	else
		state.duty_cycle = value;
	err = pwm_apply_state(e->pwm, &state);
	mutex_unlock(&e->mutex);
	return err ? err : (ssize_t)size;
}

static ssize_t period_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t size)
{
	return store_time(dev, buf, size, PERIOD);
}
static DEVICE_ATTR_RW(period);

static ssize_t duty_cycle_store(struct device *dev, struct device_attribute *attr, const char *buf,
				size_t size)
{
	return store_time(dev, buf, size, DUTY_CYCLE);
}
static DEVICE_ATTR_RW(duty_cycle);

static ssize_t enable_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t size)
{
	struct exported *e = to_exported(dev);
	struct pwm_state state;
	int value, err = kstrtoint(buf, 0, &value);

	if (err)
		return err;
	if (value != 0 && value != 1)
		return -EINVAL;
	mutex_lock(&e->mutex);
	pwm_get_state(e->pwm, &state);
	state.enabled = value;
	err = pwm_apply_state(e->pwm, &state);
	mutex_unlock(&e->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(enable);

static ssize_t polarity_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t size)
{
	struct exported *e = to_exported(dev);
	struct pwm_state state;
	bool inversed = sysfs_streq(buf, "inversed");
	int err;

	if (!inversed && !sysfs_streq(buf, "normal"))
		return -EINVAL;
	mutex_lock(&e->mutex);
	pwm_get_state(e->pwm, &state);
	state.polarity = inversed ? PWM_POLARITY_INVERSED : PWM_POLARITY_NORMAL;
	err = pwm_apply_state(e->pwm, &state);
	mutex_unlock(&e->mutex);
	return err ? err : (ssize_t)size;
}
static DEVICE_ATTR_RW(polarity);

static struct attribute *pwm_attrs[] = {&dev_attr_period.attr,	&dev_attr_duty_cycle.attr,
					&dev_attr_enable.attr,	&dev_attr_polarity.attr,
					&dev_attr_capture.attr, NULL};
ATTRIBUTE_GROUPS(pwm);

static void exported_release(struct device *dev)
{
	kfree(to_exported(dev));
}

static int export_one(struct device *parent, struct pwm_device *pwm)
{
	struct exported *e;
	int err;

	if (test_and_set_bit(PWMF_EXPORTED, &pwm->flags))
		return -EBUSY;
	e = kzalloc(sizeof(*e), GFP_KERNEL);
	if (!e) {
		clear_bit(PWMF_EXPORTED, &pwm->flags);
		return -ENOMEM;
	}
	e->pwm = pwm;
	mutex_init(&e->mutex);
	e->dev.parent = parent;
	e->dev.release = exported_release;
	e->dev.groups = pwm_groups;
	dev_set_name(&e->dev, "pwm%u", pwm->hwpwm);
	err = device_register(&e->dev);
	if (err) {
		clear_bit(PWMF_EXPORTED, &pwm->flags);
		put_device(&e->dev);
	}
	return err;
}

static int is_of(struct device *child, void *pwm)
{
	return to_exported(child)->pwm == pwm;
}

static int unexport_one(struct device *parent, struct pwm_device *pwm)
{
	struct device *child;

	if (!test_and_clear_bit(PWMF_EXPORTED, &pwm->flags))
		return -ENODEV;
	child = device_find_child(parent, pwm, is_of);
	if (!child)
		return -ENODEV;
	put_device(child);
	device_unregister(child);
	pwm_put(pwm);
	return 0;
}

/* ---- a chip ---- */

static ssize_t export_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t len)
{
	struct pwm_chip *chip = dev_get_drvdata(dev);
	struct pwm_device *pwm;
	unsigned int index;
	int err = kstrtouint(buf, 0, &index);

	if (err)
		return err;
	if (index >= chip->npwm)
		return -ENODEV;
	pwm = pwm_request_from_chip(chip, index, "sysfs");
	if (IS_ERR(pwm))
		return PTR_ERR(pwm);
	err = export_one(dev, pwm);
	if (err)
		pwm_put(pwm);
	return err ? err : (ssize_t)len;
}
static DEVICE_ATTR_WO(export);

static ssize_t unexport_store(struct device *dev, struct device_attribute *attr, const char *buf,
			      size_t len)
{
	struct pwm_chip *chip = dev_get_drvdata(dev);
	unsigned int index;
	int err = kstrtouint(buf, 0, &index);

	if (err)
		return err;
	if (index >= chip->npwm)
		return -ENODEV;
	err = unexport_one(dev, &chip->pwms[index]);
	return err ? err : (ssize_t)len;
}
static DEVICE_ATTR_WO(unexport);

static ssize_t npwm_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	const struct pwm_chip *chip = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%u\n", chip->npwm);
}
static DEVICE_ATTR_RO(npwm);

static struct attribute *pwm_chip_attrs[] = {&dev_attr_export.attr, &dev_attr_unexport.attr,
					     &dev_attr_npwm.attr, NULL};
ATTRIBUTE_GROUPS(pwm_chip);

static struct class pwm_class = {.name = "pwm", .dev_groups = pwm_chip_groups};

void pwmchip_sysfs_export(struct pwm_chip *chip)
{
	struct device *dev;

	dev = device_create(&pwm_class, chip->dev, MKDEV(0, 0), chip, "pwmchip%d", chip->base);
	if (IS_ERR(dev))
		dev_warn(chip->dev, "device_create failed for pwm_chip sysfs export\n");
}

static int is_chip(struct device *dev, const void *chip)
{
	return dev_get_drvdata(dev) == chip;
}

void pwmchip_sysfs_unexport(struct pwm_chip *chip)
{
	struct device *dev = class_find_device(&pwm_class, NULL, chip, is_chip);
	unsigned int i;

	if (!dev)
		return;
	for (i = 0; i < chip->npwm; i++)
		if (test_bit(PWMF_EXPORTED, &chip->pwms[i].flags))
			unexport_one(dev, &chip->pwms[i]);
	put_device(dev);
	device_unregister(dev);
}

static int __init pwm_sysfs_init(void)
{
	return class_register(&pwm_class);
}
postcore_initcall(pwm_sysfs_init);
