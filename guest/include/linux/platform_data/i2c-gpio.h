/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-gpio: what a board says of a bus on two lines. */
#ifndef _LINUX_I2C_GPIO_H
#define _LINUX_I2C_GPIO_H

struct i2c_gpio_platform_data {
	int udelay;  /* half a bit; 0: 5, or 50 without reading SCL */
	int timeout; /* in ticks */
	unsigned int sda_is_open_drain : 1;
	unsigned int scl_is_open_drain : 1;
	unsigned int scl_is_output_only : 1;
};

#endif
