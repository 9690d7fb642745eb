/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * open: from a name to an open file, and the file's end.
 *
 * 1. Purpose. A struct file is somebody who has a file open: where he is in it, and what he
 *    may do with it. dup() and fork() share one; each open() makes a new one.
 *
 * 2. Structures.
 *
 *	fd 3 --.
 *	        file { f_pos, f_mode, f_op } --f_path--> dentry --> inode
 *	fd 4 --'                             '-f_inode-------------^
 *
 * 3. Invariants. FMODE_OPENED is set when open() has succeeded, and only then release() is
 *    called, once. FMODE_WRITER files are counted in i_writecount, so that a program that
 *    runs is not written to.
 *
 * 4. Locking and context. open() may sleep; fput() not: where it may not, a worker closes.
 *
 * 5. Failure. What a driver's open() says; -ENFILE, -ENOMEM; the walk's.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/kernel.h>
#include <linux/init.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include "internal.h"
#include "nameidata.h"

static struct kmem_cache *filp_cache;
struct kmem_cache *names_cache;
static atomic_t nr_files = ATOMIC_INIT(0);

/* ---- the structure ---- */

struct file *alloc_empty_file(int flags)
{
	struct file *file = kmem_cache_zalloc(filp_cache, GFP_KERNEL);

	if (!file)
		return ERR_PTR(-ENOMEM);
	atomic_long_set(&file->f_count, 1);
	spin_lock_init(&file->f_lock);
	mutex_init(&file->f_pos_lock);
	rwlock_init(&file->f_owner.lock);
	INIT_LIST_HEAD(&file->f_ep);
	file->f_cred = get_cred(current_cred());
	file->f_flags = flags;
	/* O_RDONLY is 0, O_WRONLY 1, O_RDWR 2 */
	file->f_mode = ((flags + 1) & O_ACCMODE) | FMODE_LSEEK | FMODE_PREAD | FMODE_PWRITE;
	atomic_inc(&nr_files);
	return file;
}

static void free_file(struct file *file)
{
	atomic_dec(&nr_files);
	put_cred(file->f_cred);
	kmem_cache_free(filp_cache, file);
}

const struct file_operations *fops_get(const struct file_operations *fops)
{
	return fops && try_module_get(fops->owner) ? fops : NULL;
}
EXPORT_SYMBOL(fops_get);

void fops_put(const struct file_operations *fops)
{
	if (fops)
		module_put(fops->owner);
}
EXPORT_SYMBOL(fops_put);

int get_write_access(struct inode *inode)
{
	int old = atomic_read(&inode->i_writecount), seen;

	for (; old >= 0; old = seen) {
		seen = atomic_cmpxchg(&inode->i_writecount, old, old + 1);
		if (seen == old)
			return 0;
	}
	return -ETXTBSY;
}
EXPORT_SYMBOL(get_write_access);

void put_write_access(struct inode *inode)
{
	atomic_dec(&inode->i_writecount);
}
EXPORT_SYMBOL(put_write_access);

int deny_write_access(struct file *file)
{
	atomic_t *count = &file_inode(file)->i_writecount;
	int old = atomic_read(count), seen;

	for (; old <= 0; old = seen) {
		seen = atomic_cmpxchg(count, old, old - 1);
		if (seen == old)
			return 0;
	}
	return -ETXTBSY;
}
EXPORT_SYMBOL(deny_write_access);

void allow_write_access(struct file *file)
{
	if (file)
		atomic_inc(&file_inode(file)->i_writecount);
}
EXPORT_SYMBOL(allow_write_access);

/* ---- opening ---- */

/* read() and write() go by these bits, not by looking for a function again. */
static void set_can(struct file *file)
{
	const struct file_operations *op = file->f_op;

	if (op->read || op->read_iter || op->__aio_read_2_6 || op->__aio_read_4_0 || op->readv)
		file->f_mode |= FMODE_CAN_READ;
	if (op->write || op->write_iter || op->__aio_write_2_6 || op->__aio_write_4_0 || op->writev)
		file->f_mode |= FMODE_CAN_WRITE;
	if (!op->llseek)
		file->f_mode &= ~FMODE_LSEEK;
}

