/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * libfs: file systems whose tree is the dcache, and buffers that are read like files.
 *
 * 1. Purpose. tmpfs, devtmpfs and their kin keep no directories of their own: an entry is
 *    there as long as its dentry is. And what every driver writes by hand otherwise.
 *
 * 2. Structures. An open directory has a cursor: a dentry without a name that hangs among
 *    the entries and says how far the reader has come, whatever is made and removed
 *    meanwhile:
 *
 *	d_subdirs -- "c" -- cursor -- "b" -- "a"
 *
 * 3. Invariants. Every entry has one reference for being there.
 *
 * 4. Locking and context. The directory's i_rwsem; dcache_lock for the list of entries.
 *
 * 5. Failure. -ENOTEMPTY, -ENOMEM.
 */
#include <linux/ctype.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/statfs.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include "internal.h"

/* ---- directories ---- */

struct dentry *simple_lookup(struct inode *dir, struct dentry *dentry, unsigned int flags)
{
	if (dentry->d_name.len > NAME_MAX)
		return ERR_PTR(-ENAMETOOLONG);
	/* who makes a file needs the entry at once; to remember that there is none is no use */
	if (flags & (LOOKUP_CREATE | LOOKUP_RENAME_TARGET))
		d_add(dentry, NULL);
	return NULL;
}
EXPORT_SYMBOL(simple_lookup);

int dcache_dir_open(struct inode *inode, struct file *file)
{
	struct dentry *cursor = d_alloc_pseudo(inode->i_sb, "");

	if (!cursor)
		return -ENOMEM;
	cursor->d_parent = dget(file->f_path.dentry);
	file->private_data = cursor;
	return 0;
}
EXPORT_SYMBOL(dcache_dir_open);

int dcache_dir_close(struct inode *inode, struct file *file)
{
	dput(file->private_data);
	return 0;
}
EXPORT_SYMBOL(dcache_dir_close);

static bool is_entry(const struct dentry *dentry)
{
	return dentry->d_inode && !d_unhashed(dentry);
}

/* Under dcache_lock: the entry skip entries behind p, newest last; NULL: there are fewer. */
static struct dentry *scan(struct dentry *dir, struct list_head *p, loff_t skip)
{
	struct dentry *dentry;

	for (p = p->prev; p != &dir->d_subdirs; p = p->prev) {
		dentry = list_entry(p, struct dentry, d_child);
		if (is_entry(dentry) && !skip--)
			return dentry;
	}
	return NULL;
}

loff_t dcache_dir_lseek(struct file *file, loff_t off, int whence)
{
	struct dentry *dir = file->f_path.dentry, *cursor = file->private_data, *at;

	if (whence == SEEK_CUR)
		off += file->f_pos;
	else if (whence != SEEK_SET)
		return -EINVAL;
	if (off < 0)
		return -EINVAL;
	if (off == file->f_pos)
		return off;
	file->f_pos = off;
	spin_lock(&dcache_lock);
	list_del_init(&cursor->d_child);
	if (off > 2) {
		at = scan(dir, &dir->d_subdirs, off - 3);
		if (at)
			list_add_tail(&cursor->d_child, &at->d_child);
		else
			list_add(&cursor->d_child, &dir->d_subdirs);
	}
	spin_unlock(&dcache_lock);
	return off;
}
EXPORT_SYMBOL(dcache_dir_lseek);

static unsigned int dt_type(const struct inode *inode)
{
	return (inode->i_mode & S_IFMT) >> 12;
}

/* The oldest first: the list has the newest at its head, so it is walked backwards. */
int dcache_readdir(struct file *file, struct dir_context *ctx)
{
	struct dentry *dir = file->f_path.dentry, *cursor = file->private_data, *dentry;
	struct list_head *from;
	bool more = true;

	if (!dir_emit_dots(file, ctx))
		return 0;
	spin_lock(&dcache_lock);
	from = list_empty(&cursor->d_child) ? &dir->d_subdirs : &cursor->d_child;
	while (more && (dentry = scan(dir, from, 0))) {
		dget(dentry);
		spin_unlock(&dcache_lock);
		more = dir_emit(ctx, (const char *)dentry->d_name.name, dentry->d_name.len,
				dentry->d_inode->i_ino, dt_type(dentry->d_inode));
		spin_lock(&dcache_lock);
		if (more) {
			ctx->pos++;
			/* behind it, if it is still there */
			if (!d_unhashed(dentry) && dentry->d_parent == dir)
				list_move_tail(&cursor->d_child, &dentry->d_child);
			from = &cursor->d_child;
			if (list_empty(from))
				more = false;
		}
		spin_unlock(&dcache_lock);
		dput(dentry);
		spin_lock(&dcache_lock);
	}
	spin_unlock(&dcache_lock);
	return 0;
}
EXPORT_SYMBOL(dcache_readdir);

