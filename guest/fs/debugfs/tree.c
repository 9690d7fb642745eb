/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debugfs: files for whoever looks into a driver.
 *
 * 1. Purpose. A driver makes files and directories whose content its own functions produce,
 *    with no rule of what is in them.
 *
 * 2. Structures. The tree is the dcache, of one super block that is mounted inside the kernel
 *    from boot on. An open file does not call the driver's functions but our own:
 *
 *	file->f_op = &debugfs_file->proxy -> debugfs_file->real
 *
 * 3. Invariants. While a call of real runs, users is above 1, or the removal that took away
 *    its own 1 waits for idle. After that no call begins.
 *
 * 4. Locking and context. The directory's i_rwsem for names. All of it may sleep.
 *
 * 5. Failure. ERR_PTR(); an ERR_PTR() for a parent is handed on. -EIO from files removed.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/magic.h>
#include <linux/misuse.h>
#include <linux/module.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysfs.h>

#include "fs/debugfs/debugfs.h"

static struct vfsmount *debugfs_mount;
struct dentry *arch_debugfs_dir;
EXPORT_SYMBOL(arch_debugfs_dir);

bool debugfs_initialized(void)
{
	return debugfs_mount;
}
EXPORT_SYMBOL_GPL(debugfs_initialized);

/* ---- calls of the driver's functions ---- */

int debugfs_file_get(struct dentry *dentry)
{
	struct debugfs_file *df = dentry->d_fsdata;

	if (!df || d_unlinked(dentry) || !atomic_inc_not_zero(&df->users))
		return -EIO;
	return 0;
}
EXPORT_SYMBOL_GPL(debugfs_file_get);

void debugfs_file_put(struct dentry *dentry)
{
	struct debugfs_file *df = dentry->d_fsdata;

	if (atomic_dec_and_test(&df->users))
		complete(&df->idle);
}
EXPORT_SYMBOL_GPL(debugfs_file_put);

const struct file_operations *debugfs_real_fops(const struct file *file)
{
	const struct debugfs_file *df = file->f_path.dentry->d_fsdata;

	return df->real;
}
EXPORT_SYMBOL_GPL(debugfs_real_fops);

#define PROXY(type, name, decl, args, gone)                                                        \
	static type proxy_##name decl                                                              \
	{                                                                                          \
		struct dentry *dentry = file->f_path.dentry;                                       \
		type result;                                                                       \
                                                                                                   \
		if (debugfs_file_get(dentry))                                                      \
			return gone;                                                               \
		result = debugfs_real_fops(file)->name args;                                       \
		debugfs_file_put(dentry);                                                          \
		return result;                                                                     \
	}
PROXY(loff_t, llseek, (struct file * file, loff_t off, int whence), (file, off, whence), -EIO)
PROXY(ssize_t, read, (struct file * file, char __user *buf, size_t count, loff_t *pos),
      (file, buf, count, pos), -EIO)
PROXY(ssize_t, write, (struct file * file, const char __user *buf, size_t count, loff_t *pos),
      (file, buf, count, pos), -EIO)
PROXY(__poll_t, poll, (struct file * file, struct poll_table_struct *table), (file, table),
      EPOLLHUP)
PROXY(long, unlocked_ioctl, (struct file * file, unsigned int cmd, unsigned long arg),
      (file, cmd, arg), -EIO)
PROXY(int, mmap, (struct file * file, struct vm_area_struct *vma), (file, vma), -EIO)

static ssize_t proxy_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct dentry *dentry = iocb->ki_filp->f_path.dentry;
	ssize_t result = -EIO;

	if (!debugfs_file_get(dentry)) {
		result = debugfs_real_fops(iocb->ki_filp)->read_iter(iocb, to);
		debugfs_file_put(dentry);
	}
	return result;
}

static ssize_t proxy_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	struct dentry *dentry = iocb->ki_filp->f_path.dentry;
	ssize_t result = -EIO;

	if (!debugfs_file_get(dentry)) {
		result = debugfs_real_fops(iocb->ki_filp)->write_iter(iocb, from);
		debugfs_file_put(dentry);
	}
	return result;
}

/* Whatever was opened is to be closed, also when the file has been removed: real is held. */
static int proxy_release(struct inode *inode, struct file *file)
{
	const struct file_operations *real = debugfs_real_fops(file);
	int result = real->release ? real->release(inode, file) : 0;

	fops_put(real);
	return result;
}

