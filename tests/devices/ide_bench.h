/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ide_bench: a channel on the bench: media in memory that can fail, and a host
 * that speaks to the drives as a plain driver does.
 */
#ifndef ZONEMU_TESTS_DEVICES_IDE_BENCH_H
#define ZONEMU_TESTS_DEVICES_IDE_BENCH_H

#include "devices/ide.h"
#include "tests/devices/bench.h"

#define SECTOR BLOCK_SECTOR_BYTES

enum { R_DATA, R_ERROR, R_COUNT, R_LOW, R_MID, R_HIGH, R_DEVICE, R_STATUS };
enum { ERR = 1, DRQ = 8, DF = 0x20, DRDY = 0x40, BSY = 0x80 };

/* A medium in memory; beyond `stored` sectors everything reads as its number. */
struct bench_medium {
	struct block block;
	uint8_t *data;
	uint64_t stored;
	uint64_t bad; /* this sector fails */
	unsigned flushes;
};

static bool bench_medium_bad(const struct bench_medium *m, uint64_t sector, uint32_t sectors)
{
	return m->bad >= sector && m->bad < sector + sectors;
}

static bool bench_medium_read(void *ctx, uint64_t sector, void *to, uint32_t sectors)
{
	struct bench_medium *m = ctx;

	ck_assert_uint_le(sector + sectors, m->block.sectors);
	if (bench_medium_bad(m, sector, sectors))
		return false;
	for (uint32_t i = 0; i < sectors; i++, sector++) {
		uint8_t *at = (uint8_t *)to + (size_t)i * SECTOR;

		memset(at, 0, SECTOR);
		memcpy(at, &sector, sizeof(sector));
		if (sector < m->stored)
			memcpy(at, m->data + sector * SECTOR, SECTOR);
	}
	return true;
}

static bool bench_medium_write(void *ctx, uint64_t sector, const void *from, uint32_t sectors)
{
	struct bench_medium *m = ctx;

	ck_assert_uint_le(sector + sectors, m->block.sectors);
	if (bench_medium_bad(m, sector, sectors))
		return false;
	for (uint32_t i = 0; i < sectors; i++)
		if (sector + i < m->stored)
			memcpy(m->data + (sector + i) * SECTOR,
			       (const uint8_t *)from + (size_t)i * SECTOR, SECTOR);
	return true;
}

static bool bench_medium_flush(void *ctx)
{
	struct bench_medium *m = ctx;

	m->flushes++;
	return m->bad != UINT64_MAX - 1;
}

/* stored sectors count up: sector n begins with n and n's bytes differ. */
static inline void bench_medium_init(struct bench_medium *m, uint64_t sectors, uint64_t stored)
{
	*m = (struct bench_medium){.block = {.read = bench_medium_read,
					     .write = bench_medium_write,
					     .flush = bench_medium_flush,
					     .ctx = m,
					     .sectors = sectors},
				   .stored = stored,
				   .bad = UINT64_MAX};
	m->data = malloc(stored * SECTOR + 1);
	ck_assert_ptr_nonnull(m->data);
	for (uint64_t i = 0; i < stored * SECTOR; i++)
		m->data[i] = (uint8_t)(i * 7 + i / SECTOR * 13);
	for (uint64_t i = 0; i < stored; i++)
		memcpy(m->data + i * SECTOR, &i, sizeof(i));
}

static inline void bench_medium_free(struct bench_medium *m)
{
	free(m->data);
	m->data = NULL;
}

/* ---- the host ---- */

static inline void host_out(struct ide_channel *c, unsigned off, unsigned value)
{
	ide_command_ops.write(c, off, value, 1);
}

static inline unsigned host_in(struct ide_channel *c, unsigned off)
{
	return ide_command_ops.read(c, off, 1);
}

/* Wait for BSY to go; the status, read once. */
static inline unsigned host_wait(struct ide_channel *c, struct bench *bench)
{
	for (unsigned i = 0; i < 100000 && ide_alt_status(c) & BSY; i++)
		bench_run(bench, 10000);
	ck_assert(!(ide_alt_status(c) & BSY));
	return host_in(c, R_STATUS);
}

static inline void host_lba28(struct ide_channel *c, unsigned n, uint32_t lba, unsigned count)
{
	host_out(c, R_DEVICE, 0xe0 | n << 4 | lba >> 24);
	host_out(c, R_COUNT, count);
	host_out(c, R_LOW, lba & 0xff);
	host_out(c, R_MID, lba >> 8 & 0xff);
	host_out(c, R_HIGH, lba >> 16 & 0xff);
}

static inline void host_lba48(struct ide_channel *c, unsigned n, uint64_t lba, unsigned count)
{
	host_out(c, R_DEVICE, 0xe0 | n << 4);
	host_out(c, R_COUNT, count >> 8);
	host_out(c, R_LOW, lba >> 24 & 0xff);
	host_out(c, R_MID, lba >> 32 & 0xff);
	host_out(c, R_HIGH, lba >> 40 & 0xff);
	host_out(c, R_COUNT, count & 0xff);
	host_out(c, R_LOW, lba & 0xff);
	host_out(c, R_MID, lba >> 8 & 0xff);
	host_out(c, R_HIGH, lba >> 16 & 0xff);
}

static inline void host_read_data(struct ide_channel *c, void *to, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i += 2) {
		uint16_t word = (uint16_t)ide_command_ops.read(c, R_DATA, 2);

		memcpy((uint8_t *)to + i, &word, 2);
	}
}

static inline void host_write_data(struct ide_channel *c, const void *from, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i += 2) {
		uint16_t word;

		memcpy(&word, (const uint8_t *)from + i, 2);
		ide_command_ops.write(c, R_DATA, word, 2);
	}
}

#endif
