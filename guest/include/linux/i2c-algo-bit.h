/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-algo-bit: an I2C master in software, for hardware that can only set two wires and look
 * at them (drivers/i2c/i2c-algo-bit.c).
 */
#ifndef _LINUX_I2C_ALGO_BIT_H
#define _LINUX_I2C_ALGO_BIT_H

#include <linux/i2c.h>

struct i2c_algo_bit_data {
	void *data;			       /* for the functions */
	void (*setsda)(void *data, int state); /* 1: let go, 0: pull down */
	void (*setscl)(void *data, int state);
	int (*getsda)(void *data);
	int (*getscl)(void *data); /* NULL: nobody can stretch the clock */
	int (*pre_xfer)(struct i2c_adapter *adap);
	void (*post_xfer)(struct i2c_adapter *adap);
	int udelay;  /* half a clock, in microseconds */
	int timeout; /* for a stretched clock, in ticks */
	bool can_do_atomic;
	int mdelay; /* 2.6's, which nobody looked at */
};

int i2c_bit_add_bus(struct i2c_adapter *adap);
int i2c_bit_add_numbered_bus(struct i2c_adapter *adap);
extern const struct i2c_algorithm i2c_bit_algo;

#ifdef __ERA_2_6__
#define i2c_bit_del_bus(adap) i2c_del_adapter(adap)
#endif

#endif
