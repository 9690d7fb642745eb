/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hw_random: what makes random numbers in hardware (drivers/char/hw_random.c): the best one that
 * is registered is behind /dev/hwrng, or the one that /sys/class/misc/hw_random/rng_current names.
 */
#ifndef _LINUX_HW_RANDOM_H
#define _LINUX_HW_RANDOM_H

#include <linux/completion.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/types.h>
#include <linux/workqueue.h>

struct device;

/* A driver gives read(), or data_read() with, perhaps, data_present(). All sleep. */
struct hwrng {
	const char *name;		/* nobody else's */
	int (*init)(struct hwrng *rng); /* it is about to be used */
	void (*cleanup)(struct hwrng *rng);
	int (*data_present)(struct hwrng *rng, int wait);
	int (*data_read)(struct hwrng *rng, u32 *data);			   /* bytes */
	int (*read)(struct hwrng *rng, void *data, size_t max, bool wait); /* bytes, -errno */
	unsigned long priv;						   /* the driver's */
	unsigned short quality; /* bits of chance in 1024; 0: not known, and taken for all */

	/* hw_random.c */
	struct list_head list;
	struct kref ref;
	struct work_struct cleanup_work;
	struct completion cleanup_done, dying;
};

/* 0, -EINVAL: nothing to read it by, -EEXIST: the name is taken, or what init() said. */
int hwrng_register(struct hwrng *rng);
int devm_hwrng_register(struct device *dev, struct hwrng *rng);
void hwrng_unregister(struct hwrng *rng);
void devm_hwrng_unregister(struct device *dev, struct hwrng *rng);

/* From read(): as msleep_interruptible(), but no longer than the device is registered. */
long hwrng_msleep(struct hwrng *rng, unsigned int msecs);
long hwrng_yield(struct hwrng *rng);

#endif
