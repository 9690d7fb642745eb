/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * QEMU's firmware configuration device (QEMU, docs/specs/fw_cfg; there is no
 * such part), in its I/O port form.
 *
 *	510h  w  selector, 16 bits, little-endian: the item that is read from its start
 *	511h  r  the item's next byte; 0 behind its end
 *	514h  rw DMA address, big-endian, high half; r the signature "QEMU CFG"
 *	518h  w  low half: starts the transfer whose descriptor is there
 *
 * A descriptor is three big-endian fields: control (32 bits: 0 error, 1 read,
 * 2 skip, 3 select, 4 write, 31-16 the key), length (32), address (64). It is
 * done at once; control becomes 0, or 1 after an error.
 *
 * NOT IMPLEMENTED: items that can be written (a DMA write ends with an error).
 */
#include "devices/fw_cfg.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define ID_TRADITIONAL 1
#define ID_DMA	       2

#define DMA_ERROR  0x01u
#define DMA_READ   0x02u
#define DMA_SKIP   0x04u
#define DMA_SELECT 0x08u
#define DMA_WRITE  0x10u

#define DIRECTORY_ENTRY_BYTES 64
#define CHUNK_BYTES	      4096

static const uint8_t signature[8] = {'Q', 'E', 'M', 'U', ' ', 'C', 'F', 'G'};

static void put_be32(uint8_t *to, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		to[i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t get_be32(const uint8_t *from)
{
	return (uint32_t)from[0] << 24 | (uint32_t)from[1] << 16 | (uint32_t)from[2] << 8 | from[3];
}

/* ---- items ---- */

/* "File directory": a count, then for each file its size, key, two bytes of nothing and name. */
static void write_directory(struct fw_cfg *cfg)
{
	memset(cfg->directory, 0, sizeof(cfg->directory));
	put_be32(cfg->directory, cfg->files);
	for (unsigned n = 0; n < cfg->files; n++) {
		uint8_t *entry = cfg->directory + 4 + (size_t)n * DIRECTORY_ENTRY_BYTES;
		unsigned key = FW_CFG_FIRST_FILE + n;

		put_be32(entry, cfg->file[n].bytes);
		entry[4] = (uint8_t)(key >> 8);
		entry[5] = (uint8_t)key;
		memcpy(entry + 8, cfg->file[n].name, FW_CFG_NAME_BYTES);
	}
}

static bool copy(const void *data, uint32_t bytes, uint8_t **to)
{
	*to = malloc(bytes ? bytes : 1);
	if (*to && bytes)
		memcpy(*to, data, bytes);
	return *to != NULL;
}

bool fw_cfg_add(struct fw_cfg *cfg, uint16_t key, const void *data, uint32_t bytes)
{
	uint8_t *own;
	unsigned n = 0;

	while (n < cfg->items && cfg->item[n].key != key)
		n++;
	if (n == FW_CFG_MAX_ITEMS || !copy(data, bytes, &own))
		return false;
	if (n < cfg->items)
		free(cfg->item[n].data);
	else
		cfg->items++;
	cfg->item[n] = (struct fw_cfg_item){key, own, bytes};
	return true;
}

bool fw_cfg_add_number(struct fw_cfg *cfg, uint16_t key, uint64_t value, unsigned bytes)
{
	uint8_t data[8];

	assert(bytes <= sizeof(data));
	for (unsigned i = 0; i < bytes; i++)
		data[i] = (uint8_t)(value >> 8 * i);
	return fw_cfg_add(cfg, key, data, bytes);
}

bool fw_cfg_add_file(struct fw_cfg *cfg, const char *name, const void *data, uint32_t bytes)
{
	unsigned n = 0;
	uint8_t *own;
	int order = 1;

	while (n < cfg->files && (order = strcmp(name, cfg->file[n].name)) > 0)
		n++;
	if (strlen(name) >= FW_CFG_NAME_BYTES ||
	    ((n == cfg->files || order) && cfg->files == FW_CFG_MAX_FILES) ||
	    !copy(data, bytes, &own))
		return false;
	if (n < cfg->files && !order) {
		free(cfg->file[n].data);
	} else {
		memmove(&cfg->file[n + 1], &cfg->file[n], (cfg->files - n) * sizeof(cfg->file[0]));
		cfg->files++;
	}
	cfg->file[n] = (struct fw_cfg_file){.data = own, .bytes = bytes};
	strcpy(cfg->file[n].name, name);
	write_directory(cfg);
	return true;
}

struct content {
	const uint8_t *data;
	uint32_t bytes;
};

/* An unknown key has no bytes. */
static struct content selected(const struct fw_cfg *cfg)
{
	unsigned n = cfg->key - FW_CFG_FIRST_FILE;

	if (cfg->key == FW_CFG_FILE_DIR)
		return (struct content){cfg->directory, 4 + cfg->files * DIRECTORY_ENTRY_BYTES};
	if (n < cfg->files)
		return (struct content){cfg->file[n].data, cfg->file[n].bytes};
	for (n = 0; n < cfg->items; n++)
		if (cfg->item[n].key == cfg->key)
			return (struct content){cfg->item[n].data, cfg->item[n].bytes};
	return (struct content){NULL, 0};
}

static void select_item(struct fw_cfg *cfg, uint16_t key)
{
	cfg->key = key;
	cfg->offset = 0;
}

static uint8_t peek_byte(const struct fw_cfg *cfg)
{
	struct content content = selected(cfg);

	return cfg->offset < content.bytes ? content.data[cfg->offset] : 0;
}

/* ---- DMA ---- */

static void skip(struct fw_cfg *cfg, uint32_t bytes)
{
	uint32_t left = selected(cfg).bytes;

	left = cfg->offset < left ? left - cfg->offset : 0;
	cfg->offset += bytes < left ? bytes : left;
}

/* Behind an item's end there are zeros. */
static void read_out(struct fw_cfg *cfg, uint64_t pa, uint32_t bytes)
{
	static const uint8_t zeros[CHUNK_BYTES];
	struct content content = selected(cfg);

	while (bytes) {
		uint32_t left = cfg->offset < content.bytes ? content.bytes - cfg->offset : 0;
		uint32_t n = bytes < CHUNK_BYTES ? bytes : CHUNK_BYTES;
		const uint8_t *from = left ? content.data + cfg->offset : zeros;

		if (left && left < n)
			n = left;
		cfg->memory.write(cfg->memory.ctx, pa, from, n);
		cfg->offset += left ? n : 0;
		pa += n;
		bytes -= n;
	}
}

static void transfer(struct fw_cfg *cfg, uint64_t descriptor)
{
	uint8_t raw[16], result[4];
	uint32_t control, bytes;
	uint64_t pa;

	cfg->memory.read(cfg->memory.ctx, descriptor, raw, sizeof(raw));
	control = get_be32(raw);
	bytes = get_be32(raw + 4);
	pa = (uint64_t)get_be32(raw + 8) << 32 | get_be32(raw + 12);
	if (control & DMA_SELECT)
		select_item(cfg, (uint16_t)(control >> 16));
	if (control & DMA_READ)
		read_out(cfg, pa, bytes);
	else if (control & DMA_SKIP && !(control & DMA_WRITE))
		skip(cfg, bytes);
	put_be32(result, (control & (DMA_READ | DMA_WRITE)) == DMA_WRITE ? DMA_ERROR : 0);
	cfg->memory.write(cfg->memory.ctx, descriptor, result, sizeof(result));
}

/* ---- ports ---- */

static uint32_t io_peek(const void *dev, uint32_t off, unsigned bytes)
{
	(void)off;
	return bytes == 1 ? peek_byte(dev) : UINT32_MAX;
}

static uint32_t io_read(void *dev, uint32_t off, unsigned bytes)
{
	struct fw_cfg *cfg = dev;
	uint32_t value = io_peek(dev, off, bytes);

	if (bytes == 1)
		skip(cfg, 1);
	return value;
}

static void io_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	if (bytes == 2 && off == 0)
		select_item(dev, (uint16_t)value);
}

static uint32_t dma_peek(const void *dev, uint32_t off, unsigned bytes)
{
	uint32_t value = 0;

	(void)dev;
	for (unsigned i = 0; i < bytes; i++)
		value |= (uint32_t)signature[(off + i) & 7] << 8 * i;
	return value;
}

static uint32_t dma_read(void *dev, uint32_t off, unsigned bytes)
{
	return dma_peek(dev, off, bytes);
}

static void dma_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct fw_cfg *cfg = dev;
	uint64_t descriptor;

	if (bytes != 4 || (off != 0 && off != 4))
		return;
	value = __builtin_bswap32(value);
	if (off == 0) {
		cfg->dma_high = value;
		return;
	}
	descriptor = (uint64_t)cfg->dma_high << 32 | value;
	cfg->dma_high = 0;
	transfer(cfg, descriptor);
}

