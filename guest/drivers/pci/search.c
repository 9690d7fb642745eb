/* SPDX-License-Identifier: GPL-2.0-only */
/* pci: finding functions by what they are, and their configuration space. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>

#include "drivers/pci/pci.h"

/* ---- configuration space ---- */

#define DEFINE_CONFIG(name, type, bytes)                                                           \
	int pci_bus_read_config_##name(struct pci_bus *bus, unsigned int devfn, int where,         \
				       type *val)                                                  \
	{                                                                                          \
		*val = (type)~0u;                                                                  \
		if (where & (bytes - 1) || where < 0 || where >= PCI_CFG_SPACE_SIZE)               \
			return -EINVAL;                                                            \
		*val = pci_conf1_read(bus->number, devfn, where, bytes);                           \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL(pci_bus_read_config_##name);                                                 \
	int pci_bus_write_config_##name(struct pci_bus *bus, unsigned int devfn, int where,        \
					type val)                                                  \
	{                                                                                          \
		if (where & (bytes - 1) || where < 0 || where >= PCI_CFG_SPACE_SIZE)               \
			return -EINVAL;                                                            \
		pci_conf1_write(bus->number, devfn, where, bytes, val);                            \
		return 0;                                                                          \
	}                                                                                          \
	EXPORT_SYMBOL(pci_bus_write_config_##name);                                                \
	int pci_read_config_##name(const struct pci_dev *dev, int where, type *val)                \
	{                                                                                          \
		return pci_bus_read_config_##name(dev->bus, dev->devfn, where, val);               \
	}                                                                                          \
	EXPORT_SYMBOL(pci_read_config_##name);                                                     \
	int pci_write_config_##name(const struct pci_dev *dev, int where, type val)                \
	{                                                                                          \
		return pci_bus_write_config_##name(dev->bus, dev->devfn, where, val);              \
	}                                                                                          \
	EXPORT_SYMBOL(pci_write_config_##name)
DEFINE_CONFIG(byte, u8, 1);
DEFINE_CONFIG(word, u16, 2);
DEFINE_CONFIG(dword, u32, 4);

int pci_save_state(struct pci_dev *dev)
{
	int i;

	for (i = 0; i < 16; i++)
		pci_read_config_dword(dev, i * 4, &dev->saved_config_space[i]);
	dev->state_saved = true;
	return 0;
}
EXPORT_SYMBOL(pci_save_state);

void pci_restore_state(struct pci_dev *dev)
{
	int i;

	if (!dev->state_saved)
		return;
	/* the command register behind the addresses it turns on */
	for (i = 15; i >= 0; i--)
		pci_write_config_dword(dev, i * 4, dev->saved_config_space[i]);
	dev->state_saved = false;
}
EXPORT_SYMBOL(pci_restore_state);

u8 pci_find_capability(struct pci_dev *dev, int cap)
{
	int left = (PCI_CFG_SPACE_SIZE - PCI_STD_HEADER_SIZEOF) / 4; /* a list may be a ring */
	u16 status;
	u8 pos, id;

	pci_read_config_word(dev, PCI_STATUS, &status);
	if (!(status & PCI_STATUS_CAP_LIST))
		return 0;
	pci_read_config_byte(dev, PCI_CAPABILITY_LIST, &pos);
	while ((pos &= ~3) >= PCI_STD_HEADER_SIZEOF && left--) {
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_ID, &id);
		if (id == cap)
			return pos;
		pci_read_config_byte(dev, pos + PCI_CAP_LIST_NEXT, &pos);
	}
	return 0;
}
EXPORT_SYMBOL(pci_find_capability);

u16 pci_find_ext_capability(struct pci_dev *dev, int cap)
{
	return 0;
}
EXPORT_SYMBOL(pci_find_ext_capability);

/* ---- functions ---- */

struct pci_dev *pci_dev_get(struct pci_dev *dev)
{
	return dev ? to_pci_dev(get_device(&dev->dev)) : NULL;
}
EXPORT_SYMBOL(pci_dev_get);

void pci_dev_put(struct pci_dev *dev)
{
	if (dev)
		put_device(&dev->dev);
}
EXPORT_SYMBOL(pci_dev_put);

static bool matches_id(const struct pci_device_id *id, const struct pci_dev *dev)
{
	return (id->vendor == PCI_ANY_ID || id->vendor == dev->vendor) &&
	       (id->device == PCI_ANY_ID || id->device == dev->device) &&
	       (id->subvendor == PCI_ANY_ID || id->subvendor == dev->subsystem_vendor) &&
	       (id->subdevice == PCI_ANY_ID || id->subdevice == dev->subsystem_device) &&
	       !((id->class ^ dev->class) & id->class_mask);
}

const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev)
{
	for (; ids && (ids->vendor || ids->subvendor || ids->class_mask); ids++)
		if (matches_id(ids, dev))
			return ids;
	return NULL;
}
EXPORT_SYMBOL(pci_match_id);

static int is_wanted(struct device *dev, const void *id)
{
	return matches_id(id, to_pci_dev(dev));
}

static struct pci_dev *next(const struct pci_device_id *id, struct pci_dev *from)
{
	struct device *dev =
	    bus_find_device(&pci_bus_type, from ? &from->dev : NULL, id, is_wanted);

	pci_dev_put(from);
	return dev ? to_pci_dev(dev) : NULL;
}

struct pci_dev *pci_get_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
			       unsigned int ss_device, struct pci_dev *from)
{
	struct pci_device_id id = {
	    .vendor = vendor, .device = device, .subvendor = ss_vendor, .subdevice = ss_device};

	return next(&id, from);
}
EXPORT_SYMBOL(pci_get_subsys);

struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from)
{
	return pci_get_subsys(vendor, device, PCI_ANY_ID, PCI_ANY_ID, from);
}
EXPORT_SYMBOL(pci_get_device);

struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from)
{
	struct pci_device_id id = {PCI_DEVICE_CLASS(class, ~0)};

	return next(&id, from);
}
EXPORT_SYMBOL(pci_get_class);

struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn)
{
	struct pci_dev *dev = NULL;

	if (domain)
		return NULL;
	for_each_pci_dev(dev) if (dev->bus->number == bus && dev->devfn == devfn) return dev;
	return NULL;
}
EXPORT_SYMBOL(pci_get_domain_bus_and_slot);

struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn)
{
	return pci_get_domain_bus_and_slot(0, bus->number, devfn);
}
EXPORT_SYMBOL(pci_get_slot);

/* Functions never go here, so who has no reference is safe as well. */
struct pci_dev *pci_find_device(unsigned int vendor, unsigned int device, struct pci_dev *from)
{
	struct pci_dev *dev = pci_get_device(vendor, device, pci_dev_get(from));

	pci_dev_put(dev);
	return dev;
}
EXPORT_SYMBOL(pci_find_device);

struct pci_dev *pci_find_slot(unsigned int bus, unsigned int devfn)
{
	struct pci_dev *dev = pci_get_domain_bus_and_slot(0, bus, devfn);

	pci_dev_put(dev);
	return dev;
}
EXPORT_SYMBOL(pci_find_slot);

int pci_dev_present(const struct pci_device_id *ids)
{
	struct pci_dev *dev = NULL;

	for_each_pci_dev(dev)
	{
		if (pci_match_id(ids, dev)) {
			pci_dev_put(dev);
			return 1;
		}
	}
	return 0;
}
EXPORT_SYMBOL(pci_dev_present);

struct pci_bus *pci_find_bus(int domain, int busnr)
{
	struct pci_bus *bus;

	list_for_each_entry (bus, &pci_root_buses, node)
		if (!domain && bus->number == busnr)
			return bus;
	return NULL;
}
EXPORT_SYMBOL(pci_find_bus);

/* ---- /proc/bus/pci/devices: a line each, in hexadecimal ---- */

static int devices_show(struct seq_file *m, void *v)
{
	struct pci_dev *dev = NULL;
	int i;

	for_each_pci_dev(dev)
	{
		seq_printf(m, "%02x%02x\t%04x%04x\t%x", dev->bus->number, dev->devfn, dev->vendor,
			   dev->device, dev->irq);
		for (i = 0; i <= PCI_ROM_RESOURCE; i++)
			seq_printf(m, "\t%16llx",
				   (u64)dev->resource[i].start |
				       (dev->resource[i].flags & IORESOURCE_IO ? 1 : 0));
		for (i = 0; i <= PCI_ROM_RESOURCE; i++)
			seq_printf(m, "\t%16llx", (u64)pci_resource_len(dev, i));
		seq_printf(m, "\t%s\n", dev->driver ? dev->driver->name : "");
	}
	return 0;
}

static int __init pci_proc_init(void)
{
	struct proc_dir_entry *pci = proc_mkdir("bus/pci", NULL);

	return pci && proc_create_single("devices", 0, pci, devices_show) ? 0 : -ENOMEM;
}
device_initcall(pci_proc_init);