ssize_t generic_read_dir(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	return -EISDIR;
}
EXPORT_SYMBOL(generic_read_dir);

const struct file_operations simple_dir_operations = {
    .open = dcache_dir_open,
    .release = dcache_dir_close,
    .llseek = dcache_dir_lseek,
    .read = generic_read_dir,
    .iterate_shared = dcache_readdir,
    .fsync = noop_fsync,
};
EXPORT_SYMBOL(simple_dir_operations);

const struct inode_operations simple_dir_inode_operations = {.lookup = simple_lookup};
EXPORT_SYMBOL(simple_dir_inode_operations);

int simple_empty(struct dentry *dentry)
{
	struct dentry *child;
	int empty = 1;

	spin_lock(&dcache_lock);
	list_for_each_entry (child, &dentry->d_subdirs, d_child)
		if (is_entry(child)) {
			empty = 0;
			break;
		}
	spin_unlock(&dcache_lock);
	return empty;
}
EXPORT_SYMBOL(simple_empty);

static void changed(struct inode *dir, struct inode *inode)
{
	struct timespec64 now = current_time(dir);

	dir->i_mtime = dir->i_ctime = now;
	if (inode)
		inode->i_ctime = now;
}

int simple_link(struct dentry *old, struct inode *dir, struct dentry *dentry)
{
	struct inode *inode = d_inode(old);

	changed(dir, inode);
	inc_nlink(inode);
	ihold(inode);
	dget(dentry);
	d_instantiate(dentry, inode);
	return 0;
}
EXPORT_SYMBOL(simple_link);

int simple_unlink(struct inode *dir, struct dentry *dentry)
{
	changed(dir, d_inode(dentry));
	drop_nlink(d_inode(dentry));
	dput(dentry);
	return 0;
}
EXPORT_SYMBOL(simple_unlink);

int simple_rmdir(struct inode *dir, struct dentry *dentry)
{
	if (!simple_empty(dentry))
		return -ENOTEMPTY;
	drop_nlink(d_inode(dentry));
	simple_unlink(dir, dentry);
	drop_nlink(dir);
	return 0;
}
EXPORT_SYMBOL(simple_rmdir);

static void swap_dir_links(struct inode *old_dir, struct inode *new_dir, bool old_is_dir,
			   bool new_is_dir)
{
	if (old_dir == new_dir || old_is_dir == new_is_dir)
		return;
	drop_nlink(old_is_dir ? old_dir : new_dir);
	inc_nlink(old_is_dir ? new_dir : old_dir);
}

int simple_rename(struct user_namespace *ns, struct inode *old_dir, struct dentry *old_dentry,
		  struct inode *new_dir, struct dentry *new_dentry, unsigned int flags)
{
	bool is_dir = d_is_dir(old_dentry);

	if (flags & ~(RENAME_NOREPLACE | RENAME_EXCHANGE))
		return -EINVAL;
	if (flags & RENAME_EXCHANGE) {
		swap_dir_links(old_dir, new_dir, is_dir, d_is_dir(new_dentry));
		changed(old_dir, d_inode(old_dentry));
		changed(new_dir, d_inode(new_dentry));
		return 0;
	}
	if (!simple_empty(new_dentry))
		return -ENOTEMPTY;
	if (d_inode(new_dentry)) {
		if (is_dir)
			drop_nlink(d_inode(new_dentry));
		simple_unlink(new_dir, new_dentry);
		if (is_dir)
			drop_nlink(old_dir);
	} else if (is_dir) {
		drop_nlink(old_dir);
		inc_nlink(new_dir);
	}
	changed(old_dir, d_inode(old_dentry));
	changed(new_dir, NULL);
	return 0;
}
EXPORT_SYMBOL(simple_rename);

