/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /proc/buddyinfo and /proc/zoneinfo, as Linux 6.1 prints them. Of its per-node counters
 * those that have no meaning here (there is no swap ...) are 0. Pages are
 * not grouped by mobility, so there is no /proc/pagetypeinfo.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/proc_fs.h>
#include <linux/string.h>
#include <linux/vmstat.h>

#include "counters.h"

static int buddyinfo_show(struct seq_file *m, void *v)
{
	unsigned long nr_free[MAX_ORDER], flags;
	struct zone *zone;
	unsigned int order;

	for_each_zone (zone) {
		if (!zone->present_pages)
			continue;
		spin_lock_irqsave(&zone->lock, flags);
		for (order = 0; order < MAX_ORDER; order++)
			nr_free[order] = zone->free_area[order].nr_free;
		spin_unlock_irqrestore(&zone->lock, flags);
		seq_printf(m, "Node 0, zone %8s ", zone->name);
		for (order = 0; order < MAX_ORDER; order++)
			seq_printf(m, "%6lu ", nr_free[order]);
		seq_putc(m, '\n');
	}
	return 0;
}

static const char *const node_stats[] = {
    "nr_inactive_anon",
    "nr_active_anon",
    "nr_inactive_file",
    "nr_active_file",
    "nr_unevictable",
    "nr_slab_reclaimable",
    "nr_slab_unreclaimable",
    "nr_isolated_anon",
    "nr_isolated_file",
    "workingset_nodes",
    "workingset_refault_anon",
    "workingset_refault_file",
    "workingset_activate_anon",
    "workingset_activate_file",
    "workingset_restore_anon",
    "workingset_restore_file",
    "workingset_nodereclaim",
    "nr_anon_pages",
    "nr_mapped",
    "nr_file_pages",
    "nr_dirty",
    "nr_writeback",
    "nr_writeback_temp",
    "nr_shmem",
    "nr_shmem_hugepages",
    "nr_shmem_pmdmapped",
    "nr_file_hugepages",
    "nr_file_pmdmapped",
    "nr_anon_transparent_hugepages",
    "nr_vmscan_write",
    "nr_vmscan_immediate_reclaim",
    "nr_dirtied",
    "nr_written",
    "nr_throttled_written",
    "nr_kernel_misc_reclaimable",
    "nr_foll_pin_acquired",
    "nr_foll_pin_released",
    "nr_kernel_stack",
    "nr_page_table_pages",
    "nr_sec_page_table_pages",
    "nr_swapcached",
};

static unsigned long node_stat(const char *name)
{
	if (!strcmp(name, "nr_slab_reclaimable"))
		return global_node_page_state(NR_SLAB_RECLAIMABLE);
	if (!strcmp(name, "nr_slab_unreclaimable"))
		return global_node_page_state(NR_SLAB_UNRECLAIMABLE);
	if (!strcmp(name, "nr_anon_pages"))
		return global_node_page_state(NR_ANON_MAPPED);
	if (!strcmp(name, "nr_swapcached"))
		return global_node_page_state(NR_SWAPCACHE);
	if (!strcmp(name, "nr_mapped"))
		return global_node_page_state(NR_FILE_MAPPED);
	if (!strcmp(name, "nr_file_pages"))
		return global_node_page_state(NR_FILE_PAGES);
	if (!strcmp(name, "nr_dirty"))
		return global_node_page_state(NR_FILE_DIRTY);
	if (!strcmp(name, "nr_writeback"))
		return global_node_page_state(NR_WRITEBACK);
	if (!strcmp(name, "nr_dirtied"))
		return global_node_page_state(NR_DIRTIED);
	if (!strcmp(name, "nr_written"))
		return global_node_page_state(NR_WRITTEN);
	if (!strcmp(name, "nr_kernel_stack"))
		return counters_stack_pages() << (PAGE_SHIFT - 10);
	if (!strcmp(name, "nr_page_table_pages"))
		return counters_table_pages();
	if (!strcmp(name, "nr_active_file"))
		return counters_active_pages();
	if (!strcmp(name, "nr_inactive_file"))
		return counters_inactive_pages();
	return 0;
}

static void show_stat(struct seq_file *m, const char *name, unsigned long value)
{
	seq_printf(m, "\n      %-12s %lu", name, value);
}

static void show_node(struct seq_file *m)
{
	unsigned int i;

	seq_puts(m, "\n  per-node stats");
	for (i = 0; i < ARRAY_SIZE(node_stats); i++)
		show_stat(m, node_stats[i], node_stat(node_stats[i]));
}

