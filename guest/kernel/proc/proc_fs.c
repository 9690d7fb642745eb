/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree of /proc. One mutex guards its shape; a file's show and write run without it,
 * so they may look at the tree themselves.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "proc_internal.h"

static DEFINE_MUTEX(proc_mutex);
static unsigned int last_ino = 1;

struct proc_dir_entry proc_root = {
    .name = "proc",
    .mode = S_IFDIR | 0555,
    .nlink = 2,
    .low_ino = 1,
    .count = ATOMIC_INIT(1),
    .parent = &proc_root,
    .children = LIST_HEAD_INIT(proc_root.children),
    .sibling = LIST_HEAD_INIT(proc_root.sibling),
    .openers = LIST_HEAD_INIT(proc_root.openers),
};

static struct proc_dir_entry *find_child(struct proc_dir_entry *dir, const char *name, size_t len)
{
	struct proc_dir_entry *de;

	list_for_each_entry (de, &dir->children, sibling)
		if (strlen(de->name) == len && !memcmp(de->name, name, len))
			return de;
	return NULL;
}

/* The first child whose name sorts after this one, or the list's head. */
static struct list_head *successor(struct proc_dir_entry *dir, const char *name)
{
	struct proc_dir_entry *de;

	list_for_each_entry (de, &dir->children, sibling)
		if (strcmp(de->name, name) > 0)
			return &de->sibling;
	return &dir->children;
}

/* Down to the directory that the last name of the path is in. NULL: it is not there. */
static struct proc_dir_entry *walk_to_last(struct proc_dir_entry *dir, const char **name)
{
	const char *slash;

	while (dir && (slash = strchr(*name, '/'))) {
		dir = find_child(dir, *name, slash - *name);
		*name = slash + 1;
	}
	return dir && S_ISDIR(dir->mode) ? dir : NULL;
}

static struct proc_dir_entry *create(const char *path, umode_t mode, struct proc_dir_entry *parent)
{
	const char *slash = strrchr(path, '/'), *name = slash ? slash + 1 : path;
	struct proc_dir_entry *de = kzalloc(sizeof(*de) + strlen(name) + 1, GFP_KERNEL);

	if (!de)
		return NULL;
	de->name = strcpy(de->inline_name, name);
	de->mode = mode;
	de->nlink = S_ISDIR(mode) ? 2 : 1;
	atomic_set(&de->count, 1);
	INIT_LIST_HEAD(&de->children);
	INIT_LIST_HEAD(&de->openers);
	mutex_lock(&proc_mutex);
	de->parent = walk_to_last(parent ? parent : &proc_root, &path);
	if (!*name || !de->parent || find_child(de->parent, name, strlen(name))) {
		mutex_unlock(&proc_mutex);
		kfree(de);
		return NULL;
	}
	de->low_ino = ++last_ino;
	de->parent->nlink += S_ISDIR(mode) != 0;
	list_add_tail(&de->sibling, successor(de->parent, name));
	mutex_unlock(&proc_mutex);
	return de;
}

struct proc_dir_entry *proc_mkdir_data(const char *name, umode_t mode,
				       struct proc_dir_entry *parent, void *data)
{
	struct proc_dir_entry *de = create(name, S_IFDIR | (mode ? mode : 0555), parent);

	if (de)
		de->data = data;
	return de;
}
EXPORT_SYMBOL(proc_mkdir_data);

struct proc_dir_entry *proc_mkdir_mode(const char *name, umode_t mode,
				       struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, mode, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir_mode);

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return proc_mkdir_data(name, 0, parent, NULL);
}
EXPORT_SYMBOL(proc_mkdir);

struct proc_dir_entry *proc_create_mount_point(const char *name)
{
	return create(name, S_IFDIR | 0555, NULL);
}
EXPORT_SYMBOL(proc_create_mount_point);

struct proc_dir_entry *proc_symlink(const char *name, struct proc_dir_entry *parent,
				    const char *target)
{
	char *text = kstrdup(target, GFP_KERNEL);
	struct proc_dir_entry *de = text ? create(name, S_IFLNK | 0777, parent) : NULL;

	if (!de) {
		kfree(text);
		return NULL;
	}
	de->data = text;
	de->size = strlen(text);
	return de;
}
EXPORT_SYMBOL(proc_symlink);

static umode_t file_mode(umode_t mode)
{
	return S_IFREG | (mode ? mode : 0444);
}

