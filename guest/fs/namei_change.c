/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * namei_change: names made and removed.
 *
 * 1. Purpose. What vfs_mkdir() and its kin have in common for all file systems, who may do
 *    it, and the system calls that walk a path to its last name and then do it.
 *
 * 2. Structures. None of its own.
 *
 * 3. Invariants. A directory's names change only with its i_rwsem held for writing.
 *
 * 4. Locking and context. Directory, then the file in it. May sleep.
 *
 * 5. Failure. The file system's; before it is asked: -EEXIST, -ENOENT, -EACCES, -EPERM
 *    (sticky directories), -EXDEV, -EROFS, -EBUSY (something is mounted there).
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs_struct.h>
#include <linux/fsnotify.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"
#include "nameidata.h"

/* ---- who may ---- */

int namei_may_create(struct inode *dir, struct dentry *dentry)
{
	if (dentry->d_inode)
		return -EEXIST;
	if (dir->i_flags & S_DEAD)
		return -ENOENT;
	return inode_permission(&init_user_ns, dir, MAY_WRITE | MAY_EXEC);
}

static bool forbidden_by_sticky(struct inode *dir, struct inode *inode)
{
	return dir->i_mode & S_ISVTX && !uid_eq(inode->i_uid, current_fsuid()) &&
	       !uid_eq(dir->i_uid, current_fsuid()) && !capable(CAP_FOWNER);
}

int namei_may_delete(struct inode *dir, struct dentry *victim, bool is_dir)
{
	struct inode *inode = victim->d_inode;
	int err;

	if (!inode)
		return -ENOENT;
	err = inode_permission(&init_user_ns, dir, MAY_WRITE | MAY_EXEC);
	if (err)
		return err;
	if (dir->i_flags & S_APPEND || inode->i_flags & (S_APPEND | S_IMMUTABLE) ||
	    forbidden_by_sticky(dir, inode))
		return -EPERM;
	if (is_dir != S_ISDIR(inode->i_mode))
		return is_dir ? -ENOTDIR : -EISDIR;
	if (is_dir && IS_ROOT(victim))
		return -EBUSY;
	return dir->i_flags & S_DEAD ? -ENOENT : 0;
}

/* ---- on directories that are locked ---- */

static int created(int err, struct inode *dir, const struct dentry *dentry)
{
	if (!err)
		fsnotify_created(dir, dentry);
	return err;
}

int vfs_create(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode,
	       bool excl)
{
	int err = namei_may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->create)
		return -EACCES;
	err = dir->i_op->create(ns, dir, dentry, (mode & S_IALLUGO) | S_IFREG, excl);
	return created(err, dir, dentry);
}
EXPORT_SYMBOL(vfs_create);

int vfs_mkdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode)
{
	int err = namei_may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->mkdir)
		return -EPERM;
	err = dir->i_op->mkdir(ns, dir, dentry, mode & (S_IRWXUGO | S_ISVTX));
	return created(err, dir, dentry);
}
EXPORT_SYMBOL(vfs_mkdir);

int vfs_mknod(struct user_namespace *ns, struct inode *dir, struct dentry *dentry, umode_t mode,
	      dev_t dev)
{
	int err = namei_may_create(dir, dentry);

	if (err)
		return err;
	if ((S_ISCHR(mode) || S_ISBLK(mode)) && !capable(CAP_MKNOD))
		return -EPERM;
	if (!dir->i_op->mknod)
		return -EPERM;
	return created(dir->i_op->mknod(ns, dir, dentry, mode, dev), dir, dentry);
}
EXPORT_SYMBOL(vfs_mknod);

int vfs_symlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
		const char *target)
{
	int err = namei_may_create(dir, dentry);

	if (err)
		return err;
	if (!dir->i_op->symlink)
		return -EPERM;
	return created(dir->i_op->symlink(ns, dir, dentry, target), dir, dentry);
}
EXPORT_SYMBOL(vfs_symlink);

int vfs_link(struct dentry *old, struct user_namespace *ns, struct inode *dir,
	     struct dentry *dentry, struct inode **delegated)
{
	struct inode *inode = old->d_inode;
	int err;

