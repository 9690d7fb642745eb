/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sysfs: kobjects as directories, their attributes as files (guest/fs/sysfs*.c). show()
 * prints into a page; store() gets what was written, with a NUL behind it. Removing a file
 * waits for those who are inside show() or store(), and nobody gets in afterwards: once it
 * returns, the attribute's module may go.
 */
#ifndef _LINUX_SYSFS_H
#define _LINUX_SYSFS_H

#include <linux/bug.h>
#include <linux/compiler.h>
#include <linux/list.h>
#include <linux/stat.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/version.h>
#include <asm/page.h>

struct bin_attribute;
struct file;
struct kobject;
struct module;
struct sysfs_node;
struct vm_area_struct;
#define kernfs_node sysfs_node

struct lock_class_key;

struct attribute {
	const char *name;
	umode_t mode;
	struct module *owner; /* before 2.6.36 */
};

/* A directory of its own with a name, files of the object itself without. */
struct attribute_group {
	const char *name;
	/* The mode of the attribute with that index; 0: there is none. NULL: attr->mode. */
	umode_t (*is_visible)(struct kobject *kobj, struct attribute *attr, int index);
	umode_t (*is_bin_visible)(struct kobject *kobj, struct bin_attribute *attr, int index);
	struct attribute **attrs; /* up to NULL */
	struct bin_attribute **bin_attrs;
};

/* Up to 2.6.34 without the file, up to 2.6.22 without the attribute, too. */
#if LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 23)
#define __bin_read_6_1	 __bin_read
#define __bin_write_6_1	 __bin_write
#define __bin_read_attr	 __bin_read_2
#define __bin_write_attr __bin_write_2
#define __bin_read_2_6	 read
#define __bin_write_2_6	 write
#elif LINUX_VERSION_CODE < KERNEL_VERSION(2, 6, 35)
#define __bin_read_6_1	 __bin_read
#define __bin_write_6_1	 __bin_write
#define __bin_read_attr	 read
#define __bin_write_attr write
#define __bin_read_2_6	 __bin_read_2
#define __bin_write_2_6	 __bin_write_2
#else
#define __bin_read_6_1	 read
#define __bin_write_6_1	 write
#define __bin_read_attr	 __bin_read
#define __bin_write_attr __bin_write
#define __bin_read_2_6	 __bin_read_2
#define __bin_write_2_6	 __bin_write_2
#endif

struct bin_attribute {
	struct attribute attr;
	size_t size; /* 0: unknown */
	void *private;
	ssize_t (*__bin_read_6_1)(struct file *file, struct kobject *kobj,
				  struct bin_attribute *attr, char *buf, loff_t off, size_t count);
	ssize_t (*__bin_write_6_1)(struct file *file, struct kobject *kobj,
				   struct bin_attribute *attr, char *buf, loff_t off, size_t count);
	ssize_t (*__bin_read_attr)(struct kobject *kobj, struct bin_attribute *attr, char *buf,
				   loff_t off, size_t count);
	ssize_t (*__bin_write_attr)(struct kobject *kobj, struct bin_attribute *attr, char *buf,
				    loff_t off, size_t count);
	ssize_t (*__bin_read_2_6)(struct kobject *kobj, char *buf, loff_t off, size_t count);
	ssize_t (*__bin_write_2_6)(struct kobject *kobj, char *buf, loff_t off, size_t count);
	int (*mmap)(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
		    struct vm_area_struct *vma);
};

struct sysfs_ops {
	ssize_t (*show)(struct kobject *kobj, struct attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct attribute *attr, const char *buf,
			 size_t count);
};

#define SYSFS_PREALLOC 0

