/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kobject: named, counted objects, each a directory in /sys.
 *
 * A child keeps its parent, a member its kset: by a reference each, given back when the
 * child is deleted, so a parent's release() comes after all of its children's kobject_del().
 * A release() may sleep.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/string.h>

struct kobject *kernel_kobj, *mm_kobj, *power_kobj, *firmware_kobj, *fs_kobj, *hypervisor_kobj;
EXPORT_SYMBOL(kernel_kobj);
EXPORT_SYMBOL(mm_kobj);
EXPORT_SYMBOL(power_kobj);
EXPORT_SYMBOL(firmware_kobj);
EXPORT_SYMBOL(fs_kobj);
EXPORT_SYMBOL(hypervisor_kobj);

/* ---- names ---- */

int kobject_set_name_vargs(struct kobject *kobj, const char *fmt, va_list args)
{
	char *name;

	if (kobj->name && !fmt)
		return 0;
	name = kvasprintf(GFP_KERNEL, fmt, args);
	if (!name)
		return -ENOMEM;
	/* a name is one file name: what would be a path gets another sign */
	strreplace(name, '/', '!');
	kfree(kobj->name);
	kobj->name = name;
	return 0;
}

int kobject_set_name(struct kobject *kobj, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = kobject_set_name_vargs(kobj, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_set_name);

static size_t path_length(const struct kobject *kobj)
{
	size_t len = 0;

	for (; kobj; kobj = kobj->parent)
		len += 1 + (kobj->name ? strlen(kobj->name) : 0);
	return len;
}

char *kobject_get_path(const struct kobject *kobj, gfp_t gfp)
{
	size_t len = path_length(kobj);
	char *path = kzalloc(len + 1, gfp);

	for (; path && kobj; kobj = kobj->parent) {
		size_t part = kobj->name ? strlen(kobj->name) : 0;

		len -= part + 1;
		path[len] = '/';
		memcpy(path + len + 1, kobj->name, part);
	}
	return path;
}
EXPORT_SYMBOL(kobject_get_path);

/* ---- life ---- */

void kobject_init(struct kobject *kobj, const struct kobj_type *ktype)
{
	if (WARN(!kobj || !ktype, "kobject_init: no object or no type\n"))
		return;
	if (kobj->state_initialized) {
		pr_err("kobject (%p): tried to init an initialized object, something is seriously "
		       "wrong.\n",
		       kobj);
		dump_stack();
	}
	kref_init(&kobj->kref);
	INIT_LIST_HEAD(&kobj->entry);
	kobj->state_in_sysfs = 0;
	kobj->state_add_uevent_sent = 0;
	kobj->state_remove_uevent_sent = 0;
	kobj->state_initialized = 1;
	kobj->ktype = ktype;
}
EXPORT_SYMBOL(kobject_init);

static void join_kset(struct kobject *kobj)
{
	unsigned long flags;

	if (!kobj->kset)
		return;
	kset_get(kobj->kset);
	spin_lock_irqsave(&kobj->kset->list_lock, flags);
	list_add_tail(&kobj->entry, &kobj->kset->list);
	spin_unlock_irqrestore(&kobj->kset->list_lock, flags);
}

static void leave_kset(struct kobject *kobj)
{
	unsigned long flags;

	if (!kobj->kset)
		return;
	spin_lock_irqsave(&kobj->kset->list_lock, flags);
	list_del_init(&kobj->entry);
	spin_unlock_irqrestore(&kobj->kset->list_lock, flags);
	kset_put(kobj->kset);
}

static int make_directory(struct kobject *kobj)
{
	const struct attribute_group **groups = kobj->ktype ? kobj->ktype->default_groups : NULL;
	struct attribute **attrs = kobj->ktype ? kobj->ktype->default_attrs : NULL;
	int err = sysfs_create_dir(kobj);

	if (err)
		return err;
	err = sysfs_create_groups(kobj, groups);
	if (!err && attrs)
		err = sysfs_create_files(kobj, (const struct attribute *const *)attrs);
	if (err)
		sysfs_remove_dir(kobj);
	return err;
}

static int add(struct kobject *kobj)
{
	struct kobject *parent;
	int err;

	if (!kobj->name || !kobj->name[0]) {
		WARN(1, "kobject: (%p): attempted to be registered with empty name!\n", kobj);
		return -EINVAL;
	}
	if (!kobj->parent && kobj->kset)
		kobj->parent = &kobj->kset->kobj;
	parent = kobject_get(kobj->parent);
	join_kset(kobj);
	err = make_directory(kobj);
	if (err) {
		leave_kset(kobj);
		kobject_put(parent);
		kobj->parent = NULL;
		if (err == -EEXIST)
			pr_err("kobject_add_internal failed for %s with -EEXIST, don't try to "
			       "register things with the same name in the same directory.\n",
			       kobj->name);
		return err;
	}
	kobj->state_in_sysfs = 1;
	return 0;
}

static int add_named(struct kobject *kobj, struct kobject *parent, const char *fmt, va_list args)
{
	int err = kobject_set_name_vargs(kobj, fmt, args);

	if (err) {
		pr_err("kobject: can not set name properly!\n");
		return err;
	}
	kobj->parent = parent;
	return add(kobj);
}

int kobject_add(struct kobject *kobj, struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	if (!kobj || !kobj->state_initialized) {
		pr_err("kobject '%s' (%p): tried to add an uninitialized object, something is "
		       "seriously wrong.\n",
		       kobj ? kobj->name : NULL, kobj);
		dump_stack();
		return -EINVAL;
	}
	va_start(args, fmt);
	err = add_named(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_add);

int kobject_init_and_add(struct kobject *kobj, const struct kobj_type *ktype,
			 struct kobject *parent, const char *fmt, ...)
{
	va_list args;
	int err;

	kobject_init(kobj, ktype);
	va_start(args, fmt);
	err = add_named(kobj, parent, fmt, args);
	va_end(args);
	return err;
}
EXPORT_SYMBOL(kobject_init_and_add);

void kobject_del(struct kobject *kobj)
{
	struct kobject *parent;

	if (!kobj || !kobj->state_in_sysfs)
		return;
	if (kobj->state_add_uevent_sent && !kobj->state_remove_uevent_sent)
		kobject_uevent(kobj, KOBJ_REMOVE);
	if (kobj->ktype)
		sysfs_remove_groups(kobj, kobj->ktype->default_groups);
	sysfs_remove_dir(kobj);
	kobj->state_in_sysfs = 0;
	leave_kset(kobj);
	parent = kobj->parent;
	kobj->parent = NULL;
	kobject_put(parent);
}
EXPORT_SYMBOL(kobject_del);

struct kobject *kobject_get(struct kobject *kobj)
{
	if (!kobj)
		return NULL;
	WARN(!kobj->state_initialized,
	     "kobject: '%s' (%p): is not initialized, yet kobject_get() is being called.\n",
	     kobj->name, kobj);
	kref_get(&kobj->kref);
	return kobj;
}
EXPORT_SYMBOL(kobject_get);

struct kobject *kobject_get_unless_zero(struct kobject *kobj)
{
	return kobj && kref_get_unless_zero(&kobj->kref) ? kobj : NULL;
}
EXPORT_SYMBOL(kobject_get_unless_zero);

static void release(struct kref *kref)
{
	struct kobject *kobj = container_of(kref, struct kobject, kref);
	const struct kobj_type *ktype = kobj->ktype;
	const char *name = kobj->name;

	kobject_del(kobj);
	if (ktype && ktype->release)
		ktype->release(kobj);
	else
		pr_debug("kobject: '%s' (%p): does not have a release() function\n", name, kobj);
	kfree(name);
}

void kobject_put(struct kobject *kobj)
{
	if (!kobj)
		return;
	WARN(!kobj->state_initialized,
	     "kobject: '%s' (%p): is not initialized, yet kobject_put() is being called.\n",
	     kobj->name, kobj);
	kref_put(&kobj->kref, release);
}
EXPORT_SYMBOL(kobject_put);

int kobject_rename(struct kobject *kobj, const char *new_name)
{
	char *name = kstrdup(new_name, GFP_KERNEL);
	int err;

	if (!name)
		return -ENOMEM;
	strreplace(name, '/', '!');
	err = sysfs_rename_dir(kobj, name);
	if (!err)
		swap(kobj->name, *(const char **)&name);
	kfree(name);
	return err;
}
EXPORT_SYMBOL(kobject_rename);

int kobject_move(struct kobject *kobj, struct kobject *new_parent)
{
	struct kobject *old = kobj->parent;
	int err;

	if (!new_parent && kobj->kset)
		new_parent = &kobj->kset->kobj;
	err = sysfs_move_dir(kobj, new_parent);
	if (err)
		return err;
	kobj->parent = kobject_get(new_parent);
	kobject_put(old);
	kobject_uevent(kobj, KOBJ_MOVE);
	return 0;
}
EXPORT_SYMBOL(kobject_move);

/* ---- attributes of plain objects ---- */

static ssize_t kobj_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct kobj_attribute *a = container_of(attr, struct kobj_attribute, attr);

	return a->show ? a->show(kobj, a, buf) : -EIO;
}

static ssize_t kobj_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			       size_t count)
{
	struct kobj_attribute *a = container_of(attr, struct kobj_attribute, attr);

	return a->store ? a->store(kobj, a, buf, count) : -EIO;
}

