/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The device model.
 *
 * 1. Purpose. One tree of all devices, in which drivers find theirs and people find
 *    everything: /sys/devices, with links from /sys/bus and /sys/class.
 *
 * 2. Structures.
 *
 *	bus_type --p--> subsys_private: devices, drivers
 *	                   |                  |
 *	                   v                  v
 *	parent <-- device --p-- device_private  driver_private --> device_driver
 *	             | driver -----------------------^  devices: those it has
 *	             | class --> subsys_private: devices, interfaces
 *	             | devres_head: what to undo when the driver lets go
 *
 * 3. Invariants. A device that was added has a reference to its parent, and its name does
 *    not change but by device_rename(). dev->driver is set while its driver's probe runs and
 *    from then to the end of its remove; it changes under dev->mutex only.
 *
 * 4. Locking. dev->mutex around probe and remove, the parent's first where a bus wants that;
 *    device_lists_mutex inside, for lists only. Everything sleeps.
 *
 * 5. Failure. What was done is undone in reverse; a device that could not be added is still
 *    to be given back with put_device().
 */
#include <linux/devtmpfs.h>
#include <linux/export.h>
#include <linux/stat.h>
#include <linux/string.h>

#include "drivers/base/base.h"

DEFINE_MUTEX(device_lists_mutex);
struct kset *devices_kset;
static struct kobject *virtual_dir; /* for what hangs on nothing */

/* ---- lists ---- */

static struct device_private *private_of(struct list_head *entry, size_t node)
{
	return (void *)entry - node;
}

int device_snapshot_take(struct device_snapshot *snap, struct list_head *list, size_t node)
{
	struct list_head *entry;
	int n = 0;

	mutex_lock(&device_lists_mutex);
	list_for_each (entry, list)
		n++;
	snap->n = 0;
	snap->devs = n ? kmalloc_array(n, sizeof(*snap->devs), GFP_KERNEL) : NULL;
	if (n && !snap->devs) {
		mutex_unlock(&device_lists_mutex);
		return -ENOMEM;
	}
	list_for_each (entry, list)
		snap->devs[snap->n++] = get_device(private_of(entry, node)->device);
	mutex_unlock(&device_lists_mutex);
	return 0;
}

void device_snapshot_put(struct device_snapshot *snap)
{
	while (snap->n)
		put_device(snap->devs[--snap->n]);
	kfree(snap->devs);
	snap->devs = NULL;
}

static int after(const struct device_snapshot *snap, const struct device *start)
{
	int i;

	if (!start)
		return 0;
	for (i = 0; i < snap->n; i++)
		if (snap->devs[i] == start)
			return i + 1;
	return snap->n;
}

int device_list_walk(struct list_head *list, size_t node, struct device *start, void *data,
		     int (*fn)(struct device *dev, void *data))
{
	struct device_snapshot snap;
	int i, err = device_snapshot_take(&snap, list, node);

	if (err)
		return err;
	for (i = after(&snap, start); i < snap.n && !err; i++)
		err = fn(snap.devs[i], data);
	device_snapshot_put(&snap);
	return err;
}

struct device *device_list_find(struct list_head *list, size_t node, struct device *start,
				const void *data, int (*match)(struct device *, const void *))
{
	struct device_snapshot snap;
	struct device *found = NULL;
	int i;

	if (device_snapshot_take(&snap, list, node))
		return NULL;
	for (i = after(&snap, start); i < snap.n && !found; i++)
		if (match(snap.devs[i], data))
			found = get_device(snap.devs[i]);
	device_snapshot_put(&snap);
	return found;
}

int device_for_each_child(struct device *dev, void *data, int (*fn)(struct device *dev, void *data))
{
	if (!dev->p)
		return 0;
	return device_list_walk(&dev->p->children, offsetof(struct device_private, in_parent), NULL,
				data, fn);
}
EXPORT_SYMBOL_GPL(device_for_each_child);