	if (!inode)
		return -ENOENT;
	err = namei_may_create(dir, dentry);
	if (err)
		return err;
	if (dir->i_sb != inode->i_sb)
		return -EXDEV;
	if (inode->i_flags & (S_APPEND | S_IMMUTABLE) || S_ISDIR(inode->i_mode) || !dir->i_op->link)
		return -EPERM;
	if (!inode->i_nlink && !(inode->i_state & I_LINKABLE))
		return -ENOENT;
	inode_lock(inode);
	err = dir->i_op->link(old, dir, dentry);
	inode_unlock(inode);
	if (!err && unlikely(inotify_watches)) {
		fsnotify_inode(inode, IN_ATTRIB);
		fsnotify_created(dir, dentry);
	}
	return err;
}
EXPORT_SYMBOL(vfs_link);

int vfs_rmdir(struct user_namespace *ns, struct inode *dir, struct dentry *dentry)
{
	int err = namei_may_delete(dir, dentry, true);

	if (err)
		return err;
	if (!dir->i_op->rmdir)
		return -EPERM;
	dget(dentry);
	inode_lock(dentry->d_inode);
	if (d_mountpoint(dentry))
		err = -EBUSY;
	else
		err = dir->i_op->rmdir(dir, dentry);
	if (!err)
		dentry->d_inode->i_flags |= S_DEAD;
	inode_unlock(dentry->d_inode);
	if (!err) {
		if (unlikely(inotify_watches))
			fsnotify_unlinked(dir, dentry->d_inode, dentry->d_name.name);
		shrink_dcache_parent(dentry);
		d_drop(dentry);
	}
	dput(dentry);
	return err;
}
EXPORT_SYMBOL(vfs_rmdir);

int vfs_unlink(struct user_namespace *ns, struct inode *dir, struct dentry *dentry,
	       struct inode **delegated)
{
	int err = namei_may_delete(dir, dentry, false);

	if (err)
		return err;
	if (!dir->i_op->unlink)
		return -EPERM;
	inode_lock(dentry->d_inode);
	err = d_mountpoint(dentry) ? -EBUSY : dir->i_op->unlink(dir, dentry);
	inode_unlock(dentry->d_inode);
	if (!err && unlikely(inotify_watches))
		fsnotify_unlinked(dir, dentry->d_inode, dentry->d_name.name);
	if (!err)
		d_delete(dentry);
	return err;
}
EXPORT_SYMBOL(vfs_unlink);

/* ---- making a last name ---- */

static struct dentry *create_at(int dfd, struct filename *name, struct path *path,
				unsigned int flags)
{
	struct nameidata nd;
	struct dentry *dentry;
	int err;

	if (IS_ERR(name))
		return ERR_CAST(name);
	err = nd_walk(&nd, dfd, name->name, LOOKUP_PARENT);
	if (!err && nd.last_type != LAST_NORM)
		err = -EEXIST;
	if (!err) {
		inode_lock(nd.path.dentry->d_inode);
		dentry = lookup_locked(nd.path.dentry, &nd.last, LOOKUP_CREATE);
		err = PTR_ERR_OR_ZERO(dentry);
		if (!err && dentry->d_inode)
			err = -EEXIST;
		else if (!err && nd.slash && !(flags & LOOKUP_DIRECTORY))
			err = -ENOENT;
		else if (!err)
			err = mnt_want_write(nd.path.mnt);
		if (err) {
			inode_unlock(nd.path.dentry->d_inode);
			if (!IS_ERR(dentry))
				dput(dentry);
		} else {
			*path = nd.path;
			nd.path = (struct path){NULL, NULL};
		}
	}
	nd_end(&nd);
	return err ? ERR_PTR(err) : dentry;
}

struct dentry *kern_path_create(int dfd, const char *name, struct path *path, unsigned int flags)
{
	struct filename *filename = getname_kernel(name);
	struct dentry *dentry = create_at(dfd, filename, path, flags);

	putname(filename);
	return dentry;
}
EXPORT_SYMBOL(kern_path_create);

