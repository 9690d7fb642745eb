/* SPDX-License-Identifier: GPL-2.0-only */
/* serio_sysfs: /sys/bus/serio/devices/serioN and drivers/NAME. */
#include <linux/device.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "drivers/input/serio/serio_private.h"

/* ---- of a port ---- */

#define SHOW_ID(name)                                                                              \
	static ssize_t name##_show(struct device *dev, struct device_attribute *attr, char *buf)   \
	{                                                                                          \
		return sprintf(buf, "%02x\n", to_serio_port(dev)->id.name);                        \
	}                                                                                          \
	static DEVICE_ATTR_RO(name)
SHOW_ID(type);
SHOW_ID(proto);
SHOW_ID(id);
SHOW_ID(extra);

static struct attribute *id_attrs[] = {&dev_attr_type.attr, &dev_attr_proto.attr, &dev_attr_id.attr,
				       &dev_attr_extra.attr, NULL};

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, SERIO_ALIAS "\n", SERIO_ALIAS_OF(&to_serio_port(dev)->id));
}
static DEVICE_ATTR_RO(modalias);

static ssize_t description_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", to_serio_port(dev)->name);
}
static DEVICE_ATTR_RO(description);

static ssize_t firmware_id_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sprintf(buf, "%s\n", to_serio_port(dev)->firmware_id);
}
static DEVICE_ATTR_RO(firmware_id);

static ssize_t show_mode(bool manual, char *buf)
{
	return sprintf(buf, "%s\n", manual ? "manual" : "auto");
}

static ssize_t store_mode(bool *manual, const char *buf, size_t count)
{
	if (sysfs_streq(buf, "manual"))
		*manual = true;
	else if (sysfs_streq(buf, "auto"))
		*manual = false;
	else
		return -EINVAL;
	return count;
}

static ssize_t bind_mode_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return show_mode(to_serio_port(dev)->manual_bind, buf);
}

static ssize_t bind_mode_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t count)
{
	return store_mode(&to_serio_port(dev)->manual_bind, buf, count);
}
static DEVICE_ATTR_RW(bind_mode);

/* The driver of that name; none, reconnect, rescan are not drivers' names. */
static int control(struct serio *port, const char *word)
{
	struct device_driver *drv;

	if (!strcmp(word, "reconnect")) {
		serio_reconnect_all(port);
		return 0;
	}
	if (!strcmp(word, "none") || !strcmp(word, "rescan")) {
		serio_disconnect(port);
		if (*word == 'r')
			serio_find_driver(port);
		return 0;
	}
	drv = driver_find(word, &serio_bus);
	if (!drv)
		return -EINVAL;
	serio_disconnect(port);
	return serio_bind(port, to_serio_driver(drv));
}

static ssize_t drvctl_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	char word[32];
	int err;

	if (count >= sizeof(word))
		return -EINVAL;
	memcpy(word, buf, count);
	word[count] = '\0';
	err = mutex_lock_interruptible(&serio_mutex);
	if (err)
		return err;
	err = control(to_serio_port(dev), strim(word));
	mutex_unlock(&serio_mutex);
	return err ? err : (ssize_t)count;
}
static DEVICE_ATTR_WO(drvctl);

static struct attribute *port_attrs[] = {&dev_attr_modalias.attr,    &dev_attr_description.attr,
					 &dev_attr_drvctl.attr,	     &dev_attr_bind_mode.attr,
					 &dev_attr_firmware_id.attr, NULL};

static const struct attribute_group id_group = {.name = "id", .attrs = id_attrs};
static const struct attribute_group port_group = {.attrs = port_attrs};
const struct attribute_group *serio_port_groups[] = {&id_group, &port_group, NULL};

/* ---- of a driver ---- */

static ssize_t driver_description_show(struct device_driver *drv, char *buf)
{
	const char *description = to_serio_driver(drv)->description;

	return sprintf(buf, "%s\n", description ? description : "(none)");
}

static ssize_t driver_mode_show(struct device_driver *drv, char *buf)
{
	return show_mode(to_serio_driver(drv)->manual_bind, buf);
}

static ssize_t driver_mode_store(struct device_driver *drv, const char *buf, size_t count)
{
	return store_mode(&to_serio_driver(drv)->manual_bind, buf, count);
}

static struct driver_attribute driver_description =
    __ATTR(description, 0444, driver_description_show, NULL);
static struct driver_attribute driver_mode =
    __ATTR(bind_mode, 0644, driver_mode_show, driver_mode_store);
static struct attribute *driver_attrs[] = {&driver_description.attr, &driver_mode.attr, NULL};
static const struct attribute_group driver_group = {.attrs = driver_attrs};
const struct attribute_group *serio_driver_groups[] = {&driver_group, NULL};
