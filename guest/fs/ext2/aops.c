/* SPDX-License-Identifier: GPL-2.0-only */
/* aops: a file's pages, from and to its blocks. */
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/page_io.h>
#include <linux/pagemap.h>

#include "ext2.h"

/* What lies beyond the file's end is nobody's, and never gets blocks. */
static int map_sectors(struct address_space *mapping, u64 sector, unsigned int max, bool create,
		       struct disk_run *disk)
{
	struct inode *inode = mapping->host;
	unsigned int shift = inode->i_sb->s_blocksize_bits - SECTOR_SHIFT;
	u32 off = sector & ((1u << shift) - 1);
	u64 block = sector >> shift, end;
	struct ext2_run run = {.count = 1};
	int err = 0;

	end = (i_size_read(inode) + inode->i_sb->s_blocksize - 1) >> inode->i_sb->s_blocksize_bits;
	if (block < end)
		err = ext2_map_blocks(inode, block, ((max - 1) >> shift) + 1, create, &run);
	if (err)
		return err;
	*disk = (struct disk_run){
	    .bdev = run.block ? inode->i_sb->s_bdev : NULL,
	    .sector = ((u64)run.block << shift) + off,
	    .sectors = min((run.count << shift) - off, max),
	};
	return 0;
}

static int ext2_readpage(struct address_space *mapping, struct page *page)
{
	return pages_read(mapping, &page, 1, map_sectors);
}

static int ext2_readpages(struct address_space *mapping, struct page **pages, unsigned int nr)
{
	return pages_read(mapping, pages, nr, map_sectors);
}

/* What a program wrote behind the end, by mmap(), is not the file's. */
static void zero_behind_end(struct inode *inode, struct page *page)
{
	loff_t size = i_size_read(inode), start = (loff_t)page->index << PAGE_SHIFT;

	if (size > start && size < start + (loff_t)PAGE_SIZE)
		zero_user(page, size - start, start + PAGE_SIZE - size);
}

static int ext2_writepage(struct address_space *mapping, struct page *page)
{
	zero_behind_end(mapping->host, page);
	return page_write(mapping, page, map_sectors);
}

/* ---- write() ---- */

#define FRESH ((void *)1) /* it was a hole, or some of it */

/* Blocks for [pos, pos + len), which lies in one page. *fresh: how many were holes. */
static int fill_holes(struct inode *inode, loff_t pos, unsigned int len, unsigned int *fresh)
{
	unsigned int bits = inode->i_sb->s_blocksize_bits;
	u64 block = pos >> bits, last = (pos + len - 1) >> bits;
	struct ext2_run run;
	int err = 0;

	*fresh = 0;
	for (; block <= last && !err; block += run.count) {
		err = ext2_map_blocks(inode, block, last - block + 1, true, &run);
		*fresh += run.fresh;
	}
	return err;
}

/* Are some of the page's blocks on the disk, and some not? */
static bool is_mixed(struct inode *inode, loff_t pos)
{
	unsigned int bits = inode->i_sb->s_blocksize_bits, n = PAGE_SIZE >> bits, i, holes = 0;
	struct ext2_run run;

	for (i = 0; i < n; i++)
		if (!ext2_map_blocks(inode, (pos >> bits) + i, 1, false, &run))
			holes += !run.block;
	return holes && holes < n;
}

static struct page *read_locked(struct address_space *mapping, unsigned long index)
{
	struct page *page;

	for (;;) {
		page = read_mapping_page(mapping, index);
		if (IS_ERR(page))
			return page;
		lock_page(page);
		if (page->mapping == mapping)
			return page;
		unlock_page(page);
		put_page(page);
	}
}

/* Locked. When all of it will be written, nothing needs to be read. */
static struct page *page_of(struct address_space *mapping, loff_t pos, unsigned int len)
{
	unsigned long index = pos >> PAGE_SHIFT;
	struct page *page;

	if (len < PAGE_SIZE || is_mixed(mapping->host, pos))
		return read_locked(mapping, index);
	page = find_or_create_page(mapping, index, mapping->gfp_mask & ~__GFP_FS);
	return page ? page : ERR_PTR(-ENOMEM);
}

static void forget_beyond(struct inode *inode, loff_t pos)
{
	if (pos > i_size_read(inode))
		ext2_truncate_blocks(inode, i_size_read(inode));
}

int ext2_write_begin(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		     struct page **pagep, void **fsdata)
{
	struct inode *inode = mapping->host;
	struct page *page = page_of(mapping, pos, len);
	unsigned int fresh;
	int err;

	if (IS_ERR(page))
		return PTR_ERR(page);
	err = fill_holes(inode, pos, len, &fresh);
	if (err) {
		unlock_page(page);
		put_page(page);
		forget_beyond(inode, pos + len);
		return err;
	}
	*fsdata = fresh ? FRESH : NULL;
	*pagep = page;
	return 0;
}

/* Whole blocks: what the copy did not touch of a new one is zeros. */
static void mark_dirty(struct inode *inode, struct page *page, loff_t pos, unsigned int len)
{
	unsigned int mask = inode->i_sb->s_blocksize - 1, off = pos & ~PAGE_MASK;
	unsigned int from = off & ~mask, to = (off + len + mask) & ~mask;

	set_page_dirty_range(page, from, to - from);
}

int ext2_write_end(struct file *file, struct address_space *mapping, loff_t pos, unsigned int len,
		   unsigned int copied, struct page *page, void *fsdata)
{
	struct inode *inode = mapping->host;

	/* not up to date: all of it was to be written, and is either new or on the disk */
	if (copied < len && !PageUptodate(page)) {
		if (fsdata == FRESH)
			zero_user(page, copied, PAGE_SIZE - copied);
		else
			copied = 0;
	}
	if (copied || fsdata == FRESH) {
		SetPageUptodate(page);
		mark_dirty(inode, page, pos, fsdata == FRESH ? len : copied);
	}
	if (pos + copied > i_size_read(inode)) {
		i_size_write(inode, pos + copied);
		mark_inode_dirty(inode);
	}
	unlock_page(page);
	put_page(page);
	if (copied < len)
		forget_beyond(inode, pos + len);
	return copied;
}

static sector_t ext2_bmap(struct address_space *mapping, sector_t block)
{
	struct ext2_run run;

	return ext2_map_blocks(mapping->host, block, 1, false, &run) ? 0 : run.block;
}

const struct address_space_operations ext2_aops = {
    .readpage = ext2_readpage,
    .readpages = ext2_readpages,
    .writepage = ext2_writepage,
    .write_begin = ext2_write_begin,
    .write_end = ext2_write_end,
    .bmap = ext2_bmap,
};
