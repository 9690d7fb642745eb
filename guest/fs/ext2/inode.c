/* SPDX-License-Identifier: GPL-2.0-only */
/* inode: from the disk's inode to the kernel's and back; files, and their end. */
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/stat.h>
#include <linux/string.h>
#include <linux/writeback.h>

#include "ext2.h"

/* ---- on the disk ---- */

static struct ext2_inode *get_raw(struct super_block *sb, unsigned long ino,
				  struct buffer_head **bh)
{
	struct ext2_sb_info *sbi = EXT2_SB(sb);
	unsigned long index = (ino - 1) % sbi->inodes_per_group;
	const struct ext2_group_desc *desc;

	if ((ino != EXT2_ROOT_INO && ino < sbi->first_ino) || ino > sbi->es->s_inodes_count)
		return NULL;
	desc = ext2_group(sb, (ino - 1) / sbi->inodes_per_group, NULL);
	*bh = sb_bread(sb, desc->bg_inode_table + index / sbi->inodes_per_block);
	if (!*bh)
		return NULL;
	return (void *)((*bh)->b_data + index % sbi->inodes_per_block * sbi->inode_size);
}

void ext2_set_inode_flags(struct inode *inode)
{
	u32 flags = EXT2_I(inode)->i_flags;

	inode->i_flags &= ~(S_SYNC | S_APPEND | S_IMMUTABLE | S_NOATIME);
	inode->i_flags |= (flags & EXT2_SYNC_FL ? S_SYNC : 0) |
			  (flags & EXT2_APPEND_FL ? S_APPEND : 0) |
			  (flags & EXT2_IMMUTABLE_FL ? S_IMMUTABLE : 0) |
			  (flags & EXT2_NOATIME_FL ? S_NOATIME : 0);
}

static struct timespec64 time_of(__le32 seconds)
{
	return (struct timespec64){.tv_sec = (s32)seconds};
}

static void read_raw(struct inode *inode, const struct ext2_inode *raw)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	inode->i_mode = raw->i_mode;
	i_uid_write(inode, raw->i_uid | (u32)raw->i_uid_high << 16);
	i_gid_write(inode, raw->i_gid | (u32)raw->i_gid_high << 16);
	set_nlink(inode, raw->i_links_count);
	inode->i_size = raw->i_size;
	if (S_ISREG(inode->i_mode))
		inode->i_size |= (loff_t)raw->i_size_high << 32;
	inode->i_atime = time_of(raw->i_atime);
	inode->i_mtime = time_of(raw->i_mtime);
	inode->i_ctime = time_of(raw->i_ctime);
	inode->i_blocks = raw->i_blocks;
	inode->i_generation = raw->i_generation;
	ei->i_flags = raw->i_flags;
	ei->i_file_acl = raw->i_file_acl;
	ei->i_dtime = raw->i_dtime;
	ei->group = (inode->i_ino - 1) / EXT2_SB(inode->i_sb)->inodes_per_group;
	ei->next_block = ei->dir_start = 0;
	ei->fresh = false;
	memcpy(ei->i_data, raw->i_block, sizeof(ei->i_data));
	ext2_set_inode_flags(inode);
}

static bool is_fast_symlink(struct inode *inode)
{
	u64 acl = EXT2_I(inode)->i_file_acl ? inode->i_sb->s_blocksize >> 9 : 0;

	return S_ISLNK(inode->i_mode) && inode->i_blocks == acl;
}

/* A device's number: 8 and 8 bits in the first word, or 12 and 20 in the second. */
static dev_t read_device(const __le32 *data)
{
	u32 dev = data[1];

	if (data[0])
		return MKDEV((data[0] >> 8) & 0xff, data[0] & 0xff);
	return MKDEV((dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00));
}

static void write_device(__le32 *data, dev_t dev)
{
	u32 major = MAJOR(dev), minor = MINOR(dev);

	data[0] = data[1] = 0;
	if (major < 256 && minor < 256)
		data[0] = major << 8 | minor;
	else
		data[1] = (minor & 0xff) | major << 8 | (minor & ~0xffu) << 12;
}

