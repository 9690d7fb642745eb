/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * zones: physical memory divided by what it can be used for.
 *
 * 1. Purpose. Not all pages are equal: an ISA device reaches only the first 16 MiB, the
 *    kernel only what its linear map covers. Each kind is a zone with free lists of its
 *    own; an allocation names the highest zone that suits it and falls back downwards.
 *
 *	0        16 MiB                    896 MiB                   top of RAM
 *	|  DMA   |         Normal          |         HighMem         |
 *	 <------------ linear map --------> <- no address till kmap()->
 *
 * 2. Structures. contig_page_data.node_zones[], and for each "highest zone allowed" a
 *    list of the zones to try in turn (empty ones left out):
 *
 *	node_zonelists[ZONE_DMA]      DMA
 *	node_zonelists[ZONE_NORMAL]   Normal  DMA
 *	node_zonelists[ZONE_HIGHMEM]  HighMem Normal  DMA
 *
 *    Three watermarks a zone. Below low, kswapd is woken; below min, only those may take
 *    pages who cannot wait or are freeing memory themselves; at high, kswapd goes to sleep:
 *
 *	lowmem:  min = share of min_free_kbytes = sqrt(16 * lowmem KiB), in 128..65536
 *	HighMem: min = present / 1024, in 32..128
 *	low = min * 5/4     high = min * 6/4
 *
 *    And reserves, so that those who could live in a higher zone do not eat up a lower
 *    one. Of zone i, an allocation that may go up to zone j has to leave
 *
 *	lowmem_reserve[j] = present pages of zones i+1..j / ratio[i]
 *
 * 3. Invariants. spanned >= present >= managed. present counts whole pages of RAM in the
 *    memory map; the rest of the span are holes, whose struct pages are reserved. Page 0
 *    belongs to no zone: address 0 means "none".
 *
 * 4. Locking and context. Ranges never change after boot. Marks and reserves change when
 *    /proc/sys/vm is written, under each zone's lock; readers do not lock: a mark is one
 *    word, and a stale one does no harm.
 *
 * 5. Failure. No memory for mem_map: panic.
 */
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/string.h>

#include "internal.h"

#define DMA_PFNS	  (16UL << (20 - PAGE_SHIFT))
#define MIN_FREE_KBYTES	  128UL
#define MAX_FREE_KBYTES	  65536UL
#define HIGHMEM_MIN_LEAST 32UL
#define HIGHMEM_MIN_MOST  128UL

struct pglist_data contig_page_data;
EXPORT_SYMBOL(contig_page_data);
struct page *mem_map;
EXPORT_SYMBOL(mem_map);
unsigned long max_mapnr;
EXPORT_SYMBOL(max_mapnr);

int min_free_kbytes;
int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES - 1] = {256, 32};

static const char *const zone_names[MAX_NR_ZONES] = {"DMA", "Normal", "HighMem"};

/* Page frames [*first, *end) of a zone; equal when it is empty. Page 0 is left out. */
static void __init zone_range(enum zone_type type, unsigned long *first, unsigned long *end)
{
	static const unsigned long dma_first = 1;

	switch (type) {
	case ZONE_DMA:
		*first = dma_first;
		*end = min(DMA_PFNS, max_low_pfn);
		break;
	case ZONE_NORMAL:
		*first = DMA_PFNS;
		*end = max_low_pfn;
		break;
	default:
		*first = max_low_pfn;
		*end = max_pfn;
	}
	*end = max(*first, *end);
}

/* Whole pages of RAM in [first, end). */
static unsigned long __init present_in(unsigned long first, unsigned long end)
{
	const struct memblock_region *r;
	unsigned long pages = 0, from, to;

	for_each_mem_region(r)
	{
		from = max(first, (unsigned long)PFN_UP(r->base));
		to = min(end, (unsigned long)PFN_DOWN(r->base + r->size));
		if (from < to)
			pages += to - from;
	}
	return pages;
}

