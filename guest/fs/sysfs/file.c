/* SPDX-License-Identifier: GPL-2.0-only */
/* sysfs: attributes as files, what reading and writing them means, and links. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

/* ---- reading and writing ---- */

static const struct sysfs_ops *ops_of(struct sysfs_node *node)
{
	const struct kobj_type *ktype = node->parent->kobj ? node->parent->kobj->ktype : NULL;

	return ktype ? ktype->sysfs_ops : NULL;
}

ssize_t sysfs_show(struct sysfs_node *node, char *page)
{
	const struct sysfs_ops *ops;
	ssize_t len = -EIO;

	if (!sysfs_get_active(node))
		return -ENODEV;
	ops = ops_of(node);
	memset(page, 0, PAGE_SIZE);
	if (ops && ops->show)
		len = ops->show(node->parent->kobj, (struct attribute *)node->attr, page);
	if (len >= (ssize_t)PAGE_SIZE) {
		pr_err("sysfs: show of %s/%s (%ps) returned bad count %zd\n", node->parent->name,
		       node->name, ops->show, len);
		len = PAGE_SIZE - 1;
	}
	sysfs_put_active(node);
	return len;
}

ssize_t sysfs_store(struct sysfs_node *node, const char *text, size_t count)
{
	const struct sysfs_ops *ops;
	ssize_t len = -EIO;

	if (!sysfs_get_active(node))
		return -ENODEV;
	ops = ops_of(node);
	if (ops && ops->store)
		len = ops->store(node->parent->kobj, (struct attribute *)node->attr, text, count);
	sysfs_put_active(node);
	return len;
}

/* What of count is inside; a file of unknown size has no end of its own. */
static size_t within(const struct bin_attribute *bin, loff_t off, size_t count)
{
	if (!bin->size)
		return count;
	return off >= bin->size ? 0 : min_t(loff_t, count, bin->size - off);
}

/* By whichever of the three forms there is; -EIO: by none. */
static ssize_t call_read(struct bin_attribute *bin, struct file *file, struct kobject *kobj,
			 char *buf, loff_t off, size_t count)
{
	if (bin->read)
		return bin->read(file, kobj, bin, buf, off, count);
	if (bin->__bin_read_attr)
		return bin->__bin_read_attr(kobj, bin, buf, off, count);
	return bin->__bin_read_2_6 ? bin->__bin_read_2_6(kobj, buf, off, count) : -EIO;
}

static ssize_t call_write(struct bin_attribute *bin, struct file *file, struct kobject *kobj,
			  char *buf, loff_t off, size_t count)
{
	if (bin->write)
		return bin->write(file, kobj, bin, buf, off, count);
	if (bin->__bin_write_attr)
		return bin->__bin_write_attr(kobj, bin, buf, off, count);
	return bin->__bin_write_2_6 ? bin->__bin_write_2_6(kobj, buf, off, count) : -EIO;
}

ssize_t sysfs_bin_read(struct sysfs_node *node, struct file *file, char *buf, loff_t off,
		       size_t count)
{
	ssize_t len = -EIO;

	if (!sysfs_get_active(node))
		return -ENODEV;
	count = within(node->bin, off, count);
	if (!count)
		len = 0;
	else
		len = call_read((struct bin_attribute *)node->bin, file, node->parent->kobj, buf,
				off, count);
	sysfs_put_active(node);
	return len;
}

ssize_t sysfs_bin_write(struct sysfs_node *node, struct file *file, char *buf, loff_t off,
			size_t count)
{
	ssize_t len = -EIO;

	if (!sysfs_get_active(node))
		return -ENODEV;
	if (node->bin->size && count && !within(node->bin, off, count))
		len = -EFBIG;
	else if (!count)
		len = 0;
	else
		len = call_write((struct bin_attribute *)node->bin, file, node->parent->kobj, buf,
				 off, within(node->bin, off, count));
	sysfs_put_active(node);
	return len;
}

ssize_t sysfs_read_text(const char *path, char *buf, size_t size)
{
	struct sysfs_node *node = sysfs_lookup(path);
	char *page = (char *)get_zeroed_page(GFP_KERNEL);
	ssize_t len = -ENOENT;

	if (node && !page)
		len = -ENOMEM;
	else if (node && node->kind == SYSFS_DIR)
		len = -EISDIR;
	else if (node && node->kind == SYSFS_FILE)
		len = sysfs_show(node, page);
	else if (node)
		len = sysfs_bin_read(node, NULL, page, 0, PAGE_SIZE);
	if (len >= 0 && size) {
		len = min_t(ssize_t, len, size - 1);
		memcpy(buf, page, len);
		buf[len] = '\0';
	}
	free_page((unsigned long)page);
	sysfs_put(node);
	return len;
}

