/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hwmon: the class of sensors. With a chip's info, a file is made for each bit of each
 * channel that the driver lets be seen; its name is the kind's, the channel's number (from 0
 * for voltages and intrusion, from 1 for all others) and the attribute's.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/hwmon.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/property.h>
#include <linux/slab.h>
#include <linux/string.h>

#define IDS_MAX 256

struct hwmon_device {
	const char *name, *label;
	struct device dev;
	const struct hwmon_chip_info *chip;
	int id;
	struct attribute_group group; /* the files made from chip */
	const struct attribute_group **groups;
};
#define to_hwmon_device(d) container_of(d, struct hwmon_device, dev)

struct hwmon_file {
	struct device_attribute dev_attr;
	const struct hwmon_ops *ops;
	enum hwmon_sensor_types type;
	u32 attr;
	int channel;
	char name[32];
};

static DEFINE_MUTEX(ids_mutex);
static DECLARE_BITMAP(ids, IDS_MAX);
static struct class hwmon_class;

/* ---- names ---- */

static const char *const chip_names[] = {[hwmon_chip_temp_reset_history] = "temp_reset_history",
					 [hwmon_chip_in_reset_history] = "in_reset_history",
					 [hwmon_chip_curr_reset_history] = "curr_reset_history",
					 [hwmon_chip_power_reset_history] = "power_reset_history",
					 [hwmon_chip_register_tz] = "register_tz",
					 [hwmon_chip_update_interval] = "update_interval",
					 [hwmon_chip_alarms] = "alarms",
					 [hwmon_chip_samples] = "samples",
					 [hwmon_chip_curr_samples] = "curr_samples",
					 [hwmon_chip_in_samples] = "in_samples",
					 [hwmon_chip_power_samples] = "power_samples",
					 [hwmon_chip_temp_samples] = "temp_samples",
					 [hwmon_chip_beep_enable] = "beep_enable"};
static const char *const temp_names[] = {[hwmon_temp_enable] = "enable",
					 [hwmon_temp_input] = "input",
					 [hwmon_temp_type] = "type",
					 [hwmon_temp_lcrit] = "lcrit",
					 [hwmon_temp_lcrit_hyst] = "lcrit_hyst",
					 [hwmon_temp_min] = "min",
					 [hwmon_temp_min_hyst] = "min_hyst",
					 [hwmon_temp_max] = "max",
					 [hwmon_temp_max_hyst] = "max_hyst",
					 [hwmon_temp_crit] = "crit",
					 [hwmon_temp_crit_hyst] = "crit_hyst",
					 [hwmon_temp_emergency] = "emergency",
					 [hwmon_temp_emergency_hyst] = "emergency_hyst",
					 [hwmon_temp_alarm] = "alarm",
					 [hwmon_temp_lcrit_alarm] = "lcrit_alarm",
					 [hwmon_temp_min_alarm] = "min_alarm",
					 [hwmon_temp_max_alarm] = "max_alarm",
					 [hwmon_temp_crit_alarm] = "crit_alarm",
					 [hwmon_temp_emergency_alarm] = "emergency_alarm",
					 [hwmon_temp_fault] = "fault",
					 [hwmon_temp_offset] = "offset",
					 [hwmon_temp_label] = "label",
					 [hwmon_temp_lowest] = "lowest",
					 [hwmon_temp_highest] = "highest",
					 [hwmon_temp_reset_history] = "reset_history",
					 [hwmon_temp_rated_min] = "rated_min",
					 [hwmon_temp_rated_max] = "rated_max",
					 [hwmon_temp_beep] = "beep"};
