/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-core: what its files tell each other. */
#ifndef DRIVERS_I2C_I2C_CORE_H
#define DRIVERS_I2C_I2C_CORE_H

#include <linux/i2c.h>

/* -EINVAL: no address a chip may have. */
int i2c_check_7bit_addr_validity_strict(unsigned short addr);
int i2c_check_addr_busy(struct i2c_adapter *adap, int addr);

/* Look for driver's chips on the adapter, if their classes meet. */
int i2c_detect(struct i2c_adapter *adap, struct i2c_driver *driver);
int i2c_default_probe(struct i2c_adapter *adap, unsigned short addr);

/* Adapters' sysfs files to add and delete clients by hand. */
extern const struct attribute_group *i2c_adapter_groups[];
/* Clients that were added so, and are still there. */
void i2c_remove_userspace_clients(struct i2c_adapter *adap);

/* Drivers of 2.6's kind (i2c-2_6.c). */
bool i2c_is_legacy(const struct i2c_driver *driver);
bool i2c_client_is_legacy(const struct i2c_client *client);
void i2c_legacy_driver_added(struct i2c_driver *driver);
void i2c_legacy_driver_gone(struct i2c_driver *driver);
void i2c_legacy_adapter_added(struct i2c_adapter *adap);
void i2c_legacy_adapter_gone(struct i2c_adapter *adap);

int __i2c_check_suspended(struct i2c_adapter *adap);

#endif
