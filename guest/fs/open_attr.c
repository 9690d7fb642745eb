/* SPDX-License-Identifier: GPL-2.0-only */
/* open_attr: the calls that change a file's length, rights, owner and times, or the task's place.
 */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/time.h>
#include <linux/uaccess.h>

#include "internal.h"

/* ---- length ---- */

int do_truncate(struct dentry *dentry, loff_t length, unsigned int time_attrs, struct file *file)
{
	struct iattr attr = {.ia_size = length,
			     .ia_valid = ATTR_SIZE | ATTR_KILL_SUID | ATTR_KILL_SGID | time_attrs};
	int err;

	if (length < 0)
		return -EINVAL;
	if (file) {
		attr.ia_file = file;
		attr.ia_valid |= ATTR_FILE;
	}
	inode_lock(dentry->d_inode);
	err = notify_change(&init_user_ns, dentry, &attr, NULL);
	inode_unlock(dentry->d_inode);
	return err;
}

long vfs_truncate(const struct path *path, loff_t length)
{
	struct inode *inode = path->dentry->d_inode;
	int err;

	if (S_ISDIR(inode->i_mode))
		return -EISDIR;
	if (!S_ISREG(inode->i_mode))
		return -EINVAL;
	err = mnt_want_write(path->mnt) ?: inode_permission(&init_user_ns, inode, MAY_WRITE);
	if (err)
		return err;
	err = get_write_access(inode);
	if (err)
		return err;
	err = do_truncate(path->dentry, length, ATTR_MTIME | ATTR_CTIME, NULL);
	put_write_access(inode);
	return err;
}
EXPORT_SYMBOL(vfs_truncate);

static long truncate_name(const char __user *name, loff_t length)
{
	struct path path;
	int err;

	if (length < 0)
		return -EINVAL;
	err = user_path(name, &path);
	if (err)
		return err;
	err = vfs_truncate(&path, length);
	path_put(&path);
	return err;
}

static long truncate_fd(unsigned int fd, loff_t length)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	if (length < 0 || !S_ISREG(file_inode(f.file)->i_mode) || !(f.file->f_mode & FMODE_WRITE))
		err = -EINVAL;
	else
		err = do_truncate(f.file->f_path.dentry, length, ATTR_MTIME | ATTR_CTIME, f.file);
	fdput(f);
	return err;
}

SYSCALL_DEFINE2(truncate, const char __user *, name, long, length)
{
	return truncate_name(name, length);
}

SYSCALL_DEFINE2(ftruncate, unsigned int, fd, long, length)
{
	return truncate_fd(fd, length);
}

SYSCALL_DEFINE3(ia32_truncate64, const char __user *, name, u32, low, u32, high)
{
	return truncate_name(name, SYSCALL_U64(low, high));
}

SYSCALL_DEFINE3(ia32_ftruncate64, unsigned int, fd, u32, low, u32, high)
{
	return truncate_fd(fd, SYSCALL_U64(low, high));
}

int vfs_fallocate(struct file *file, int mode, loff_t off, loff_t len)
{
	if (off < 0 || len <= 0)
		return -EINVAL;
	if (!(file->f_mode & FMODE_WRITE))
		return -EBADF;
	if (!S_ISREG(file_inode(file)->i_mode))
		return S_ISFIFO(file_inode(file)->i_mode) ? -ESPIPE : -ENODEV;
	if (off + len < 0 || off + len > file_inode(file)->i_sb->s_maxbytes)
		return -EFBIG;
	return file->f_op->fallocate ? file->f_op->fallocate(file, mode, off, len) : -EOPNOTSUPP;
}
EXPORT_SYMBOL(vfs_fallocate);

SYSCALL_DEFINE6(ia32_fallocate, int, fd, int, mode, u32, off_low, u32, off_high, u32, len_low, u32,
		len_high)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = vfs_fallocate(f.file, mode, SYSCALL_U64(off_low, off_high),
			    SYSCALL_U64(len_low, len_high));
	fdput(f);
	return err;
}

/* ---- rights and owner ---- */

static int change(const struct path *path, struct iattr *attr)
{
	struct inode *inode = path->dentry->d_inode;
	int err = mnt_want_write(path->mnt);

	if (err)
		return err;
	inode_lock(inode);
	if (attr->ia_valid & ATTR_MODE)
		attr->ia_mode = (attr->ia_mode & S_IALLUGO) | (inode->i_mode & ~S_IALLUGO);
	err = notify_change(&init_user_ns, path->dentry, attr, NULL);
	inode_unlock(inode);
	return err;
}

