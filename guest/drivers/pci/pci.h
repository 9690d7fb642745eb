/* SPDX-License-Identifier: GPL-2.0-only */
/* pci: what the files of this folder tell each other. */
#ifndef DRIVERS_PCI_PCI_H
#define DRIVERS_PCI_PCI_H

#include <linux/pci.h>

extern const struct attribute_group *pci_dev_groups[];

#endif
