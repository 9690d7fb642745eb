/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * nvmem-consumer: parts (cells) of small memories, by name (drivers/nvmem/nvmem-cell.c). Whose
 * cell is where says a table (nvmem_add_cell_lookups()).
 */
#ifndef _LINUX_NVMEM_CONSUMER_H
#define _LINUX_NVMEM_CONSUMER_H

#include <linux/err.h>
#include <linux/errno.h>
#include <linux/list.h>
#include <linux/types.h>

struct device;
struct device_node;
struct nvmem_cell;
struct nvmem_device;

struct nvmem_cell_info {
	const char *name;
	unsigned int offset, bytes;
	unsigned int bit_offset, nbits; /* within; nbits 0: whole bytes */
	struct device_node *np;
};

struct nvmem_cell_lookup {
	const char *nvmem_name, *cell_name;
	const char *dev_id, *con_id; /* dev_name() of the consumer, and what that calls the cell */
	struct list_head node;
};

void nvmem_add_cell_lookups(struct nvmem_cell_lookup *entries, size_t n);
void nvmem_del_cell_lookups(struct nvmem_cell_lookup *entries, size_t n);

/* ERR_PTR: -EINVAL: no name; -ENOENT: no such cell; -EPROBE_DEFER: its memory is not there yet. */
struct nvmem_cell *nvmem_cell_get(struct device *dev, const char *id);
struct nvmem_cell *devm_nvmem_cell_get(struct device *dev, const char *id);
void nvmem_cell_put(struct nvmem_cell *cell);
void devm_nvmem_cell_put(struct device *dev, struct nvmem_cell *cell);
/* A copy to kfree(), *len bytes; ERR_PTR. */
void *nvmem_cell_read(struct nvmem_cell *cell, size_t *len);
/* How many bytes were written; -EINVAL: not the cell's size. */
int nvmem_cell_write(struct nvmem_cell *cell, void *buf, size_t len);
/* -EINVAL: the cell has another size. */
int nvmem_cell_read_u8(struct device *dev, const char *id, u8 *val);
int nvmem_cell_read_u16(struct device *dev, const char *id, u16 *val);
int nvmem_cell_read_u32(struct device *dev, const char *id, u32 *val);
int nvmem_cell_read_u64(struct device *dev, const char *id, u64 *val);
/* Of 1 to 4 (8) bytes, the lowest first. -ERANGE: longer. */
int nvmem_cell_read_variable_le_u32(struct device *dev, const char *id, u32 *val);
int nvmem_cell_read_variable_le_u64(struct device *dev, const char *id, u64 *val);

/* The whole memory, by its device's name. */
struct nvmem_device *nvmem_device_get(struct device *dev, const char *name);
struct nvmem_device *devm_nvmem_device_get(struct device *dev, const char *name);
void nvmem_device_put(struct nvmem_device *nvmem);
void devm_nvmem_device_put(struct device *dev, struct nvmem_device *nvmem);
struct nvmem_device *nvmem_device_find(void *data,
				       int (*match)(struct device *dev, const void *data));
const char *nvmem_dev_name(struct nvmem_device *nvmem);
/* How many bytes, or what the driver said. */
int nvmem_device_read(struct nvmem_device *nvmem, unsigned int offset, size_t bytes, void *buf);
int nvmem_device_write(struct nvmem_device *nvmem, unsigned int offset, size_t bytes, void *buf);
ssize_t nvmem_device_cell_read(struct nvmem_device *nvmem, struct nvmem_cell_info *info, void *buf);
int nvmem_device_cell_write(struct nvmem_device *nvmem, struct nvmem_cell_info *info, void *buf);

/* No device tree names any. */
static inline struct nvmem_cell *of_nvmem_cell_get(struct device_node *np, const char *id)
{
	return ERR_PTR(-EOPNOTSUPP);
}

static inline struct nvmem_device *of_nvmem_device_get(struct device_node *np, const char *name)
{
	return ERR_PTR(-EOPNOTSUPP);
}

#endif
