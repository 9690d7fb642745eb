/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * xattr: extended attributes (xattr(7)), of which no file system here has any: nothing to list,
 * nothing to get, nowhere to put one. What is asked wrongly is told first.
 */
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/namei.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#define XATTR_NAME_MAX 255
#define XATTR_SIZE_MAX 65536
#define XATTR_CREATE   1
#define XATTR_REPLACE  2

static long check_name(const char __user *uname)
{
	long len = strnlen_user(uname, XATTR_NAME_MAX + 2);

	if (!len)
		return -EFAULT;
	return len == 1 || len > XATTR_NAME_MAX + 1 ? -ERANGE : 0;
}

static long check_path(const char __user *path, unsigned int lookup)
{
	struct path p;
	int err = user_path_at(AT_FDCWD, path, lookup, &p);

	if (!err)
		path_put(&p);
	return err;
}

static long check_fd(int fd)
{
	struct fd f = fdget(fd);

	fdput(f);
	return f.file ? 0 : -EBADF;
}

static long set(long err, const char __user *name, size_t size, int flags)
{
	if (flags & ~(XATTR_CREATE | XATTR_REPLACE))
		return -EINVAL;
	if (!err)
		err = check_name(name);
	if (!err && size > XATTR_SIZE_MAX)
		err = -E2BIG;
	return err ? err : -EOPNOTSUPP;
}

static long get_or_remove(long err, const char __user *name)
{
	if (!err)
		err = check_name(name);
	return err ? err : -EOPNOTSUPP;
}

SYSCALL_DEFINE5(setxattr, const char __user *, path, const char __user *, name, const void __user *,
		value, size_t, size, int, flags)
{
	return set(check_path(path, LOOKUP_FOLLOW), name, size, flags);
}

SYSCALL_DEFINE5(lsetxattr, const char __user *, path, const char __user *, name,
		const void __user *, value, size_t, size, int, flags)
{
	return set(check_path(path, 0), name, size, flags);
}

SYSCALL_DEFINE5(fsetxattr, int, fd, const char __user *, name, const void __user *, value, size_t,
		size, int, flags)
{
	return set(check_fd(fd), name, size, flags);
}

SYSCALL_DEFINE4(getxattr, const char __user *, path, const char __user *, name, void __user *,
		value, size_t, size)
{
	return get_or_remove(check_path(path, LOOKUP_FOLLOW), name);
}

SYSCALL_DEFINE4(lgetxattr, const char __user *, path, const char __user *, name, void __user *,
		value, size_t, size)
{
	return get_or_remove(check_path(path, 0), name);
}

SYSCALL_DEFINE4(fgetxattr, int, fd, const char __user *, name, void __user *, value, size_t, size)
{
	return get_or_remove(check_fd(fd), name);
}

SYSCALL_DEFINE3(listxattr, const char __user *, path, char __user *, list, size_t, size)
{
	return check_path(path, LOOKUP_FOLLOW);
}

SYSCALL_DEFINE3(llistxattr, const char __user *, path, char __user *, list, size_t, size)
{
	return check_path(path, 0);
}

SYSCALL_DEFINE3(flistxattr, int, fd, char __user *, list, size_t, size)
{
	return check_fd(fd);
}

SYSCALL_DEFINE2(removexattr, const char __user *, path, const char __user *, name)
{
	return get_or_remove(check_path(path, LOOKUP_FOLLOW), name);
}

SYSCALL_DEFINE2(lremovexattr, const char __user *, path, const char __user *, name)
{
	return get_or_remove(check_path(path, 0), name);
}

SYSCALL_DEFINE2(fremovexattr, int, fd, const char __user *, name)
{
	return get_or_remove(check_fd(fd), name);
}
