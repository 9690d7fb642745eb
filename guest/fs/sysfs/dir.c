/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sysfs: the tree.
 *
 * 1. Purpose. Objects come and go with their drivers; what a driver shows of them are
 *    functions in a module. Here lies a tree of names that outlives neither, and that can be
 *    read while it shrinks.
 *
 * 2. Structures.
 *
 *	kobject --sd--> sysfs_node DIR "i2c-0" --children--> FILE "name" -> attribute
 *	                   |  ^ parent                       DIR  "power" (a group: same kobj)
 *	                   v                                 LINK "subsystem" -> target node
 *	                 kobj
 *
 * 3. Invariants. A node in the tree has a reference of the tree's. A directory's node has no
 *    reference to its kobject: the kobject removes it before it goes. A removed node has no
 *    children, and its `active` is negative for ever.
 *
 * 4. Locking. sysfs_mutex for the shape of the tree. It is not held while a driver's show or
 *    store runs, so these may create and remove files; they hold `active`, and removal waits
 *    for that. Everything sleeps.
 *
 * 5. Failure. A name twice in a directory is a driver's mistake: said with a trace, -EEXIST.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kobject.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "fs/sysfs/sysfs.h"

#define REMOVED INT_MIN /* in active, beside the count */

DEFINE_MUTEX(sysfs_mutex);

struct sysfs_node sysfs_root = {
    .name = "",
    .mode = S_IFDIR | 0755,
    .kind = SYSFS_DIR,
    .ino = 1,
    .count = REFCOUNT_INIT(1),
    .children = LIST_HEAD_INIT(sysfs_root.children),
    .sibling = LIST_HEAD_INIT(sysfs_root.sibling),
    .poll = __WAIT_QUEUE_HEAD_INITIALIZER(sysfs_root.poll),
};

static unsigned long last_ino = 1;
static DECLARE_WAIT_QUEUE_HEAD(idle);

struct sysfs_node *sysfs_get(struct sysfs_node *node)
{
	if (node)
		refcount_inc(&node->count);
	return node;
}
EXPORT_SYMBOL(sysfs_get);

void sysfs_put(struct sysfs_node *node)
{
	while (node && refcount_dec_and_test(&node->count)) {
		struct sysfs_node *parent = node->parent;

		if (node->kind == SYSFS_LINK)
			sysfs_put(node->target);
		kfree(node->name);
		kfree(node);
		node = parent; /* a child has a reference to its parent */
	}
}
EXPORT_SYMBOL(sysfs_put);

bool sysfs_get_active(struct sysfs_node *node)
{
	int old = atomic_read(&node->active);

	while (old >= 0) {
		int seen = atomic_cmpxchg(&node->active, old, old + 1);

		if (seen == old)
			return true;
		old = seen;
	}
	return false;
}

void sysfs_put_active(struct sysfs_node *node)
{
	if (atomic_dec_return(&node->active) == REMOVED)
		wake_up_all(&idle);
}

struct sysfs_node *sysfs_find(struct sysfs_node *dir, const char *name, size_t len)
{
	struct sysfs_node *node;

	list_for_each_entry (node, &dir->children, sibling)
		if (!strncmp(node->name, name, len) && !node->name[len])
			return node;
	return NULL;
}

static struct list_head *successor(struct sysfs_node *dir, const char *name)
{
	struct sysfs_node *node;

	list_for_each_entry (node, &dir->children, sibling)
		if (strcmp(node->name, name) > 0)
			return &node->sibling;
	return &dir->children;
}

static umode_t type_bits(enum sysfs_kind kind)
{
	return kind == SYSFS_DIR ? S_IFDIR : kind == SYSFS_LINK ? S_IFLNK : S_IFREG;
}

static struct sysfs_node *new_node(const char *name, umode_t mode, enum sysfs_kind kind)
{
	struct sysfs_node *node = kzalloc(sizeof(*node), GFP_KERNEL);

