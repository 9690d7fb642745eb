/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-core: sensors and converters as /sys/bus/iio/devices/iio:deviceN: a file for each value of
 * each channel, by the names of the sysfs-bus-iio ABI: in_temp_raw, in_voltage0-voltage1_scale,
 * in_illuminance_input, out_voltage0_raw.
 *
 * A name is: direction, type, number, modifier or name, what of it. What channels of a type, of
 * a direction or of a device have in common is left out, and is one file.
 *
 * NOT IMPLEMENTED: buffers and triggers, events, in-kernel consumers of channels: drivers that
 * need them say so when they are built.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/iio/iio.h>
#include <linux/iio/sysfs.h>
#include <linux/idr.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

static DEFINE_IDA(iio_ida);

struct bus_type iio_bus_type = {.name = "iio"};
EXPORT_SYMBOL(iio_bus_type);

static const char *const types[] = {
    [IIO_VOLTAGE] = "voltage",
    [IIO_CURRENT] = "current",
    [IIO_POWER] = "power",
    [IIO_ACCEL] = "accel",
    [IIO_ANGL_VEL] = "anglvel",
    [IIO_MAGN] = "magn",
    [IIO_LIGHT] = "illuminance",
    [IIO_INTENSITY] = "intensity",
    [IIO_PROXIMITY] = "proximity",
    [IIO_TEMP] = "temp",
    [IIO_INCLI] = "incli",
    [IIO_ROT] = "rot",
    [IIO_ANGL] = "angl",
    [IIO_TIMESTAMP] = "timestamp",
    [IIO_CAPACITANCE] = "capacitance",
    [IIO_ALTVOLTAGE] = "altvoltage",
    [IIO_CCT] = "cct",
    [IIO_PRESSURE] = "pressure",
    [IIO_HUMIDITYRELATIVE] = "humidityrelative",
    [IIO_ACTIVITY] = "activity",
    [IIO_STEPS] = "steps",
    [IIO_ENERGY] = "energy",
    [IIO_DISTANCE] = "distance",
    [IIO_VELOCITY] = "velocity",
    [IIO_CONCENTRATION] = "concentration",
    [IIO_RESISTANCE] = "resistance",
    [IIO_PH] = "ph",
    [IIO_UVINDEX] = "uvindex",
    [IIO_ELECTRICALCONDUCTIVITY] = "electricalconductivity",
    [IIO_COUNT] = "count",
    [IIO_INDEX] = "index",
    [IIO_GRAVITY] = "gravity",
    [IIO_POSITIONRELATIVE] = "positionrelative",
    [IIO_PHASE] = "phase",
    [IIO_MASSCONCENTRATION] = "massconcentration",
};

