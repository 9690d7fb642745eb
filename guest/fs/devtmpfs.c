/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * devtmpfs: /dev, kept by the kernel.
 *
 * 1. Purpose. Whoever registers a device gets a node for it, without a program that makes
 *    one; programs may add their own and change rights.
 *
 * 2. Structures. One tmpfs for all mounts. A node the kernel made has i_private set, so
 *    that only those are removed with their device.
 *
 * 3. Invariants. The directories on the way to a node are made with it, and stay.
 *
 * 4. Locking and context. The directory's i_rwsem. May sleep.
 *
 * 5. Failure. The node is missing; the device works all the same.
 */
#include <linux/devtmpfs.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

static struct vfsmount *dev_mnt;
static DEFINE_MUTEX(dev_mutex);
static char made_by_kernel;

static int dev_fill_super(struct super_block *sb, void *data, int silent)
{
	char options[] = "mode=0755";
	int err = tmpfs_fill_super(sb, options, silent);

	return err;
}

static struct dentry *dev_mount(struct file_system_type *type, int flags, const char *dev_name,
				void *data)
{
	return mount_single(type, flags, NULL, dev_fill_super);
}

static struct file_system_type dev_fs_type = {
    .name = "devtmpfs", .mount = dev_mount, .kill_sb = ram_kill_sb};

/* There before the first device, whoever that is. */
static struct vfsmount *mounted(void)
{
	if (!dev_mnt) {
		register_filesystem(&dev_fs_type);
		dev_mnt = kern_mount(&dev_fs_type);
	}
	return dev_mnt;
}

/* In dir, which is locked; with a reference. */
static struct dentry *sub_dir(struct dentry *dir, const char *name, size_t len, bool make)
{
	struct dentry *dentry = lookup_one_len(name, dir, len);
	int err = 0;

	if (IS_ERR(dentry))
		return dentry;
	if (!dentry->d_inode)
		err = make ? vfs_mkdir(&init_user_ns, d_inode(dir), dentry, 0755) : -ENOENT;
	if (err) {
		dput(dentry);
		return ERR_PTR(err);
	}
	return dentry;
}

/* The directory of name, with a reference; *last: the name in it. */
static struct dentry *dir_of(const char *name, const char **last, bool make)
{
	struct vfsmount *mnt = mounted();
	struct dentry *dir, *next;
	const char *slash;

	if (IS_ERR(mnt))
		return ERR_CAST(mnt);
	dir = dget(mnt->mnt_root);
	while ((slash = strchr(name, '/'))) {
		inode_lock(d_inode(dir));
		next = sub_dir(dir, name, slash - name, make);
		inode_unlock(d_inode(dir));
		dput(dir);
		if (IS_ERR(next))
			return next;
		dir = next;
		name = slash + 1;
	}
	*last = name;
	return dir;
}

int devtmpfs_create_node(const char *name, umode_t mode, dev_t dev)
{
	struct dentry *dir, *dentry;
	const char *last;
	int err;

	if (!(mode & 07777))
		mode |= 0600;
	mutex_lock(&dev_mutex);
	dir = dir_of(name, &last, true);
	if (IS_ERR(dir)) {
		mutex_unlock(&dev_mutex);
		return PTR_ERR(dir);
	}
	inode_lock(d_inode(dir));
	dentry = lookup_one_len(last, dir, strlen(last));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_mknod(&init_user_ns, d_inode(dir), dentry, mode, dev);
		if (!err) {
			/* not by anybody's umask */
			d_inode(dentry)->i_mode = mode;
			d_inode(dentry)->i_uid = GLOBAL_ROOT_UID;
			d_inode(dentry)->i_gid = GLOBAL_ROOT_GID;
			d_inode(dentry)->i_private = &made_by_kernel;
		}
		dput(dentry);
	}
	inode_unlock(d_inode(dir));
	dput(dir);
	mutex_unlock(&dev_mutex);
	return err;
}
EXPORT_SYMBOL(devtmpfs_create_node);

static bool is_ours(const struct inode *inode, umode_t mode, dev_t dev)
{
	return inode && inode->i_private == &made_by_kernel && inode->i_rdev == dev &&
	       (inode->i_mode & S_IFMT) == (mode & S_IFMT);
}

int devtmpfs_delete_node(const char *name, umode_t mode, dev_t dev)
{
	struct dentry *dir, *dentry;
	const char *last;
	int err;

	mutex_lock(&dev_mutex);
	dir = dir_of(name, &last, false);
	if (IS_ERR(dir)) {
		mutex_unlock(&dev_mutex);
		return PTR_ERR(dir);
	}
	inode_lock(d_inode(dir));
	dentry = lookup_one_len(last, dir, strlen(last));
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = -ENOENT;
		if (is_ours(dentry->d_inode, mode, dev))
			err = vfs_unlink(&init_user_ns, d_inode(dir), dentry, NULL);
		dput(dentry);
	}
	inode_unlock(d_inode(dir));
	dput(dir);
	mutex_unlock(&dev_mutex);
	return err;
}
EXPORT_SYMBOL(devtmpfs_delete_node);

int devtmpfs_mount(void)
{
	return init_mount("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, NULL);
}

static int __init devtmpfs_init(void)
{
	return PTR_ERR_OR_ZERO(mounted());
}
core_initcall(devtmpfs_init);
