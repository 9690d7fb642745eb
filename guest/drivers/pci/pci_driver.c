/* SPDX-License-Identifier: GPL-2.0-only */
/* pci: drivers and the functions they are for, and what /sys shows of each. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/pci/pci.h"

/* ---- ids that were added at run time: pci_add_dynid(), and new_id in sysfs ---- */

struct dynid {
	struct list_head list;
	struct pci_driver *drv;
	struct pci_device_id id[2]; /* and an empty one */
};

static LIST_HEAD(dynids);
static DEFINE_MUTEX(dynids_mutex);

int pci_add_dynid(struct pci_driver *drv, unsigned int vendor, unsigned int device,
		  unsigned int subvendor, unsigned int subdevice, unsigned int class,
		  unsigned int class_mask, unsigned long driver_data)
{
	struct dynid *dynid = kzalloc(sizeof(*dynid), GFP_KERNEL);

	if (!dynid)
		return -ENOMEM;
	dynid->drv = drv;
	dynid->id[0] = (struct pci_device_id){.vendor = vendor,
					      .device = device,
					      .subvendor = subvendor,
					      .subdevice = subdevice,
					      .class = class,
					      .class_mask = class_mask,
					      .driver_data = driver_data};
	mutex_lock(&dynids_mutex);
	list_add_tail(&dynid->list, &dynids);
	mutex_unlock(&dynids_mutex);
	return driver_attach(&drv->driver);
}
EXPORT_SYMBOL_GPL(pci_add_dynid);

static void forget_dynids(struct pci_driver *drv)
{
	struct dynid *dynid, *next;

	mutex_lock(&dynids_mutex);
	list_for_each_entry_safe (dynid, next, &dynids, list) {
		if (dynid->drv == drv) {
			list_del(&dynid->list);
			kfree(dynid);
		}
	}
	mutex_unlock(&dynids_mutex);
}

static const struct pci_device_id *match(struct pci_driver *drv, struct pci_dev *dev)
{
	const struct pci_device_id *id = NULL;
	struct dynid *dynid;

	if (dev->driver_override && strcmp(dev->driver_override, drv->name))
		return NULL;
	mutex_lock(&dynids_mutex);
	list_for_each_entry (dynid, &dynids, list)
		if (!id && dynid->drv == drv)
			id = pci_match_id(dynid->id, dev);
	mutex_unlock(&dynids_mutex);
	return id ? id : pci_match_id(drv->id_table, dev);
}

static ssize_t new_id_store(struct device_driver *driver, const char *buf, size_t count)
{
	u32 vendor, device, subvendor = PCI_ANY_ID, subdevice = PCI_ANY_ID, class = 0, mask = 0;
	unsigned long data = 0;
	int err;

	if (sscanf(buf, "%x %x %x %x %x %x %lx", &vendor, &device, &subvendor, &subdevice, &class,
		   &mask, &data) < 2)
		return -EINVAL;
	err = pci_add_dynid(to_pci_driver(driver), vendor, device, subvendor, subdevice, class,
			    mask, data);
	return err ? err : count;
}
static DRIVER_ATTR_WO(new_id);
static struct attribute *pci_drv_attrs[] = {&driver_attr_new_id.attr, NULL};
ATTRIBUTE_GROUPS(pci_drv);

/* ---- the bus ---- */

static int pci_bus_match(struct device *dev, struct device_driver *drv)
{
	return match(to_pci_driver(drv), to_pci_dev(dev)) != NULL;
}

static int pci_device_probe(struct device *dev)
{
	struct pci_driver *drv = to_pci_driver(dev->driver);
	struct pci_dev *pdev = to_pci_dev(dev);
	const struct pci_device_id *id = match(drv, pdev);
	int err;

	if (!id || !drv->probe)
		return -ENODEV;
	pci_dev_get(pdev);
	pdev->driver = drv;
	err = drv->probe(pdev, id);
	if (err > 0) {
		pci_warn(pdev, "Driver probe function unexpectedly returned %d\n", err);
		err = 0;
	}
	if (err) {
		pdev->driver = NULL;
		pci_dev_put(pdev);
	}
	return err;
}

static void pci_device_remove(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	struct pci_driver *drv = pdev->driver;

	if (drv && drv->remove)
		drv->remove(pdev);
	pdev->driver = NULL;
	pci_dev_put(pdev);
}

static void pci_device_shutdown(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);

	if (pdev->driver && pdev->driver->shutdown)
		pdev->driver->shutdown(pdev);
}

static int modalias(struct pci_dev *pdev, char *buf, size_t size)
{
	return scnprintf(buf, size, "pci:v%08Xd%08Xsv%08Xsd%08Xbc%02Xsc%02Xi%02x", pdev->vendor,
			 pdev->device, pdev->subsystem_vendor, pdev->subsystem_device,
			 (u8)(pdev->class >> 16), (u8)(pdev->class >> 8), (u8)pdev->class);
}

static int pci_uevent(struct device *dev, struct kobj_uevent_env *env)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	char alias[80];

	modalias(pdev, alias, sizeof(alias));
	if (add_uevent_var(env, "PCI_CLASS=%04X", pdev->class) ||
	    add_uevent_var(env, "PCI_ID=%04X:%04X", pdev->vendor, pdev->device) ||
	    add_uevent_var(env, "PCI_SUBSYS_ID=%04X:%04X", pdev->subsystem_vendor,
			   pdev->subsystem_device) ||
	    add_uevent_var(env, "PCI_SLOT_NAME=%s", pci_name(pdev)))
		return -ENOMEM;
	return add_uevent_var(env, "MODALIAS=%s", alias);
}

