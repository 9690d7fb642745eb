/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * super: file systems: the kinds that are known, and the ones that are there.
 *
 * 1. Purpose. A file_system_type is code; mounting it makes a super_block: one tree of
 *    files with its root. A disk has one, however often it is mounted; a tmpfs has one for
 *    each mount; proc and sysfs have one for all.
 *
 * 2. Structures.
 *
 *	types --> "ramfs" --> "tmpfs" --> "proc" --> "ext2"
 *	supers --> sb(tmpfs) --> sb(proc) --> sb(ext2, /dev/hda1)
 *	              s_root --> dentry     s_bdev --> block_device
 *
 * 3. Invariants. s_count is the number of mounts. With the last one the type's kill_sb()
 *    takes the tree apart: dentries, inodes, then put_super().
 *
 * 4. Locking and context. super_mutex for both lists, and for s_count. All may sleep.
 *
 * 5. Failure. -EBUSY: the name of a type, or the disk, is taken. What mount() had made is
 *    gone again when it fails.
 */
#include <linux/blkdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/kmod.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/pagemap.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"

static DEFINE_MUTEX(super_mutex);
static LIST_HEAD(supers);
static struct file_system_type *types;
static DECLARE_BITMAP(anon_minors, 1024);

/* ---- kinds ---- */

static struct file_system_type **find_type(const char *name)
{
	struct file_system_type **p;

	for (p = &types; *p && strcmp((*p)->name, name); p = &(*p)->next)
		;
	return p;
}

int register_filesystem(struct file_system_type *type)
{
	struct file_system_type **p;
	int err = 0;

	mutex_lock(&super_mutex);
	p = find_type(type->name);
	if (*p) {
		err = -EBUSY;
	} else {
		type->next = NULL;
		*p = type;
	}
	mutex_unlock(&super_mutex);
	return err;
}
EXPORT_SYMBOL(register_filesystem);

int unregister_filesystem(struct file_system_type *type)
{
	struct file_system_type **p;
	int err = -EINVAL;

	mutex_lock(&super_mutex);
	p = find_type(type->name);
	if (*p == type) {
		*p = type->next;
		type->next = NULL;
		err = 0;
	}
	mutex_unlock(&super_mutex);
	return err;
}
EXPORT_SYMBOL(unregister_filesystem);

unsigned int filesystems_code_gone(const struct gone_code *gone)
{
	struct file_system_type *type;
	unsigned int found = 0;

	for (;; found++) {
		mutex_lock(&super_mutex);
		for (type = types; type && !is_gone(gone, type); type = type->next)
			;
		mutex_unlock(&super_mutex);
		if (!type)
			return found;
		misuse_told(gone->owner, (unsigned long)type->mount + 1,
			    "leaves the file system %s (taken away), which mounts", type->name);
		unregister_filesystem(type);
	}
}

struct file_system_type *get_fs_type(const char *name)
{
	struct file_system_type *type;

	mutex_lock(&super_mutex);
	type = *find_type(name);
	mutex_unlock(&super_mutex);
	return type;
}
EXPORT_SYMBOL(get_fs_type);

static int filesystems_show(struct seq_file *m, void *v)
{
	struct file_system_type *type;

	mutex_lock(&super_mutex);
	for (type = types; type; type = type->next)
		seq_printf(m, "%s\t%s\n", type->fs_flags & FS_REQUIRES_DEV ? "" : "nodev",
			   type->name);
	mutex_unlock(&super_mutex);
	return 0;
}

static int __init filesystems_init(void)
{
	return proc_create_single("filesystems", 0444, NULL, filesystems_show) ? 0 : -ENOMEM;
}
fs_initcall(filesystems_init);

/* ---- numbers of devices that are none ---- */

int get_anon_bdev(dev_t *dev)
{
	unsigned long n;

	mutex_lock(&super_mutex);
	n = find_next_zero_bit(anon_minors, 1024, 1);
	if (n < 1024)
		__set_bit(n, anon_minors);
	mutex_unlock(&super_mutex);
	if (n >= 1024)
		return -EMFILE;
	*dev = MKDEV(0, n);
	return 0;
}
EXPORT_SYMBOL(get_anon_bdev);

