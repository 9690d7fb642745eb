/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * regmap: maps, and single registers.
 *
 *	regmap_read -> lock -> cache? -> page register? -> bus: reg_read(), or
 *	                                                   the number in bytes, and bytes back
 *
 * The order of bytes is that of the config, or the bus's own, or the high one first.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/base/regmap/regmap.h"

/* ---- locking ---- */

void regmap_lock_map(struct regmap *map)
{
	if (map->config.lock) {
		map->config.lock(map->config.lock_arg);
	} else if (map->config.fast_io) {
		unsigned long flags;

		spin_lock_irqsave(&map->spinlock, flags);
		map->spinlock_flags = flags;
	} else if (!map->config.disable_locking) {
		mutex_lock(&map->mutex);
	}
}

void regmap_unlock_map(struct regmap *map)
{
	if (map->config.unlock)
		map->config.unlock(map->config.lock_arg);
	else if (map->config.fast_io)
		spin_unlock_irqrestore(&map->spinlock, map->spinlock_flags);
	else if (!map->config.disable_locking)
		mutex_unlock(&map->mutex);
}

/* ---- which registers there are ---- */

bool regmap_reg_in_ranges(unsigned int reg, const struct regmap_range *ranges, unsigned int n)
{
	unsigned int i;

	for (i = 0; i < n; i++)
		if (regmap_reg_in_range(reg, &ranges[i]))
			return true;
	return false;
}
EXPORT_SYMBOL_GPL(regmap_reg_in_ranges);

bool regmap_check_range_table(struct regmap *map, unsigned int reg,
			      const struct regmap_access_table *table)
{
	if (regmap_reg_in_ranges(reg, table->no_ranges, table->n_no_ranges))
		return false;
	return !table->n_yes_ranges ||
	       regmap_reg_in_ranges(reg, table->yes_ranges, table->n_yes_ranges);
}
EXPORT_SYMBOL_GPL(regmap_check_range_table);

static bool allowed(struct regmap *map, unsigned int reg,
		    bool (*fn)(struct device *dev, unsigned int reg),
		    const struct regmap_access_table *table, bool otherwise)
{
	if (map->config.max_register && reg > map->config.max_register)
		return false;
	if (fn)
		return fn(map->dev, reg);
	return table ? regmap_check_range_table(map, reg, table) : otherwise;
}

static bool writeable(struct regmap *map, unsigned int reg)
{
	return allowed(map, reg, map->config.writeable_reg, map->config.wr_table, true);
}

static bool readable(struct regmap *map, unsigned int reg)
{
	return allowed(map, reg, map->config.readable_reg, map->config.rd_table, true);
}

bool regmap_cached(struct regmap *map, unsigned int reg)
{
	if (map->config.cache_type == REGCACHE_NONE || map->cache_bypass)
		return false;
	return !allowed(map, reg, map->config.volatile_reg, map->config.volatile_table, false);
}

/* ---- over the bus ---- */

static void put_number(u8 *to, unsigned int value, unsigned int bytes, bool big)
{
	unsigned int i;

	for (i = 0; i < bytes; i++)
		to[big ? bytes - 1 - i : i] = value >> 8 * i;
}

static unsigned int get_number(const u8 *from, unsigned int bytes, bool big)
{
	unsigned int i, value = 0;

	for (i = 0; i < bytes; i++)
		value |= (unsigned int)from[big ? bytes - 1 - i : i] << 8 * i;
	return value;
}

/* Numbers and values that share bytes: 7 and 9 bits, 4 and 12: one word, the number above. */
static bool packed(const struct regmap *map)
{
	return map->config.reg_bits % 8 || map->config.val_bits % 8;
}

static int write_packed(struct regmap *map, unsigned int reg, unsigned int val)
{
	unsigned int bytes = (map->config.reg_bits + map->config.val_bits) / 8;

	put_number(map->buffer, reg << map->config.val_bits | val, bytes, true);
	return map->bus->write(map->context, map->buffer, bytes);
}

static unsigned int bus_number(const struct regmap *map, unsigned int reg)
{
	return (reg + map->config.reg_base) >> map->config.reg_downshift;
}

static void put_register(struct regmap *map, unsigned int reg, u8 flag)
{
	memset(map->buffer, 0, map->reg_bytes);
	put_number(map->buffer, bus_number(map, reg), DIV_ROUND_UP(map->config.reg_bits, 8),
		   map->reg_big);
	map->buffer[0] |= flag;
}

static const struct regmap_range_cfg *range_of(struct regmap *map, unsigned int reg)
{
	unsigned int i;

	for (i = 0; i < map->config.num_ranges; i++)
		if (reg >= map->config.ranges[i].range_min &&
		    reg <= map->config.ranges[i].range_max)
			return &map->config.ranges[i];
	return NULL;
}

