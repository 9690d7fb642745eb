/* SPDX-License-Identifier: GPL-2.0-only */
/* attr: an inode's rights, owner, times and links: who may change them, and the changing. */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/fsnotify.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/time.h>

#include "internal.h"

/* ---- links ---- */

void set_nlink(struct inode *inode, unsigned int nlink)
{
	inode->i_nlink = nlink;
}
EXPORT_SYMBOL(set_nlink);

void inc_nlink(struct inode *inode)
{
	inode->i_nlink++;
}
EXPORT_SYMBOL(inc_nlink);

void drop_nlink(struct inode *inode)
{
	WARN_ON(!inode->i_nlink);
	inode->i_nlink--;
}
EXPORT_SYMBOL(drop_nlink);

void clear_nlink(struct inode *inode)
{
	inode->i_nlink = 0;
}
EXPORT_SYMBOL(clear_nlink);

/* A file in a directory with S_ISGID is of the directory's group; so is a directory's bit. */
void inode_init_owner(struct user_namespace *ns, struct inode *inode, const struct inode *dir,
		      umode_t mode)
{
	inode->i_uid = current_fsuid();
	inode->i_gid = current_fsgid();
	if (dir && dir->i_mode & S_ISGID) {
		inode->i_gid = dir->i_gid;
		if (S_ISDIR(mode))
			mode |= S_ISGID;
	}
	inode->i_mode = mode;
}
EXPORT_SYMBOL(inode_init_owner);

void inode_add_bytes(struct inode *inode, loff_t bytes)
{
	spin_lock(&inode->i_lock);
	bytes += inode->i_bytes;
	inode->i_blocks += bytes >> 9;
	inode->i_bytes = bytes & 511;
	spin_unlock(&inode->i_lock);
}
EXPORT_SYMBOL(inode_add_bytes);

void inode_sub_bytes(struct inode *inode, loff_t bytes)
{
	s64 all;

	spin_lock(&inode->i_lock);
	all = ((s64)inode->i_blocks << 9) + inode->i_bytes - bytes;
	inode->i_blocks = all >> 9;
	inode->i_bytes = all & 511;
	spin_unlock(&inode->i_lock);
}
EXPORT_SYMBOL(inode_sub_bytes);

/* ---- times ---- */

struct timespec64 current_time(struct inode *inode)
{
	struct timespec64 now;

	ktime_get_real_ts64(&now);
	/* seconds only, on such a medium */
	if (inode->i_sb && inode->i_sb->s_time_gran >= NSEC_PER_SEC)
		now.tv_nsec = 0;
	return now;
}
EXPORT_SYMBOL(current_time);

static bool not_later(const struct timespec64 *a, const struct timespec64 *b)
{
	return a->tv_sec < b->tv_sec || (a->tv_sec == b->tv_sec && a->tv_nsec <= b->tv_nsec);
}

/* "relatime": when it says nothing new since the last change, or is a day old. */
static bool atime_needs_update(const struct path *path, const struct inode *inode)
{
	if (inode->i_flags & S_NOATIME || inode->i_sb->s_flags & (SB_NOATIME | SB_RDONLY))
		return false;
	if (S_ISDIR(inode->i_mode) &&
	    (inode->i_sb->s_flags & SB_NODIRATIME || path->mnt->mnt_flags & MNT_NODIRATIME))
		return false;
	if (path->mnt->mnt_flags & (MNT_NOATIME | MNT_READONLY))
		return false;
	return not_later(&inode->i_atime, &inode->i_mtime) ||
	       not_later(&inode->i_atime, &inode->i_ctime) ||
	       ktime_get_real_seconds() - inode->i_atime.tv_sec >= 24 * 60 * 60;
}

void touch_atime(const struct path *path)
{
	struct inode *inode = path->dentry->d_inode;

	if (!atime_needs_update(path, inode))
		return;
	inode->i_atime = current_time(inode);
	mark_inode_dirty_sync(inode);
}
EXPORT_SYMBOL(touch_atime);

int file_update_time(struct file *file)
{
	struct inode *inode = file_inode(file);

	if (inode->i_flags & S_NOCMTIME)
		return 0;
	inode->i_mtime = inode->i_ctime = current_time(inode);
	mark_inode_dirty_sync(inode);
	return 0;
}
EXPORT_SYMBOL(file_update_time);

/* Who writes to a program that runs as somebody else makes it an ordinary one. */
int file_remove_privs(struct file *file)
{
	struct inode *inode = file_inode(file);
	umode_t kill = inode->i_mode & S_ISUID;

	if ((inode->i_mode & (S_ISGID | S_IXGRP)) == (S_ISGID | S_IXGRP))
		kill |= S_ISGID;
	if (kill && S_ISREG(inode->i_mode) && !capable(CAP_FSETID)) {
		inode->i_mode &= ~kill;
		mark_inode_dirty(inode);
	}
	return 0;
}
EXPORT_SYMBOL(file_remove_privs);

int file_modified(struct file *file)
{
	file_remove_privs(file);
	return file_update_time(file);
}
EXPORT_SYMBOL(file_modified);

/* ---- changes that somebody asks for ---- */

bool inode_owner_or_capable(struct user_namespace *ns, const struct inode *inode)
{
	return uid_eq(current_fsuid(), inode->i_uid) || capable(CAP_FOWNER);
}
EXPORT_SYMBOL(inode_owner_or_capable);

