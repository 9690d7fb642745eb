/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * filemap_rw: files whose content is in the page cache: reading, writing, cutting.
 *
 * 1. Purpose. What ext2 and tmpfs have in common: read_iter and write_iter that copy from
 *    and to pages of the cache, and leave it to the file system to fill and to keep them.
 *
 * 2. Structures. A write goes page by page:
 *
 *	write_begin(): the page, locked, up to date where the write leaves something of it
 *	copy
 *	write_end(): i_size, dirty, unlocked
 *
 * 3. Invariants. Nobody sees what is beyond i_size: it is zeros up to the end of the page.
 *
 * 4. Locking and context. i_rwsem for a write, none for a read. The program's memory is
 *    made present before a page is locked, for it might be this very page.
 *
 * 5. Failure. What was done before counts; else the file system's, -EFAULT, -EFBIG, -EIO.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

#include "internal.h"

/* ---- reading ---- */

static ssize_t read_pages(struct file *file, struct address_space *mapping, loff_t *pos,
			  struct iov_iter *to)
{
	struct inode *inode = mapping->host;
	ssize_t done = 0;
	int err = 0;

	while (iov_iter_count(to)) {
		loff_t size = i_size_read(inode);
		unsigned long index = *pos >> PAGE_SHIFT;
		size_t off = *pos & ~PAGE_MASK, len, copied;
		struct page *page;

		if (*pos >= size)
			break;
		if (mapping->a_ops->readpages)
			file_readahead(mapping, &file->f_ra, index,
				       (size + PAGE_SIZE - 1) >> PAGE_SHIFT);
		page = read_mapping_page(mapping, index);
		if (IS_ERR(page)) {
			err = PTR_ERR(page);
			break;
		}
		/* it may have been cut while we waited */
		size = i_size_read(inode);
		len = *pos < size ? min_t(loff_t, PAGE_SIZE - off, size - *pos) : 0;
		len = min(len, iov_iter_count(to));
		copied = copy_page_to_iter(page, off, len, to);
		put_page(page);
		*pos += copied;
		done += copied;
		if (copied < len)
			err = -EFAULT;
		if (copied < len || !len)
			break;
		if (signal_pending(current) && fatal_signal_pending(current)) {
			err = -EINTR;
			break;
		}
	}
	return done ? done : err;
}

ssize_t generic_file_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	ssize_t ret;

	if (!iov_iter_count(to))
		return 0;
	ret = read_pages(file, file->f_mapping, &iocb->ki_pos, to);
	file_accessed(file);
	return ret;
}
EXPORT_SYMBOL(generic_file_read_iter);

/* ---- writing ---- */

ssize_t generic_write_checks(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file->f_mapping->host;
	unsigned long limit = current->signal ? rlimit(RLIMIT_FSIZE) : RLIM_INFINITY;
	loff_t max = inode->i_sb->s_maxbytes;

	if (!iov_iter_count(from))
		return 0;
	if (iocb->ki_flags & IOCB_APPEND)
		iocb->ki_pos = i_size_read(inode);
	if (limit != RLIM_INFINITY) {
		if (iocb->ki_pos >= limit) {
			send_sig(SIGXFSZ, current, 0);
			return -EFBIG;
		}
		iov_iter_truncate(from, limit - iocb->ki_pos);
	}
	if (!(file->f_flags & O_LARGEFILE))
		max = min_t(loff_t, max, MAX_NON_LFS);
	if (iocb->ki_pos >= max)
		return -EFBIG;
	iov_iter_truncate(from, max - iocb->ki_pos);
	return iov_iter_count(from);
}
EXPORT_SYMBOL(generic_write_checks);

static ssize_t write_pages(struct file *file, struct address_space *mapping, loff_t pos,
			   struct iov_iter *from)
{
	const struct address_space_operations *op = mapping->a_ops;
	ssize_t done = 0;
	int err = 0;

	while (iov_iter_count(from)) {
		size_t off = pos & ~PAGE_MASK, len, copied;
		struct page *page;
		void *fsdata = NULL;

		len = min_t(size_t, PAGE_SIZE - off, iov_iter_count(from));
		if (fault_in_iov_iter_readable(from, len) == len) {
			err = -EFAULT;
			break;
		}
		if (signal_pending(current) && fatal_signal_pending(current)) {
			err = -EINTR;
			break;
		}
		err = op->write_begin(file, mapping, pos, len, &page, &fsdata);
		if (err)
			break;
		pagefault_disable();
		copied = copy_page_from_iter(page, off, len, from);
		pagefault_enable();
		err = op->write_end(file, mapping, pos, len, copied, page, fsdata);
		if (err < 0) {
			iov_iter_revert(from, copied);
			break;
		}
		if (err < copied)
			iov_iter_revert(from, copied - err);
		pos += err;
		done += err;
		err = 0;
		balance_dirty_pages(mapping);
		cond_resched();
	}
	return done ? done : err;
}

ssize_t __generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	ssize_t ret = file_modified(file);

	if (ret)
		return ret;
	ret = write_pages(file, file->f_mapping, iocb->ki_pos, from);
	if (ret > 0)
		iocb->ki_pos += ret;
	return ret;
}
EXPORT_SYMBOL(__generic_file_write_iter);

ssize_t generic_file_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct file *file = iocb->ki_filp;
	struct inode *inode = file->f_mapping->host;
	ssize_t ret;
	int err;

	inode_lock(inode);
	ret = generic_write_checks(iocb, from);
	if (ret > 0)
		ret = __generic_file_write_iter(iocb, from);
	inode_unlock(inode);
	if (ret > 0 && (iocb->ki_flags & (IOCB_DSYNC | IOCB_SYNC) || IS_SYNC(inode))) {
		err = vfs_fsync_range(file, iocb->ki_pos - ret, iocb->ki_pos - 1,
				      !(iocb->ki_flags & IOCB_SYNC));
		if (err)
			ret = err;
	}
	return ret;
}
EXPORT_SYMBOL(generic_file_write_iter);

/* ---- cutting ---- */

/* Programs that have it mapped must not see what is cut off. */
void truncate_setsize(struct inode *inode, loff_t size)
{
	loff_t old = i_size_read(inode);

	i_size_write(inode, size);
	if (size >= old)
		return;
	if (!list_empty(&inode->i_mapping->i_mmap))
		unmap_mapping_range(inode->i_mapping, round_up(size, (loff_t)PAGE_SIZE), 0, 1);
	truncate_inode_pages(inode->i_mapping, size);
	if (!list_empty(&inode->i_mapping->i_mmap))
		unmap_mapping_range(inode->i_mapping, round_up(size, (loff_t)PAGE_SIZE), 0, 1);
}
EXPORT_SYMBOL(truncate_setsize);