/* A register behind a page: choose the page, and say where in the window it is then. */
static int to_window(struct regmap *map, unsigned int *reg)
{
	const struct regmap_range_cfg *range = range_of(map, *reg);
	unsigned int page, offset, selector;
	int err;

	if (!range)
		return 0;
	page = (*reg - range->range_min) / range->window_len;
	offset = (*reg - range->range_min) % range->window_len;
	if (range->window_start + offset != range->selector_reg) {
		err = regmap_read_locked(map, range->selector_reg, &selector);
		if (err)
			return err;
		selector &= ~range->selector_mask;
		selector |= page << range->selector_shift & range->selector_mask;
		err = regmap_write_locked(map, range->selector_reg, selector);
		if (err)
			return err;
	}
	*reg = range->window_start + offset;
	return 0;
}

int regmap_bus_read(struct regmap *map, unsigned int reg, unsigned int *val)
{
	int err = to_window(map, &reg);
	u8 *at = map->buffer + map->reg_bytes;

	if (err)
		return err;
	if (map->config.reg_read)
		return map->config.reg_read(map->context, bus_number(map, reg), val);
	if (map->bus && map->bus->reg_read)
		return map->bus->reg_read(map->context, bus_number(map, reg), val);
	if (!map->bus || !map->bus->read || packed(map))
		return -ENOTSUPP;
	put_register(map, reg, map->read_flag);
	err = map->bus->read(map->context, map->buffer, map->reg_bytes, at, map->val_bytes);
	if (!err)
		*val = get_number(at, map->val_bytes, map->val_big);
	return err;
}

int regmap_bus_write(struct regmap *map, unsigned int reg, unsigned int val)
{
	int err = to_window(map, &reg);

	if (err)
		return err;
	if (map->config.reg_write)
		return map->config.reg_write(map->context, bus_number(map, reg), val);
	if (map->bus && map->bus->reg_write)
		return map->bus->reg_write(map->context, bus_number(map, reg), val);
	if (!map->bus || !map->bus->write)
		return -ENOTSUPP;
	if (packed(map))
		return write_packed(map, reg, val);
	put_register(map, reg, map->write_flag);
	put_number(map->buffer + map->reg_bytes, val, map->val_bytes, map->val_big);
	return map->bus->write(map->context, map->buffer, map->reg_bytes + map->val_bytes);
}

/* ---- single registers ---- */

int regmap_read_locked(struct regmap *map, unsigned int reg, unsigned int *val)
{
	bool cached = regmap_cached(map, reg);
	int err;

	if (cached && regcache_read(map, reg, val))
		return 0;
	if (map->cache_only)
		return -EBUSY;
	if (!readable(map, reg))
		return -EIO;
	err = regmap_bus_read(map, reg, val);
	if (!err && cached)
		regcache_write(map, reg, *val, false);
	return err;
}

int regmap_write_locked(struct regmap *map, unsigned int reg, unsigned int val)
{
	bool cached = regmap_cached(map, reg);
	int err;

	if (!writeable(map, reg))
		return -EIO;
	if (cached) {
		err = regcache_write(map, reg, val, map->cache_only);
		if (err)
			return err;
	}
	if (map->cache_only)
		return cached ? 0 : -EBUSY;
	return regmap_bus_write(map, reg, val);
}

int regmap_read(struct regmap *map, unsigned int reg, unsigned int *val)
{
	int err;

	if (reg % map->stride)
		return -EINVAL;
	regmap_lock_map(map);
	err = regmap_read_locked(map, reg, val);
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regmap_read);

int regmap_write(struct regmap *map, unsigned int reg, unsigned int val)
{
	int err;

	if (reg % map->stride)
		return -EINVAL;
	regmap_lock_map(map);
	err = regmap_write_locked(map, reg, val);
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regmap_write);

static int update_locked(struct regmap *map, unsigned int reg, unsigned int mask, unsigned int val,
			 bool *change, bool force)
{
	unsigned int old, new;
	int err;

	err = regmap_read_locked(map, reg, &old);
	if (err)
		return err;
	new = (old & ~mask) | (val & mask);
	if (new == old && !force)
		return 0;
	err = regmap_write_locked(map, reg, new);
	if (!err && change)
		*change = new != old || force;
	return err;
}

int regmap_update_bits_base(struct regmap *map, unsigned int reg, unsigned int mask,
			    unsigned int val, bool *change, bool async, bool force)
{
	int err;

	if (change)
		*change = false;
	regmap_lock_map(map);
	if (map->config.reg_update_bits && !regmap_cached(map, reg))
		err = map->config.reg_update_bits(map->context, reg, mask, val);
	else
		err = update_locked(map, reg, mask, val, change, force);
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regmap_update_bits_base);

