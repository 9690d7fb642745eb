/* SPDX-License-Identifier: GPL-2.0-only */
/* pcf857x: what a board says of the PCF857x, line expanders. */
#ifndef __LINUX_PCF857X_H
#define __LINUX_PCF857X_H

struct i2c_client;

struct pcf857x_platform_data {
	unsigned int gpio_base;
	unsigned int n_latch; /* bits that are low at first, inverted */
	int (*setup)(struct i2c_client *client, int gpio, unsigned int ngpio, void *context);
	void (*teardown)(struct i2c_client *client, int gpio, unsigned int ngpio, void *context);
	void *context;
};

#endif