const struct sysfs_ops kobj_sysfs_ops = {.show = kobj_attr_show, .store = kobj_attr_store};
EXPORT_SYMBOL(kobj_sysfs_ops);

static void dynamic_release(struct kobject *kobj)
{
	kfree(kobj);
}

static const struct kobj_type dynamic_ktype = {
    .release = dynamic_release,
    .sysfs_ops = &kobj_sysfs_ops,
};

struct kobject *kobject_create_and_add(const char *name, struct kobject *parent)
{
	struct kobject *kobj = kzalloc(sizeof(*kobj), GFP_KERNEL);

	if (!kobj)
		return NULL;
	kobject_init(kobj, &dynamic_ktype);
	if (!kobject_add(kobj, parent, "%s", name))
		return kobj;
	kobject_put(kobj);
	return NULL;
}
EXPORT_SYMBOL(kobject_create_and_add);

/* ---- sets ---- */

static const struct kobj_type static_ktype = {.sysfs_ops = &kobj_sysfs_ops};

void kset_init(struct kset *kset)
{
	kobject_init(&kset->kobj, kset->kobj.ktype ? kset->kobj.ktype : &static_ktype);
	INIT_LIST_HEAD(&kset->list);
	spin_lock_init(&kset->list_lock);
}
EXPORT_SYMBOL(kset_init);

