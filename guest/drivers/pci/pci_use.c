/* SPDX-License-Identifier: GPL-2.0-only */
/* pci: turning functions on, their ranges and mappings. */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/io.h>
#include <linux/kernel.h>

#include "drivers/pci/pci.h"

/* ---- on and off ---- */

static int enable(struct pci_dev *dev, unsigned long flags)
{
	u16 command, want = 0;
	int i;

	for (i = 0; i < PCI_STD_NUM_BARS; i++) {
		struct resource *res = &dev->resource[i];

		if (!(res->flags & flags))
			continue;
		if (res->flags & IORESOURCE_UNSET) {
			pci_err(dev, "can't enable device: BAR %d %pR not assigned\n", i, res);
			return -EINVAL;
		}
		want |= res->flags & IORESOURCE_IO ? PCI_COMMAND_IO : PCI_COMMAND_MEMORY;
	}
	if (atomic_inc_return(&dev->enable_cnt) > 1)
		return 0;
	pci_read_config_word(dev, PCI_COMMAND, &command);
	if ((command & want) != want)
		pci_write_config_word(dev, PCI_COMMAND, command | want);
	dev->current_state = PCI_D0;
	return 0;
}

int pci_enable_device(struct pci_dev *dev)
{
	return enable(dev, IORESOURCE_IO | IORESOURCE_MEM);
}
EXPORT_SYMBOL(pci_enable_device);

int pci_enable_device_io(struct pci_dev *dev)
{
	return enable(dev, IORESOURCE_IO);
}
EXPORT_SYMBOL(pci_enable_device_io);

int pci_enable_device_mem(struct pci_dev *dev)
{
	return enable(dev, IORESOURCE_MEM);
}
EXPORT_SYMBOL(pci_enable_device_mem);

void pci_disable_device(struct pci_dev *dev)
{
	if (WARN(atomic_read(&dev->enable_cnt) <= 0, "%s: disabling already-disabled device",
		 pci_name(dev)))
		return;
	if (!atomic_dec_and_test(&dev->enable_cnt))
		return;
	if (dev->is_busmaster)
		pci_clear_master(dev);
}
EXPORT_SYMBOL(pci_disable_device);

static void change_command(struct pci_dev *dev, u16 bit, bool on)
{
	u16 command;

	pci_read_config_word(dev, PCI_COMMAND, &command);
	if (!!(command & bit) != on)
		pci_write_config_word(dev, PCI_COMMAND, command ^ bit);
}

void pci_set_master(struct pci_dev *dev)
{
	change_command(dev, PCI_COMMAND_MASTER, true);
	dev->is_busmaster = 1;
}
EXPORT_SYMBOL(pci_set_master);

void pci_clear_master(struct pci_dev *dev)
{
	change_command(dev, PCI_COMMAND_MASTER, false);
	dev->is_busmaster = 0;
}
EXPORT_SYMBOL(pci_clear_master);

void pci_intx(struct pci_dev *dev, int on)
{
	change_command(dev, PCI_COMMAND_INTX_DISABLE, !on);
}
EXPORT_SYMBOL(pci_intx);

/* Status and command are read as one, so that the bit is of the moment (PCI 2.3, 6.2.3). */
static bool change_intx(struct pci_dev *dev, bool mask)
{
	unsigned long flags;
	u32 both, want;
	bool changes;

	local_irq_save(flags);
	pci_read_config_dword(dev, PCI_COMMAND, &both);
	changes = !!(both >> 16 & PCI_STATUS_INTERRUPT) == mask;
	want = mask ? both | PCI_COMMAND_INTX_DISABLE : both & ~PCI_COMMAND_INTX_DISABLE;
	if (changes && want != both)
		pci_write_config_word(dev, PCI_COMMAND, want);
	local_irq_restore(flags);
	return changes;
}

bool pci_check_and_mask_intx(struct pci_dev *dev)
{
	return change_intx(dev, true);
}
EXPORT_SYMBOL_GPL(pci_check_and_mask_intx);

bool pci_check_and_unmask_intx(struct pci_dev *dev)
{
	return change_intx(dev, false);
}
EXPORT_SYMBOL_GPL(pci_check_and_unmask_intx);

