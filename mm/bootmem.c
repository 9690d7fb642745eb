/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bootmem: Linux 2.x's calls for memory at boot time.
 *
 * 1. Purpose. A driver linked into the kernel that needs more contiguous memory than the
 *    page allocator will ever give takes it here, before mem_init() has given the rest
 *    away. What it takes, nobody else will ever see: there is no way to give a part of a
 *    page back later.
 *
 * 2. Structures. None: memblock's (mm/memblock.c).
 *
 *	0            goal (16 MiB)                          max_low_pfn
 *	|  _low only  |  the others, as long as there is room  |
 *
 * 3. Invariants. All is in the linear map, cleared, and aligned as asked.
 *
 * 4. Locking and context. Boot, one CPU, before mem_init(): __init functions only.
 *
 * 5. Failure. Out of memory at boot cannot be helped: panic. _nopanic gives NULL.
 */
#include <linux/bootmem.h>
#include <linux/init.h>
#include <linux/kernel.h>

void *__init __alloc_bootmem_nopanic(unsigned long size, unsigned long align, unsigned long goal)
{
	phys_addr_t limit = (phys_addr_t)max_low_pfn << PAGE_SHIFT;
	void *addr = memblock_alloc_range(size, align, goal, limit);

	/* the goal is a wish: an ISA machine of 16 MiB has nothing above it */
	if (!addr && goal)
		addr = memblock_alloc_range(size, align, 0, limit);
	return addr;
}

void *__init __alloc_bootmem(unsigned long size, unsigned long align, unsigned long goal)
{
	void *addr = __alloc_bootmem_nopanic(size, align, goal);

	if (!addr)
		panic("bootmem alloc of %lu bytes failed: Out of memory", size);
	return addr;
}

void __init free_bootmem(unsigned long pa, unsigned long size)
{
	unsigned long start = PFN_UP(pa), end = PFN_DOWN(pa + size);

	if (start < end)
		memblock_phys_free(start << PAGE_SHIFT, (end - start) << PAGE_SHIFT);
}

void __init reserve_bootmem(unsigned long pa, unsigned long size)
{
	memblock_reserve(pa, size);
}
