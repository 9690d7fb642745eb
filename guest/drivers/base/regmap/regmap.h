/* SPDX-License-Identifier: GPL-2.0-only */
/* regmap: what the files of this folder tell each other. */
#ifndef DRIVERS_BASE_REGMAP_REGMAP_H
#define DRIVERS_BASE_REGMAP_REGMAP_H

#include <linux/device.h>
#include <linux/regmap.h>
#include <linux/xarray.h>

struct regmap {
	struct device *dev;
	const struct regmap_bus *bus; /* NULL: config.reg_read and reg_write */
	void *context;
	struct regmap_config config; /* a copy */
	unsigned int stride, reg_bytes, val_bytes;
	u8 read_flag, write_flag;
	bool reg_big, val_big; /* on the bus, the high byte first */
	struct mutex mutex;
	spinlock_t spinlock;
	unsigned long spinlock_flags;
	struct xarray cache; /* register to value */
	struct xarray dirty; /* those that the chip has not got yet */
	bool cache_only, cache_bypass;
	u8 *buffer; /* a register number, padding, a value */
};

void regmap_lock_map(struct regmap *map);
void regmap_unlock_map(struct regmap *map);

/* Without the lock; through the cache, and not. */
int regmap_read_locked(struct regmap *map, unsigned int reg, unsigned int *val);
int regmap_write_locked(struct regmap *map, unsigned int reg, unsigned int val);
int regmap_bus_read(struct regmap *map, unsigned int reg, unsigned int *val);
int regmap_bus_write(struct regmap *map, unsigned int reg, unsigned int val);

bool regmap_cached(struct regmap *map, unsigned int reg);
bool regcache_read(struct regmap *map, unsigned int reg, unsigned int *val);
int regcache_write(struct regmap *map, unsigned int reg, unsigned int val, bool dirty);
int regcache_fill(struct regmap *map);

#endif