static void __init print_zone_ranges(void)
{
	unsigned long first, end;
	enum zone_type type;

	pr_info("Zone ranges:\n");
	for (type = ZONE_DMA; type < MAX_NR_ZONES; type++) {
		zone_range(type, &first, &end);
		if (first == end)
			pr_info("  %-8s empty\n", zone_names[type]);
		else
			pr_info("  %-8s [mem %#018llx-%#018llx]\n", zone_names[type],
				(u64)first << PAGE_SHIFT, ((u64)end << PAGE_SHIFT) - 1);
	}
}

static void __init print_node_ranges(void)
{
	const struct memblock_region *r;
	unsigned long first, end;

	pr_info("Early memory node ranges\n");
	for_each_mem_region(r)
	{
		first = max(1UL, (unsigned long)PFN_UP(r->base));
		end = PFN_DOWN(r->base + r->size);
		if (first < end)
			pr_info("  node   0: [mem %#018llx-%#018llx]\n", (u64)first << PAGE_SHIFT,
				((u64)end << PAGE_SHIFT) - 1);
	}
	pr_info("Initmem setup node 0 [mem %#018llx-%#018llx]\n", (u64)1 << PAGE_SHIFT,
		((u64)max_pfn << PAGE_SHIFT) - 1);
}

/*
 * The same struct page n times. Copying what is there already, twice as much each time,
 * is a handful of long copies where a loop would take millions of instructions.
 */
static void __init fill_pages(struct page *first, unsigned long n, const struct page *pattern)
{
	unsigned long done = 1, now;

	if (!n)
		return;
	*first = *pattern;
	for (; done < n; done += now) {
		now = min(done, n - done);
		memcpy(first + done, first, now * sizeof(*first));
	}
}

/* Frames that are no RAM: never given out, but there has to be something to look at. */
static void __init reserve_hole(unsigned long first, unsigned long end, enum zone_type type)
{
	struct page hole = {
	    .flags = (unsigned long)type << PAGE_ZONE_SHIFT | 1UL << PG_reserved,
	    ._refcount = ATOMIC_INIT(1),
	    ._mapcount = ATOMIC_INIT(-1),
	};

	fill_pages(mem_map + first, end - first, &hole);
	pr_info("On node 0, zone %s: %lu pages in unavailable ranges\n", zone_names[type],
		end - first);
}

static void __init init_zone_pages(enum zone_type type, unsigned long first, unsigned long end)
{
	struct page ram = {
	    .flags = (unsigned long)type << PAGE_ZONE_SHIFT,
	    ._mapcount = ATOMIC_INIT(-1),
	};
	const struct memblock_region *r;
	unsigned long at = first, from, to;

	fill_pages(mem_map + first, end - first, &ram);
	for_each_mem_region(r)
	{
		from = clamp((unsigned long)PFN_UP(r->base), at, end);
		to = clamp((unsigned long)PFN_DOWN(r->base + r->size), at, end);
		if (from >= to)
			continue;
		if (from > at)
			reserve_hole(at, from, type);
		at = to;
	}
	if (at < end)
		reserve_hole(at, end, type);
}

static void __init init_zone(enum zone_type type)
{
	struct zone *zone = &contig_page_data.node_zones[type];
	unsigned long first, end;
	unsigned int order;

	zone_range(type, &first, &end);
	zone->name = zone_names[type];
	zone->zone_pgdat = &contig_page_data;
	zone->zone_start_pfn = first;
	zone->zone_mem_map = mem_map + first;
	zone->spanned_pages = end - first;
	zone->present_pages = present_in(first, end);
	spin_lock_init(&zone->lock);
	spin_lock_init(&zone->lru_lock);
	INIT_LIST_HEAD(&zone->active_list);
	INIT_LIST_HEAD(&zone->inactive_list);
	for (order = 0; order < MAX_ORDER; order++)
		INIT_LIST_HEAD(&zone->free_area[order].free_list);
	pcp_set_limits(zone);
	if (zone->spanned_pages) {
		contig_page_data.nr_zones = type + 1;
		init_zone_pages(type, first, end);
	}
	contig_page_data.node_present_pages += zone->present_pages;
}

