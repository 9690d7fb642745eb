/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_file: modules from files, and the system calls by which insmod, rmmod and modprobe
 * ask for them.
 */
#include <linux/capability.h>
#include <linux/err.h>
#include <linux/errno.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "module_internal.h"
#include "module_store.h"

#define LARGEST	     (16u << 20) /* bytes of a .ko */
#define LONGEST_ARGS 4096

static int read_all(struct file *file, void *image, size_t size)
{
	loff_t pos = 0;

	while (pos < size) {
		ssize_t got = kernel_read(file, image + pos, size - pos, &pos);

		if (got <= 0)
			return got ?: -ENOEXEC;
	}
	return 0;
}

static int load_file(struct file *file, const char *args)
{
	loff_t size = i_size_read(file_inode(file));
	void *image;
	int err;

	if (size <= 0 || size > LARGEST) {
		pr_err("module: a file of %lld bytes\n", size);
		return -ENOEXEC;
	}
	image = vmalloc(size);
	if (!image)
		return -ENOMEM;
	err = read_all(file, image, size) ?: load_module_image(image, size, args);
	vfree(image);
	return err;
}

int load_module_path(const char *path, const char *args)
{
	struct file *file = filp_open(path, O_RDONLY, 0);
	int err;

	if (IS_ERR(file))
		return PTR_ERR(file);
	err = load_file(file, args);
	filp_close(file, NULL);
	return err;
}

/* ---- system calls ---- */

SYSCALL_DEFINE3(init_module, const void __user *, umod, unsigned long, len, const char __user *,
		uargs)
{
	char *args;
	void *image;
	long err;

	if (!capable(CAP_SYS_MODULE))
		return -EPERM;
	if (!len || len > LARGEST)
		return -ENOEXEC;
	args = strndup_user(uargs, LONGEST_ARGS);
	if (IS_ERR(args))
		return PTR_ERR(args);
	image = vmalloc(len);
	err = !image				 ? -ENOMEM
	      : copy_from_user(image, umod, len) ? -EFAULT
						 : load_module_image(image, len, args);
	vfree(image);
	kfree(args);
	return err;
}

SYSCALL_DEFINE3(finit_module, int, fd, const char __user *, uargs, int, flags)
{
	struct fd f;
	char *args;
	long err;

	if (!capable(CAP_SYS_MODULE))
		return -EPERM;
	if (flags)
		return -EINVAL;
	args = strndup_user(uargs, LONGEST_ARGS);
	if (IS_ERR(args))
		return PTR_ERR(args);
	f = fdget(fd);
	err = f.file ? load_file(f.file, args) : -EBADF;
	if (f.file)
		fdput(f);
	kfree(args);
	return err;
}

SYSCALL_DEFINE2(delete_module, const char __user *, uname, unsigned int, flags)
{
	char name[MODULE_NAME_LEN];
	long len;

	if (!capable(CAP_SYS_MODULE))
		return -EPERM;
	len = strncpy_from_user(name, uname, sizeof(name) - 1);
	if (len < 0)
		return -EFAULT;
	name[len] = '\0';
	return unload_module(name, flags & O_TRUNC);
}