static void fill_proxy(struct debugfs_file *df)
{
	const struct file_operations *real = df->real;

#define TAKE(name) df->proxy.name = real->name ? proxy_##name : NULL
	TAKE(llseek);
	TAKE(read);
	TAKE(write);
	TAKE(read_iter);
	TAKE(write_iter);
	TAKE(poll);
	TAKE(unlocked_ioctl);
	TAKE(mmap);
#undef TAKE
	df->proxy.release = proxy_release;
}

static int debugfs_open(struct inode *inode, struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;
	struct debugfs_file *df = dentry->d_fsdata;
	const struct file_operations *real;
	int err = 0;

	if (debugfs_file_get(dentry))
		return -ENOENT;
	real = fops_get(df->real);
	if (!real) {
		err = -ENXIO;
	} else if (df->unsafe) {
		replace_fops(file, real);
		if (real->open)
			err = real->open(inode, file);
	} else {
		file->f_op = &df->proxy;
		if (real->open)
			err = real->open(inode, file);
		if (err)
			fops_put(real);
	}
	debugfs_file_put(dentry);
	return err;
}

static const struct file_operations debugfs_file_operations = {.open = debugfs_open};

/* ---- names ---- */

static int debugfs_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	attr->ia_valid &= ~ATTR_SIZE; /* "echo >" */
	return simple_setattr(ns, dentry, attr);
}

static const struct inode_operations file_inode_operations = {.setattr = debugfs_setattr,
							      .getattr = simple_getattr};
static const struct inode_operations dir_inode_operations = {
    .lookup = simple_lookup, .setattr = debugfs_setattr, .getattr = simple_getattr};
static const struct inode_operations link_inode_operations = {.get_link = simple_get_link};

static struct inode *make_inode(struct super_block *sb, umode_t mode, void *data)
{
	struct inode *inode = new_inode(sb);

	if (!inode)
		return NULL;
	inode->i_ino = get_next_ino();
	inode->i_mode = mode;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_private = data;
	inode->i_op = &file_inode_operations;
	if (S_ISDIR(mode)) {
		inode->i_op = &dir_inode_operations;
		inode->i_fop = &simple_dir_operations;
		set_nlink(inode, 2);
	}
	return inode;
}

/* A dentry for a new name, with a reference; its directory is locked. */
static struct dentry *begin(const char *name, struct dentry *parent)
{
	struct dentry *dentry;

	if (IS_ERR(parent))
		return parent;
	if (!debugfs_mount)
		return ERR_PTR(-ENOENT);
	if (!parent)
		parent = debugfs_mount->mnt_root;
	inode_lock(d_inode(parent));
	if (d_unlinked(parent) && parent != debugfs_mount->mnt_root)
		dentry = ERR_PTR(-ENOENT);
	else
		dentry = lookup_one_len(name, parent, strlen(name));
	if (!IS_ERR(dentry) && d_really_is_positive(dentry)) {
		pr_err("debugfs: '%s' in directory '%s' already present!\n", name,
		       (const char *)parent->d_name.name);
		dput(dentry);
		dentry = ERR_PTR(-EEXIST);
	}
	if (IS_ERR(dentry))
		inode_unlock(d_inode(parent));
	return dentry;
}

static struct dentry *give_up(struct dentry *dentry)
{
	inode_unlock(d_inode(dentry->d_parent));
	dput(dentry);
	return ERR_PTR(-ENOMEM);
}

/* The reference stays, for being there. */
static struct dentry *end(struct dentry *dentry, struct inode *inode)
{
	struct inode *dir = d_inode(dentry->d_parent);

	d_instantiate(dentry, inode);
	if (d_unhashed(dentry))
		d_rehash(dentry);
	if (S_ISDIR(inode->i_mode))
		inc_nlink(dir);
	dir->i_mtime = dir->i_ctime = current_time(dir);
	inode_unlock(dir);
	return dentry;
}

struct dentry *debugfs_create_dir(const char *name, struct dentry *parent)
{
	struct dentry *dentry = begin(name, parent);
	struct inode *inode;

	if (IS_ERR(dentry))
		return dentry;
	inode = make_inode(dentry->d_sb, S_IFDIR | 0755, NULL);
	return inode ? end(dentry, inode) : give_up(dentry);
}
EXPORT_SYMBOL_GPL(debugfs_create_dir);