int do_dentry_open(struct file *file, int (*open)(struct inode *inode, struct file *file))
{
	struct inode *inode = file->f_path.dentry->d_inode;
	int err;

	path_get(&file->f_path);
	file->f_inode = inode;
	file->f_mapping = inode->i_mapping;
	if (file->f_flags & O_PATH) {
		static const struct file_operations path_fops;

		file->f_mode = FMODE_PATH | FMODE_OPENED;
		file->f_op = &path_fops;
		return 0;
	}
	if (file->f_mode & FMODE_WRITE && S_ISREG(inode->i_mode)) {
		err = get_write_access(inode) ?: mnt_want_write(file->f_path.mnt);
		if (err)
			return err;
		file->f_mode |= FMODE_WRITER;
	}
	if (S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode))
		file->f_mode |= FMODE_ATOMIC_POS;
	file->f_op = fops_get(inode->i_fop);
	if (!file->f_op)
		return -ENODEV;
	if (!open)
		open = file->f_op->open;
	if (open) {
		err = open(inode, file);
		if (err)
			return err;
	}
	file->f_mode |= FMODE_OPENED;
	set_can(file);
	file->f_flags &= ~(O_CREAT | O_EXCL | O_NOCTTY | O_TRUNC);
	return 0;
}

static int may_open(const struct path *path, unsigned int acc, int flags)
{
	struct inode *inode = path->dentry->d_inode;
	int err;

	if (!inode)
		return -ENOENT;
	if (S_ISLNK(inode->i_mode))
		return -ELOOP;
	if (S_ISDIR(inode->i_mode) && acc & MAY_WRITE)
		return -EISDIR;
	if (S_ISSOCK(inode->i_mode))
		return -ENXIO;
	if ((S_ISBLK(inode->i_mode) || S_ISCHR(inode->i_mode)) && path->mnt->mnt_flags & MNT_NODEV)
		return -EACCES;
	if (!S_ISREG(inode->i_mode))
		flags &= ~O_TRUNC;
	if (acc & MAY_EXEC && S_ISREG(inode->i_mode) && path->mnt->mnt_flags & MNT_NOEXEC)
		return -EACCES;
	err = inode_permission(&init_user_ns, inode, acc);
	if (err)
		return err;
	if (inode->i_flags & S_APPEND &&
	    ((flags & O_ACCMODE && !(flags & O_APPEND)) || flags & O_TRUNC))
		return -EPERM;
	if (flags & O_NOATIME && !inode_owner_or_capable(&init_user_ns, inode))
		return -EPERM;
	return 0;
}

static unsigned int access_of(int flags)
{
	static const u8 acc[] = {MAY_READ, MAY_WRITE, MAY_READ | MAY_WRITE, MAY_READ | MAY_WRITE};

	return acc[flags & O_ACCMODE] | (flags & O_TRUNC ? MAY_WRITE : 0) |
	       (flags & __FMODE_EXEC ? MAY_EXEC : 0);
}

static int truncate_opened(struct file *file)
{
	struct dentry *dentry = file->f_path.dentry;
	int err;

	if (!S_ISREG(dentry->d_inode->i_mode))
		return 0;
	err = file->f_mode & FMODE_WRITER ? 0 : get_write_access(dentry->d_inode);
	if (err)
		return err;
	err = do_truncate(dentry, 0, ATTR_MTIME | ATTR_CTIME | ATTR_OPEN, file);
	if (!(file->f_mode & FMODE_WRITER))
		put_write_access(dentry->d_inode);
	return err;
}

/* The walk has come to its end at path. */
static int open_there(struct file *file, const struct path *path, int flags, bool created)
{
	bool truncate = flags & O_TRUNC && !created;
	int err = 0;

	if (!(flags & O_PATH)) {
		if (flags & O_CREAT && !created && d_is_dir(path->dentry))
			return -EISDIR;
		err = may_open(path, created ? 0 : access_of(flags), flags);
	}
	if (!err && flags & O_DIRECTORY && !d_is_dir(path->dentry))
		err = -ENOTDIR;
	if (!err && truncate)
		err = mnt_want_write(path->mnt);
	if (err)
		return err;
	file->f_path = *path;
	err = do_dentry_open(file, NULL);
	if (!err && truncate)
		err = truncate_opened(file);
	if (!err)
		fsnotify_file(file, IN_OPEN);
	return err;
}