const struct io_ops fw_cfg_ops = {io_read, io_write, io_peek, 2};
const struct io_ops fw_cfg_dma_ops = {dma_read, dma_write, dma_peek, 4};

/* ---- making, resetting ---- */

void fw_cfg_reset(struct fw_cfg *cfg)
{
	select_item(cfg, FW_CFG_SIGNATURE);
	cfg->dma_high = 0;
}

void fw_cfg_init(struct fw_cfg *cfg, struct memory_bus memory)
{
	*cfg = (struct fw_cfg){.memory = memory};
	fw_cfg_add(cfg, FW_CFG_SIGNATURE, signature, 4);
	fw_cfg_add_number(cfg, FW_CFG_ID, ID_TRADITIONAL | ID_DMA, 4);
	write_directory(cfg);
	fw_cfg_reset(cfg);
}

void fw_cfg_free(struct fw_cfg *cfg)
{
	for (unsigned n = 0; n < cfg->items; n++)
		free(cfg->item[n].data);
	for (unsigned n = 0; n < cfg->files; n++)
		free(cfg->file[n].data);
	cfg->items = cfg->files = 0;
}

static const struct snap_field fields[] = {
    SNAP(struct fw_cfg, key),
    SNAP(struct fw_cfg, offset),
    SNAP(struct fw_cfg, dma_high),
    SNAP_END,
};
const struct snap_desc fw_cfg_snap = {"fw_cfg", 1, fields, NULL};