static void show_watermarks(struct seq_file *m, const struct zone *zone)
{
	int z;

	seq_printf(m,
		   "\n  pages free     %lu"
		   "\n        boost    0"
		   "\n        min      %lu"
		   "\n        low      %lu"
		   "\n        high     %lu"
		   "\n        spanned  %lu"
		   "\n        present  %lu"
		   "\n        managed  %lu"
		   "\n        cma      0",
		   zone->free_pages, zone->pages_min, zone->pages_low, zone->pages_high,
		   zone->spanned_pages, zone->present_pages, zone->managed_pages);
	seq_printf(m, "\n        protection: (%lu", zone->lowmem_reserve[0]);
	for (z = 1; z < MAX_NR_ZONES; z++)
		seq_printf(m, ", %lu", zone->lowmem_reserve[z]);
	seq_putc(m, ')');
}

static void show_zone_stats(struct seq_file *m, const struct zone *zone)
{
	static const char *const absent[] = {"nr_zone_inactive_anon", "nr_zone_active_anon"};
	static const char *const absent_too[] = {
	    "nr_zone_unevictable", "nr_zone_write_pending", "nr_mlock", "nr_bounce", "nr_zspages",
	    "nr_free_cma"};
	unsigned int i;

	show_stat(m, "nr_free_pages", zone->free_pages);
	for (i = 0; i < ARRAY_SIZE(absent); i++)
		show_stat(m, absent[i], 0);
	show_stat(m, "nr_zone_inactive_file", zone->nr_inactive);
	show_stat(m, "nr_zone_active_file", zone->nr_active);
	for (i = 0; i < ARRAY_SIZE(absent_too); i++)
		show_stat(m, absent_too[i], 0);
}

/* Linux 6.1 knows one list a CPU; here are a hot and a cold one, whose pages are added. */
static void show_pagesets(struct seq_file *m, const struct zone *zone)
{
	int cpu;

	seq_puts(m, "\n  pagesets");
	for_each_online_cpu(cpu)
	{
		const struct per_cpu_pages *pcp = zone->pageset[cpu].pcp;

		seq_printf(m,
			   "\n    cpu: %i"
			   "\n              count: %i"
			   "\n              high:  %i"
			   "\n              batch: %i",
			   cpu, pcp[0].count + pcp[1].count, pcp[0].high, pcp[0].batch);
	}
}

static int zoneinfo_show(struct seq_file *m, void *v)
{
	struct zone *zone;
	bool first = true;

	for_each_zone (zone) {
		seq_printf(m, "Node 0, zone %8s", zone->name);
		if (first && zone->present_pages) {
			show_node(m);
			first = false;
		}
		show_watermarks(m, zone);
		if (zone->present_pages) {
			show_zone_stats(m, zone);
			show_pagesets(m, zone);
			seq_printf(m, "\n  node_unreclaimable:  %u\n  start_pfn:           %lu", 0,
				   zone->zone_start_pfn);
		}
		seq_putc(m, '\n');
	}
	return 0;
}

static const struct {
	const char *name;
	enum vm_event_item item;
} events[] = {
    {"pgpgin", PGPGIN},
    {"pgpgout", PGPGOUT},
    {"pswpin", PSWPIN},
    {"pswpout", PSWPOUT},
    {"pgalloc_dma", PGALLOC_DMA},
    {"pgalloc_normal", PGALLOC_NORMAL},
    {"pgalloc_high", PGALLOC_HIGH},
    {"pgfree", PGFREE},
    {"pgactivate", PGACTIVATE},
    {"pgdeactivate", PGDEACTIVATE},
    {"pgrefill", PGREFILL},
    {"pgsteal_kswapd", PGSTEAL_KSWAPD},
    {"pgsteal_direct", PGSTEAL_DIRECT},
    {"pgscan_kswapd", PGSCAN_KSWAPD},
    {"pgscan_direct", PGSCAN_DIRECT},
    {"slabs_scanned", SLABS_SCANNED},
    {"pageoutrun", PAGEOUTRUN},
    {"allocstall", ALLOCSTALL},
    {"drop_pagecache", DROP_PAGECACHE},
    {"drop_slab", DROP_SLAB},
    {"oom_kill", OOM_KILL},
};

/* pgalloc and pgfree count what comes off and to the buddy lists, per-CPU lists in batches. */
static int vmstat_show(struct seq_file *m, void *v)
{
	unsigned long counts[NR_VM_EVENT_ITEMS];
	unsigned int i;

	seq_printf(m, "nr_free_pages %lu\n", nr_free_pages());
	for (i = 0; i < ARRAY_SIZE(node_stats); i++)
		seq_printf(m, "%s %lu\n", node_stats[i], node_stat(node_stats[i]));
	all_vm_events(counts);
	for (i = 0; i < ARRAY_SIZE(events); i++)
		seq_printf(m, "%s %lu\n", events[i].name, counts[events[i].item]);
	return 0;
}

static int __init proc_zones_init(void)
{
	proc_create_single("buddyinfo", 0, NULL, buddyinfo_show);
	proc_create_single("zoneinfo", 0, NULL, zoneinfo_show);
	proc_create_single("vmstat", 0, NULL, vmstat_show);
	return 0;
}
fs_initcall(proc_zones_init);
