/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * e820: the map of physical memory, named after the BIOS call that gave it on PCs. It
 * comes from the boot loader; mem= and memmap= change it.
 */
#ifndef _LINUX_E820_H
#define _LINUX_E820_H

#include <linux/types.h>

enum e820_type {
	E820_TYPE_RAM = 1,
	E820_TYPE_RESERVED = 2,
	E820_TYPE_ACPI = 3,
	E820_TYPE_NVS = 4,
	E820_TYPE_UNUSABLE = 5,
	E820_TYPE_PRAM = 12,
};

struct e820_entry {
	u64 addr, size;
	u32 type;
};

#define E820_MAX_ENTRIES 128

struct e820_table {
	u32 nr_entries;
	struct e820_entry entries[E820_MAX_ENTRIES];
};

extern struct e820_table *e820_table;

void e820__range_add(u64 start, u64 size, u32 type);
/* Those parts of the range that are old_type become new_type; returns the bytes changed. */
u64 e820__range_update(u64 start, u64 size, u32 old_type, u32 new_type);
/* Cut the range out; of entries of old_type only, if check_type. */
u64 e820__range_remove(u64 start, u64 size, u32 old_type, bool check_type);
/* Sort; where entries overlap the higher type wins; join neighbours of one type. */
int e820__update_table(struct e820_table *table);
/* " who: [mem 0x... - 0x...] usable", a line each */
void e820__print_table(const char *who);
unsigned long e820__end_of_ram_pfn(void);
bool e820__mapped_any(u64 start, u64 end, u32 type);

/* The loader's map: sorted, printed. */
void e820__memory_setup(void);
/* After the early parameters: the changed map, if it was changed. */
void e820__finish_early_params(void);
void e820__memblock_setup(void);
void e820__reserve_resources(void);

#endif
