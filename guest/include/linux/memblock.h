/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memblock: physical memory before there is a page allocator: the ranges that are RAM,
 * and those of them that are taken. Only during boot, on the boot CPU, by physical address
 * and in bytes.
 */
#ifndef _LINUX_MEMBLOCK_H
#define _LINUX_MEMBLOCK_H

#include <linux/cache.h>
#include <linux/init.h>
#include <linux/types.h>
#include <asm/page.h>

#define MEMBLOCK_MAX_REGIONS 128

struct memblock_region {
	phys_addr_t base, size;
};

/* Sorted, disjoint, neighbours merged. */
struct memblock_type {
	unsigned int cnt;
	const char *name;
	struct memblock_region regions[MEMBLOCK_MAX_REGIONS];
};

struct memblock {
	phys_addr_t current_limit; /* memblock_alloc() stays below */
	struct memblock_type memory, reserved;
};

extern struct memblock memblock;

#define for_each_mem_region(r)                                                                     \
	for (r = memblock.memory.regions; r < memblock.memory.regions + memblock.memory.cnt; r++)
#define for_each_reserved_mem_region(r)                                                            \
	for (r = memblock.reserved.regions; r < memblock.reserved.regions + memblock.reserved.cnt; \
	     r++)

/* Ranges may overlap what is there. 0, or -ENOMEM: too many regions. */
int memblock_add(phys_addr_t base, phys_addr_t size);
int memblock_remove(phys_addr_t base, phys_addr_t size);
int memblock_reserve(phys_addr_t base, phys_addr_t size);
int memblock_phys_free(phys_addr_t base, phys_addr_t size);
#define memblock_free(addr, size) memblock_phys_free(__pa(addr), size)

#define MEMBLOCK_LOW_LIMIT	  0
#define MEMBLOCK_ALLOC_ACCESSIBLE 0
#define MEMBLOCK_ALLOC_ANYWHERE	  (~(phys_addr_t)0)

/* align a power of two, 0 for a cache line's; cleared. NULL: none. The highest that fits. */
void *memblock_alloc(phys_addr_t size, phys_addr_t align);
/* Within [min, max). max 0: current_limit. NULL or 0: none. */
void *memblock_alloc_range(phys_addr_t size, phys_addr_t align, phys_addr_t min, phys_addr_t max);
phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align, phys_addr_t min,
				      phys_addr_t max);
phys_addr_t memblock_find_in_range(phys_addr_t min, phys_addr_t max, phys_addr_t size,
				   phys_addr_t align);
void memblock_set_current_limit(phys_addr_t limit);

bool memblock_is_memory(phys_addr_t pa);
bool memblock_is_reserved(phys_addr_t pa);
bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size);
bool memblock_is_region_reserved(phys_addr_t base, phys_addr_t size); /* any part of it */
phys_addr_t memblock_phys_mem_size(void);
phys_addr_t memblock_start_of_DRAM(void);
phys_addr_t memblock_end_of_DRAM(void);
/* "memblock=debug" on the command line: the regions on the log. */
void memblock_dump_all(void);

/*
 * The next range of memory that is not reserved, from *cursor (0 at first) on; false:
 * no more. *cursor is an address.
 */
bool memblock_next_free(phys_addr_t *cursor, phys_addr_t *start, phys_addr_t *end);

#endif
