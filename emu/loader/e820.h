/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * e820: the memory map that firmware would report (INT 15h, AX=E820h), as
 * SeaBIOS gives it on QEMU's "pc": 640 KiB less the EBDA, the BIOS below
 * 1 MiB, RAM less its last 128 KiB, the BIOS below 4 GiB.
 */
#ifndef ZONEMU_EMU_LOADER_E820_H
#define ZONEMU_EMU_LOADER_E820_H

#include <stdbool.h>
#include <stdint.h>

#define E820_MAX	   8
#define E820_LOW_BYTES	   0x9fc00ull  /* usable below the EBDA */
#define E820_HIGH_FIRST	   0x100000ull /* usable RAM goes on here */
#define E820_TOP_BYTES	   0x20000ull  /* reserved at the top of RAM */
#define E820_MIN_RAM_BYTES 0x200000ull

enum e820_type { E820_RAM = 1, E820_RESERVED = 2 };

struct e820_entry {
	uint64_t first, bytes;
	enum e820_type type;
};

/* Fills entries[E820_MAX] in order of address and returns their number. ram_bytes is at least
 * E820_MIN_RAM_BYTES and below 4 GiB. */
unsigned e820_map(uint64_t ram_bytes, struct e820_entry *entries);
/* True when all of [first, first + bytes) lies in one usable entry. */
bool e820_usable(uint64_t ram_bytes, uint64_t first, uint64_t bytes);

#endif
