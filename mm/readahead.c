/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * readahead: pages read before they are asked for.
 *
 * 1. Purpose. A disk gives a long stretch in hardly more time than a page. Who has read two
 *    pages in a row will most likely want the next ones.
 *
 * 2. Structures. struct file_ra_state, of one who reads: the stretch that was read ahead
 *    last. As he goes on in order, stretches grow: 4 pages, 8, 16, up to 32. The next one
 *    is started when he comes to the middle of the last, so that it is there in time:
 *
 *	read already  [start .... middle .... start + size)[ next stretch
 *	                          ^ asked for: begin ------^
 *
 * 3. Invariants. Nobody depends on it: a page that is not there is read when it is wanted.
 *
 * 4. Locking and context. Process context. Pages are locked until they are read. A state
 *    that two use at once makes a bad guess, no more.
 *
 * 5. Failure. No memory, or an error: nothing is said; who wants the page will hear it.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>

#include "internal.h"

#define BATCH	    32
#define FIRST_PAGES 4
#define MAX_PAGES   32

/* Up to the first that is there already, or cannot be had. */
static unsigned int fresh_pages(struct address_space *mapping, unsigned long first, unsigned int nr,
				struct page **pages)
{
	gfp_t gfp = mapping->gfp_mask | __GFP_NORETRY | __GFP_NOWARN;
	unsigned int n;

	for (n = 0; n < nr; n++) {
		struct page *page = find_get_page(mapping, first + n);

		if (page) {
			put_page(page);
			break;
		}
		page = alloc_page(gfp);
		if (!page)
			break;
		if (add_to_page_cache_lru(page, mapping, first + n, gfp)) {
			__free_page(page);
			break;
		}
		pages[n] = page;
	}
	return n;
}

void page_cache_readahead(struct address_space *mapping, unsigned long first, unsigned int nr)
{
	struct page *pages[BATCH];
	unsigned int n, i;

	if (!mapping->a_ops->readpages)
		return;
	while (nr) {
		n = fresh_pages(mapping, first, min_t(unsigned int, nr, BATCH), pages);
		if (n)
			mapping->a_ops->readpages(mapping, pages, n);
		for (i = 0; i < n; i++)
			put_page(pages[i]);
		/* what is there already needs nothing */
		n = max(n, 1u);
		first += n;
		nr -= min(n, nr);
	}
}
EXPORT_SYMBOL(page_cache_readahead);

void file_readahead(struct address_space *mapping, struct file_ra_state *ra, unsigned long index,
		    unsigned long size)
{
	unsigned int most = ra->ra_pages ? ra->ra_pages : MAX_PAGES;
	bool in_order = index == ra->prev_index || index + 1 == ra->prev_index;
	unsigned long end = ra->start + ra->size;

	ra->prev_index = index + 1;
	if (!in_order) {
		ra->start = index;
		ra->size = 1; /* what he asked for, no more */
		return;
	}
	if (index >= ra->start && index < end && index != ra->start + ra->size / 2)
		return;
	ra->start = index >= ra->start && index < end ? end : index;
	ra->size = min(max(ra->size * 2, (unsigned int)FIRST_PAGES), most);
	if (ra->start < size)
		page_cache_readahead(mapping, ra->start,
				     min_t(unsigned long, ra->size, size - ra->start));
}
EXPORT_SYMBOL(file_readahead);