int device_for_each_child_reverse(struct device *dev, void *data,
				  int (*fn)(struct device *dev, void *data))
{
	struct device_snapshot snap;
	int i, err;

	if (!dev->p)
		return 0;
	err = device_snapshot_take(&snap, &dev->p->children,
				   offsetof(struct device_private, in_parent));
	if (err)
		return err;
	for (i = snap.n - 1; i >= 0 && !err; i--)
		err = fn(snap.devs[i], data);
	device_snapshot_put(&snap);
	return err;
}
EXPORT_SYMBOL_GPL(device_for_each_child_reverse);

struct device *device_find_child(struct device *dev, void *data,
				 int (*match)(struct device *dev, void *data))
{
	if (!dev || !dev->p)
		return NULL;
	return device_list_find(&dev->p->children, offsetof(struct device_private, in_parent), NULL,
				data, (int (*)(struct device *, const void *))match);
}
EXPORT_SYMBOL_GPL(device_find_child);

static int is_named(struct device *dev, void *name)
{
	return sysfs_streq(dev_name(dev), name);
}

struct device *device_find_child_by_name(struct device *parent, const char *name)
{
	return device_find_child(parent, (void *)name, is_named);
}
EXPORT_SYMBOL_GPL(device_find_child_by_name);

static int is_any(struct device *dev, void *unused)
{
	return 1;
}

struct device *device_find_any_child(struct device *parent)
{
	return device_find_child(parent, NULL, is_any);
}
EXPORT_SYMBOL_GPL(device_find_any_child);

int device_match_name(struct device *dev, const void *name)
{
	return sysfs_streq(dev_name(dev), name);
}
EXPORT_SYMBOL_GPL(device_match_name);

int device_match_of_node(struct device *dev, const void *np)
{
	return np && dev->of_node == np;
}
EXPORT_SYMBOL_GPL(device_match_of_node);

int device_match_fwnode(struct device *dev, const void *fwnode)
{
	return fwnode && dev->fwnode == fwnode;
}
EXPORT_SYMBOL_GPL(device_match_fwnode);

int device_match_devt(struct device *dev, const void *devt)
{
	return dev->devt == *(const dev_t *)devt;
}
EXPORT_SYMBOL_GPL(device_match_devt);

int device_match_any(struct device *dev, const void *unused)
{
	return 1;
}
EXPORT_SYMBOL_GPL(device_match_any);

/* ---- references ---- */

static void device_release(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);
	struct device_private *p = dev->p;

	/* what was given to a device that no driver had */
	devres_release_all(dev);
	if (dev->release)
		dev->release(dev);
	else if (dev->type && dev->type->release)
		dev->type->release(dev);
	else if (dev->class && dev->class->dev_release)
		dev->class->dev_release(dev);
	else
		WARN(1,
		     "Device '%s' does not have a release() function, it is broken and must be "
		     "fixed.\n",
		     dev_name(dev));
	kfree(p);
}

static ssize_t dev_attr_show(struct kobject *kobj, struct attribute *attr, char *buf)
{
	struct device_attribute *a = container_of(attr, struct device_attribute, attr);

	if (a->__dev_show_2_6)
		return a->__dev_show_2_6(kobj_to_dev(kobj), buf);
	return a->show ? a->show(kobj_to_dev(kobj), a, buf) : -EIO;
}

static ssize_t dev_attr_store(struct kobject *kobj, struct attribute *attr, const char *buf,
			      size_t count)
{
	struct device_attribute *a = container_of(attr, struct device_attribute, attr);

	if (a->__dev_store_2_6)
		return a->__dev_store_2_6(kobj_to_dev(kobj), buf, count);
	return a->store ? a->store(kobj_to_dev(kobj), a, buf, count) : -EIO;
}

static const struct sysfs_ops dev_sysfs_ops = {.show = dev_attr_show, .store = dev_attr_store};
static const struct kobj_type device_ktype = {.release = device_release,
					      .sysfs_ops = &dev_sysfs_ops};