ssize_t sysfs_write_text(const char *path, const char *text)
{
	struct sysfs_node *node = sysfs_lookup(path);
	ssize_t len = -ENOENT;

	if (node && node->kind == SYSFS_DIR)
		len = -EISDIR;
	else if (node && node->kind == SYSFS_FILE)
		len = sysfs_store(node, text, strlen(text));
	else if (node)
		len = sysfs_bin_write(node, NULL, (char *)text, 0, strlen(text));
	sysfs_put(node);
	return len;
}

/* ---- files ---- */

static int checked(struct sysfs_node *dir, const char *name, struct sysfs_node *node)
{
	if (PTR_ERR_OR_ZERO(node) == -EEXIST)
		sysfs_warn_dup(dir, name);
	return PTR_ERR_OR_ZERO(node);
}

int sysfs_add_attr(struct sysfs_node *dir, const struct attribute *attr, umode_t mode)
{
	return checked(dir, attr->name, sysfs_add(dir, attr->name, mode, SYSFS_FILE, attr));
}

int sysfs_add_bin(struct sysfs_node *dir, const struct bin_attribute *attr, umode_t mode)
{
	return checked(dir, attr->attr.name,
		       sysfs_add(dir, attr->attr.name, mode, SYSFS_BIN_FILE, attr));
}

int sysfs_create_file(struct kobject *kobj, const struct attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return sysfs_add_attr(kobj->sd, attr, attr->mode);
}
EXPORT_SYMBOL(sysfs_create_file);

int sysfs_create_files(struct kobject *kobj, const struct attribute *const *attrs)
{
	int i, err = 0;

	for (i = 0; attrs[i] && !err; i++)
		err = sysfs_create_file(kobj, attrs[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			sysfs_remove_file(kobj, attrs[i]);
	return err;
}
EXPORT_SYMBOL(sysfs_create_files);

void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr)
{
	if (kobj->sd)
		sysfs_remove_name(kobj->sd, attr->name);
}
EXPORT_SYMBOL(sysfs_remove_file);

void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attrs)
{
	for (; *attrs; attrs++)
		sysfs_remove_file(kobj, *attrs);
}
EXPORT_SYMBOL(sysfs_remove_files);

int sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	if (WARN_ON(!kobj || !kobj->sd || !attr))
		return -EINVAL;
	return sysfs_add_bin(kobj->sd, attr, attr->attr.mode);
}
EXPORT_SYMBOL(sysfs_create_bin_file);

void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr)
{
	if (kobj->sd)
		sysfs_remove_name(kobj->sd, attr->attr.name);
}
EXPORT_SYMBOL(sysfs_remove_bin_file);

int sysfs_chmod_file(struct kobject *kobj, const struct attribute *attr, umode_t mode)
{
	struct sysfs_node *node;

	mutex_lock(&sysfs_mutex);
	node = sysfs_find(kobj->sd, attr->name, strlen(attr->name));
	if (node)
		node->mode = (node->mode & ~07777) | (mode & 07777);
	mutex_unlock(&sysfs_mutex);
	return node ? 0 : -ENOENT;
}
EXPORT_SYMBOL(sysfs_chmod_file);

/* ---- from inside of a file ---- */

struct sysfs_node *sysfs_break_active_protection(struct kobject *kobj, const struct attribute *attr)
{
	struct sysfs_node *node = sysfs_get_dirent(kobj->sd, attr->name);

	kobject_get(kobj);
	if (node)
		sysfs_put_active(node);
	return node;
}
EXPORT_SYMBOL(sysfs_break_active_protection);

void sysfs_unbreak_active_protection(struct sysfs_node *node)
{
	struct kobject *kobj = node->parent->kobj;

	atomic_inc(&node->active);
	sysfs_put(node);
	kobject_put(kobj);
}
EXPORT_SYMBOL(sysfs_unbreak_active_protection);

bool sysfs_remove_file_self(struct kobject *kobj, const struct attribute *attr)
{
	struct sysfs_node *node = sysfs_break_active_protection(kobj, attr);
	bool removed;

	if (WARN_ON_ONCE(!node))
		return false;
	mutex_lock(&sysfs_mutex);
	removed = node->removed;
	mutex_unlock(&sysfs_mutex);
	sysfs_remove(node);
	sysfs_unbreak_active_protection(node);
	return !removed;
}
EXPORT_SYMBOL(sysfs_remove_file_self);

