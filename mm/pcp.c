/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pcp: each CPU's own few free pages of every zone.
 *
 * 1. Purpose. Most allocations are of one page. Taking it from a list of this CPU's own
 *    needs no lock, and the page freed last is likely still in the CPU's cache.
 *
 * 2. Structures. Two lists a CPU and zone: hot pages, put and taken at the head (last in,
 *    first out), and cold ones, for who will not touch the page itself (__GFP_COLD: a
 *    device writes it by DMA):
 *
 *	         low          high
 *	hot   ----|------------|---   2 * batch ... 6 * batch
 *	cold  |-------|               0         ... 2 * batch
 *	refill: batch pages from the buddy lists, when a page is wanted at count <= low
 *	drain:  batch pages to them, the oldest first, when one is freed at count >= high
 *
 *    batch is a 1024th of the zone, at most 64 pages, divided by 4, at least 1.
 *
 * 3. Invariants. Pages here bear PG_pcp, have no references, are not counted in the
 *    zone's free_pages, and cannot merge with their buddies. That is why an allocation
 *    of a larger order may fail although its pages are free: drain_all_pages().
 *
 * 4. Locking and context. Interrupts off: an interrupt handler of this CPU is the only
 *    other one that could come. Refill and drain take the zone's lock once for the batch.
 *
 * 5. Failure. The buddy lists are empty: NULL.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/smp.h>

#include "internal.h"
#include "pcp_fast.h"

static int pcp_batch(const struct zone *zone)
{
	unsigned long batch = min(zone->present_pages / 1024, 64UL) / 4;

	return max(batch, 1UL);
}

void pcp_set_limits(struct zone *zone)
{
	int batch = pcp_batch(zone);
	unsigned int cpu;

	for (cpu = 0; cpu < NR_CPUS; cpu++) {
		struct per_cpu_pages *hot = &zone->pageset[cpu].pcp[PCP_HOT];
		struct per_cpu_pages *cold = &zone->pageset[cpu].pcp[PCP_COLD];

		*hot = (struct per_cpu_pages){.low = 2 * batch, .high = 6 * batch, .batch = batch};
		*cold = (struct per_cpu_pages){.low = 0, .high = 2 * batch, .batch = batch};
		INIT_LIST_HEAD(&hot->list);
		INIT_LIST_HEAD(&cold->list);
	}
}

void pcp_refill(struct zone *zone, struct per_cpu_pages *pcp)
{
	struct page *page;
	int got = 0;

	spin_lock(&zone->lock);
	for (; got < pcp->batch && (page = buddy_alloc(zone, 0)); got++) {
		__SetPagePcp(page);
		list_add_tail(&page->lru, &pcp->list);
	}
	spin_unlock(&zone->lock);
	pcp->count += got;
	PROBE3(kmem, mm_page_pcpu_refill, zone - contig_page_data.node_zones, got,
	       smp_processor_id());
}

void pcp_drain(struct zone *zone, struct per_cpu_pages *pcp, int want)
{
	struct page *page;
	int given = 0;

	spin_lock(&zone->lock);
	for (; given < want && !list_empty(&pcp->list); given++) {
		page = list_last_entry(&pcp->list, struct page, lru);
		list_del(&page->lru);
		__ClearPagePcp(page);
		buddy_free(zone, page, 0);
	}
	spin_unlock(&zone->lock);
	pcp->count -= given;
	PROBE3(kmem, mm_page_pcpu_drain, zone - contig_page_data.node_zones, given,
	       smp_processor_id());
}

void drain_local_pages(void)
{
	struct per_cpu_pageset *set;
	unsigned long flags;
	struct zone *zone;
	int i;

	local_irq_save(flags);
	for_each_zone (zone) {
		set = &zone->pageset[smp_processor_id()];
		for (i = PCP_HOT; i <= PCP_COLD; i++)
			if (set->pcp[i].count)
				pcp_drain(zone, &set->pcp[i], set->pcp[i].count);
	}
	local_irq_restore(flags);
}
EXPORT_SYMBOL(drain_local_pages);

static void drain_here(void *unused)
{
	drain_local_pages();
}

/* Another CPU's lists are its own: each has to do it itself. */
void drain_all_pages(void)
{
	on_each_cpu(drain_here, NULL, 1);
}
EXPORT_SYMBOL(drain_all_pages);
