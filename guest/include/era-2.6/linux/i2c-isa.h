/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-isa: 2.6's sensors on the ISA bus, as clients of an adapter that is none (linux/i2c_2_6.h).
 */
#ifndef _LINUX_I2C_ISA_H
#define _LINUX_I2C_ISA_H

#include <linux/i2c.h>

#define I2C_ISA_ADDRESS_MAX 0xffff

#endif