/* Rights that others have and the owner has not, or writing by all: a mistake. */
#define VERIFY_OCTAL_PERMISSIONS(perms)                                                            \
	(BUILD_BUG_ON_ZERO((perms) < 0) + BUILD_BUG_ON_ZERO((perms) > 0777) +                      \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 4) < (((perms) >> 3) & 4)) +                          \
	 BUILD_BUG_ON_ZERO((((perms) >> 3) & 4) < ((perms)&4)) +                                   \
	 BUILD_BUG_ON_ZERO((((perms) >> 6) & 2) < (((perms) >> 3) & 2)) +                          \
	 BUILD_BUG_ON_ZERO((perms)&2) + (perms))

#define __ATTR(_name, _mode, _show, _store)                                                        \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = VERIFY_OCTAL_PERMISSIONS(_mode)},     \
		.show = _show, .store = _store,                                                    \
	}
#define __ATTR_PREALLOC(_name, _mode, _show, _store) __ATTR(_name, _mode, _show, _store)
#define __ATTR_IGNORE_LOCKDEP			     __ATTR
#define __ATTR_RO(_name)			     __ATTR(_name, 0444, _name##_show, NULL)
#define __ATTR_RO_MODE(_name, _mode)		     __ATTR(_name, _mode, _name##_show, NULL)
#define __ATTR_RW_MODE(_name, _mode)		     __ATTR(_name, _mode, _name##_show, _name##_store)
#define __ATTR_WO(_name)			     __ATTR(_name, 0200, NULL, _name##_store)
#define __ATTR_RW(_name)			     __ATTR(_name, 0644, _name##_show, _name##_store)
#define __ATTR_NULL                                                                                \
	{                                                                                          \
		.attr = {.name = NULL }                                                            \
	}

#define __BIN_ATTR(_name, _mode, _read, _write, _size)                                             \
	{                                                                                          \
		.attr = {.name = __stringify(_name), .mode = _mode}, .read = _read,                \
		.write = _write, .size = _size,                                                    \
	}
#define __BIN_ATTR_RO(_name, _size) __BIN_ATTR(_name, 0444, _name##_read, NULL, _size)
#define __BIN_ATTR_WO(_name, _size) __BIN_ATTR(_name, 0200, NULL, _name##_write, _size)
#define __BIN_ATTR_RW(_name, _size) __BIN_ATTR(_name, 0644, _name##_read, _name##_write, _size)
#define BIN_ATTR(_name, _mode, _read, _write, _size)                                               \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR(_name, _mode, _read, _write, _size)
#define BIN_ATTR_RO(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_RO(_name, _size)
#define BIN_ATTR_WO(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_WO(_name, _size)
#define BIN_ATTR_RW(_name, _size)                                                                  \
	struct bin_attribute bin_attr_##_name = __BIN_ATTR_RW(_name, _size)

#define __ATTRIBUTE_GROUPS(_name)                                                                  \
	static const struct attribute_group *_name##_groups[] = {                                  \
	    &_name##_group,                                                                        \
	    NULL,                                                                                  \
	}
#define ATTRIBUTE_GROUPS(_name)                                                                    \
	static const struct attribute_group _name##_group = {                                      \
	    .attrs = _name##_attrs,                                                                \
	};                                                                                         \
	__ATTRIBUTE_GROUPS(_name)
#define BIN_ATTRIBUTE_GROUPS(_name)                                                                \
	static const struct attribute_group _name##_group = {                                      \
	    .bin_attrs = _name##_attrs,                                                            \
	};                                                                                         \
	__ATTRIBUTE_GROUPS(_name)

#define sysfs_attr_init(attr)	      ((void)(attr))
#define sysfs_bin_attr_init(bin_attr) sysfs_attr_init(&(bin_attr)->attr)

/* Directories. 0, -EEXIST (told with a trace), -ENOENT, -ENOMEM. */
int __must_check sysfs_create_dir(struct kobject *kobj);
void sysfs_remove_dir(struct kobject *kobj);
int __must_check sysfs_rename_dir(struct kobject *kobj, const char *new_name);
int __must_check sysfs_move_dir(struct kobject *kobj, struct kobject *new_parent);