struct proc_dir_entry *proc_create_single_data(const char *name, umode_t mode,
					       struct proc_dir_entry *parent, proc_show_t show,
					       void *data)
{
	struct proc_dir_entry *de = create(name, file_mode(mode), parent);

	if (de) {
		de->show = show;
		de->data = data;
	}
	return de;
}
EXPORT_SYMBOL(proc_create_single_data);

struct proc_dir_entry *proc_create_seq_private(const char *name, umode_t mode,
					       struct proc_dir_entry *parent,
					       const struct seq_operations *ops,
					       unsigned int state_size, void *data)
{
	struct proc_dir_entry *de = create(name, file_mode(mode), parent);

	if (de) {
		de->seq_ops = ops;
		de->state_size = state_size;
		de->data = data;
	}
	return de;
}
EXPORT_SYMBOL(proc_create_seq_private);

void proc_set_write(struct proc_dir_entry *de, proc_write_t write)
{
	if (de)
		de->write = write;
}

struct proc_dir_entry *proc_create_data(const char *name, umode_t mode,
					struct proc_dir_entry *parent, const struct proc_ops *ops,
					void *data)
{
	struct proc_dir_entry *de = create(name, file_mode(mode), parent);

	if (de) {
		de->proc_ops = ops;
		de->data = data;
	}
	return de;
}
EXPORT_SYMBOL(proc_create_data);

struct proc_dir_entry *proc_create_data_fops(const char *name, umode_t mode,
					     struct proc_dir_entry *parent,
					     const struct file_operations *fops, void *data)
{
	struct proc_dir_entry *de = create(name, file_mode(mode), parent);

	if (de) {
		de->proc_fops = fops;
		de->data = data;
	}
	return de;
}
EXPORT_SYMBOL(proc_create_data_fops);

struct proc_dir_entry *create_proc_entry(const char *name, mode_t mode,
					 struct proc_dir_entry *parent)
{
	if (S_ISDIR(mode))
		return create(name, mode & S_IALLUGO ? mode : S_IFDIR | 0555, parent);
	return create(name, file_mode(mode & S_IALLUGO), parent);
}
EXPORT_SYMBOL(create_proc_entry);

struct proc_dir_entry *create_proc_read_entry(const char *name, mode_t mode,
					      struct proc_dir_entry *parent, read_proc_t *read_proc,
					      void *data)
{
	struct proc_dir_entry *de = create_proc_entry(name, mode, parent);

	if (de) {
		de->read_proc = read_proc;
		de->data = data;
	}
	return de;
}
EXPORT_SYMBOL(create_proc_read_entry);

static int call_get_info(char *page, char **start, off_t off, int count, int *eof, void *data)
{
	get_info_t *get_info = data;
	int n = get_info(page, start, off, count);

	*eof = n < count;
	return n;
}

struct proc_dir_entry *create_proc_info_entry(const char *name, mode_t mode,
					      struct proc_dir_entry *parent, get_info_t *get_info)
{
	return create_proc_read_entry(name, mode, parent, call_get_info, get_info);
}
EXPORT_SYMBOL(create_proc_info_entry);

void proc_set_size(struct proc_dir_entry *de, loff_t size)
{
	de->size = size;
}
EXPORT_SYMBOL(proc_set_size);

void proc_set_user(struct proc_dir_entry *de, kuid_t uid, kgid_t gid)
{
	de->uid = uid;
	de->gid = gid;
}
EXPORT_SYMBOL(proc_set_user);

/* ---- going ---- */

void proc_put(struct proc_dir_entry *de)
{
	if (!atomic_dec_and_test(&de->count))
		return;
	if (S_ISLNK(de->mode))
		kfree(de->data);
	kfree(de);
}

/* Nobody finds it, nor what is below; then nobody is inside. */
void proc_remove(struct proc_dir_entry *de)
{
	struct proc_dir_entry *child;

	if (!de)
		return;
	for (;;) {
		mutex_lock(&proc_mutex);
		child = list_first_entry_or_null(&de->children, struct proc_dir_entry, sibling);
		if (!child)
			break;
		mutex_unlock(&proc_mutex);
		proc_remove(child);
	}
	list_del(&de->sibling);
	de->parent->nlink -= S_ISDIR(de->mode) != 0;
	mutex_unlock(&proc_mutex);
	proc_drain(de);
	proc_put(de);
}
EXPORT_SYMBOL(proc_remove);