/* PCI Power Management 1.1, 3.2.4; a function without that capability is always on. */
int pci_set_power_state(struct pci_dev *dev, pci_power_t state)
{
	u8 pm = pci_find_capability(dev, PCI_CAP_ID_PM);
	u16 control;

	if (state < PCI_D0 || state > PCI_D3cold)
		return -EINVAL;
	if (!pm)
		return state == PCI_D0 ? 0 : -EIO;
	pci_read_config_word(dev, pm + PCI_PM_CTRL, &control);
	control = (control & ~PCI_PM_CTRL_STATE_MASK) | min(state, PCI_D3hot);
	pci_write_config_word(dev, pm + PCI_PM_CTRL, control);
	dev->current_state = state;
	return 0;
}
EXPORT_SYMBOL(pci_set_power_state);

int pci_enable_wake(struct pci_dev *dev, pci_power_t state, bool on)
{
	return on ? -EINVAL : 0;
}
EXPORT_SYMBOL(pci_enable_wake);

/* ---- ranges ---- */

static struct resource *root_of(const struct resource *res)
{
	return res->flags & IORESOURCE_IO ? &ioport_resource : &iomem_resource;
}

int pci_request_region(struct pci_dev *dev, int bar, const char *name)
{
	struct resource *res = &dev->resource[bar];

	if (!pci_resource_len(dev, bar) || !(res->flags & (IORESOURCE_IO | IORESOURCE_MEM)))
		return 0;
	if (dev->is_managed
		? !!__devm_request_region(&dev->dev, root_of(res), res->start, resource_size(res),
					  name)
		: !!__request_region(root_of(res), res->start, resource_size(res), name, 0))
		return 0;
	pci_warn(dev, "BAR %d: can't reserve %pR\n", bar, res);
	return -EBUSY;
}
EXPORT_SYMBOL(pci_request_region);

void pci_release_region(struct pci_dev *dev, int bar)
{
	struct resource *res = &dev->resource[bar];

	if (!pci_resource_len(dev, bar) || !(res->flags & (IORESOURCE_IO | IORESOURCE_MEM)))
		return;
	if (dev->is_managed)
		__devm_release_region(&dev->dev, root_of(res), res->start, resource_size(res));
	else
		__release_region(root_of(res), res->start, resource_size(res));
}
EXPORT_SYMBOL(pci_release_region);

int pci_request_selected_regions(struct pci_dev *dev, int bars, const char *name)
{
	int bar, err = 0;

	for (bar = 0; bar < PCI_STD_NUM_BARS && !err; bar++)
		if (bars & 1 << bar)
			err = pci_request_region(dev, bar, name);
	if (err)
		for (bar -= 2; bar >= 0; bar--)
			if (bars & 1 << bar)
				pci_release_region(dev, bar);
	return err;
}
EXPORT_SYMBOL(pci_request_selected_regions);

void pci_release_selected_regions(struct pci_dev *dev, int bars)
{
	int bar;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++)
		if (bars & 1 << bar)
			pci_release_region(dev, bar);
}
EXPORT_SYMBOL(pci_release_selected_regions);

#define ALL_BARS ((1 << PCI_STD_NUM_BARS) - 1)

int pci_request_regions(struct pci_dev *dev, const char *name)
{
	return pci_request_selected_regions(dev, ALL_BARS, name);
}
EXPORT_SYMBOL(pci_request_regions);

void pci_release_regions(struct pci_dev *dev)
{
	pci_release_selected_regions(dev, ALL_BARS);
}
EXPORT_SYMBOL(pci_release_regions);

int pci_select_bars(struct pci_dev *dev, unsigned long flags)
{
	int bar, bars = 0;

	for (bar = 0; bar < PCI_NUM_RESOURCES; bar++)
		if (dev->resource[bar].flags & flags)
			bars |= 1 << bar;
	return bars;
}
EXPORT_SYMBOL(pci_select_bars);

/* ---- mappings ---- */

void __iomem *pci_iomap_range(struct pci_dev *dev, int bar, unsigned long offset, unsigned long max)
{
	unsigned long len = pci_resource_len(dev, bar), flags = pci_resource_flags(dev, bar);
	resource_size_t start = pci_resource_start(dev, bar);

	if (len <= offset || !start)
		return NULL;
	len -= offset;
	if (max && len > max)
		len = max;
	if (flags & IORESOURCE_IO)
		return ioport_map(start + offset, len);
	return flags & IORESOURCE_MEM ? ioremap(start + offset, len) : NULL;
}
EXPORT_SYMBOL(pci_iomap_range);

