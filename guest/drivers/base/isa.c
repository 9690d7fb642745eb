/* SPDX-License-Identifier: GPL-2.0-only */
/* isa: a bus on which each device is for the one driver that made it. */
#include <linux/dma-mapping.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/isa.h>
#include <linux/slab.h>

static struct device isa_bus = {.init_name = "isa"};

struct isa_dev {
	struct device dev;
	struct device *next;
	unsigned int id;
};
#define to_isa_dev(x) container_of((x), struct isa_dev, dev)

static int isa_bus_match(struct device *dev, struct device_driver *driver)
{
	struct isa_driver *isa = to_isa_driver(driver);

	if (dev->platform_data != isa)
		return 0;
	if (!isa->match || isa->match(dev, to_isa_dev(dev)->id))
		return 1;
	dev->platform_data = NULL; /* not there */
	return 0;
}

static int isa_bus_probe(struct device *dev)
{
	struct isa_driver *isa = dev->platform_data;

	return isa && isa->probe ? isa->probe(dev, to_isa_dev(dev)->id) : 0;
}

static void isa_bus_remove(struct device *dev)
{
	struct isa_driver *isa = dev->platform_data;

	if (isa && isa->remove)
		isa->remove(dev, to_isa_dev(dev)->id);
}

static void isa_bus_shutdown(struct device *dev)
{
	struct isa_driver *isa = dev->platform_data;

	if (isa && isa->shutdown)
		isa->shutdown(dev, to_isa_dev(dev)->id);
}

static struct bus_type isa_bus_type = {
    .name = "isa",
    .match = isa_bus_match,
    .probe = isa_bus_probe,
    .remove = isa_bus_remove,
    .shutdown = isa_bus_shutdown,
};

static void isa_dev_release(struct device *dev)
{
	kfree(to_isa_dev(dev));
}

void isa_unregister_driver(struct isa_driver *isa)
{
	struct device *dev = isa->devices;

	while (dev) {
		struct device *next = to_isa_dev(dev)->next;

		device_unregister(dev);
		dev = next;
	}
	isa->devices = NULL;
	driver_unregister(&isa->driver);
}
EXPORT_SYMBOL_GPL(isa_unregister_driver);

static int add_device(struct isa_driver *isa, unsigned int id)
{
	struct isa_dev *isa_dev = kzalloc(sizeof(*isa_dev), GFP_KERNEL);
	int err;

	if (!isa_dev)
		return -ENOMEM;
	isa_dev->dev.parent = &isa_bus;
	isa_dev->dev.bus = &isa_bus_type;
	isa_dev->dev.platform_data = isa;
	isa_dev->dev.release = isa_dev_release;
	isa_dev->id = id;
	isa_dev->dev.coherent_dma_mask = DMA_BIT_MASK(24);
	isa_dev->dev.dma_mask = &isa_dev->dev.coherent_dma_mask;
	device_initialize(&isa_dev->dev);
	err = dev_set_name(&isa_dev->dev, "%s.%u", isa->driver.name, id);
	if (!err)
		err = device_add(&isa_dev->dev);
	if (err) {
		put_device(&isa_dev->dev);
		return err;
	}
	/* who is not there is no device */
	if (!isa_dev->dev.platform_data) {
		device_unregister(&isa_dev->dev);
		return 0;
	}
	isa_dev->next = isa->devices;
	isa->devices = &isa_dev->dev;
	return 0;
}

int isa_register_driver(struct isa_driver *isa, unsigned int ndev)
{
	unsigned int id;
	int err;

	isa->driver.bus = &isa_bus_type;
	isa->devices = NULL;
	err = driver_register(&isa->driver);
	if (err)
		return err;
	for (id = 0; id < ndev && !err; id++)
		err = add_device(isa, id);
	if (!err && !isa->devices)
		err = -ENODEV;
	if (err)
		isa_unregister_driver(isa);
	return err;
}
EXPORT_SYMBOL_GPL(isa_register_driver);

static void release_static(struct device *dev)
{
}

static int __init isa_bus_init(void)
{
	int err = bus_register(&isa_bus_type);

	isa_bus.release = release_static;
	return err ? err : device_register(&isa_bus);
}
postcore_initcall(isa_bus_init);
