/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The tree of /proc. One mutex guards its shape; a file's show and write run without it,
 * so they may look at the tree themselves.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/slab.h>
#include <linux/string.h>

static DEFINE_MUTEX(proc_mutex);

static struct proc_dir_entry proc_root = {
    .name = "proc",
    .mode = S_IFDIR | 0555,
    .parent = &proc_root,
    .children = LIST_HEAD_INIT(proc_root.children),
    .sibling = LIST_HEAD_INIT(proc_root.sibling),
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

static struct proc_dir_entry *create(const char *name, umode_t mode, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de = kzalloc(sizeof(*de), GFP_KERNEL);

	if (!de)
		return NULL;
	de->name = name;
	de->mode = mode;
	de->parent = parent ? parent : &proc_root;
	INIT_LIST_HEAD(&de->children);
	mutex_lock(&proc_mutex);
	if (find_child(de->parent, name, strlen(name))) {
		mutex_unlock(&proc_mutex);
		kfree(de);
		return NULL;
	}
	list_add_tail(&de->sibling, successor(de->parent, name));
	mutex_unlock(&proc_mutex);
	return de;
}

struct proc_dir_entry *proc_mkdir(const char *name, struct proc_dir_entry *parent)
{
	return create(name, S_IFDIR | 0555, parent);
}
EXPORT_SYMBOL(proc_mkdir);

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

void proc_remove(struct proc_dir_entry *de)
{
	if (!de)
		return;
	mutex_lock(&proc_mutex);
	list_del(&de->sibling);
	mutex_unlock(&proc_mutex);
	kfree(de);
}
EXPORT_SYMBOL(proc_remove);

void remove_proc_entry(const char *name, struct proc_dir_entry *parent)
{
	struct proc_dir_entry *de;

	mutex_lock(&proc_mutex);
	de = find_child(parent ? parent : &proc_root, name, strlen(name));
	mutex_unlock(&proc_mutex);
	proc_remove(de);
}
EXPORT_SYMBOL(remove_proc_entry);

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
