/* SPDX-License-Identifier: GPL-2.0-only */
/* sysfs: the nodes of the tree, for the files of this folder and for who lists and reads them. */
#ifndef FS_SYSFS_SYSFS_H
#define FS_SYSFS_SYSFS_H

#include <linux/refcount.h>
#include <linux/sysfs.h>
#include <linux/wait.h>

enum sysfs_kind { SYSFS_DIR, SYSFS_FILE, SYSFS_BIN_FILE, SYSFS_LINK };

struct sysfs_node {
	const char *name; /* its own copy */
	umode_t mode;	  /* with the kind's S_IF bits */
	enum sysfs_kind kind;
	unsigned long ino;
	refcount_t count;
	atomic_t active; /* who is inside show or store; negative once removed */
	bool removed;	 /* under sysfs_mutex, as the tree is */
	struct sysfs_node *parent;
	struct list_head children, sibling; /* by name */
	struct kobject *kobj;		    /* a directory's: whose attributes lie in it */
	union {
		const struct attribute *attr;
		const struct bin_attribute *bin;
		struct sysfs_node *target; /* with a reference */
	};
	atomic_t events; /* sysfs_notify() calls */
	wait_queue_head_t poll;
};

extern struct mutex sysfs_mutex;
extern struct sysfs_node sysfs_root;

/* With sysfs_mutex. NULL: none. */
struct sysfs_node *sysfs_find(struct sysfs_node *dir, const char *name, size_t len);
/* A new child, of which the tree has the reference. ERR_PTR: -EEXIST, -ENOENT, -ENOMEM. */
struct sysfs_node *sysfs_add(struct sysfs_node *dir, const char *name, umode_t mode,
			     enum sysfs_kind kind, const void *what);
/* With all below it; returns when nobody is inside any more. NULL is none. */
void sysfs_remove(struct sysfs_node *node);
/* -ENOENT */
int sysfs_remove_name(struct sysfs_node *dir, const char *name);
/* The directory of the object (NULL: /sys), or NULL with a warning. */
struct sysfs_node *sysfs_dir_of(struct kobject *kobj);
void sysfs_warn_dup(struct sysfs_node *dir, const char *name);
int sysfs_add_attr(struct sysfs_node *dir, const struct attribute *attr, umode_t mode);
int sysfs_add_bin(struct sysfs_node *dir, const struct bin_attribute *attr, umode_t mode);

/* Between them the attribute and its object stay. False: removed. */
bool sysfs_get_active(struct sysfs_node *node);
void sysfs_put_active(struct sysfs_node *node);

/* The text, in a page of zeros; the length, -ENODEV (removed), -EIO (cannot be read), the file's.
 */
ssize_t sysfs_show(struct sysfs_node *node, char *page);
/* text: count bytes and a NUL. */
ssize_t sysfs_store(struct sysfs_node *node, const char *text, size_t count);
ssize_t sysfs_bin_read(struct sysfs_node *node, struct file *file, char *buf, loff_t off,
		       size_t count);
ssize_t sysfs_bin_write(struct sysfs_node *node, struct file *file, char *buf, loff_t off,
			size_t count);

/* "../../x/y": from the link to its target. 0, -ENAMETOOLONG. */
int sysfs_link_text(struct sysfs_node *link, char *buf, size_t size);

/* The node at a path below /sys, links followed, with a reference (sysfs_put()); NULL: none. */
struct sysfs_node *sysfs_lookup(const char *path);
/* A whole file by its path, for tests and the prompt. Length, or negative errno. */
ssize_t sysfs_read_text(const char *path, char *buf, size_t size);
ssize_t sysfs_write_text(const char *path, const char *text);

#endif
