/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pci: finding what is there.
 *
 * All functions of bus 0 are asked for their ids, and those of the buses behind bridges that
 * firmware has numbered. A base address register tells its size by the bits that stay zero
 * when ones are written to it (PCI 2.1, 6.2.5.1); decoding is off meanwhile. Ranges go into
 * the trees of ports and memory, not busy: they are for whoever drives the function.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "drivers/pci/pci.h"

#define BUSES_MAX 8 /* deep: a bridge behind a bridge behind ... */

LIST_HEAD(pci_root_buses);
EXPORT_SYMBOL(pci_root_buses);

static void scan_bus(struct pci_bus *bus, unsigned int depth);

/* ---- base addresses ---- */

static void read_bar(struct pci_dev *dev, int bar, unsigned int reg, bool rom)
{
	struct resource *res = &dev->resource[bar];
	u32 value, ones, mask;

	pci_read_config_dword(dev, reg, &value);
	pci_write_config_dword(dev, reg, rom ? PCI_ROM_ADDRESS_MASK : ~0u);
	pci_read_config_dword(dev, reg, &ones);
	pci_write_config_dword(dev, reg, value);
	if (!ones || ones == ~0u)
		return;
	if (rom) {
		mask = PCI_ROM_ADDRESS_MASK;
		res->flags = IORESOURCE_MEM | IORESOURCE_PREFETCH | IORESOURCE_READONLY;
	} else if (value & PCI_BASE_ADDRESS_SPACE_IO) {
		mask = PCI_BASE_ADDRESS_IO_MASK & 0xffff;
		res->flags = IORESOURCE_IO;
	} else {
		mask = PCI_BASE_ADDRESS_MEM_MASK;
		res->flags = IORESOURCE_MEM;
		if (value & PCI_BASE_ADDRESS_MEM_PREFETCH)
			res->flags |= IORESOURCE_PREFETCH;
	}
	res->name = pci_name(dev);
	res->start = value & mask;
	/* the lowest bit that could be set is the size */
	res->end = res->start + ((ones & mask) & -(ones & mask)) - 1;
	if (!res->start)
		res->flags |= IORESOURCE_UNSET;
}

static bool is_64bit(struct pci_dev *dev, unsigned int reg)
{
	u32 value;

	pci_read_config_dword(dev, reg, &value);
	return !(value & PCI_BASE_ADDRESS_SPACE_IO) &&
	       (value & PCI_BASE_ADDRESS_MEM_TYPE_MASK) == PCI_BASE_ADDRESS_MEM_TYPE_64;
}

static void read_bars(struct pci_dev *dev)
{
	bool bridge = dev->hdr_type == PCI_HEADER_TYPE_BRIDGE;
	int bar, n = bridge ? 2 : PCI_STD_NUM_BARS;
	u16 command;

	/* a bridge to memory that decodes nothing for a moment would be missed */
	pci_read_config_word(dev, PCI_COMMAND, &command);
	if (dev->class >> 16 != PCI_BASE_CLASS_BRIDGE)
		pci_write_config_word(dev, PCI_COMMAND,
				      command & ~(PCI_COMMAND_IO | PCI_COMMAND_MEMORY));
	for (bar = 0; bar < n; bar++) {
		unsigned int reg = PCI_BASE_ADDRESS_0 + 4 * bar;

		read_bar(dev, bar, reg, false);
		if (is_64bit(dev, reg))
			bar++; /* its upper half, beyond what this machine reaches */
	}
	if (!bridge)
		read_bar(dev, PCI_ROM_RESOURCE, PCI_ROM_ADDRESS, true);
	pci_write_config_word(dev, PCI_COMMAND, command);
}

static void add_fixed(struct pci_dev *dev, int bar, resource_size_t start, resource_size_t n)
{
	dev->resource[bar] = (struct resource){
	    .name = pci_name(dev), .start = start, .end = start + n - 1, .flags = IORESOURCE_IO};
}

