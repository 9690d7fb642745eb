/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * filemap: the page cache.
 *
 * 1. Purpose. Disks are slow. What was read once stays in memory as long as nobody needs
 *    the memory for something else; what is written is written later, many times at once.
 *
 * 2. Structures. An address_space for each disk or file, with a tree from the offset, in
 *    pages, to the page; the page leads back by mapping and index:
 *
 *	address_space  page_tree -- 0 -> page { mapping, index 0, PG_uptodate }
 *	                         '- 7 -> page { mapping, index 7, PG_uptodate PG_dirty }
 *
 *	PG_uptodate   the content is valid
 *	PG_dirty      and newer than the disk's
 *	PG_writeback  is on its way to the disk
 *	PG_locked     somebody fills, writes or removes it
 *
 * 3. Invariants. A page in the tree has one reference for that, and one for each who has
 *    found it. It leaves the tree only locked, clean, and with no reference but the tree's
 *    and the remover's. It is on an LRU list of its zone (mm/lru.c) unless somebody has
 *    just taken it off to look at it.
 *
 * 4. Locking and context. mapping->tree_lock for the tree, interrupts off. The page's lock
 *    for its content; it is taken before tree_lock. Process context, but find_get_page().
 *
 * 5. Failure. No memory for a page or the tree: NULL, -ENOMEM. What readpage() says goes
 *    to who wanted the page; the page stays, not up to date, and is read again next time.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/vmstat.h>
#include <linux/wait.h>

#include "internal.h"
#include "lru.h"

#define GANG 16

static LIST_HEAD(mappings);
static DEFINE_MUTEX(mappings_mutex);
/* One for all pages: who waits looks at his own page's bit again. */
static DECLARE_WAIT_QUEUE_HEAD(page_wait);

static void setup(struct address_space *mapping, const struct address_space_operations *a_ops,
		  gfp_t gfp, void *private)
{
	*mapping = (struct address_space){.gfp_mask = gfp, .a_ops = a_ops, .private = private};
	/* under a spinlock */
	INIT_RADIX_TREE(&mapping->page_tree, GFP_ATOMIC | __GFP_NOWARN);
	spin_lock_init(&mapping->tree_lock);
	spin_lock_init(&mapping->i_mmap_lock);
	INIT_LIST_HEAD(&mapping->i_mmap);
	INIT_LIST_HEAD(&mapping->list);
}

static void enlist(struct address_space *mapping)
{
	mutex_lock(&mappings_mutex);
	if (list_empty(&mapping->list))
		list_add_tail(&mapping->list, &mappings);
	mutex_unlock(&mappings_mutex);
}

void address_space_init(struct address_space *mapping, const struct address_space_operations *a_ops,
			gfp_t gfp, void *private)
{
	setup(mapping, a_ops, gfp, private);
	enlist(mapping);
}
EXPORT_SYMBOL(address_space_init);

void address_space_init_quiet(struct address_space *mapping,
			      const struct address_space_operations *a_ops, gfp_t gfp)
{
	setup(mapping, a_ops, gfp, NULL);
}

void address_space_forget(struct address_space *mapping)
{
	WARN(mapping->nrpages, "address_space_forget: %lu pages are held\n", mapping->nrpages);
	if (list_empty(&mapping->list))
		return;
	mutex_lock(&mappings_mutex);
	list_del_init(&mapping->list);
	mutex_unlock(&mappings_mutex);
}

void for_each_mapping(unsigned long (*fn)(struct address_space *mapping), unsigned long *sum)
{
	struct address_space *mapping;

	mutex_lock(&mappings_mutex);
	list_for_each_entry (mapping, &mappings, list)
		*sum += fn(mapping);
	mutex_unlock(&mappings_mutex);
}

/* ---- a page's bits, and waiting for them ---- */

bool trylock_page(struct page *page)
{
	return !test_and_set_bit(PG_locked, &page->flags);
}
EXPORT_SYMBOL(trylock_page);

void lock_page(struct page *page)
{
	might_sleep();
	wait_event(page_wait, trylock_page(page));
}
EXPORT_SYMBOL(lock_page);

void unlock_page(struct page *page)
{
	WARN_ON(!PageLocked(page));
	ClearPageLocked(page);
	if (waitqueue_active(&page_wait))
		wake_up_all(&page_wait);
}
EXPORT_SYMBOL(unlock_page);

void wait_on_page_writeback(struct page *page)
{
	wait_event(page_wait, !PageWriteback(page));
}
EXPORT_SYMBOL(wait_on_page_writeback);

void wait_on_page_locked(struct page *page)
{
	wait_event(page_wait, !PageLocked(page));
}
EXPORT_SYMBOL(wait_on_page_locked);

/* The low bits of page->private: see guest/block/page_io.c. */
#define DIRTY_SECTORS ((1UL << (PAGE_SIZE / 512)) - 1)

static unsigned long sectors_of(unsigned int off, unsigned int bytes)
{
	unsigned int first = off / 512, end = (off + bytes + 511) / 512;

	return (1UL << end) - (1UL << first);
}