static const char *const modifiers[] = {
    [IIO_MOD_X] = "x",
    [IIO_MOD_Y] = "y",
    [IIO_MOD_Z] = "z",
    [IIO_MOD_X_AND_Y] = "x&y",
    [IIO_MOD_X_AND_Z] = "x&z",
    [IIO_MOD_Y_AND_Z] = "y&z",
    [IIO_MOD_X_AND_Y_AND_Z] = "x&y&z",
    [IIO_MOD_X_OR_Y] = "x|y",
    [IIO_MOD_X_OR_Z] = "x|z",
    [IIO_MOD_Y_OR_Z] = "y|z",
    [IIO_MOD_X_OR_Y_OR_Z] = "x|y|z",
    [IIO_MOD_ROOT_SUM_SQUARED_X_Y] = "sqrt(x^2+y^2)",
    [IIO_MOD_SUM_SQUARED_X_Y_Z] = "x^2+y^2+z^2",
    [IIO_MOD_LIGHT_BOTH] = "both",
    [IIO_MOD_LIGHT_IR] = "ir",
    [IIO_MOD_LIGHT_CLEAR] = "clear",
    [IIO_MOD_LIGHT_RED] = "red",
    [IIO_MOD_LIGHT_GREEN] = "green",
    [IIO_MOD_LIGHT_BLUE] = "blue",
    [IIO_MOD_LIGHT_UV] = "uv",
    [IIO_MOD_LIGHT_DUV] = "duv",
    [IIO_MOD_QUATERNION] = "quaternion",
    [IIO_MOD_TEMP_AMBIENT] = "ambient",
    [IIO_MOD_TEMP_OBJECT] = "object",
    [IIO_MOD_NORTH_MAGN] = "from_north_magnetic",
    [IIO_MOD_NORTH_TRUE] = "from_north_true",
    [IIO_MOD_NORTH_MAGN_TILT_COMP] = "from_north_magnetic_tilt_comp",
    [IIO_MOD_NORTH_TRUE_TILT_COMP] = "from_north_true_tilt_comp",
    [IIO_MOD_RUNNING] = "running",
    [IIO_MOD_JOGGING] = "jogging",
    [IIO_MOD_WALKING] = "walking",
    [IIO_MOD_STILL] = "still",
    [IIO_MOD_ROOT_SUM_SQUARED_X_Y_Z] = "sqrt(x^2+y^2+z^2)",
    [IIO_MOD_I] = "i",
    [IIO_MOD_Q] = "q",
    [IIO_MOD_CO2] = "co2",
    [IIO_MOD_VOC] = "voc",
    [IIO_MOD_PM1] = "pm1",
    [IIO_MOD_PM2P5] = "pm2p5",
    [IIO_MOD_PM4] = "pm4",
    [IIO_MOD_PM10] = "pm10",
    [IIO_MOD_ETHANOL] = "ethanol",
    [IIO_MOD_H2] = "h2",
    [IIO_MOD_O2] = "o2",
    [IIO_MOD_LINEAR_X] = "linear_x",
    [IIO_MOD_LINEAR_Y] = "linear_y",
    [IIO_MOD_LINEAR_Z] = "linear_z",
    [IIO_MOD_PITCH] = "pitch",
    [IIO_MOD_YAW] = "yaw",
    [IIO_MOD_ROLL] = "roll",
};

static const char *const infos[] = {
    [IIO_CHAN_INFO_RAW] = "raw",
    [IIO_CHAN_INFO_PROCESSED] = "input",
    [IIO_CHAN_INFO_SCALE] = "scale",
    [IIO_CHAN_INFO_OFFSET] = "offset",
    [IIO_CHAN_INFO_CALIBSCALE] = "calibscale",
    [IIO_CHAN_INFO_CALIBBIAS] = "calibbias",
    [IIO_CHAN_INFO_PEAK] = "peak_raw",
    [IIO_CHAN_INFO_PEAK_SCALE] = "peak_scale",
    [IIO_CHAN_INFO_QUADRATURE_CORRECTION_RAW] = "quadrature_correction_raw",
    [IIO_CHAN_INFO_AVERAGE_RAW] = "mean_raw",
    [IIO_CHAN_INFO_LOW_PASS_FILTER_3DB_FREQUENCY] = "filter_low_pass_3db_frequency",
    [IIO_CHAN_INFO_HIGH_PASS_FILTER_3DB_FREQUENCY] = "filter_high_pass_3db_frequency",
    [IIO_CHAN_INFO_SAMP_FREQ] = "sampling_frequency",
    [IIO_CHAN_INFO_FREQUENCY] = "frequency",
    [IIO_CHAN_INFO_PHASE] = "phase",
    [IIO_CHAN_INFO_HARDWAREGAIN] = "hardwaregain",
    [IIO_CHAN_INFO_HYSTERESIS] = "hysteresis",
    [IIO_CHAN_INFO_HYSTERESIS_RELATIVE] = "hysteresis_relative",
    [IIO_CHAN_INFO_INT_TIME] = "integration_time",
    [IIO_CHAN_INFO_ENABLE] = "en",
    [IIO_CHAN_INFO_CALIBHEIGHT] = "calibheight",
    [IIO_CHAN_INFO_CALIBWEIGHT] = "calibweight",
    [IIO_CHAN_INFO_DEBOUNCE_COUNT] = "debounce_count",
    [IIO_CHAN_INFO_DEBOUNCE_TIME] = "debounce_time",
    [IIO_CHAN_INFO_CALIBEMISSIVITY] = "calibemissivity",
    [IIO_CHAN_INFO_OVERSAMPLING_RATIO] = "oversampling_ratio",
    [IIO_CHAN_INFO_THERMOCOUPLE_TYPE] = "thermocouple_type",
    [IIO_CHAN_INFO_CALIBAMBIENT] = "calibambient",
    [IIO_CHAN_INFO_ZEROPOINT] = "zeropoint",
};