struct bus_type pci_bus_type = {
    .name = "pci",
    .match = pci_bus_match,
    .uevent = pci_uevent,
    .probe = pci_device_probe,
    .remove = pci_device_remove,
    .shutdown = pci_device_shutdown,
    .dev_groups = pci_dev_groups,
    .drv_groups = pci_drv_groups,
};
EXPORT_SYMBOL(pci_bus_type);

int __pci_register_driver(struct pci_driver *drv, struct module *owner, const char *mod_name)
{
	drv->driver.name = drv->name;
	drv->driver.bus = &pci_bus_type;
	drv->driver.owner = owner;
	drv->driver.mod_name = mod_name;
	drv->driver.groups = drv->groups;
	drv->driver.dev_groups = drv->dev_groups;
	return driver_register(&drv->driver);
}
EXPORT_SYMBOL(__pci_register_driver);

void pci_unregister_driver(struct pci_driver *drv)
{
	driver_unregister(&drv->driver);
	forget_dynids(drv);
}
EXPORT_SYMBOL(pci_unregister_driver);

struct pci_driver *pci_dev_driver(const struct pci_dev *dev)
{
	return dev->driver;
}
EXPORT_SYMBOL(pci_dev_driver);

/* ---- files of each function ---- */

#define PCI_FILE(field, format)                                                                    \
	static ssize_t field##_show(struct device *dev, struct device_attribute *attr, char *buf)  \
	{                                                                                          \
		return sysfs_emit(buf, format, to_pci_dev(dev)->field);                            \
	}                                                                                          \
	static DEVICE_ATTR_RO(field)
PCI_FILE(vendor, "0x%04x\n");
PCI_FILE(device, "0x%04x\n");
PCI_FILE(subsystem_vendor, "0x%04x\n");
PCI_FILE(subsystem_device, "0x%04x\n");
PCI_FILE(revision, "0x%02x\n");
PCI_FILE(class, "0x%06x\n");
PCI_FILE(irq, "%u\n");
#undef PCI_FILE

static ssize_t resource_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	int i, len = 0;

	for (i = 0; i <= PCI_ROM_RESOURCE; i++) {
		struct resource *res = &pdev->resource[i];

		len += sysfs_emit_at(buf, len, "0x%016llx 0x%016llx 0x%016llx\n", (u64)res->start,
				     (u64)res->end, (u64)res->flags);
	}
	return len;
}
static DEVICE_ATTR_RO(resource);

static ssize_t modalias_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	int len = modalias(to_pci_dev(dev), buf, PAGE_SIZE - 1);

	buf[len++] = '\n';
	return len;
}
static DEVICE_ATTR_RO(modalias);

static ssize_t enable_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", atomic_read(&to_pci_dev(dev)->enable_cnt));
}

static ssize_t enable_store(struct device *dev, struct device_attribute *attr, const char *buf,
			    size_t count)
{
	struct pci_dev *pdev = to_pci_dev(dev);
	unsigned long value;
	int err = kstrtoul(buf, 0, &value);

	if (err)
		return err;
	device_lock(dev);
	if (dev->driver)
		err = -EBUSY;
	else if (value)
		err = pci_enable_device(pdev);
	else if (pci_is_enabled(pdev))
		pci_disable_device(pdev);
	else
		err = -EIO;
	device_unlock(dev);
	return err ? err : count;
}
static DEVICE_ATTR_RW(enable);

static struct attribute *dev_attrs[] = {
    &dev_attr_vendor.attr,
    &dev_attr_device.attr,
    &dev_attr_subsystem_vendor.attr,
    &dev_attr_subsystem_device.attr,
    &dev_attr_revision.attr,
    &dev_attr_class.attr,
    &dev_attr_irq.attr,
    &dev_attr_resource.attr,
    &dev_attr_modalias.attr,
    &dev_attr_enable.attr,
    NULL,
};

static ssize_t config_read(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			   char *buf, loff_t off, size_t count)
{
	struct device *dev = kobj_to_dev(kobj);
	struct pci_dev *pdev = to_pci_dev(dev);
	size_t i;

	for (i = 0; i < count; i++)
		pci_read_config_byte(pdev, off + i, (u8 *)buf + i);
	return count;
}

/* In the widest pieces that fit: half a register written is not the same as two halves. */
static ssize_t config_write(struct file *file, struct kobject *kobj, struct bin_attribute *attr,
			    char *buf, loff_t off, size_t count)
{
	struct device *dev = kobj_to_dev(kobj);
	struct pci_dev *pdev = to_pci_dev(dev);
	size_t done = 0;

	while (done < count) {
		unsigned int at = off + done, left = count - done;
		const u8 *from = (u8 *)buf + done;

		if (!(at & 3) && left >= 4) {
			pci_write_config_dword(pdev, at, *(const u32 *)from);
			done += 4;
		} else if (!(at & 1) && left >= 2) {
			pci_write_config_word(pdev, at, *(const u16 *)from);
			done += 2;
		} else {
			pci_write_config_byte(pdev, at, *from);
			done++;
		}
	}
	return count;
}
static BIN_ATTR_RW(config, PCI_CFG_SPACE_SIZE);
static struct bin_attribute *dev_bins[] = {&bin_attr_config, NULL};
static const struct attribute_group dev_group = {.attrs = dev_attrs, .bin_attrs = dev_bins};
const struct attribute_group *pci_dev_groups[] = {&dev_group, NULL};

static int __init pci_bus_init(void)
{
	return bus_register(&pci_bus_type);
}
postcore_initcall(pci_bus_init);