static void set_dirty_sectors(struct page *page, unsigned long sectors)
{
	unsigned long i;

	/* those of anonymous memory hold something else there */
	if (!PageSwapBacked(page))
		for_each_set_bit(i, &sectors, PAGE_SIZE / 512) set_bit(i, &page->private);
}

/* There is no medium from which it could differ. */
static bool is_the_medium(const struct page *page)
{
	const struct address_space *mapping = page->mapping;

	return mapping && !((unsigned long)mapping & 1) &&
	       test_bit(AS_UNEVICTABLE, &mapping->flags);
}

bool set_page_dirty_range(struct page *page, unsigned int off, unsigned int bytes)
{
	if (is_the_medium(page))
		return false;
	/* first what, then that: page_take_dirty_sectors() comes after clear_page_dirty_for_io() */
	set_dirty_sectors(page, sectors_of(off, bytes));
	if (test_and_set_bit(PG_dirty, &page->flags))
		return false;
	mod_node_page_state(NR_FILE_DIRTY, 1);
	mod_node_page_state(NR_DIRTIED, 1);
	return true;
}
EXPORT_SYMBOL(set_page_dirty_range);

bool set_page_dirty(struct page *page)
{
	return set_page_dirty_range(page, 0, PAGE_SIZE);
}
EXPORT_SYMBOL(set_page_dirty);

int set_page_dirty_lock(struct page *page)
{
	int dirty;

	lock_page(page);
	dirty = set_page_dirty(page);
	unlock_page(page);
	return dirty;
}
EXPORT_SYMBOL(set_page_dirty_lock);

unsigned long page_take_dirty_sectors(struct page *page)
{
	unsigned long sectors = 0, i;

	for (i = 0; i < PAGE_SIZE / 512; i++)
		sectors |= (unsigned long)test_and_clear_bit(i, &page->private) << i;
	return sectors;
}
EXPORT_SYMBOL(page_take_dirty_sectors);

void page_clean_range(struct page *page, unsigned int off, unsigned int bytes)
{
	unsigned long sectors = sectors_of(off, bytes), i;

	for_each_set_bit(i, &sectors, PAGE_SIZE / 512) clear_bit(i, &page->private);
	if (!(READ_ONCE(page->private) & DIRTY_SECTORS))
		clear_page_dirty_for_io(page);
}
EXPORT_SYMBOL(page_clean_range);

bool clear_page_dirty_for_io(struct page *page)
{
	if (!test_and_clear_bit(PG_dirty, &page->flags))
		return false;
	mod_node_page_state(NR_FILE_DIRTY, -1);
	return true;
}
EXPORT_SYMBOL(clear_page_dirty_for_io);

void set_page_writeback(struct page *page)
{
	SetPageWriteback(page);
	mod_node_page_state(NR_WRITEBACK, 1);
}
EXPORT_SYMBOL(set_page_writeback);

void end_page_writeback(struct page *page)
{
	/* as long as it is being written, nobody frees it */
	if (test_and_clear_bit(PG_reclaim, &page->flags))
		lru_rotate(page);
	ClearPageWriteback(page);
	mod_node_page_state(NR_WRITEBACK, -1);
	mod_node_page_state(NR_WRITTEN, 1);
	count_vm_events(PGPGOUT, PAGE_SIZE / 1024);
	if (waitqueue_active(&page_wait))
		wake_up_all(&page_wait);
}
EXPORT_SYMBOL(end_page_writeback);

bool wait_on_any_writeback(long timeout)
{
	unsigned long written = global_node_page_state(NR_WRITTEN);

	return global_node_page_state(NR_WRITEBACK) &&
	       wait_event_timeout(page_wait, global_node_page_state(NR_WRITTEN) != written,
				  timeout);
}

/* ---- in and out of the tree ---- */

struct page *find_get_page(struct address_space *mapping, unsigned long index)
{
	struct page *page;
	unsigned long flags;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	page = radix_tree_lookup(&mapping->page_tree, index);
	if (page)
		get_page(page);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	return page;
}
EXPORT_SYMBOL(find_get_page);

unsigned int find_get_pages_range(struct address_space *mapping, pgoff_t *start, pgoff_t end,
				  unsigned int nr, struct page **pages)
{
	unsigned int n, i;
	unsigned long flags;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	n = radix_tree_gang_lookup(&mapping->page_tree, (void **)pages, *start, nr);
	for (i = 0; i < n && pages[i]->index <= end; i++)
		get_page(pages[i]);
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (i)
		*start = pages[i - 1]->index + 1;
	return i;
}
EXPORT_SYMBOL(find_get_pages_range);

