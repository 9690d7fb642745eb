/* SPDX-License-Identifier: GPL-2.0-only */
/* input-sysfs: /sys/class/input/inputN, what a device is and can. */
#include <linux/kernel.h>
#include <linux/sysfs.h>

#include "drivers/input/input-core.h"

#define SHOW_TEXT(_name)                                                                           \
	static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		const char *text = to_input_dev(dev)->_name;                                       \
                                                                                                   \
		return sysfs_emit(buf, "%s\n", text ? text : "");                                  \
	}                                                                                          \
	static DEVICE_ATTR_RO(_name)
SHOW_TEXT(name);
SHOW_TEXT(phys);
SHOW_TEXT(uniq);

#define SHOW_ID(_name)                                                                             \
	static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return sysfs_emit(buf, "%04x\n", to_input_dev(dev)->id._name);                     \
	}                                                                                          \
	static DEVICE_ATTR_RO(_name)
SHOW_ID(bustype);
SHOW_ID(vendor);
SHOW_ID(product);
SHOW_ID(version);

/* Words of hexadecimal digits, the highest first, without leading ones of 0. */
static ssize_t emit_bits(char *buf, const unsigned long *bits, int count)
{
	int i, len = 0;

	for (i = BITS_TO_LONGS(count) - 1; i >= 0; i--)
		if (bits[i] || len || !i)
			len += sysfs_emit_at(buf, len, len ? " %lx" : "%lx", bits[i]);
	return len + sysfs_emit_at(buf, len, "\n");
}

#define SHOW_BITS(_name, _bits, _count)                                                            \
	static ssize_t _name##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return emit_bits(buf, to_input_dev(dev)->_bits, _count);                           \
	}                                                                                          \
	static DEVICE_ATTR_RO(_name)
SHOW_BITS(properties, propbit, INPUT_PROP_CNT);
SHOW_BITS(ev, evbit, EV_CNT);
SHOW_BITS(key, keybit, KEY_CNT);
SHOW_BITS(rel, relbit, REL_CNT);
SHOW_BITS(abs, absbit, ABS_CNT);
SHOW_BITS(msc, mscbit, MSC_CNT);
SHOW_BITS(led, ledbit, LED_CNT);
SHOW_BITS(snd, sndbit, SND_CNT);
SHOW_BITS(ff, ffbit, FF_CNT);
SHOW_BITS(sw, swbit, SW_CNT);

static ssize_t inhibited_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%d\n", to_input_dev(dev)->inhibited);
}

static void inhibit(struct input_dev *input)
{
	if (input->users) {
		if (input->poller)
			input_dev_poller_stop(input->poller);
		if (input->close)
			input->close(input);
	}
	spin_lock_irq(&input->event_lock);
	input_release_keys(input);
	input->inhibited = true;
	spin_unlock_irq(&input->event_lock);
}

static int uninhibit(struct input_dev *input)
{
	int err = 0;

	if (input->users) {
		err = input->open ? input->open(input) : 0;
		if (!err && input->poller)
			input_dev_poller_start(input->poller);
	}
	if (!err)
		input->inhibited = false;
	return err;
}

static ssize_t inhibited_store(struct device *dev, struct device_attribute *attr, const char *buf,
			       size_t len)
{
	struct input_dev *input = to_input_dev(dev);
	bool on;
	int err = kstrtobool(buf, &on);

	if (err)
		return err;
	mutex_lock(&input->mutex);
	if (on && !input->inhibited)
		inhibit(input);
	else if (!on && input->inhibited)
		err = uninhibit(input);
	mutex_unlock(&input->mutex);
	return err ? err : (ssize_t)len;
}
static DEVICE_ATTR_RW(inhibited);

static struct attribute *dev_attrs[] = {
    &dev_attr_name.attr,       &dev_attr_phys.attr,	 &dev_attr_uniq.attr,
    &dev_attr_properties.attr, &dev_attr_inhibited.attr, NULL,
};
static const struct attribute_group dev_group = {.attrs = dev_attrs};

static struct attribute *id_attrs[] = {
    &dev_attr_bustype.attr,
    &dev_attr_vendor.attr,
    &dev_attr_product.attr,
    &dev_attr_version.attr,
    NULL,
};
static const struct attribute_group id_group = {.name = "id", .attrs = id_attrs};

static struct attribute *capability_attrs[] = {
    &dev_attr_ev.attr,	&dev_attr_key.attr,
    &dev_attr_rel.attr, &dev_attr_abs.attr,
    &dev_attr_msc.attr, &dev_attr_led.attr,
    &dev_attr_snd.attr, &dev_attr_ff.attr,
    &dev_attr_sw.attr,	NULL,
};
static const struct attribute_group capability_group = {.name = "capabilities",
							.attrs = capability_attrs};

const struct attribute_group *input_dev_attr_groups[] = {
    &dev_group, &id_group, &capability_group, &input_poller_group, NULL,
};
