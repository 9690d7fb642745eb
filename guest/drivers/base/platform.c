/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The platform bus: devices that no bus can find. A driver is for the device if the device's
 * driver_override says its name; else if its id_table, or else its own name, has the device's.
 */
#include <linux/dma-mapping.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/module_held.h>
#include <linux/platform_device.h>
#include <linux/string.h>

struct device platform_bus = {.init_name = "platform"};
EXPORT_SYMBOL_GPL(platform_bus);

static DEFINE_MUTEX(auto_ids_mutex);
static unsigned long auto_ids[8]; /* a bit for each id given */

/* ---- what a device has ---- */

struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int num)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++)
		if (resource_type(&pdev->resource[i]) == type && num-- == 0)
			return &pdev->resource[i];
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_resource);

struct resource *platform_get_mem_or_io(struct platform_device *pdev, unsigned int num)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++)
		if ((resource_type(&pdev->resource[i]) & (IORESOURCE_MEM | IORESOURCE_IO)) &&
		    num-- == 0)
			return &pdev->resource[i];
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_mem_or_io);

struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++) {
		struct resource *res = &pdev->resource[i];

		if (res->name && resource_type(res) == type && !strcmp(res->name, name))
			return res;
	}
	return NULL;
}
EXPORT_SYMBOL_GPL(platform_get_resource_byname);

int platform_get_irq_optional(struct platform_device *pdev, unsigned int num)
{
	struct resource *res = platform_get_resource(pdev, IORESOURCE_IRQ, num);

	return res ? (int)res->start : -ENXIO;
}
EXPORT_SYMBOL_GPL(platform_get_irq_optional);

int platform_get_irq(struct platform_device *pdev, unsigned int num)
{
	int irq = platform_get_irq_optional(pdev, num);

	return irq < 0 ? dev_err_probe(&pdev->dev, irq, "IRQ index %u not found\n", num) : irq;
}
EXPORT_SYMBOL_GPL(platform_get_irq);

int platform_get_irq_byname_optional(struct platform_device *pdev, const char *name)
{
	struct resource *res = platform_get_resource_byname(pdev, IORESOURCE_IRQ, name);

	return res ? (int)res->start : -ENXIO;
}
EXPORT_SYMBOL_GPL(platform_get_irq_byname_optional);

int platform_get_irq_byname(struct platform_device *pdev, const char *name)
{
	int irq = platform_get_irq_byname_optional(pdev, name);

	return irq < 0 ? dev_err_probe(&pdev->dev, irq, "IRQ %s not found\n", name) : irq;
}
EXPORT_SYMBOL_GPL(platform_get_irq_byname);

int platform_irq_count(struct platform_device *pdev)
{
	int n = 0;

	while (platform_get_resource(pdev, IORESOURCE_IRQ, n))
		n++;
	return n;
}
EXPORT_SYMBOL_GPL(platform_irq_count);

void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res)
{
	struct resource *r = platform_get_resource(pdev, IORESOURCE_MEM, index);

	if (res)
		*res = r;
	return devm_ioremap_resource(&pdev->dev, r);
}
EXPORT_SYMBOL_GPL(devm_platform_get_and_ioremap_resource);

void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index)
{
	return devm_platform_get_and_ioremap_resource(pdev, index, NULL);
}
EXPORT_SYMBOL_GPL(devm_platform_ioremap_resource);

void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev, const char *name)
{
	return devm_ioremap_resource(&pdev->dev,
				     platform_get_resource_byname(pdev, IORESOURCE_MEM, name));
}
EXPORT_SYMBOL_GPL(devm_platform_ioremap_resource_byname);

/* ---- devices ---- */

struct platform_object {
	struct platform_device pdev;
	char name[];
};

static void release_allocated(struct device *dev)
{
	struct platform_device *pdev = to_platform_device(dev);

	kfree(pdev->dev.platform_data);
	kfree(pdev->resource);
	kfree(pdev->driver_override);
	kfree(container_of(pdev, struct platform_object, pdev));
}

static void set_default_masks(struct platform_device *pdev)
{
	if (!pdev->dev.coherent_dma_mask)
		pdev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	if (!pdev->dev.dma_mask) {
		pdev->platform_dma_mask = DMA_BIT_MASK(32);
		pdev->dev.dma_mask = &pdev->platform_dma_mask;
	}
}

