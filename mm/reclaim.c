/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reclaim: pages of the page cache, taken back.
 *
 * 1. Purpose. The part of reclaim (mm/vmscan.c) that deals with the LRU lists.
 *
 * 2. Structures. For each page off the old end of the inactive list, in this order:
 *
 *	locked, or under writeback      keep: somebody is at it
 *	mapped, and used lately         to the active list
 *	mapped, and memory not so short keep (swappiness)
 *	dirty                           write it, if the caller's flags allow I/O; it goes
 *	                                round once more and is clean then
 *	held by somebody else           keep
 *	clean                           out of the page cache; free
 *
 *    The lists are kept in balance: when the active one is the longer, its oldest pages
 *    that were not used again go to the inactive one.
 *
 * 3. Invariants. An isolated page is either freed or put back.
 *
 * 4. Locking and context. Process context, PF_MEMALLOC. Without __GFP_IO nothing is
 *    written, so reclaim for who holds locks of the block layer cannot come back to it;
 *    without __GFP_FS, only to swap, for the same with those of file systems.
 *
 * 5. Failure. Nothing could be freed: 0.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "lru.h"

#define CLUSTER 32

int vm_swappiness = 60;

static bool by_kswapd(void)
{
	return current->flags & PF_KSWAPD;
}

enum verdict { KEEP, ACTIVATE, FREE };

/* As Linux 2.6 has it: how hard it is, and how much the administrator likes swapping. */
static bool may_take_mapped(int priority)
{
	int distress = 100 >> priority;

	return distress + vm_swappiness >= 100;
}

/*
 * Writing a file's page takes the file system's locks, which who has not __GFP_FS may hold;
 * swap has none.
 */
static bool may_write(const struct page *page, gfp_t gfp)
{
	return gfp & __GFP_IO && (PageSwapCache(page) || gfp & __GFP_FS);
}

/* It comes back locked, or false: where the disk is memory, it is clean already. */
static bool write_and_lock(struct address_space *mapping, struct page *page, bool *locked)
{
	write_page(mapping, page);
	*locked = trylock_page(page);
	return *locked && !PageDirty(page) && !PageWriteback(page);
}

/* Locked. On FREE it is out of the page cache, and the last reference is the caller's. */
static enum verdict judge(struct page *page, gfp_t gfp, int priority, bool *locked)
{
	struct address_space *mapping = page->mapping;

	if (PageWriteback(page) || !mapping)
		return KEEP;
	/* what was read once counts as used: only a second time, by mark_page_accessed(), saves it
	 */
	if (test_and_clear_bit(PG_referenced, &page->flags) && page_mapcount(page) && priority)
		return ACTIVATE;
	if (page_mapcount(page) && !may_take_mapped(priority))
		return KEEP;
	if (PageDirty(page) && (!may_write(page, gfp) || !write_and_lock(mapping, page, locked)))
		return KEEP;
	return remove_mapping(mapping, page) ? FREE : KEEP;
}

/* True: freed. */
static bool reclaim_page(struct page *page, gfp_t gfp, int priority)
{
	enum verdict verdict = KEEP;
	bool locked = trylock_page(page);

	if (locked)
		verdict = judge(page, gfp, priority, &locked);
	if (locked)
		unlock_page(page);
	if (verdict == FREE) {
		put_page(page);
		return true;
	}
	if (verdict == ACTIVATE) {
		SetPageActive(page);
		count_vm_event(PGACTIVATE);
	}
	lru_putback(page);
	put_page(page);
	return false;
}

static unsigned long shrink_inactive(struct zone *zone, unsigned long nr, gfp_t gfp, int priority)
{
	unsigned long freed = 0, taken;
	struct page *page, *next;
	LIST_HEAD(pages);

	taken = lru_isolate_oldest(zone, false, nr, &pages);
	list_for_each_entry_safe (page, next, &pages, lru) {
		list_del_init(&page->lru);
		freed += reclaim_page(page, gfp, priority);
	}
	count_vm_events(by_kswapd() ? PGSCAN_KSWAPD : PGSCAN_DIRECT, taken);
	count_vm_events(by_kswapd() ? PGSTEAL_KSWAPD : PGSTEAL_DIRECT, freed);
	return freed;
}

/* Those that were used stay; the others get their last chance on the inactive list. */
static void refill_inactive(struct zone *zone, unsigned long nr)
{
	struct page *page, *next;
	LIST_HEAD(pages);

	count_vm_events(PGREFILL, lru_isolate_oldest(zone, true, nr, &pages));
	list_for_each_entry_safe (page, next, &pages, lru) {
		list_del_init(&page->lru);
		if (!test_and_clear_bit(PG_referenced, &page->flags)) {
			ClearPageActive(page);
			count_vm_event(PGDEACTIVATE);
		}
		lru_putback(page);
		put_page(page);
	}
}

unsigned long shrink_zone(struct zone *zone, gfp_t gfp, int priority)
{
	unsigned long want = (zone->nr_inactive >> priority) + 1, freed = 0, now;

	if (!zone->nr_active && !zone->nr_inactive)
		return 0;
	if (zone->nr_active > zone->nr_inactive)
		refill_inactive(zone,
				max((zone->nr_active >> priority) + 1, (unsigned long)CLUSTER));
	for (want = max(want, (unsigned long)CLUSTER); want; want -= now) {
		now = min(want, (unsigned long)CLUSTER);
		freed += shrink_inactive(zone, now, gfp, priority);
		cond_resched();
	}
	return freed;
}