int kset_register(struct kset *kset)
{
	int err;

	if (!kset)
		return -EINVAL;
	kset_init(kset);
	err = add(&kset->kobj);
	if (!err)
		kobject_uevent(&kset->kobj, KOBJ_ADD);
	return err;
}
EXPORT_SYMBOL(kset_register);

void kset_unregister(struct kset *kset)
{
	if (!kset)
		return;
	kobject_del(&kset->kobj);
	kobject_put(&kset->kobj);
}
EXPORT_SYMBOL(kset_unregister);

static void kset_release(struct kobject *kobj)
{
	kfree(to_kset(kobj));
}

static const struct kobj_type kset_ktype = {
    .release = kset_release,
    .sysfs_ops = &kobj_sysfs_ops,
};

struct kset *kset_create_and_add(const char *name, const struct kset_uevent_ops *ops,
				 struct kobject *parent)
{
	struct kset *kset = kzalloc(sizeof(*kset), GFP_KERNEL);

	if (!kset)
		return NULL;
	kset->uevent_ops = ops;
	kset->kobj.parent = parent;
	kset->kobj.ktype = &kset_ktype;
	if (!kobject_set_name(&kset->kobj, "%s", name) && !kset_register(kset))
		return kset;
	kfree(kset->kobj.name);
	kfree(kset);
	return NULL;
}
EXPORT_SYMBOL(kset_create_and_add);

struct kobject *kset_find_obj(struct kset *kset, const char *name)
{
	struct kobject *kobj, *found = NULL;
	unsigned long flags;

	spin_lock_irqsave(&kset->list_lock, flags);
	list_for_each_entry (kobj, &kset->list, entry) {
		if (kobj->name && !strcmp(kobj->name, name)) {
			found = kobject_get_unless_zero(kobj);
			break;
		}
	}
	spin_unlock_irqrestore(&kset->list_lock, flags);
	return found;
}
EXPORT_SYMBOL(kset_find_obj);