void sysfs_notify_dirent(struct sysfs_node *node)
{
	atomic_inc(&node->events);
	wake_up_all(&node->poll);
}
EXPORT_SYMBOL(sysfs_notify_dirent);

void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr)
{
	struct sysfs_node *node, *sub;

	if (!kobj->sd)
		return;
	sub = dir ? sysfs_get_dirent(kobj->sd, dir) : sysfs_get(kobj->sd);
	node = sub && attr ? sysfs_get_dirent(sub, attr) : NULL;
	if (node)
		sysfs_notify_dirent(node);
	sysfs_put(node);
	sysfs_put(sub);
}
EXPORT_SYMBOL(sysfs_notify);

/* ---- links ---- */

int sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target, const char *name)
{
	struct sysfs_node *dir = sysfs_dir_of(kobj), *to = sysfs_dir_of(target);

	if (!dir || !to)
		return -ENOENT;
	return PTR_ERR_OR_ZERO(sysfs_add(dir, name, 0777, SYSFS_LINK, to));
}
EXPORT_SYMBOL(sysfs_create_link_nowarn);

int sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	int err = sysfs_create_link_nowarn(kobj, target, name);

	if (err == -EEXIST)
		sysfs_warn_dup(sysfs_dir_of(kobj), name);
	return err;
}
EXPORT_SYMBOL(sysfs_create_link);

void sysfs_remove_link(struct kobject *kobj, const char *name)
{
	struct sysfs_node *dir = kobj ? kobj->sd : &sysfs_root;

	if (dir)
		sysfs_remove_name(dir, name);
}
EXPORT_SYMBOL(sysfs_remove_link);

void sysfs_delete_link(struct kobject *kobj, struct kobject *target, const char *name)
{
	sysfs_remove_link(kobj, name);
}
EXPORT_SYMBOL(sysfs_delete_link);

int sysfs_rename_link(struct kobject *kobj, struct kobject *target, const char *old_name,
		      const char *new_name)
{
	sysfs_remove_link(kobj, old_name);
	return sysfs_create_link(kobj, target, new_name);
}
EXPORT_SYMBOL(sysfs_rename_link);

static unsigned int depth_of(const struct sysfs_node *node)
{
	unsigned int depth = 0;

	for (; node->parent; node = node->parent)
		depth++;
	return depth;
}

/* Write the path from base (excluded) to node before end; its begin, or NULL: no room. */
static char *path_below(const struct sysfs_node *base, const struct sysfs_node *node,
			const char *begin, char *end)
{
	bool last = true;

	for (; node != base; node = node->parent) {
		size_t len = strlen(node->name);

		if (end - begin < (ssize_t)len + 1)
			return NULL;
		if (!last)
			*--end = '/';
		end -= len;
		memcpy(end, node->name, len);
		last = false;
	}
	return end;
}

static int link_text(struct sysfs_node *link, char *buf, size_t size)
{
	struct sysfs_node *base = link->parent, *other = link->target;
	size_t ups = 0;
	char *begin;

	while (depth_of(other) > depth_of(base))
		other = other->parent;
	for (; depth_of(base) > depth_of(other); ups++)
		base = base->parent;
	for (; base != other; ups++) {
		base = base->parent;
		other = other->parent;
	}
	if (size < 3 * ups + 1)
		return -ENAMETOOLONG;
	begin = path_below(base, link->target, buf + 3 * ups, buf + size - 1);
	if (!begin)
		return -ENAMETOOLONG;
	buf[size - 1] = '\0';
	memmove(buf + 3 * ups, begin, buf + size - begin);
	while (ups--)
		memcpy(buf + 3 * ups, "../", 3);
	return 0;
}

int sysfs_link_text(struct sysfs_node *link, char *buf, size_t size)
{
	int err;

	mutex_lock(&sysfs_mutex);
	err = link_text(link, buf, size);
	mutex_unlock(&sysfs_mutex);
	return err;
}

/* ---- printing ---- */

int sysfs_emit_at(char *buf, int at, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf) || at < 0 || at >= PAGE_SIZE,
		 "invalid sysfs_emit_at: buf:%p at:%d\n", buf, at))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf + at, PAGE_SIZE - at, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(sysfs_emit_at);

int sysfs_emit(char *buf, const char *fmt, ...)
{
	va_list args;
	int len;

	if (WARN(!buf || offset_in_page(buf), "invalid sysfs_emit: buf:%p\n", buf))
		return 0;
	va_start(args, fmt);
	len = vscnprintf(buf, PAGE_SIZE, fmt, args);
	va_end(args);
	return len;
}
EXPORT_SYMBOL(sysfs_emit);
