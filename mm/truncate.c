/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * truncate: pages out of the page cache because what they hold is no more.
 *
 * 1. Purpose. A file is cut, removed, or its file system goes: its pages are of no use,
 *    dirty or not.
 *
 * 2. Structures. None of its own. Of a range that begins or ends within a page the page
 *    stays, and the part becomes zeros:
 *
 *	        lstart                    lend
 *	[....000][ gone ][ gone ][ gone ][000....]
 *
 * 3. Invariants. A page leaves with its lock held, off the LRU lists and not under
 *    writeback. Who else holds a reference keeps the page, but mapping is NULL then.
 *
 * 4. Locking and context. The page's lock, then tree_lock. May sleep.
 *
 * 5. Failure. None.
 */
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "lru.h"

#define GANG 16

/* Locked. Reclaim may just look at it: it cannot keep what is locked. */
static void off_the_lists(struct address_space *mapping, struct page *page)
{
	if (test_bit(AS_UNEVICTABLE, &mapping->flags))
		return;
	while (!lru_isolate(page))
		cond_resched();
}

static void remove_page(struct address_space *mapping, struct page *page)
{
	unsigned long flags;

	lock_page(page);
	wait_on_page_writeback(page);
	if (page->mapping != mapping) {
		unlock_page(page);
		return;
	}
	clear_page_dirty_for_io(page);
	off_the_lists(mapping, page);
	spin_lock_irqsave(&mapping->tree_lock, flags);
	radix_tree_delete(&mapping->page_tree, page->index);
	page->mapping = NULL;
	mapping->nrpages--;
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	ClearPageActive(page);
	ClearPageReferenced(page);
	mod_node_page_state(NR_FILE_PAGES, -1);
	unlock_page(page);
	put_page(page); /* the tree's */
}

static void zero_part(struct address_space *mapping, unsigned long index, unsigned int from,
		      unsigned int to)
{
	struct page *page = find_get_page(mapping, index);

	if (!page)
		return;
	lock_page(page);
	wait_on_page_writeback(page);
	if (page->mapping == mapping && PageUptodate(page))
		zero_user(page, from, to - from);
	unlock_page(page);
	put_page(page);
}

void truncate_inode_pages_range(struct address_space *mapping, loff_t lstart, loff_t lend)
{
	unsigned long first = (lstart + PAGE_SIZE - 1) >> PAGE_SHIFT, last, begin;
	unsigned int head = lstart & ~PAGE_MASK, tail = (lend + 1) & ~PAGE_MASK, n, i;
	struct page *pages[GANG];

	if (!mapping->nrpages)
		return;
	begin = lstart >> PAGE_SHIFT;
	last = lend < 0 ? ~0UL : (unsigned long)((lend + 1) >> PAGE_SHIFT) - 1;
	if (lend >= 0 && begin == (unsigned long)(lend >> PAGE_SHIFT) && (head || tail)) {
		zero_part(mapping, begin, head, tail ? tail : PAGE_SIZE);
		return;
	}
	if (head)
		zero_part(mapping, begin, head, PAGE_SIZE);
	while (first <= last && (n = find_get_pages_range(mapping, &first, last, GANG, pages))) {
		for (i = 0; i < n; i++) {
			remove_page(mapping, pages[i]);
			put_page(pages[i]);
		}
		cond_resched();
	}
	if (lend >= 0 && tail)
		zero_part(mapping, lend >> PAGE_SHIFT, 0, tail);
}
EXPORT_SYMBOL(truncate_inode_pages_range);

void truncate_inode_pages(struct address_space *mapping, loff_t lstart)
{
	truncate_inode_pages_range(mapping, lstart, -1);
}
EXPORT_SYMBOL(truncate_inode_pages);

void truncate_inode_pages_final(struct address_space *mapping)
{
	truncate_inode_pages_range(mapping, 0, -1);
}
EXPORT_SYMBOL(truncate_inode_pages_final);
