/* SPDX-License-Identifier: GPL-2.0-only */
/* stat: what there is to know of a file, in the five shapes that programs ask for; readlink. */
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mount.h>
#include <linux/namei.h>
#include <linux/pagemap.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

void generic_fillattr(struct user_namespace *ns, struct inode *inode, struct kstat *stat)
{
	stat->dev = inode->i_sb->s_dev;
	stat->ino = inode->i_ino;
	stat->mode = inode->i_mode;
	stat->nlink = inode->i_nlink;
	stat->uid = inode->i_uid;
	stat->gid = inode->i_gid;
	stat->rdev = inode->i_rdev;
	stat->size = i_size_read(inode);
	stat->atime = inode->i_atime;
	stat->mtime = inode->i_mtime;
	stat->ctime = inode->i_ctime;
	stat->blksize = 1u << inode->i_blkbits;
	stat->blocks = inode->i_blocks;
}
EXPORT_SYMBOL(generic_fillattr);

int vfs_getattr(const struct path *path, struct kstat *stat, u32 mask, unsigned int flags)
{
	struct inode *inode = d_inode(path->dentry);

	memset(stat, 0, sizeof(*stat));
	stat->result_mask = STATX_BASIC_STATS | STATX_MNT_ID;
	stat->mnt_id = path->mnt->mnt_id;
	stat->attributes_mask = STATX_ATTR_MOUNT_ROOT;
	if (path->dentry == path->mnt->mnt_root)
		stat->attributes = STATX_ATTR_MOUNT_ROOT;
	if (inode->i_op->getattr)
		return inode->i_op->getattr(&init_user_ns, path, stat, mask, flags);
	generic_fillattr(&init_user_ns, inode, stat);
	return 0;
}
EXPORT_SYMBOL(vfs_getattr);

static int stat_at(int dfd, const char __user *name, int flags, u32 mask, struct kstat *stat)
{
	unsigned int how = (flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW) |
			   (flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0);
	struct path path;
	int err;

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT | AT_EMPTY_PATH | AT_STATX_SYNC_TYPE))
		return -EINVAL;
	err = user_path_at(dfd, name, how, &path);
	if (err)
		return err;
	err = vfs_getattr(&path, stat, mask, flags);
	path_put(&path);
	return err;
}

static int stat_fd(unsigned int fd, struct kstat *stat)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_getattr(&f.file->f_path, stat, STATX_BASIC_STATS, 0);
	fdput(f);
	return err;
}

/* ---- shapes ---- */