struct device *get_device(struct device *dev)
{
	return dev ? kobj_to_dev(kobject_get(&dev->kobj)) : NULL;
}
EXPORT_SYMBOL_GPL(get_device);

void put_device(struct device *dev)
{
	if (dev)
		kobject_put(&dev->kobj);
}
EXPORT_SYMBOL_GPL(put_device);

void device_initialize(struct device *dev)
{
	dev->kobj.kset = devices_kset;
	kobject_init(&dev->kobj, &device_ktype);
	mutex_init(&dev->mutex);
	spin_lock_init(&dev->devres_lock);
	INIT_LIST_HEAD(&dev->devres_head);
	dev->numa_node = -1;
}
EXPORT_SYMBOL_GPL(device_initialize);

int dev_set_name(struct device *dev, const char *fmt, ...)
{
	va_list args;
	int err;

	va_start(args, fmt);
	err = kobject_set_name_vargs(&dev->kobj, fmt, args);
	va_end(args);
	if (!err)
		strscpy(dev->bus_id, dev->kobj.name, sizeof(dev->bus_id));
	return err;
}
EXPORT_SYMBOL_GPL(dev_set_name);

const char *dev_driver_string(const struct device *dev)
{
	struct device_driver *drv = READ_ONCE(dev->driver);

	return drv ? drv->name : dev_bus_name(dev);
}
EXPORT_SYMBOL(dev_driver_string);

/* ---- its own files ---- */

/* As many as fit into what is left of env. */
static int bus_uevent_2_6(struct device *dev, struct kobj_uevent_env *env)
{
	char **first = env->envp + env->envp_idx;
	char *end;
	int i, err;

	err = dev->bus->__uevent_2_6(dev, first, UEVENT_NUM_ENVP - env->envp_idx - 1,
				     env->buf + env->buflen, sizeof(env->buf) - env->buflen);
	for (i = 0; !err && first[i] && env->envp_idx < UEVENT_NUM_ENVP - 1; i++) {
		end = first[i] + strlen(first[i]) + 1;
		env->buflen = max_t(int, env->buflen, end - env->buf);
		env->envp_idx++;
	}
	return err;
}

static int device_uevent(struct kobject *kobj, struct kobj_uevent_env *env)
{
	struct device *dev = kobj_to_dev(kobj);
	int err = 0;

	if (MAJOR(dev->devt)) {
		umode_t mode = 0;
		const char *tmp, *name = device_get_devnode(dev, &mode, &tmp);

		add_uevent_var(env, "MAJOR=%u", MAJOR(dev->devt));
		add_uevent_var(env, "MINOR=%u", MINOR(dev->devt));
		if (name)
			add_uevent_var(env, "DEVNAME=%s", name);
		if (mode)
			add_uevent_var(env, "DEVMODE=%#o", mode & 0777);
		kfree(tmp);
	}
	if (dev->type && dev->type->name)
		add_uevent_var(env, "DEVTYPE=%s", dev->type->name);
	if (dev->driver)
		add_uevent_var(env, "DRIVER=%s", dev->driver->name);
	if (dev->bus && dev->bus->uevent)
		err = dev->bus->uevent(dev, env);
	if (!err && dev->bus && dev->bus->__uevent_2_6)
		err = bus_uevent_2_6(dev, env);
	if (!err && dev->class && dev->class->dev_uevent)
		err = dev->class->dev_uevent(dev, env);
	if (!err && dev->type && dev->type->uevent)
		err = dev->type->uevent(dev, env);
	return err;
}

static int device_uevent_filter(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);

	return kobj->ktype == &device_ktype && (dev->bus || dev->class);
}

static const char *device_uevent_name(struct kobject *kobj)
{
	struct device *dev = kobj_to_dev(kobj);

	return dev->bus ? dev->bus->name : dev->class ? dev->class->name : NULL;
}

static const struct kset_uevent_ops device_uevent_ops = {
    .filter = device_uevent_filter,
    .name = device_uevent_name,
    .uevent = device_uevent,
};

