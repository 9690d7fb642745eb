/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kobject: an object with a name, a parent, a count of references, and a directory in
 * /sys (drivers/base/kobject.c). It lives inside another structure; ktype->release() frees
 * that one when the last reference goes. A kset is a list of kobjects, and one itself.
 */
#ifndef _LINUX_KOBJECT_H
#define _LINUX_KOBJECT_H

#include <linux/atomic.h>
#include <linux/kernel.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/sysfs.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

#define UEVENT_NUM_ENVP	   64
#define UEVENT_BUFFER_SIZE 2048

/* The number of the last event. */
extern u64 uevent_seqnum;

enum kobject_action {
	KOBJ_ADD,
	KOBJ_REMOVE,
	KOBJ_CHANGE,
	KOBJ_MOVE,
	KOBJ_ONLINE,
	KOBJ_OFFLINE,
	KOBJ_BIND,
	KOBJ_UNBIND,
};

struct kobject {
	const char *name;
	struct list_head entry; /* in kset */
	struct kobject *parent; /* NULL: the kset, or /sys itself */
	struct kset *kset;
	const struct kobj_type *ktype;
	struct kernfs_node *sd; /* its directory; NULL: not added */
	struct kref kref;
	unsigned int state_initialized : 1;
	unsigned int state_in_sysfs : 1;
	unsigned int state_add_uevent_sent : 1;
	unsigned int state_remove_uevent_sent : 1;
	unsigned int uevent_suppress : 1;
};

struct kobj_type {
	void (*release)(struct kobject *kobj);
	const struct sysfs_ops *sysfs_ops;
	const struct attribute_group **default_groups;
	struct attribute **default_attrs; /* the older form */
};

struct kobj_uevent_env {
	char *argv[3];
	char *envp[UEVENT_NUM_ENVP];
	int envp_idx;
	char buf[UEVENT_BUFFER_SIZE];
	int buflen;
};

struct kset_uevent_ops {
	int (*const filter)(struct kobject *kobj);
	const char *(*const name)(struct kobject *kobj);
	int (*const uevent)(struct kobject *kobj, struct kobj_uevent_env *env);
};

struct kset {
	struct list_head list;
	spinlock_t list_lock;
	struct kobject kobj;
	const struct kset_uevent_ops *uevent_ops;
};

struct kobj_attribute {
	struct attribute attr;
	ssize_t (*show)(struct kobject *kobj, struct kobj_attribute *attr, char *buf);
	ssize_t (*store)(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			 size_t count);
};
extern const struct sysfs_ops kobj_sysfs_ops;

int kobject_set_name(struct kobject *kobj, const char *name, ...) __printf(2, 3);
int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list args);

static inline const char *kobject_name(const struct kobject *kobj)
{
	return kobj->name;
}

/* After this, kobject_put() is the way to be rid of it, whatever fails. */
void kobject_init(struct kobject *kobj, const struct kobj_type *ktype);
/* 0; -EINVAL: no name; -EEXIST; -ENOMEM. */
int __must_check kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...)
    __printf(3, 4);
int __must_check kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
				      struct kobject *parent, const char *fmt, ...) __printf(4, 5);
void kobject_del(struct kobject *kobj);
/* An object that is nothing but a directory; its attributes are kobj_attributes. NULL: failed. */
struct kobject *__must_check kobject_create_and_add(const char *name, struct kobject *parent);
int __must_check kobject_rename(struct kobject *kobj, const char *new_name);
int __must_check kobject_move(struct kobject *kobj, struct kobject *new_parent);
struct kobject *kobject_get(struct kobject *kobj);
struct kobject *__must_check kobject_get_unless_zero(struct kobject *kobj);
void kobject_put(struct kobject *kobj);
/* "/devices/platform/x"; the caller's to kfree(). */
char *kobject_get_path(const struct kobject *kobj, gfp_t gfp);

void kset_init(struct kset *kset);
int __must_check kset_register(struct kset *kset);
void kset_unregister(struct kset *kset);
struct kset *__must_check kset_create_and_add(const char *name, const struct kset_uevent_ops *ops,
					      struct kobject *parent);
/* With a reference; NULL: none of that name. */
struct kobject *kset_find_obj(struct kset *kset, const char *name);

static inline struct kset *to_kset(struct kobject *kobj)
{
	return kobj ? container_of(kobj, struct kset, kobj) : NULL;
}

static inline struct kset *kset_get(struct kset *kset)
{
	return kset ? to_kset(kobject_get(&kset->kobj)) : NULL;
}

static inline void kset_put(struct kset *kset)
{
	kobject_put(&kset->kobj);
}

static inline const struct kobj_type *get_ktype(const struct kobject *kobj)
{
	return kobj->ktype;
}

extern struct kobject *kernel_kobj;   /* /sys/kernel */
extern struct kobject *mm_kobj;	      /* /sys/kernel/mm */
extern struct kobject *power_kobj;    /* /sys/power */
extern struct kobject *firmware_kobj; /* /sys/firmware */
extern struct kobject *fs_kobj;	      /* /sys/fs */
extern struct kobject *hypervisor_kobj;

/* Tell who listens what happened. 0, or what the object's set said against it. */
int kobject_uevent(struct kobject *kobj, enum kobject_action action);
int kobject_uevent_env(struct kobject *kobj, enum kobject_action action, char *envp[]);
/* Of what was written to a file uevent: "add\n". 0, or -EINVAL. */
int kobject_synth_uevent(struct kobject *kobj, const char *buf, size_t count);
int add_uevent_var(struct kobj_uevent_env *env, const char *fmt, ...) __printf(2, 3);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/idr.h>
#include <linux/mm_types.h>
#include <linux/rwsem.h>
#include <linux/timekeeping.h>
#include <linux/xarray.h>
#endif

#endif