void ext2_set_operations(struct inode *inode)
{
	inode->i_mapping->a_ops = &ext2_aops;
	if (S_ISREG(inode->i_mode)) {
		inode->i_op = &ext2_file_inode_operations;
		inode->i_fop = &ext2_file_operations;
	} else if (S_ISDIR(inode->i_mode)) {
		inode->i_op = &ext2_dir_inode_operations;
		inode->i_fop = &ext2_dir_operations;
		/* its entries are read through their address */
		inode->i_mapping->gfp_mask = GFP_USER;
	} else if (S_ISLNK(inode->i_mode)) {
		inode->i_op = is_fast_symlink(inode) && inode->i_size
				  ? &ext2_fast_symlink_inode_operations
				  : &ext2_symlink_inode_operations;
		inode->i_mapping->gfp_mask = GFP_USER;
	} else {
		inode->i_op = &ext2_special_inode_operations;
	}
}

struct inode *ext2_iget(struct super_block *sb, unsigned long ino)
{
	struct inode *inode = iget_locked(sb, ino);
	struct buffer_head *bh = NULL;
	struct ext2_inode *raw;

	if (!inode)
		return ERR_PTR(-ENOMEM);
	if (!(inode->i_state & I_NEW))
		return inode;
	raw = get_raw(sb, ino, &bh);
	if (!raw || (!raw->i_links_count && (!raw->i_mode || raw->i_dtime))) {
		brelse(bh);
		iget_failed(inode);
		return ERR_PTR(raw ? -ESTALE : -EIO);
	}
	read_raw(inode, raw);
	brelse(bh);
	ext2_set_operations(inode);
	if (inode->i_op == &ext2_fast_symlink_inode_operations) {
		inode->i_link = (char *)EXT2_I(inode)->i_data;
		inode->i_link[min_t(loff_t, inode->i_size, sizeof(EXT2_I(inode)->i_data) - 1)] = 0;
	} else if (inode->i_op == &ext2_special_inode_operations) {
		init_special_inode(inode, inode->i_mode, read_device(EXT2_I(inode)->i_data));
	}
	unlock_new_inode(inode);
	return inode;
}

/* A file of 2 GiB and more is something that older systems must be told of. */
static void note_large_file(struct super_block *sb)
{
	struct ext2_super_block *es = EXT2_SB(sb)->es;

	if (es->s_feature_ro_compat & EXT2_FEATURE_RO_COMPAT_LARGE || !es->s_rev_level)
		return;
	es->s_feature_ro_compat |= EXT2_FEATURE_RO_COMPAT_LARGE;
	mark_buffer_dirty(EXT2_SB(sb)->sbh);
}

static void write_raw(struct inode *inode, struct ext2_inode *raw)
{
	struct ext2_inode_info *ei = EXT2_I(inode);

	raw->i_mode = inode->i_mode;
	raw->i_uid = i_uid_read(inode);
	raw->i_uid_high = i_uid_read(inode) >> 16;
	raw->i_gid = i_gid_read(inode);
	raw->i_gid_high = i_gid_read(inode) >> 16;
	raw->i_links_count = inode->i_nlink;
	raw->i_size = inode->i_size;
	if (S_ISREG(inode->i_mode)) {
		raw->i_size_high = inode->i_size >> 32;
		if (inode->i_size > 0x7fffffff)
			note_large_file(inode->i_sb);
	}
	raw->i_atime = inode->i_atime.tv_sec;
	raw->i_mtime = inode->i_mtime.tv_sec;
	raw->i_ctime = inode->i_ctime.tv_sec;
	raw->i_dtime = ei->i_dtime;
	raw->i_blocks = inode->i_blocks;
	raw->i_flags = ei->i_flags;
	raw->i_file_acl = ei->i_file_acl;
	raw->i_generation = inode->i_generation;
	if (S_ISCHR(inode->i_mode) || S_ISBLK(inode->i_mode))
		write_device(ei->i_data, inode->i_rdev);
	memcpy(raw->i_block, ei->i_data, sizeof(ei->i_data));
}

int ext2_write_inode(struct inode *inode, struct writeback_control *wbc)
{
	struct buffer_head *bh;
	struct ext2_inode *raw = get_raw(inode->i_sb, inode->i_ino, &bh);
	int err = 0;

	if (!raw)
		return -EIO;
	if (EXT2_I(inode)->fresh)
		memset(raw, 0, EXT2_SB(inode->i_sb)->inode_size);
	EXT2_I(inode)->fresh = false;
	write_raw(inode, raw);
	mark_buffer_dirty(bh);
	if (wbc->sync_mode == WB_SYNC_ALL)
		err = sync_dirty_buffer(bh);
	brelse(bh);
	return err;
}

