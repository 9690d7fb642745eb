/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c: flags of an address in a device tree. */
#ifndef _DT_BINDINGS_I2C_I2C_H
#define _DT_BINDINGS_I2C_I2C_H

#define I2C_TEN_BIT_ADDRESS   (1 << 31)
#define I2C_OWN_SLAVE_ADDRESS (1 << 30)

#endif
