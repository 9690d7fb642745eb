/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * iio/types: the numbers that programs know, too: what is measured, along which axis or of what,
 * which events there are; and in what form a value is given. The ABI fixes them, so they stand
 * here with their values, by kinds.
 */
#ifndef _IIO_TYPES_H_
#define _IIO_TYPES_H_

enum iio_chan_type {
	/* electricity */
	IIO_VOLTAGE = 0,
	IIO_CURRENT = 1,
	IIO_POWER = 2,
	IIO_ENERGY = 21,
	IIO_ALTVOLTAGE = 15,
	IIO_PHASE = 33,
	IIO_RESISTANCE = 25,
	IIO_CAPACITANCE = 14,
	/* motion, place */
	IIO_ACCEL = 3,
	IIO_GRAVITY = 31,
	IIO_ANGL_VEL = 4,
	IIO_VELOCITY = 23,
	IIO_INCLI = 10,
	IIO_ROT = 11,
	IIO_ANGL = 12,
	IIO_DISTANCE = 22,
	IIO_PROXIMITY = 8,
	IIO_POSITIONRELATIVE = 32,
	IIO_MAGN = 5,
	/* people */
	IIO_ACTIVITY = 19,
	IIO_STEPS = 20,
	/* light */
	IIO_LIGHT = 6,
	IIO_INTENSITY = 7,
	IIO_CCT = 16,
	IIO_UVINDEX = 27,
	/* air, water, weather */
	IIO_TEMP = 9,
	IIO_PRESSURE = 17,
	IIO_HUMIDITYRELATIVE = 18,
	IIO_CONCENTRATION = 24,
	IIO_MASSCONCENTRATION = 34,
	IIO_PH = 26,
	IIO_ELECTRICALCONDUCTIVITY = 28,
	/* no quantity */
	IIO_TIMESTAMP = 13,
	IIO_COUNT = 29,
	IIO_INDEX = 30,
};

enum iio_modifier {
	IIO_NO_MOD = 0,
	/* axes, one and several */
	IIO_MOD_X = 1,
	IIO_MOD_Y = 2,
	IIO_MOD_Z = 3,
	IIO_MOD_LINEAR_X = 45,
	IIO_MOD_LINEAR_Y = 46,
	IIO_MOD_LINEAR_Z = 47,
	IIO_MOD_PITCH = 48,
	IIO_MOD_YAW = 49,
	IIO_MOD_ROLL = 50,
	IIO_MOD_X_AND_Y = 4,
	IIO_MOD_X_AND_Z = 5,
	IIO_MOD_Y_AND_Z = 6,
	IIO_MOD_X_AND_Y_AND_Z = 7,
	IIO_MOD_X_OR_Y = 8,
	IIO_MOD_X_OR_Z = 9,
	IIO_MOD_Y_OR_Z = 10,
	IIO_MOD_X_OR_Y_OR_Z = 11,
	IIO_MOD_ROOT_SUM_SQUARED_X_Y = 14,
	IIO_MOD_ROOT_SUM_SQUARED_X_Y_Z = 31,
	IIO_MOD_SUM_SQUARED_X_Y_Z = 15,
	IIO_MOD_QUATERNION = 20,
	/* which north */
	IIO_MOD_NORTH_MAGN = 23,
	IIO_MOD_NORTH_TRUE = 24,
	IIO_MOD_NORTH_MAGN_TILT_COMP = 25,
	IIO_MOD_NORTH_TRUE_TILT_COMP = 26,
	/* which light */
	IIO_MOD_LIGHT_BOTH = 12,
	IIO_MOD_LIGHT_IR = 13,
	IIO_MOD_LIGHT_CLEAR = 16,
	IIO_MOD_LIGHT_RED = 17,
	IIO_MOD_LIGHT_GREEN = 18,
	IIO_MOD_LIGHT_BLUE = 19,
	IIO_MOD_LIGHT_UV = 36,
	IIO_MOD_LIGHT_DUV = 37,
	/* whose temperature */
	IIO_MOD_TEMP_AMBIENT = 21,
	IIO_MOD_TEMP_OBJECT = 22,
	/* what somebody does */
	IIO_MOD_RUNNING = 27,
	IIO_MOD_JOGGING = 28,
	IIO_MOD_WALKING = 29,
	IIO_MOD_STILL = 30,
	/* in phase, and in quadrature */
	IIO_MOD_I = 32,
	IIO_MOD_Q = 33,
	/* which gas, and particles of up to so many micrometers */
	IIO_MOD_CO2 = 34,
	IIO_MOD_VOC = 35,
	IIO_MOD_ETHANOL = 42,
	IIO_MOD_H2 = 43,
	IIO_MOD_O2 = 44,
	IIO_MOD_PM1 = 38,
	IIO_MOD_PM2P5 = 39,
	IIO_MOD_PM4 = 40,
	IIO_MOD_PM10 = 41,
};

