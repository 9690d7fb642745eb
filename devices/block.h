/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * block: a medium of 512-byte sectors, as a drive's electronics reach it.
 * Implemented above (emu/block). Calls are synchronous and take no virtual
 * time: the drive models when its data are there. A call that returns false
 * has failed on the host; the drive reports it as its datasheet says. Sectors
 * beyond the end are the caller's mistake, but only fail.
 */
#ifndef ZONEMU_DEVICES_BLOCK_H
#define ZONEMU_DEVICES_BLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define BLOCK_SECTOR_BYTES 512u

struct block {
	bool (*read)(void *ctx, uint64_t sector, void *to, uint32_t sectors);
	bool (*write)(void *ctx, uint64_t sector, const void *from, uint32_t sectors);
	/* What was written is on the host's medium when it returns true. */
	bool (*flush)(void *ctx);
	void *ctx;
	uint64_t sectors;
	bool readonly;
};

#endif
