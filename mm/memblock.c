/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memblock: which physical memory is RAM, and which of it is taken, until the page
 * allocator exists.
 *
 * 1. Purpose. At boot somebody must hand out memory before there is anything to keep
 *    account with: page tables, mem_map itself, the per-CPU areas. All that is known is a
 *    few ranges of addresses, so all that is kept is a few ranges of addresses.
 *
 * 2. Structures. Two sorted arrays of ranges:
 *
 *	memory    |  RAM  |          |          RAM              |
 *	reserved     |img|              |a|b|            |mem_map|
 *	          0       640K       1M                          end
 *
 *    What is in memory and not in reserved is free. An allocation takes the highest free
 *    range that fits, below current_limit, so that the low addresses, which DMA needs,
 *    are left.
 *
 * 3. Invariants. Within each array regions are sorted by base, do not touch or overlap,
 *    and none is empty. reserved may reach beyond memory (ROMs).
 *
 * 4. Locking and context. The boot CPU alone, before mem_init(): no locks.
 *
 * 5. Failure. An array holds MEMBLOCK_MAX_REGIONS; what does not fit is refused with
 *    -ENOMEM. An allocation that finds nothing gives NULL or 0.
 */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/string.h>

struct memblock memblock = {
    .current_limit = MEMBLOCK_ALLOC_ANYWHERE,
    .memory = {.name = "memory"},
    .reserved = {.name = "reserved"},
};

static phys_addr_t region_end(const struct memblock_region *r)
{
	return r->base + r->size;
}

/* A range that runs past the last address ends there. */
static phys_addr_t cap_size(phys_addr_t base, phys_addr_t size)
{
	return min(size, MEMBLOCK_ALLOC_ANYWHERE - base);
}

static void delete_regions(struct memblock_type *type, unsigned int at, unsigned int n)
{
	memmove(&type->regions[at], &type->regions[at + n],
		(type->cnt - at - n) * sizeof(type->regions[0]));
	type->cnt -= n;
}

static int insert_region(struct memblock_type *type, unsigned int at, phys_addr_t base,
			 phys_addr_t size)
{
	if (type->cnt == MEMBLOCK_MAX_REGIONS)
		return -ENOMEM;
	memmove(&type->regions[at + 1], &type->regions[at],
		(type->cnt - at) * sizeof(type->regions[0]));
	type->regions[at] = (struct memblock_region){base, size};
	type->cnt++;
	return 0;
}

/* Every region that [base, base + size) overlaps or touches becomes one with it. */
static int add_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	unsigned int first = 0, last;
	phys_addr_t end;

	size = cap_size(base, size);
	if (!size)
		return 0;
	end = base + size;
	while (first < type->cnt && region_end(&type->regions[first]) < base)
		first++;
	for (last = first; last < type->cnt && type->regions[last].base <= end; last++)
		;
	if (first == last)
		return insert_region(type, first, base, size);
	base = min(base, type->regions[first].base);
	end = max(end, region_end(&type->regions[last - 1]));
	type->regions[first] = (struct memblock_region){base, end - base};
	delete_regions(type, first + 1, last - first - 1);
	return 0;
}

static int remove_range(struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	phys_addr_t end = base + cap_size(base, size);
	unsigned int i = 0;

	while (i < type->cnt) {
		struct memblock_region *r = &type->regions[i];
		phys_addr_t r_end = region_end(r);

		if (r_end <= base || r->base >= end) {
			i++;
		} else if (r->base < base) {
			/* a part below stays, perhaps one above too */
			r->size = base - r->base;
			i++;
			if (r_end > end)
				return insert_region(type, i, end, r_end - end);
		} else if (r_end > end) {
			r->size = r_end - end;
			r->base = end;
			i++;
		} else {
			delete_regions(type, i, 1);
		}
	}
	return 0;
}

int __init memblock_add(phys_addr_t base, phys_addr_t size)
{
	return add_range(&memblock.memory, base, size);
}

int __init memblock_remove(phys_addr_t base, phys_addr_t size)
{
	return remove_range(&memblock.memory, base, size);
}

int __init memblock_reserve(phys_addr_t base, phys_addr_t size)
{
	return add_range(&memblock.reserved, base, size);
}

int __init memblock_phys_free(phys_addr_t base, phys_addr_t size)
{
	return remove_range(&memblock.reserved, base, size);
}

void __init memblock_set_current_limit(phys_addr_t limit)
{
	memblock.current_limit = limit;
}

/*
 * Go through the reserved ranges from the top; the gaps between them, cut with a range of
 * memory, are the free ranges, highest first.
 */
static phys_addr_t find_below(const struct memblock_region *mem, phys_addr_t min, phys_addr_t max,
			      phys_addr_t size, phys_addr_t align)
{
	phys_addr_t low = max(mem->base, min), top = min(region_end(mem), max), at;
	int i = memblock.reserved.cnt - 1;

	while (top > low) {
		while (i >= 0 && memblock.reserved.regions[i].base >= top)
			i--;
		if (i >= 0 && region_end(&memblock.reserved.regions[i]) >= top) {
			top = memblock.reserved.regions[i--].base;
			continue;
		}
		if (top - low < size)
			return 0;
		at = (top - size) & ~(align - 1);
		if (at < low)
			return 0;
		if (i < 0 || region_end(&memblock.reserved.regions[i]) <= at)
			return at;
		top = memblock.reserved.regions[i--].base;
	}
	return 0;
}

