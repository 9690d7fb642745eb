/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * namei_rename: a name becomes another one, or two change places.
 *
 * 1. Purpose. What vfs_rename() has in common for all file systems, and the system calls that
 *    walk two paths to their last names and then do it.
 *
 * 2. Structures. None of its own.
 *
 * 3. Invariants. Two directories are locked the ancestor first, under s_rename_mutex, so that
 *    neither becomes the other's descendant meanwhile.
 *
 * 4. Locking and context. Directories, then the file that the new name had. May sleep.
 *
 * 5. Failure. The file system's; before it is asked: as in namei_change.c, and -EINVAL,
 *    -ENOTEMPTY for what would come to lie below itself.
 */
#include <linux/export.h>
#include <linux/fsnotify.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>

#include "internal.h"
#include "nameidata.h"

/* ---- on names that are looked up ---- */

struct dentry *lock_rename(struct dentry *a, struct dentry *b)
{
	if (a == b) {
		inode_lock(a->d_inode);
		return NULL;
	}
	mutex_lock(&a->d_sb->s_rename_mutex);
	if (is_subdir(b, a)) {
		inode_lock(a->d_inode);
		inode_lock(b->d_inode);
		/* on the way from a down to b: what must not be moved below itself */
		while (b->d_parent != a)
			b = b->d_parent;
		return b;
	}
	inode_lock(b->d_inode);
	inode_lock(a->d_inode);
	if (!is_subdir(a, b))
		return NULL;
	while (a->d_parent != b)
		a = a->d_parent;
	return a;
}
EXPORT_SYMBOL(lock_rename);

void unlock_rename(struct dentry *a, struct dentry *b)
{
	inode_unlock(a->d_inode);
	if (a != b) {
		inode_unlock(b->d_inode);
		mutex_unlock(&a->d_sb->s_rename_mutex);
	}
}
EXPORT_SYMBOL(unlock_rename);

static int may_rename(struct renamedata *rd)
{
	struct inode *source = rd->old_dentry->d_inode, *target = rd->new_dentry->d_inode;
	bool is_dir = S_ISDIR(source->i_mode);
	int err = namei_may_delete(rd->old_dir, rd->old_dentry, is_dir);

	if (err)
		return err;
	if (!target)
		err = namei_may_create(rd->new_dir, rd->new_dentry);
	else if (rd->flags & RENAME_EXCHANGE)
		err = namei_may_delete(rd->new_dir, rd->new_dentry, S_ISDIR(target->i_mode));
	else
		err = namei_may_delete(rd->new_dir, rd->new_dentry, is_dir);
	if (err)
		return err;
	if (!rd->old_dir->i_op->rename)
		return -EPERM;
	/* its ".." changes */
	if (is_dir && rd->old_dir != rd->new_dir)
		err = inode_permission(&init_user_ns, source, MAY_WRITE);
	return err;
}

int vfs_rename(struct renamedata *rd)
{
	struct inode *source = rd->old_dentry->d_inode, *target = rd->new_dentry->d_inode;
	bool exchange = rd->flags & RENAME_EXCHANGE;
	unsigned char *old_name = NULL;
	int err;

	if (source == target)
		return 0;
	err = may_rename(rd);
	if (err)
		return err;
	if (unlikely(inotify_watches))
		old_name = (u8 *)kstrdup((const char *)rd->old_dentry->d_name.name, GFP_KERNEL);
	dget(rd->new_dentry);
	if (target)
		inode_lock(target);
	if (d_mountpoint(rd->old_dentry) || d_mountpoint(rd->new_dentry))
		err = -EBUSY;
	else
		err = rd->old_dir->i_op->rename(&init_user_ns, rd->old_dir, rd->old_dentry,
						rd->new_dir, rd->new_dentry, rd->flags);
	if (!err && target && !exchange && S_ISDIR(target->i_mode))
		target->i_flags |= S_DEAD;
	if (target)
		inode_unlock(target);
	if (!err && target && !exchange && S_ISDIR(target->i_mode))
		shrink_dcache_parent(rd->new_dentry);
	if (!err && exchange)
		d_exchange(rd->old_dentry, rd->new_dentry);
	else if (!err)
		d_move(rd->old_dentry, rd->new_dentry);
	if (!err && old_name)
		fsnotify_renamed(rd->old_dir, old_name, rd->new_dir,
				 exchange ? old_name : rd->old_dentry->d_name.name, source);
	kfree(old_name);
	dput(rd->new_dentry);
	return err;
}
EXPORT_SYMBOL(vfs_rename);