static int put_old(const struct kstat *stat, struct __old_kernel_stat __user *to)
{
	struct __old_kernel_stat tmp = {
	    .st_dev = old_encode_dev(stat->dev),
	    .st_ino = stat->ino,
	    .st_mode = stat->mode,
	    .st_nlink = stat->nlink,
	    .st_uid = stat->uid.val,
	    .st_gid = stat->gid.val,
	    .st_rdev = old_encode_dev(stat->rdev),
	    .st_size = stat->size,
	    .st_atime = stat->atime.tv_sec,
	    .st_mtime = stat->mtime.tv_sec,
	    .st_ctime = stat->ctime.tv_sec,
	};

	if (stat->size > MAX_NON_LFS)
		return -EOVERFLOW;
	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

static int put_new(const struct kstat *stat, struct stat __user *to)
{
	struct stat tmp = {
	    .st_dev = new_encode_dev(stat->dev),
	    .st_ino = stat->ino,
	    .st_mode = stat->mode,
	    .st_nlink = stat->nlink,
	    .st_uid = stat->uid.val,
	    .st_gid = stat->gid.val,
	    .st_rdev = new_encode_dev(stat->rdev),
	    .st_size = stat->size,
	    .st_blksize = stat->blksize,
	    .st_blocks = stat->blocks,
	    .st_atime = stat->atime.tv_sec,
	    .st_atime_nsec = stat->atime.tv_nsec,
	    .st_mtime = stat->mtime.tv_sec,
	    .st_mtime_nsec = stat->mtime.tv_nsec,
	    .st_ctime = stat->ctime.tv_sec,
	    .st_ctime_nsec = stat->ctime.tv_nsec,
	};

	if (stat->size > MAX_NON_LFS)
		return -EOVERFLOW;
	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

static int put_64(const struct kstat *stat, struct stat64 __user *to)
{
	struct stat64 tmp = {
	    .st_dev = huge_encode_dev(stat->dev),
	    .__st_ino = stat->ino,
	    .st_mode = stat->mode,
	    .st_nlink = stat->nlink,
	    .st_uid = stat->uid.val,
	    .st_gid = stat->gid.val,
	    .st_rdev = huge_encode_dev(stat->rdev),
	    .st_size = stat->size,
	    .st_blksize = stat->blksize,
	    .st_blocks = stat->blocks,
	    .st_atime = stat->atime.tv_sec,
	    .st_atime_nsec = stat->atime.tv_nsec,
	    .st_mtime = stat->mtime.tv_sec,
	    .st_mtime_nsec = stat->mtime.tv_nsec,
	    .st_ctime = stat->ctime.tv_sec,
	    .st_ctime_nsec = stat->ctime.tv_nsec,
	    .st_ino = stat->ino,
	};

	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

static struct statx_timestamp statx_time(const struct timespec64 *t)
{
	return (struct statx_timestamp){.tv_sec = t->tv_sec, .tv_nsec = t->tv_nsec};
}

static int put_statx(const struct kstat *stat, struct statx __user *to)
{
	struct statx tmp = {
	    .stx_mask = stat->result_mask,
	    .stx_blksize = stat->blksize,
	    .stx_attributes = stat->attributes,
	    .stx_nlink = stat->nlink,
	    .stx_uid = stat->uid.val,
	    .stx_gid = stat->gid.val,
	    .stx_mode = stat->mode,
	    .stx_ino = stat->ino,
	    .stx_size = stat->size,
	    .stx_blocks = stat->blocks,
	    .stx_attributes_mask = stat->attributes_mask,
	    .stx_atime = statx_time(&stat->atime),
	    .stx_btime = statx_time(&stat->btime),
	    .stx_ctime = statx_time(&stat->ctime),
	    .stx_mtime = statx_time(&stat->mtime),
	    .stx_rdev_major = MAJOR(stat->rdev),
	    .stx_rdev_minor = MINOR(stat->rdev),
	    .stx_dev_major = MAJOR(stat->dev),
	    .stx_dev_minor = MINOR(stat->dev),
	    .stx_mnt_id = stat->mnt_id,
	};

	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

/* ---- system calls ---- */

SYSCALL_DEFINE2(stat, const char __user *, name, struct __old_kernel_stat __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, 0, STATX_BASIC_STATS, &stat) ?: put_old(&stat, to);
}

SYSCALL_DEFINE2(lstat, const char __user *, name, struct __old_kernel_stat __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &stat)
		   ?: put_old(&stat, to);
}

SYSCALL_DEFINE2(fstat, unsigned int, fd, struct __old_kernel_stat __user *, to)
{
	struct kstat stat;

	return stat_fd(fd, &stat) ?: put_old(&stat, to);
}

SYSCALL_DEFINE2(newstat, const char __user *, name, struct stat __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, 0, STATX_BASIC_STATS, &stat) ?: put_new(&stat, to);
}

SYSCALL_DEFINE2(newlstat, const char __user *, name, struct stat __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &stat)
		   ?: put_new(&stat, to);
}

SYSCALL_DEFINE2(newfstat, unsigned int, fd, struct stat __user *, to)
{
	struct kstat stat;

	return stat_fd(fd, &stat) ?: put_new(&stat, to);
}

SYSCALL_DEFINE2(stat64, const char __user *, name, struct stat64 __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, 0, STATX_BASIC_STATS, &stat) ?: put_64(&stat, to);
}

SYSCALL_DEFINE2(lstat64, const char __user *, name, struct stat64 __user *, to)
{
	struct kstat stat;

	return stat_at(AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, &stat)
		   ?: put_64(&stat, to);
}

SYSCALL_DEFINE2(fstat64, unsigned int, fd, struct stat64 __user *, to)
{
	struct kstat stat;

	return stat_fd(fd, &stat) ?: put_64(&stat, to);
}

SYSCALL_DEFINE4(fstatat64, int, dfd, const char __user *, name, struct stat64 __user *, to, int,
		flags)
{
	struct kstat stat;

	return stat_at(dfd, name, flags, STATX_BASIC_STATS, &stat) ?: put_64(&stat, to);
}

SYSCALL_DEFINE5(statx, int, dfd, const char __user *, name, unsigned int, flags, unsigned int, mask,
		struct statx __user *, to)
{
	struct kstat stat;

	if (mask & STATX__RESERVED || (flags & AT_STATX_SYNC_TYPE) == AT_STATX_SYNC_TYPE)
		return -EINVAL;
	return stat_at(dfd, name, flags, mask, &stat) ?: put_statx(&stat, to);
}

/* ---- readlink ---- */

