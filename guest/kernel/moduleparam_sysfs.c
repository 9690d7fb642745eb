/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * moduleparam_sysfs: /sys/module, and parameters as files in /sys/module/NAME/parameters: of
 * a module, or of a part of the kernel ("printk.ignore_loglevel" is in printk, a name without
 * a dot in kernel). A file has the mode that module_param() was given; with mode 0 there is
 * none. What is written is passed on as it is: "echo x" gives a charp its newline, too.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "module/module_sysfs.h"

struct kset *module_kset;
EXPORT_SYMBOL_GPL(module_kset);

struct param_attribute {
	struct module_attribute mattr;
	const struct kernel_param *param;
};

struct module_param_attrs {
	struct attribute_group grp;
	struct attribute **list; /* behind attrs */
	struct param_attribute attrs[];
};

/* ---- objects ---- */

static ssize_t module_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct module_attribute *a = container_of(attr, struct module_attribute, attr);

	return a->show ? a->show(a, container_of(kobj, struct module_kobject, kobj), buf) : -EIO;
}

static ssize_t module_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
				 size_t count)
{
	struct module_attribute *a = container_of(attr, struct module_attribute, attr);

	return a->store ? a->store(a, container_of(kobj, struct module_kobject, kobj), buf, count)
			: -EIO;
}

static void module_kobj_release(struct kobject *kobj)
{
	struct module_kobject *mk = container_of(kobj, struct module_kobject, kobj);
	struct completion *waiting = xchg(&mk->kobj_completion, NULL);

	if (waiting)
		complete(waiting);
}

static const struct sysfs_ops module_sysfs_ops = {.show = module_attr_show,
						  .store = module_attr_store};

const struct kobj_type module_ktype = {.release = module_kobj_release,
				       .sysfs_ops = &module_sysfs_ops};

/* Of directories below a module, holders for example, there are no events. */
static int is_module(struct kobject *kobj)
{
	return kobj->ktype == &module_ktype;
}

static const struct kset_uevent_ops module_uevent_ops = {.filter = is_module};

static ssize_t store_uevent(struct module_attribute *attr, struct module_kobject *mk,
			    const char *buf, size_t count)
{
	int err = kobject_synth_uevent(&mk->kobj, buf, count);

	return err ?: count;
}

struct module_attribute module_uevent = {.attr = {.name = "uevent", .mode = 0200},
					 .store = store_uevent};

/* ---- parameters ---- */

static const struct kernel_param *param_of(struct module_attribute *attr)
{
	return container_of(attr, struct param_attribute, mattr)->param;
}

static ssize_t param_attr_show(struct module_attribute *attr, struct module_kobject *mk, char *buf)
{
	return param_show(param_of(attr), buf);
}

static ssize_t param_attr_store(struct module_attribute *attr, struct module_kobject *mk,
				const char *buf, size_t count)
{
	int err = param_store(param_of(attr), buf);

	return err ?: count;
}

/* What the parameter's file is called in this object's directory. NULL: it has none there. */
static const char *file_name(const struct kernel_param *kp, const struct module_kobject *mk)
{
	const char *dot = strchr(kp->name, '.'), *name = kobject_name(&mk->kobj);

	if (!kp->perm)
		return NULL;
	if (mk->mod)
		return kp->name;
	if (!dot)
		return strcmp(name, "kernel") ? NULL : kp->name;
	return strncmp(kp->name, name, dot - kp->name) || name[dot - kp->name] ? NULL : dot + 1;
}

static struct param_attribute attribute_of(const struct kernel_param *kp, const char *name)
{
	return (struct param_attribute){
	    .mattr = {.attr = {.name = name, .mode = kp->perm & 0777},
		      .show = param_attr_show,
		      .store = kp->perm & 0222 ? param_attr_store : NULL},
	    .param = kp};
}

int module_params_add(struct module_kobject *mk, const struct kernel_param *params,
		      unsigned int count)
{
	struct module_param_attrs *mp;
	unsigned int i, n = 0;
	int err;

	for (i = 0; i < count; i++)
		n += file_name(&params[i], mk) != NULL;
	if (!n)
		return 0;
	mp = kzalloc(struct_size(mp, attrs, n) + (n + 1) * sizeof(*mp->list), GFP_KERNEL);
	if (!mp)
		return -ENOMEM;
	mp->list = (struct attribute **)&mp->attrs[n];
	mp->grp = (struct attribute_group){.name = "parameters", .attrs = mp->list};
	for (i = n = 0; i < count; i++) {
		const char *name = file_name(&params[i], mk);

		if (!name)
			continue;
		mp->attrs[n] = attribute_of(&params[i], name);
		mp->list[n] = &mp->attrs[n].mattr.attr;
		n++;
	}
	err = sysfs_create_group(&mk->kobj, &mp->grp);
	if (err)
		kfree(mp);
	else
		mk->mp = mp;
	return err;
}

/* ---- of the kernel itself ---- */

extern const struct kernel_param __start___param[], __stop___param[];

static int __init add_builtin(const char *name)
{
	struct module_kobject *mk = kzalloc(sizeof(*mk), GFP_KERNEL);
	int err;

	if (!mk)
		return -ENOMEM;
	mk->kobj.kset = module_kset;
	err = kobject_init_and_add(&mk->kobj, &module_ktype, NULL, "%s", name);
	if (!err)
		err = sysfs_create_file(&mk->kobj, &module_uevent.attr);
	if (!err)
		err = module_params_add(mk, __start___param, __stop___param - __start___param);
	if (!err)
		kobject_uevent(&mk->kobj, KOBJ_ADD);
	return err;
}

static int __init module_sysfs_init(void)
{
	const struct kernel_param *kp;
	int err = 0;

	module_kset = kset_create_and_add("module", &module_uevent_ops, NULL);
	if (!module_kset)
		return -ENOMEM;
	for (kp = __start___param; kp < __stop___param && !err; kp++) {
		const char *dot = strchr(kp->name, '.');
		char name[MODULE_NAME_LEN];
		struct kobject *there;

		if (!kp->perm)
			continue;
		strscpy(name, dot ? kp->name : "kernel",
			dot ? min_t(size_t, dot - kp->name + 1, sizeof(name)) : sizeof(name));
		there = kset_find_obj(module_kset, name);
		kobject_put(there);
		if (!there)
			err = add_builtin(name);
	}
	return err;
}
subsys_initcall(module_sysfs_init);