/* ---- attributes ---- */

int simple_setattr(struct user_namespace *ns, struct dentry *dentry, struct iattr *attr)
{
	struct inode *inode = d_inode(dentry);
	int err = setattr_prepare(ns, dentry, attr);

	if (err)
		return err;
	if (attr->ia_valid & ATTR_SIZE)
		truncate_setsize(inode, attr->ia_size);
	setattr_copy(ns, inode, attr);
	mark_inode_dirty(inode);
	return 0;
}
EXPORT_SYMBOL(simple_setattr);

int simple_getattr(struct user_namespace *ns, const struct path *path, struct kstat *stat, u32 mask,
		   unsigned int flags)
{
	struct inode *inode = d_inode(path->dentry);

	generic_fillattr(ns, inode, stat);
	stat->blocks = (u64)inode->i_mapping->nrpages << (PAGE_SHIFT - 9);
	return 0;
}
EXPORT_SYMBOL(simple_getattr);

int simple_statfs(struct dentry *dentry, struct kstatfs *buf)
{
	buf->f_type = dentry->d_sb->s_magic;
	buf->f_bsize = PAGE_SIZE;
	buf->f_namelen = NAME_MAX;
	return 0;
}
EXPORT_SYMBOL(simple_statfs);

/* ---- file systems nobody mounts: what is in them has no path ---- */

struct pseudo {
	unsigned long magic;
	const struct dentry_operations *d_op;
};

static const struct super_operations pseudo_super_operations = {.statfs = simple_statfs};

static int pseudo_fill_super(struct super_block *sb, void *data, int silent)
{
	const struct pseudo *pseudo = data;
	struct inode *root;

	sb->s_magic = pseudo->magic;
	sb->s_op = &pseudo_super_operations;
	sb->s_d_op = pseudo->d_op;
	root = new_inode(sb);
	if (!root)
		return -ENOMEM;
	root->i_mode = S_IFDIR | S_IRUSR;
	sb->s_root = d_make_root(root);
	return sb->s_root ? 0 : -ENOMEM;
}

struct dentry *mount_pseudo_fs(struct file_system_type *type, int flags, unsigned long magic,
			       const struct dentry_operations *d_op)
{
	struct pseudo pseudo = {magic, d_op};

	return mount_nodev(type, flags, &pseudo, pseudo_fill_super);
}

/* ---- links ---- */

const char *simple_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	return inode->i_link;
}
EXPORT_SYMBOL(simple_get_link);

const struct inode_operations simple_symlink_inode_operations = {.get_link = simple_get_link};
EXPORT_SYMBOL(simple_symlink_inode_operations);

static void put_link_page(void *arg)
{
	struct page *page = arg;

	kunmap(page);
	put_page(page);
}

const char *page_get_link(struct dentry *dentry, struct inode *inode, struct delayed_call *done)
{
	struct page *page = read_mapping_page(inode->i_mapping, 0);
	char *text;

	if (IS_ERR(page))
		return ERR_CAST(page);
	text = kmap(page);
	set_delayed_call(done, put_link_page, page);
	text[min_t(loff_t, inode->i_size, PAGE_SIZE - 1)] = '\0';
	return text;
}
EXPORT_SYMBOL(page_get_link);

int page_symlink(struct inode *inode, const char *text, int len)
{
	struct address_space *mapping = inode->i_mapping;
	struct page *page;
	void *fsdata;
	int err = mapping->a_ops->write_begin(NULL, mapping, 0, len - 1, &page, &fsdata);

	if (err)
		return err;
	memcpy_to_page(page, 0, text, len - 1);
	err = mapping->a_ops->write_end(NULL, mapping, 0, len - 1, len - 1, page, fsdata);
	if (err < 0)
		return err;
	if (err < len - 1)
		return -EIO;
	mark_inode_dirty(inode);
	return 0;
}
EXPORT_SYMBOL(page_symlink);

const struct inode_operations page_symlink_inode_operations = {.get_link = page_get_link};
EXPORT_SYMBOL(page_symlink_inode_operations);

/* ---- buffers ---- */

