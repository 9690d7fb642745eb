/* SPDX-License-Identifier: GPL-2.0-only */
/* nvmem: what nvmem.c and nvmem-cell.c share. */
#ifndef GUEST_DRIVERS_NVMEM_H
#define GUEST_DRIVERS_NVMEM_H

#include <linux/nvmem-provider.h>

struct nvmem_device {
	struct device dev;
	struct nvmem_config config; /* a copy, with its cells */
	struct bin_attribute file, eeprom;
	struct bin_attribute *files[2];
	struct attribute_group group;
	const struct attribute_group *groups[2];
};

extern struct bus_type nvmem_bus_type;

#endif