int add_to_page_cache_lru(struct page *page, struct address_space *mapping, unsigned long index,
			  gfp_t gfp)
{
	bool stays = test_bit(AS_UNEVICTABLE, &mapping->flags);
	unsigned long flags;
	int err;

	if (!stays && list_empty(&mapping->list))
		enlist(mapping);
	SetPageLocked(page);
	spin_lock_irqsave(&mapping->tree_lock, flags);
	err = radix_tree_insert(&mapping->page_tree, index, page);
	if (!err) {
		get_page(page);
		page->mapping = mapping;
		page->index = index;
		page->private = 0;
		mapping->nrpages++;
	}
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (err) {
		ClearPageLocked(page);
		return err;
	}
	mod_node_page_state(NR_FILE_PAGES, 1);
	if (!stays)
		lru_cache_add(page);
	return 0;
}
EXPORT_SYMBOL(add_to_page_cache_lru);

bool remove_mapping(struct address_space *mapping, struct page *page)
{
	unsigned long flags;
	bool removed = false;

	spin_lock_irqsave(&mapping->tree_lock, flags);
	if (page->mapping == mapping && page_ref_count(page) == 2 && !PageDirty(page) &&
	    !PageWriteback(page)) {
		radix_tree_delete(&mapping->page_tree, page->index);
		page->mapping = NULL;
		mapping->nrpages--;
		removed = true;
	}
	spin_unlock_irqrestore(&mapping->tree_lock, flags);
	if (removed) {
		ClearPageActive(page);
		mod_node_page_state(NR_FILE_PAGES, -1);
		put_page_testzero(page); /* the tree's; the caller still has his */
	}
	return removed;
}

/* ---- getting one ---- */

struct page *find_or_create_page(struct address_space *mapping, unsigned long index, gfp_t gfp)
{
	struct page *page;
	int err;

	for (;;) {
		page = find_get_page(mapping, index);
		if (page) {
			lock_page(page);
			if (page->mapping == mapping)
				return page;
			/* it was thrown out while we waited */
			unlock_page(page);
			put_page(page);
			continue;
		}
		page = alloc_page(gfp);
		if (!page)
			return NULL;
		err = add_to_page_cache_lru(page, mapping, index, gfp);
		if (!err)
			return page;
		__free_page(page);
		if (err != -EEXIST)
			return NULL;
	}
}
EXPORT_SYMBOL(find_or_create_page);

struct page *read_mapping_page(struct address_space *mapping, unsigned long index)
{
	struct page *page = find_get_page(mapping, index);
	int err;

	if (page && PageUptodate(page)) {
		mark_page_accessed(page);
		return page;
	}
	if (page)
		put_page(page);
	page = find_or_create_page(mapping, index, mapping->gfp_mask);
	if (!page)
		return ERR_PTR(-ENOMEM);
	if (PageUptodate(page)) {
		unlock_page(page);
	} else {
		err = mapping->a_ops->readpage(mapping, page);
		wait_on_page_locked(page);
		if (err || !PageUptodate(page)) {
			put_page(page);
			return ERR_PTR(err ? err : -EIO);
		}
	}
	mark_page_accessed(page);
	return page;
}
EXPORT_SYMBOL(read_mapping_page);

/* ---- throwing out ---- */

/* With a reference, not locked. True: it is free. */
bool invalidate_page(struct page *page)
{
	struct address_space *mapping = page->mapping;
	bool removed = false;

	if (!mapping || !trylock_page(page))
		return false;
	if (lru_isolate(page)) {
		removed = page->mapping == mapping && remove_mapping(mapping, page);
		if (!removed)
			lru_putback(page);
	}
	unlock_page(page);
	return removed;
}

unsigned long for_each_cached_page(struct address_space *mapping,
				   bool (*fn)(struct address_space *mapping, struct page *page))
{
	struct page *pages[GANG];
	unsigned long first = 0, done = 0;
	unsigned int n, i;

	while ((n = find_get_pages_range(mapping, &first, ~0ul, GANG, pages))) {
		for (i = 0; i < n; i++) {
			done += fn(mapping, pages[i]);
			put_page(pages[i]);
		}
		cond_resched();
	}
	return done;
}

static bool invalidate(struct address_space *mapping, struct page *page)
{
	return invalidate_page(page);
}

unsigned long invalidate_mapping_pages(struct address_space *mapping)
{
	return for_each_cached_page(mapping, invalidate);
}
EXPORT_SYMBOL(invalidate_mapping_pages);

unsigned long drop_pagecache(void)
{
	unsigned long dropped = 0;

	for_each_mapping(invalidate_mapping_pages, &dropped);
	return dropped;
}

static bool discard(struct address_space *mapping, struct page *page)
{
	lock_page(page);
	wait_on_page_writeback(page);
	clear_page_dirty_for_io(page);
	unlock_page(page);
	return invalidate_page(page);
}

void address_space_destroy(struct address_space *mapping)
{
	mutex_lock(&mappings_mutex);
	list_del(&mapping->list);
	mutex_unlock(&mappings_mutex);
	for_each_cached_page(mapping, discard);
	WARN(mapping->nrpages, "address_space_destroy: %lu pages are held\n", mapping->nrpages);
}
EXPORT_SYMBOL(address_space_destroy);
