/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * writeback: dirty pages on their way to the disk.
 *
 * 1. Purpose. A page that was written to is written out later: often it is written to
 *    again, and neighbours can go together. But not too late, or too much would be lost
 *    at once, and reclaim would find nothing clean.
 *
 * 2. Structures. A thread, "flush", that wakes every dirty_writeback_centisecs, or when
 *    more than dirty_background_ratio per cent of memory is dirty; beyond dirty_ratio
 *    those who make pages dirty must write themselves:
 *
 *	0 % ------------ background 10 % ------------- dirty 40 % ------
 *	   every 5 seconds          flush is woken            writers write
 *
 * 3. Invariants. A page is clean, dirty, or under writeback; PG_writeback is set before
 *    its lock is given up, so nobody throws it out meanwhile.
 *
 * 4. Locking and context. Process context; a page's lock for the time of its writepage().
 *
 * 5. Failure. writepage() fails: the page is dirty again, and is tried the next time.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <linux/vmstat.h>
#include <linux/wait.h>

#include "internal.h"
#include "lru.h"

int dirty_ratio = 40, dirty_background_ratio = 10, dirty_writeback_centisecs = 500;

static DECLARE_WAIT_QUEUE_HEAD(flush_wait);
static bool flush_wanted;

bool write_page(struct address_space *mapping, struct page *page)
{
	int err;

	if (PageDirty(page) && !PageWriteback(page))
		page_mkclean(page); /* who writes to it from now on has to make it dirty again */
	/* under writeback: it was dirtied meanwhile, and goes the next time */
	if (PageWriteback(page) || !clear_page_dirty_for_io(page)) {
		unlock_page(page);
		return false;
	}
	err = mapping->a_ops->writepage(mapping, page);
	if (err)
		set_page_dirty(page);
	return !err;
}

static bool write_cached(struct address_space *mapping, struct page *page)
{
	if (!PageDirty(page) || PageWriteback(page))
		return false;
	lock_page(page);
	if (page->mapping == mapping)
		return write_page(mapping, page);
	unlock_page(page);
	return false;
}

unsigned long filemap_write_all(struct address_space *mapping)
{
	return for_each_cached_page(mapping, write_cached);
}
EXPORT_SYMBOL(filemap_write_all);

static bool wait_for_page(struct address_space *mapping, struct page *page)
{
	wait_on_page_writeback(page);
	return false;
}

/* What is dirtied while it is written is somebody else's to write, but what was before is not. */
int filemap_write_and_wait(struct address_space *mapping)
{
	for_each_cached_page(mapping, wait_for_page);
	filemap_write_all(mapping);
	for_each_cached_page(mapping, wait_for_page);
	return filemap_check_errors(mapping);
}
EXPORT_SYMBOL(filemap_write_and_wait);

void mapping_set_error(struct address_space *mapping, int err)
{
	if (mapping && err)
		set_bit(err == -ENOSPC ? AS_ENOSPC : AS_EIO, &mapping->flags);
}
EXPORT_SYMBOL(mapping_set_error);

int filemap_check_errors(struct address_space *mapping)
{
	bool eio = test_and_clear_bit(AS_EIO, &mapping->flags);
	bool enospc = test_and_clear_bit(AS_ENOSPC, &mapping->flags);

	return eio ? -EIO : enospc ? -ENOSPC : 0;
}
EXPORT_SYMBOL(filemap_check_errors);

unsigned long writeback_all(void)
{
	unsigned long written = 0;

	for_each_mapping(filemap_write_all, &written);
	return written;
}

static bool beyond(int percent)
{
	return global_node_page_state(NR_FILE_DIRTY) * 100 > totalram_pages() * percent;
}

void balance_dirty_pages(struct address_space *mapping)
{
	if (beyond(dirty_ratio)) {
		filemap_write_all(mapping);
	} else if (beyond(dirty_background_ratio) && !flush_wanted) {
		flush_wanted = true;
		wake_up(&flush_wait);
	}
}
EXPORT_SYMBOL(balance_dirty_pages);

static int flush(void *unused)
{
	while (!kthread_should_stop()) {
		wait_event_interruptible_timeout(flush_wait, flush_wanted,
						 dirty_writeback_centisecs * HZ / 100);
		flush_wanted = false;
		if (global_node_page_state(NR_FILE_DIRTY))
			writeback_all();
	}
	return 0;
}

void __init writeback_init(void)
{
	if (IS_ERR(kthread_run(flush, NULL, "flush")))
		pr_err("writeback: no memory for its thread\n");
}
