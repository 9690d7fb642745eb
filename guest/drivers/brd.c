/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * brd: a disk in memory. Its medium is a page for each 4 KiB that was ever written, in a
 * tree; what was never written reads as zeros. The page cache stands before it as before
 * any disk, so what is cached is in memory twice.
 */
#include <linux/brd.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

struct brd {
	struct address_space mapping;
	struct radix_tree_root medium;
	struct mutex mutex; /* medium */
	u64 bytes;
	unsigned long reads, writes;
};

/* ---- the medium ---- */

static int medium_read(struct brd *brd, struct page *page)
{
	struct page *from;

	mutex_lock(&brd->mutex);
	from = radix_tree_lookup(&brd->medium, page->index);
	if (from)
		copy_highpage(page, from);
	else
		clear_highpage(page);
	brd->reads++;
	mutex_unlock(&brd->mutex);
	return 0;
}

/* Called to make memory free: it may use the reserves, and must not wait for others to free. */
static struct page *new_medium_page(struct brd *brd, unsigned long index)
{
	struct page *page = alloc_page(GFP_NOIO | __GFP_HIGHMEM | __GFP_NOWARN);

	if (!page)
		return NULL;
	page->private = index;
	if (!radix_tree_insert(&brd->medium, index, page))
		return page;
	__free_page(page);
	return NULL;
}

static int medium_write(struct brd *brd, struct page *page)
{
	struct page *to;

	mutex_lock(&brd->mutex);
	to = radix_tree_lookup(&brd->medium, page->index);
	if (!to)
		to = new_medium_page(brd, page->index);
	if (to)
		copy_highpage(to, page);
	brd->writes++;
	mutex_unlock(&brd->mutex);
	return to ? 0 : -ENOSPC;
}

static void medium_free(struct brd *brd)
{
	struct page *page;

	while (radix_tree_gang_lookup(&brd->medium, (void **)&page, 0, 1)) {
		radix_tree_delete(&brd->medium, page->private);
		__free_page(page);
	}
}

/* ---- before the page cache ---- */

static int brd_readpage(struct address_space *mapping, struct page *page)
{
	int err = medium_read(mapping->private, page);

	if (!err)
		SetPageUptodate(page);
	unlock_page(page);
	return err;
}

static int brd_writepage(struct address_space *mapping, struct page *page)
{
	int err;

	set_page_writeback(page);
	unlock_page(page);
	err = medium_write(mapping->private, page);
	end_page_writeback(page);
	return err;
}

static const struct address_space_operations brd_aops = {
    .readpage = brd_readpage,
    .writepage = brd_writepage,
};

/* ---- */

struct brd *brd_create(u64 bytes)
{
	struct brd *brd = kzalloc(sizeof(*brd), GFP_KERNEL);

	if (!brd)
		return NULL;
	brd->bytes = round_up(bytes, (u64)PAGE_SIZE);
	mutex_init(&brd->mutex);
	INIT_RADIX_TREE(&brd->medium, GFP_NOIO | __GFP_NOWARN);
	address_space_init(&brd->mapping, &brd_aops, GFP_HIGHUSER, brd);
	return brd;
}
EXPORT_SYMBOL(brd_create);

void brd_destroy(struct brd *brd)
{
	if (!brd)
		return;
	address_space_destroy(&brd->mapping);
	medium_free(brd);
	kfree(brd);
}
EXPORT_SYMBOL(brd_destroy);

struct address_space *brd_mapping(struct brd *brd)
{
	return &brd->mapping;
}

u64 brd_bytes(const struct brd *brd)
{
	return brd->bytes;
}

void brd_counts(const struct brd *brd, unsigned long *reads, unsigned long *writes)
{
	*reads = brd->reads;
	*writes = brd->writes;
}

/* What of [pos, pos + bytes) is on the disk and in one page. */
static size_t in_page(const struct brd *brd, u64 pos, size_t bytes)
{
	if (pos >= brd->bytes)
		return 0;
	bytes = min_t(u64, bytes, brd->bytes - pos);
	return min_t(size_t, bytes, PAGE_SIZE - (pos & ~PAGE_MASK));
}

ssize_t brd_read(struct brd *brd, void *to, size_t bytes, u64 pos)
{
	size_t done = 0, n;
	struct page *page;

	for (; (n = in_page(brd, pos, bytes - done)); done += n, pos += n) {
		page = read_mapping_page(&brd->mapping, pos >> PAGE_SHIFT);
		if (IS_ERR(page))
			return done ? (ssize_t)done : PTR_ERR(page);
		memcpy_from_page(to + done, page, pos & ~PAGE_MASK, n);
		put_page(page);
	}
	return done;
}
EXPORT_SYMBOL(brd_read);

ssize_t brd_write(struct brd *brd, const void *from, size_t bytes, u64 pos)
{
	size_t done = 0, n;
	struct page *page;

	for (; (n = in_page(brd, pos, bytes - done)); done += n, pos += n) {
		page = read_mapping_page(&brd->mapping, pos >> PAGE_SHIFT);
		if (IS_ERR(page))
			return done ? (ssize_t)done : PTR_ERR(page);
		lock_page(page);
		memcpy_to_page(page, pos & ~PAGE_MASK, from + done, n);
		set_page_dirty(page);
		unlock_page(page);
		put_page(page);
		balance_dirty_pages(&brd->mapping);
	}
	return done;
}
EXPORT_SYMBOL(brd_write);