/* ---- the end of a file ---- */

/* A block of attributes may be several files'. */
static void free_xattr_block(struct inode *inode)
{
	u32 block = EXT2_I(inode)->i_file_acl;
	struct ext2_xattr_header *header;
	struct buffer_head *bh;

	if (!block)
		return;
	bh = sb_bread(inode->i_sb, block);
	if (!bh)
		return;
	header = (struct ext2_xattr_header *)bh->b_data;
	if (header->h_magic != EXT2_XATTR_MAGIC) {
		ext2_error(inode->i_sb, "inode %lu: block %u holds no attributes", inode->i_ino,
			   block);
		brelse(bh);
	} else if (header->h_refcount > 1) {
		header->h_refcount--;
		mark_buffer_dirty(bh);
		brelse(bh);
	} else {
		bforget(bh);
		ext2_free_blocks(inode, block, 1);
	}
	EXT2_I(inode)->i_file_acl = 0;
}

static bool has_blocks(struct inode *inode)
{
	return S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode) ||
	       (S_ISLNK(inode->i_mode) && !is_fast_symlink(inode));
}

void ext2_evict_inode(struct inode *inode)
{
	struct writeback_control wbc = {.sync_mode = WB_SYNC_NONE};
	bool gone = !inode->i_nlink;

	truncate_inode_pages_final(&inode->i_data);
	if (gone) {
		EXT2_I(inode)->i_dtime = max_t(u32, current_time(inode).tv_sec, 1);
		if (has_blocks(inode)) {
			i_size_write(inode, 0);
			ext2_truncate_blocks(inode, 0);
		}
		free_xattr_block(inode);
		ext2_write_inode(inode, &wbc);
		ext2_free_inode(inode);
	}
	clear_inode(inode);
}

/* ---- files ---- */

/* The last page's part behind the new end must be zeros when the file grows again. */
static int zero_tail(struct inode *inode, loff_t size)
{
	unsigned int mask = inode->i_sb->s_blocksize - 1, off = size & ~PAGE_MASK;
	unsigned int end = (off + mask) & ~mask;
	struct ext2_run run;
	struct page *page;
	int err;

	if (!(size & mask))
		return 0;
	err = ext2_map_blocks(inode, size >> inode->i_sb->s_blocksize_bits, 1, false, &run);
	if (err || !run.block)
		return err;
	page = read_mapping_page(inode->i_mapping, size >> PAGE_SHIFT);
	if (IS_ERR(page))
		return PTR_ERR(page);
	lock_page(page);
	zero_user(page, off, PAGE_SIZE - off);
	set_page_dirty_range(page, off & ~mask, end - (off & ~mask));
	unlock_page(page);
	put_page(page);
	return 0;
}

static int set_size(struct inode *inode, loff_t size)
{
	int err;

	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	if (IS_APPEND(inode) || IS_IMMUTABLE(inode))
		return -EPERM;
	err = zero_tail(inode, min(size, i_size_read(inode)));
	if (err)
		return err;
	truncate_setsize(inode, size);
	ext2_truncate_blocks(inode, size);
	inode->i_mtime = inode->i_ctime = current_time(inode);
	mark_inode_dirty(inode);
	return 0;
}

int ext2_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = dentry->d_inode;
	int err = setattr_prepare(ns, dentry, attr);

	if (!err && attr->ia_valid & ATTR_SIZE && attr->ia_size != i_size_read(inode))
		err = set_size(inode, attr->ia_size);
	if (err)
		return err;
	setattr_copy(ns, inode, attr);
	mark_inode_dirty(inode);
	return 0;
}

int ext2_fsync(struct file *file, loff_t start, loff_t end, int datasync)
{
	int err = generic_file_fsync(file, start, end, datasync), ret;

	ret = sync_blockdev(file_inode(file)->i_sb->s_bdev);
	return err ? err : ret;
}

const struct inode_operations ext2_file_inode_operations = {.setattr = ext2_setattr};

const struct file_operations ext2_file_operations = {
    .llseek = generic_file_llseek,
    .read_iter = generic_file_read_iter,
    .write_iter = generic_file_write_iter,
    .mmap = generic_file_mmap,
    .open = generic_file_open,
    .fsync = ext2_fsync,
};
