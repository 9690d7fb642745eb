/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fw_cfg: QEMU's firmware configuration device: numbered items of bytes, some
 * of them files with names, that tell firmware what machine it is on.
 *
 * Items are copied when added, before the machine runs, and never change then;
 * a later item of the same key or name takes the place of the earlier one.
 */
#ifndef ZONEMU_DEVICES_FW_CFG_H
#define ZONEMU_DEVICES_FW_CFG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "devices/iobus.h"
#include "devices/memory.h"
#include "devices/snapshot.h"

#define FW_CFG_PORT	  0x510
#define FW_CFG_DMA_PORT	  0x514
#define FW_CFG_MAX_ITEMS  32
#define FW_CFG_MAX_FILES  64
#define FW_CFG_NAME_BYTES 56 /* with the NUL */
#define FW_CFG_FIRST_FILE 0x20
#define FW_CFG_ARCH_LOCAL 0x8000

/* Keys of items that are no files */
enum {
	FW_CFG_SIGNATURE = 0x00,
	FW_CFG_ID = 0x01,
	FW_CFG_UUID = 0x02,
	FW_CFG_RAM_SIZE = 0x03,
	FW_CFG_NOGRAPHIC = 0x04,
	FW_CFG_NB_CPUS = 0x05,
	FW_CFG_KERNEL_ADDR = 0x07,
	FW_CFG_KERNEL_SIZE = 0x08,
	FW_CFG_INITRD_ADDR = 0x0a,
	FW_CFG_INITRD_SIZE = 0x0b,
	FW_CFG_NUMA = 0x0d,
	FW_CFG_BOOT_MENU = 0x0e,
	FW_CFG_MAX_CPUS = 0x0f,
	FW_CFG_KERNEL_DATA = 0x11,
	FW_CFG_INITRD_DATA = 0x12,
	FW_CFG_CMDLINE_ADDR = 0x13,
	FW_CFG_CMDLINE_SIZE = 0x14,
	FW_CFG_CMDLINE_DATA = 0x15,
	FW_CFG_SETUP_ADDR = 0x16,
	FW_CFG_SETUP_SIZE = 0x17,
	FW_CFG_SETUP_DATA = 0x18,
	FW_CFG_FILE_DIR = 0x19,
	FW_CFG_IRQ0_OVERRIDE = FW_CFG_ARCH_LOCAL + 2,
};

struct fw_cfg_item {
	uint16_t key;
	uint8_t *data;
	uint32_t bytes;
};

struct fw_cfg_file {
	char name[FW_CFG_NAME_BYTES];
	uint8_t *data;
	uint32_t bytes;
};

struct fw_cfg {
	struct memory_bus memory;
	struct fw_cfg_item item[FW_CFG_MAX_ITEMS];
	unsigned items;
	struct fw_cfg_file file[FW_CFG_MAX_FILES]; /* sorted by name; n has key FIRST_FILE + n */
	unsigned files;
	uint8_t directory[4 + FW_CFG_MAX_FILES * 64];

	uint16_t key;	 /* selected */
	uint32_t offset; /* of the next byte of it */
	uint32_t dma_high;
};

/* Makes the items that every machine has: signature, id, and an empty directory. */
void fw_cfg_init(struct fw_cfg *cfg, struct memory_bus memory);
void fw_cfg_free(struct fw_cfg *cfg);
void fw_cfg_reset(struct fw_cfg *cfg);

/* False: no host memory or no room; nothing has changed. */
bool fw_cfg_add(struct fw_cfg *cfg, uint16_t key, const void *data, uint32_t bytes);
/* A number, little-endian. */
bool fw_cfg_add_number(struct fw_cfg *cfg, uint16_t key, uint64_t value, unsigned bytes);
bool fw_cfg_add_file(struct fw_cfg *cfg, const char *name, const void *data, uint32_t bytes);

extern const struct io_ops fw_cfg_ops;	   /* 510h, 511h */
extern const struct io_ops fw_cfg_dma_ops; /* 514h-51Bh */
extern const struct snap_desc fw_cfg_snap;

#endif
