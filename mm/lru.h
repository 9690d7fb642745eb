/* SPDX-License-Identifier: GPL-2.0-only */
/* lru: what the files of the page cache and of reclaim share. */
#ifndef MM_LRU_H
#define MM_LRU_H

#include <linux/mm.h>
#include <linux/mmzone.h>

struct address_space;

/* lru.c. A new page, to the inactive list. */
void lru_cache_add(struct page *page);
/* Off its list, for who has a reference; false: it is on none (somebody else has taken it off). */
bool lru_isolate(struct page *page);
/* Back to the list that PG_active says, newest first. */
void lru_putback(struct page *page);
/* To the old end of the inactive list, if it is there: it is the next to go. */
void lru_rotate(struct page *page);
/* By put_page(), of a page without references. */
void lru_release(struct page *page);
/* The same of many, by release_pages(). */
void lru_release_pages(struct page **pages, unsigned int nr);
/* Up to nr pages from a list's old end, isolated, each with a reference more. How many. */
unsigned long lru_isolate_oldest(struct zone *zone, bool active, unsigned long nr,
				 struct list_head *to);

/* filemap.c */
void for_each_mapping(unsigned long (*fn)(struct address_space *mapping), unsigned long *sum);
unsigned long for_each_cached_page(struct address_space *mapping,
				   bool (*fn)(struct address_space *mapping, struct page *page));
bool invalidate_page(struct page *page);
/* Until one of the pages that are being written is clean: true. False: none is, or timeout ticks.
 */
bool wait_on_any_writeback(long timeout);

/* writeback.c. The page is locked, and afterwards not. True: it was dirty and is written. */
bool write_page(struct address_space *mapping, struct page *page);

/* reclaim.c: pages freed off a zone's lists at that pressure. */
unsigned long shrink_zone(struct zone *zone, gfp_t gfp, int priority);

#endif