/* ---- system calls ---- */

/* Both walks have come to their last names; the directories are locked. */
static int rename_locked(struct nameidata *from, struct nameidata *to, unsigned int flags,
			 struct dentry *trap)
{
	struct dentry *old = lookup_locked(from->path.dentry, &from->last, 0), *new;
	struct renamedata rd = {.old_dir = from->path.dentry->d_inode,
				.new_dir = to->path.dentry->d_inode,
				.old_dentry = old,
				.flags = flags};
	int err = 0;

	if (IS_ERR(old))
		return PTR_ERR(old);
	rd.new_dentry = new = lookup_locked(to->path.dentry, &to->last, LOOKUP_RENAME_TARGET);
	if (IS_ERR(new)) {
		dput(old);
		return PTR_ERR(new);
	}
	if (!old->d_inode)
		err = -ENOENT;
	else if (flags & RENAME_NOREPLACE && new->d_inode)
		err = -EEXIST;
	else if (flags & RENAME_EXCHANGE && !new->d_inode)
		err = -ENOENT;
	else if (!d_is_dir(old) && (from->slash || (to->slash && !(flags & RENAME_EXCHANGE))))
		err = -ENOTDIR;
	else if (old == trap)
		err = -EINVAL;
	else if (new == trap)
		err = -ENOTEMPTY;
	else
		err = vfs_rename(&rd);
	dput(new);
	dput(old);
	return err;
}

static int do_rename(struct nameidata *from, struct nameidata *to, unsigned int flags)
{
	struct dentry *trap;
	int err;

	if (from->path.mnt != to->path.mnt)
		return -EXDEV;
	if (from->last_type != LAST_NORM)
		return -EBUSY;
	if (to->last_type != LAST_NORM)
		return flags & RENAME_NOREPLACE ? -EEXIST : -EBUSY;
	err = mnt_want_write(from->path.mnt);
	if (err)
		return err;
	trap = lock_rename(from->path.dentry, to->path.dentry);
	err = rename_locked(from, to, flags, trap);
	unlock_rename(from->path.dentry, to->path.dentry);
	return err;
}

static long do_renameat2(int olddfd, const char __user *oldname, int newdfd,
			 const char __user *newname, unsigned int flags)
{
	struct filename *old, *new;
	struct nameidata from, to;
	int err;

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE) ||
	    flags == (RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	old = getname(oldname);
	if (IS_ERR(old))
		return PTR_ERR(old);
	new = getname(newname);
	if (IS_ERR(new)) {
		putname(old);
		return PTR_ERR(new);
	}
	err = nd_walk(&from, olddfd, old->name, LOOKUP_PARENT);
	if (!err) {
		err = nd_walk(&to, newdfd, new->name, LOOKUP_PARENT);
		if (!err)
			err = do_rename(&from, &to, flags);
		nd_end(&to);
	}
	nd_end(&from);
	putname(new);
	putname(old);
	return err;
}

SYSCALL_DEFINE5(renameat2, int, olddfd, const char __user *, oldname, int, newdfd,
		const char __user *, newname, unsigned int, flags)
{
	return do_renameat2(olddfd, oldname, newdfd, newname, flags);
}

SYSCALL_DEFINE4(renameat, int, olddfd, const char __user *, oldname, int, newdfd,
		const char __user *, newname)
{
	return do_renameat2(olddfd, oldname, newdfd, newname, 0);
}

SYSCALL_DEFINE2(rename, const char __user *, oldname, const char __user *, newname)
{
	return do_renameat2(AT_FDCWD, oldname, AT_FDCWD, newname, 0);
}