/* One of a device's files. */
struct iio_file {
	struct device_attribute attr;
	struct list_head list;
	const struct iio_chan_spec *chan;
	const struct iio_chan_spec_ext_info *ext;
	long info;
	bool available, label;
};

struct iio_private {
	struct iio_dev dev;
	struct list_head files;
	struct attribute_group group;
	const struct attribute_group *groups[3];
	clockid_t clock;
	int id;
};

#define to_private(indio) container_of(indio, struct iio_private, dev)

/* ---- files of channels ---- */

static ssize_t show_available(struct iio_dev *indio, struct iio_file *file, char *buf)
{
	const int *vals;
	int type, length, err, i, step;
	ssize_t len = 0;

	err = indio->info->read_avail(indio, file->chan, &vals, &type, &length, file->info);
	if (err < 0)
		return err;
	step = type == IIO_VAL_INT ? 1 : 2;
	if (err == IIO_AVAIL_RANGE)
		len += sysfs_emit_at(buf, len, "[");
	for (i = 0; i < (err == IIO_AVAIL_RANGE ? 3 * step : length); i += step) {
		if (i)
			len += sysfs_emit_at(buf, len, " ");
		len += iio_emit_value(buf, len, type, step, vals + i);
	}
	return len + sysfs_emit_at(buf, len, err == IIO_AVAIL_RANGE ? "]\n" : "\n");
}

static ssize_t file_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct iio_file *file = container_of(attr, struct iio_file, attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int vals[INDIO_MAX_RAW_ELEMENTS] = {}, type, n = 2;

	if (file->ext)
		return file->ext->read(indio, file->ext->private, file->chan, buf);
	if (file->label)
		return indio->info->read_label(indio, file->chan, buf);
	if (file->available)
		return show_available(indio, file, buf);
	if (indio->info->read_raw_multi)
		type = indio->info->read_raw_multi(indio, file->chan, ARRAY_SIZE(vals), vals, &n,
						   file->info);
	else
		type = indio->info->read_raw(indio, file->chan, &vals[0], &vals[1], file->info);
	return type < 0 ? type : iio_format_value(buf, type, n, vals);
}

static ssize_t file_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t len)
{
	struct iio_file *file = container_of(attr, struct iio_file, attr);
	struct iio_dev *indio = dev_to_iio_dev(dev);
	int integer, fract = 0, mult = 100000, err;

	if (file->ext)
		return file->ext->write(indio, file->ext->private, file->chan, buf, len);
	if (!indio->info->write_raw)
		return -EINVAL;
	if (indio->info->write_raw_get_fmt) {
		switch (indio->info->write_raw_get_fmt(indio, file->chan, file->info)) {
		case IIO_VAL_INT:
			mult = 0;
			break;
		case IIO_VAL_INT_PLUS_MICRO:
		case IIO_VAL_INT_PLUS_MICRO_DB:
			break;
		case IIO_VAL_INT_PLUS_NANO:
			mult = 100000000;
			break;
		default:
			return -EINVAL;
		}
	}
	err = iio_str_to_fixpoint(buf, mult, &integer, &fract);
	if (!err)
		err = indio->info->write_raw(indio, file->chan, integer, fract, file->info);
	return err ? err : (ssize_t)len;
}