struct platform_device *platform_device_alloc(const char *name, int id)
{
	struct platform_object *obj = kzalloc(sizeof(*obj) + strlen(name) + 1, GFP_KERNEL);

	if (!obj)
		return NULL;
	strcpy(obj->name, name);
	obj->pdev.name = obj->name;
	obj->pdev.id = id;
	device_initialize(&obj->pdev.dev);
	obj->pdev.dev.release = release_allocated;
	set_default_masks(&obj->pdev);
	return &obj->pdev;
}
EXPORT_SYMBOL_GPL(platform_device_alloc);

int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num)
{
	struct resource *copy = NULL;

	if (res) {
		copy = kmemdup(res, num * sizeof(*res), GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(pdev->resource);
	pdev->resource = copy;
	pdev->num_resources = copy ? num : 0;
	return 0;
}
EXPORT_SYMBOL_GPL(platform_device_add_resources);

int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size)
{
	void *copy = NULL;

	if (data) {
		copy = kmemdup(data, size, GFP_KERNEL);
		if (!copy)
			return -ENOMEM;
	}
	kfree(pdev->dev.platform_data);
	pdev->dev.platform_data = copy;
	return 0;
}
EXPORT_SYMBOL_GPL(platform_device_add_data);

static int auto_id(void)
{
	int id;

	mutex_lock(&auto_ids_mutex);
	id = find_first_zero_bit(auto_ids, BITS_PER_LONG * ARRAY_SIZE(auto_ids));
	if (id < BITS_PER_LONG * (int)ARRAY_SIZE(auto_ids))
		__set_bit(id, auto_ids);
	else
		id = -ENOSPC;
	mutex_unlock(&auto_ids_mutex);
	return id;
}

static void free_auto_id(struct platform_device *pdev)
{
	if (!pdev->id_auto)
		return;
	mutex_lock(&auto_ids_mutex);
	__clear_bit(pdev->id, auto_ids);
	mutex_unlock(&auto_ids_mutex);
	pdev->id = PLATFORM_DEVID_AUTO;
	pdev->id_auto = false;
}

static int name_device(struct platform_device *pdev)
{
	int id;

	switch (pdev->id) {
	case PLATFORM_DEVID_NONE:
		return dev_set_name(&pdev->dev, "%s", pdev->name);
	case PLATFORM_DEVID_AUTO:
		id = auto_id();
		if (id < 0)
			return id;
		pdev->id = id;
		pdev->id_auto = true;
		return dev_set_name(&pdev->dev, "%s.%d.auto", pdev->name, id);
	default:
		return dev_set_name(&pdev->dev, "%s.%d", pdev->name, pdev->id);
	}
}

/* The ranges that are the device's, so that nobody else gets them; not those inside another's. */
static int claim_resources(struct platform_device *pdev)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++) {
		struct resource *res = &pdev->resource[i], *parent = res->parent;

		if (!res->name)
			res->name = dev_name(&pdev->dev);
		if (!parent && resource_type(res) == IORESOURCE_MEM)
			parent = &iomem_resource;
		if (!parent && resource_type(res) == IORESOURCE_IO)
			parent = &ioport_resource;
		if (parent && insert_resource(parent, res)) {
			dev_err(&pdev->dev, "failed to claim resource %u: %pR\n", i, res);
			while (i--)
				if (pdev->resource[i].parent)
					release_resource(&pdev->resource[i]);
			return -EBUSY;
		}
	}
	return 0;
}

static void give_back_resources(struct platform_device *pdev)
{
	u32 i;

	for (i = 0; i < pdev->num_resources; i++)
		if (pdev->resource[i].parent)
			release_resource(&pdev->resource[i]);
}

int platform_device_add(struct platform_device *pdev)
{
	int err;

	if (!pdev)
		return -EINVAL;
	if (!pdev->dev.parent)
		pdev->dev.parent = &platform_bus;
	pdev->dev.bus = &platform_bus_type;
	err = name_device(pdev);
	if (!err)
		err = claim_resources(pdev);
	if (err) {
		free_auto_id(pdev);
		return err;
	}
	err = device_add(&pdev->dev);
	if (err) {
		give_back_resources(pdev);
		free_auto_id(pdev);
	}
	return err;
}
EXPORT_SYMBOL_GPL(platform_device_add);

