/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module: which module a driver is of, by links in /sys. A link that cannot be made is
 * missing, no more.
 */
#include <linux/module.h>
#include <linux/slab.h>

#include "drivers/base/base.h"

static char *link_name(const struct device_driver *drv)
{
	return kasprintf(GFP_KERNEL, "%s:%s", drv->bus->name, drv->name);
}

static DEFINE_MUTEX(drivers_dir_mutex);

static struct kobject *drivers_dir(struct module_kobject *mk)
{
	mutex_lock(&drivers_dir_mutex);
	if (!mk->drivers_dir)
		mk->drivers_dir = kobject_create_and_add("drivers", &mk->kobj);
	mutex_unlock(&drivers_dir_mutex);
	return mk->drivers_dir;
}

void module_add_driver(struct module *mod, struct device_driver *drv)
{
	char *name;

	if (!mod || !mod->mkobj.kobj.sd ||
	    sysfs_create_link_nowarn(&drv->p->kobj, &mod->mkobj.kobj, "module"))
		return;
	name = link_name(drv);
	if (name && drivers_dir(&mod->mkobj) &&
	    sysfs_create_link_nowarn(mod->mkobj.drivers_dir, &drv->p->kobj, name))
		pr_warn("%s: no link to its driver %s\n", mod->name, name);
	kfree(name);
}

void module_remove_driver(struct device_driver *drv)
{
	struct module *mod = drv->owner;
	char *name;

	sysfs_remove_link(&drv->p->kobj, "module");
	if (!mod || !mod->mkobj.drivers_dir)
		return;
	name = link_name(drv);
	if (name)
		sysfs_remove_link(mod->mkobj.drivers_dir, name);
	kfree(name);
}
