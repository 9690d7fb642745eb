/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * reclaim: pages of the page cache and of programs, taken back.
 *
 * 1. Purpose. The part of reclaim (mm/vmscan.c) that deals with the LRU lists.
 *
 * 2. Structures. For each page off the old end of the inactive list, in this order:
 *
 *	locked, or under writeback      keep: somebody is at it
 *	mapped, and used lately         to the active list
 *	mapped, and memory not so short keep (swappiness)
 *	anonymous                       give it a place in a swap area, if there is one
 *	mapped                          take it from those who show it (mm/rmap_walk.c)
 *	dirty                           write it, if the caller's flags allow I/O; it goes
 *	                                round once more and is clean then
 *	held by somebody else           keep
 *	clean                           out of the page cache, or the swap cache; free
 *
 *    "Used lately" is what the processor notes in the entries of page tables, and
 *    mark_page_accessed() in PG_referenced.
 *
 *    The lists are kept in balance: when the active one is the longer, its oldest pages
 *    that were not used again go to the inactive one.
 *
 * 3. Invariants. An isolated page is either freed or put back.
 *
 * 4. Locking and context. Process context, PF_MEMALLOC. Without __GFP_IO nothing is
 *    written, so reclaim for who holds locks of the block layer cannot come back to it;
 *    without __GFP_FS nothing but swap.
 *
 * 5. Failure. Nothing could be freed: 0.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>
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

/* As Linux 2.6 has it: how hard it is, how much is mapped, how readily to swap. */
static bool may_take_mapped(int priority)
{
	unsigned long mapped =
	    global_node_page_state(NR_ANON_MAPPED) + global_node_page_state(NR_FILE_MAPPED);
	int distress = 100 >> priority;

	return distress + (int)(mapped * 50 / totalram_pages()) + vm_swappiness >= 100;
}

/* ---- writing ---- */

/*
 * Writing a file's page takes the file system's locks, which who has not __GFP_FS may hold;
 * swap has none.
 */
static bool may_write(const struct page *page, gfp_t gfp)
{
	return gfp & __GFP_IO && (PageSwapCache(page) || gfp & __GFP_FS);
}

/* It comes back locked, or false: where the disk is memory, it is clean already. */
static bool write_and_lock(struct page *page, bool *locked)
{
	SetPageReclaim(page); /* when it is written, its turn has come */
	if (PageSwapCache(page)) {
		ClearPageDirty(page);
		swap_writepage(page);
	} else {
		write_page(page->mapping, page);
	}
	if (!PageWriteback(page))
		ClearPageReclaim(page);
	*locked = trylock_page(page);
	return *locked && !PageDirty(page) && !PageWriteback(page);
}

/* ---- one page, locked. On FREE it is out of its cache, and the last reference the caller's ----
 */

/* Nobody can take it but who wrote it: what is on the disk is the same. */
static enum verdict out_of_swap_cache(struct page *page)
{
	if (page_ref_count(page) != 2 || PageDirty(page) || PageWriteback(page))
		return KEEP;
	delete_from_swap_cache(page);
	return FREE;
}

/* True: nobody shows it now. */
static bool unmapped(struct page *page, gfp_t gfp)
{
	if (PageAnon(page) && !PageSwapCache(page) && (!(gfp & __GFP_IO) || !add_to_swap(page)))
		return false;
	return !page_mapped(page) || try_to_unmap(page);
}

/* A place that only the cache has leads nowhere: the content is of no use any more. */
static void forget_if_useless(struct page *page)
{
	if (PageSwapCache(page) && !page_mapped(page) &&
	    swap_count((swp_entry_t){page_private(page)}) == 1)
		ClearPageDirty(page);
}

static enum verdict judge(struct page *page, gfp_t gfp, int priority, bool *locked)
{
	struct address_space *mapping = page->mapping;

	/* in the swap cache, read ahead, it has no mapping yet */
	if (PageWriteback(page) || (!mapping && !PageSwapCache(page)))
		return KEEP;
	if (PageAnon(page) && !PageSwapCache(page) && !get_nr_swap_pages())
		return KEEP; /* there is no place for it: whether it was used does not matter */
	if (page_mapped(page)) {
		if (page_referenced(page) && priority)
			return ACTIVATE;
		if (!may_take_mapped(priority))
			return KEEP;
	} else {
		/* what was read once counts as used: only a second time saves it */
		ClearPageReferenced(page);
	}
	if ((page_mapped(page) || PageAnon(page)) && !unmapped(page, gfp))
		return ACTIVATE;
	forget_if_useless(page);
	if (PageDirty(page) && (!may_write(page, gfp) || !write_and_lock(page, locked)))
		return KEEP;
	if (PageSwapCache(page))
		return out_of_swap_cache(page);
	if (PageAnon(page) || !mapping || page->mapping != mapping)
		return KEEP; /* it was not locked while it was written */
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

/* Is it to stay on the active list? Only a locked page's users can be asked. */
static bool still_used(struct page *page, int priority)
{
	bool used = true;

	if (!page_mapped(page))
		return test_and_clear_bit(PG_referenced, &page->flags);
	if (!may_take_mapped(priority) || !trylock_page(page))
		return true;
	used = page_referenced(page);
	unlock_page(page);
	return used;
}

/* Those that were used stay; the others get their last chance on the inactive list. */
static void refill_inactive(struct zone *zone, unsigned long nr, int priority)
{
	struct page *page, *next;
	LIST_HEAD(pages);

	count_vm_events(PGREFILL, lru_isolate_oldest(zone, true, nr, &pages));
	list_for_each_entry_safe (page, next, &pages, lru) {
		list_del_init(&page->lru);
		if (!still_used(page, priority)) {
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
		refill_inactive(
		    zone, max((zone->nr_active >> priority) + 1, (unsigned long)CLUSTER), priority);
	for (want = max(want, (unsigned long)CLUSTER); want; want -= now) {
		now = min(want, (unsigned long)CLUSTER);
		freed += shrink_inactive(zone, now, gfp, priority);
		cond_resched();
	}
	return freed;
}
