/* SPDX-License-Identifier: GPL-2.0-only */
/* pca953x: what a board says of the PCA953x, line expanders. */
#ifndef _LINUX_PCA953X_H
#define _LINUX_PCA953X_H

#include <linux/i2c.h>
#include <linux/types.h>

struct pca953x_platform_data {
	unsigned int gpio_base;
	u32 invert; /* the polarity register, at first */
	int irq_base;
	void *context;
	int (*setup)(struct i2c_client *client, unsigned int gpio, unsigned int ngpio,
		     void *context);
	void (*teardown)(struct i2c_client *client, unsigned int gpio, unsigned int ngpio,
			 void *context);
	const char *const *names;
};

#endif
