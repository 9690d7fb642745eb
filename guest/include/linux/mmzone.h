/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mmzone: the zones of physical memory, their free areas, per-CPU page lists
 * and watermarks. Names as in Linux 2.6.11 to 6.1.
 */
#ifndef _LINUX_MMZONE_H
#define _LINUX_MMZONE_H

#include <linux/cache.h>
#include <linux/types.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/threads.h>
#include <linux/wait.h>
#include <linux/mm_types.h>
#include <linux/page-flags.h>

#define MAX_ORDER	   11 /* orders 0 to MAX_ORDER - 1: blocks of 4 KiB to 4 MiB */
#define MAX_ORDER_NR_PAGES (1 << (MAX_ORDER - 1))

enum zone_type { ZONE_DMA, ZONE_NORMAL, ZONE_HIGHMEM, MAX_NR_ZONES };

struct free_area {
	struct list_head free_list; /* of the first pages' lru */
	unsigned long nr_free;	    /* blocks */
};

struct per_cpu_pages {
	int count; /* pages on the list */
	int low;   /* refill at or below */
	int high;  /* drain at or above */
	int batch; /* pages moved at once */
	struct list_head list;
} ____cacheline_aligned;

struct per_cpu_pageset {
	struct per_cpu_pages pcp[2]; /* 0: hot, 1: cold */
};

struct zone {
	/* what an allocation looks at */
	unsigned long free_pages; /* in the free areas; per-CPU lists not counted */
	unsigned long pages_min, pages_low, pages_high;
	unsigned long lowmem_reserve[MAX_NR_ZONES];
	struct per_cpu_pageset pageset[NR_CPUS];
	spinlock_t lock; /* free_area, free_pages */
	struct free_area free_area[MAX_ORDER];

	/* what reclaim looks at */
	spinlock_t lru_lock;
	struct list_head active_list, inactive_list;
	unsigned long nr_active, nr_inactive;
	unsigned long pages_scanned;

	/* fixed after boot */
	struct pglist_data *zone_pgdat;
	struct page *zone_mem_map;
	unsigned long zone_start_pfn;
	unsigned long spanned_pages; /* holes included */
	unsigned long present_pages; /* RAM only */
	unsigned long managed_pages; /* given to the page allocator at boot */
	const char *name;
};

struct zonelist {
	struct zone *zones[MAX_NR_ZONES + 1]; /* in order of preference, NULL at the end */
};

typedef struct pglist_data {
	struct zone node_zones[MAX_NR_ZONES];
	struct zonelist node_zonelists[MAX_NR_ZONES]; /* by highest zone allowed */
	int nr_zones;
	unsigned long node_start_pfn;
	unsigned long node_present_pages;
	unsigned long node_spanned_pages;
	wait_queue_head_t kswapd_wait;
	int kswapd_max_order;
} pg_data_t;

extern struct pglist_data contig_page_data;
#define NODE_DATA(nid) (&contig_page_data)

#define for_each_zone(z)                                                                           \
	for (z = contig_page_data.node_zones; z < contig_page_data.node_zones + MAX_NR_ZONES; z++)

static inline unsigned long zone_managed_pages(struct zone *zone)
{
	return zone->managed_pages;
}

static inline bool managed_zone(struct zone *zone)
{
	return zone->managed_pages;
}

static inline bool populated_zone(struct zone *zone)
{
	return zone->present_pages;
}

static inline unsigned long zone_end_pfn(const struct zone *zone)
{
	return zone->zone_start_pfn + zone->spanned_pages;
}

static inline bool zone_spans_pfn(const struct zone *zone, unsigned long pfn)
{
	return pfn >= zone->zone_start_pfn && pfn < zone_end_pfn(zone);
}

#define min_wmark_pages(z)	     ((z)->pages_min)
#define low_wmark_pages(z)	     ((z)->pages_low)
#define high_wmark_pages(z)	     ((z)->pages_high)
#define zone_idx(z)		     ((z) - (z)->zone_pgdat->node_zones)
#define pgdat_end_pfn(pgdat)	     ((pgdat)->node_start_pfn + (pgdat)->node_spanned_pages)
#define node_start_pfn(nid)	     (NODE_DATA(nid)->node_start_pfn)
#define node_present_pages(nid)	     (NODE_DATA(nid)->node_present_pages)
#define node_spanned_pages(nid)	     (NODE_DATA(nid)->node_spanned_pages)
#define first_online_pgdat()	     NODE_DATA(0)
#define for_each_online_pgdat(pgdat) for (pgdat = NODE_DATA(0); pgdat; pgdat = NULL)
#define for_each_populated_zone(z)                                                                 \
	for_each_zone (z)                                                                          \
		if (!populated_zone(z))                                                            \
			; /* none of it */                                                         \
		else

extern int min_free_kbytes;
extern int sysctl_lowmem_reserve_ratio[MAX_NR_ZONES - 1];

#endif
