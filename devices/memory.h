/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memory: how a bus master reaches physical memory (DMA). Implemented above
 * (mmu/physmap); the chips only see these two calls. Addresses are physical,
 * in bytes. Reads of nothing give all ones, writes to nothing vanish.
 */
#ifndef ZONEMU_DEVICES_MEMORY_H
#define ZONEMU_DEVICES_MEMORY_H

#include <stddef.h>
#include <stdint.h>

struct memory_bus {
	void (*read)(void *ctx, uint64_t pa, void *to, size_t bytes);
	void (*write)(void *ctx, uint64_t pa, const void *from, size_t bytes);
	void *ctx;
};

#endif
