/* SPDX-License-Identifier: GPL-2.0-only */
/* nvmem-cell: parts of small memories, found by the names that their users have for them. */
#include <linux/device.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/nvmem/nvmem.h"

struct nvmem_cell {
	struct nvmem_device *nvmem; /* a reference, and one on its module */
	struct nvmem_cell_info info;
};

static LIST_HEAD(lookups);
static LIST_HEAD(tables);
static DEFINE_MUTEX(lists_mutex);

void nvmem_add_cell_lookups(struct nvmem_cell_lookup *entries, size_t n)
{
	mutex_lock(&lists_mutex);
	while (n--)
		list_add_tail(&entries++->node, &lookups);
	mutex_unlock(&lists_mutex);
}
EXPORT_SYMBOL_GPL(nvmem_add_cell_lookups);

void nvmem_del_cell_lookups(struct nvmem_cell_lookup *entries, size_t n)
{
	mutex_lock(&lists_mutex);
	while (n--)
		list_del(&entries++->node);
	mutex_unlock(&lists_mutex);
}
EXPORT_SYMBOL_GPL(nvmem_del_cell_lookups);

void nvmem_add_cell_table(struct nvmem_cell_table *table)
{
	mutex_lock(&lists_mutex);
	list_add_tail(&table->node, &tables);
	mutex_unlock(&lists_mutex);
}
EXPORT_SYMBOL_GPL(nvmem_add_cell_table);

void nvmem_del_cell_table(struct nvmem_cell_table *table)
{
	mutex_lock(&lists_mutex);
	list_del(&table->node);
	mutex_unlock(&lists_mutex);
}
EXPORT_SYMBOL_GPL(nvmem_del_cell_table);

/* ---- memories ---- */

struct nvmem_device *nvmem_device_find(void *data,
				       int (*match)(struct device *dev, const void *data))
{
	struct device *dev = bus_find_device(&nvmem_bus_type, NULL, data, match);
	struct nvmem_device *nvmem;

	if (!dev)
		return ERR_PTR(-EPROBE_DEFER);
	nvmem = container_of(dev, struct nvmem_device, dev);
	if (try_module_get(nvmem->config.owner))
		return nvmem;
	put_device(dev);
	return ERR_PTR(-EINVAL);
}
EXPORT_SYMBOL_GPL(nvmem_device_find);

struct nvmem_device *nvmem_device_get(struct device *dev, const char *name)
{
	return nvmem_device_find((void *)name, device_match_name);
}
EXPORT_SYMBOL_GPL(nvmem_device_get);

void nvmem_device_put(struct nvmem_device *nvmem)
{
	module_put(nvmem->config.owner);
	put_device(&nvmem->dev);
}
EXPORT_SYMBOL_GPL(nvmem_device_put);

const char *nvmem_dev_name(struct nvmem_device *nvmem)
{
	return dev_name(&nvmem->dev);
}
EXPORT_SYMBOL_GPL(nvmem_dev_name);

static void put_nvmem(void *nvmem)
{
	nvmem_device_put(nvmem);
}

struct nvmem_device *devm_nvmem_device_get(struct device *dev, const char *name)
{
	struct nvmem_device *nvmem = nvmem_device_get(dev, name);
	int err;

	if (IS_ERR(nvmem))
		return nvmem;
	err = devm_add_action_or_reset(dev, put_nvmem, nvmem);
	return err ? ERR_PTR(err) : nvmem;
}
EXPORT_SYMBOL_GPL(devm_nvmem_device_get);

void devm_nvmem_device_put(struct device *dev, struct nvmem_device *nvmem)
{
	devm_release_action(dev, put_nvmem, nvmem);
}
EXPORT_SYMBOL_GPL(devm_nvmem_device_put);

/* ---- finding cells ---- */

static const struct nvmem_cell_info *among(const struct nvmem_cell_info *cells, size_t n,
					   const char *name)
{
	for (; n; n--, cells++)
		if (!strcmp(cells->name, name))
			return cells;
	return NULL;
}

/* With the mutex. */
static const struct nvmem_cell_info *find_info(struct nvmem_device *nvmem, const char *name)
{
	const struct nvmem_cell_info *info =
	    among(nvmem->config.cells, max(nvmem->config.ncells, 0), name);
	struct nvmem_cell_table *table;

	list_for_each_entry (table, &tables, node)
		if (!info && !strcmp(table->nvmem_name, nvmem_dev_name(nvmem)))
			info = among(table->cells, table->ncells, name);
	return info;
}

