/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * namei: files come, get and lose names, and go. The directories are locked by whoever calls;
 * an inode that is new is locked until its name is there.
 */
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/string.h>

#include "ext2.h"

#define EXT2_LINK_MAX 32000

static struct dentry *ext2_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = NULL;
	u32 ino;
	int err = ext2_find(dir, &dentry->d_name, &ino);

	if (err && err != -ENOENT)
		return ERR_PTR(err);
	if (!err) {
		inode = ext2_iget(dir->i_sb, ino);
		if (inode == ERR_PTR(-ESTALE)) {
			ext2_error(dir->i_sb, "directory %lu names inode %u, which is free",
				   dir->i_ino, ino);
			return ERR_PTR(-EIO);
		}
	}
	return d_splice_alias(inode, dentry);
}

/* ---- making ---- */

static void undo(struct inode *inode)
{
	clear_nlink(inode);
	mark_inode_dirty(inode);
	unlock_new_inode(inode);
	iput(inode);
}

/* The name leads to the new inode, or the inode goes. */
static int name_it(struct inode *dir, struct dentry *dentry, struct inode *inode)
{
	int err = ext2_add_link(dir, &dentry->d_name, inode);

	if (err) {
		undo(inode);
		return err;
	}
	d_instantiate_new(dentry, inode);
	return 0;
}

static int ext2_create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		       umode_t mode, bool excl)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_operations(inode);
	mark_inode_dirty(inode);
	return name_it(dir, dentry, inode);
}

static int ext2_mknod(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		      umode_t mode, dev_t rdev)
{
	struct inode *inode = ext2_new_inode(dir, mode);

	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_operations(inode);
	init_special_inode(inode, inode->i_mode, rdev);
	mark_inode_dirty(inode);
	return name_it(dir, dentry, inode);
}

/* Up to 59 characters lie in the inode, where the numbers of blocks would. */
static int ext2_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
			const char *target)
{
	unsigned int len = strlen(target) + 1;
	struct inode *inode;
	int err;

	if (len > dir->i_sb->s_blocksize)
		return -ENAMETOOLONG;
	inode = ext2_new_inode(dir, S_IFLNK | 0777);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	if (len > sizeof(EXT2_I(inode)->i_data)) {
		ext2_set_operations(inode);
		err = page_symlink(inode, target, len);
		if (err) {
			undo(inode);
			return err;
		}
	} else {
		memcpy(EXT2_I(inode)->i_data, target, len);
		inode->i_size = len - 1;
		inode->i_link = (char *)EXT2_I(inode)->i_data;
		ext2_set_operations(inode);
	}
	mark_inode_dirty(inode);
	return name_it(dir, dentry, inode);
}

static int ext2_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = old->d_inode;
	int err;

	if (inode->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	inode->i_ctime = current_time(inode);
	inode_inc_link_count(inode);
	ihold(inode);
	err = ext2_add_link(dir, &dentry->d_name, inode);
	if (err) {
		inode_dec_link_count(inode);
		iput(inode);
		return err;
	}
	d_instantiate(dentry, inode);
	return 0;
}

static int ext2_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		      umode_t mode)
{
	struct inode *inode;
	int err;

	if (dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	inode = ext2_new_inode(dir, S_IFDIR | mode);
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	ext2_set_operations(inode);
	inode_inc_link_count(inode); /* its own "." */
	err = ext2_make_empty(inode, dir);
	if (err) {
		undo(inode);
		return err;
	}
	err = name_it(dir, dentry, inode);
	if (!err)
		inode_inc_link_count(dir);
	return err;
}

/* ---- removing ---- */

static int ext2_unlink(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	int err = ext2_change_link(dir, &dentry->d_name, NULL);

	if (err)
		return err;
	inode->i_ctime = dir->i_ctime;
	inode_dec_link_count(inode);
	return 0;
}

static int ext2_rmdir(struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = dentry->d_inode;
	int empty = ext2_empty_dir(inode), err;

	if (empty <= 0)
		return empty ? empty : -ENOTEMPTY;
	err = ext2_unlink(dir, dentry);
	if (err)
		return err;
	inode->i_size = 0;
	inode_dec_link_count(inode);
	inode_dec_link_count(dir);
	return 0;
}

/* ---- moving ---- */

/* What has the new name until now loses it. */
static int replace(struct inode *dir, struct dentry *dentry, struct inode *inode, bool is_dir)
{
	struct inode *old = dentry->d_inode;
	int err;

	if (is_dir) {
		int empty = ext2_empty_dir(old);

		if (empty <= 0)
			return empty ? empty : -ENOTEMPTY;
	}
	err = ext2_change_link(dir, &dentry->d_name, inode);
	if (err)
		return err;
	old->i_ctime = current_time(old);
	if (is_dir)
		drop_nlink(old);
	inode_dec_link_count(old);
	return 0;
}

static int ext2_rename(struct user_namespace *ns, struct inode *old_dir, struct dentry *old_dentry,
		       struct inode *new_dir, struct dentry *new_dentry, unsigned int flags)
{
	static const struct qstr dotdot = QSTR_INIT("..", 2);
	struct inode *inode = old_dentry->d_inode;
	bool is_dir = S_ISDIR(inode->i_mode), moves = is_dir && old_dir != new_dir;
	int err;

	if (flags & ~RENAME_NOREPLACE)
		return -EINVAL;
	if (moves && !new_dentry->d_inode && new_dir->i_nlink >= EXT2_LINK_MAX)
		return -EMLINK;
	if (new_dentry->d_inode)
		err = replace(new_dir, new_dentry, inode, is_dir);
	else
		err = ext2_add_link(new_dir, &new_dentry->d_name, inode);
	if (err)
		return err;
	if (is_dir && !new_dentry->d_inode)
		inode_inc_link_count(new_dir);
	inode->i_ctime = current_time(inode);
	mark_inode_dirty(inode);
	err = ext2_change_link(old_dir, &old_dentry->d_name, NULL);
	if (!err && moves)
		err = ext2_change_link(inode, &dotdot, new_dir);
	if (!err && is_dir)
		inode_dec_link_count(old_dir);
	return err;
}

const struct inode_operations ext2_dir_inode_operations = {
    .lookup = ext2_lookup,
    .create = ext2_create,
    .link = ext2_link,
    .unlink = ext2_unlink,
    .symlink = ext2_symlink,
    .mkdir = ext2_mkdir,
    .rmdir = ext2_rmdir,
    .mknod = ext2_mknod,
    .rename = ext2_rename,
    .setattr = ext2_setattr,
};

const struct inode_operations ext2_special_inode_operations = {.setattr = ext2_setattr};

const struct inode_operations ext2_symlink_inode_operations = {
    .get_link = page_get_link,
    .setattr = ext2_setattr,
};

const struct inode_operations ext2_fast_symlink_inode_operations = {
    .get_link = simple_get_link,
    .setattr = ext2_setattr,
};