void platform_device_del(struct platform_device *pdev)
{
	if (IS_ERR_OR_NULL(pdev))
		return;
	device_del(&pdev->dev);
	device_remove_software_node(&pdev->dev);
	give_back_resources(pdev);
	free_auto_id(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_del);

void platform_device_put(struct platform_device *pdev)
{
	if (!IS_ERR_OR_NULL(pdev))
		put_device(&pdev->dev);
}
EXPORT_SYMBOL_GPL(platform_device_put);

int platform_device_register(struct platform_device *pdev)
{
	device_initialize(&pdev->dev);
	set_default_masks(pdev);
	return platform_device_add(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_register);

void platform_device_unregister(struct platform_device *pdev)
{
	platform_device_del(pdev);
	platform_device_put(pdev);
}
EXPORT_SYMBOL_GPL(platform_device_unregister);

int platform_add_devices(struct platform_device **devs, int num)
{
	int i, err = 0;

	for (i = 0; i < num && !err; i++)
		err = platform_device_register(devs[i]);
	if (err)
		for (i -= 2; i >= 0; i--)
			platform_device_unregister(devs[i]);
	return err;
}
EXPORT_SYMBOL_GPL(platform_add_devices);

struct platform_device *platform_device_register_full(const struct platform_device_info *info)
{
	struct platform_device *pdev = platform_device_alloc(info->name, info->id);
	int err;

	if (!pdev)
		return ERR_PTR(-ENOMEM);
	pdev->dev.parent = info->parent;
	pdev->dev.fwnode = info->fwnode;
	if (info->dma_mask) {
		pdev->platform_dma_mask = info->dma_mask;
		pdev->dev.dma_mask = &pdev->platform_dma_mask;
		pdev->dev.coherent_dma_mask = info->dma_mask;
	}
	err = platform_device_add_resources(pdev, info->res, info->num_res);
	if (!err)
		err = platform_device_add_data(pdev, info->data, info->size_data);
	if (!err && info->properties) {
		struct fwnode_handle *fwnode = fwnode_create_software_node(info->properties, NULL);

		err = PTR_ERR_OR_ZERO(fwnode);
		pdev->dev.fwnode = err ? NULL : fwnode;
	}
	if (!err)
		err = platform_device_add(pdev);
	if (!err) {
		held_made(pdev, sizeof(*pdev), _RET_IP_, "a platform device not unregistered");
		return pdev;
	}
	device_remove_software_node(&pdev->dev);
	platform_device_put(pdev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(platform_device_register_full);

/* ---- the bus ---- */

static const struct platform_device_id *match_id(const struct platform_device_id *id,
						 const char *name)
{
	for (; id->name[0]; id++)
		if (!strcmp(name, id->name))
			return id;
	return NULL;
}

static int platform_match(struct device *dev, struct device_driver *drv)
{
	struct platform_device *pdev = to_platform_device(dev);
	struct platform_driver *pdrv = to_platform_driver(drv);

	if (pdev->driver_override)
		return !strcmp(pdev->driver_override, drv->name);
	if (pdrv->id_table) {
		pdev->id_entry = match_id(pdrv->id_table, pdev->name);
		return pdev->id_entry != NULL;
	}
	return !strcmp(pdev->name, drv->name);
}

static int platform_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	return add_uevent_var(env, "MODALIAS=" PLATFORM_MODULE_PREFIX "%s",
			      to_platform_device(dev)->name);
}

static int platform_probe(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	int err = drv->probe ? drv->probe(to_platform_device(dev)) : 0;

	if (err == -EPROBE_DEFER && drv->prevent_deferred_probe) {
		dev_warn(dev, "probe deferral not supported\n");
		err = -ENXIO;
	}
	return err;
}

static void platform_remove(struct device *dev)
{
	struct platform_driver *drv = to_platform_driver(dev->driver);
	void (*remove)(struct platform_device * pdev) = drv->remove_new;

	if (!remove)
		remove = drv->remove;
	if (remove)
		remove(to_platform_device(dev));
}

static void platform_shutdown(struct device *dev)
{
	struct platform_driver *drv = dev->driver ? to_platform_driver(dev->driver) : NULL;

	if (drv && drv->shutdown)
		drv->shutdown(to_platform_device(dev));
}

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, PLATFORM_MODULE_PREFIX "%s\n", to_platform_device(dev)->name);
}
static DEVICE_ATTR_RO(modalias);

static ssize_t driver_override_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct platform_device *pdev = to_platform_device(dev);

	return sysfs_emit(buf, "%s\n", pdev->driver_override ? pdev->driver_override : "(null)");
}

