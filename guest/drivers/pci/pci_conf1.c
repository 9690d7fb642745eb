/* SPDX-License-Identifier: GPL-2.0-only */
/* pci_conf1: PCI configuration space by mechanism 1. */
#include <linux/export.h>
#include <linux/pci_conf1.h>
#include <linux/spinlock.h>
#include <asm/io.h>

#define CONFIG_ADDRESS 0xcf8
#define CONFIG_DATA    0xcfc
#define ENABLE	       0x80000000u
#define NONE	       0xffffffffu

#define REG_ID	     0x00
#define REG_HEADER   0x0c
#define HEADER_MULTI 0x00800000

static DEFINE_SPINLOCK(conf1_lock);

static u32 address(unsigned int bus, unsigned int devfn, unsigned int reg)
{
	return ENABLE | bus << 16 | devfn << 8 | (reg & 0xfc);
}

u32 pci_conf1_read32(unsigned int bus, unsigned int devfn, unsigned int reg)
{
	unsigned long flags;
	u32 value;

	spin_lock_irqsave(&conf1_lock, flags);
	outl(address(bus, devfn, reg), CONFIG_ADDRESS);
	value = inl(CONFIG_DATA);
	spin_unlock_irqrestore(&conf1_lock, flags);
	return value;
}
EXPORT_SYMBOL(pci_conf1_read32);

void pci_conf1_write32(unsigned int bus, unsigned int devfn, unsigned int reg, u32 value)
{
	unsigned long flags;

	spin_lock_irqsave(&conf1_lock, flags);
	outl(address(bus, devfn, reg), CONFIG_ADDRESS);
	outl(value, CONFIG_DATA);
	spin_unlock_irqrestore(&conf1_lock, flags);
}
EXPORT_SYMBOL(pci_conf1_write32);

u32 pci_conf1_read(unsigned int bus, unsigned int devfn, unsigned int reg, unsigned int bytes)
{
	u32 value = pci_conf1_read32(bus, devfn, reg) >> (reg & 3) * 8;

	return bytes == 1 ? value & 0xff : bytes == 2 ? value & 0xffff : value;
}
EXPORT_SYMBOL(pci_conf1_read);

void pci_conf1_write(unsigned int bus, unsigned int devfn, unsigned int reg, unsigned int bytes,
		     u32 value)
{
	unsigned long flags;

	spin_lock_irqsave(&conf1_lock, flags);
	outl(address(bus, devfn, reg), CONFIG_ADDRESS);
	if (bytes == 1)
		outb(value, CONFIG_DATA + (reg & 3));
	else if (bytes == 2)
		outw(value, CONFIG_DATA + (reg & 2));
	else
		outl(value, CONFIG_DATA);
	spin_unlock_irqrestore(&conf1_lock, flags);
}
EXPORT_SYMBOL(pci_conf1_write);

void pci_conf1_scan(void (*fn)(unsigned int devfn, u32 id, void *data), void *data)
{
	unsigned int slot, func;

	for (slot = 0; slot < 32; slot++) {
		for (func = 0; func < 8; func++) {
			unsigned int devfn = PCI_DEVFN(slot, func);
			u32 id = pci_conf1_read32(0, devfn, REG_ID);

			if (id != NONE && id)
				fn(devfn, id, data);
			if (!func && (id == NONE ||
				      !(pci_conf1_read32(0, devfn, REG_HEADER) & HEADER_MULTI)))
				break;
		}
	}
}
EXPORT_SYMBOL(pci_conf1_scan);

struct find {
	u32 id;
	int devfn;
};

static void match(unsigned int devfn, u32 id, void *data)
{
	struct find *find = data;

	if (id == find->id && find->devfn < 0)
		find->devfn = devfn;
}

int pci_conf1_find(u32 id)
{
	struct find find = {id, -1};

	pci_conf1_scan(match, &find);
	return find.devfn;
}
EXPORT_SYMBOL(pci_conf1_find);