int __must_check sysfs_create_file(struct kobject *kobj, const struct attribute *attr);
#define sysfs_create_file_ns(kobj, attr, ns) sysfs_create_file(kobj, attr)
/* All, or none. */
int __must_check sysfs_create_files(struct kobject *kobj, const struct attribute *const *attrs);
int __must_check sysfs_chmod_file(struct kobject *kobj, const struct attribute *attr, umode_t mode);
void sysfs_remove_file(struct kobject *kobj, const struct attribute *attr);
#define sysfs_remove_file_ns(kobj, attr, ns) sysfs_remove_file(kobj, attr)
void sysfs_remove_files(struct kobject *kobj, const struct attribute *const *attrs);
/* From inside the attribute's own show or store. False: somebody was faster. */
bool sysfs_remove_file_self(struct kobject *kobj, const struct attribute *attr);
/* The same for what is removed with a whole device: let go of the attribute, and take it again. */
struct kernfs_node *sysfs_break_active_protection(struct kobject *kobj,
						  const struct attribute *attr);
void sysfs_unbreak_active_protection(struct kernfs_node *kn);

int __must_check sysfs_create_bin_file(struct kobject *kobj, const struct bin_attribute *attr);
void sysfs_remove_bin_file(struct kobject *kobj, const struct bin_attribute *attr);

/* kobj NULL: /sys itself. */
int __must_check sysfs_create_link(struct kobject *kobj, struct kobject *target, const char *name);
int __must_check sysfs_create_link_nowarn(struct kobject *kobj, struct kobject *target,
					  const char *name);
void sysfs_remove_link(struct kobject *kobj, const char *name);
void sysfs_delete_link(struct kobject *dir, struct kobject *target, const char *name);
int sysfs_rename_link(struct kobject *kobj, struct kobject *target, const char *old_name,
		      const char *new_name);
int __must_check sysfs_create_mount_point(struct kobject *parent, const char *name);
void sysfs_remove_mount_point(struct kobject *parent, const char *name);

int __must_check sysfs_create_group(struct kobject *kobj, const struct attribute_group *group);
int __must_check sysfs_create_groups(struct kobject *kobj, const struct attribute_group **groups);
/* Look at is_visible() anew. */
int sysfs_update_group(struct kobject *kobj, const struct attribute_group *group);
int sysfs_update_groups(struct kobject *kobj, const struct attribute_group **groups);
void sysfs_remove_group(struct kobject *kobj, const struct attribute_group *group);
void sysfs_remove_groups(struct kobject *kobj, const struct attribute_group **groups);
int sysfs_add_file_to_group(struct kobject *kobj, const struct attribute *attr, const char *group);
void sysfs_remove_file_from_group(struct kobject *kobj, const struct attribute *attr,
				  const char *group);
int sysfs_merge_group(struct kobject *kobj, const struct attribute_group *group);
void sysfs_unmerge_group(struct kobject *kobj, const struct attribute_group *group);
int sysfs_add_link_to_group(struct kobject *kobj, const char *group_name, struct kobject *target,
			    const char *link_name);
void sysfs_remove_link_from_group(struct kobject *kobj, const char *group_name,
				  const char *link_name);

/* Wake those who poll() the file. dir NULL: in the object's own directory. */
void sysfs_notify(struct kobject *kobj, const char *dir, const char *attr);
void sysfs_notify_dirent(struct kernfs_node *kn);
/* The file's node, for sysfs_notify_dirent(); NULL: none. Give it back with sysfs_put(). */
struct kernfs_node *sysfs_get_dirent(struct kernfs_node *parent, const char *name);
struct kernfs_node *sysfs_get(struct kernfs_node *kn);
void sysfs_put(struct kernfs_node *kn);

/* Print into show()'s page, at its begin or at a place in it. What was really printed. */
int sysfs_emit(char *buf, const char *fmt, ...) __printf(2, 3);
int sysfs_emit_at(char *buf, int at, const char *fmt, ...) __printf(3, 4);

#endif