static const void *function_of(const struct proc_dir_entry *de, const struct gone_code *gone)
{
	const void *of[] = {de->show,	   de->seq_ops,	   de->proc_ops, de->proc_fops,
			    de->read_proc, de->write_proc, de->write};
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(of); i++)
		if (is_gone(gone, of[i]))
			return of[i];
	return NULL;
}

/* Under proc_mutex: the first below dir, in the tree's order. */
static struct proc_dir_entry *find_gone(struct proc_dir_entry *dir, const struct gone_code *gone)
{
	struct proc_dir_entry *de, *below;

	list_for_each_entry (de, &dir->children, sibling) {
		if (function_of(de, gone))
			return de;
		below = S_ISDIR(de->mode) ? find_gone(de, gone) : NULL;
		if (below)
			return below;
	}
	return NULL;
}

unsigned int proc_code_gone(const struct gone_code *gone)
{
	struct proc_dir_entry *de;
	unsigned int found = 0;

	for (;;) {
		mutex_lock(&proc_mutex);
		de = find_gone(&proc_root, gone);
		mutex_unlock(&proc_mutex);
		if (!de)
			return found;
		misuse_told(gone->owner, (unsigned long)function_of(de, gone) + 1,
			    "leaves /proc%s%s/%s (taken away), whose functions are",
			    de->parent == &proc_root ? "" : "/",
			    de->parent == &proc_root ? "" : de->parent->name, de->name);
		proc_remove(de);
		found++;
	}
}

static struct proc_dir_entry *find_path(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de;

	mutex_lock(&proc_mutex);
	de = walk_to_last(parent ? parent : &proc_root, &name);
	if (de)
		de = find_child(de, name, strlen(name));
	mutex_unlock(&proc_mutex);
	return de;
}

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de = find_path(name, parent);

	if (WARN(!de, "remove_proc_entry: no %s\n", name))
		return;
	WARN(!list_empty(&de->children), "remove_proc_entry: %s is not empty\n", name);
	proc_remove(de);
}
EXPORT_SYMBOL(remove_proc_entry);

int remove_proc_subtree(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de = find_path(name, parent);

	if (!de)
		return -ENOENT;
	proc_remove(de);
	return 0;
}
EXPORT_SYMBOL(remove_proc_subtree);

/* ---- finding ---- */

struct proc_dir_entry *proc_find_get(struct proc_dir_entry *dir, const char *name, size_t len)
{
	struct proc_dir_entry *de;

	mutex_lock(&proc_mutex);
	de = find_child(dir, name, len);
	if (de)
		atomic_inc(&de->count);
	mutex_unlock(&proc_mutex);
	return de;
}

struct proc_dir_entry *proc_nth_get(struct proc_dir_entry *dir, unsigned int index)
{
	struct proc_dir_entry *de, *found = NULL;

	mutex_lock(&proc_mutex);
	list_for_each_entry (de, &dir->children, sibling)
		if (!index--) {
			atomic_inc(&de->count);
			found = de;
			break;
		}
	mutex_unlock(&proc_mutex);
	return found;
}

struct proc_dir_entry *proc_lookup(const char *path)
{
	struct proc_dir_entry *de = &proc_root;
	size_t len;

	mutex_lock(&proc_mutex);
	while (de) {
		path += strspn(path, "/");
		if (!*path)
			break;
		len = strcspn(path, "/");
		de = find_child(de, path, len);
		path += len;
	}
	mutex_unlock(&proc_mutex);
	return de;
}
EXPORT_SYMBOL(proc_lookup);

int proc_show(struct proc_dir_entry *de, struct seq_file *m)
{
	int err;

	if (S_ISDIR(de->mode))
		return -EISDIR;
	if (!de->show && !de->seq_ops)
		return -EACCES;
	m->private = de->data;
	err = de->show ? de->show(m, NULL) : seq_traverse(m, de->seq_ops);
	if (m->flush && m->count)
		m->flush(m);
	return err;
}

int proc_write(struct proc_dir_entry *de, char *text, size_t len)
{
	if (S_ISDIR(de->mode))
		return -EISDIR;
	return de->write ? de->write(de, text, len) : -EACCES;
}

int proc_read_text(const char *path, char *buf, size_t size)
{
	struct proc_dir_entry *de = proc_lookup(path);
	struct seq_file m = {.buf = buf, .size = size};
	int err;

	if (!de)
		return -ENOENT;
	err = proc_show(de, &m);
	return err < 0 ? err : (int)min(m.count, size - 1);
}