void free_anon_bdev(dev_t dev)
{
	mutex_lock(&super_mutex);
	__clear_bit(MINOR(dev), anon_minors);
	mutex_unlock(&super_mutex);
}
EXPORT_SYMBOL(free_anon_bdev);

/* ---- coming ---- */

struct super_block *sget_new(struct file_system_type *type, int flags)
{
	struct super_block *sb = kzalloc(sizeof(*sb), GFP_KERNEL);

	if (!sb)
		return ERR_PTR(-ENOMEM);
	init_rwsem(&sb->s_umount);
	spin_lock_init(&sb->s_inode_list_lock);
	mutex_init(&sb->s_rename_mutex);
	INIT_LIST_HEAD(&sb->s_inodes);
	INIT_LIST_HEAD(&sb->s_dirty);
	__module_get(type->owner);
	sb->s_type = type;
	sb->s_flags = flags;
	sb->s_count = 1;
	sb->s_maxbytes = MAX_NON_LFS;
	sb->s_blocksize = PAGE_SIZE;
	sb->s_blocksize_bits = PAGE_SHIFT;
	sb->s_time_gran = 1;
	strscpy(sb->s_id, type->name, sizeof(sb->s_id));
	mutex_lock(&super_mutex);
	list_add_tail(&sb->s_list, &supers);
	mutex_unlock(&super_mutex);
	return sb;
}
EXPORT_SYMBOL(sget_new);

static void free_super(struct super_block *sb)
{
	mutex_lock(&super_mutex);
	list_del(&sb->s_list);
	mutex_unlock(&super_mutex);
	module_put(sb->s_type->owner);
	kfree(sb);
}

void grab_super(struct super_block *sb)
{
	mutex_lock(&super_mutex);
	sb->s_count++;
	mutex_unlock(&super_mutex);
}

static struct dentry *fill(struct super_block *sb, void *data,
			   int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	int err = fill_super(sb, data, sb->s_flags & SB_SILENT ? 1 : 0);

	if (err) {
		deactivate_super(sb);
		return ERR_PTR(err);
	}
	sb->s_flags |= SB_ACTIVE;
	return dget(sb->s_root);
}

struct dentry *mount_nodev(struct file_system_type *type, int flags, void *data,
			   int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct super_block *sb = sget_new(type, flags);
	int err;

	if (IS_ERR(sb))
		return ERR_CAST(sb);
	err = get_anon_bdev(&sb->s_dev);
	if (err) {
		free_super(sb);
		return ERR_PTR(err);
	}
	return fill(sb, data, fill_super);
}
EXPORT_SYMBOL(mount_nodev);

/* One more mount of one that is there already. */
static struct super_block *find_super(struct file_system_type *type, struct block_device *bdev)
{
	struct super_block *sb, *found = NULL;

	mutex_lock(&super_mutex);
	list_for_each_entry (sb, &supers, s_list)
		if (sb->s_type == type && sb->s_bdev == bdev && sb->s_root && sb->s_count) {
			sb->s_count++;
			found = sb;
			break;
		}
	mutex_unlock(&super_mutex);
	return found;
}

struct dentry *mount_single(struct file_system_type *type, int flags, void *data,
			    int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct super_block *sb = find_super(type, NULL);

	return sb ? dget(sb->s_root) : mount_nodev(type, flags, data, fill_super);
}
EXPORT_SYMBOL(mount_single);

static fmode_t bdev_mode(int flags)
{
	return FMODE_READ | FMODE_EXCL | (flags & SB_RDONLY ? 0 : FMODE_WRITE);
}