static ssize_t uevent_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct kobj_uevent_env *env = kzalloc(sizeof(*env), GFP_KERNEL);
	int i, len = 0;

	if (!env)
		return -ENOMEM;
	if (!device_uevent(&dev->kobj, env))
		for (i = 0; i < env->envp_idx; i++)
			len += sysfs_emit_at(buf, len, "%s\n", env->envp[i]);
	kfree(env);
	return len;
}

static ssize_t uevent_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	int err = kobject_synth_uevent(&dev->kobj, buf, count);

	return err ?: count;
}
static DEVICE_ATTR_RW(uevent);

static ssize_t dev_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u:%u\n", MAJOR(dev->devt), MINOR(dev->devt));
}
static DEVICE_ATTR_RO(dev);

static int add_attributes(struct device *dev)
{
	int err = device_create_file(dev, &dev_attr_uevent);

	if (!err && dev->class)
		err = device_add_groups(dev, dev->class->dev_groups);
	if (!err && dev->type)
		err = device_add_groups(dev, dev->type->groups);
	if (!err)
		err = device_add_groups(dev, dev->groups);
	return err;
}

/* ---- adding and deleting ---- */

/* The directory it gets its own in. A class's devices are put together below a parent of another
 * kind. */
static struct kobject *directory_for(struct device *dev)
{
	if (!dev->class) {
		if (!dev->parent && dev->bus && dev->bus->dev_root)
			return kobject_get(&dev->bus->dev_root->kobj);
		return dev->parent ? kobject_get(&dev->parent->kobj) : NULL;
	}
	if (dev->parent && dev->parent->class)
		return kobject_get(&dev->parent->kobj);
	if (dev->parent)
		return class_glue_get(dev->class, &dev->parent->kobj);
	return class_glue_get(dev->class, virtual_dir);
}

static int make_private(struct device *dev)
{
	struct device_private *p = kzalloc(sizeof(*p), GFP_KERNEL);

	if (!p)
		return -ENOMEM;
	INIT_LIST_HEAD(&p->children);
	INIT_LIST_HEAD(&p->in_parent);
	INIT_LIST_HEAD(&p->in_driver);
	INIT_LIST_HEAD(&p->in_bus);
	INIT_LIST_HEAD(&p->in_class);
	INIT_LIST_HEAD(&p->deferred);
	p->device = dev;
	dev->p = p;
	return 0;
}

static int set_final_name(struct device *dev)
{
	int err = 0;

	if (dev->init_name) {
		err = dev_set_name(dev, "%s", dev->init_name);
		dev->init_name = NULL;
	} else if (!dev->kobj.name && dev->bus_id[0]) {
		err = dev_set_name(dev, "%.*s", (int)sizeof(dev->bus_id), dev->bus_id);
	} else if (!dev->kobj.name && dev->bus && dev->bus->dev_name) {
		err = dev_set_name(dev, "%s%u", dev->bus->dev_name, dev->id);
	}
	return err ? err : dev->kobj.name && *dev->kobj.name ? 0 : -EINVAL;
}

extern __typeof__(devtmpfs_create_node) devtmpfs_create_node __weak;
extern __typeof__(devtmpfs_delete_node) devtmpfs_delete_node __weak;

/* Both: name, kind and rights of the node as the class has them. */
static void change_node(struct device *dev, int (*change)(const char *, umode_t, dev_t))
{
	bool is_block = dev->class && !strcmp(dev->class->name, "block");
	umode_t mode = 0;
	const char *tmp, *name = device_get_devnode(dev, &mode, &tmp);

	if (change && name)
		change(name, (is_block ? S_IFBLK : S_IFCHR) | (mode ? mode : 0600), dev->devt);
	kfree(tmp);
}

static int add_node(struct device *dev)
{
	int err;

	if (!MAJOR(dev->devt))
		return 0;
	err = device_create_file(dev, &dev_attr_dev);
	if (!err)
		change_node(dev, devtmpfs_create_node);
	return err;
}