static const char *number(const struct iio_chan_spec *chan, bool second, char *text)
{
	text[0] = 0;
	if (chan->indexed)
		sprintf(text, "%d", second ? chan->channel2 : chan->channel);
	return text;
}

static char *file_name(const struct iio_chan_spec *chan, enum iio_shared_by shared,
		       const char *postfix)
{
	const char *dir = chan->output ? "out" : "in", *type = types[chan->type];
	const char *mod = chan->modified ? modifiers[chan->channel2] : NULL;
	const char *ext = chan->extend_name;
	char one[12], two[12];

	switch (shared) {
	case IIO_SHARED_BY_ALL:
		return kstrdup(postfix, GFP_KERNEL);
	case IIO_SHARED_BY_DIR:
		return kasprintf(GFP_KERNEL, "%s_%s", dir, postfix);
	case IIO_SHARED_BY_TYPE:
		if (chan->differential)
			return kasprintf(GFP_KERNEL, "%s_%s-%s_%s", dir, type, type, postfix);
		return kasprintf(GFP_KERNEL, "%s_%s_%s", dir, type, postfix);
	default:
		if (chan->differential)
			return kasprintf(GFP_KERNEL, "%s_%s%s-%s%s%s%s_%s", dir, type,
					 number(chan, false, one), type, number(chan, true, two),
					 ext ? "_" : "", ext ? ext : "", postfix);
		return kasprintf(GFP_KERNEL, "%s_%s%s%s%s%s%s_%s", dir, type,
				 number(chan, false, one), mod ? "_" : "", mod ? mod : "",
				 ext ? "_" : "", ext ? ext : "", postfix);
	}
}

static struct iio_file *new_file(struct iio_private *p, const struct iio_chan_spec *chan,
				 enum iio_shared_by shared, const char *postfix)
{
	char *name = file_name(chan, shared, postfix);
	struct iio_file *file, *other;

	if (!name)
		return ERR_PTR(-ENOMEM);
	list_for_each_entry (other, &p->files, list) {
		if (!strcmp(other->attr.attr.name, name)) {
			kfree(name);
			/* of what is shared there is one; else two channels have one name */
			return shared == IIO_SEPARATE ? ERR_PTR(-EBUSY) : NULL;
		}
	}
	file = kzalloc(sizeof(*file), GFP_KERNEL);
	if (!file) {
		kfree(name);
		return ERR_PTR(-ENOMEM);
	}
	file->attr.attr.name = name;
	file->attr.attr.mode = 0444;
	file->attr.show = file_show;
	file->chan = chan;
	list_add_tail(&file->list, &p->files);
	return file;
}

static int add_mask(struct iio_private *p, const struct iio_chan_spec *chan,
		    enum iio_shared_by shared, long mask, bool available)
{
	struct iio_file *file;
	char postfix[64];
	long i;

	for (i = 0; i < (long)ARRAY_SIZE(infos); i++) {
		if (!(mask & BIT(i)))
			continue;
		snprintf(postfix, sizeof(postfix), available ? "%s_available" : "%s", infos[i]);
		file = new_file(p, chan, shared, postfix);
		if (IS_ERR(file))
			return PTR_ERR(file);
		if (!file)
			continue;
		file->info = i;
		file->available = available;
		if (!available && p->dev.info->write_raw) {
			file->attr.attr.mode = 0644;
			file->attr.store = file_store;
		}
	}
	return 0;
}

static int add_extended(struct iio_private *p, const struct iio_chan_spec *chan)
{
	const struct iio_chan_spec_ext_info *ext;
	struct iio_file *file;

	for (ext = chan->ext_info; ext && ext->name; ext++) {
		file = new_file(p, chan, ext->shared, ext->name);
		if (IS_ERR(file))
			return PTR_ERR(file);
		if (!file)
			continue;
		file->ext = ext;
		file->attr.attr.mode = (ext->read ? 0444 : 0) | (ext->write ? 0200 : 0);
		file->attr.store = file_store;
	}
	return 0;
}

