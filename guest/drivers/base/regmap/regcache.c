/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * regmap: the cache, one tree for all of Linux's kinds: register to value. What was written
 * while the chip could not be reached is marked as dirty, and written by regcache_sync().
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>

#include "drivers/base/regmap/regmap.h"

/* An xa_value has 31 bits; what needs 32 is not cached (nobody's registers so far). */
#define CACHEABLE(val) ((val) <= LONG_MAX)

bool regcache_read(struct regmap *map, unsigned int reg, unsigned int *val)
{
	void *entry = xa_load(&map->cache, reg);

	if (!entry)
		return false;
	*val = xa_to_value(entry);
	return true;
}

int regcache_write(struct regmap *map, unsigned int reg, unsigned int val, bool dirty)
{
	gfp_t gfp = map->config.fast_io ? GFP_ATOMIC : GFP_KERNEL;
	int err;

	if (!CACHEABLE(val)) {
		xa_erase(&map->cache, reg);
		return dirty ? -EIO : 0;
	}
	err = xa_err(xa_store(&map->cache, reg, xa_mk_value(val), gfp));
	if (!err && dirty)
		err = xa_err(xa_store(&map->dirty, reg, xa_mk_value(1), gfp));
	else if (!err)
		xa_erase(&map->dirty, reg);
	return err;
}

int regcache_fill(struct regmap *map)
{
	const struct regmap_config *config = &map->config;
	unsigned int i;
	int err = 0;

	if (config->cache_type == REGCACHE_NONE)
		return 0;
	for (i = 0; i < config->num_reg_defaults && !err; i++)
		err = regcache_write(map, config->reg_defaults[i].reg, config->reg_defaults[i].def,
				     false);
	return err;
}

int regmap_reinit_cache(struct regmap *map, const struct regmap_config *config)
{
	struct regmap_config *own = &map->config;

	xa_destroy(&map->cache);
	xa_destroy(&map->dirty);
	map->cache_bypass = false;
	map->cache_only = false;
	own->max_register = config->max_register;
	own->writeable_reg = config->writeable_reg;
	own->readable_reg = config->readable_reg;
	own->volatile_reg = config->volatile_reg;
	own->precious_reg = config->precious_reg;
	own->writeable_noinc_reg = config->writeable_noinc_reg;
	own->readable_noinc_reg = config->readable_noinc_reg;
	own->reg_defaults = config->reg_defaults;
	own->num_reg_defaults = config->num_reg_defaults;
	own->cache_type = config->cache_type;
	return regcache_fill(map);
}
EXPORT_SYMBOL_GPL(regmap_reinit_cache);

int regcache_sync_region(struct regmap *map, unsigned int min, unsigned int max)
{
	unsigned long reg;
	unsigned int val;
	void *entry;
	int err = 0;

	regmap_lock_map(map);
	xa_for_each(&map->dirty, reg, entry)
	{
		if (err || reg < min || reg > max || !regcache_read(map, reg, &val))
			continue;
		err = regmap_bus_write(map, reg, val);
		if (!err)
			xa_erase(&map->dirty, reg);
	}
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regcache_sync_region);

int regcache_sync(struct regmap *map)
{
	return regcache_sync_region(map, 0, ~0u);
}
EXPORT_SYMBOL_GPL(regcache_sync);

int regcache_drop_region(struct regmap *map, unsigned int min, unsigned int max)
{
	unsigned long reg;
	void *entry;

	regmap_lock_map(map);
	xa_for_each(&map->cache, reg, entry)
	{
		if (reg >= min && reg <= max) {
			xa_erase(&map->cache, reg);
			xa_erase(&map->dirty, reg);
		}
	}
	regmap_unlock_map(map);
	return 0;
}
EXPORT_SYMBOL_GPL(regcache_drop_region);

void regcache_cache_only(struct regmap *map, bool enable)
{
	regmap_lock_map(map);
	map->cache_only = enable;
	regmap_unlock_map(map);
}
EXPORT_SYMBOL_GPL(regcache_cache_only);

void regcache_cache_bypass(struct regmap *map, bool enable)
{
	regmap_lock_map(map);
	map->cache_bypass = enable;
	regmap_unlock_map(map);
}
EXPORT_SYMBOL_GPL(regcache_cache_bypass);

static bool is_default(const struct regmap_config *config, unsigned int reg, unsigned int val)
{
	unsigned int i;

	for (i = 0; i < config->num_reg_defaults; i++)
		if (config->reg_defaults[i].reg == reg)
			return config->reg_defaults[i].def == val;
	return false;
}

/* The chip was reset: it has its defaults, and lost all else. */
void regcache_mark_dirty(struct regmap *map)
{
	unsigned long reg;
	void *entry;

	regmap_lock_map(map);
	xa_for_each(&map->cache, reg,
		    entry) if (!is_default(&map->config, reg, xa_to_value(entry)))(void)
	    xa_store(&map->dirty, reg, xa_mk_value(1),
		     map->config.fast_io ? GFP_ATOMIC : GFP_KERNEL);
	regmap_unlock_map(map);
}
EXPORT_SYMBOL_GPL(regcache_mark_dirty);