struct dentry *user_path_create(int dfd, const char __user *name, struct path *path,
				unsigned int flags)
{
	struct filename *filename = getname(name);
	struct dentry *dentry = create_at(dfd, filename, path, flags);

	putname(filename);
	return dentry;
}
EXPORT_SYMBOL(user_path_create);

void done_path_create(struct path *path, struct dentry *dentry)
{
	dput(dentry);
	inode_unlock(path->dentry->d_inode);
	path_put(path);
}
EXPORT_SYMBOL(done_path_create);

struct dentry *kern_path_locked(const char *name, struct path *path)
{
	struct filename *filename = getname_kernel(name);
	struct dentry *dentry = NULL;
	struct nameidata nd;
	int err;

	if (IS_ERR(filename))
		return ERR_CAST(filename);
	err = nd_walk(&nd, AT_FDCWD, filename->name, LOOKUP_PARENT);
	if (!err && nd.last_type != LAST_NORM)
		err = -EINVAL;
	if (!err) {
		inode_lock(nd.path.dentry->d_inode);
		dentry = lookup_locked(nd.path.dentry, &nd.last, 0);
		if (!IS_ERR(dentry) && !dentry->d_inode) {
			dput(dentry);
			dentry = ERR_PTR(-ENOENT);
		}
		if (IS_ERR(dentry)) {
			inode_unlock(nd.path.dentry->d_inode);
		} else {
			*path = nd.path;
			nd.path = (struct path){NULL, NULL};
		}
	}
	nd_end(&nd);
	putname(filename);
	return err ? ERR_PTR(err) : dentry;
}
EXPORT_SYMBOL(kern_path_locked);

/* ---- system calls ---- */

static long do_mknodat(int dfd, const char __user *name, umode_t mode, unsigned int dev)
{
	struct dentry *dentry;
	struct path path;
	int err;

	switch (mode & S_IFMT) {
	case 0:
	case S_IFREG:
	case S_IFCHR:
	case S_IFBLK:
	case S_IFIFO:
	case S_IFSOCK:
		break;
	case S_IFDIR:
		return -EPERM;
	default:
		return -EINVAL;
	}
	dentry = user_path_create(dfd, name, &path, 0);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	mode &= ~current_umask();
	if (!(mode & S_IFMT) || S_ISREG(mode))
		err = vfs_create(&init_user_ns, d_inode(path.dentry), dentry, mode, true);
	else
		err = vfs_mknod(&init_user_ns, d_inode(path.dentry), dentry, mode,
				S_ISCHR(mode) || S_ISBLK(mode) ? new_decode_dev(dev) : 0);
	done_path_create(&path, dentry);
	return err;
}

SYSCALL_DEFINE4(mknodat, int, dfd, const char __user *, name, umode_t, mode, unsigned int, dev)
{
	return do_mknodat(dfd, name, mode, dev);
}

SYSCALL_DEFINE3(mknod, const char __user *, name, umode_t, mode, unsigned int, dev)
{
	return do_mknodat(AT_FDCWD, name, mode, dev);
}

static long do_mkdirat(int dfd, const char __user *name, umode_t mode)
{
	struct dentry *dentry;
	struct path path;
	int err;

	dentry = user_path_create(dfd, name, &path, LOOKUP_DIRECTORY);
	if (IS_ERR(dentry))
		return PTR_ERR(dentry);
	err = vfs_mkdir(&init_user_ns, d_inode(path.dentry), dentry, mode & ~current_umask());
	done_path_create(&path, dentry);
	return err;
}

SYSCALL_DEFINE3(mkdirat, int, dfd, const char __user *, name, umode_t, mode)
{
	return do_mkdirat(dfd, name, mode);
}

SYSCALL_DEFINE2(mkdir, const char __user *, name, umode_t, mode)
{
	return do_mkdirat(AT_FDCWD, name, mode);
}

/* What the last name of a path to be removed may not be. */
static int last_to_remove(const struct nameidata *nd, bool is_dir)
{
	if (nd->last_type == LAST_NORM)
		return 0;
	if (!is_dir)
		return -EISDIR;
	return nd->last_type == LAST_DOT      ? -EINVAL
	       : nd->last_type == LAST_DOTDOT ? -ENOTEMPTY
					      : -EBUSY;
}

