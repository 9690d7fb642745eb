/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lru: which pages were not used for longest.
 *
 * 1. Purpose. When memory is short, those pages should go that nobody will want soon. The
 *    past is all there is to guess from; but a page that was read once, with many others,
 *    should not push out one that is used all the time.
 *
 * 2. Structures. Two lists a zone. New pages come to the inactive list; a second use there
 *    brings them to the active one. Reclaim takes from the old end of the inactive list,
 *    and refills it from the active one's (mm/reclaim.c):
 *
 *	               used again
 *	          .------------------.
 *	          v                  |
 *	active   [new ... old]--> inactive [new ... old]--> freed
 *	                            ^
 *	                            new pages
 *
 *	PG_lru on a list   PG_active which   PG_referenced used once since it came there
 *
 * 3. Invariants. PG_lru is set exactly while the page is on a list; nr_active and
 *    nr_inactive count them. Who has taken a page off holds a reference to it. A list holds
 *    none: a page of a program leaves it with its last reference (put_page()).
 *
 * 4. Locking and context. zone->lru_lock, interrupts off.
 *
 * 5. Failure. None.
 */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/pagemap.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "lru.h"

/* ---- under lru_lock ---- */

static void add(struct zone *zone, struct page *page)
{
	bool active = PageActive(page);

	SetPageLRU(page);
	list_add(&page->lru, active ? &zone->active_list : &zone->inactive_list);
	*(active ? &zone->nr_active : &zone->nr_inactive) += 1;
}

static void take(struct zone *zone, struct page *page)
{
	ClearPageLRU(page);
	list_del_init(&page->lru);
	*(PageActive(page) ? &zone->nr_active : &zone->nr_inactive) -= 1;
}

/* ---- */

void lru_cache_add(struct page *page)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	spin_lock_irqsave(&zone->lru_lock, flags);
	add(zone, page);
	spin_unlock_irqrestore(&zone->lru_lock, flags);
}

bool lru_isolate(struct page *page)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;
	bool taken;

	spin_lock_irqsave(&zone->lru_lock, flags);
	taken = PageLRU(page);
	if (taken)
		take(zone, page);
	spin_unlock_irqrestore(&zone->lru_lock, flags);
	return taken;
}

void lru_putback(struct page *page)
{
	lru_cache_add(page);
}

void lru_rotate(struct page *page)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	spin_lock_irqsave(&zone->lru_lock, flags);
	if (PageLRU(page) && !PageActive(page))
		list_move_tail(&page->lru, &zone->inactive_list);
	spin_unlock_irqrestore(&zone->lru_lock, flags);
}

#define FLAGS_RELEASED (1UL << PG_active | 1UL << PG_swapbacked)

void lru_release(struct page *page)
{
	lru_isolate(page);
	page->flags &= ~FLAGS_RELEASED;
}

void lru_release_pages(struct page **pages, unsigned int nr)
{
	struct zone *zone = NULL;
	unsigned long flags = 0;
	unsigned int i;

	for (i = 0; i < nr; i++) {
		struct page *page = pages[i];

		if (page_zone(page) != zone) {
			if (zone)
				spin_unlock_irqrestore(&zone->lru_lock, flags);
			zone = page_zone(page);
			spin_lock_irqsave(&zone->lru_lock, flags);
		}
		if (PageLRU(page))
			take(zone, page);
		page->flags &= ~FLAGS_RELEASED;
	}
	if (zone)
		spin_unlock_irqrestore(&zone->lru_lock, flags);
}

unsigned long lru_isolate_oldest(struct zone *zone, bool active, unsigned long nr,
				 struct list_head *to)
{
	struct list_head *list = active ? &zone->active_list : &zone->inactive_list;
	unsigned long flags, taken = 0;
	struct page *page;

	spin_lock_irqsave(&zone->lru_lock, flags);
	for (; taken < nr && !list_empty(list); taken++) {
		page = list_last_entry(list, struct page, lru);
		take(zone, page);
		/* its last reference has just gone: put_page() will not find it on a list */
		if (get_page_unless_zero(page))
			list_add_tail(&page->lru, to);
	}
	zone->pages_scanned += taken;
	spin_unlock_irqrestore(&zone->lru_lock, flags);
	return taken;
}

static void activate(struct page *page)
{
	struct zone *zone = page_zone(page);
	unsigned long flags;

	spin_lock_irqsave(&zone->lru_lock, flags);
	if (PageLRU(page) && !PageActive(page)) {
		take(zone, page);
		SetPageActive(page);
		add(zone, page);
		count_vm_event(PGACTIVATE);
	}
	spin_unlock_irqrestore(&zone->lru_lock, flags);
}

void mark_page_accessed(struct page *page)
{
	if (!PageActive(page) && PageReferenced(page) && PageLRU(page)) {
		activate(page);
		ClearPageReferenced(page);
	} else if (!PageReferenced(page)) {
		SetPageReferenced(page);
	}
}
EXPORT_SYMBOL(mark_page_accessed);
