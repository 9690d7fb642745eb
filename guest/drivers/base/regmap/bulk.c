/* SPDX-License-Identifier: GPL-2.0-only */
/* regmap: many registers at once, and fields of registers. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/base/regmap/regmap.h"

/* ---- values in memory, as the processor has them, or as the bus ---- */

static unsigned int get(const void *at, unsigned int bytes, bool big)
{
	u16 v16;
	u32 v32;

	switch (bytes) {
	case 1:
		return *(const u8 *)at;
	case 2:
		memcpy(&v16, at, 2);
		return big ? __builtin_bswap16(v16) : v16;
	default:
		memcpy(&v32, at, 4);
		return big ? __builtin_bswap32(v32) : v32;
	}
}

static void put(void *at, unsigned int value, unsigned int bytes, bool big)
{
	u16 v16 = big ? __builtin_bswap16(value) : value;
	u32 v32 = big ? __builtin_bswap32(value) : value;

	if (bytes == 1)
		*(u8 *)at = value;
	else
		memcpy(at, bytes == 2 ? (void *)&v16 : (void *)&v32, bytes);
}

/* In one transfer, if the bus takes numbers in bytes, and nothing of it is cached or paged. */
static bool as_a_block(struct regmap *map, unsigned int reg, size_t count, bool single)
{
	size_t i;

	if (single || !map->bus || map->bus->reg_read || map->config.reg_read ||
	    map->config.num_ranges || map->config.reg_bits % 8 || map->config.val_bits % 8 ||
	    map->cache_only || count < 2)
		return false;
	for (i = 0; i < count; i++)
		if (regmap_cached(map, reg + i * map->stride))
			return false;
	return true;
}

static void put_number(struct regmap *map, u8 *to, unsigned int reg, u8 flag)
{
	unsigned int bytes = DIV_ROUND_UP(map->config.reg_bits, 8), i;

	reg = (reg + map->config.reg_base) >> map->config.reg_downshift;
	for (i = 0; i < bytes; i++)
		to[map->reg_big ? bytes - 1 - i : i] = reg >> 8 * i;
	to[0] |= flag;
}

static size_t piece(size_t bytes, size_t max, unsigned int val_bytes)
{
	return max && bytes > max ? max - max % val_bytes : bytes;
}

static int read_block(struct regmap *map, unsigned int reg, u8 *val, size_t bytes)
{
	u8 number[8];
	int err = 0;

	while (bytes && !err) {
		size_t n = piece(bytes, map->bus->max_raw_read, map->val_bytes);

		memset(number, 0, sizeof(number));
		put_number(map, number, reg, map->read_flag);
		err = map->bus->read(map->context, number, map->reg_bytes, val, n);
		reg += n / map->val_bytes * map->stride;
		val += n;
		bytes -= n;
	}
	return err;
}

static int write_block(struct regmap *map, unsigned int reg, const u8 *val, size_t bytes)
{
	u8 *buf = kzalloc(map->reg_bytes + bytes, GFP_KERNEL);
	int err = buf ? 0 : -ENOMEM;

	while (bytes && !err) {
		size_t n = piece(bytes, map->bus->max_raw_write, map->val_bytes);

		memset(buf, 0, map->reg_bytes);
		put_number(map, buf, reg, map->write_flag);
		memcpy(buf + map->reg_bytes, val, n);
		err = map->bus->write(map->context, buf, map->reg_bytes + n);
		reg += n / map->val_bytes * map->stride;
		val += n;
		bytes -= n;
	}
	kfree(buf);
	return err;
}

