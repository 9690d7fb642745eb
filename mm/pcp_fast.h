/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pcp_fast: a page taken off this CPU's list, and put back, as long as neither refill nor
 * drain is due. In a header, so that it becomes part of alloc_pages() and __free_pages().
 */
#ifndef MM_PCP_FAST_H
#define MM_PCP_FAST_H

#include <linux/irqflags.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/smp.h>

#include "internal.h"

#define PCP_HOT	 0
#define PCP_COLD 1

/* pcp.c. Interrupts off. want: how many to give back, the oldest first. */
void pcp_refill(struct zone *zone, struct per_cpu_pages *pcp);
void pcp_drain(struct zone *zone, struct per_cpu_pages *pcp, int want);

/* Hidden from the compiler, which would rather compute it again and again than keep it. */
static __always_inline struct per_cpu_pages *this_cpu_pcp(struct zone *zone, bool cold)
{
	struct per_cpu_pages *pcp =
	    &zone->pageset[smp_processor_id()].pcp[cold ? PCP_COLD : PCP_HOT];

	__asm__("" : "+r"(pcp));
	return pcp;
}

static __always_inline struct page *pcp_alloc(struct zone *zone, bool cold)
{
	struct page *page = NULL;
	struct per_cpu_pages *pcp;
	unsigned long flags;

	local_irq_save(flags);
	pcp = this_cpu_pcp(zone, cold);
	if (unlikely(pcp->count <= pcp->low))
		pcp_refill(zone, pcp);
	if (likely(pcp->count)) {
		page = list_first_entry(&pcp->list, struct page, lru);
		__list_del_entry(&page->lru);
		__ClearPagePcp(page);
		pcp->count--;
	}
	local_irq_restore(flags);
	return page;
}

static __always_inline void pcp_free(struct page *page, bool cold)
{
	struct zone *zone = page_zone(page);
	struct per_cpu_pages *pcp;
	unsigned long flags;

	local_irq_save(flags);
	pcp = this_cpu_pcp(zone, cold);
	if (unlikely(pcp->count >= pcp->high))
		pcp_drain(zone, pcp, pcp->batch);
	__SetPagePcp(page);
	list_add(&page->lru, &pcp->list);
	pcp->count++;
	local_irq_restore(flags);
}

#endif
