/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-sensor: sensors up to 2.6.13: lists of addresses with ports of the ISA bus, as parameters of
 * the module; and i2c_detect() (linux/i2c_2_6.h).
 */
#ifndef _LINUX_I2C_SENSOR_H
#define _LINUX_I2C_SENSOR_H

#include <linux/i2c.h>

/* Up to 2.6.10 a source defines ranges, too; these are for one that does not, and end at once. */
#pragma GCC system_header /* which keeps the compiler from telling */
static unsigned short normal_i2c_range[] __attribute__((unused));
static unsigned int normal_isa_range[] __attribute__((unused));

#define SENSORS_MODULE_PARM_FORCE(name) I2C_CLIENT_MODULE_PARM_FORCE(name)
#define SENSORS_INSMOD                                                                             \
	__I2C_PROBE_IGNORE;                                                                        \
	static struct i2c_address_data addr_data = {.normal_i2c = normal_i2c,                      \
						    .normal_i2c_range = normal_i2c_range,          \
						    .normal_isa = normal_isa,                      \
						    .normal_isa_range = normal_isa_range,          \
						    .probe = probe,                                \
						    .ignore = ignore,                              \
						    .forces = forces}
#define __SENSORS_INSMOD(...)                                                                      \
	static struct i2c_force_data forces[] = {__VA_ARGS__, {NULL}};                             \
	SENSORS_INSMOD
#define __SENSORS_FORCE(name)                                                                      \
	{                                                                                          \
		force_##name, name                                                                 \
	}

#define SENSORS_INSMOD_0                                                                           \
	enum chips { any_chip };                                                                   \
	__I2C_FORCE;                                                                               \
	__SENSORS_INSMOD({force, any_chip})
#define SENSORS_INSMOD_1(a)                                                                        \
	__I2C_INSMOD(1, __SENSORS_INSMOD, ({force, any_chip}, __SENSORS_FORCE(a)), a)
#define SENSORS_INSMOD_2(a, b)                                                                     \
	__I2C_INSMOD(2, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b)), a, b)
#define SENSORS_INSMOD_3(a, b, c)                                                                  \
	__I2C_INSMOD(                                                                              \
	    3, __SENSORS_INSMOD,                                                                   \
	    ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b), __SENSORS_FORCE(c)), a, b, \
	    c)
#define SENSORS_INSMOD_4(a, b, c, d)                                                               \
	__I2C_INSMOD(4, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b),                   \
		      __SENSORS_FORCE(c), __SENSORS_FORCE(d)),                                     \
		     a, b, c, d)
#define SENSORS_INSMOD_5(a, b, c, d, e)                                                            \
	__I2C_INSMOD(5, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b),                   \
		      __SENSORS_FORCE(c), __SENSORS_FORCE(d), __SENSORS_FORCE(e)),                 \
		     a, b, c, d, e)
#define SENSORS_INSMOD_6(a, b, c, d, e, f)                                                         \
	__I2C_INSMOD(6, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b),                   \
		      __SENSORS_FORCE(c), __SENSORS_FORCE(d), __SENSORS_FORCE(e),                  \
		      __SENSORS_FORCE(f)),                                                         \
		     a, b, c, d, e, f)
#define SENSORS_INSMOD_7(a, b, c, d, e, f, g)                                                      \
	__I2C_INSMOD(7, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b),                   \
		      __SENSORS_FORCE(c), __SENSORS_FORCE(d), __SENSORS_FORCE(e),                  \
		      __SENSORS_FORCE(f), __SENSORS_FORCE(g)),                                     \
		     a, b, c, d, e, f, g)
#define SENSORS_INSMOD_8(a, b, c, d, e, f, g, h)                                                   \
	__I2C_INSMOD(8, __SENSORS_INSMOD,                                                          \
		     ({force, any_chip}, __SENSORS_FORCE(a), __SENSORS_FORCE(b),                   \
		      __SENSORS_FORCE(c), __SENSORS_FORCE(d), __SENSORS_FORCE(e),                  \
		      __SENSORS_FORCE(f), __SENSORS_FORCE(g), __SENSORS_FORCE(h)),                 \
		     a, b, c, d, e, f, g, h)

static inline int SENSORS_LIMIT(long value, long low, long high)
{
	return value < low ? low : value > high ? high : value;
}

#endif