static void remove_node(struct device *dev)
{
	if (MAJOR(dev->devt))
		change_node(dev, devtmpfs_delete_node);
}

/* From the directory on; each step undone by kobject_del(), but for the bus's and the class's. */
static int add_to_sysfs(struct device *dev)
{
	int err = class_add_device(dev);

	if (err)
		return err;
	err = add_attributes(dev);
	if (!err)
		err = bus_add_device(dev);
	if (!err)
		err = add_node(dev);
	if (!err)
		return 0;
	bus_remove_device(dev);
	class_remove_device(dev);
	return err;
}

int device_add(struct device *dev)
{
	struct kobject *directory;
	int err = -EINVAL;

	dev = get_device(dev);
	if (!dev)
		return -EINVAL;
	if (!dev->p && make_private(dev)) {
		put_device(dev);
		return -ENOMEM;
	}
	err = set_final_name(dev);
	if (err)
		goto put;
	get_device(dev->parent);
	directory = directory_for(dev);
	err = kobject_add(&dev->kobj, directory, NULL);
	if (err)
		goto put_directory;
	err = add_to_sysfs(dev);
	if (err)
		goto del;
	kobject_put(directory);
	bus_notify(dev, BUS_NOTIFY_ADD_DEVICE);
	kobject_uevent(&dev->kobj, KOBJ_ADD);
	if (dev->parent && dev->parent->p) {
		mutex_lock(&device_lists_mutex);
		list_add_tail(&dev->p->in_parent, &dev->parent->p->children);
		mutex_unlock(&device_lists_mutex);
	}
	bus_probe_device(dev);
	put_device(dev);
	return 0;
del:
	kobject_del(&dev->kobj);
put_directory:
	class_glue_put(dev, directory);
	put_device(dev->parent);
put:
	put_device(dev);
	return err;
}
EXPORT_SYMBOL_GPL(device_add);

int device_register(struct device *dev)
{
	device_initialize(dev);
	return device_add(dev);
}
EXPORT_SYMBOL_GPL(device_register);

bool kill_device(struct device *dev)
{
	if (dev->dead)
		return false;
	dev->dead = true;
	return true;
}
EXPORT_SYMBOL_GPL(kill_device);

void device_del(struct device *dev)
{
	struct device *parent = dev->parent;
	struct kobject *directory;

	device_lock(dev);
	kill_device(dev);
	device_unlock(dev);
	bus_notify(dev, BUS_NOTIFY_DEL_DEVICE);
	mutex_lock(&device_lists_mutex);
	list_del_init(&dev->p->in_parent);
	mutex_unlock(&device_lists_mutex);
	remove_node(dev);
	class_remove_device(dev);
	bus_remove_device(dev);
	driver_deferred_probe_del(dev);
	device_remove_groups(dev, dev->groups);
	bus_notify(dev, BUS_NOTIFY_REMOVED_DEVICE);
	kobject_uevent(&dev->kobj, KOBJ_REMOVE);
	directory = kobject_get(dev->kobj.parent);
	kobject_del(&dev->kobj);
	class_glue_put(dev, directory);
	put_device(parent);
}
EXPORT_SYMBOL_GPL(device_del);

void device_unregister(struct device *dev)
{
	device_del(dev);
	put_device(dev);
}
EXPORT_SYMBOL_GPL(device_unregister);

int device_rename(struct device *dev, const char *new_name)
{
	if (dev->class) {
		int err = sysfs_rename_link(&dev->class->p->subsys.kobj, &dev->kobj, dev_name(dev),
					    new_name);

		if (err)
			return err;
	}
	return kobject_rename(&dev->kobj, new_name);
}
EXPORT_SYMBOL_GPL(device_rename);

