/* SPDX-License-Identifier: GPL-2.0-only */
/* nvmem-provider: small memories that keep their content: EEPROMs, a clock's RAM (drivers/nvmem/).
 */
#ifndef _LINUX_NVMEM_PROVIDER_H
#define _LINUX_NVMEM_PROVIDER_H

#include <linux/device.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/gpio/consumer.h>
#include <linux/nvmem-consumer.h>

typedef int (*nvmem_reg_read_t)(void *priv, unsigned int offset, void *val, size_t bytes);
typedef int (*nvmem_reg_write_t)(void *priv, unsigned int offset, void *val, size_t bytes);

enum nvmem_type {
	NVMEM_TYPE_UNKNOWN = 0,
	NVMEM_TYPE_EEPROM,
	NVMEM_TYPE_OTP,
	NVMEM_TYPE_BATTERY_BACKED,
	NVMEM_TYPE_FRAM,
};

#define NVMEM_DEVID_NONE (-1)
#define NVMEM_DEVID_AUTO (-2)

struct nvmem_config {
	struct device *dev;
	const char *name;
	int id;
	struct module *owner;
	const struct nvmem_cell_info *cells;
	int ncells;
	enum nvmem_type type;
	bool read_only, root_only, ignore_wp;
	struct device_node *of_node;
	bool no_of_node;
	nvmem_reg_read_t reg_read;
	nvmem_reg_write_t reg_write;
	int size, word_size, stride;
	void *priv;
	bool compat; /* also a file "eeprom" in base_dev's directory */
	struct device *base_dev;
};

/* ERR_PTR. A file "nvmem" in /sys/bus/nvmem/devices/NAME. */
struct nvmem_device *nvmem_register(const struct nvmem_config *config);
void nvmem_unregister(struct nvmem_device *nvmem);
struct nvmem_device *devm_nvmem_register(struct device *dev, const struct nvmem_config *config);

/* Cells of a memory whose driver does not say them; before or after it is registered. */
struct nvmem_cell_table {
	const char *nvmem_name;
	const struct nvmem_cell_info *cells;
	size_t ncells;
	struct list_head node;
};

void nvmem_add_cell_table(struct nvmem_cell_table *table);
void nvmem_del_cell_table(struct nvmem_cell_table *table);

#endif
