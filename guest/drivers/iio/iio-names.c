/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio-names: what files are called, by the sysfs-bus-iio ABI: in_temp_raw,
 * in_voltage0-voltage1_scale, in_illuminance_input, out_voltage0_raw.
 *
 * A name is: direction, type, number, modifier or name, what of it. What channels of a type, of
 * a direction or of a device have in common is left out, and is one file.
 */
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/iio/iio-core.h"

static const char *const types[] = {
    [IIO_VOLTAGE] = "voltage",
    [IIO_ALTVOLTAGE] = "altvoltage",
    [IIO_CURRENT] = "current",
    [IIO_POWER] = "power",
    [IIO_ENERGY] = "energy",
    [IIO_PHASE] = "phase",
    [IIO_RESISTANCE] = "resistance",
    [IIO_CAPACITANCE] = "capacitance",
    [IIO_ELECTRICALCONDUCTIVITY] = "electricalconductivity",
    [IIO_ACCEL] = "accel",
    [IIO_GRAVITY] = "gravity",
    [IIO_VELOCITY] = "velocity",
    [IIO_ANGL_VEL] = "anglvel",
    [IIO_ANGL] = "angl",
    [IIO_INCLI] = "incli",
    [IIO_ROT] = "rot",
    [IIO_DISTANCE] = "distance",
    [IIO_PROXIMITY] = "proximity",
    [IIO_POSITIONRELATIVE] = "positionrelative",
    [IIO_MAGN] = "magn",
    [IIO_ACTIVITY] = "activity",
    [IIO_STEPS] = "steps",
    [IIO_LIGHT] = "illuminance",
    [IIO_INTENSITY] = "intensity",
    [IIO_CCT] = "cct",
    [IIO_UVINDEX] = "uvindex",
    [IIO_TEMP] = "temp",
    [IIO_PRESSURE] = "pressure",
    [IIO_HUMIDITYRELATIVE] = "humidityrelative",
    [IIO_CONCENTRATION] = "concentration",
    [IIO_MASSCONCENTRATION] = "massconcentration",
    [IIO_PH] = "ph",
    [IIO_TIMESTAMP] = "timestamp",
    [IIO_COUNT] = "count",
    [IIO_INDEX] = "index",
};

static const char *const modifiers[] = {
    /* axes: all of several, any of several, how long the vector is */
    [IIO_MOD_X] = "x",
    [IIO_MOD_Y] = "y",
    [IIO_MOD_Z] = "z",
    [IIO_MOD_X_AND_Y] = "x&y",
    [IIO_MOD_Y_AND_Z] = "y&z",
    [IIO_MOD_X_AND_Z] = "x&z",
    [IIO_MOD_X_AND_Y_AND_Z] = "x&y&z",
    [IIO_MOD_X_OR_Y] = "x|y",
    [IIO_MOD_Y_OR_Z] = "y|z",
    [IIO_MOD_X_OR_Z] = "x|z",
    [IIO_MOD_X_OR_Y_OR_Z] = "x|y|z",
    [IIO_MOD_SUM_SQUARED_X_Y_Z] = "x^2+y^2+z^2",
    [IIO_MOD_ROOT_SUM_SQUARED_X_Y] = "sqrt(x^2+y^2)",
    [IIO_MOD_ROOT_SUM_SQUARED_X_Y_Z] = "sqrt(x^2+y^2+z^2)",
    [IIO_MOD_LINEAR_X] = "linear_x",
    [IIO_MOD_LINEAR_Y] = "linear_y",
    [IIO_MOD_LINEAR_Z] = "linear_z",
    [IIO_MOD_PITCH] = "pitch",
    [IIO_MOD_ROLL] = "roll",
    [IIO_MOD_YAW] = "yaw",
    [IIO_MOD_QUATERNION] = "quaternion",
    [IIO_MOD_NORTH_TRUE] = "from_north_true",
    [IIO_MOD_NORTH_TRUE_TILT_COMP] = "from_north_true_tilt_comp",
    [IIO_MOD_NORTH_MAGN] = "from_north_magnetic",
    [IIO_MOD_NORTH_MAGN_TILT_COMP] = "from_north_magnetic_tilt_comp",
    /* light */
    [IIO_MOD_LIGHT_RED] = "red",
    [IIO_MOD_LIGHT_GREEN] = "green",
    [IIO_MOD_LIGHT_BLUE] = "blue",
    [IIO_MOD_LIGHT_CLEAR] = "clear",
    [IIO_MOD_LIGHT_IR] = "ir",
    [IIO_MOD_LIGHT_BOTH] = "both",
    [IIO_MOD_LIGHT_UV] = "uv",
    [IIO_MOD_LIGHT_DUV] = "duv",
    /* air */
    [IIO_MOD_TEMP_AMBIENT] = "ambient",
    [IIO_MOD_TEMP_OBJECT] = "object",
    [IIO_MOD_CO2] = "co2",
    [IIO_MOD_H2] = "h2",
    [IIO_MOD_O2] = "o2",
    [IIO_MOD_ETHANOL] = "ethanol",
    [IIO_MOD_VOC] = "voc",
    [IIO_MOD_PM1] = "pm1",
    [IIO_MOD_PM2P5] = "pm2p5",
    [IIO_MOD_PM4] = "pm4",
    [IIO_MOD_PM10] = "pm10",
    /* the rest */
    [IIO_MOD_STILL] = "still",
    [IIO_MOD_WALKING] = "walking",
    [IIO_MOD_JOGGING] = "jogging",
    [IIO_MOD_RUNNING] = "running",
    [IIO_MOD_I] = "i",
    [IIO_MOD_Q] = "q",
};