	if (!node)
		return NULL;
	node->name = kstrdup(name, GFP_KERNEL);
	if (!node->name) {
		kfree(node);
		return NULL;
	}
	node->mode = (mode & 07777) | type_bits(kind);
	node->kind = kind;
	refcount_set(&node->count, 1);
	INIT_LIST_HEAD(&node->children);
	INIT_LIST_HEAD(&node->sibling);
	init_waitqueue_head(&node->poll);
	return node;
}

static int link_in(struct sysfs_node *dir, struct sysfs_node *node)
{
	int err = 0;

	mutex_lock(&sysfs_mutex);
	if (dir->removed)
		err = -ENOENT;
	else if (sysfs_find(dir, node->name, strlen(node->name)))
		err = -EEXIST;
	if (!err) {
		node->ino = ++last_ino;
		node->parent = sysfs_get(dir);
		list_add_tail(&node->sibling, successor(dir, node->name));
	}
	mutex_unlock(&sysfs_mutex);
	return err;
}

struct sysfs_node *sysfs_add(struct sysfs_node *dir, const char *name, umode_t mode,
			     enum sysfs_kind kind, const void *what)
{
	struct sysfs_node *node = new_node(name, mode, kind);
	int err;

	if (!node)
		return ERR_PTR(-ENOMEM);
	if (kind == SYSFS_DIR)
		node->kobj = (struct kobject *)what;
	else if (kind == SYSFS_LINK)
		node->target = sysfs_get((struct sysfs_node *)what);
	else
		node->attr = what;
	err = link_in(dir, node);
	if (!err)
		return node;
	sysfs_put(node);
	return ERR_PTR(err);
}

/* Whoever is the deepest first; with sysfs_mutex. NULL: node itself is gone. */
static struct sysfs_node *take_leaf(struct sysfs_node *node)
{
	if (node->removed)
		return NULL;
	while (!list_empty(&node->children))
		node = list_first_entry(&node->children, struct sysfs_node, sibling);
	node->removed = true;
	list_del_init(&node->sibling);
	return node;
}

void sysfs_remove(struct sysfs_node *node)
{
	struct sysfs_node *leaf;

	if (!node)
		return;
	sysfs_get(node);
	for (;;) {
		mutex_lock(&sysfs_mutex);
		leaf = take_leaf(node);
		mutex_unlock(&sysfs_mutex);
		if (!leaf)
			break;
		atomic_add(REMOVED, &leaf->active);
		wake_up_all(&leaf->poll);
		wait_event(idle, atomic_read(&leaf->active) == REMOVED);
		sysfs_put(leaf);
	}
	sysfs_put(node);
}

int sysfs_remove_name(struct sysfs_node *dir, const char *name)
{
	struct sysfs_node *node;

	mutex_lock(&sysfs_mutex);
	node = sysfs_get(sysfs_find(dir, name, strlen(name)));
	mutex_unlock(&sysfs_mutex);
	if (!node)
		return -ENOENT;
	sysfs_remove(node);
	sysfs_put(node);
	return 0;
}

struct sysfs_node *sysfs_dir_of(struct kobject *kobj)
{
	if (!kobj)
		return &sysfs_root;
	WARN(!kobj->sd, "sysfs: %s has no directory\n", kobj->name ? kobj->name : "(unnamed)");
	return kobj->sd;
}

void sysfs_warn_dup(struct sysfs_node *dir, const char *name)
{
	pr_warn("sysfs: cannot create duplicate filename '%s/%s'\n", dir->name, name);
	dump_stack();
}

/* ---- directories of kobjects ---- */

int sysfs_create_dir(struct kobject *kobj)
{
	struct sysfs_node *parent = sysfs_dir_of(kobj->parent), *node;

	if (!parent)
		return -ENOENT;
	node = sysfs_add(parent, kobject_name(kobj), 0755, SYSFS_DIR, kobj);
	if (PTR_ERR_OR_ZERO(node) == -EEXIST)
		sysfs_warn_dup(parent, kobject_name(kobj));
	if (IS_ERR(node))
		return PTR_ERR(node);
	kobj->sd = sysfs_get(node);
	return 0;
}

