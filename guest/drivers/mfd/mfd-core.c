/* SPDX-License-Identifier: GPL-2.0-only */
/* mfd-core: a platform device for each cell of a chip, children of the chip's own device. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mfd/core.h>
#include <linux/property.h>
#include <linux/slab.h>

static const struct device_type mfd_dev_type = {.name = "mfd_device"};

static int add_resources(struct platform_device *pdev, const struct mfd_cell *cell,
			 const struct resource *mem_base, int irq_base)
{
	struct resource *res = kcalloc(cell->num_resources, sizeof(*res), GFP_KERNEL);
	int i, err;

	if (!res)
		return -ENOMEM;
	for (i = 0; i < cell->num_resources; i++) {
		res[i] = cell->resources[i];
		if (resource_type(&res[i]) == IORESOURCE_MEM && mem_base) {
			res[i].parent = (struct resource *)mem_base;
			res[i].start += mem_base->start;
			res[i].end += mem_base->start;
		} else if (resource_type(&res[i]) == IORESOURCE_IRQ) {
			res[i].start += irq_base;
			res[i].end += irq_base;
		}
	}
	err = platform_device_add_resources(pdev, res, cell->num_resources);
	kfree(res);
	return err;
}

static int add_cell(struct device *parent, int id, const struct mfd_cell *cell,
		    const struct resource *mem_base, int irq_base)
{
	int number = id == PLATFORM_DEVID_AUTO || id == PLATFORM_DEVID_NONE ? id : id + cell->id;
	struct platform_device *pdev = platform_device_alloc(cell->name, number);
	int err = 0;

	if (!pdev)
		return -ENOMEM;
	/* its driver may look at it when the caller's table is gone */
	pdev->mfd_cell = kmemdup(cell, sizeof(*cell), GFP_KERNEL);
	if (!pdev->mfd_cell)
		err = -ENOMEM;
	pdev->dev.parent = parent;
	pdev->dev.type = &mfd_dev_type;
	pdev->dev.dma_mask = parent->dma_mask;
	if (!err && cell->swnode)
		err = device_add_software_node(&pdev->dev, cell->swnode);
	if (!err && cell->pdata_size)
		err = platform_device_add_data(pdev, cell->platform_data, cell->pdata_size);
	if (!err && cell->num_resources)
		err = add_resources(pdev, cell, mem_base, irq_base);
	if (!err)
		err = platform_device_add(pdev);
	if (!err)
		return 0;
	device_remove_software_node(&pdev->dev);
	kfree(pdev->mfd_cell);
	pdev->mfd_cell = NULL;
	platform_device_put(pdev);
	return err;
}

int mfd_add_devices(struct device *parent, int id, const struct mfd_cell *cells, int n_devs,
		    struct resource *mem_base, int irq_base, struct irq_domain *irq_domain)
{
	int i, err;

	if (irq_domain)
		return -EOPNOTSUPP;
	for (i = 0; i < n_devs; i++) {
		err = add_cell(parent, id, &cells[i], mem_base, irq_base);
		if (err) {
			mfd_remove_devices(parent);
			mfd_remove_devices_late(parent);
			return err;
		}
	}
	return 0;
}
EXPORT_SYMBOL(mfd_add_devices);

static int remove_cell(struct device *dev, void *data)
{
	struct platform_device *pdev;
	const struct mfd_cell *cell;

	if (dev->type != &mfd_dev_type)
		return 0;
	pdev = to_platform_device(dev);
	cell = pdev->mfd_cell;
	if (cell->level > *(int *)data)
		return 0;
	get_device(dev);
	platform_device_unregister(pdev);
	if (cell->swnode)
		device_remove_software_node(dev);
	pdev->mfd_cell = NULL;
	kfree(cell);
	put_device(dev);
	return 0;
}

void mfd_remove_devices(struct device *parent)
{
	int level = MFD_DEP_LEVEL_NORMAL;

	device_for_each_child_reverse(parent, &level, remove_cell);
}
EXPORT_SYMBOL(mfd_remove_devices);

void mfd_remove_devices_late(struct device *parent)
{
	int level = MFD_DEP_LEVEL_HIGH;

	device_for_each_child_reverse(parent, &level, remove_cell);
}
EXPORT_SYMBOL(mfd_remove_devices_late);

static void remove_devices(void *parent)
{
	mfd_remove_devices(parent);
	mfd_remove_devices_late(parent);
}

int devm_mfd_add_devices(struct device *dev, int id, const struct mfd_cell *cells, int n_devs,
			 struct resource *mem_base, int irq_base, struct irq_domain *irq_domain)
{
	int err = mfd_add_devices(dev, id, cells, n_devs, mem_base, irq_base, irq_domain);

	return err ? err : devm_add_action_or_reset(dev, remove_devices, dev);
}
EXPORT_SYMBOL(devm_mfd_add_devices);

int mfd_cell_enable(struct platform_device *pdev)
{
	const struct mfd_cell *cell = mfd_get_cell(pdev);

	return cell->enable ? cell->enable(pdev) : 0;
}
EXPORT_SYMBOL(mfd_cell_enable);

int mfd_cell_disable(struct platform_device *pdev)
{
	const struct mfd_cell *cell = mfd_get_cell(pdev);

	return cell->disable ? cell->disable(pdev) : 0;
}
EXPORT_SYMBOL(mfd_cell_disable);