static const char *const in_names[] = {[hwmon_in_enable] = "enable",
				       [hwmon_in_input] = "input",
				       [hwmon_in_min] = "min",
				       [hwmon_in_max] = "max",
				       [hwmon_in_lcrit] = "lcrit",
				       [hwmon_in_crit] = "crit",
				       [hwmon_in_average] = "average",
				       [hwmon_in_lowest] = "lowest",
				       [hwmon_in_highest] = "highest",
				       [hwmon_in_reset_history] = "reset_history",
				       [hwmon_in_label] = "label",
				       [hwmon_in_alarm] = "alarm",
				       [hwmon_in_min_alarm] = "min_alarm",
				       [hwmon_in_max_alarm] = "max_alarm",
				       [hwmon_in_lcrit_alarm] = "lcrit_alarm",
				       [hwmon_in_crit_alarm] = "crit_alarm",
				       [hwmon_in_rated_min] = "rated_min",
				       [hwmon_in_rated_max] = "rated_max",
				       [hwmon_in_beep] = "beep"};
static const char *const curr_names[] = {[hwmon_curr_enable] = "enable",
					 [hwmon_curr_input] = "input",
					 [hwmon_curr_min] = "min",
					 [hwmon_curr_max] = "max",
					 [hwmon_curr_lcrit] = "lcrit",
					 [hwmon_curr_crit] = "crit",
					 [hwmon_curr_average] = "average",
					 [hwmon_curr_lowest] = "lowest",
					 [hwmon_curr_highest] = "highest",
					 [hwmon_curr_reset_history] = "reset_history",
					 [hwmon_curr_label] = "label",
					 [hwmon_curr_alarm] = "alarm",
					 [hwmon_curr_min_alarm] = "min_alarm",
					 [hwmon_curr_max_alarm] = "max_alarm",
					 [hwmon_curr_lcrit_alarm] = "lcrit_alarm",
					 [hwmon_curr_crit_alarm] = "crit_alarm",
					 [hwmon_curr_rated_min] = "rated_min",
					 [hwmon_curr_rated_max] = "rated_max",
					 [hwmon_curr_beep] = "beep"};
static const char *const power_names[] = {
    [hwmon_power_enable] = "enable",
    [hwmon_power_average] = "average",
    [hwmon_power_average_interval] = "average_interval",
    [hwmon_power_average_interval_max] = "average_interval_max",
    [hwmon_power_average_interval_min] = "average_interval_min",
    [hwmon_power_average_highest] = "average_highest",
    [hwmon_power_average_lowest] = "average_lowest",
    [hwmon_power_average_max] = "average_max",
    [hwmon_power_average_min] = "average_min",
    [hwmon_power_input] = "input",
    [hwmon_power_input_highest] = "input_highest",
    [hwmon_power_input_lowest] = "input_lowest",
    [hwmon_power_reset_history] = "reset_history",
    [hwmon_power_accuracy] = "accuracy",
    [hwmon_power_cap] = "cap",
    [hwmon_power_cap_hyst] = "cap_hyst",
    [hwmon_power_cap_max] = "cap_max",
    [hwmon_power_cap_min] = "cap_min",
    [hwmon_power_min] = "min",
    [hwmon_power_max] = "max",
    [hwmon_power_crit] = "crit",
    [hwmon_power_lcrit] = "lcrit",
    [hwmon_power_label] = "label",
    [hwmon_power_alarm] = "alarm",
    [hwmon_power_cap_alarm] = "cap_alarm",
    [hwmon_power_min_alarm] = "min_alarm",
    [hwmon_power_max_alarm] = "max_alarm",
    [hwmon_power_lcrit_alarm] = "lcrit_alarm",
    [hwmon_power_crit_alarm] = "crit_alarm",
    [hwmon_power_rated_min] = "rated_min",
    [hwmon_power_rated_max] = "rated_max"};
static const char *const energy_names[] = {[hwmon_energy_enable] = "enable",
					   [hwmon_energy_input] = "input",
					   [hwmon_energy_label] = "label"};
static const char *const humidity_names[] = {
    [hwmon_humidity_enable] = "enable",	     [hwmon_humidity_input] = "input",
    [hwmon_humidity_label] = "label",	     [hwmon_humidity_min] = "min",
    [hwmon_humidity_min_hyst] = "min_hyst",  [hwmon_humidity_max] = "max",
    [hwmon_humidity_max_hyst] = "max_hyst",  [hwmon_humidity_alarm] = "alarm",
    [hwmon_humidity_fault] = "fault",	     [hwmon_humidity_rated_min] = "rated_min",
    [hwmon_humidity_rated_max] = "rated_max"};