int inode_newsize_ok(const struct inode *inode, loff_t size)
{
	unsigned long limit = current->signal ? rlimit(RLIMIT_FSIZE) : RLIM_INFINITY;

	if (size <= inode->i_size)
		return 0;
	if (limit != RLIM_INFINITY && size > limit) {
		send_sig(SIGXFSZ, current, 0);
		return -EFBIG;
	}
	return size > inode->i_sb->s_maxbytes ? -EFBIG : 0;
}
EXPORT_SYMBOL(inode_newsize_ok);

int setattr_prepare(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	unsigned int valid = attr->ia_valid;
	bool own = uid_eq(current_fsuid(), inode->i_uid);

	if (valid & ATTR_SIZE) {
		int err = inode_newsize_ok(inode, attr->ia_size);

		if (err)
			return err;
	}
	if (valid & ATTR_FORCE)
		return 0;
	if (valid & ATTR_UID && !(own && uid_eq(attr->ia_uid, inode->i_uid)) && !capable(CAP_CHOWN))
		return -EPERM;
	if (valid & ATTR_GID && !capable(CAP_CHOWN) &&
	    !(own && (gid_eq(attr->ia_gid, inode->i_gid) || in_group_p(attr->ia_gid))))
		return -EPERM;
	if (valid & ATTR_MODE) {
		kgid_t gid = valid & ATTR_GID ? attr->ia_gid : inode->i_gid;

		if (!inode_owner_or_capable(ns, inode))
			return -EPERM;
		if (!in_group_p(gid) && !capable(CAP_FSETID))
			attr->ia_mode &= ~S_ISGID;
	}
	if (valid & (ATTR_MTIME_SET | ATTR_ATIME_SET | ATTR_TIMES_SET) &&
	    !inode_owner_or_capable(ns, inode))
		return -EPERM;
	return 0;
}
EXPORT_SYMBOL(setattr_prepare);

void setattr_copy(struct user_namespace *ns, struct inode *inode, const struct iattr *attr)
{
	unsigned int what = attr->ia_valid;

	inode->i_mode = what & ATTR_MODE ? attr->ia_mode : inode->i_mode;
	inode->i_uid = what & ATTR_UID ? attr->ia_uid : inode->i_uid;
	inode->i_gid = what & ATTR_GID ? attr->ia_gid : inode->i_gid;
	inode->i_ctime = what & ATTR_CTIME ? attr->ia_ctime : inode->i_ctime;
	inode->i_mtime = what & ATTR_MTIME ? attr->ia_mtime : inode->i_mtime;
	inode->i_atime = what & ATTR_ATIME ? attr->ia_atime : inode->i_atime;
}
EXPORT_SYMBOL(setattr_copy);

/* The inode is locked. */
/* What was changed, as inotify(7) names it. */
static void notify_watchers(struct dentry *dentry, unsigned int valid)
{
	unsigned int mask = 0;

	if (valid & (ATTR_UID | ATTR_GID | ATTR_MODE))
		mask |= IN_ATTRIB;
	if (valid & ATTR_SIZE)
		mask |= IN_MODIFY;
	if ((valid & (ATTR_ATIME | ATTR_MTIME)) == (ATTR_ATIME | ATTR_MTIME))
		mask |= IN_ATTRIB;
	else if (valid & ATTR_ATIME)
		mask |= IN_ACCESS;
	else if (valid & ATTR_MTIME && !(valid & ATTR_SIZE))
		mask |= IN_MODIFY;
	if (mask)
		fsnotify_entry(dentry, mask);
}

int notify_change(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr,
		  struct inode **delegated)
{
	struct inode *inode = d_inode(dentry);
	struct timespec64 now = current_time(inode);
	int err;

	if (attr->ia_valid & (ATTR_MODE | ATTR_UID | ATTR_GID | ATTR_TIMES_SET) &&
	    inode->i_flags & (S_IMMUTABLE | S_APPEND))
		return -EPERM;
	/* "now" may be set by whoever may write */
	if (attr->ia_valid & ATTR_TOUCH && !inode_owner_or_capable(ns, inode)) {
		err = inode_permission(ns, inode, MAY_WRITE);
		if (err)
			return err;
	}
	attr->ia_ctime = now;
	if (!(attr->ia_valid & ATTR_ATIME_SET))
		attr->ia_atime = now;
	if (!(attr->ia_valid & ATTR_MTIME_SET))
		attr->ia_mtime = now;
	if (attr->ia_valid & (ATTR_KILL_SUID | ATTR_KILL_SGID) && !(attr->ia_valid & ATTR_MODE)) {
		attr->ia_mode = inode->i_mode;
		if (attr->ia_valid & ATTR_KILL_SUID)
			attr->ia_mode &= ~S_ISUID;
		if (attr->ia_valid & ATTR_KILL_SGID && attr->ia_mode & S_IXGRP)
			attr->ia_mode &= ~S_ISGID;
		if (attr->ia_mode != inode->i_mode)
			attr->ia_valid |= ATTR_MODE | ATTR_FORCE;
	}
	attr->ia_valid &= ~(ATTR_KILL_SUID | ATTR_KILL_SGID);
	err = inode->i_op->setattr ? inode->i_op->setattr(ns, dentry, attr)
				   : simple_setattr(ns, dentry, attr);
	if (!err && unlikely(inotify_watches))
		notify_watchers(dentry, attr->ia_valid);
	return err;
}
EXPORT_SYMBOL(notify_change);