const char *const iio_info_names[] = {
    [IIO_CHAN_INFO_RAW] = "raw",
    [IIO_CHAN_INFO_PROCESSED] = "input",
    [IIO_CHAN_INFO_SCALE] = "scale",
    [IIO_CHAN_INFO_OFFSET] = "offset",
    [IIO_CHAN_INFO_AVERAGE_RAW] = "mean_raw",
    [IIO_CHAN_INFO_PEAK] = "peak_raw",
    [IIO_CHAN_INFO_PEAK_SCALE] = "peak_scale",
    [IIO_CHAN_INFO_PHASE] = "phase",
    [IIO_CHAN_INFO_FREQUENCY] = "frequency",
    [IIO_CHAN_INFO_SAMP_FREQ] = "sampling_frequency",
    [IIO_CHAN_INFO_OVERSAMPLING_RATIO] = "oversampling_ratio",
    [IIO_CHAN_INFO_INT_TIME] = "integration_time",
    [IIO_CHAN_INFO_ENABLE] = "en",
    [IIO_CHAN_INFO_HARDWAREGAIN] = "hardwaregain",
    [IIO_CHAN_INFO_HYSTERESIS] = "hysteresis",
    [IIO_CHAN_INFO_HYSTERESIS_RELATIVE] = "hysteresis_relative",
    [IIO_CHAN_INFO_DEBOUNCE_TIME] = "debounce_time",
    [IIO_CHAN_INFO_DEBOUNCE_COUNT] = "debounce_count",
    [IIO_CHAN_INFO_LOW_PASS_FILTER_3DB_FREQUENCY] = "filter_low_pass_3db_frequency",
    [IIO_CHAN_INFO_HIGH_PASS_FILTER_3DB_FREQUENCY] = "filter_high_pass_3db_frequency",
    [IIO_CHAN_INFO_THERMOCOUPLE_TYPE] = "thermocouple_type",
    [IIO_CHAN_INFO_CALIBSCALE] = "calibscale",
    [IIO_CHAN_INFO_CALIBBIAS] = "calibbias",
    [IIO_CHAN_INFO_CALIBAMBIENT] = "calibambient",
    [IIO_CHAN_INFO_CALIBEMISSIVITY] = "calibemissivity",
    [IIO_CHAN_INFO_CALIBHEIGHT] = "calibheight",
    [IIO_CHAN_INFO_CALIBWEIGHT] = "calibweight",
    [IIO_CHAN_INFO_QUADRATURE_CORRECTION_RAW] = "quadrature_correction_raw",
    [IIO_CHAN_INFO_ZEROPOINT] = "zeropoint",
};
const int iio_info_count = ARRAY_SIZE(iio_info_names);

static const char *number(const struct iio_chan_spec *chan, bool second, char *text)
{
	text[0] = 0;
	if (chan->indexed)
		sprintf(text, "%d", second ? chan->channel2 : chan->channel);
	return text;
}

/* For what all share there need be no channel. */
char *iio_file_name(const struct iio_chan_spec *chan, enum iio_shared_by shared,
		    const char *postfix)
{
	const char *dir, *type, *mod, *ext;
	char one[12], two[12];

	if (shared == IIO_SHARED_BY_ALL)
		return kstrdup(postfix, GFP_KERNEL);
	dir = chan->output ? "out" : "in";
	type = types[chan->type];
	mod = chan->modified ? modifiers[chan->channel2] : NULL;
	ext = chan->extend_name;
	switch (shared) {
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

/* Two channels with separate files of one name are a fault of the driver. */
struct iio_dev_attr *iio_new_attr(struct list_head *list, const struct iio_chan_spec *chan,
				  enum iio_shared_by shared, const char *postfix)
{
	char *name = iio_file_name(chan, shared, postfix);
	struct iio_dev_attr *attr, *other;

	if (!name)
		return ERR_PTR(-ENOMEM);
	list_for_each_entry (other, list, l) {
		if (!strcmp(other->dev_attr.attr.name, name)) {
			kfree(name);
			return shared == IIO_SEPARATE ? ERR_PTR(-EBUSY) : NULL;
		}
	}
	attr = kzalloc(sizeof(*attr), GFP_KERNEL);
	if (!attr) {
		kfree(name);
		return ERR_PTR(-ENOMEM);
	}
	sysfs_attr_init(&attr->dev_attr.attr);
	attr->dev_attr.attr.name = name;
	attr->c = chan;
	list_add_tail(&attr->l, list);
	return attr;
}

void iio_free_attrs(struct list_head *list)
{
	struct iio_dev_attr *attr, *next;

	list_for_each_entry_safe (attr, next, list, l) {
		list_del(&attr->l);
		kfree(attr->dev_attr.attr.name);
		kfree(attr);
	}
}