/* 1: made; 0: it was there; the entry replaces the directory in nd->path. */
static int open_or_create(struct nameidata *nd, int flags, umode_t mode)
{
	struct dentry *dir = nd->path.dentry, *dentry;
	int err = 0;

	inode_lock(dir->d_inode);
	dentry = lookup_locked(dir, &nd->last, LOOKUP_OPEN | LOOKUP_CREATE);
	if (IS_ERR(dentry)) {
		inode_unlock(dir->d_inode);
		return PTR_ERR(dentry);
	}
	if (!dentry->d_inode) {
		err = nd->slash ? -EISDIR : mnt_want_write(nd->path.mnt);
		if (!err)
			err = vfs_create(&init_user_ns, dir->d_inode, dentry,
					 mode & ~current_umask(), flags & O_EXCL);
		if (!err)
			err = 1;
	} else if (flags & O_EXCL) {
		err = -EEXIST;
	}
	inode_unlock(dir->d_inode);
	if (err < 0) {
		dput(dentry);
		return err;
	}
	if (!err && d_is_symlink(dentry)) {
		if (flags & O_NOFOLLOW) {
			dput(dentry);
			return -ELOOP;
		}
		err = nd_follow_last(nd, dentry);
		return err ? err : -EAGAIN;
	}
	dput(nd->path.dentry);
	nd->path.dentry = dentry;
	while (d_mountpoint(nd->path.dentry) && follow_down_one(&nd->path))
		;
	return err;
}

static int create_and_open(struct file *file, struct nameidata *nd, int flags, umode_t mode)
{
	int err;

	for (;;) {
		if (nd->last_type != LAST_NORM)
			return open_there(file, &nd->path, flags, false);
		err = open_or_create(nd, flags, mode);
		if (err != -EAGAIN)
			break;
		/* a link without a last name led to a place itself */
	}
	return err < 0 ? err : open_there(file, &nd->path, flags, err);
}

static int path_openat(struct file *file, int dfd, const char *name, int flags, umode_t mode)
{
	unsigned int how = flags & O_NOFOLLOW ? 0 : LOOKUP_FOLLOW;
	struct nameidata nd;
	int err;

	if (flags & O_CREAT)
		how |= LOOKUP_PARENT;
	if (flags & O_DIRECTORY)
		how |= LOOKUP_DIRECTORY;
	err = nd_walk(&nd, dfd, name, how);
	if (!err && flags & O_CREAT)
		err = create_and_open(file, &nd, flags, mode);
	else if (!err && nd.flags & LOOKUP_DIRECTORY && !d_is_dir(nd.path.dentry))
		err = -ENOTDIR;
	else if (!err)
		err = open_there(file, &nd.path, flags, false);
	nd_end(&nd);
	return err;
}

struct file *do_filp_open(int dfd, struct filename *name, int flags, umode_t mode)
{
	struct file *file;
	int err;

	if (IS_ERR(name))
		return ERR_CAST(name);
	if ((flags & O_TMPFILE) == O_TMPFILE)
		return ERR_PTR(-EOPNOTSUPP);
	if (flags & O_PATH)
		flags &= O_DIRECTORY | O_NOFOLLOW | O_PATH | O_CLOEXEC;
	file = alloc_empty_file(flags);
	if (IS_ERR(file))
		return file;
	err = path_openat(file, dfd, name->name, flags, mode & S_IALLUGO);
	if (!err)
		return file;
	fput_sync(file);
	return ERR_PTR(err);
}

struct file *filp_open(const char *name, int flags, umode_t mode)
{
	struct filename *filename = getname_kernel(name);
	struct file *file = do_filp_open(AT_FDCWD, filename, flags | O_LARGEFILE, mode);

	putname(filename);
	return file;
}
EXPORT_SYMBOL(filp_open);

struct file *file_open_root(const struct path *root, const char *name, int flags, umode_t mode)
{
	struct path path;
	struct file *file;
	int err = vfs_path_lookup(root->dentry, root->mnt, name, LOOKUP_FOLLOW, &path);

	if (err)
		return ERR_PTR(err);
	file = dentry_open(&path, flags, current_cred());
	path_put(&path);
	return file;
}
EXPORT_SYMBOL(file_open_root);

struct file *dentry_open(const struct path *path, int flags, const struct cred *cred)
{
	struct file *file = alloc_empty_file(flags);
	int err;

	if (IS_ERR(file))
		return file;
	file->f_path = *path;
	err = do_dentry_open(file, NULL);
	if (!err)
		return file;
	fput_sync(file);
	return ERR_PTR(err);
}
EXPORT_SYMBOL(dentry_open);

/* ---- the end ---- */

static void put_last(struct file *file)
{
	const struct file_operations *op = file->f_op;
	struct inode *inode = file->f_inode;

	if (file->f_mode & FMODE_OPENED) {
		fsnotify_file(file, file->f_mode & FMODE_WRITE ? IN_CLOSE_WRITE : IN_CLOSE_NOWRITE);
		if (unlikely(!list_empty(&file->f_ep)))
			eventpoll_release(file);
		if (inode && inode->i_flctx)
			locks_remove_file(file);
		if (unlikely(file->f_flags & FASYNC) && op->fasync)
			op->fasync(-1, file, 0);
		if (op->release)
			op->release(inode, file);
	}
	if (op && !(file->f_mode & FMODE_PATH))
		fops_put(op);
	if (file->f_mode & FMODE_WRITER)
		put_write_access(inode);
	if (inode)
		path_put(&file->f_path);
	free_file(file);
}

