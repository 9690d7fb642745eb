/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c_2_6: chips as 2.6 had them up to 2.6.32 (drivers/i2c/i2c-2_6.c). A driver is told of each
 * adapter; it looks for its chips there, by i2c_probe() or i2c_detect(), which ask its
 * found(adapter, addr, kind) about every address where somebody answers; and it brings the
 * clients, that lie in structures of its own, from i2c_attach_client() to i2c_detach_client().
 */
#ifndef _LINUX_I2C_2_6_H
#define _LINUX_I2C_2_6_H

#include <linux/i2c.h>
#include <linux/moduleparam.h>
#ifdef MODULE
#include <linux/i2c-id.h>
#endif

#define I2C_ALGO_ISA 0x050000
#define I2C_HW_ISA   I2C_ALGO_ISA

#define I2C_DF_NOTIFY		      0x01
#define I2C_DF_DUMMY		      0x02
#define I2C_CLIENT_ALLOW_USE	      0x01
#define I2C_CLIENT_ALLOW_MULTIPLE_USE 0x02
#define I2C_CLIENT_ISA_END	      0xfffefffeU
#define ANY_I2C_BUS		      0xffff
#define ANY_I2C_ISA_BUS		      9191
#define I2C_CLIENT_MAX_OPTS	      48
#define I2C_DEVNAME(str)	      .name = str

#define I2C_CLASS_TV_ANALOG   (1 << 1)
#define I2C_CLASS_TV_DIGITAL  (1 << 2)
#define I2C_CLASS_CAM_ANALOG  (1 << 4)
#define I2C_CLASS_CAM_DIGITAL (1 << 5)
#define I2C_CLASS_SOUND	      (1 << 6)
#define I2C_CLASS_ALL	      UINT_MAX

#define I2C_SMBUS_I2C_BLOCK_MAX	  32
#define I2C_SMBUS_BLOCK_DATA_PEC  9
#define I2C_SMBUS_PROC_CALL_PEC	  10
#define I2C_SMBUS_WORD_DATA_PEC	  11
#define I2C_FUNC_SMBUS_HWPEC_CALC I2C_FUNC_SMBUS_PEC

/*
 * Lists of addresses, each up to I2C_CLIENT_END. normal_i2c is looked at; probe, ignore and force
 * are of pairs, adapter (ANY_I2C_BUS) and address: looked at as well, not looked at, there without
 * looking. The _range ones are of (adapter,) first and last. NULL: none.
 */
struct i2c_client_address_data {
	unsigned short *normal_i2c, *normal_i2c_range;
	unsigned short *probe, *probe_range;
	unsigned short *ignore, *ignore_range;
	unsigned short *force;
	unsigned short **forces; /* by kind, from 0 (any); up to NULL */
};

struct i2c_force_data {
	unsigned short *force; /* NULL: the last */
	unsigned short kind;
};

/* The same with ports of the ISA bus, where found() is asked about each. */
struct i2c_address_data {
	unsigned short *normal_i2c, *normal_i2c_range;
	unsigned int *normal_isa, *normal_isa_range;
	unsigned short *probe, *probe_range;
	unsigned short *ignore, *ignore_range;
	struct i2c_force_data *forces;
};

/* The first error of found(), which has none when the chip is not its driver's. */
int i2c_probe_2_6(struct i2c_adapter *adap, const struct i2c_client_address_data *data,
		  int (*found)(struct i2c_adapter *adap, int addr, int kind));
int i2c_detect_2_6(struct i2c_adapter *adap, const struct i2c_address_data *data,
		   int (*found)(struct i2c_adapter *adap, int addr, int kind));
#define i2c_probe(adap, data, found)  i2c_probe_2_6(adap, data, found)
#define i2c_detect(adap, data, found) i2c_detect_2_6(adap, data, found)

/* 0; -EBUSY: the address is taken; or another error. */
int i2c_attach_client(struct i2c_client *client);
/* Returns when nobody looks at the client any more. */
int i2c_detach_client(struct i2c_client *client);
int i2c_check_addr(struct i2c_adapter *adap, int addr); /* -EBUSY: taken */
/* For one who calls the client's driver: keeps its module. 0, or -ENODEV. */
int i2c_use_client(struct i2c_client *client);
int i2c_release_client(struct i2c_client *client);
int i2c_control(struct i2c_client *client, unsigned int cmd, unsigned long arg);
s32 i2c_smbus_write_quick(const struct i2c_client *client, u8 value);

static inline char *i2c_clientname(struct i2c_client *client)
{
	return client->name;
}

#define i2c_is_isa_adapter(adap)                                                                   \
	((adap)->id == I2C_HW_ISA || ((adap)->algo && (adap)->algo->id == I2C_ALGO_ISA))
#define i2c_is_isa_client(client) i2c_is_isa_adapter((client)->adapter)

/* They returned something then. */
static inline int i2c_del_adapter_2_6(struct i2c_adapter *adap)
{
	i2c_del_adapter(adap);
	return 0;
}

static inline int i2c_del_driver_2_6(struct i2c_driver *driver)
{
	i2c_del_driver(driver);
	return 0;
}
#define i2c_del_adapter i2c_del_adapter_2_6
#define i2c_del_driver	i2c_del_driver_2_6

/* Without a length up to 2.6.22: as much as there is. */
#define __i2c_read_block_3(client, command, values)                                                \
	(i2c_smbus_read_i2c_block_data)(client, command, I2C_SMBUS_I2C_BLOCK_MAX, values)
#define __i2c_read_block_4(client, command, length, values)                                        \
	(i2c_smbus_read_i2c_block_data)(client, command, length, values)
