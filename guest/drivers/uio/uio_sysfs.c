/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uio_sysfs: a device's regions of memory and ports, in maps/mapN and portio/portN below it. What
 * they show belongs to the driver: they go before it does.
 */
#include <linux/kobject.h>
#include <linux/slab.h>
#include <linux/sysfs.h>

#include "uio.h"

struct uio_map {
	struct kobject kobj;
	const struct uio_mem *mem;
};

struct uio_portio {
	struct kobject kobj;
	const struct uio_port *port;
};

/* ---- memory ---- */

static const struct uio_mem *mem_of(struct kobject *kobj)
{
	return container_of(kobj, struct uio_map, kobj)->mem;
}

static ssize_t map_name_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	const char *name = mem_of(kobj)->name;

	return sysfs_emit(buf, "%s\n", name ? name : "");
}

static ssize_t map_addr_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%pa\n", &mem_of(kobj)->addr);
}

static ssize_t map_size_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%pa\n", &mem_of(kobj)->size);
}

static ssize_t map_offset_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "0x%llx\n", (unsigned long long)mem_of(kobj)->offs);
}

static struct kobj_attribute map_name = __ATTR(name, 0444, map_name_show, NULL);
static struct kobj_attribute map_addr = __ATTR(addr, 0444, map_addr_show, NULL);
static struct kobj_attribute map_size = __ATTR(size, 0444, map_size_show, NULL);
static struct kobj_attribute map_offset = __ATTR(offset, 0444, map_offset_show, NULL);
static struct attribute *map_attrs[] = {&map_name.attr, &map_addr.attr, &map_size.attr,
					&map_offset.attr, NULL};
ATTRIBUTE_GROUPS(map);

static void map_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct uio_map, kobj));
}

static const struct kobj_type map_type = {
    .release = map_release, .sysfs_ops = &kobj_sysfs_ops, .default_groups = map_groups};

/* ---- ports ---- */

static const struct uio_port *port_of(struct kobject *kobj)
{
	return container_of(kobj, struct uio_portio, kobj)->port;
}

static ssize_t port_name_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	const char *name = port_of(kobj)->name;

	return sysfs_emit(buf, "%s\n", name ? name : "");
}

static ssize_t port_start_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "0x%lx\n", port_of(kobj)->start);
}

static ssize_t port_size_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "0x%lx\n", port_of(kobj)->size);
}

static ssize_t porttype_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	static const char *const names[] = {"none", "x86", "gpio", "other"};
	int type = port_of(kobj)->porttype;

	if (type < 0 || type > UIO_PORT_OTHER)
		return -EINVAL;
	return sysfs_emit(buf, "port_%s\n", names[type]);
}

static struct kobj_attribute port_name = __ATTR(name, 0444, port_name_show, NULL);
static struct kobj_attribute port_start = __ATTR(start, 0444, port_start_show, NULL);
static struct kobj_attribute port_size = __ATTR(size, 0444, port_size_show, NULL);
static struct kobj_attribute port_porttype = __ATTR(porttype, 0444, porttype_show, NULL);
static struct attribute *portio_attrs[] = {&port_name.attr, &port_start.attr, &port_size.attr,
					   &port_porttype.attr, NULL};
ATTRIBUTE_GROUPS(portio);

static void portio_release(struct kobject *kobj)
{
	kfree(container_of(kobj, struct uio_portio, kobj));
}

static const struct kobj_type portio_type = {
    .release = portio_release, .sysfs_ops = &kobj_sysfs_ops, .default_groups = portio_groups};

/* ---- both ---- */

static int show_map(struct uio_device *uio, struct uio_mem *mem, int n)
{
	struct uio_map *map;
	int err;

	if (!uio->map_dir)
		uio->map_dir = kobject_create_and_add("maps", &uio->dev.kobj);
	map = uio->map_dir ? kzalloc(sizeof(*map), GFP_KERNEL) : NULL;
	if (!map)
		return -ENOMEM;
	map->mem = mem;
	err = kobject_init_and_add(&map->kobj, &map_type, uio->map_dir, "map%d", n);
	if (err)
		kobject_put(&map->kobj);
	else
		mem->map = map;
	return err;
}

static int show_port(struct uio_device *uio, struct uio_port *port, int n)
{
	struct uio_portio *portio;
	int err;

	if (!uio->portio_dir)
		uio->portio_dir = kobject_create_and_add("portio", &uio->dev.kobj);
	portio = uio->portio_dir ? kzalloc(sizeof(*portio), GFP_KERNEL) : NULL;
	if (!portio)
		return -ENOMEM;
	portio->port = port;
	err = kobject_init_and_add(&portio->kobj, &portio_type, uio->portio_dir, "port%d", n);
	if (err)
		kobject_put(&portio->kobj);
	else
		port->portio = portio;
	return err;
}

int uio_show_regions(struct uio_device *uio)
{
	struct uio_info *info = uio->info;
	int n, err = 0;

	for (n = 0; n < MAX_UIO_MAPS && info->mem[n].size && !err; n++)
		err = show_map(uio, &info->mem[n], n);
	for (n = 0; n < MAX_UIO_PORT_REGIONS && info->port[n].size && !err; n++)
		err = show_port(uio, &info->port[n], n);
	if (err)
		uio_hide_regions(uio);
	return err;
}

void uio_hide_regions(struct uio_device *uio)
{
	struct uio_info *info = uio->info;
	int n;

	for (n = 0; n < MAX_UIO_MAPS; n++) {
		if (info->mem[n].map)
			kobject_put(&info->mem[n].map->kobj);
		info->mem[n].map = NULL;
	}
	for (n = 0; n < MAX_UIO_PORT_REGIONS; n++) {
		if (info->port[n].portio)
			kobject_put(&info->port[n].portio->kobj);
		info->port[n].portio = NULL;
	}
	kobject_put(uio->map_dir);
	kobject_put(uio->portio_dir);
	uio->map_dir = uio->portio_dir = NULL;
}