void fput_sync(struct file *file)
{
	if (atomic_long_dec_and_test(&file->f_count))
		put_last(file);
}

/* Files whose last reference went where nobody may sleep; linked by private use of f_ep. */
static LIST_HEAD(delayed);
static DEFINE_SPINLOCK(delayed_lock);

struct delayed_fput {
	struct list_head list;
	struct file *file;
};

static void delayed_fput(struct work_struct *unused)
{
	struct delayed_fput *d;

	for (;;) {
		spin_lock_irq(&delayed_lock);
		d = list_first_entry_or_null(&delayed, struct delayed_fput, list);
		if (d)
			list_del(&d->list);
		spin_unlock_irq(&delayed_lock);
		if (!d)
			return;
		put_last(d->file);
		kfree(d);
	}
}

static DECLARE_WORK(delayed_fput_work, delayed_fput);

void fput(struct file *file)
{
	struct delayed_fput *d;
	unsigned long flags;

	if (!atomic_long_dec_and_test(&file->f_count))
		return;
	if (likely(!in_atomic() && !irqs_disabled())) {
		put_last(file);
		return;
	}
	d = kmalloc(sizeof(*d), GFP_ATOMIC);
	if (WARN_ON(!d))
		return;
	d->file = file;
	spin_lock_irqsave(&delayed_lock, flags);
	list_add_tail(&d->list, &delayed);
	spin_unlock_irqrestore(&delayed_lock, flags);
	schedule_work(&delayed_fput_work);
}
EXPORT_SYMBOL(fput);

int filp_close(struct file *file, fl_owner_t id)
{
	int err = 0;

	if (file->f_op->flush)
		err = file->f_op->flush(file, id);
	else if (file->f_op->__flush_2_6)
		err = file->f_op->__flush_2_6(file);
	if (file->f_inode->i_flctx)
		locks_remove_posix(file, id);
	fput(file);
	return err;
}
EXPORT_SYMBOL(filp_close);

/* ---- system calls ---- */

static long do_sys_open(int dfd, const char __user *filename, int flags, umode_t mode)
{
	struct filename *name = getname(filename);
	struct file *file;
	int fd;

	if (IS_ERR(name))
		return PTR_ERR(name);
	fd = get_unused_fd_flags(flags);
	if (fd >= 0) {
		file = do_filp_open(dfd, name, flags & VALID_OPEN_FLAGS, mode);
		if (IS_ERR(file)) {
			put_unused_fd(fd);
			fd = PTR_ERR(file);
		} else {
			fd_install(fd, file);
		}
	}
	putname(name);
	return fd;
}

SYSCALL_DEFINE3(open, const char __user *, name, int, flags, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, name, flags, mode);
}

SYSCALL_DEFINE4(openat, int, dfd, const char __user *, name, int, flags, umode_t, mode)
{
	return do_sys_open(dfd, name, flags, mode);
}

SYSCALL_DEFINE2(creat, const char __user *, name, umode_t, mode)
{
	return do_sys_open(AT_FDCWD, name, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

struct open_how {
	u64 flags, mode, resolve;
};

SYSCALL_DEFINE4(openat2, int, dfd, const char __user *, name, struct open_how __user *, how, size_t,
		size)
{
	struct open_how k = {0};
	int err = copy_struct_from_user(&k, sizeof(k), how, size);

	if (err)
		return err;
	if (size < sizeof(k) || k.flags & ~(u64)VALID_OPEN_FLAGS || k.mode & ~(u64)S_IALLUGO ||
	    k.resolve)
		return -EINVAL;
	return do_sys_open(dfd, name, k.flags, k.mode);
}

static int files_sysctl_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%d\t0\t%lu\n", atomic_read(&nr_files), totalram_pages() / 10);
	return 0;
}

static int __init open_proc_init(void)
{
	struct proc_dir_entry *dir = proc_lookup("sys/fs") ?: proc_mkdir("fs", proc_lookup("sys"));

	return dir && proc_create_single("file-nr", 0444, dir, files_sysctl_show) ? 0 : -ENOMEM;
}
late_initcall(open_proc_init);

void __init open_init(void)
{
	filp_cache = kmem_cache_create("filp", sizeof(struct file), 0,
				       SLAB_HWCACHE_ALIGN | SLAB_PANIC, NULL);
	names_cache = kmem_cache_create("names_cache", PATH_MAX, 0, SLAB_PANIC, NULL);
}
