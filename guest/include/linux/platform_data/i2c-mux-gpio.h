/* SPDX-License-Identifier: GPL-2.0-only */
/* i2c-mux-gpio: lines that switch a bus. */
#ifndef _LINUX_I2C_MUX_GPIO_H
#define _LINUX_I2C_MUX_GPIO_H

#define I2C_MUX_GPIO_NO_IDLE ((unsigned int)-1) /* it may stay as it is */

struct i2c_mux_gpio_platform_data {
	int parent;   /* its number */
	int base_nr;  /* of the first bus behind; 0: any */
	const unsigned int *values; /* of the lines, a bus each */
	int n_values;
	const unsigned int *classes;
	unsigned int idle;
};

#endif