/* big: what lies in memory has the high byte first. */
static int read_many(struct regmap *map, unsigned int reg, void *val, size_t count, bool big)
{
	unsigned int v, bytes = map->val_bytes;
	size_t i;
	int err = 0;

	if (!map->val_bytes || reg % map->stride)
		return -EINVAL;
	regmap_lock_map(map);
	if (as_a_block(map, reg, count, map->config.use_single_read)) {
		err = read_block(map, reg, val, count * bytes);
		for (i = 0; i < count && !err && big != map->val_big; i++)
			put(val + i * bytes, get(val + i * bytes, bytes, map->val_big), bytes, big);
	} else {
		for (i = 0; i < count && !err; i++) {
			err = regmap_read_locked(map, reg + i * map->stride, &v);
			if (!err)
				put(val + i * bytes, v, bytes, big);
		}
	}
	regmap_unlock_map(map);
	return err;
}

static int write_many(struct regmap *map, unsigned int reg, const void *val, size_t count, bool big)
{
	unsigned int bytes = map->val_bytes;
	size_t i;
	int err = 0;

	if (!map->val_bytes || reg % map->stride)
		return -EINVAL;
	regmap_lock_map(map);
	if (as_a_block(map, reg, count, map->config.use_single_write) && big == map->val_big) {
		err = write_block(map, reg, val, count * bytes);
	} else {
		for (i = 0; i < count && !err; i++)
			err = regmap_write_locked(map, reg + i * map->stride,
						  get(val + i * bytes, bytes, big));
	}
	regmap_unlock_map(map);
	return err;
}

int regmap_bulk_read(struct regmap *map, unsigned int reg, void *val, size_t count)
{
	return read_many(map, reg, val, count, false);
}
EXPORT_SYMBOL_GPL(regmap_bulk_read);

int regmap_bulk_write(struct regmap *map, unsigned int reg, const void *val, size_t count)
{
	return write_many(map, reg, val, count, false);
}
EXPORT_SYMBOL_GPL(regmap_bulk_write);

int regmap_raw_read(struct regmap *map, unsigned int reg, void *val, size_t bytes)
{
	if (!map->val_bytes || bytes % map->val_bytes)
		return -EINVAL;
	return read_many(map, reg, val, bytes / map->val_bytes, map->val_big);
}
EXPORT_SYMBOL_GPL(regmap_raw_read);

int regmap_raw_write(struct regmap *map, unsigned int reg, const void *val, size_t bytes)
{
	if (!map->val_bytes || bytes % map->val_bytes)
		return -EINVAL;
	return write_many(map, reg, val, bytes / map->val_bytes, map->val_big);
}
EXPORT_SYMBOL_GPL(regmap_raw_write);

int regmap_noinc_read(struct regmap *map, unsigned int reg, void *val, size_t bytes)
{
	unsigned int v;
	size_t i;
	int err = 0;

	if (!map->val_bytes || bytes % map->val_bytes || !bytes)
		return -EINVAL;
	regmap_lock_map(map);
	if (map->bus && map->bus->read && !map->config.reg_read) {
		err = read_block(map, reg, val, bytes);
	} else {
		for (i = 0; i < bytes && !err; i += map->val_bytes) {
			err = regmap_bus_read(map, reg, &v);
			put(val + i, v, map->val_bytes, false);
		}
	}
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regmap_noinc_read);

int regmap_noinc_write(struct regmap *map, unsigned int reg, const void *val, size_t bytes)
{
	size_t i;
	int err = 0;

	if (!map->val_bytes || bytes % map->val_bytes || !bytes)
		return -EINVAL;
	regmap_lock_map(map);
	if (map->bus && map->bus->write && !map->config.reg_write)
		err = write_block(map, reg, val, bytes);
	else
		for (i = 0; i < bytes && !err; i += map->val_bytes)
			err = regmap_bus_write(map, reg, get(val + i, map->val_bytes, false));
	regmap_unlock_map(map);
	return err;
}
EXPORT_SYMBOL_GPL(regmap_noinc_write);

int regmap_multi_reg_write(struct regmap *map, const struct reg_sequence *regs, int n)
{
	int i, err = 0;

	for (i = 0; i < n && !err; i++) {
		err = regmap_write(map, regs[i].reg, regs[i].def);
		if (regs[i].delay_us)
			fsleep(regs[i].delay_us);
	}
	return err;
}
EXPORT_SYMBOL_GPL(regmap_multi_reg_write);