static struct dentry *create_file(const char *name, umode_t mode, struct dentry *parent, void *data,
				  const struct file_operations *fops, bool unsafe)
{
	static const struct file_operations none;
	struct dentry *dentry = begin(name, parent);
	struct debugfs_file *df;
	struct inode *inode;

	if (IS_ERR(dentry))
		return dentry;
	if (!(mode & S_IFMT))
		mode |= S_IFREG;
	inode = make_inode(dentry->d_sb, mode, data);
	if (!inode)
		return give_up(dentry);
	df = kzalloc(sizeof(*df), GFP_KERNEL);
	if (!df) {
		iput(inode);
		return give_up(dentry);
	}
	df->real = fops ?: &none;
	df->unsafe = unsafe;
	atomic_set(&df->users, 1);
	init_completion(&df->idle);
	fill_proxy(df);
	dentry->d_fsdata = df;
	inode->i_fop = &debugfs_file_operations;
	return end(dentry, inode);
}

struct dentry *debugfs_create_file(const char *name, umode_t mode, struct dentry *parent,
				   void *data, const struct file_operations *fops)
{
	return create_file(name, mode, parent, data, fops, false);
}
EXPORT_SYMBOL_GPL(debugfs_create_file);

struct dentry *debugfs_create_file_unsafe(const char *name, umode_t mode, struct dentry *parent,
					  void *data, const struct file_operations *fops)
{
	return create_file(name, mode, parent, data, fops, true);
}
EXPORT_SYMBOL_GPL(debugfs_create_file_unsafe);

void debugfs_create_file_size(const char *name, umode_t mode, struct dentry *parent, void *data,
			      const struct file_operations *fops, loff_t file_size)
{
	struct dentry *dentry = debugfs_create_file(name, mode, parent, data, fops);

	if (!IS_ERR(dentry))
		i_size_write(d_inode(dentry), file_size);
}
EXPORT_SYMBOL_GPL(debugfs_create_file_size);

struct dentry *debugfs_create_symlink(const char *name, struct dentry *parent, const char *target)
{
	struct dentry *dentry = begin(name, parent);
	struct inode *inode;
	char *link;

	if (IS_ERR(dentry))
		return dentry;
	link = kstrdup(target, GFP_KERNEL);
	inode = link ? make_inode(dentry->d_sb, S_IFLNK | 0777, NULL) : NULL;
	if (!inode) {
		kfree(link);
		return give_up(dentry);
	}
	inode->i_op = &link_inode_operations;
	inode->i_link = link;
	return end(dentry, inode);
}
EXPORT_SYMBOL_GPL(debugfs_create_symlink);

struct dentry *debugfs_lookup(const char *name, struct dentry *parent)
{
	struct dentry *dentry;

	if (!debugfs_mount || IS_ERR(parent))
		return NULL;
	dentry = lookup_one_len_unlocked(name, parent ?: debugfs_mount->mnt_root, strlen(name));
	if (IS_ERR(dentry))
		return NULL;
	if (d_really_is_negative(dentry)) {
		dput(dentry);
		return NULL;
	}
	return dentry;
}
EXPORT_SYMBOL_GPL(debugfs_lookup);

struct dentry *debugfs_rename(struct dentry *old_dir, struct dentry *old_dentry,
			      struct dentry *new_dir, const char *new_name)
{
	struct dentry *target;
	int err;

	if (IS_ERR(old_dir))
		return old_dir;
	if (IS_ERR(new_dir))
		return new_dir;
	if (IS_ERR_OR_NULL(old_dentry))
		return old_dentry;
	target = begin(new_name, new_dir);
	if (IS_ERR(target))
		return ERR_PTR(-EINVAL);
	err =
	    simple_rename(&init_user_ns, d_inode(old_dir), old_dentry, d_inode(new_dir), target, 0);
	if (!err)
		d_move(old_dentry, target);
	inode_unlock(d_inode(new_dir));
	dput(target);
	return err ? ERR_PTR(-EINVAL) : old_dentry;
}
EXPORT_SYMBOL_GPL(debugfs_rename);

/* ---- removal ---- */

/* With a reference; NULL: there is none. */
static struct dentry *any_child(struct dentry *dir)
{
	struct dentry *child, *found = NULL;

	spin_lock(&dcache_lock);
	list_for_each_entry (child, &dir->d_subdirs, d_child)
		if (child->d_inode && !d_unhashed(child)) {
			found = dget(child);
			break;
		}
	spin_unlock(&dcache_lock);
	return found;
}

static void remove_one(struct dentry *dentry)
{
	struct dentry *parent = dget(dentry->d_parent);
	struct debugfs_file *df = dentry->d_fsdata;

	inode_lock(d_inode(parent));
	dget(dentry);
	if (d_is_dir(dentry))
		simple_rmdir(d_inode(parent), dentry);
	else
		simple_unlink(d_inode(parent), dentry);
	d_delete(dentry);
	inode_unlock(d_inode(parent));
	if (df && !atomic_dec_and_test(&df->users))
		wait_for_completion(&df->idle);
	dput(dentry);
	dput(parent);
}

