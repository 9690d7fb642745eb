/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sysfs: the tree as a file system. An inode is made when a name is looked up, and not kept;
 * it has a reference to its node, which a removal leaves behind, marked. An open file of an
 * attribute shows it anew whenever it is read from its begin; a write is one store().
 */
#include <linux/err.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/magic.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uio.h>

#include "fs/sysfs/sysfs.h"

struct open_file {
	struct mutex lock;
	char *page;
	ssize_t len; /* of what was shown; negative: nothing yet */
	int events;  /* as many as have been seen */
};

static struct sysfs_node *node_of(const struct inode *inode)
{
	return inode->i_private;
}

static const struct inode_operations dir_inode_operations, file_inode_operations,
    link_inode_operations;
static const struct file_operations dir_operations, attr_operations, bin_operations;

/* Takes over the reference. */
static struct inode *inode_for(struct super_block *sb, struct sysfs_node *node)
{
	struct inode *inode = new_inode(sb);

	if (!inode) {
		sysfs_put(node);
		return ERR_PTR(-ENOMEM);
	}
	inode->i_ino = node->ino;
	inode->i_mode = node->mode;
	inode->i_private = node;
	inode->i_atime = inode->i_mtime = inode->i_ctime = current_time(inode);
	inode->i_op = &file_inode_operations;
	inode->i_size = PAGE_SIZE;
	switch (node->kind) {
	case SYSFS_DIR:
		inode->i_op = &dir_inode_operations;
		inode->i_fop = &dir_operations;
		inode->i_size = 0;
		set_nlink(inode, 2);
		break;
	case SYSFS_LINK:
		inode->i_op = &link_inode_operations;
		inode->i_size = 0;
		break;
	case SYSFS_BIN_FILE:
		inode->i_fop = &bin_operations;
		inode->i_size = node->bin->size;
		break;
	case SYSFS_FILE:
		inode->i_fop = &attr_operations;
		break;
	}
	return inode;
}

/* ---- directories and links ---- */

static struct dentry *sysfs_vfs_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	struct sysfs_node *node = sysfs_get_dirent(node_of(dir), (const char *)dentry->d_name.name);

	return d_splice_alias(node ? inode_for(dir->i_sb, node) : NULL, dentry);
}

static unsigned int type_of(const struct sysfs_node *node)
{
	return node->kind == SYSFS_DIR ? DT_DIR : node->kind == SYSFS_LINK ? DT_LNK : DT_REG;
}

/*
 * The mutex is not held while a name goes to the program, which may fault; so each time the
 * pos-th child is looked for, and names that come or go meanwhile may be missed.
 */
static bool child_at(struct sysfs_node *dir, loff_t index, struct sysfs_node **child)
{
	struct sysfs_node *node;

	*child = NULL;
	mutex_lock(&sysfs_mutex);
	list_for_each_entry (node, &dir->children, sibling) {
		if (!index--) {
			*child = sysfs_get(node);
			break;
		}
	}
	mutex_unlock(&sysfs_mutex);
	return *child;
}

static int sysfs_iterate(struct file *file, struct dir_context *ctx)
{
	struct sysfs_node *node;

	if (!dir_emit_dots(file, ctx))
		return 0;
	while (child_at(node_of(file_inode(file)), ctx->pos - 2, &node)) {
		bool more = dir_emit(ctx, node->name, strlen(node->name), node->ino, type_of(node));

		sysfs_put(node);
		if (!more)
			break;
		ctx->pos++;
	}
	return 0;
}

static void free_link(void *text)
{
	kfree(text);
}

static const char *sysfs_get_link(struct dentry *dentry, struct inode *inode,
				  struct delayed_call *done)
{
	char *text = kmalloc(PAGE_SIZE, GFP_KERNEL);
	int err = text ? sysfs_link_text(node_of(inode), text, PAGE_SIZE) : -ENOMEM;

	if (err) {
		kfree(text);
		return ERR_PTR(err);
	}
	set_delayed_call(done, free_link, text);
	return text;
}

/* ---- attributes ---- */

/* Root, whom modes do not stop, cannot read either what nobody can read. */
static int may_open(struct inode *inode, struct file *file)
{
	if ((file->f_mode & FMODE_READ) && !(inode->i_mode & S_IRUGO))
		return -EACCES;
	if ((file->f_mode & FMODE_WRITE) && !(inode->i_mode & S_IWUGO))
		return -EACCES;
	return 0;
}

static int attr_open(struct inode *inode, struct file *file)
{
	struct open_file *of;

	if (may_open(inode, file))
		return -EACCES;
	of = kzalloc(sizeof(*of), GFP_KERNEL);
	if (!of)
		return -ENOMEM;
	of->page = (char *)get_zeroed_page(GFP_KERNEL);
	if (!of->page) {
		kfree(of);
		return -ENOMEM;
	}
	mutex_init(&of->lock);
	of->len = -1;
	of->events = atomic_read(&node_of(inode)->events);
	file->private_data = of;
	return 0;
}

static int attr_release(struct inode *inode, struct file *file)
{
	struct open_file *of = file->private_data;

	free_page((unsigned long)of->page);
	kfree(of);
	return 0;
}

static ssize_t attr_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct sysfs_node *node = node_of(file_inode(iocb->ki_filp));
	struct open_file *of = iocb->ki_filp->private_data;
	ssize_t len = 0;

	mutex_lock(&of->lock);
	if (!iocb->ki_pos || of->len < 0) {
		of->events = atomic_read(&node->events);
		len = of->len = sysfs_show(node, of->page);
	}
	if (len >= 0) {
		size_t left = iocb->ki_pos < of->len ? of->len - iocb->ki_pos : 0;

		len = copy_to_iter(of->page + iocb->ki_pos, min(left, iov_iter_count(to)), to);
		if (!len && left && iov_iter_count(to))
			len = -EFAULT;
		else
			iocb->ki_pos += len;
	}
	mutex_unlock(&of->lock);
	return len;
}