ssize_t simple_read_from_buffer(void __user *to, size_t count, loff_t *pos, const void *from,
				size_t available)
{
	loff_t at = *pos;
	size_t left;

	if (at < 0)
		return -EINVAL;
	if (at >= available || !count)
		return 0;
	count = min_t(size_t, count, available - at);
	left = copy_to_user(to, from + at, count);
	if (left == count)
		return -EFAULT;
	count -= left;
	*pos = at + count;
	return count;
}
EXPORT_SYMBOL(simple_read_from_buffer);

ssize_t simple_write_to_buffer(void *to, size_t available, loff_t *pos, const void __user *from,
			       size_t count)
{
	loff_t at = *pos;
	size_t left;

	if (at < 0)
		return -EINVAL;
	if (at >= available || !count)
		return 0;
	count = min_t(size_t, count, available - at);
	left = copy_from_user(to + at, from, count);
	if (left == count)
		return -EFAULT;
	count -= left;
	*pos = at + count;
	return count;
}
EXPORT_SYMBOL(simple_write_to_buffer);

ssize_t memory_read_from_buffer(void *to, size_t count, loff_t *pos, const void *from,
				size_t available)
{
	loff_t at = *pos;

	if (at < 0)
		return -EINVAL;
	if (at >= available)
		return 0;
	count = min_t(size_t, count, available - at);
	memcpy(to, from + at, count);
	*pos = at + count;
	return count;
}
EXPORT_SYMBOL(memory_read_from_buffer);

int simple_open(struct inode *inode, struct file *file)
{
	if (inode->i_private)
		file->private_data = inode->i_private;
	return 0;
}
EXPORT_SYMBOL(simple_open);

/* ---- a number as a file ---- */

struct simple_attr {
	int (*get)(void *data, u64 *value);
	int (*set)(void *data, u64 value);
	char text[24];
	void *data;
	const char *fmt;
	struct mutex mutex;
};

int simple_attr_open(struct inode *inode, struct file *file, int (*get)(void *, u64 *),
		     int (*set)(void *, u64), const char *fmt)
{
	struct simple_attr *attr = kzalloc(sizeof(*attr), GFP_KERNEL);

	if (!attr)
		return -ENOMEM;
	attr->get = get;
	attr->set = set;
	attr->data = inode->i_private;
	attr->fmt = fmt;
	mutex_init(&attr->mutex);
	file->private_data = attr;
	return nonseekable_open(inode, file);
}
EXPORT_SYMBOL(simple_attr_open);

int simple_attr_release(struct inode *inode, struct file *file)
{
	kfree(file->private_data);
	return 0;
}
EXPORT_SYMBOL(simple_attr_release);

ssize_t simple_attr_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct simple_attr *attr = file->private_data;
	u64 value;
	ssize_t ret;

	if (!attr->get)
		return -EACCES;
	ret = mutex_lock_interruptible(&attr->mutex);
	if (ret)
		return ret;
	if (!*pos || !attr->text[0]) {
		ret = attr->get(attr->data, &value);
		if (!ret)
			scnprintf(attr->text, sizeof(attr->text), attr->fmt, value);
	}
	if (!ret)
		ret = simple_read_from_buffer(buf, count, pos, attr->text, strlen(attr->text));
	mutex_unlock(&attr->mutex);
	return ret;
}
EXPORT_SYMBOL(simple_attr_read);

static ssize_t attr_write(struct file *file, const char __user *buf, size_t count, bool is_signed)
{
	struct simple_attr *attr = file->private_data;
	char text[24];
	size_t len = min(sizeof(text) - 1, count);
	u64 value;
	int err;

	if (!attr->set)
		return -EACCES;
	if (copy_from_user(text, buf, len))
		return -EFAULT;
	text[len] = '\0';
	if (is_signed)
		err = kstrtoll(strim(text), 0, (s64 *)&value);
	else
		err = kstrtoull(strim(text), 0, &value);
	if (!err)
		err = attr->set(attr->data, value);
	return err ? err : (ssize_t)count;
}

ssize_t simple_attr_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	return attr_write(file, buf, count, false);
}
EXPORT_SYMBOL(simple_attr_write);

ssize_t simple_attr_write_signed(struct file *file, const char __user *buf, size_t count,
				 loff_t *pos)
{
	return attr_write(file, buf, count, true);
}
EXPORT_SYMBOL(simple_attr_write_signed);