void __init free_area_init(void)
{
	phys_addr_t map_pa;
	enum zone_type type;

	print_zone_ranges();
	print_node_ranges();
	max_mapnr = max_pfn;
	/* not cleared: every entry is about to be written */
	map_pa = memblock_phys_alloc_range(max_mapnr * sizeof(struct page), PAGE_SIZE, 0,
					   (phys_addr_t)max_low_pfn << PAGE_SHIFT);
	if (!map_pa)
		panic("No memory for mem_map: %lu pages of %zu bytes", max_mapnr,
		      sizeof(struct page));
	mem_map = __va((unsigned long)map_pa);
	contig_page_data.node_start_pfn = 1;
	contig_page_data.node_spanned_pages = max_pfn - 1;
	init_waitqueue_head(&contig_page_data.kswapd_wait);
	reserve_hole(0, 1, ZONE_DMA);
	for (type = ZONE_DMA; type < MAX_NR_ZONES; type++)
		init_zone(type);
}

void __init build_all_zonelists(void)
{
	enum zone_type top;
	int type, n;

	for (top = ZONE_DMA; top < MAX_NR_ZONES; top++) {
		struct zonelist *list = &contig_page_data.node_zonelists[top];

		for (type = top, n = 0; type >= 0; type--)
			if (contig_page_data.node_zones[type].present_pages)
				list->zones[n++] = &contig_page_data.node_zones[type];
		list->zones[n] = NULL;
	}
	alloc_fast_close(fail_page_alloc.probability);
	pr_info("Built 1 zonelists, mobility grouping off.  Total pages: %lu\n",
		contig_page_data.node_present_pages);
}

static unsigned long lowmem_pages(void)
{
	return contig_page_data.node_zones[ZONE_DMA].present_pages +
	       contig_page_data.node_zones[ZONE_NORMAL].present_pages;
}

int min_free_kbytes_most(void)
{
	return lowmem_pages() << (PAGE_SHIFT - 10) >> 2;
}

void setup_per_zone_pages_min(void)
{
	unsigned long pages_min = (unsigned long)min_free_kbytes >> (PAGE_SHIFT - 10);
	unsigned long lowmem = lowmem_pages(), flags;
	struct zone *zone;

	for_each_zone (zone) {
		spin_lock_irqsave(&zone->lock, flags);
		if (zone - contig_page_data.node_zones == ZONE_HIGHMEM)
			zone->pages_min =
			    clamp(zone->present_pages / 1024, HIGHMEM_MIN_LEAST, HIGHMEM_MIN_MOST);
		else
			zone->pages_min = div_u64((u64)pages_min * zone->present_pages, lowmem);
		zone->pages_low = zone->pages_min * 5 / 4;
		zone->pages_high = zone->pages_min * 6 / 4;
		spin_unlock_irqrestore(&zone->lock, flags);
	}
}

void setup_per_zone_lowmem_reserve(void)
{
	struct zone *zones = contig_page_data.node_zones;
	unsigned long above;
	int i, j, ratio;

	for (i = 0; i < MAX_NR_ZONES; i++) {
		above = 0;
		for (j = 0; j <= i; j++)
			zones[i].lowmem_reserve[j] = 0;
		for (j = i + 1; j < MAX_NR_ZONES; j++) {
			ratio = max(sysctl_lowmem_reserve_ratio[i], 1);
			above += zones[j].present_pages;
			zones[i].lowmem_reserve[j] = above / ratio;
		}
	}
}

/* The square root: a large machine needs more in reserve, but not in proportion. */
void __init init_per_zone_pages_min(void)
{
	unsigned long lowmem_kbytes = lowmem_pages() << (PAGE_SHIFT - 10);

	min_free_kbytes = clamp(int_sqrt(lowmem_kbytes * 16), MIN_FREE_KBYTES, MAX_FREE_KBYTES);
	setup_per_zone_pages_min();
	setup_per_zone_lowmem_reserve();
}
