/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Classes: devices by what they are for.
 *
 * /sys/class/NAME/DEVICE is a link to the device, which lies below its parent: in the
 * parent's own directory if that is a class's device too, else in a directory named like the
 * class, which comes with its first device and goes with its last.
 */
#include <linux/export.h>
#include <linux/string.h>

#include "drivers/base/base.h"

static struct kset *class_kset;

#define IN_CLASS offsetof(struct device_private, in_class)

static struct subsys_private *to_subsys(struct kobject *kobj)
{
	return container_of(kobj, struct subsys_private, subsys.kobj);
}

static ssize_t class_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct class_attribute *a = container_of(attr, struct class_attribute, attr);

	if (a->__class_show_2_6)
		return a->__class_show_2_6(to_subsys(kobj)->class, buf);
	return a->show ? a->show(to_subsys(kobj)->class, a, buf) : -EIO;
}

static ssize_t class_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
				size_t count)
{
	struct class_attribute *a = container_of(attr, struct class_attribute, attr);

	if (a->__class_store_2_6)
		return a->__class_store_2_6(to_subsys(kobj)->class, buf, count);
	return a->store ? a->store(to_subsys(kobj)->class, a, buf, count) : -EIO;
}

static void class_release(struct kobject *kobj)
{
	struct subsys_private *p = to_subsys(kobj);

	if (p->class->class_release)
		p->class->class_release(p->class);
	if (p->dynamic_class)
		kfree(p->class);
	kfree(p);
}

static const struct sysfs_ops class_sysfs_ops = {.show = class_attr_show,
						 .store = class_attr_store};
static const struct kobj_type class_ktype = {.release = class_release,
					     .sysfs_ops = &class_sysfs_ops};

int class_create_file(struct class *class, const struct class_attribute *attr)
{
	return class ? sysfs_create_file(&class->p->subsys.kobj, &attr->attr) : -EINVAL;
}
EXPORT_SYMBOL_GPL(class_create_file);

void class_remove_file(struct class *class, const struct class_attribute *attr)
{
	if (class)
		sysfs_remove_file(&class->p->subsys.kobj, &attr->attr);
}
EXPORT_SYMBOL_GPL(class_remove_file);

ssize_t show_class_attr_string(struct class *class, struct class_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%s\n",
			  container_of(attr, struct class_attribute_string, attr)->str);
}
EXPORT_SYMBOL_GPL(show_class_attr_string);

/* ---- classes ---- */

static int register_class(struct class *class, bool dynamic)
{
	struct subsys_private *p = kzalloc(sizeof(*p), GFP_KERNEL);
	struct class_attribute *attr;
	int err;

	if (!p)
		return -ENOMEM;
	p->class = class;
	class->p = p;
	INIT_LIST_HEAD(&p->devices);
	INIT_LIST_HEAD(&p->interfaces);
	INIT_LIST_HEAD(&p->glue_dirs);
	p->subsys.kobj.kset = class_kset;
	p->subsys.kobj.ktype = &class_ktype;
	err = kobject_set_name(&p->subsys.kobj, "%s", class->name);
	if (!err)
		err = kset_register(&p->subsys);
	if (err) {
		kfree(p->subsys.kobj.name);
		kfree(p);
		class->p = NULL;
		return err;
	}
	p->dynamic_class = dynamic;
	for (attr = class->class_attrs; attr && attr->attr.name && !err; attr++)
		err = class_create_file(class, attr);
	return err ? err : sysfs_create_groups(&p->subsys.kobj, class->class_groups);
}

int class_register(struct class *class)
{
	return register_class(class, false);
}
EXPORT_SYMBOL_GPL(class_register);

void class_unregister(struct class *class)
{
	struct subsys_private *p = class->p;

	WARN(!list_empty(&p->devices), "class '%s' goes with devices still in it\n", class->name);
	sysfs_remove_groups(&p->subsys.kobj, class->class_groups);
	kset_unregister(&p->subsys);
}
EXPORT_SYMBOL_GPL(class_unregister);

struct class *__class_create(struct module *owner, const char *name)
{
	struct class *class = kzalloc(sizeof(*class), GFP_KERNEL);
	int err;

	if (!class)
		return ERR_PTR(-ENOMEM);
	class->name = name;
	class->owner = owner;
	err = register_class(class, true);
	if (!err)
		return class;
	kfree(class);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(__class_create);

void class_destroy(struct class *class)
{
	if (!IS_ERR_OR_NULL(class))
		class_unregister(class);
}
EXPORT_SYMBOL_GPL(class_destroy);

/* ---- a class's directories below its devices' parents ---- */

struct glue_dir {
	struct kobject kobj;
	struct list_head entry; /* in the class's glue_dirs */
	unsigned int devices;
};

static DEFINE_MUTEX(glue_mutex);

static void glue_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct glue_dir, kobj));
}

static const struct kobj_type glue_ktype = {.release = glue_release, .sysfs_ops = &kobj_sysfs_ops};

static struct glue_dir *new_glue(struct class *class, struct kobject *parent)
{
	struct glue_dir *glue = kzalloc(sizeof(*glue), GFP_KERNEL);

	if (!glue)
		return NULL;
	if (kobject_init_and_add(&glue->kobj, &glue_ktype, parent, "%s", class->name)) {
		kobject_put(&glue->kobj);
		return NULL;
	}
	list_add(&glue->entry, &class->p->glue_dirs);
	return glue;
}

struct kobject *class_glue_get(struct class *class, struct kobject *parent)
{
	struct glue_dir *glue, *found = NULL;