static const char *const fan_names[] = {[hwmon_fan_enable] = "enable",
					[hwmon_fan_input] = "input",
					[hwmon_fan_label] = "label",
					[hwmon_fan_min] = "min",
					[hwmon_fan_max] = "max",
					[hwmon_fan_div] = "div",
					[hwmon_fan_pulses] = "pulses",
					[hwmon_fan_target] = "target",
					[hwmon_fan_alarm] = "alarm",
					[hwmon_fan_min_alarm] = "min_alarm",
					[hwmon_fan_max_alarm] = "max_alarm",
					[hwmon_fan_fault] = "fault",
					[hwmon_fan_beep] = "beep"};
static const char *const pwm_names[] = {[hwmon_pwm_input] = "input",
					[hwmon_pwm_enable] = "enable",
					[hwmon_pwm_mode] = "mode",
					[hwmon_pwm_freq] = "freq",
					[hwmon_pwm_auto_channels_temp] = "auto_channels_temp"};
static const char *const intrusion_names[] = {
    [hwmon_intrusion_alarm] = "alarm", [hwmon_intrusion_beep] = "beep"};

static const struct {
	const char *prefix;
	int base; /* the first channel's number */
	const char *const *names;
	unsigned int n;
	int label; /* the attribute that is a text; -1: none */
} kinds[hwmon_max] = {
    [hwmon_chip] = {"", 0, chip_names, ARRAY_SIZE(chip_names), -1},
    [hwmon_temp] = {"temp", 1, temp_names, ARRAY_SIZE(temp_names), hwmon_temp_label},
    [hwmon_in] = {"in", 0, in_names, ARRAY_SIZE(in_names), hwmon_in_label},
    [hwmon_curr] = {"curr", 1, curr_names, ARRAY_SIZE(curr_names), hwmon_curr_label},
    [hwmon_power] = {"power", 1, power_names, ARRAY_SIZE(power_names), hwmon_power_label},
    [hwmon_energy] = {"energy", 1, energy_names, ARRAY_SIZE(energy_names), hwmon_energy_label},
    [hwmon_humidity] = {"humidity", 1, humidity_names, ARRAY_SIZE(humidity_names),
			hwmon_humidity_label},
    [hwmon_fan] = {"fan", 1, fan_names, ARRAY_SIZE(fan_names), hwmon_fan_label},
    [hwmon_pwm] = {"pwm", 1, pwm_names, ARRAY_SIZE(pwm_names), -1},
    [hwmon_intrusion] = {"intrusion", 0, intrusion_names, ARRAY_SIZE(intrusion_names), -1},
};

static void name_file(struct hwmon_file *file)
{
	const char *name = kinds[file->type].names[file->attr];
	int number = file->channel + kinds[file->type].base;

	if (file->type == hwmon_chip)
		strscpy(file->name, name, sizeof(file->name));
	else if (file->type == hwmon_pwm && file->attr == hwmon_pwm_input)
		snprintf(file->name, sizeof(file->name), "pwm%d", number);
	else
		snprintf(file->name, sizeof(file->name), "%s%d_%s", kinds[file->type].prefix,
			 number, name);
}

/* ---- files ---- */

static struct hwmon_file *to_file(struct device_attribute *attr)
{
	return container_of(attr, struct hwmon_file, dev_attr);
}

static ssize_t value_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct hwmon_file *file = to_file(attr);
	long val;
	int err = file->ops->read(dev, file->type, file->attr, file->channel, &val);

	return err < 0 ? err : sprintf(buf, "%ld\n", val);
}

static ssize_t text_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct hwmon_file *file = to_file(attr);
	const char *text;
	int err = file->ops->read_string(dev, file->type, file->attr, file->channel, &text);

	return err < 0 ? err : sprintf(buf, "%s\n", text);
}

