/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * buddy: a zone's free pages, in blocks of powers of two.
 *
 * 1. Purpose. Give out 1 << order contiguous pages, and put freed ones together again, so
 *    that large blocks do not crumble away for ever.
 *
 * 2. Structures. For each order a list of free blocks, linked through the lru of their
 *    first pages, which bear PG_buddy and, in private, the order:
 *
 *	free_area[0]  5
 *	free_area[1]  2-3     pfn   0   1   2   3   4   5   6   7
 *	free_area[2]  none        [    used    ][ 2+3 ][use][5 ][used ]
 *
 *    A block of order o begins at a multiple of 1 << o. The other half of the next larger
 *    block, its buddy, therefore begins at pfn ^ (1 << o): one bit, no search.
 *
 *	split   order 3 [               8..15               ]   wanted: order 1
 *	        order 2                   [     12..15      ]   upper half back on its list
 *	        order 1          [ 10..11 ]
 *	        given   [ 8..9 ]
 *	merge   the same backwards, for as long as the buddy is whole and free
 *
 * 3. Invariants. No two free buddies of one order: they would have been merged. Free
 *    blocks do not overlap, lie in one zone, and free_pages is the sum of them. Only the
 *    first page of a block says anything; the others' struct pages are clean.
 *
 * 4. Locking and context. The zone's lock, with interrupts off, taken by the caller.
 *
 * 5. Failure. No block of that order or a larger one: NULL. Marks are the caller's affair
 *    (mm/page_alloc.c).
 */
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/vmstat.h>

#include "internal.h"

static void list_block(struct zone *zone, struct page *page, unsigned int order)
{
	struct free_area *area = &zone->free_area[order];

	__SetPageBuddy(page);
	page->private = order;
	list_add(&page->lru, &area->free_list);
	area->nr_free++;
}

static void unlist_block(struct zone *zone, struct page *page)
{
	list_del(&page->lru);
	zone->free_area[page->private].nr_free--;
	__ClearPageBuddy(page);
	page->private = 0;
}

/* The lower half is kept: allocations grow upwards, and the high ends stay whole. */
static void split_block(struct zone *zone, struct page *page, unsigned int from, unsigned int to)
{
	while (from-- > to)
		list_block(zone, page + (1UL << from), from);
}

struct page *buddy_alloc(struct zone *zone, unsigned int order)
{
	struct page *page;
	unsigned int from;

	for (from = order; from < MAX_ORDER; from++) {
		if (list_empty(&zone->free_area[from].free_list))
			continue;
		page = list_first_entry(&zone->free_area[from].free_list, struct page, lru);
		unlist_block(zone, page);
		zone->free_pages -= 1UL << order;
		count_vm_events(PGALLOC_DMA + page_zonenum(page), 1UL << order);
		split_block(zone, page, from, order);
		return page;
	}
	return NULL;
}

static bool is_free_block(const struct zone *zone, unsigned long pfn, unsigned int order)
{
	const struct page *page = pfn_to_page(pfn);

	return pfn_valid(pfn) && PageBuddy(page) && page->private == order &&
	       page_zone(page) == zone;
}

void buddy_free(struct zone *zone, struct page *page, unsigned int order)
{
	unsigned long pfn = page_to_pfn(page), buddy;

	zone->free_pages += 1UL << order;
	count_vm_events(PGFREE, 1UL << order);
	for (; order < MAX_ORDER - 1; order++) {
		buddy = pfn ^ (1UL << order);
		if (!is_free_block(zone, buddy, order))
			break;
		unlist_block(zone, pfn_to_page(buddy));
		pfn &= buddy;
	}
	list_block(zone, pfn_to_page(pfn), order);
}

int buddy_largest_order(const struct zone *zone)
{
	int order = MAX_ORDER - 1;

	while (order >= 0 && !zone->free_area[order].nr_free)
		order--;
	return order;
}
