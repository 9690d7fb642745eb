/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmstat: counters of the memory manager. States go up and down; events only up, each
 * CPU's for itself.
 */
#ifndef _LINUX_VMSTAT_H
#define _LINUX_VMSTAT_H

#include <linux/atomic.h>
#include <linux/percpu.h>

enum node_stat_item {
	NR_SLAB_RECLAIMABLE, /* all in pages */
	NR_SLAB_UNRECLAIMABLE,
	NR_FILE_PAGES, /* in the page cache */
	NR_ANON_MAPPED, /* pages that programs see */
	NR_FILE_MAPPED,
	NR_FILE_DIRTY,
	NR_WRITEBACK,
	NR_DIRTIED, /* these two since boot */
	NR_WRITTEN,
	NR_SWAPCACHE, /* pages that have a place in a swap area, too */
	NR_VM_NODE_STAT_ITEMS
};

enum zone_stat_item { NR_FREE_PAGES, NR_VM_ZONE_STAT_ITEMS }; /* what a zone counts for itself */

enum vm_event_item {
	PGALLOC_DMA, /* blocks taken off the buddy lists, in pages; by zone */
	PGALLOC_NORMAL,
	PGALLOC_HIGH,
	PGFREE,
	PGACTIVATE,
	PGDEACTIVATE,
	PGREFILL,
	PGSTEAL_KSWAPD,
	PGSTEAL_DIRECT,
	PGSCAN_KSWAPD,
	PGSCAN_DIRECT,
	SLABS_SCANNED,
	PAGEOUTRUN,
	ALLOCSTALL,
	DROP_PAGECACHE,
	DROP_SLAB,
	OOM_KILL,
	PGPGIN,
	PGPGOUT,
	PSWPIN, /* pages of swap */
	PSWPOUT,
	NR_VM_EVENT_ITEMS
};

extern atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS];

struct vm_event_state {
	unsigned long event[NR_VM_EVENT_ITEMS];
};
DECLARE_PER_CPU(struct vm_event_state, vm_event_states);

static inline void mod_node_page_state(enum node_stat_item item, long pages)
{
	atomic_long_add(pages, &vm_node_stat[item]);
}

static inline unsigned long global_node_page_state(enum node_stat_item item)
{
	long pages = atomic_long_read(&vm_node_stat[item]);

	return pages < 0 ? 0 : pages;
}

struct zone;
struct pglist_data;
unsigned long zone_page_state(struct zone *zone, enum zone_stat_item item);
unsigned long global_zone_page_state(enum zone_stat_item item);
static inline unsigned long node_page_state(struct pglist_data *pgdat, enum node_stat_item item)
{
	return global_node_page_state(item); /* there is one node */
}
#define node_page_state_pages(pgdat, item) node_page_state(pgdat, item)
#define global_node_page_state_pages(item) global_node_page_state(item)

#define count_vm_events(item, n) this_cpu_add(vm_event_states.event[item], n)
#define count_vm_event(item)	 count_vm_events(item, 1)

/* Sums over all CPUs. */
void all_vm_events(unsigned long *events);

#endif