static ssize_t value_store(struct device *dev, struct device_attribute *attr, const char *buf,
			   size_t count)
{
	struct hwmon_file *file = to_file(attr);
	long val;
	int err = kstrtol(buf, 10, &val);

	if (!err)
		err = file->ops->write(dev, file->type, file->attr, file->channel, val);
	return err < 0 ? err : count;
}

/* NULL: not to be seen; ERR_PTR. */
static struct attribute *new_file(const void *drvdata, enum hwmon_sensor_types type, u32 attr,
				  int channel, const struct hwmon_ops *ops)
{
	umode_t mode = ops->is_visible(drvdata, type, attr, channel);
	bool text = (int)attr == kinds[type].label;
	struct hwmon_file *file;

	if (!mode)
		return NULL;
	if (((mode & 0444) && !(text ? !!ops->read_string : !!ops->read)) ||
	    ((mode & 0222) && !ops->write) || attr >= kinds[type].n)
		return ERR_PTR(-EINVAL);
	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file)
		return ERR_PTR(-ENOMEM);
	file->ops = ops;
	file->type = type;
	file->attr = attr;
	file->channel = channel;
	name_file(file);
	file->dev_attr.attr.name = file->name;
	file->dev_attr.attr.mode = mode;
	file->dev_attr.show = text ? text_show : value_show;
	file->dev_attr.store = value_store;
	return &file->dev_attr.attr;
}

static int count_files(const struct hwmon_channel_info *info)
{
	int i, n = 0;

	for (i = 0; info->config[i]; i++)
		n += hweight32(info->config[i]);
	return n;
}

static int make_channels(struct attribute **attrs, const void *drvdata,
			 const struct hwmon_channel_info *info, const struct hwmon_ops *ops)
{
	struct attribute *attr;
	int channel, n = 0;
	u32 left;

	for (channel = 0; info->config[channel]; channel++) {
		for (left = info->config[channel]; left; left &= left - 1) {
			if (info->type == hwmon_chip && left & HWMON_C_REGISTER_TZ &&
			    __ffs(left) == hwmon_chip_register_tz)
				continue; /* no thermal zones here */
			attr = new_file(drvdata, info->type, __ffs(left), channel, ops);
			if (IS_ERR(attr))
				return PTR_ERR(attr);
			if (attr)
				attrs[n++] = attr;
		}
	}
	return n;
}

static void free_files(struct attribute **attrs)
{
	int i;

	for (i = 0; attrs && attrs[i]; i++)
		kfree(container_of(attrs[i], struct hwmon_file, dev_attr.attr));
	kfree(attrs);
}

static struct attribute **make_files(const void *drvdata, const struct hwmon_chip_info *chip)
{
	struct attribute **attrs;
	int i, n = 0, total = 0;

	for (i = 0; chip->info[i]; i++)
		total += count_files(chip->info[i]);
	attrs = kcalloc(total + 1, sizeof(*attrs), GFP_KERNEL);
	if (!attrs)
		return ERR_PTR(-ENOMEM);
	for (i = 0, total = 0; chip->info[i]; i++) {
		n = make_channels(&attrs[total], drvdata, chip->info[i], chip->ops);
		if (n < 0) {
			free_files(attrs);
			return ERR_PTR(n);
		}
		total += n;
	}
	return attrs;
}

/* ---- the class ---- */

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", to_hwmon_device(dev)->name);
}
static DEVICE_ATTR_RO(name);

static ssize_t label_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_hwmon_device(dev)->label);
}
static DEVICE_ATTR_RO(label);

static umode_t is_visible(struct kobject *kobj, struct attribute *attr, int n)
{
	struct device *dev = kobj_to_dev(kobj);
	struct hwmon_device *hwdev = to_hwmon_device(dev);

	if (attr == &dev_attr_name.attr && !hwdev->name)
		return 0;
	if (attr == &dev_attr_label.attr && !hwdev->label)
		return 0;
	return attr->mode;
}

static struct attribute *class_attrs[] = {&dev_attr_name.attr, &dev_attr_label.attr, NULL};
static const struct attribute_group class_group = {.attrs = class_attrs, .is_visible = is_visible};
static const struct attribute_group *class_groups[] = {&class_group, NULL};