phys_addr_t __init memblock_find_in_range(phys_addr_t min, phys_addr_t max, phys_addr_t size,
					  phys_addr_t align)
{
	phys_addr_t found;
	int i;

	if (!align)
		align = SMP_CACHE_BYTES;
	if (max == MEMBLOCK_ALLOC_ACCESSIBLE)
		max = memblock.current_limit;
	/* address 0 means "none", so page 0 is nobody's */
	min = max_t(phys_addr_t, min, PAGE_SIZE);
	for (i = (int)memblock.memory.cnt - 1; size && i >= 0; i--) {
		found = find_below(&memblock.memory.regions[i], min, max, size, align);
		if (found)
			return found;
	}
	return 0;
}

phys_addr_t __init memblock_phys_alloc_range(phys_addr_t size, phys_addr_t align, phys_addr_t min,
					     phys_addr_t max)
{
	phys_addr_t pa = memblock_find_in_range(min, max, size, align);

	return pa && !memblock_reserve(pa, size) ? pa : 0;
}

void *__init memblock_alloc_range(phys_addr_t size, phys_addr_t align, phys_addr_t min,
				  phys_addr_t max)
{
	phys_addr_t pa = memblock_phys_alloc_range(size, align, min, max);

	return pa ? memset(__va((unsigned long)pa), 0, size) : NULL;
}

void *__init memblock_alloc(phys_addr_t size, phys_addr_t align)
{
	return memblock_alloc_range(size, align, MEMBLOCK_LOW_LIMIT, MEMBLOCK_ALLOC_ACCESSIBLE);
}

/* The region that ends above pa, the first such; NULL: none. */
static const struct memblock_region *region_from(const struct memblock_type *type, phys_addr_t pa)
{
	unsigned int i;

	for (i = 0; i < type->cnt; i++)
		if (region_end(&type->regions[i]) > pa)
			return &type->regions[i];
	return NULL;
}

static bool overlaps(const struct memblock_type *type, phys_addr_t base, phys_addr_t size)
{
	const struct memblock_region *r = region_from(type, base);

	return size && r && r->base < base + cap_size(base, size);
}

bool __init memblock_is_memory(phys_addr_t pa)
{
	return overlaps(&memblock.memory, pa, 1);
}

bool __init memblock_is_reserved(phys_addr_t pa)
{
	return overlaps(&memblock.reserved, pa, 1);
}

bool __init memblock_is_region_memory(phys_addr_t base, phys_addr_t size)
{
	const struct memblock_region *r = region_from(&memblock.memory, base);

	return r && r->base <= base && region_end(r) >= base + cap_size(base, size);
}

bool __init memblock_is_region_reserved(phys_addr_t base, phys_addr_t size)
{
	return overlaps(&memblock.reserved, base, size);
}

phys_addr_t __init memblock_phys_mem_size(void)
{
	const struct memblock_region *r;
	phys_addr_t total = 0;

	for_each_mem_region(r) total += r->size;
	return total;
}

phys_addr_t __init memblock_start_of_DRAM(void)
{
	return memblock.memory.cnt ? memblock.memory.regions[0].base : 0;
}

phys_addr_t __init memblock_end_of_DRAM(void)
{
	unsigned int cnt = memblock.memory.cnt;

	return cnt ? region_end(&memblock.memory.regions[cnt - 1]) : 0;
}

bool __init memblock_next_free(phys_addr_t *cursor, phys_addr_t *start, phys_addr_t *end)
{
	phys_addr_t at = *cursor;

	for (;;) {
		const struct memblock_region *mem = region_from(&memblock.memory, at), *taken;

		if (!mem)
			return false;
		at = max(at, mem->base);
		taken = region_from(&memblock.reserved, at);
		if (taken && taken->base <= at) {
			at = region_end(taken);
			continue;
		}
		*start = at;
		*end = taken ? min(region_end(mem), taken->base) : region_end(mem);
		*cursor = *end;
		return true;
	}
}

static void __init dump(const struct memblock_type *type)
{
	unsigned int i;

	pr_info(" %s.cnt  = 0x%x\n", type->name, type->cnt);
	for (i = 0; i < type->cnt; i++) {
		u64 base = type->regions[i].base, size = type->regions[i].size;

		pr_info(" %s[%#x]\t[%#018llx-%#018llx], %#llx bytes flags: 0x0\n", type->name, i,
			base, base + size - 1, size);
	}
}

static bool memblock_debug __initdata;

static int __init early_memblock(char *value)
{
	if (value && strstr(value, "debug"))
		memblock_debug = true;
	return 0;
}
early_param("memblock", early_memblock);

void __init memblock_dump_all(void)
{
	if (!memblock_debug)
		return;
	pr_info("MEMBLOCK configuration:\n");
	dump(&memblock.memory);
	dump(&memblock.reserved);
}