#define __i2c_read_block(_1, _2, _3, _4, form, ...) form
#define i2c_smbus_read_i2c_block_data(...)                                                         \
	__i2c_read_block(__VA_ARGS__, __i2c_read_block_4, __i2c_read_block_3, )(__VA_ARGS__)

/* ---- the lists as parameters of the module ---- */

#define I2C_CLIENT_DEFAULTS                                                                        \
	{                                                                                          \
		[0 ... I2C_CLIENT_MAX_OPTS - 1] = I2C_CLIENT_END                                   \
	}
#define I2C_CLIENT_MODULE_PARM(var, desc)                                                          \
	static unsigned short var[I2C_CLIENT_MAX_OPTS] = I2C_CLIENT_DEFAULTS;                      \
	static unsigned int var##_num;                                                             \
	module_param_array(var, ushort, &var##_num, 0);                                            \
	MODULE_PARM_DESC(var, desc)
#define I2C_CLIENT_MODULE_PARM_FORCE(name)                                                         \
	I2C_CLIENT_MODULE_PARM(force_##name, "adapter,address pairs where a " #name " is")
#define __I2C_PROBE_IGNORE                                                                         \
	I2C_CLIENT_MODULE_PARM(probe, "adapter,address pairs to look at, too");                    \
	I2C_CLIENT_MODULE_PARM(ignore, "adapter,address pairs not to look at")
#define __I2C_FORCE I2C_CLIENT_MODULE_PARM(force, "adapter,address pairs where the chip is")

#define I2C_CLIENT_INSMOD                                                                          \
	__I2C_PROBE_IGNORE;                                                                        \
	__I2C_FORCE;                                                                               \
	static struct i2c_client_address_data addr_data = {                                        \
	    .normal_i2c = normal_i2c, .probe = probe, .ignore = ignore, .force = force}

#define __I2C_CLIENT_INSMOD(first, ...)                                                            \
	__I2C_PROBE_IGNORE;                                                                        \
	static unsigned short *forces[] = {force, ##__VA_ARGS__, NULL};                            \
	static struct i2c_client_address_data addr_data = {                                        \
	    .normal_i2c = normal_i2c, .probe = probe, .ignore = ignore, .forces = forces}

#define __I2C_PARM_1(a) I2C_CLIENT_MODULE_PARM_FORCE(a)
#define __I2C_PARM_2(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_1(__VA_ARGS__)
#define __I2C_PARM_3(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_2(__VA_ARGS__)
#define __I2C_PARM_4(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_3(__VA_ARGS__)
#define __I2C_PARM_5(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_4(__VA_ARGS__)
#define __I2C_PARM_6(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_5(__VA_ARGS__)
#define __I2C_PARM_7(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_6(__VA_ARGS__)
#define __I2C_PARM_8(a, ...)                                                                       \
	__I2C_PARM_1(a);                                                                           \
	__I2C_PARM_7(__VA_ARGS__)

#define __I2C_INSMOD(n, insmod, lists, ...)                                                        \
	enum chips { any_chip, __VA_ARGS__ };                                                      \
	__I2C_FORCE;                                                                               \
	__I2C_PARM_##n(__VA_ARGS__);                                                               \
	insmod lists

#define I2C_CLIENT_INSMOD_COMMON __I2C_CLIENT_INSMOD(force)
#define I2C_CLIENT_INSMOD_1(a)	 __I2C_INSMOD(1, __I2C_CLIENT_INSMOD, (force, force_##a), a)
#define I2C_CLIENT_INSMOD_2(a, b)                                                                  \
	__I2C_INSMOD(2, __I2C_CLIENT_INSMOD, (force, force_##a, force_##b), a, b)
#define I2C_CLIENT_INSMOD_3(a, b, c)                                                               \
	__I2C_INSMOD(3, __I2C_CLIENT_INSMOD, (force, force_##a, force_##b, force_##c), a, b, c)
#define I2C_CLIENT_INSMOD_4(a, b, c, d)                                                            \
	__I2C_INSMOD(4, __I2C_CLIENT_INSMOD, (force, force_##a, force_##b, force_##c, force_##d),  \
		     a, b, c, d)
#define I2C_CLIENT_INSMOD_5(a, b, c, d, e)                                                         \
	__I2C_INSMOD(5, __I2C_CLIENT_INSMOD,                                                       \
		     (force, force_##a, force_##b, force_##c, force_##d, force_##e), a, b, c, d,   \
		     e)
#define I2C_CLIENT_INSMOD_6(a, b, c, d, e, f)                                                      \
	__I2C_INSMOD(6, __I2C_CLIENT_INSMOD,                                                       \
		     (force, force_##a, force_##b, force_##c, force_##d, force_##e, force_##f), a, \
		     b, c, d, e, f)
#define I2C_CLIENT_INSMOD_7(a, b, c, d, e, f, g)                                                   \
	__I2C_INSMOD(                                                                              \
	    7, __I2C_CLIENT_INSMOD,                                                                \
	    (force, force_##a, force_##b, force_##c, force_##d, force_##e, force_##f, force_##g),  \
	    a, b, c, d, e, f, g)
#define I2C_CLIENT_INSMOD_8(a, b, c, d, e, f, g, h)                                                \
	__I2C_INSMOD(8, __I2C_CLIENT_INSMOD,                                                       \
		     (force, force_##a, force_##b, force_##c, force_##d, force_##e, force_##f,     \
		      force_##g, force_##h),                                                       \
		     a, b, c, d, e, f, g, h)

#endif