static ssize_t attr_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct sysfs_node *node = node_of(file_inode(iocb->ki_filp));
	struct open_file *of = iocb->ki_filp->private_data;
	size_t count = min_t(size_t, iov_iter_count(from), PAGE_SIZE - 1);
	ssize_t len = -EFAULT;

	mutex_lock(&of->lock);
	of->len = -1;
	if (copy_from_iter(of->page, count, from) == count) {
		of->page[count] = '\0';
		len = sysfs_store(node, of->page, count);
	}
	if (len > 0)
		iocb->ki_pos += len;
	mutex_unlock(&of->lock);
	return len;
}

/* Exceptional, as for all of them: there is always something to read. */
static __poll_t attr_poll(struct file *file, struct poll_table_struct *wait)
{
	struct sysfs_node *node = node_of(file_inode(file));
	struct open_file *of = file->private_data;
	__poll_t mask = EPOLLIN | EPOLLOUT | EPOLLRDNORM | EPOLLWRNORM;

	poll_wait(file, &node->poll, wait);
	if (atomic_read(&node->events) != of->events || node->removed)
		mask |= EPOLLERR | EPOLLPRI;
	return mask;
}

/* ---- binary ones: by pages ---- */

static ssize_t bin_read(struct kiocb *iocb, struct iov_iter *to)
{
	char *page = (char *)get_zeroed_page(GFP_KERNEL);
	ssize_t len = -ENOMEM;

	if (page)
		len = sysfs_bin_read(node_of(file_inode(iocb->ki_filp)), iocb->ki_filp, page,
				     iocb->ki_pos, min_t(size_t, iov_iter_count(to), PAGE_SIZE));
	if (len > 0 && copy_to_iter(page, len, to) != (size_t)len)
		len = -EFAULT;
	if (len > 0)
		iocb->ki_pos += len;
	free_page((unsigned long)page);
	return len;
}

static ssize_t bin_write(struct kiocb *iocb, struct iov_iter *from)
{
	char *page = (char *)get_zeroed_page(GFP_KERNEL);
	size_t count = min_t(size_t, iov_iter_count(from), PAGE_SIZE);
	ssize_t len = -ENOMEM;

	if (page)
		len = copy_from_iter(page, count, from) != count
			  ? -EFAULT
			  : sysfs_bin_write(node_of(file_inode(iocb->ki_filp)), iocb->ki_filp, page,
					    iocb->ki_pos, count);
	if (len > 0)
		iocb->ki_pos += len;
	free_page((unsigned long)page);
	return len;
}

/* ---- */

static const struct inode_operations dir_inode_operations = {
    .lookup = sysfs_vfs_lookup,
    .getattr = simple_getattr,
};
static const struct inode_operations file_inode_operations = {
    .setattr = simple_setattr, /* O_TRUNC, as "echo >" says it, changes nothing */
    .getattr = simple_getattr,
};
static const struct inode_operations link_inode_operations = {
    .get_link = sysfs_get_link,
    .getattr = simple_getattr,
};
static const struct file_operations dir_operations = {
    .read = generic_read_dir,
    .iterate_shared = sysfs_iterate,
    .llseek = generic_file_llseek,
};
static const struct file_operations attr_operations = {
    .open = attr_open,
    .release = attr_release,
    .read_iter = attr_read,
    .write_iter = attr_write,
    .poll = attr_poll,
    .llseek = generic_file_llseek,
};
static const struct file_operations bin_operations = {
    .open = may_open,
    .read_iter = bin_read,
    .write_iter = bin_write,
    .llseek = generic_file_llseek,
};

/* A name may be gone, or another node's, at any time. */
static int sysfs_revalidate(struct dentry *dentry, unsigned int flags)
{
	struct inode *inode = d_inode(dentry);

	return inode && !READ_ONCE(node_of(inode)->removed) &&
	       !strcmp(node_of(inode)->name, (const char *)dentry->d_name.name);
}

static int never_keep(const struct dentry *dentry)
{
	return 1;
}

static const struct dentry_operations sysfs_dentry_operations = {
    .d_revalidate = sysfs_revalidate,
    .d_delete = never_keep,
};

static void sysfs_evict_inode(struct inode *inode)
{
	truncate_inode_pages(&inode->i_data, 0);
	clear_inode(inode);
	sysfs_put(inode->i_private);
}

static const struct super_operations sysfs_super_operations = {
    .statfs = simple_statfs,
    .drop_inode = generic_delete_inode,
    .evict_inode = sysfs_evict_inode,
};

static int sysfs_fill_super(struct super_block *sb, void *data, int silent)
{
	struct inode *inode;

	sb->s_magic = SYSFS_MAGIC;
	sb->s_op = &sysfs_super_operations;
	inode = inode_for(sb, sysfs_get(&sysfs_root));
	if (IS_ERR(inode))
		return PTR_ERR(inode);
	sb->s_root = d_make_root(inode);
	if (!sb->s_root)
		return -ENOMEM;
	sb->s_d_op = &sysfs_dentry_operations;
	return 0;
}

static struct dentry *sysfs_mount(struct file_system_type *type, int flags, const char *dev_name,
				  void *data)
{
	return mount_single(type, flags, data, sysfs_fill_super);
}

static struct file_system_type sysfs_type = {
    .name = "sysfs", .mount = sysfs_mount, .kill_sb = kill_anon_super};

static int __init sysfs_mount_init(void)
{
	return register_filesystem(&sysfs_type);
}
fs_initcall(sysfs_mount_init);