void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max)
{
	return pci_iomap_range(dev, bar, 0, max);
}
EXPORT_SYMBOL(pci_iomap);

void pci_iounmap(struct pci_dev *dev, void __iomem *addr)
{
	if (!IO_IS_PORT(addr))
		iounmap(addr);
}
EXPORT_SYMBOL(pci_iounmap);

void __iomem *pci_ioremap_bar(struct pci_dev *dev, int bar)
{
	struct resource *res = &dev->resource[bar];

	if (res->flags & IORESOURCE_UNSET || !(res->flags & IORESOURCE_MEM)) {
		pci_err(dev, "can't ioremap BAR %d: %pR\n", bar, res);
		return NULL;
	}
	return ioremap(res->start, resource_size(res));
}
EXPORT_SYMBOL_GPL(pci_ioremap_bar);

/* ---- what goes with the driver ---- */

static void unmanage(void *data)
{
	struct pci_dev *dev = data;

	dev->is_managed = 0;
	if (pci_is_enabled(dev))
		pci_disable_device(dev);
}

int pcim_enable_device(struct pci_dev *dev)
{
	int err;

	if (dev->is_managed)
		return 0;
	err = pci_enable_device(dev);
	if (err)
		return err;
	dev->is_managed = 1;
	return devm_add_action_or_reset(&dev->dev, unmanage, dev);
}
EXPORT_SYMBOL(pcim_enable_device);

void pcim_pin_device(struct pci_dev *dev)
{
	if (dev->is_managed)
		atomic_inc(&dev->enable_cnt);
}
EXPORT_SYMBOL(pcim_pin_device);

static void unmap_all(void *data)
{
	struct pci_dev *dev = data;
	int bar;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		if (dev->iomap_mask & 1 << bar)
			pci_iounmap(dev, dev->iomap[bar]);
		dev->iomap[bar] = NULL;
	}
	dev->iomap_mask = 0;
}

void __iomem *pcim_iomap(struct pci_dev *dev, int bar, unsigned long max)
{
	if (bar >= PCI_STD_NUM_BARS || dev->iomap[bar])
		return NULL;
	if (!dev->iomap_mask && devm_add_action(&dev->dev, unmap_all, dev))
		return NULL;
	dev->iomap[bar] = pci_iomap(dev, bar, max);
	if (dev->iomap[bar])
		dev->iomap_mask |= 1 << bar;
	else if (!dev->iomap_mask)
		devm_remove_action(&dev->dev, unmap_all, dev);
	return dev->iomap[bar];
}
EXPORT_SYMBOL(pcim_iomap);

void pcim_iounmap(struct pci_dev *dev, void __iomem *addr)
{
	int bar;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		if (!(dev->iomap_mask & 1 << bar) || dev->iomap[bar] != addr)
			continue;
		pci_iounmap(dev, addr);
		dev->iomap[bar] = NULL;
		dev->iomap_mask &= ~(1 << bar);
		if (!dev->iomap_mask)
			devm_remove_action(&dev->dev, unmap_all, dev);
		return;
	}
	WARN(1, "%s: pcim_iounmap of what is not mapped\n", pci_name(dev));
}
EXPORT_SYMBOL(pcim_iounmap);

void __iomem *const *pcim_iomap_table(struct pci_dev *dev)
{
	return dev->iomap;
}
EXPORT_SYMBOL(pcim_iomap_table);

int pcim_iomap_regions(struct pci_dev *dev, int mask, const char *name)
{
	int bar, err = pci_request_selected_regions(dev, mask, name);

	for (bar = 0; bar < PCI_STD_NUM_BARS && !err; bar++)
		if (mask & 1 << bar && !pcim_iomap(dev, bar, 0))
			err = -ENOMEM;
	if (err)
		pcim_iounmap_regions(dev, mask);
	return err;
}
EXPORT_SYMBOL(pcim_iomap_regions);

void pcim_iounmap_regions(struct pci_dev *dev, int mask)
{
	int bar;

	for (bar = 0; bar < PCI_STD_NUM_BARS; bar++) {
		if (!(mask & 1 << bar) || !dev->iomap[bar])
			continue;
		pcim_iounmap(dev, dev->iomap[bar]);
		pci_release_region(dev, bar);
	}
}
EXPORT_SYMBOL(pcim_iounmap_regions);