/* A cell is whole words of its memory, so many bytes as its bits take. */
static int set_info(struct nvmem_cell *cell, const struct nvmem_cell_info *info)
{
	cell->info = *info;
	if (info->nbits)
		cell->info.bytes = DIV_ROUND_UP(info->nbits + info->bit_offset, BITS_PER_BYTE);
	return IS_ALIGNED(info->offset, cell->nvmem->config.stride) ? 0 : -EINVAL;
}

static struct nvmem_cell *new_cell(struct nvmem_device *nvmem, const char *name)
{
	struct nvmem_cell *cell = kzalloc(sizeof(*cell), GFP_KERNEL);
	const struct nvmem_cell_info *info = find_info(nvmem, name);
	int err = !cell ? -ENOMEM : !info ? -ENOENT : 0;

	if (!err) {
		cell->nvmem = nvmem;
		err = set_info(cell, info);
	}
	if (!err)
		return cell;
	nvmem_device_put(nvmem);
	kfree(cell);
	return ERR_PTR(err);
}

struct nvmem_cell *nvmem_cell_get(struct device *dev, const char *id)
{
	struct nvmem_cell *cell = ERR_PTR(-ENOENT);
	struct nvmem_cell_lookup *lookup;
	struct nvmem_device *nvmem;

	if (!dev || !id)
		return ERR_PTR(-EINVAL);
	mutex_lock(&lists_mutex);
	list_for_each_entry (lookup, &lookups, node) {
		if (strcmp(lookup->dev_id, dev_name(dev)) || strcmp(lookup->con_id, id))
			continue;
		nvmem = nvmem_device_get(dev, lookup->nvmem_name);
		cell = IS_ERR(nvmem) ? ERR_CAST(nvmem) : new_cell(nvmem, lookup->cell_name);
		break;
	}
	mutex_unlock(&lists_mutex);
	return cell;
}
EXPORT_SYMBOL_GPL(nvmem_cell_get);

void nvmem_cell_put(struct nvmem_cell *cell)
{
	nvmem_device_put(cell->nvmem);
	kfree(cell);
}
EXPORT_SYMBOL_GPL(nvmem_cell_put);

static void put_cell(void *cell)
{
	nvmem_cell_put(cell);
}

struct nvmem_cell *devm_nvmem_cell_get(struct device *dev, const char *id)
{
	struct nvmem_cell *cell = nvmem_cell_get(dev, id);
	int err;

	if (IS_ERR(cell))
		return cell;
	err = devm_add_action_or_reset(dev, put_cell, cell);
	return err ? ERR_PTR(err) : cell;
}
EXPORT_SYMBOL_GPL(devm_nvmem_cell_get);

void devm_nvmem_cell_put(struct device *dev, struct nvmem_cell *cell)
{
	devm_release_action(dev, put_cell, cell);
}
EXPORT_SYMBOL_GPL(devm_nvmem_cell_put);

/* ---- content ---- */

static unsigned int bit_of(const u8 *buf, unsigned int i)
{
	return buf[i / 8] >> i % 8 & 1;
}

/* Bits of a cell to the lowest of buf, and back; buf has room for the cell's bytes. */
static void shift_down(u8 *buf, const struct nvmem_cell_info *info)
{
	unsigned int i;

	for (i = 0; i < info->bytes * 8; i++) {
		u8 bit = i < info->nbits ? bit_of(buf, i + info->bit_offset) : 0;

		buf[i / 8] = (buf[i / 8] & ~(1 << i % 8)) | bit << i % 8;
	}
}

static void merge(u8 *old, const u8 *val, const struct nvmem_cell_info *info)
{
	unsigned int i, to;

	for (i = 0; i < info->nbits; i++) {
		to = i + info->bit_offset;
		old[to / 8] = (old[to / 8] & ~(1 << to % 8)) | bit_of(val, i) << to % 8;
	}
}

static int read_cell(struct nvmem_cell *cell, void *buf, size_t *len)
{
	int n = nvmem_device_read(cell->nvmem, cell->info.offset, cell->info.bytes, buf);

	if (n < 0)
		return n;
	if (cell->info.nbits)
		shift_down(buf, &cell->info);
	*len = cell->info.nbits ? DIV_ROUND_UP(cell->info.nbits, 8) : cell->info.bytes;
	return 0;
}