int vfs_readlink(struct dentry *dentry, char __user *buf, int size)
{
	struct inode *inode = d_inode(dentry);
	DEFINE_DELAYED_CALL(done);
	const char *text;
	int len;

	if (inode->i_op->readlink)
		return inode->i_op->readlink(dentry, buf, size);
	text = vfs_get_link(dentry, &done);
	if (IS_ERR(text))
		return PTR_ERR(text);
	len = min_t(int, strlen(text), size);
	if (copy_to_user(buf, text, len))
		len = -EFAULT;
	do_delayed_call(&done);
	return len;
}
EXPORT_SYMBOL(vfs_readlink);

static long do_readlinkat(int dfd, const char __user *name, char __user *buf, int size)
{
	struct path path;
	int err;

	if (size <= 0)
		return -EINVAL;
	err = user_path_at(dfd, name, LOOKUP_EMPTY, &path);
	if (err)
		return err;
	if (!d_is_symlink(path.dentry)) {
		err = -EINVAL;
	} else {
		touch_atime(&path);
		err = vfs_readlink(path.dentry, buf, size);
	}
	path_put(&path);
	return err;
}

SYSCALL_DEFINE4(readlinkat, int, dfd, const char __user *, name, char __user *, buf, int, size)
{
	return do_readlinkat(dfd, name, buf, size);
}

SYSCALL_DEFINE3(readlink, const char __user *, name, char __user *, buf, int, size)
{
	return do_readlinkat(AT_FDCWD, name, buf, size);
}

/* ---- statfs ---- */

int vfs_statfs(const struct path *path, struct kstatfs *buf)
{
	struct super_block *sb = path->dentry->d_sb;
	int err;

	if (!sb->s_op || !sb->s_op->statfs)
		return -ENOSYS;
	memset(buf, 0, sizeof(*buf));
	err = sb->s_op->statfs(path->dentry, buf);
	if (!err && !buf->f_frsize)
		buf->f_frsize = buf->f_bsize;
	buf->f_flags = ST_VALID | path->mnt->mnt_flags | (sb_rdonly(sb) ? ST_RDONLY : 0);
	return err;
}
EXPORT_SYMBOL(vfs_statfs);

static int statfs_name(const char __user *name, struct kstatfs *st)
{
	struct path path;
	int err = user_path(name, &path);

	if (err)
		return err;
	err = vfs_statfs(&path, st);
	path_put(&path);
	return err;
}

static int statfs_fd(unsigned int fd, struct kstatfs *st)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_statfs(&f.file->f_path, st);
	fdput(f);
	return err;
}

static int put_statfs(const struct kstatfs *st, struct statfs __user *to)
{
	struct statfs tmp = {
	    .f_type = st->f_type,
	    .f_bsize = st->f_bsize,
	    .f_blocks = st->f_blocks,
	    .f_bfree = st->f_bfree,
	    .f_bavail = st->f_bavail,
	    .f_files = st->f_files,
	    .f_ffree = st->f_ffree,
	    .f_fsid = st->f_fsid,
	    .f_namelen = st->f_namelen,
	    .f_frsize = st->f_frsize,
	    .f_flags = st->f_flags,
	};

	if ((st->f_blocks | st->f_bfree | st->f_files) >> 32)
		return -EOVERFLOW;
	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

static int put_statfs64(const struct kstatfs *st, size_t size, struct statfs64 __user *to)
{
	struct statfs64 tmp = {
	    .f_type = st->f_type,
	    .f_bsize = st->f_bsize,
	    .f_blocks = st->f_blocks,
	    .f_bfree = st->f_bfree,
	    .f_bavail = st->f_bavail,
	    .f_files = st->f_files,
	    .f_ffree = st->f_ffree,
	    .f_fsid = st->f_fsid,
	    .f_namelen = st->f_namelen,
	    .f_frsize = st->f_frsize,
	    .f_flags = st->f_flags,
	};

	if (size != sizeof(tmp))
		return -EINVAL;
	return copy_to_user(to, &tmp, sizeof(tmp)) ? -EFAULT : 0;
}

SYSCALL_DEFINE2(statfs, const char __user *, name, struct statfs __user *, to)
{
	struct kstatfs st;

	return statfs_name(name, &st) ?: put_statfs(&st, to);
}

SYSCALL_DEFINE2(fstatfs, unsigned int, fd, struct statfs __user *, to)
{
	struct kstatfs st;

	return statfs_fd(fd, &st) ?: put_statfs(&st, to);
}

SYSCALL_DEFINE3(statfs64, const char __user *, name, size_t, size, struct statfs64 __user *, to)
{
	struct kstatfs st;

	return statfs_name(name, &st) ?: put_statfs64(&st, size, to);
}

SYSCALL_DEFINE3(fstatfs64, unsigned int, fd, size_t, size, struct statfs64 __user *, to)
{
	struct kstatfs st;

	return statfs_fd(fd, &st) ?: put_statfs64(&st, size, to);
}
