/* SPDX-License-Identifier: GPL-2.0-only */
/* anon_inodes: open files that no directory has: those of pipes, eventfd, epoll. */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/magic.h>

#include "internal.h"

static struct vfsmount *anon_mnt;
static struct inode *anon_inode; /* one for all */

struct file *alloc_file_pseudo(struct inode *inode, struct vfsmount *mnt, const char *name,
			       int flags, const struct file_operations *fops)
{
	struct dentry *dentry = d_alloc_pseudo(mnt->mnt_sb, name);
	struct path path = {mnt, dentry};
	const struct file_operations *own = inode->i_fop;
	struct file *file;

	if (!dentry)
		return ERR_PTR(-ENOMEM);
	ihold(inode);
	d_instantiate(dentry, inode);
	inode->i_fop = fops;
	file = dentry_open(&path, flags, current_cred());
	inode->i_fop = own;
	dput(dentry);
	/* the file has its own reference by the dentry now */
	if (!IS_ERR(file))
		iput(inode);
	return file;
}
EXPORT_SYMBOL(alloc_file_pseudo);

struct file *anon_inode_getfile(const char *name, const struct file_operations *fops, void *priv,
				int flags)
{
	struct dentry *dentry = d_alloc_pseudo(anon_mnt->mnt_sb, name);
	struct file *file;

	if (!dentry)
		return ERR_PTR(-ENOMEM);
	file = alloc_empty_file(flags & (O_ACCMODE | O_NONBLOCK));
	if (IS_ERR(file)) {
		dput(dentry);
		return file;
	}
	ihold(anon_inode);
	d_instantiate(dentry, anon_inode);
	file->f_path = (struct path){mntget(anon_mnt), dentry};
	file->f_inode = anon_inode;
	file->f_mapping = anon_inode->i_mapping;
	file->f_op = fops_get(fops);
	if (!file->f_op) {
		fput_sync(file);
		return ERR_PTR(-ENOENT);
	}
	file->private_data = priv;
	file->f_mode &= ~(FMODE_PREAD | FMODE_PWRITE);
	if (!fops->llseek || fops->llseek == no_llseek)
		file->f_mode &= ~FMODE_LSEEK;
	file->f_mode |= FMODE_OPENED | FMODE_STREAM;
	if (fops->read || fops->read_iter)
		file->f_mode |= FMODE_CAN_READ;
	if (fops->write || fops->write_iter)
		file->f_mode |= FMODE_CAN_WRITE;
	return file;
}
EXPORT_SYMBOL(anon_inode_getfile);

int anon_inode_getfd(const char *name, const struct file_operations *fops, void *priv, int flags)
{
	int fd = get_unused_fd_flags(flags);
	struct file *file;

	if (fd < 0)
		return fd;
	file = anon_inode_getfile(name, fops, priv, flags);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}
EXPORT_SYMBOL(anon_inode_getfd);

static char *anon_dname(struct dentry *dentry, char *buf, int buflen)
{
	snprintf(buf, buflen, "anon_inode:%s", dentry->d_name.name);
	return buf;
}

static const struct dentry_operations anon_dentry_operations = {.d_dname = anon_dname};

static struct dentry *anon_mount(struct file_system_type *type, int flags, const char *dev_name,
				 void *data)
{
	return mount_pseudo_fs(type, flags, ANON_INODE_FS_MAGIC, &anon_dentry_operations);
}

static struct file_system_type anon_fs_type = {
    .name = "anon_inodefs", .mount = anon_mount, .kill_sb = kill_anon_super};

static int __init anon_init(void)
{
	anon_mnt = kern_mount(&anon_fs_type);
	if (IS_ERR(anon_mnt))
		return PTR_ERR(anon_mnt);
	anon_inode = new_inode(anon_mnt->mnt_sb);
	if (!anon_inode)
		return -ENOMEM;
	anon_inode->i_ino = get_next_ino();
	anon_inode->i_mode = S_IRUSR | S_IWUSR;
	anon_inode->i_flags |= S_PRIVATE;
	return 0;
}
fs_initcall(anon_init);
