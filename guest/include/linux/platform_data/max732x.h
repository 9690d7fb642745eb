/* SPDX-License-Identifier: GPL-2.0-only */
/* max732x: what a board says of the MAX732x, line expanders. */
#ifndef __LINUX_I2C_MAX732X_H
#define __LINUX_I2C_MAX732X_H

struct max732x_platform_data {
	unsigned int gpio_base;
};

#endif