void *nvmem_cell_read(struct nvmem_cell *cell, size_t *len)
{
	void *buf = kzalloc(cell->info.bytes, GFP_KERNEL);
	size_t n;
	int err;

	if (!buf)
		return ERR_PTR(-ENOMEM);
	err = read_cell(cell, buf, &n);
	if (err) {
		kfree(buf);
		return ERR_PTR(err);
	}
	if (len)
		*len = n;
	return buf;
}
EXPORT_SYMBOL_GPL(nvmem_cell_read);

static int write_bits(struct nvmem_cell *cell, const void *buf)
{
	u8 *old = kzalloc(cell->info.bytes, GFP_KERNEL);
	int n;

	if (!old)
		return -ENOMEM;
	n = nvmem_device_read(cell->nvmem, cell->info.offset, cell->info.bytes, old);
	if (n >= 0) {
		merge(old, buf, &cell->info);
		n = nvmem_device_write(cell->nvmem, cell->info.offset, cell->info.bytes, old);
	}
	kfree(old);
	return n;
}

int nvmem_cell_write(struct nvmem_cell *cell, void *buf, size_t len)
{
	size_t want = cell->info.nbits ? DIV_ROUND_UP(cell->info.nbits, 8) : cell->info.bytes;
	int n;

	if (cell->nvmem->config.read_only || len != want)
		return -EINVAL;
	n = cell->info.nbits ? write_bits(cell, buf)
			     : nvmem_device_write(cell->nvmem, cell->info.offset, len, buf);
	return n < 0 ? n : (int)len;
}
EXPORT_SYMBOL_GPL(nvmem_cell_write);

/* exact: no other size will do; else up to max, and what is not there is 0. */
static int read_number(struct device *dev, const char *id, void *val, size_t max, bool exact)
{
	struct nvmem_cell *cell = nvmem_cell_get(dev, id);
	size_t len;
	void *buf;
	int err = 0;

	if (IS_ERR(cell))
		return PTR_ERR(cell);
	buf = nvmem_cell_read(cell, &len);
	nvmem_cell_put(cell);
	if (IS_ERR(buf))
		return PTR_ERR(buf);
	if (exact ? len != max : len > max)
		err = exact ? -EINVAL : -ERANGE;
	else
		memcpy(memset(val, 0, max), buf, len);
	kfree(buf);
	return err;
}

int nvmem_cell_read_u8(struct device *dev, const char *id, u8 *val)
{
	return read_number(dev, id, val, sizeof(*val), true);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_u8);

int nvmem_cell_read_u16(struct device *dev, const char *id, u16 *val)
{
	return read_number(dev, id, val, sizeof(*val), true);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_u16);

int nvmem_cell_read_u32(struct device *dev, const char *id, u32 *val)
{
	return read_number(dev, id, val, sizeof(*val), true);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_u32);

int nvmem_cell_read_u64(struct device *dev, const char *id, u64 *val)
{
	return read_number(dev, id, val, sizeof(*val), true);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_u64);

int nvmem_cell_read_variable_le_u32(struct device *dev, const char *id, u32 *val)
{
	return read_number(dev, id, val, sizeof(*val), false);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_variable_le_u32);

int nvmem_cell_read_variable_le_u64(struct device *dev, const char *id, u64 *val)
{
	return read_number(dev, id, val, sizeof(*val), false);
}
EXPORT_SYMBOL_GPL(nvmem_cell_read_variable_le_u64);

ssize_t nvmem_device_cell_read(struct nvmem_device *nvmem, struct nvmem_cell_info *info, void *buf)
{
	struct nvmem_cell cell = {.nvmem = nvmem};
	int err = set_info(&cell, info);
	size_t len = 0;

	if (!err)
		err = read_cell(&cell, buf, &len);
	return err ? err : (ssize_t)len;
}
EXPORT_SYMBOL_GPL(nvmem_device_cell_read);

int nvmem_device_cell_write(struct nvmem_device *nvmem, struct nvmem_cell_info *info, void *buf)
{
	struct nvmem_cell cell = {.nvmem = nvmem};
	int err = set_info(&cell, info);

	return err ? err
		   : nvmem_cell_write(&cell, buf,
				      info->nbits ? DIV_ROUND_UP(info->nbits, 8) : info->bytes);
}
EXPORT_SYMBOL_GPL(nvmem_device_cell_write);