int regmap_test_bits(struct regmap *map, unsigned int reg, unsigned int bits)
{
	unsigned int val;
	int err = regmap_read(map, reg, &val);

	return err ? err : (val & bits) == bits;
}
EXPORT_SYMBOL_GPL(regmap_test_bits);

/* ---- maps ---- */

static bool big_first(enum regmap_endian wanted, enum regmap_endian bus,
		      enum regmap_endian fallback)
{
	enum regmap_endian endian = wanted ? wanted : bus ? bus : fallback;

	return endian == REGMAP_ENDIAN_BIG;
}

static int set_format(struct regmap *map)
{
	const struct regmap_config *config = &map->config;
	const struct regmap_bus *bus = map->bus;

	map->reg_bytes = DIV_ROUND_UP(config->reg_bits + config->pad_bits, 8);
	map->val_bytes = DIV_ROUND_UP(config->val_bits, 8);
	map->stride = config->reg_stride ? config->reg_stride : 1;
	map->read_flag = config->read_flag_mask;
	map->write_flag = config->write_flag_mask;
	if (bus && !map->read_flag && !map->write_flag && !config->zero_flag_mask)
		map->read_flag = bus->read_flag_mask;
	map->reg_big = big_first(config->reg_format_endian,
				 bus ? bus->reg_format_endian_default : 0, REGMAP_ENDIAN_BIG);
	map->val_big = big_first(config->val_format_endian,
				 bus ? bus->val_format_endian_default : 0, REGMAP_ENDIAN_BIG);
	if (bus && !bus->reg_read && !config->reg_read && (!config->reg_bits || !config->val_bits))
		return -EINVAL;
	return map->reg_bytes > 4 || map->val_bytes > 4 ? -EINVAL : 0;
}

struct regmap *regmap_init(struct device *dev, const struct regmap_bus *bus, void *context,
			   const struct regmap_config *config)
{
	struct regmap *map;
	int err;

	if (!config)
		return ERR_PTR(-EINVAL);
	map = kzalloc(sizeof(*map), GFP_KERNEL);
	if (!map)
		return ERR_PTR(-ENOMEM);
	map->dev = dev;
	map->bus = bus;
	map->context = context;
	map->config = *config;
	map->config.fast_io |= bus && bus->fast_io;
	mutex_init(&map->mutex);
	spin_lock_init(&map->spinlock);
	xa_init(&map->cache);
	xa_init(&map->dirty);
	map->buffer = kzalloc(16, GFP_KERNEL);
	err = map->buffer ? set_format(map) : -ENOMEM;
	if (!err)
		err = regcache_fill(map);
	if (!err)
		return map;
	regmap_exit(map);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(regmap_init);

void regmap_exit(struct regmap *map)
{
	xa_destroy(&map->cache);
	xa_destroy(&map->dirty);
	if (map->bus && map->bus->free_context)
		map->bus->free_context(map->context);
	kfree(map->buffer);
	kfree(map);
}
EXPORT_SYMBOL_GPL(regmap_exit);

static void release_map(struct device *dev, void *res)
{
	regmap_exit(*(struct regmap **)res);
}

struct regmap *devm_regmap_init(struct device *dev, const struct regmap_bus *bus, void *context,
				const struct regmap_config *config)
{
	struct regmap **res = devres_alloc(release_map, sizeof(*res), GFP_KERNEL), *map;

	if (!res)
		return ERR_PTR(-ENOMEM);
	map = regmap_init(dev, bus, context, config);
	if (IS_ERR(map)) {
		devres_free(res);
		return map;
	}
	*res = map;
	devres_add(dev, res);
	return map;
}
EXPORT_SYMBOL_GPL(devm_regmap_init);

static int has_name(struct device *dev, void *res, void *name)
{
	const struct regmap *map = *(struct regmap **)res;

	return !name || (map->config.name && !strcmp(map->config.name, name));
}

struct regmap *dev_get_regmap(struct device *dev, const char *name)
{
	struct regmap **res = devres_find(dev, release_map, has_name, (void *)name);

	return res ? *res : NULL;
}
EXPORT_SYMBOL_GPL(dev_get_regmap);

struct device *regmap_get_device(struct regmap *map)
{
	return map->dev;
}
EXPORT_SYMBOL_GPL(regmap_get_device);

int regmap_get_val_bytes(struct regmap *map)
{
	return map->val_bytes;
}
EXPORT_SYMBOL_GPL(regmap_get_val_bytes);

int regmap_get_max_register(struct regmap *map)
{
	return map->config.max_register ? (int)map->config.max_register : -EINVAL;
}
EXPORT_SYMBOL_GPL(regmap_get_max_register);

int regmap_get_reg_stride(struct regmap *map)
{
	return map->stride;
}
EXPORT_SYMBOL_GPL(regmap_get_reg_stride);