static void give_id_back(int id)
{
	mutex_lock(&ids_mutex);
	__clear_bit(id, ids);
	mutex_unlock(&ids_mutex);
}

static int take_id(void)
{
	int id;

	mutex_lock(&ids_mutex);
	id = find_first_zero_bit(ids, IDS_MAX);
	if (id < IDS_MAX)
		__set_bit(id, ids);
	mutex_unlock(&ids_mutex);
	return id < IDS_MAX ? id : -ENOSPC;
}

static void hwmon_dev_release(struct device *dev)
{
	struct hwmon_device *hwdev = to_hwmon_device(dev);

	free_files(hwdev->group.attrs);
	kfree(hwdev->groups);
	kfree(hwdev->label);
	kfree(hwdev);
}

static struct class hwmon_class = {
    .name = "hwmon",
    .dev_groups = class_groups,
    .dev_release = hwmon_dev_release,
};

/* The driver's groups, and the one of the files that were made. */
static int add_groups(struct hwmon_device *hwdev, void *drvdata,
		      const struct attribute_group **groups)
{
	struct attribute **attrs;
	int n = 0;

	if (!hwdev->chip) {
		hwdev->dev.groups = groups;
		return 0;
	}
	attrs = make_files(drvdata, hwdev->chip);
	if (IS_ERR(attrs))
		return PTR_ERR(attrs);
	hwdev->group.attrs = attrs;
	while (groups && groups[n])
		n++;
	hwdev->groups = kcalloc(n + 2, sizeof(*hwdev->groups), GFP_KERNEL);
	if (!hwdev->groups)
		return -ENOMEM;
	hwdev->groups[0] = &hwdev->group;
	while (n--)
		hwdev->groups[n + 1] = groups[n];
	hwdev->dev.groups = hwdev->groups;
	return 0;
}

static int add_label(struct hwmon_device *hwdev, struct device *parent)
{
	const char *label;

	if (!parent || device_property_read_string(parent, "label", &label))
		return 0;
	hwdev->label = kstrdup(label, GFP_KERNEL);
	return hwdev->label ? 0 : -ENOMEM;
}

static struct device *register_device(struct device *parent, const char *name, void *drvdata,
				      const struct hwmon_chip_info *chip,
				      const struct attribute_group **groups)
{
	struct hwmon_device *hwdev;
	int err, id;

	if (name && (!*name || strpbrk(name, "-* \t\n")))
		dev_warn(parent, "hwmon: '%s' is not a valid name attribute, please fix\n", name);
	id = take_id();
	if (id < 0)
		return ERR_PTR(id);
	hwdev = kzalloc(sizeof(*hwdev), GFP_KERNEL);
	if (!hwdev) {
		give_id_back(id);
		return ERR_PTR(-ENOMEM);
	}
	hwdev->name = name;
	hwdev->id = id;
	hwdev->chip = chip;
	device_initialize(&hwdev->dev);
	hwdev->dev.class = &hwmon_class;
	hwdev->dev.parent = parent;
	dev_set_drvdata(&hwdev->dev, drvdata);
	dev_set_name(&hwdev->dev, "hwmon%d", id);
	err = add_label(hwdev, parent);
	if (!err)
		err = add_groups(hwdev, drvdata, groups);
	if (!err)
		err = device_add(&hwdev->dev);
	if (!err)
		return &hwdev->dev;
	put_device(&hwdev->dev);
	give_id_back(id);
	return ERR_PTR(err);
}