static int add_channel(struct iio_private *p, const struct iio_chan_spec *chan)
{
	struct iio_file *file;
	int err;

	if (chan->channel < 0) /* a timestamp is of buffers */
		return 0;
	err = add_mask(p, chan, IIO_SEPARATE, chan->info_mask_separate, false);
	if (!err)
		err = add_mask(p, chan, IIO_SEPARATE, chan->info_mask_separate_available, true);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_TYPE, chan->info_mask_shared_by_type, false);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_TYPE,
			       chan->info_mask_shared_by_type_available, true);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_DIR, chan->info_mask_shared_by_dir, false);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_DIR, chan->info_mask_shared_by_dir_available,
			       true);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_ALL, chan->info_mask_shared_by_all, false);
	if (!err)
		err = add_mask(p, chan, IIO_SHARED_BY_ALL, chan->info_mask_shared_by_all_available,
			       true);
	if (!err)
		err = add_extended(p, chan);
	if (err || !p->dev.info->read_label)
		return err;
	file = new_file(p, chan, IIO_SEPARATE, "label");
	if (IS_ERR(file))
		return PTR_ERR(file);
	file->label = true;
	return 0;
}

static ssize_t name_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", dev_to_iio_dev(dev)->name);
}
static DEVICE_ATTR_RO(name);

static void free_files(struct iio_private *p)
{
	struct iio_file *file, *next;

	list_for_each_entry_safe (file, next, &p->files, list) {
		kfree(file->attr.attr.name);
		kfree(file);
	}
	INIT_LIST_HEAD(&p->files);
	kfree(p->group.attrs);
	p->group.attrs = NULL;
}

static int make_files(struct iio_private *p)
{
	struct iio_file *file;
	int i, n = 0, err = 0;

	for (i = 0; !err && i < p->dev.num_channels; i++)
		err = add_channel(p, &p->dev.channels[i]);
	list_for_each_entry (file, &p->files, list)
		n++;
	if (!err)
		p->group.attrs = kcalloc(n + 2, sizeof(*p->group.attrs), GFP_KERNEL);
	if (err || !p->group.attrs)
		return err ? err : -ENOMEM;
	n = 0;
	if (p->dev.name)
		p->group.attrs[n++] = &dev_attr_name.attr;
	list_for_each_entry (file, &p->files, list)
		p->group.attrs[n++] = &file->attr.attr;
	p->groups[0] = &p->group;
	p->groups[1] = p->dev.info->attrs;
	p->dev.dev.groups = p->groups;
	return 0;
}

/* ---- devices ---- */

static void release_device(struct device *dev)
{
	struct iio_private *p = to_private(dev_to_iio_dev(dev));

	free_files(p);
	ida_free(&iio_ida, p->id);
	kfree(p);
}

static const struct device_type iio_device_type = {.name = "iio_device", .release = release_device};

struct iio_dev *iio_device_alloc(struct device *parent, int sizeof_priv)
{
	size_t own = ALIGN(sizeof(struct iio_private), 128);
	struct iio_private *p = kzalloc(own + sizeof_priv, GFP_KERNEL);

	if (!p)
		return NULL;
	p->id = ida_alloc(&iio_ida, GFP_KERNEL);
	if (p->id < 0) {
		kfree(p);
		return NULL;
	}
	INIT_LIST_HEAD(&p->files);
	p->dev.priv = sizeof_priv ? (char *)p + own : NULL;
	p->dev.dev.parent = parent;
	p->dev.dev.bus = &iio_bus_type;
	p->dev.dev.type = &iio_device_type;
	mutex_init(&p->dev.mlock);
	device_initialize(&p->dev.dev);
	dev_set_name(&p->dev.dev, "iio:device%d", p->id);
	return &p->dev;
}
EXPORT_SYMBOL(iio_device_alloc);

void iio_device_free(struct iio_dev *indio)
{
	if (indio)
		put_device(&indio->dev);
}
EXPORT_SYMBOL(iio_device_free);

static void free_device(void *indio)
{
	iio_device_free(indio);
}