void debugfs_remove(struct dentry *dentry)
{
	struct dentry *at, *child;

	if (IS_ERR_OR_NULL(dentry))
		return;
	dget(dentry);
	at = dget(dentry);
	for (;;) {
		child = d_is_dir(at) ? any_child(at) : NULL;
		if (child) {
			dput(at);
			at = child;
			continue;
		}
		child = dget(at->d_parent);
		remove_one(at);
		dput(at);
		if (at == dentry)
			break;
		at = child;
	}
	dput(child);
	dput(dentry);
}
EXPORT_SYMBOL_GPL(debugfs_remove);

void debugfs_lookup_and_remove(const char *name, struct dentry *parent)
{
	struct dentry *dentry = debugfs_lookup(name, parent);

	if (dentry) {
		debugfs_remove(dentry);
		dput(dentry);
	}
}
EXPORT_SYMBOL_GPL(debugfs_lookup_and_remove);

/* ---- code that goes ---- */

static bool lies_in(const void *p, const void *start, size_t bytes)
{
	return (unsigned long)p - (unsigned long)start < bytes;
}

/* With a reference: the first file below dir whose functions lie in the range. */
static struct dentry *find_left(struct dentry *dir, const void *start, size_t bytes)
{
	struct dentry *at = dir;

	while (at) {
		const struct debugfs_file *df = at->d_fsdata;

		if (at->d_inode && !d_unhashed(at) && df && lies_in(df->real, start, bytes))
			return dget(at);
		if (at->d_inode && S_ISDIR(at->d_inode->i_mode) && !list_empty(&at->d_subdirs)) {
			at = list_first_entry(&at->d_subdirs, struct dentry, d_child);
			continue;
		}
		while (at != dir && list_is_last(&at->d_child, &at->d_parent->d_subdirs))
			at = at->d_parent;
		at = at == dir ? NULL : list_next_entry(at, d_child);
	}
	return NULL;
}

unsigned int debugfs_code_gone(const char *owner, const void *start, size_t bytes)
{
	const struct debugfs_file *df;
	unsigned int found = 0;
	struct dentry *dentry;

	while (debugfs_mount) {
		spin_lock(&dcache_lock);
		dentry = find_left(debugfs_mount->mnt_root, start, bytes);
		spin_unlock(&dcache_lock);
		if (!dentry)
			break;
		df = dentry->d_fsdata;
		misuse_told(owner, fops_code(df->real),
			    "leaves the debugfs file %s (taken away), whose functions are",
			    (const char *)dentry->d_name.name);
		debugfs_remove(dentry);
		dput(dentry);
		found++;
	}
	return found;
}

/* ---- the file system ---- */

static void debugfs_evict_inode(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	if (S_ISLNK(inode->i_mode))
		kfree(inode->i_link);
}

static const struct super_operations debugfs_super_operations = {
    .statfs = simple_statfs,
    .drop_inode = generic_delete_inode,
    .evict_inode = debugfs_evict_inode,
};

static void debugfs_release(struct dentry *dentry)
{
	kfree(dentry->d_fsdata);
}

static int keep_not(const struct dentry *dentry)
{
	return 1;
}

static const struct dentry_operations debugfs_dentry_operations = {
    .d_delete = keep_not,
    .d_release = debugfs_release,
};

static int debugfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *root;

	sb->s_magic = DEBUGFS_MAGIC;
	sb->s_op = &debugfs_super_operations;
	sb->s_d_op = &debugfs_dentry_operations;
	root = make_inode(sb, S_IFDIR | 0700, NULL);
	if (!root)
		return -ENOMEM;
	sb->s_root = d_make_root(root);
	return sb->s_root ? 0 : -ENOMEM;
}

static struct dentry *mount_debugfs(struct file_system_type *type, int flags, const char *dev_name,
				    void *data)
{
	return mount_single(type, flags, data, debugfs_fill_super);
}

static struct file_system_type debugfs_type = {
    .name = "debugfs", .mount = mount_debugfs, .kill_sb = kill_litter_super};

static int __init debugfs_init(void)
{
	struct vfsmount *mnt;
	int err = register_filesystem(&debugfs_type);

	if (err)
		return err;
	mnt = kern_mount(&debugfs_type);
	if (IS_ERR(mnt))
		return PTR_ERR(mnt);
	debugfs_mount = mnt;
	arch_debugfs_dir = debugfs_create_dir("x86", NULL);
	return sysfs_create_mount_point(kernel_kobj, "debug");
}
postcore_initcall(debugfs_init);
