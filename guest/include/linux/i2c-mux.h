/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-mux: a chip that leads one bus to one of several (drivers/i2c/i2c-mux.c). Each of them is
 * an adapter of its own; select and deselect are called around its transfers.
 */
#ifndef _LINUX_I2C_MUX_H
#define _LINUX_I2C_MUX_H

#include <linux/bitops.h>
#include <linux/i2c.h>

struct i2c_mux_core {
	struct i2c_adapter *parent;
	struct device *dev;
	unsigned int mux_locked : 1;
	unsigned int arbitrator : 1;
	unsigned int gate : 1;
	void *priv;
	int (*select)(struct i2c_mux_core *muxc, u32 chan_id);
	int (*deselect)(struct i2c_mux_core *muxc, u32 chan_id);
	int num_adapters, max_adapters;
	struct i2c_adapter *adapter[];
};

/*
 * I2C_MUX_LOCKED: select sends by the parent itself (a line behind that bus switches), so only
 * the muxes of that bus are locked out, not its other users.
 */
#define I2C_MUX_LOCKED	   BIT(0)
#define I2C_MUX_ARBITRATOR BIT(1)
#define I2C_MUX_GATE	   BIT(2)

/* Freed with dev's driver. NULL: no memory. */
struct i2c_mux_core *i2c_mux_alloc(struct i2c_adapter *parent, struct device *dev,
				   int max_adapters, int sizeof_priv, u32 flags,
				   int (*select)(struct i2c_mux_core *, u32),
				   int (*deselect)(struct i2c_mux_core *, u32));
/* force_nr 0: any number. */
int i2c_mux_add_adapter(struct i2c_mux_core *muxc, u32 force_nr, u32 chan_id, unsigned int class);
void i2c_mux_del_adapters(struct i2c_mux_core *muxc);
/* The adapter at the root of the tree that dev is in. */
struct i2c_adapter *i2c_root_adapter(struct device *dev);

static inline void *i2c_mux_priv(struct i2c_mux_core *muxc)
{
	return muxc->priv;
}

#endif