int device_move(struct device *dev, struct device *new_parent, int dpm_order)
{
	struct device *old = dev->parent;
	int err = kobject_move(&dev->kobj, new_parent ? &new_parent->kobj : NULL);

	if (err)
		return err;
	mutex_lock(&device_lists_mutex);
	list_del_init(&dev->p->in_parent);
	dev->parent = get_device(new_parent);
	if (new_parent && new_parent->p)
		list_add_tail(&dev->p->in_parent, &new_parent->p->children);
	mutex_unlock(&device_lists_mutex);
	put_device(old);
	return 0;
}
EXPORT_SYMBOL_GPL(device_move);

const char *device_get_devnode(struct device *dev, umode_t *mode, const char **tmp)
{
	char *name;

	*tmp = NULL;
	if (dev->type && dev->type->devnode)
		*tmp = dev->type->devnode(dev, mode, NULL, NULL);
	if (!*tmp && dev->class && dev->class->devnode)
		*tmp = dev->class->devnode(dev, mode);
	if (*tmp)
		return *tmp;
	/* '!' stands for '/' in names of directories */
	if (!strchr(dev_name(dev), '!'))
		return dev_name(dev);
	name = kstrdup(dev_name(dev), GFP_KERNEL);
	if (name)
		strreplace(name, '!', '/');
	return *tmp = name;
}

/* ---- devices that are made for a class, or to be a parent ---- */

static void release_created(struct device *dev)
{
	kfree(dev);
}

static struct device *create(struct class *cls, struct device *parent, dev_t devt, void *drvdata,
			     const struct attribute_group **groups, const char *fmt, va_list args)
{
	struct device *dev;
	int err = -ENODEV;

	if (IS_ERR_OR_NULL(cls))
		return ERR_PTR(err);
	dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->devt = devt;
	dev->class = cls;
	dev->parent = parent;
	dev->groups = groups;
	dev->release = release_created;
	dev_set_drvdata(dev, drvdata);
	err = kobject_set_name_vargs(&dev->kobj, fmt, args);
	if (!err)
		err = device_add(dev);
	if (!err)
		return dev;
	put_device(dev);
	return ERR_PTR(err);
}

struct device *device_create(struct class *cls, struct device *parent, dev_t devt, void *drvdata,
			     const char *fmt, ...)
{
	va_list args;
	struct device *dev;

	va_start(args, fmt);
	dev = create(cls, parent, devt, drvdata, NULL, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create);

struct device *device_create_with_groups(struct class *cls, struct device *parent, dev_t devt,
					 void *drvdata, const struct attribute_group **groups,
					 const char *fmt, ...)
{
	va_list args;
	struct device *dev;

	va_start(args, fmt);
	dev = create(cls, parent, devt, drvdata, groups, fmt, args);
	va_end(args);
	return dev;
}
EXPORT_SYMBOL_GPL(device_create_with_groups);

void device_destroy(struct class *cls, dev_t devt)
{
	struct device *dev = class_find_device_by_devt(cls, devt);

	if (!dev)
		return;
	put_device(dev);
	device_unregister(dev);
}
EXPORT_SYMBOL_GPL(device_destroy);

struct device *__root_device_register(const char *name, struct module *owner)
{
	struct device *dev = kzalloc(sizeof(*dev), GFP_KERNEL);
	int err;

	if (!dev)
		return ERR_PTR(-ENOMEM);
	device_initialize(dev);
	dev->release = release_created;
	err = dev_set_name(dev, "%s", name);
	if (!err)
		err = device_add(dev);
	if (!err)
		return dev;
	put_device(dev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(__root_device_register);

void root_device_unregister(struct device *root)
{
	device_unregister(root);
}
EXPORT_SYMBOL_GPL(root_device_unregister);

static int __init devices_init(void)
{
	devices_kset = kset_create_and_add("devices", &device_uevent_ops, NULL);
	if (devices_kset)
		virtual_dir = kobject_create_and_add("virtual", &devices_kset->kobj);
	return virtual_dir ? 0 : -ENOMEM;
}
pure_initcall(devices_init);