/* An IDE function in compatibility mode has the ports of the AT (PCI IDE 1.0). */
static void fix_ide(struct pci_dev *dev)
{
	if (dev->class >> 8 != PCI_CLASS_STORAGE_IDE)
		return;
	if (!(dev->class & 1)) {
		add_fixed(dev, 0, 0x1f0, 8);
		add_fixed(dev, 1, 0x3f6, 1);
	}
	if (!(dev->class & 4)) {
		add_fixed(dev, 2, 0x170, 8);
		add_fixed(dev, 3, 0x376, 1);
	}
}

/* PIIX4, 7.1: ranges with registers of their own: power management at 40h, SMBus at 90h. */
static void fix_piix4_pm(struct pci_dev *dev)
{
	u32 base;

	if (dev->vendor != PCI_VENDOR_ID_INTEL || dev->device != PCI_DEVICE_ID_INTEL_82371AB_3)
		return;
	pci_read_config_dword(dev, 0x40, &base);
	if (base & 0xffc0)
		add_fixed(dev, PCI_BRIDGE_RESOURCES, base & 0xffc0, 64);
	pci_read_config_dword(dev, 0x90, &base);
	if (base & 0xfff0)
		add_fixed(dev, PCI_BRIDGE_RESOURCES + 1, base & 0xfff0, 16);
}

static void claim_ranges(struct pci_dev *dev)
{
	int i;

	for (i = 0; i < PCI_NUM_RESOURCES; i++) {
		struct resource *res = &dev->resource[i];

		if (!res->flags || res->flags & IORESOURCE_UNSET || i == PCI_ROM_RESOURCE)
			continue;
		if (insert_resource(res->flags & IORESOURCE_IO ? &ioport_resource : &iomem_resource,
				    res))
			pci_info(dev, "BAR %d: can't claim %pR\n", i, res);
	}
}

/* ---- functions and buses ---- */

static void release_dev(struct device *dev)
{
	struct pci_dev *pdev = to_pci_dev(dev);

	kfree(pdev->driver_override);
	kfree(pdev);
}

/* A function of PCI 2.3 and later can be told not to interrupt; in one before, the bit is fixed. */
static bool lacks_intx_disable(struct pci_dev *dev)
{
	u16 before, after;

	pci_read_config_word(dev, PCI_COMMAND, &before);
	pci_write_config_word(dev, PCI_COMMAND, before ^ PCI_COMMAND_INTX_DISABLE);
	pci_read_config_word(dev, PCI_COMMAND, &after);
	pci_write_config_word(dev, PCI_COMMAND, before);
	return !((before ^ after) & PCI_COMMAND_INTX_DISABLE);
}

static void read_header(struct pci_dev *dev, u32 id)
{
	u32 class;
	u8 header, irq, pin;

	dev->vendor = id & 0xffff;
	dev->device = id >> 16;
	pci_read_config_dword(dev, PCI_CLASS_REVISION, &class);
	dev->revision = class & 0xff;
	dev->class = class >> 8;
	pci_read_config_byte(dev, PCI_HEADER_TYPE, &header);
	dev->hdr_type = header & PCI_HEADER_TYPE_MASK;
	dev->multifunction = !!(header & PCI_HEADER_TYPE_MFD);
	pci_read_config_byte(dev, PCI_INTERRUPT_PIN, &pin);
	pci_read_config_byte(dev, PCI_INTERRUPT_LINE, &irq);
	dev->pin = pin;
	dev->irq = pin && irq != 0xff ? irq : 0;
	dev->broken_intx_masking = lacks_intx_disable(dev);
	if (dev->hdr_type == PCI_HEADER_TYPE_NORMAL) {
		pci_read_config_word(dev, PCI_SUBSYSTEM_VENDOR_ID, &dev->subsystem_vendor);
		pci_read_config_word(dev, PCI_SUBSYSTEM_ID, &dev->subsystem_device);
	}
}

