/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * buffer: blocks of a device's page cache.
 *
 * 1. Purpose. A file system's bitmaps, tables and indirect blocks are blocks of the device,
 *    smaller than a page as a rule, and it wants them by number and by address.
 *
 * 2. Structures. A buffer_head is a reference to a page of the device, and where in it the
 *    block lies. Two of one block lead to the same bytes; nothing else is kept of it:
 *
 *	device's page   [ block 4 | block 5 | block 6 | block 7 ]   dirty sectors: those of 5
 *	                            ^ bh->b_data
 *
 * 3. Invariants. The page is in low memory, and stays as long as anyone has a buffer of it.
 *    What is not marked dirty here is not written, so a file's blocks beside metadata are
 *    written from the file's own pages only.
 *
 * 4. Locking and context. None for the content: that is the file system's. Process context.
 *
 * 5. Failure. NULL, -EIO.
 */
#include <linux/buffer_head.h>
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/slab.h>

static struct kmem_cache *bh_cache;

struct buffer_head *__bread(struct block_device *bdev, sector_t block, unsigned int size)
{
	u64 pos = block * size;
	struct buffer_head *bh;
	struct page *page;

	if (pos + size > bdev_nr_bytes(bdev))
		return NULL;
	bh = kmem_cache_alloc(bh_cache, GFP_NOFS);
	if (!bh)
		return NULL;
	page = read_mapping_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
	if (IS_ERR(page)) {
		kmem_cache_free(bh_cache, bh);
		return NULL;
	}
	*bh = (struct buffer_head){
	    .b_page = page,
	    .b_blocknr = block,
	    .b_size = size,
	    .b_data = (char *)page_address(page) + (pos & ~PAGE_MASK),
	    .b_bdev = bdev,
	    .b_count = ATOMIC_INIT(1),
	};
	return bh;
}
EXPORT_SYMBOL(__bread);

void get_bh(struct buffer_head *bh)
{
	atomic_inc(&bh->b_count);
}
EXPORT_SYMBOL(get_bh);

void brelse(struct buffer_head *bh)
{
	if (!bh || !atomic_dec_and_test(&bh->b_count))
		return;
	put_page(bh->b_page);
	kmem_cache_free(bh_cache, bh);
}
EXPORT_SYMBOL(brelse);

static unsigned int offset_of(const struct buffer_head *bh)
{
	return (unsigned long)bh->b_data & ~PAGE_MASK;
}

void mark_buffer_dirty(struct buffer_head *bh)
{
	set_page_dirty_range(bh->b_page, offset_of(bh), bh->b_size);
}
EXPORT_SYMBOL(mark_buffer_dirty);

int sync_dirty_buffer(struct buffer_head *bh)
{
	struct address_space *mapping = bh->b_bdev->bd_mapping;

	lock_page(bh->b_page);
	wait_on_page_writeback(bh->b_page);
	if (clear_page_dirty_for_io(bh->b_page))
		mapping->a_ops->writepage(mapping, bh->b_page);
	else
		unlock_page(bh->b_page);
	wait_on_page_writeback(bh->b_page);
	return filemap_check_errors(mapping);
}
EXPORT_SYMBOL(sync_dirty_buffer);

static void forget(struct page *page, unsigned int off, unsigned int bytes)
{
	lock_page(page);
	/* what is under way would arrive after what the block's new owner writes */
	wait_on_page_writeback(page);
	page_clean_range(page, off, bytes);
	unlock_page(page);
}

void bforget(struct buffer_head *bh)
{
	forget(bh->b_page, offset_of(bh), bh->b_size);
	brelse(bh);
}
EXPORT_SYMBOL(bforget);

void clean_bdev_aliases(struct block_device *bdev, sector_t block, sector_t blocks,
			unsigned int size)
{
	struct page *page;
	u64 pos;

	for (; blocks--; block++) {
		pos = block * size;
		page = find_get_page(bdev->bd_mapping, pos >> PAGE_SHIFT);
		if (!page)
			continue;
		forget(page, pos & ~PAGE_MASK, size);
		put_page(page);
	}
}
EXPORT_SYMBOL(clean_bdev_aliases);

int sb_set_blocksize(struct super_block *sb, int size)
{
	if (size < (int)bdev_logical_block_size(sb->s_bdev) || size < SECTOR_SIZE ||
	    size > (int)PAGE_SIZE || !is_power_of_2(size))
		return 0;
	sb->s_blocksize = size;
	sb->s_blocksize_bits = ilog2(size);
	return size;
}
EXPORT_SYMBOL(sb_set_blocksize);

int sb_min_blocksize(struct super_block *sb, int size)
{
	return sb_set_blocksize(sb, max_t(int, size, bdev_logical_block_size(sb->s_bdev)));
}
EXPORT_SYMBOL(sb_min_blocksize);

static int __init buffer_init(void)
{
	bh_cache = KMEM_CACHE(buffer_head, SLAB_PANIC | SLAB_RECLAIM_ACCOUNT);
	return 0;
}
core_initcall(buffer_init);