/* What of a channel a file has, a bit each in the masks of struct iio_chan_spec. */
enum iio_chan_info_enum {
	/* the value: as read, or in its unit; (raw + offset) * scale makes that of it */
	IIO_CHAN_INFO_RAW = 0,
	IIO_CHAN_INFO_PROCESSED = 1,
	IIO_CHAN_INFO_SCALE = 2,
	IIO_CHAN_INFO_OFFSET = 3,
	IIO_CHAN_INFO_PEAK = 6,
	IIO_CHAN_INFO_PEAK_SCALE = 7,
	IIO_CHAN_INFO_AVERAGE_RAW = 9,
	IIO_CHAN_INFO_FREQUENCY = 13,
	IIO_CHAN_INFO_PHASE = 14,
	/* how it is measured */
	IIO_CHAN_INFO_ENABLE = 19,
	IIO_CHAN_INFO_SAMP_FREQ = 12,
	IIO_CHAN_INFO_INT_TIME = 18,
	IIO_CHAN_INFO_OVERSAMPLING_RATIO = 25,
	IIO_CHAN_INFO_HARDWAREGAIN = 15,
	IIO_CHAN_INFO_THERMOCOUPLE_TYPE = 26,
	IIO_CHAN_INFO_LOW_PASS_FILTER_3DB_FREQUENCY = 10,
	IIO_CHAN_INFO_HIGH_PASS_FILTER_3DB_FREQUENCY = 11,
	IIO_CHAN_INFO_HYSTERESIS = 16,
	IIO_CHAN_INFO_HYSTERESIS_RELATIVE = 17,
	IIO_CHAN_INFO_DEBOUNCE_COUNT = 22,
	IIO_CHAN_INFO_DEBOUNCE_TIME = 23,
	/* what sets it right */
	IIO_CHAN_INFO_CALIBSCALE = 4,
	IIO_CHAN_INFO_CALIBBIAS = 5,
	IIO_CHAN_INFO_CALIBHEIGHT = 20,
	IIO_CHAN_INFO_CALIBWEIGHT = 21,
	IIO_CHAN_INFO_CALIBEMISSIVITY = 24,
	IIO_CHAN_INFO_CALIBAMBIENT = 27,
	IIO_CHAN_INFO_QUADRATURE_CORRECTION_RAW = 8,
	IIO_CHAN_INFO_ZEROPOINT = 28,
};

/* How val and val2 make the value; what read_raw() and read_avail() give. */
#define IIO_VAL_INT		  1
#define IIO_VAL_INT_PLUS_MICRO	  2 /* both negative or one: the value is */
#define IIO_VAL_INT_PLUS_MICRO_DB 4
#define IIO_VAL_INT_PLUS_NANO	  3
#define IIO_VAL_FRACTIONAL	  10 /* val / val2 */
#define IIO_VAL_FRACTIONAL_LOG2	  11 /* val / 2^val2 */
#define IIO_VAL_INT_MULTIPLE	  5
#define IIO_VAL_INT_64		  6 /* lower half, upper half */
#define IIO_VAL_CHAR		  12

/* What read_avail() gave: all of them; or the first, the step and the last. */
enum iio_available_type { IIO_AVAIL_LIST = 0, IIO_AVAIL_RANGE = 1 };

enum iio_event_type {
	IIO_EV_TYPE_THRESH = 0,
	IIO_EV_TYPE_THRESH_ADAPTIVE = 3,
	IIO_EV_TYPE_MAG = 1, /* without its sign */
	IIO_EV_TYPE_MAG_ADAPTIVE = 4,
	IIO_EV_TYPE_MAG_REFERENCED = 6,
	IIO_EV_TYPE_ROC = 2, /* rate of change */
	IIO_EV_TYPE_CHANGE = 5,
	IIO_EV_TYPE_GESTURE = 7,
};

enum iio_event_direction {
	IIO_EV_DIR_NONE = 3,
	IIO_EV_DIR_EITHER = 0,
	IIO_EV_DIR_RISING = 1,
	IIO_EV_DIR_FALLING = 2,
	IIO_EV_DIR_SINGLETAP = 4,
	IIO_EV_DIR_DOUBLETAP = 5,
};

enum iio_event_info {
	IIO_EV_INFO_ENABLE = 0,
	IIO_EV_INFO_VALUE = 1,
	IIO_EV_INFO_HYSTERESIS = 2,
	IIO_EV_INFO_PERIOD = 3,
	IIO_EV_INFO_TIMEOUT = 6,
	IIO_EV_INFO_RESET_TIMEOUT = 7,
	IIO_EV_INFO_TAP2_MIN_DELAY = 8,
	IIO_EV_INFO_LOW_PASS_FILTER_3DB = 5,
	IIO_EV_INFO_HIGH_PASS_FILTER_3DB = 4,
};

#endif