struct iio_dev *devm_iio_device_alloc(struct device *parent, int sizeof_priv)
{
	struct iio_dev *indio = iio_device_alloc(parent, sizeof_priv);

	if (!indio)
		return NULL;
	return devm_add_action_or_reset(parent, free_device, indio) ? NULL : indio;
}
EXPORT_SYMBOL_GPL(devm_iio_device_alloc);

int __iio_device_register(struct iio_dev *indio, struct module *owner)
{
	struct iio_private *p = to_private(indio);
	int err;

	if (!indio->info)
		return -EINVAL;
	if (!indio->dev.of_node && indio->dev.parent)
		indio->dev.of_node = indio->dev.parent->of_node;
	err = make_files(p);
	if (!err)
		err = device_add(&indio->dev);
	if (err)
		free_files(p);
	return err;
}
EXPORT_SYMBOL(__iio_device_register);

void iio_device_unregister(struct iio_dev *indio)
{
	device_del(&indio->dev);
}
EXPORT_SYMBOL(iio_device_unregister);

static void unregister_device(void *indio)
{
	iio_device_unregister(indio);
}

int __devm_iio_device_register(struct device *dev, struct iio_dev *indio, struct module *owner)
{
	int err = __iio_device_register(indio, owner);

	return err ? err : devm_add_action_or_reset(dev, unregister_device, indio);
}
EXPORT_SYMBOL_GPL(__devm_iio_device_register);

int iio_device_id(struct iio_dev *indio)
{
	return to_private(indio)->id;
}
EXPORT_SYMBOL_GPL(iio_device_id);

s64 iio_get_time_ns(const struct iio_dev *indio)
{
	return ktime_get_real_ns();
}
EXPORT_SYMBOL(iio_get_time_ns);

/* There are no buffers that could have the device: it is always to be had directly. */
int iio_device_claim_direct_mode(struct iio_dev *indio)
{
	mutex_lock(&indio->mlock);
	return 0;
}
EXPORT_SYMBOL_GPL(iio_device_claim_direct_mode);

void iio_device_release_direct_mode(struct iio_dev *indio)
{
	mutex_unlock(&indio->mlock);
}
EXPORT_SYMBOL_GPL(iio_device_release_direct_mode);

/* ---- what drivers' files are made of ---- */

ssize_t iio_read_const_attr(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n", to_iio_const_attr(attr)->string);
}
EXPORT_SYMBOL(iio_read_const_attr);

ssize_t iio_enum_available_read(struct iio_dev *indio, uintptr_t priv,
				const struct iio_chan_spec *chan, char *buf)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	size_t len = 0;
	unsigned int i;

	for (i = 0; i < e->num_items; i++)
		if (e->items[i])
			len += sysfs_emit_at(buf, len, len ? " %s" : "%s", e->items[i]);
	return len + sysfs_emit_at(buf, len, "\n");
}
EXPORT_SYMBOL_GPL(iio_enum_available_read);

ssize_t iio_enum_read(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		      char *buf)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	int i = e->get ? e->get(indio, chan) : -EINVAL;

	if (i < 0)
		return i;
	return i < (int)e->num_items && e->items[i] ? sysfs_emit(buf, "%s\n", e->items[i])
						    : -EINVAL;
}
EXPORT_SYMBOL_GPL(iio_enum_read);

ssize_t iio_enum_write(struct iio_dev *indio, uintptr_t priv, const struct iio_chan_spec *chan,
		       const char *buf, size_t len)
{
	const struct iio_enum *e = (const struct iio_enum *)priv;
	unsigned int i;
	int err;

	if (!e->set)
		return -EINVAL;
	for (i = 0; i < e->num_items; i++) {
		if (!e->items[i] || !sysfs_streq(buf, e->items[i]))
			continue;
		err = e->set(indio, chan, i);
		return err ? err : (ssize_t)len;
	}
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(iio_enum_write);

static int __init iio_init(void)
{
	return bus_register(&iio_bus_type);
}
subsys_initcall(iio_init);
