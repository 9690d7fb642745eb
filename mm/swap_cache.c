/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swap_cache: pages that are in memory and have a place in a swap area.
 *
 * 1. Purpose. A page on its way out is still to be found by who wants it back, and one that
 *    several share comes back once. A page that came back and was not changed can go again
 *    without being written.
 *
 * 2. Structures. A tree from the place to the page; the page says its place by private:
 *
 *	in memory only        --add_to_swap()-->   swap cache, dirty
 *	                                              | written
 *	on the disk only      <--reclaim--------   swap cache, clean
 *	      '-----------------fault-------------------^
 *
 * 3. Invariants. PG_swapcache is set while the page is in the tree; the tree has a reference
 *    to it, and one count of its place. A page comes and goes locked, and does not go while
 *    PG_writeback is set.
 *
 * 4. Locking and context. tree_lock, interrupts on. Process context.
 *
 * 5. Failure. No memory for the tree: the page stays where it was.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/radix-tree.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/vmstat.h>

#include "lru.h"

#define CLUSTER 8 /* pages read together: a swap area's neighbours went out together */

/* Under a spinlock; and by who makes memory free, so it may use the reserves. */
static struct radix_tree_root tree = RADIX_TREE_INIT(GFP_ATOMIC | __GFP_NOWARN);
static DEFINE_SPINLOCK(tree_lock);

unsigned long total_swapcache_pages(void)
{
	return global_node_page_state(NR_SWAPCACHE);
}

/* The place's count for the cache is the caller's to give. 0, -EEXIST, -ENOMEM. */
static int add(struct page *page, swp_entry_t entry)
{
	int err;

	spin_lock(&tree_lock);
	err = radix_tree_insert(&tree, entry.val, page);
	if (!err) {
		get_page(page);
		set_page_private(page, entry.val);
		SetPageSwapCache(page);
	}
	spin_unlock(&tree_lock);
	if (!err)
		mod_node_page_state(NR_SWAPCACHE, 1);
	return err;
}

bool add_to_swap(struct page *page)
{
	swp_entry_t entry;

	if (!get_swap_page(&entry))
		return false;
	if (add(page, entry)) {
		swap_free(entry);
		return false;
	}
	SetPageUptodate(page);
	SetPageDirty(page);
	return true;
}

void delete_from_swap_cache(struct page *page)
{
	swp_entry_t entry = {page_private(page)};

	WARN_ON(!PageLocked(page) || !PageSwapCache(page) || PageWriteback(page));
	spin_lock(&tree_lock);
	radix_tree_delete(&tree, entry.val);
	ClearPageSwapCache(page);
	set_page_private(page, 0);
	spin_unlock(&tree_lock);
	mod_node_page_state(NR_SWAPCACHE, -1);
	swap_free(entry);
	put_page(page);
}

struct page *lookup_swap_cache(swp_entry_t entry)
{
	struct page *page;

	spin_lock(&tree_lock);
	page = radix_tree_lookup(&tree, entry.val);
	if (page)
		get_page(page);
	spin_unlock(&tree_lock);
	return page;
}

bool remove_exclusive_swap_page(struct page *page)
{
	if (!PageSwapCache(page) || PageWriteback(page) || page_ref_count(page) != 2 ||
	    swap_count((swp_entry_t){page_private(page)}) != 1)
		return false;
	SetPageDirty(page);
	delete_from_swap_cache(page);
	return true;
}

void free_swap_cache(struct page *page)
{
	if (!PageSwapCache(page) || page_mapped(page) || !trylock_page(page))
		return;
	/* the cache's count is the only one: no page table leads there */
	if (PageSwapCache(page) && !page_mapped(page) && !PageWriteback(page) &&
	    swap_count((swp_entry_t){page_private(page)}) == 1)
		delete_from_swap_cache(page);
	unlock_page(page);
}

/* ---- reading ---- */

/* A new page, locked, in the cache; NULL: no memory, or the place is nobody's any more. */
static struct page *new_cached(swp_entry_t entry, gfp_t gfp, bool *exists)
{
	struct page *page = alloc_page(gfp);
	int err;

	*exists = false;
	if (!page)
		return NULL;
	if (!swap_duplicate(entry)) {
		__free_page(page);
		return NULL;
	}
	__SetPageLocked(page);
	__SetPageSwapBacked(page);
	err = add(page, entry);
	if (!err) {
		lru_cache_add(page);
		return page;
	}
	swap_free(entry);
	page->flags &= ~(1UL << PG_locked | 1UL << PG_swapbacked);
	__free_page(page);
	*exists = err == -EEXIST;
	return NULL;
}

struct page *read_swap_cache(swp_entry_t entry, gfp_t gfp)
{
	struct page *page;
	bool exists;

	do {
		page = lookup_swap_cache(entry);
		if (page)
			return page;
		page = new_cached(entry, gfp, &exists);
	} while (!page && exists);
	if (page)
		swap_readpage(page, entry);
	return page;
}

void swapin_readahead(swp_entry_t entry, gfp_t gfp)
{
	unsigned long first = swp_offset(entry) & ~(CLUSTER - 1ul), i;
	struct page *page;
	swp_entry_t near;

	for (i = first; i < first + CLUSTER; i++) {
		near = swp_entry(swp_type(entry), i);
		if (!i || near.val == entry.val || !swap_count(near))
			continue;
		page = read_swap_cache(near, gfp | __GFP_NORETRY | __GFP_NOWARN);
		if (!page)
			break;
		put_page(page);
	}
}