static struct pci_dev *new_function(struct pci_bus *bus, unsigned int devfn, u32 id)
{
	struct pci_dev *dev = kzalloc(sizeof(*dev), GFP_KERNEL);

	if (!dev)
		return NULL;
	dev->bus = bus;
	dev->devfn = devfn;
	dev->cfg_size = PCI_CFG_SPACE_SIZE;
	dev->dma_mask = DMA_BIT_MASK(32);
	dev->dev.dma_mask = &dev->dma_mask;
	dev->dev.coherent_dma_mask = DMA_BIT_MASK(32);
	dev->dev.bus = &pci_bus_type;
	dev->dev.parent = bus->self ? &bus->self->dev : &bus->dev;
	dev->dev.release = release_dev;
	device_initialize(&dev->dev);
	dev_set_name(&dev->dev, "0000:%02x:%02x.%x", bus->number, PCI_SLOT(devfn), PCI_FUNC(devfn));
	read_header(dev, id);
	read_bars(dev);
	fix_ide(dev);
	fix_piix4_pm(dev);
	pci_info(dev, "[%04x:%04x] class 0x%06x\n", dev->vendor, dev->device, dev->class);
	claim_ranges(dev);
	list_add_tail(&dev->bus_list, &bus->devices);
	return dev;
}

static void release_bus(struct device *dev)
{
	kfree(container_of(dev, struct pci_bus, dev));
}

static struct pci_bus *new_bus(struct pci_bus *parent, struct pci_dev *self, unsigned int number)
{
	struct pci_bus *bus = kzalloc(sizeof(*bus), GFP_KERNEL);

	if (!bus)
		return NULL;
	INIT_LIST_HEAD(&bus->devices);
	bus->parent = parent;
	bus->self = self;
	bus->number = number;
	snprintf(bus->name, sizeof(bus->name), "PCI Bus 0000:%02x", number);
	bus->dev.release = release_bus;
	device_initialize(&bus->dev);
	dev_set_name(&bus->dev, self ? "0000:%02x" : "pci0000:%02x", number);
	if (device_add(&bus->dev)) {
		put_device(&bus->dev);
		return NULL;
	}
	list_add_tail(&bus->node, &pci_root_buses);
	return bus;
}

static void scan_behind(struct pci_dev *dev, unsigned int depth)
{
	u8 secondary;

	pci_read_config_byte(dev, PCI_SECONDARY_BUS, &secondary);
	if (dev->hdr_type != PCI_HEADER_TYPE_BRIDGE || !secondary || depth == BUSES_MAX)
		return;
	dev->subordinate = new_bus(dev->bus, dev, secondary);
	if (dev->subordinate)
		scan_bus(dev->subordinate, depth + 1);
}

static void scan_slot(struct pci_bus *bus, unsigned int slot, unsigned int depth)
{
	unsigned int func, devfn;
	bool multi = true;

	for (func = 0; func < 8 && multi; func++) {
		struct pci_dev *dev;
		u32 id;

		devfn = PCI_DEVFN(slot, func);
		id = pci_conf1_read32(bus->number, devfn, PCI_VENDOR_ID);
		if (id == ~0u || !id) {
			multi = func != 0;
			continue;
		}
		dev = new_function(bus, devfn, id);
		if (!dev)
			return;
		multi = func != 0 || dev->multifunction;
		scan_behind(dev, depth);
	}
}

static void scan_bus(struct pci_bus *bus, unsigned int depth)
{
	struct pci_dev *dev;
	unsigned int slot;

	for (slot = 0; slot < 32; slot++)
		scan_slot(bus, slot, depth);
	/* drivers may look for others of the bus, so all are known first */
	list_for_each_entry (dev, &bus->devices, bus_list)
		if (device_add(&dev->dev))
			pci_err(dev, "cannot be added\n");
}

static int __init pci_scan_init(void)
{
	struct pci_bus *root = new_bus(NULL, NULL, 0);

	if (!root)
		return -ENOMEM;
	scan_bus(root, 0);
	return 0;
}
subsys_initcall(pci_scan_init);