struct dentry *mount_bdev(struct file_system_type *type, int flags, const char *dev_name,
			  void *data,
			  int (*fill_super)(struct super_block *sb, void *data, int silent))
{
	struct block_device *bdev = blkdev_get_by_path(dev_name, bdev_mode(flags), type);
	struct super_block *sb;

	if (IS_ERR(bdev))
		return ERR_CAST(bdev);
	sb = find_super(type, bdev);
	if (sb) {
		blkdev_put(bdev, bdev_mode(flags));
		if ((flags ^ sb->s_flags) & SB_RDONLY) {
			deactivate_super(sb);
			return ERR_PTR(-EBUSY);
		}
		return dget(sb->s_root);
	}
	sb = sget_new(type, flags);
	if (IS_ERR(sb)) {
		blkdev_put(bdev, bdev_mode(flags));
		return ERR_CAST(sb);
	}
	sb->s_bdev = bdev;
	sb->s_dev = bdev->bd_dev;
	strscpy(sb->s_id, bdev->bd_name, sizeof(sb->s_id));
	return fill(sb, data, fill_super);
}
EXPORT_SYMBOL(mount_bdev);

int reconfigure_super(struct super_block *sb, int flags, void *data)
{
	int err = 0;

	if (flags & SB_RDONLY && !sb_rdonly(sb)) {
		shrink_dcache_sb(sb);
		err = sync_filesystem(sb);
	}
	if (!err && sb->s_op && sb->s_op->remount_fs)
		err = sb->s_op->remount_fs(sb, &flags, data);
	if (!err)
		sb->s_flags = (sb->s_flags & ~(SB_RDONLY | SB_SYNCHRONOUS)) |
			      (flags & (SB_RDONLY | SB_SYNCHRONOUS));
	return err;
}

/* ---- going ---- */

void generic_shutdown_super(struct super_block *sb)
{
	struct dentry *root = sb->s_root;

	if (!root) {
		evict_inodes(sb);
		return;
	}
	shrink_dcache_sb(sb);
	sync_filesystem(sb);
	sb->s_root = NULL;
	sb->s_flags &= ~SB_ACTIVE;
	d_drop(root);
	dput(root);
	if (evict_inodes(sb))
		pr_err("VFS: inodes of %s are still in use\n", sb->s_id);
	if (sb->s_op && sb->s_op->put_super)
		sb->s_op->put_super(sb);
}
EXPORT_SYMBOL(generic_shutdown_super);

void kill_anon_super(struct super_block *sb)
{
	dev_t dev = sb->s_dev;

	generic_shutdown_super(sb);
	free_anon_bdev(dev);
}
EXPORT_SYMBOL(kill_anon_super);

void kill_litter_super(struct super_block *sb)
{
	if (sb->s_root)
		d_genocide_root(sb->s_root);
	kill_anon_super(sb);
}
EXPORT_SYMBOL(kill_litter_super);

void kill_block_super(struct super_block *sb)
{
	struct block_device *bdev = sb->s_bdev;
	int flags = sb->s_flags;

	generic_shutdown_super(sb);
	blkdev_put(bdev, bdev_mode(flags));
}
EXPORT_SYMBOL(kill_block_super);

void deactivate_super(struct super_block *sb)
{
	bool last;

	mutex_lock(&super_mutex);
	last = !--sb->s_count;
	mutex_unlock(&super_mutex);
	if (!last)
		return;
	if (sb->s_type->kill_sb)
		sb->s_type->kill_sb(sb);
	else
		kill_anon_super(sb);
	free_super(sb);
}
EXPORT_SYMBOL(deactivate_super);

/* ---- to the disk ---- */

int sync_filesystem(struct super_block *sb)
{
	int err;

	if (sb_rdonly(sb))
		return 0;
	err = sync_inodes(sb, true);
	if (sb->s_op && sb->s_op->sync_fs)
		err = sb->s_op->sync_fs(sb, 1) ?: err;
	if (sb->s_bdev)
		err = sync_blockdev(sb->s_bdev) ?: err;
	return err;
}
EXPORT_SYMBOL(sync_filesystem);

void sync_all_filesystems(void)
{
	struct super_block *sb, *prev = NULL;

	mutex_lock(&super_mutex);
	list_for_each_entry (sb, &supers, s_list) {
		if (!sb->s_count || !sb->s_root)
			continue;
		sb->s_count++;
		mutex_unlock(&super_mutex);
		if (prev)
			deactivate_super(prev);
		prev = sb;
		sync_filesystem(sb);
		mutex_lock(&super_mutex);
	}
	mutex_unlock(&super_mutex);
	if (prev)
		deactivate_super(prev);
	writeback_all();
}