struct device *hwmon_device_register_with_groups(struct device *dev, const char *name,
						 void *drvdata,
						 const struct attribute_group **groups)
{
	return name ? register_device(dev, name, drvdata, NULL, groups) : ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(hwmon_device_register_with_groups);

struct device *hwmon_device_register_with_info(struct device *dev, const char *name, void *drvdata,
					       const struct hwmon_chip_info *chip,
					       const struct attribute_group **extra_groups)
{
	if (!dev || !name || !chip || !chip->ops || !chip->ops->is_visible || !chip->info)
		return ERR_PTR(-EINVAL);
	return register_device(dev, name, drvdata, chip, extra_groups);
}
EXPORT_SYMBOL_GPL(hwmon_device_register_with_info);

struct device *hwmon_device_register_for_thermal(struct device *dev, const char *name,
						 void *drvdata)
{
	return name && dev ? register_device(dev, name, drvdata, NULL, NULL) : ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(hwmon_device_register_for_thermal);

struct device *hwmon_device_register(struct device *dev)
{
	dev_warn(dev, "hwmon_device_register() is deprecated. Please convert the driver to use "
		      "hwmon_device_register_with_info().\n");
	return register_device(dev, NULL, NULL, NULL, NULL);
}
EXPORT_SYMBOL_GPL(hwmon_device_register);

void hwmon_device_unregister(struct device *dev)
{
	int id = to_hwmon_device(dev)->id;

	device_unregister(dev);
	give_id_back(id);
}
EXPORT_SYMBOL_GPL(hwmon_device_unregister);

/* ---- managed ---- */

static void release(struct device *dev, void *res)
{
	hwmon_device_unregister(*(struct device **)res);
}

static int is_same(struct device *dev, void *res, void *data)
{
	return *(struct device **)res == data;
}

static struct device *manage(struct device *dev, struct device *hwdev)
{
	struct device **res;

	if (IS_ERR(hwdev))
		return hwdev;
	res = devres_alloc(release, sizeof(*res), GFP_KERNEL);
	if (!res) {
		hwmon_device_unregister(hwdev);
		return ERR_PTR(-ENOMEM);
	}
	*res = hwdev;
	devres_add(dev, res);
	return hwdev;
}

struct device *devm_hwmon_device_register_with_groups(struct device *dev, const char *name,
						      void *drvdata,
						      const struct attribute_group **groups)
{
	if (!dev)
		return ERR_PTR(-EINVAL);
	return manage(dev, hwmon_device_register_with_groups(dev, name, drvdata, groups));
}
EXPORT_SYMBOL_GPL(devm_hwmon_device_register_with_groups);

struct device *devm_hwmon_device_register_with_info(struct device *dev, const char *name,
						    void *drvdata,
						    const struct hwmon_chip_info *chip,
						    const struct attribute_group **extra_groups)
{
	if (!dev)
		return ERR_PTR(-EINVAL);
	return manage(dev, hwmon_device_register_with_info(dev, name, drvdata, chip, extra_groups));
}
EXPORT_SYMBOL_GPL(devm_hwmon_device_register_with_info);

void devm_hwmon_device_unregister(struct device *dev)
{
	WARN_ON(devres_release(dev->parent, release, is_same, dev));
}
EXPORT_SYMBOL_GPL(devm_hwmon_device_unregister);

int hwmon_notify_event(struct device *dev, enum hwmon_sensor_types type, u32 attr, int channel)
{
	struct hwmon_file file = {.type = type, .attr = attr, .channel = channel};

	if (type >= hwmon_max || attr >= kinds[type].n)
		return -EINVAL;
	name_file(&file);
	sysfs_notify(&dev->kobj, NULL, file.name);
	kobject_uevent(&dev->kobj, KOBJ_CHANGE);
	return 0;
}
EXPORT_SYMBOL_GPL(hwmon_notify_event);

static char *sanitize(char *name)
{
	char *p;

	for (p = name; p && *p; p++)
		if (hwmon_is_bad_char(*p))
			*p = '_';
	return name ? name : ERR_PTR(-ENOMEM);
}

char *hwmon_sanitize_name(const char *name)
{
	return name ? sanitize(kstrdup(name, GFP_KERNEL)) : ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(hwmon_sanitize_name);

char *devm_hwmon_sanitize_name(struct device *dev, const char *name)
{
	return name && dev ? sanitize(devm_kstrdup(dev, name, GFP_KERNEL)) : ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(devm_hwmon_sanitize_name);

static int __init hwmon_init(void)
{
	return class_register(&hwmon_class);
}
subsys_initcall(hwmon_init);