static long do_remove(int dfd, const char __user *name, bool is_dir)
{
	struct filename *filename = getname(name);
	struct inode *dir, *inode = NULL;
	struct dentry *dentry;
	struct nameidata nd;
	int err;

	if (IS_ERR(filename))
		return PTR_ERR(filename);
	err = nd_walk(&nd, dfd, filename->name, LOOKUP_PARENT);
	if (!err)
		err = last_to_remove(&nd, is_dir) ?: mnt_want_write(nd.path.mnt);
	if (!err) {
		dir = nd.path.dentry->d_inode;
		inode_lock(dir);
		dentry = lookup_locked(nd.path.dentry, &nd.last, 0);
		err = PTR_ERR_OR_ZERO(dentry);
		if (!err) {
			inode = dentry->d_inode;
			if (inode)
				ihold(inode);
			if (!inode)
				err = -ENOENT;
			else if (is_dir)
				err = vfs_rmdir(&init_user_ns, dir, dentry);
			else if (nd.slash)
				err = S_ISDIR(inode->i_mode) ? -EISDIR : -ENOTDIR;
			else
				err = vfs_unlink(&init_user_ns, dir, dentry, NULL);
			dput(dentry);
		}
		inode_unlock(dir);
		iput(inode); /* cutting a long file takes its time, and nobody waits for it */
	}
	nd_end(&nd);
	putname(filename);
	return err;
}

SYSCALL_DEFINE1(rmdir, const char __user *, name)
{
	return do_remove(AT_FDCWD, name, true);
}

SYSCALL_DEFINE1(unlink, const char __user *, name)
{
	return do_remove(AT_FDCWD, name, false);
}

SYSCALL_DEFINE3(unlinkat, int, dfd, const char __user *, name, int, flag)
{
	if (flag & ~AT_REMOVEDIR)
		return -EINVAL;
	return do_remove(dfd, name, flag & AT_REMOVEDIR);
}

static long do_symlinkat(const char __user *target, int dfd, const char __user *name)
{
	struct filename *from = getname(target);
	struct dentry *dentry;
	struct path path;
	int err;

	if (IS_ERR(from))
		return PTR_ERR(from);
	dentry = user_path_create(dfd, name, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = vfs_symlink(&init_user_ns, d_inode(path.dentry), dentry, from->name);
		done_path_create(&path, dentry);
	}
	putname(from);
	return err;
}

SYSCALL_DEFINE3(symlinkat, const char __user *, target, int, dfd, const char __user *, name)
{
	return do_symlinkat(target, dfd, name);
}

SYSCALL_DEFINE2(symlink, const char __user *, target, const char __user *, name)
{
	return do_symlinkat(target, AT_FDCWD, name);
}

static long do_linkat(int olddfd, const char __user *oldname, int newdfd,
		      const char __user *newname, int flags)
{
	unsigned int how = flags & AT_SYMLINK_FOLLOW ? LOOKUP_FOLLOW : 0;
	struct path old, path;
	struct dentry *dentry;
	int err;

	if (flags & ~(AT_SYMLINK_FOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (flags & AT_EMPTY_PATH)
		how |= LOOKUP_EMPTY;
	err = user_path_at(olddfd, oldname, how, &old);
	if (err)
		return err;
	dentry = user_path_create(newdfd, newname, &path, 0);
	err = PTR_ERR_OR_ZERO(dentry);
	if (!err) {
		err = old.mnt != path.mnt
			  ? -EXDEV
			  : vfs_link(old.dentry, &init_user_ns, d_inode(path.dentry), dentry, NULL);
		done_path_create(&path, dentry);
	}
	path_put(&old);
	return err;
}

SYSCALL_DEFINE5(linkat, int, olddfd, const char __user *, oldname, int, newdfd, const char __user *,
		newname, int, flags)
{
	return do_linkat(olddfd, oldname, newdfd, newname, flags);
}

SYSCALL_DEFINE2(link, const char __user *, oldname, const char __user *, newname)
{
	return do_linkat(AT_FDCWD, oldname, AT_FDCWD, newname, 0);
}
