/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memfd: files of memory without a name in any directory (memfd_create(2)), and what can be
 * forbidden for them for good: seals (fcntl(2), "File Sealing"). Memory shared by System V
 * is such a file, too.
 *
 * They are tmpfs's, on a mount that nobody sees. An inode's seals are its i_private; tmpfs
 * asks for them before it changes anything.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mount.h>
#include <linux/pagemap.h>
#include <linux/shmem_fs.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "internal.h"

#define MFD_CLOEXEC	  1u
#define MFD_ALLOW_SEALING 2u
#define NAME_PREFIX	  "memfd:"
#define MFD_NAME_MAX	  (NAME_MAX - (sizeof(NAME_PREFIX) - 1))

static struct vfsmount *shm_mnt;

/* ---- seals ---- */

static bool is_memory_file(const struct file *file)
{
	return file_inode(file)->i_sb == shm_mnt->mnt_sb;
}

static bool has_writable_mapping(struct address_space *mapping)
{
	struct vm_area_struct *vma;
	bool found = false;

	spin_lock(&mapping->i_mmap_lock);
	list_for_each_entry (vma, &mapping->i_mmap, shared)
		found |= (vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == (VM_SHARED | VM_MAYWRITE);
	spin_unlock(&mapping->i_mmap_lock);
	return found;
}

static long add_seals(struct file *file, unsigned int seals)
{
	struct inode *inode = file_inode(file);
	long err = 0;

	if (!(file->f_mode & FMODE_WRITE))
		return -EPERM;
	if (seals & ~F_ALL_SEALS || !is_memory_file(file))
		return -EINVAL;
	inode_lock(inode);
	if (inode_seals(inode) & F_SEAL_SEAL)
		err = -EPERM;
	else if (seals & F_SEAL_WRITE && !(inode_seals(inode) & F_SEAL_WRITE) &&
		 has_writable_mapping(inode->i_mapping))
		err = -EBUSY;
	else
		inode->i_private = (void *)(inode_seals(inode) | seals);
	inode_unlock(inode);
	return err;
}

long memfd_fcntl(struct file *file, unsigned int cmd, unsigned long arg)
{
	if (cmd == F_ADD_SEALS)
		return add_seals(file, arg);
	return is_memory_file(file) ? (long)inode_seals(file_inode(file)) : -EINVAL;
}

/* ---- files ---- */

struct file *shmem_file_setup(const char *name, loff_t size, unsigned long flags)
{
	struct inode *inode;
	struct file *file;

	if (size < 0 || size > MAX_LFS_FILESIZE)
		return ERR_PTR(-EINVAL);
	inode = ramfs_new_file(shm_mnt->mnt_sb, S_IFREG | 0777);
	if (IS_ERR(inode))
		return ERR_CAST(inode);
	i_size_write(inode, size);
	clear_nlink(inode);
	inode->i_private = (void *)F_SEAL_SEAL;
	file = alloc_file_pseudo(inode, shm_mnt, name, O_RDWR, inode->i_fop);
	if (IS_ERR(file))
		iput(inode);
	return file;
}
EXPORT_SYMBOL_GPL(shmem_file_setup);

static int get_name(char *to, const char __user *uname)
{
	long len;

	strcpy(to, NAME_PREFIX);
	len = strncpy_from_user(to + sizeof(NAME_PREFIX) - 1, uname, MFD_NAME_MAX + 1);
	if (len < 0)
		return -EFAULT;
	return len > MFD_NAME_MAX ? -EINVAL : 0;
}

SYSCALL_DEFINE2(memfd_create, const char __user *, uname, unsigned int, flags)
{
	char *name;
	struct file *file;
	int fd, err;

	if (flags & ~(MFD_CLOEXEC | MFD_ALLOW_SEALING))
		return -EINVAL;
	name = kmalloc(NAME_MAX + 2, GFP_KERNEL);
	if (!name)
		return -ENOMEM;
	err = get_name(name, uname);
	file = err ? ERR_PTR(err) : shmem_file_setup(name, 0, 0);
	kfree(name);
	if (IS_ERR(file))
		return PTR_ERR(file);
	file->f_flags |= O_LARGEFILE;
	if (flags & MFD_ALLOW_SEALING)
		file_inode(file)->i_private = NULL;
	fd = get_unused_fd_flags(flags & MFD_CLOEXEC ? O_CLOEXEC : 0);
	if (fd < 0)
		fput(file);
	else
		fd_install(fd, file);
	return fd;
}

/* ---- where they live ---- */

static char *shm_dname(struct dentry *dentry, char *buf, int buflen)
{
	snprintf(buf, buflen, "/%s (deleted)", dentry->d_name.name);
	return buf;
}

static const struct dentry_operations shm_dentry_operations = {.d_dname = shm_dname};

static int __init memfd_init(void)
{
	struct file_system_type *type = get_fs_type("tmpfs");

	shm_mnt = kern_mount(type);
	if (IS_ERR(shm_mnt))
		return PTR_ERR(shm_mnt);
	shm_mnt->mnt_sb->s_d_op = &shm_dentry_operations;
	return 0;
}
fs_initcall(memfd_init);
