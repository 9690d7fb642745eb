/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pci_conf1: PCI's configuration space by mechanism 1, ports CF8h and CFCh (PCI 2.1,
 * 3.2.2.3.2). Any context. Where nothing answers, all bits read as ones.
 */
#ifndef _LINUX_PCI_CONF1_H
#define _LINUX_PCI_CONF1_H

#include <linux/types.h>

#define PCI_DEVFN(slot, func) (((slot)&0x1f) << 3 | ((func)&7))
#define PCI_SLOT(devfn)	      (((devfn) >> 3) & 0x1f)
#define PCI_FUNC(devfn)	      ((devfn)&7)

u32 pci_conf1_read32(unsigned int bus, unsigned int devfn, unsigned int reg);
void pci_conf1_write32(unsigned int bus, unsigned int devfn, unsigned int reg, u32 value);
/* 1, 2 or 4 bytes that lie in one register: others of it are not touched. */
u32 pci_conf1_read(unsigned int bus, unsigned int devfn, unsigned int reg, unsigned int bytes);
void pci_conf1_write(unsigned int bus, unsigned int devfn, unsigned int reg, unsigned int bytes,
		     u32 value);

/* The devfn on bus 0 of the function with this id (device << 16 | vendor); -1: none. */
int pci_conf1_find(u32 id);
/* Call fn for every function on bus 0. */
void pci_conf1_scan(void (*fn)(unsigned int devfn, u32 id, void *data), void *data);

#endif
