/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * show_mem: reports on the log.
 *
 * 1. Purpose. When an allocation fails or a page is found in a state it cannot be in, the
 *    numbers of that moment are worth more than any later ones.
 *
 * 2. Structures. None of its own; the forms of the lines are Linux's:
 *
 *	comm: page allocation failure: order:4, mode:0x20(GFP_ATOMIC)
 *	<call trace>
 *	Mem-Info: ... one line a zone, one of its free lists, one of its per-CPU lists
 *
 * 3. Invariants. Nothing is changed.
 *
 * 4. Locking and context. Any context, no locks: the counts may be a moment apart.
 *
 * 5. Failure. None. Failed allocations are reported ten times in five seconds at most.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/vmstat.h>

#include "internal.h"

#define K(pages)     ((pages) << (PAGE_SHIFT - 10))
#define REPORT_BURST 10
#define REPORT_TICKS (5 * HZ)

static const struct {
	gfp_t bits;
	const char *name;
} gfp_names[] = {
    {GFP_HIGHUSER, "GFP_HIGHUSER"},
    {GFP_KERNEL, "GFP_KERNEL"},
    {GFP_NOFS, "GFP_NOFS"},
    {GFP_NOIO, "GFP_NOIO"},
    {GFP_ATOMIC, "GFP_ATOMIC"},
    {__GFP_DMA, "GFP_DMA"},
    {__GFP_HIGHMEM, "__GFP_HIGHMEM"},
    {__GFP_IO, "__GFP_IO"},
    {__GFP_FS, "__GFP_FS"},
    {__GFP_COLD, "__GFP_COLD"},
    {__GFP_NOWARN, "__GFP_NOWARN"},
    {__GFP_REPEAT, "__GFP_RETRY_MAYFAIL"},
    {__GFP_NOFAIL, "__GFP_NOFAIL"},
    {__GFP_NORETRY, "__GFP_NORETRY"},
    {__GFP_COMP, "__GFP_COMP"},
    {__GFP_ZERO, "__GFP_ZERO"},
    {__GFP_NOMEMALLOC, "__GFP_NOMEMALLOC"},
    {__GFP_MEMALLOC, "__GFP_MEMALLOC"},
};

void gfp_text(gfp_t gfp, char *buf, size_t size)
{
	int len = scnprintf(buf, size, gfp ? "" : "GFP_NOWAIT");
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(gfp_names); i++) {
		if ((gfp & gfp_names[i].bits) != gfp_names[i].bits)
			continue;
		len += scnprintf(buf + len, size - len, "%s%s", len ? "|" : "", gfp_names[i].name);
		gfp &= ~gfp_names[i].bits;
	}
}

static unsigned long pcp_pages(const struct zone *zone)
{
	unsigned long pages = 0;
	unsigned int cpu;

	for_each_online_cpu(cpu) pages +=
	    zone->pageset[cpu].pcp[0].count + zone->pageset[cpu].pcp[1].count;
	return pages;
}

static void show_totals(void)
{
	unsigned long active = 0, inactive = 0, free_pcp = 0;
	struct zone *zone;

	for_each_zone (zone) {
		active += zone->nr_active;
		inactive += zone->nr_inactive;
		free_pcp += pcp_pages(zone);
	}
	printk("active_anon:0 inactive_anon:0 isolated_anon:0\n"
	       " active_file:%lu inactive_file:%lu isolated_file:0\n"
	       " unevictable:0 dirty:%lu writeback:%lu\n"
	       " slab_reclaimable:%lu slab_unreclaimable:%lu\n"
	       " free:%lu free_pcp:%lu free_cma:0\n",
	       active, inactive, global_node_page_state(NR_FILE_DIRTY),
	       global_node_page_state(NR_WRITEBACK), global_node_page_state(NR_SLAB_RECLAIMABLE),
	       global_node_page_state(NR_SLAB_UNRECLAIMABLE), nr_free_pages(), free_pcp);
}

static void show_zone(const struct zone *zone)
{
	int i;

	printk("%s free:%lukB boost:0kB min:%lukB low:%lukB high:%lukB active_anon:0kB "
	       "inactive_anon:0kB active_file:%lukB inactive_file:%lukB unevictable:0kB "
	       "present:%lukB managed:%lukB mlocked:0kB bounce:0kB free_pcp:%lukB free_cma:0kB\n",
	       zone->name, K(zone->free_pages), K(zone->pages_min), K(zone->pages_low),
	       K(zone->pages_high), K(zone->nr_active), K(zone->nr_inactive),
	       K(zone->present_pages), K(zone->managed_pages), K(pcp_pages(zone)));
	printk("lowmem_reserve[]:");
	for (i = 0; i < MAX_NR_ZONES; i++)
		pr_cont(" %lu", zone->lowmem_reserve[i]);
	pr_cont("\n");
}

static void show_free_lists(const struct zone *zone)
{
	unsigned long total = 0, nr;
	unsigned int order;

	printk("%s:", zone->name);
	for (order = 0; order < MAX_ORDER; order++) {
		nr = zone->free_area[order].nr_free;
		total += nr << order;
		pr_cont(" %lu*%lukB", nr, K(1UL << order));
	}
	pr_cont(" = %lukB\n", K(total));
}

static void show_pcp(const struct zone *zone)
{
	const struct per_cpu_pageset *set;
	unsigned int cpu;
	int i;

	for_each_online_cpu(cpu)
	{
		set = &zone->pageset[cpu];
		for (i = 0; i < 2; i++)
			printk("%s cpu %u %s: low %d, high %d, batch %d used:%d\n", zone->name, cpu,
			       i ? "cold" : "hot", set->pcp[i].low, set->pcp[i].high,
			       set->pcp[i].batch, set->pcp[i].count);
	}
}

static void show_ram(void)
{
	unsigned long present = contig_page_data.node_present_pages;

	printk("%lu total pagecache pages\n", global_node_page_state(NR_FILE_PAGES));
	printk("0 pages in swap cache\n");
	printk("%lu pages RAM\n", present);
	printk("%lu pages HighMem/MovableOnly\n", totalhigh_pages());
	printk("%lu pages reserved\n", present - totalram_pages());
}

void show_mem(void)
{
	struct zone *zone;

	printk("Mem-Info:\n");
	show_totals();
	for_each_zone (zone)
		if (zone->present_pages)
			show_zone(zone);
	for_each_zone (zone)
		if (zone->present_pages)
			show_free_lists(zone);
	for_each_zone (zone)
		if (zone->present_pages)
			show_pcp(zone);
	show_ram();
}

bool may_report(void)
{
	static unsigned long since;
	static unsigned int reports;

	if (!reports || time_after(jiffies, since + REPORT_TICKS)) {
		since = jiffies;
		reports = 0;
	}
	return reports++ < REPORT_BURST;
}

void warn_alloc(gfp_t gfp, unsigned int order)
{
	char names[160];

	if (!may_report())
		return;
	gfp_text(gfp, names, sizeof(names));
	pr_warn("%s: page allocation failure: order:%u, mode:%#x(%s), nodemask=(null)\n",
		current->comm, order, gfp, names);
	dump_stack();
	show_mem();
}

void bad_page(const struct page *page, const char *why)
{
	pr_alert("BUG: Bad page state in process %s  pfn:%05lx\n", current->comm,
		 page_to_pfn(page));
	pr_alert("page:%p refcount:%d mapcount:%d mapping:%p index:%#lx flags:%#lx\n", page,
		 page_ref_count(page), page_mapcount(page), page->mapping, page->index,
		 page->flags);
	pr_alert("page dumped because: %s\n", why);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
}