static ssize_t driver_override_store(struct device *dev, struct device_attribute *attr,
				     const char *buf, size_t count)
{
	struct platform_device *pdev = to_platform_device(dev);
	char *name = kstrndup(buf, count, GFP_KERNEL), *old;

	if (!name)
		return -ENOMEM;
	strreplace(name, '\n', '\0');
	device_lock(dev);
	old = pdev->driver_override;
	pdev->driver_override = *name ? name : NULL;
	device_unlock(dev);
	kfree(old);
	if (!*name)
		kfree(name);
	return count;
}
static DEVICE_ATTR_RW(driver_override);

static struct attribute *platform_dev_attrs[] = {&dev_attr_modalias.attr,
						 &dev_attr_driver_override.attr, NULL};
ATTRIBUTE_GROUPS(platform_dev);

struct bus_type platform_bus_type = {
    .name = "platform",
    .dev_groups = platform_dev_groups,
    .match = platform_match,
    .uevent = platform_uevent,
    .probe = platform_probe,
    .remove = platform_remove,
    .shutdown = platform_shutdown,
};
EXPORT_SYMBOL_GPL(platform_bus_type);

/* ---- drivers ---- */

int __platform_driver_register(struct platform_driver *drv, struct module *owner)
{
	drv->driver.owner = owner;
	drv->driver.bus = &platform_bus_type;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL_GPL(__platform_driver_register);

void platform_driver_unregister(struct platform_driver *drv)
{
	driver_unregister(&drv->driver);
}
EXPORT_SYMBOL_GPL(platform_driver_unregister);

static int probe_fails(struct platform_device *pdev)
{
	return -ENXIO;
}

static int is_any(struct device *dev, const void *unused)
{
	return 1;
}

int __platform_driver_probe(struct platform_driver *drv, int (*probe)(struct platform_device *pdev),
			    struct module *owner)
{
	struct device *dev;
	int err;

	drv->prevent_deferred_probe = true;
	drv->driver.suppress_bind_attrs = true;
	drv->probe = probe;
	err = __platform_driver_register(drv, owner);
	if (err)
		return err;
	/* the function's memory may be gone from now on */
	drv->probe = probe_fails;
	dev = driver_find_device(&drv->driver, NULL, NULL, is_any);
	put_device(dev);
	if (dev)
		return 0;
	platform_driver_unregister(drv);
	return -ENODEV;
}
EXPORT_SYMBOL_GPL(__platform_driver_probe);

struct platform_device *__platform_create_bundle(struct platform_driver *drv,
						 int (*probe)(struct platform_device *pdev),
						 struct resource *res, unsigned int n_res,
						 const void *data, size_t size,
						 struct module *owner)
{
	struct platform_device *pdev = platform_device_alloc(drv->driver.name, PLATFORM_DEVID_NONE);
	int err;

	if (!pdev)
		return ERR_PTR(-ENOMEM);
	err = platform_device_add_resources(pdev, res, n_res);
	if (!err)
		err = platform_device_add_data(pdev, data, size);
	if (!err)
		err = platform_device_add(pdev);
	if (err) {
		platform_device_put(pdev);
		return ERR_PTR(err);
	}
	err = __platform_driver_probe(drv, probe, owner);
	if (!err)
		return pdev;
	platform_device_unregister(pdev);
	return ERR_PTR(err);
}
EXPORT_SYMBOL_GPL(__platform_create_bundle);

int __platform_register_drivers(struct platform_driver *const *drivers, unsigned int count,
				struct module *owner)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < count && !err; i++)
		err = __platform_driver_register(drivers[i], owner);
	if (err)
		platform_unregister_drivers(drivers, i - 1);
	return err;
}
EXPORT_SYMBOL_GPL(__platform_register_drivers);

void platform_unregister_drivers(struct platform_driver *const *drivers, unsigned int count)
{
	while (count--)
		platform_driver_unregister(drivers[count]);
}
EXPORT_SYMBOL_GPL(platform_unregister_drivers);

static void release_static(struct device *dev)
{
}

static int __init platform_bus_init(void)
{
	int err;

	platform_bus.release = release_static;
	err = device_register(&platform_bus);
	return err ? err : bus_register(&platform_bus_type);
}
core_initcall(platform_bus_init);
