/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i2c-smbus: SMBus's alert (drivers/i2c/i2c-alert.c): a line that chips share to say that
 * they want to be heard. Whoever pulls it answers a read of address 0Ch with its own.
 */
#ifndef _LINUX_I2C_SMBUS_H
#define _LINUX_I2C_SMBUS_H

#include <linux/i2c.h>
#include <linux/workqueue.h>

struct i2c_smbus_alert_setup {
	int irq; /* 0: the adapter's driver calls i2c_handle_smbus_alert() */
};

/* The client at 0Ch, to be unregistered as any. ERR_PTR. */
struct i2c_client *i2c_new_smbus_alert_device(struct i2c_adapter *adap,
					      struct i2c_smbus_alert_setup *setup);
/* Somebody pulls the line. Any context. */
int i2c_handle_smbus_alert(struct i2c_client *ara);

static inline void i2c_register_spd(struct i2c_adapter *adap)
{
}

#endif