static long change_at(int dfd, const char __user *name, unsigned int how, struct iattr *attr)
{
	struct path path;
	int err = user_path_at(dfd, name, how, &path);

	if (err)
		return err;
	err = change(&path, attr);
	path_put(&path);
	return err;
}

static long change_fd(unsigned int fd, struct iattr *attr)
{
	struct fd f = fdget(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = change(&f.file->f_path, attr);
	fdput(f);
	return err;
}

static struct iattr chmod_attr(umode_t mode)
{
	return (struct iattr){.ia_valid = ATTR_MODE | ATTR_CTIME, .ia_mode = mode};
}

SYSCALL_DEFINE2(chmod, const char __user *, name, umode_t, mode)
{
	struct iattr attr = chmod_attr(mode);

	return change_at(AT_FDCWD, name, LOOKUP_FOLLOW, &attr);
}

SYSCALL_DEFINE3(fchmodat, int, dfd, const char __user *, name, umode_t, mode)
{
	struct iattr attr = chmod_attr(mode);

	return change_at(dfd, name, LOOKUP_FOLLOW, &attr);
}

SYSCALL_DEFINE2(fchmod, unsigned int, fd, umode_t, mode)
{
	struct iattr attr = chmod_attr(mode);

	return change_fd(fd, &attr);
}

static struct iattr chown_attr(uid_t uid, gid_t gid)
{
	struct iattr attr = {.ia_valid = ATTR_CTIME | ATTR_KILL_SUID | ATTR_KILL_SGID};

	if (uid != (uid_t)-1) {
		attr.ia_valid |= ATTR_UID;
		attr.ia_uid = KUIDT_INIT(uid);
	}
	if (gid != (gid_t)-1) {
		attr.ia_valid |= ATTR_GID;
		attr.ia_gid = KGIDT_INIT(gid);
	}
	return attr;
}

SYSCALL_DEFINE5(fchownat, int, dfd, const char __user *, name, uid_t, uid, gid_t, gid, int, flag)
{
	struct iattr attr = chown_attr(uid, gid);

	if (flag & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	return change_at(dfd, name,
			 (flag & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW) |
			     (flag & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0),
			 &attr);
}

SYSCALL_DEFINE3(chown, const char __user *, name, uid_t, uid, gid_t, gid)
{
	struct iattr attr = chown_attr(uid, gid);

	return change_at(AT_FDCWD, name, LOOKUP_FOLLOW, &attr);
}

SYSCALL_DEFINE3(lchown, const char __user *, name, uid_t, uid, gid_t, gid)
{
	struct iattr attr = chown_attr(uid, gid);

	return change_at(AT_FDCWD, name, 0, &attr);
}

SYSCALL_DEFINE3(fchown, unsigned int, fd, uid_t, uid, gid_t, gid)
{
	struct iattr attr = chown_attr(uid, gid);

	return change_fd(fd, &attr);
}

/* Of the days of 16 bits: -1 is 65535. */
static uid_t wide(u16 id)
{
	return id == (u16)-1 ? (uid_t)-1 : id;
}

SYSCALL_DEFINE3(chown16, const char __user *, name, u16, uid, u16, gid)
{
	struct iattr attr = chown_attr(wide(uid), wide(gid));

	return change_at(AT_FDCWD, name, LOOKUP_FOLLOW, &attr);
}

SYSCALL_DEFINE3(lchown16, const char __user *, name, u16, uid, u16, gid)
{
	struct iattr attr = chown_attr(wide(uid), wide(gid));

	return change_at(AT_FDCWD, name, 0, &attr);
}

SYSCALL_DEFINE3(fchown16, unsigned int, fd, u16, uid, u16, gid)
{
	struct iattr attr = chown_attr(wide(uid), wide(gid));

	return change_fd(fd, &attr);
}

/* ---- times ---- */

static void set_time(struct iattr *attr, const struct timespec64 *t, unsigned int attr_time,
		     unsigned int attr_set, struct timespec64 *to)
{
	if (t->tv_nsec == UTIME_OMIT) {
		attr->ia_valid &= ~attr_time;
	} else if (t->tv_nsec != UTIME_NOW) {
		*to = *t;
		attr->ia_valid |= attr_set;
	}
}

static bool bad_nsec(long nsec)
{
	return nsec != UTIME_OMIT && nsec != UTIME_NOW && (nsec < 0 || nsec >= NSEC_PER_SEC);
}

/* times NULL: now. name NULL: the open file itself. */
static long do_utimes(int dfd, const char __user *name, struct timespec64 *times, int flags)
{
	struct iattr attr = {.ia_valid = ATTR_CTIME | ATTR_MTIME | ATTR_ATIME};

	if (flags & ~(AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	if (times) {
		if (bad_nsec(times[0].tv_nsec) || bad_nsec(times[1].tv_nsec))
			return -EINVAL;
		if (times[0].tv_nsec == UTIME_OMIT && times[1].tv_nsec == UTIME_OMIT)
			return 0;
		set_time(&attr, &times[0], ATTR_ATIME, ATTR_ATIME_SET, &attr.ia_atime);
		set_time(&attr, &times[1], ATTR_MTIME, ATTR_MTIME_SET, &attr.ia_mtime);
	}
	if (!times || (times[0].tv_nsec == UTIME_NOW && times[1].tv_nsec == UTIME_NOW))
		attr.ia_valid |= ATTR_TOUCH;
	else
		attr.ia_valid |= ATTR_TIMES_SET;
	if (!name && dfd != AT_FDCWD)
		return flags ? -EINVAL : change_fd(dfd, &attr);
	return change_at(dfd, name,
			 (flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW) |
			     (flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0),
			 &attr);
}

struct timespec_32 {
	s32 tv_sec, tv_nsec;
};

struct timespec_64 {
	s64 tv_sec, tv_nsec;
};

SYSCALL_DEFINE4(utimensat_time32, int, dfd, const char __user *, name,
		const struct timespec_32 __user *, utimes, int, flags)
{
	struct timespec_32 t[2];
	struct timespec64 times[2];

	if (!utimes)
		return do_utimes(dfd, name, NULL, flags);
	if (copy_from_user(t, utimes, sizeof(t)))
		return -EFAULT;
	times[0] = (struct timespec64){t[0].tv_sec, t[0].tv_nsec};
	times[1] = (struct timespec64){t[1].tv_sec, t[1].tv_nsec};
	return do_utimes(dfd, name, times, flags);
}

SYSCALL_DEFINE4(utimensat, int, dfd, const char __user *, name, const struct timespec_64 __user *,
		utimes, int, flags)
{
	struct timespec_64 t[2];
	struct timespec64 times[2];

	if (!utimes)
		return do_utimes(dfd, name, NULL, flags);
	if (copy_from_user(t, utimes, sizeof(t)))
		return -EFAULT;
	/* the upper half of tv_nsec is padding here */
	times[0] = (struct timespec64){t[0].tv_sec, (s32)t[0].tv_nsec};
	times[1] = (struct timespec64){t[1].tv_sec, (s32)t[1].tv_nsec};
	return do_utimes(dfd, name, times, flags);
}

struct timeval_32 {
	s32 tv_sec, tv_usec;
};

static long utimes_usec(int dfd, const char __user *name, const struct timeval_32 __user *utimes)
{
	struct timespec64 times[2];
	struct timeval_32 t[2];
	int i;

	if (!utimes)
		return do_utimes(dfd, name, NULL, 0);
	if (copy_from_user(t, utimes, sizeof(t)))
		return -EFAULT;
	for (i = 0; i < 2; i++) {
		if (t[i].tv_usec < 0 || t[i].tv_usec >= USEC_PER_SEC)
			return -EINVAL;
		times[i] = (struct timespec64){t[i].tv_sec, t[i].tv_usec * NSEC_PER_USEC};
	}
	return do_utimes(dfd, name, times, 0);
}

SYSCALL_DEFINE3(futimesat_time32, int, dfd, const char __user *, name,
		const struct timeval_32 __user *, utimes)
{
	return utimes_usec(dfd, name, utimes);
}

SYSCALL_DEFINE2(utimes_time32, const char __user *, name, const struct timeval_32 __user *, utimes)
{
	return utimes_usec(AT_FDCWD, name, utimes);
}

SYSCALL_DEFINE2(utime32, const char __user *, name, const s32 __user *, utimes)
{
	struct timespec64 times[2] = {{0}, {0}};
	s32 t[2];

	if (!utimes)
		return do_utimes(AT_FDCWD, name, NULL, 0);
	if (copy_from_user(t, utimes, sizeof(t)))
		return -EFAULT;
	times[0].tv_sec = t[0];
	times[1].tv_sec = t[1];
	return do_utimes(AT_FDCWD, name, times, 0);
}

/* ---- access() ---- */

/* As the real user would fare, whoever's rights the task has right now. */
static const struct cred *as_real_user(void)
{
	struct cred *cred = prepare_creds();
	const struct cred *old = current_cred();

	if (!cred)
		return NULL;
	cred->fsuid = cred->uid;
	cred->fsgid = cred->gid;
	cred->euid = cred->uid;
	current->cred = cred;
	return old;
}

static long do_faccessat(int dfd, const char __user *name, int mode, int flags)
{
	const struct cred *old = NULL, *own;
	struct path path;
	int err;

	if (mode & ~S_IRWXO || flags & ~(AT_EACCESS | AT_SYMLINK_NOFOLLOW | AT_EMPTY_PATH))
		return -EINVAL;
	own = current_cred();
	if (!(flags & AT_EACCESS) &&
	    !(uid_eq(own->uid, own->fsuid) && gid_eq(own->gid, own->fsgid))) {
		old = as_real_user();
		if (!old)
			return -ENOMEM;
	}
	err = user_path_at(dfd, name,
			   (flags & AT_SYMLINK_NOFOLLOW ? 0 : LOOKUP_FOLLOW) |
			       (flags & AT_EMPTY_PATH ? LOOKUP_EMPTY : 0),
			   &path);
	if (!err) {
		struct inode *inode = path.dentry->d_inode;

		if (mode & MAY_EXEC && S_ISREG(inode->i_mode) && path.mnt->mnt_flags & MNT_NOEXEC)
			err = -EACCES;
		else
			err = inode_permission(&init_user_ns, inode, mode | MAY_ACCESS);
		if (!err && mode & MAY_WRITE && (S_ISREG(inode->i_mode) || S_ISDIR(inode->i_mode)))
			err = mnt_want_write(path.mnt);
		path_put(&path);
	}
	if (old) {
		own = current_cred();
		current->cred = old;
		put_cred(own);
	}
	return err;
}

SYSCALL_DEFINE2(access, const char __user *, name, int, mode)
{
	return do_faccessat(AT_FDCWD, name, mode, 0);
}

SYSCALL_DEFINE3(faccessat, int, dfd, const char __user *, name, int, mode)
{
	return do_faccessat(dfd, name, mode, 0);
}

SYSCALL_DEFINE4(faccessat2, int, dfd, const char __user *, name, int, mode, int, flags)
{
	return do_faccessat(dfd, name, mode, flags);
}

/* ---- the task's place ---- */

static int may_be_home(const struct path *path)
{
	return inode_permission(&init_user_ns, path->dentry->d_inode, MAY_EXEC | MAY_CHDIR);
}

SYSCALL_DEFINE1(chdir, const char __user *, name)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	err = may_be_home(&path);
	if (!err)
		set_fs_pwd(current->fs, &path);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE1(fchdir, unsigned int, fd)
{
	struct fd f = fdget_raw(fd);
	int err;

	if (!f.file)
		return -EBADF;
	err = d_is_dir(f.file->f_path.dentry) ? may_be_home(&f.file->f_path) : -ENOTDIR;
	if (!err)
		set_fs_pwd(current->fs, &f.file->f_path);
	fdput(f);
	return err;
}

SYSCALL_DEFINE1(chroot, const char __user *, name)
{
	struct path path;
	int err = user_path_at(AT_FDCWD, name, LOOKUP_FOLLOW | LOOKUP_DIRECTORY, &path);

	if (err)
		return err;
	err = may_be_home(&path);
	if (!err && !capable(CAP_SYS_CHROOT))
		err = -EPERM;
	if (!err)
		set_fs_root(current->fs, &path);
	path_put(&path);
	return err;
}

SYSCALL_DEFINE0(vhangup)
{
	return capable(CAP_SYS_TTY_CONFIG) ? 0 : -EPERM;
}