	mutex_lock(&glue_mutex);
	list_for_each_entry (glue, &class->p->glue_dirs, entry)
		if (glue->kobj.parent == parent)
			found = glue;
	if (!found)
		found = new_glue(class, parent);
	if (found) {
		found->devices++;
		kobject_get(&found->kobj);
	}
	mutex_unlock(&glue_mutex);
	return found ? &found->kobj : NULL;
}

/* The device has left the directory; the caller's reference goes with it. */
void class_glue_put(struct device *dev, struct kobject *kobj)
{
	struct glue_dir *glue;

	if (!kobj)
		return;
	if (kobj->ktype == &glue_ktype) {
		glue = container_of(kobj, struct glue_dir, kobj);
		mutex_lock(&glue_mutex);
		if (!--glue->devices) {
			list_del(&glue->entry);
			kobject_del(kobj);
			kobject_put(kobj); /* what made it */
		}
		mutex_unlock(&glue_mutex);
	}
	kobject_put(kobj);
}

/* ---- devices ---- */

static int add_links(struct device *dev)
{
	int err = sysfs_create_link(&dev->kobj, &dev->class->p->subsys.kobj, "subsystem");

	if (!err && dev->parent)
		err = sysfs_create_link(&dev->kobj, &dev->parent->kobj, "device");
	if (!err)
		err = sysfs_create_link(&dev->class->p->subsys.kobj, &dev->kobj, dev_name(dev));
	return err;
}

static void tell_interfaces(struct device *dev, bool added)
{
	struct class_interface *intf;

	list_for_each_entry (intf, &dev->class->p->interfaces, node) {
		if (added && intf->add_dev)
			intf->add_dev(dev, intf);
		if (!added && intf->remove_dev)
			intf->remove_dev(dev, intf);
	}
}

int class_add_device(struct device *dev)
{
	int err;

	if (!dev->class)
		return 0;
	err = add_links(dev);
	if (err)
		return err;
	mutex_lock(&device_lists_mutex);
	list_add_tail(&dev->p->in_class, &dev->class->p->devices);
	mutex_unlock(&device_lists_mutex);
	tell_interfaces(dev, true);
	return 0;
}

void class_remove_device(struct device *dev)
{
	if (!dev->class)
		return;
	tell_interfaces(dev, false);
	mutex_lock(&device_lists_mutex);
	list_del_init(&dev->p->in_class);
	mutex_unlock(&device_lists_mutex);
	if (dev->parent)
		sysfs_remove_link(&dev->kobj, "device");
	sysfs_remove_link(&dev->kobj, "subsystem");
	sysfs_remove_link(&dev->class->p->subsys.kobj, dev_name(dev));
	device_remove_groups(dev, dev->class->dev_groups);
}

void class_dev_iter_init(struct class_dev_iter *iter, struct class *class, struct device *start,
			 const struct device_type *type)
{
	struct device_snapshot snap = {NULL, 0};
	int i, kept = 0;

	(void)device_snapshot_take(&snap, &class->p->devices, IN_CLASS);
	for (i = 0; i < snap.n; i++) {
		if (!type || snap.devs[i]->type == type)
			snap.devs[kept++] = snap.devs[i];
		else
			put_device(snap.devs[i]);
	}
	*iter = (struct class_dev_iter){snap.devs, kept, 0};
	for (i = 0; start && i < kept; i++)
		if (iter->devs[i] == start)
			iter->next = i + 1;
}
EXPORT_SYMBOL_GPL(class_dev_iter_init);

struct device *class_dev_iter_next(struct class_dev_iter *iter)
{
	return iter->next < iter->n ? iter->devs[iter->next++] : NULL;
}
EXPORT_SYMBOL_GPL(class_dev_iter_next);

void class_dev_iter_exit(struct class_dev_iter *iter)
{
	struct device_snapshot snap = {iter->devs, iter->n};

	device_snapshot_put(&snap);
}
EXPORT_SYMBOL_GPL(class_dev_iter_exit);

int class_for_each_device(struct class *class, struct device *start, void *data,
			  int (*fn)(struct device *dev, void *data))
{
	if (!class || !class->p)
		return -EINVAL;
	return device_list_walk(&class->p->devices, IN_CLASS, start, data, fn);
}
EXPORT_SYMBOL_GPL(class_for_each_device);

struct device *class_find_device(struct class *class, struct device *start, const void *data,
				 int (*match)(struct device *dev, const void *data))
{
	if (!class || !class->p)
		return NULL;
	return device_list_find(&class->p->devices, IN_CLASS, start, data, match);
}
EXPORT_SYMBOL_GPL(class_find_device);

static int call_add(struct device *dev, void *data)
{
	struct class_interface *intf = data;

	if (intf->add_dev)
		intf->add_dev(dev, intf);
	return 0;
}

static int call_remove(struct device *dev, void *data)
{
	struct class_interface *intf = data;

	if (intf->remove_dev)
		intf->remove_dev(dev, intf);
	return 0;
}

int class_interface_register(struct class_interface *intf)
{
	if (!intf || !intf->class || !intf->class->p)
		return -ENODEV;
	mutex_lock(&device_lists_mutex);
	list_add_tail(&intf->node, &intf->class->p->interfaces);
	mutex_unlock(&device_lists_mutex);
	return class_for_each_device(intf->class, NULL, intf, call_add);
}
EXPORT_SYMBOL_GPL(class_interface_register);

void class_interface_unregister(struct class_interface *intf)
{
	mutex_lock(&device_lists_mutex);
	list_del_init(&intf->node);
	mutex_unlock(&device_lists_mutex);
	(void)class_for_each_device(intf->class, NULL, intf, call_remove);
}
EXPORT_SYMBOL_GPL(class_interface_unregister);

static int __init classes_init(void)
{
	class_kset = kset_create_and_add("class", NULL, NULL);
	return class_kset ? 0 : -ENOMEM;
}
pure_initcall(classes_init);
