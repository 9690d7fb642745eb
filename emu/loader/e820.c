/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/e820.h"

#include <assert.h>

#define EBDA_END   0xa0000ull
#define BIOS_FIRST 0xf0000ull
#define ROM_FIRST  0xfffc0000ull
#define FOUR_GIB   0x100000000ull

unsigned e820_map(uint64_t ram_bytes, struct e820_entry *entries)
{
	const struct {
		uint64_t first, end;
		enum e820_type type;
	} map[] = {
	    {0, E820_LOW_BYTES, E820_RAM},
	    {E820_LOW_BYTES, EBDA_END, E820_RESERVED},
	    {BIOS_FIRST, E820_HIGH_FIRST, E820_RESERVED},
	    {E820_HIGH_FIRST, ram_bytes - E820_TOP_BYTES, E820_RAM},
	    {ram_bytes - E820_TOP_BYTES, ram_bytes, E820_RESERVED},
	    {ROM_FIRST, FOUR_GIB, E820_RESERVED},
	};
	const unsigned count = sizeof(map) / sizeof(map[0]);

	assert(ram_bytes >= E820_MIN_RAM_BYTES && ram_bytes <= ROM_FIRST && count <= E820_MAX);
	for (unsigned i = 0; i < count; i++)
		entries[i] =
		    (struct e820_entry){map[i].first, map[i].end - map[i].first, map[i].type};
	return count;
}

bool e820_usable(uint64_t ram_bytes, uint64_t first, uint64_t bytes)
{
	struct e820_entry entries[E820_MAX];
	unsigned count = e820_map(ram_bytes, entries);

	for (unsigned i = 0; i < count; i++)
		if (entries[i].type == E820_RAM && first >= entries[i].first &&
		    bytes <= entries[i].bytes &&
		    first - entries[i].first <= entries[i].bytes - bytes)
			return true;
	return false;
}