void sysfs_remove_dir(struct kobject *kobj)
{
	struct sysfs_node *node = kobj->sd;

	kobj->sd = NULL;
	sysfs_remove(node);
	sysfs_put(node);
}

/* Under another name, in another directory, or both. */
static int move(struct sysfs_node *node, struct sysfs_node *to, const char *name)
{
	char *copy = kstrdup(name, GFP_KERNEL);
	struct sysfs_node *found, *old_parent = NULL;
	int err = 0;

	if (!copy)
		return -ENOMEM;
	mutex_lock(&sysfs_mutex);
	found = sysfs_find(to, name, strlen(name));
	if (to->removed || node->removed)
		err = -ENOENT;
	else if (found && found != node)
		err = -EEXIST;
	if (!err) {
		swap(node->name, *(const char **)&copy);
		list_del(&node->sibling);
		old_parent = node->parent;
		node->parent = sysfs_get(to);
		list_add_tail(&node->sibling, successor(to, node->name));
	}
	mutex_unlock(&sysfs_mutex);
	sysfs_put(old_parent);
	kfree(copy);
	return err;
}

int sysfs_rename_dir(struct kobject *kobj, const char *new_name)
{
	return move(kobj->sd, kobj->sd->parent, new_name);
}

int sysfs_move_dir(struct kobject *kobj, struct kobject *new_parent)
{
	struct sysfs_node *to = sysfs_dir_of(new_parent);

	return to ? move(kobj->sd, to, kobj->sd->name) : -ENOENT;
}

int sysfs_create_mount_point(struct kobject *parent, const char *name)
{
	struct sysfs_node *dir = sysfs_dir_of(parent);

	return dir ? PTR_ERR_OR_ZERO(sysfs_add(dir, name, 0755, SYSFS_DIR, parent)) : -ENOENT;
}
EXPORT_SYMBOL(sysfs_create_mount_point);

void sysfs_remove_mount_point(struct kobject *parent, const char *name)
{
	struct sysfs_node *dir = sysfs_dir_of(parent);

	if (dir)
		sysfs_remove_name(dir, name);
}
EXPORT_SYMBOL(sysfs_remove_mount_point);

/* ---- finding ---- */

/* With sysfs_mutex. NULL: not there, or links in a circle. */
static struct sysfs_node *walk(struct sysfs_node *dir, const char *path)
{
	while (dir && *(path += strspn(path, "/"))) {
		size_t len = strcspn(path, "/");

		while (dir->kind == SYSFS_LINK)
			dir = dir->target;
		if (len == 2 && !memcmp(path, "..", 2))
			dir = dir->parent ? dir->parent : dir;
		else if (len != 1 || *path != '.')
			dir = dir->kind == SYSFS_DIR ? sysfs_find(dir, path, len) : NULL;
		path += len;
	}
	while (dir && dir->kind == SYSFS_LINK)
		dir = dir->target;
	return dir;
}

struct sysfs_node *sysfs_lookup(const char *path)
{
	struct sysfs_node *node;

	mutex_lock(&sysfs_mutex);
	node = sysfs_get(walk(&sysfs_root, path));
	mutex_unlock(&sysfs_mutex);
	return node;
}

struct sysfs_node *sysfs_get_dirent(struct sysfs_node *parent, const char *name)
{
	struct sysfs_node *node;

	mutex_lock(&sysfs_mutex);
	node = sysfs_get(sysfs_find(parent ? parent : &sysfs_root, name, strlen(name)));
	mutex_unlock(&sysfs_mutex);
	return node;
}
EXPORT_SYMBOL(sysfs_get_dirent);
