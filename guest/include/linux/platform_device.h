/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * platform_device: devices that are simply there, at addresses someone knows
 * (drivers/base/platform.c). A driver finds its own by name, or by its id_table.
 */
#ifndef _PLATFORM_DEVICE_H_
#define _PLATFORM_DEVICE_H_

#include <linux/device.h>
#include <linux/ioport.h>
#include <linux/property.h>

#define PLATFORM_DEVID_NONE (-1)
#define PLATFORM_DEVID_AUTO (-2)

struct mfd_cell;

struct platform_device {
	const char *name;
	int id; /* "name.id"; NONE: "name"; AUTO: "name.N.auto" */
	bool id_auto;
	struct device dev;
	u64 platform_dma_mask;
	u32 num_resources;
	struct resource *resource;
	const struct platform_device_id *id_entry; /* what it matched by */
	char *driver_override;
	struct mfd_cell *mfd_cell; /* of a chip of several devices (mfd/core.h); NULL: it is none */
};

#define platform_get_device_id(pdev) ((pdev)->id_entry)
#define dev_is_platform(_dev)	     ((_dev)->bus == &platform_bus_type)
#define to_platform_device(_dev)     container_of((_dev), struct platform_device, dev)

extern struct bus_type platform_bus_type;
extern struct device platform_bus;

struct platform_device_info {
	struct device *parent;
	struct fwnode_handle *fwnode;
	bool of_node_reused;
	const char *name;
	int id;
	const struct resource *res;
	unsigned int num_res;
	const void *data;
	size_t size_data;
	u64 dma_mask;
	const struct property_entry *properties;
};

int platform_device_register(struct platform_device *pdev);
void platform_device_unregister(struct platform_device *pdev);
int platform_add_devices(struct platform_device **devs, int num);
/* All that is said copied; ERR_PTR. */
struct platform_device *platform_device_register_full(const struct platform_device_info *info);

static inline struct platform_device *
platform_device_register_resndata(struct device *parent, const char *name, int id,
				  const struct resource *res, unsigned int num, const void *data,
				  size_t size)
{
	struct platform_device_info info = {
	    .parent = parent,
	    .name = name,
	    .id = id,
	    .res = res,
	    .num_res = num,
	    .data = data,
	    .size_data = size,
	};

	return platform_device_register_full(&info);
}

static inline struct platform_device *platform_device_register_simple(const char *name, int id,
								      const struct resource *res,
								      unsigned int num)
{
	return platform_device_register_resndata(NULL, name, id, res, num, NULL, 0);
}

static inline struct platform_device *platform_device_register_data(struct device *parent,
								    const char *name, int id,
								    const void *data, size_t size)
{
	return platform_device_register_resndata(parent, name, id, NULL, 0, data, size);
}

/* Step by step: alloc, add what it has, add; put if that fails. */
struct platform_device *platform_device_alloc(const char *name, int id);
int platform_device_add_resources(struct platform_device *pdev, const struct resource *res,
				  unsigned int num);
int platform_device_add_data(struct platform_device *pdev, const void *data, size_t size);
int platform_device_add(struct platform_device *pdev);
void platform_device_del(struct platform_device *pdev);
void platform_device_put(struct platform_device *pdev);

/* The num-th of that type; NULL: none. */
struct resource *platform_get_resource(struct platform_device *pdev, unsigned int type,
				       unsigned int num);
struct resource *platform_get_mem_or_io(struct platform_device *pdev, unsigned int num);
struct resource *platform_get_resource_byname(struct platform_device *pdev, unsigned int type,
					      const char *name);
/* -ENXIO, with a message but in the optional forms. */
int platform_get_irq(struct platform_device *pdev, unsigned int num);
int platform_get_irq_optional(struct platform_device *pdev, unsigned int num);
int platform_get_irq_byname(struct platform_device *pdev, const char *name);
int platform_get_irq_byname_optional(struct platform_device *pdev, const char *name);
int platform_irq_count(struct platform_device *pdev);
void __iomem *devm_platform_ioremap_resource(struct platform_device *pdev, unsigned int index);
void __iomem *devm_platform_ioremap_resource_byname(struct platform_device *pdev, const char *name);
void __iomem *devm_platform_get_and_ioremap_resource(struct platform_device *pdev,
						     unsigned int index, struct resource **res);

struct platform_driver {
	int (*probe)(struct platform_device *pdev);
	/* Without a type: int (*)(pdev), as in 6.1, or void, as later; what it returns is ignored.
	 */
	void *remove;
	void (*remove_new)(struct platform_device *pdev);
	void (*shutdown)(struct platform_device *pdev);
	int (*suspend)(struct platform_device *pdev, pm_message_t state);
	int (*resume)(struct platform_device *pdev);
	struct device_driver driver;
	const struct platform_device_id *id_table;
	bool prevent_deferred_probe;
};

#define to_platform_driver(drv) (container_of((drv), struct platform_driver, driver))

int __platform_driver_register(struct platform_driver *drv, struct module *owner);
#define platform_driver_register(drv) __platform_driver_register(drv, THIS_MODULE)
void platform_driver_unregister(struct platform_driver *drv);
/* For a device that is there already or never comes; probe may be __init. -ENODEV: it found none.
 */
int __platform_driver_probe(struct platform_driver *drv, int (*probe)(struct platform_device *pdev),
			    struct module *owner);
#define platform_driver_probe(drv, probe) __platform_driver_probe(drv, probe, THIS_MODULE)
struct platform_device *__platform_create_bundle(struct platform_driver *drv,
						 int (*probe)(struct platform_device *pdev),
						 struct resource *res, unsigned int n_res,
						 const void *data, size_t size,
						 struct module *owner);
#define platform_create_bundle(drv, probe, res, n_res, data, size)                                 \
	__platform_create_bundle(drv, probe, res, n_res, data, size, THIS_MODULE)

static inline void *platform_get_drvdata(const struct platform_device *pdev)
{
	return dev_get_drvdata(&pdev->dev);
}

static inline void platform_set_drvdata(struct platform_device *pdev, void *data)
{
	dev_set_drvdata(&pdev->dev, data);
}

#define module_platform_driver(drv)                                                                \
	module_driver(drv, platform_driver_register, platform_driver_unregister)
#define builtin_platform_driver(drv) builtin_driver(drv, platform_driver_register)
#define module_platform_driver_probe(drv, probe_fn)                                                \
	static int __init drv##_init(void)                                                         \
	{                                                                                          \
		return platform_driver_probe(&(drv), probe_fn);                                    \
	}                                                                                          \
	module_init(drv##_init);                                                                   \
	static void __exit drv##_exit(void)                                                        \
	{                                                                                          \
		platform_driver_unregister(&(drv));                                                \
	}                                                                                          \
	module_exit(drv##_exit)

#define platform_register_drivers(drivers, count)                                                  \
	__platform_register_drivers(drivers, count, THIS_MODULE)
int __platform_register_drivers(struct platform_driver *const *drivers, unsigned int count,
				struct module *owner);
void platform_unregister_drivers(struct platform_driver *const *drivers, unsigned int count);

#endif