int regmap_register_patch(struct regmap *map, const struct reg_sequence *regs, int n)
{
	return regmap_multi_reg_write(map, regs, n);
}
EXPORT_SYMBOL_GPL(regmap_register_patch);

/* ---- fields ---- */

struct regmap_field {
	struct regmap *map;
	struct reg_field at;
	unsigned int mask;
};

static void set_field(struct regmap_field *field, struct regmap *map, struct reg_field at)
{
	field->map = map;
	field->at = at;
	field->mask = GENMASK(at.msb, at.lsb);
}

struct regmap_field *regmap_field_alloc(struct regmap *map, struct reg_field at)
{
	struct regmap_field *field = kzalloc(sizeof(*field), GFP_KERNEL);

	if (!field)
		return ERR_PTR(-ENOMEM);
	set_field(field, map, at);
	return field;
}
EXPORT_SYMBOL_GPL(regmap_field_alloc);

void regmap_field_free(struct regmap_field *field)
{
	kfree(field);
}
EXPORT_SYMBOL_GPL(regmap_field_free);

struct regmap_field *devm_regmap_field_alloc(struct device *dev, struct regmap *map,
					     struct reg_field at)
{
	struct regmap_field *field = devm_kzalloc(dev, sizeof(*field), GFP_KERNEL);

	if (!field)
		return ERR_PTR(-ENOMEM);
	set_field(field, map, at);
	return field;
}
EXPORT_SYMBOL_GPL(devm_regmap_field_alloc);

void devm_regmap_field_free(struct device *dev, struct regmap_field *field)
{
	devm_kfree(dev, field);
}
EXPORT_SYMBOL_GPL(devm_regmap_field_free);

int devm_regmap_field_bulk_alloc(struct device *dev, struct regmap *map,
				 struct regmap_field **fields, const struct reg_field *which, int n)
{
	struct regmap_field *all = devm_kcalloc(dev, n, sizeof(*all), GFP_KERNEL);
	int i;

	if (!all)
		return -ENOMEM;
	for (i = 0; i < n; i++) {
		set_field(&all[i], map, which[i]);
		fields[i] = &all[i];
	}
	return 0;
}
EXPORT_SYMBOL_GPL(devm_regmap_field_bulk_alloc);

int regmap_fields_read(struct regmap_field *field, unsigned int id, unsigned int *val)
{
	unsigned int whole;
	int err;

	if (id && id >= field->at.id_size)
		return -EINVAL;
	err = regmap_read(field->map, field->at.reg + field->at.id_offset * id, &whole);
	if (!err)
		*val = (whole & field->mask) >> field->at.lsb;
	return err;
}
EXPORT_SYMBOL_GPL(regmap_fields_read);

int regmap_field_read(struct regmap_field *field, unsigned int *val)
{
	return regmap_fields_read(field, 0, val);
}
EXPORT_SYMBOL_GPL(regmap_field_read);

int regmap_fields_update_bits_base(struct regmap_field *field, unsigned int id, unsigned int mask,
				   unsigned int val, bool *change, bool async, bool force)
{
	if (id && id >= field->at.id_size)
		return -EINVAL;
	return regmap_update_bits_base(field->map, field->at.reg + field->at.id_offset * id,
				       mask << field->at.lsb & field->mask, val << field->at.lsb,
				       change, async, force);
}
EXPORT_SYMBOL_GPL(regmap_fields_update_bits_base);

int regmap_field_update_bits_base(struct regmap_field *field, unsigned int mask, unsigned int val,
				  bool *change, bool async, bool force)
{
	return regmap_fields_update_bits_base(field, 0, mask, val, change, async, force);
}
EXPORT_SYMBOL_GPL(regmap_field_update_bits_base);
