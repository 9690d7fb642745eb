/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pci: functions of PCI devices, found at boot by configuration mechanism 1, and their
 * drivers (drivers/pci/). What firmware, or the machine in its place, has put into base
 * address and interrupt line registers is taken as it is. -ENODEV and -EIO are errors of the
 * probe; pcibios_err_to_errno() has nothing to do, as all errors are errnos.
 */
#ifndef LINUX_PCI_H
#define LINUX_PCI_H

#include <linux/device.h>
#include <linux/dma-mapping.h>
#include <linux/errno.h>
#include <linux/interrupt.h>
#include <linux/io.h>
#include <linux/ioport.h>
#include <linux/mod_devicetable.h>
#include <linux/pci_conf1.h>
#include <linux/pci_ids.h>
#include <linux/pci_regs.h>

enum {
	PCI_ROM_RESOURCE = 6,
	PCI_BRIDGE_RESOURCES,
	PCI_NUM_RESOURCES = 11,
	DEVICE_COUNT_RESOURCE = PCI_NUM_RESOURCES,
};

typedef int pci_power_t;
#define PCI_D0	    0
#define PCI_D1	    1
#define PCI_D2	    2
#define PCI_D3hot   3
#define PCI_D3cold  4
#define PCI_UNKNOWN 5

typedef unsigned int pci_ers_result_t;
typedef unsigned int pci_channel_state_t;
struct pci_error_handlers;

struct pci_bus {
	struct list_head node;
	struct pci_bus *parent;
	struct list_head devices; /* pci_dev.bus_list */
	struct pci_dev *self;	  /* the bridge to it; NULL: the first */
	unsigned char number;
	char name[48];
	struct device dev;
};

struct pci_dev {
	struct list_head bus_list;
	struct pci_bus *bus, *subordinate;
	unsigned int devfn;
	unsigned short vendor, device, subsystem_vendor, subsystem_device;
	unsigned int class; /* base, sub, interface: 24 bits */
	u8 revision, hdr_type, pin, rom_base_reg;
	struct pci_driver *driver;
	u64 dma_mask;
	pci_power_t current_state;
	int cfg_size;
	unsigned int irq;
	struct resource resource[DEVICE_COUNT_RESOURCE];
	unsigned int multifunction : 1;
	unsigned int is_busmaster : 1;
	unsigned int is_managed : 1; /* pcim_enable_device() */
	unsigned int msi_enabled : 1;
	unsigned int msix_enabled : 1;
	unsigned int is_virtfn : 1;
	unsigned int broken_intx_masking : 1; /* PCI_COMMAND_INTX_DISABLE is not there */
	atomic_t enable_cnt;
	u32 saved_config_space[16];
	bool state_saved;
	unsigned long iomap_mask; /* base addresses that pcim_iomap has mapped */
	void __iomem *iomap[PCI_STD_NUM_BARS];
	char *driver_override;
	struct device dev;
};
#define to_pci_dev(n)	   container_of(n, struct pci_dev, dev)
#define dev_is_pci(d)	   ((d)->bus == &pci_bus_type)
#define dev_is_pf(d)	   false
#define pci_name(pdev)	   dev_name(&(pdev)->dev)
#define pci_domain_nr(bus) 0
#define pci_dev_id(pdev)   ((u16)((pdev)->bus->number << 8 | (pdev)->devfn))
#define PCI_DEVID(bus, fn) ((u16)((bus) << 8 | (fn)))

extern struct bus_type pci_bus_type;
extern struct list_head pci_root_buses;

struct pci_driver {
	struct list_head node;
	const char *name;
	const struct pci_device_id *id_table; /* its end: all zero */
	int (*probe)(struct pci_dev *dev, const struct pci_device_id *id);
	void (*remove)(struct pci_dev *dev);
	int (*suspend)(struct pci_dev *dev, pm_message_t state);
	int (*resume)(struct pci_dev *dev);
	void (*shutdown)(struct pci_dev *dev);
	const struct pci_error_handlers *err_handler;
	const struct attribute_group **groups, **dev_groups;
	struct device_driver driver;
};
#define to_pci_driver(drv) container_of(drv, struct pci_driver, driver)

#define PCI_DEVICE(vend, dev)                                                                      \
	.vendor = (vend), .device = (dev), .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_DEVICE_SUB(vend, dev, subvend, subdev)                                                 \
	.vendor = (vend), .device = (dev), .subvendor = (subvend), .subdevice = (subdev)
#define PCI_DEVICE_CLASS(dev_class, dev_class_mask)                                                \
	.class = (dev_class), .class_mask = (dev_class_mask), .vendor = PCI_ANY_ID,                \
	.device = PCI_ANY_ID, .subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID
#define PCI_VDEVICE(vend, dev)                                                                     \
	.vendor = PCI_VENDOR_ID_##vend, .device = (dev), .subvendor = PCI_ANY_ID,                  \
	.subdevice = PCI_ANY_ID, 0, 0
#define PCI_DEVICE_DATA(vend, dev, data)                                                           \
	.vendor = PCI_VENDOR_ID_##vend, .device = PCI_DEVICE_ID_##vend##_##dev,                    \
	.subvendor = PCI_ANY_ID, .subdevice = PCI_ANY_ID, 0, 0,                                    \
	.driver_data = (kernel_ulong_t)(data)
#define DEFINE_PCI_DEVICE_TABLE(table) const struct pci_device_id table[]

/* 0, or -EBUSY as for any driver. */
int __must_check __pci_register_driver(struct pci_driver *drv, struct module *owner,
				       const char *mod_name);
#define pci_register_driver(drv) __pci_register_driver(drv, THIS_MODULE, KBUILD_MODNAME)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define pci_module_init pci_register_driver
#endif
void pci_unregister_driver(struct pci_driver *drv);
#define module_pci_driver(drv)	module_driver(drv, pci_register_driver, pci_unregister_driver)
#define builtin_pci_driver(drv) builtin_driver(drv, pci_register_driver)
struct pci_driver *pci_dev_driver(const struct pci_dev *dev);
const struct pci_device_id *pci_match_id(const struct pci_device_id *ids, struct pci_dev *dev);
int pci_add_dynid(struct pci_driver *drv, unsigned int vendor, unsigned int device,
		  unsigned int subvendor, unsigned int subdevice, unsigned int class,
		  unsigned int class_mask, unsigned long driver_data);

/* ---- configuration space: 0, or -EINVAL (a place across its width) ---- */

#define PCIBIOS_SUCCESSFUL	    0
#define PCIBIOS_DEVICE_NOT_FOUND    0x86
#define PCIBIOS_BAD_REGISTER_NUMBER 0x87

int pci_read_config_byte(const struct pci_dev *dev, int where, u8 *val);
int pci_read_config_word(const struct pci_dev *dev, int where, u16 *val);
int pci_read_config_dword(const struct pci_dev *dev, int where, u32 *val);
int pci_write_config_byte(const struct pci_dev *dev, int where, u8 val);
int pci_write_config_word(const struct pci_dev *dev, int where, u16 val);
int pci_write_config_dword(const struct pci_dev *dev, int where, u32 val);
int pci_bus_read_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 *val);
int pci_bus_read_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 *val);
int pci_bus_read_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 *val);
int pci_bus_write_config_byte(struct pci_bus *bus, unsigned int devfn, int where, u8 val);
int pci_bus_write_config_word(struct pci_bus *bus, unsigned int devfn, int where, u16 val);
int pci_bus_write_config_dword(struct pci_bus *bus, unsigned int devfn, int where, u32 val);
int pci_save_state(struct pci_dev *dev);
void pci_restore_state(struct pci_dev *dev);
/* The offset of the capability; 0: it has none such. */
u8 pci_find_capability(struct pci_dev *dev, int cap);
u16 pci_find_ext_capability(struct pci_dev *dev, int cap);

static inline int pcibios_err_to_errno(int err)
{
	return err;
}

/* ---- finding: from the one after `from`, whose reference is taken over ---- */

struct pci_dev *pci_dev_get(struct pci_dev *dev);
void pci_dev_put(struct pci_dev *dev);
struct pci_dev *pci_get_device(unsigned int vendor, unsigned int device, struct pci_dev *from);
struct pci_dev *pci_get_subsys(unsigned int vendor, unsigned int device, unsigned int ss_vendor,
			       unsigned int ss_device, struct pci_dev *from);
struct pci_dev *pci_get_class(unsigned int class, struct pci_dev *from);
struct pci_dev *pci_get_slot(struct pci_bus *bus, unsigned int devfn);
struct pci_dev *pci_get_domain_bus_and_slot(int domain, unsigned int bus, unsigned int devfn);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define pci_get_bus_and_slot(bus, devfn) pci_get_domain_bus_and_slot(0, bus, devfn)
/* 2.4's and 2.6's, without references. */
struct pci_dev *pci_find_device(unsigned int vendor, unsigned int device, struct pci_dev *from);
struct pci_dev *pci_find_slot(unsigned int bus, unsigned int devfn);
#endif
int pci_dev_present(const struct pci_device_id *ids);
struct pci_bus *pci_find_bus(int domain, int busnr);
#define for_each_pci_dev(d) while ((d = pci_get_device(PCI_ANY_ID, PCI_ANY_ID, d)) != NULL)

/* ---- using ---- */

int __must_check pci_enable_device(struct pci_dev *dev);
int __must_check pci_enable_device_io(struct pci_dev *dev);
int __must_check pci_enable_device_mem(struct pci_dev *dev);
void pci_disable_device(struct pci_dev *dev); /* as often as it was enabled */
/* Disabled, and its ranges given back, with its driver. */
int __must_check pcim_enable_device(struct pci_dev *dev);
void pcim_pin_device(struct pci_dev *dev);
static inline int pci_is_enabled(struct pci_dev *dev)
{
	return atomic_read(&dev->enable_cnt) > 0;
}
static inline int pci_is_managed(struct pci_dev *dev)
{
	return dev->is_managed;
}
void pci_set_master(struct pci_dev *dev);
void pci_clear_master(struct pci_dev *dev);
void pci_intx(struct pci_dev *dev, int enable);
static inline bool pci_intx_mask_supported(struct pci_dev *dev)
{
	return !dev->broken_intx_masking;
}
/* True: it was its interrupt, and is masked now; or: it waits no more, and is let through. */
bool pci_check_and_mask_intx(struct pci_dev *dev);
bool pci_check_and_unmask_intx(struct pci_dev *dev);
int pci_set_power_state(struct pci_dev *dev, pci_power_t state);
int pci_enable_wake(struct pci_dev *dev, pci_power_t state, bool enable);
static inline int pci_set_mwi(struct pci_dev *dev)
{
	return 0;
}
static inline void pci_clear_mwi(struct pci_dev *dev)
{
}
static inline pci_power_t pci_choose_state(struct pci_dev *dev, pm_message_t state)
{
	return PCI_D0;
}
static inline bool pci_dev_run_wake(struct pci_dev *dev)
{
	return false;
}

#define pci_resource_start(dev, bar) ((dev)->resource[bar].start)
#define pci_resource_end(dev, bar)   ((dev)->resource[bar].end)
#define pci_resource_flags(dev, bar) ((dev)->resource[bar].flags)
#define pci_resource_len(dev, bar)                                                                 \
	((pci_resource_end(dev, bar) == 0                                                          \
	      ? 0                                                                                  \
	      : pci_resource_end(dev, bar) - pci_resource_start(dev, bar) + 1))

static inline const struct resource *pci_resource_n(const struct pci_dev *dev, int bar)
{
	return &dev->resource[bar];
}

int __must_check pci_request_regions(struct pci_dev *dev, const char *name);
int __must_check pci_request_region(struct pci_dev *dev, int bar, const char *name);
int pci_request_selected_regions(struct pci_dev *dev, int bars, const char *name);
void pci_release_regions(struct pci_dev *dev);
void pci_release_region(struct pci_dev *dev, int bar);
void pci_release_selected_regions(struct pci_dev *dev, int bars);
int pci_select_bars(struct pci_dev *dev, unsigned long flags);
#define pci_request_regions_exclusive(dev, name) pci_request_regions(dev, name)

/* Mapped for ioread8() and its like, port or memory; max 0: all of it. NULL. */
void __iomem *pci_iomap(struct pci_dev *dev, int bar, unsigned long max);
void __iomem *pci_iomap_range(struct pci_dev *dev, int bar, unsigned long offset,
			      unsigned long max);
void pci_iounmap(struct pci_dev *dev, void __iomem *addr);
void __iomem *pci_ioremap_bar(struct pci_dev *dev, int bar);
void __iomem *pcim_iomap(struct pci_dev *dev, int bar, unsigned long max);
void pcim_iounmap(struct pci_dev *dev, void __iomem *addr);
void __iomem *const *pcim_iomap_table(struct pci_dev *dev);
int pcim_iomap_regions(struct pci_dev *dev, int mask, const char *name);
void pcim_iounmap_regions(struct pci_dev *dev, int mask);
#define pci_iomap_wc(dev, bar, max) pci_iomap(dev, bar, max)

static inline void *pci_get_drvdata(struct pci_dev *dev)
{
	return dev_get_drvdata(&dev->dev);
}

static inline void pci_set_drvdata(struct pci_dev *dev, void *data)
{
	dev_set_drvdata(&dev->dev, data);
}

/* ---- interrupts: the one line there is ---- */

#define PCI_IRQ_LEGACY	  (1 << 0)
#define PCI_IRQ_INTX	  PCI_IRQ_LEGACY
#define PCI_IRQ_MSI	  (1 << 1)
#define PCI_IRQ_MSIX	  (1 << 2)
#define PCI_IRQ_AFFINITY  (1 << 3)
#define PCI_IRQ_ALL_TYPES (PCI_IRQ_LEGACY | PCI_IRQ_MSI | PCI_IRQ_MSIX)

struct msix_entry {
	u32 vector;
	u16 entry;
};

static inline int pci_enable_msi(struct pci_dev *dev)
{
	return -ENOSYS;
}

static inline void pci_disable_msi(struct pci_dev *dev)
{
}

static inline void pci_disable_msix(struct pci_dev *dev)
{
}

static inline int pci_enable_msix_range(struct pci_dev *dev, struct msix_entry *entries, int min,
					int max)
{
	return -ENOSYS;
}

static inline int pci_alloc_irq_vectors(struct pci_dev *dev, unsigned int min, unsigned int max,
					unsigned int flags)
{
	return (flags & PCI_IRQ_LEGACY) && min == 1 && dev->irq ? 1 : -ENOSPC;
}

static inline void pci_free_irq_vectors(struct pci_dev *dev)
{
}

static inline int pci_irq_vector(struct pci_dev *dev, unsigned int nr)
{
	return nr ? -EINVAL : (int)dev->irq;
}

/* ---- DMA: 2.6's names; pdev may be NULL: an ISA device ---- */

static inline struct device *pci_dma_device(struct pci_dev *pdev)
{
	return pdev ? &pdev->dev : NULL;
}

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline void *pci_alloc_consistent(struct pci_dev *pdev, size_t size, dma_addr_t *handle)
{
	return dma_alloc_coherent(pci_dma_device(pdev), size, handle, GFP_ATOMIC);
}

static inline void pci_free_consistent(struct pci_dev *pdev, size_t size, void *addr,
				       dma_addr_t handle)
{
	dma_free_coherent(pci_dma_device(pdev), size, addr, handle);
}

#define pci_set_dma_mask(pdev, mask)		dma_set_mask(&(pdev)->dev, mask)
#define pci_set_consistent_dma_mask(pdev, mask) dma_set_coherent_mask(&(pdev)->dev, mask)
#define pci_map_single(pdev, p, n, dir)                                                            \
	dma_map_single(pci_dma_device(pdev), p, n, (enum dma_data_direction)(dir))
#define pci_unmap_single(pdev, handle, n, dir)                                                     \
	dma_unmap_single(pci_dma_device(pdev), handle, n, (enum dma_data_direction)(dir))
#endif
#ifndef pci_dma_mapping_error
#ifndef LINUX_6_1_ONLY /* of other versions */
#define pci_dma_mapping_error(pdev, handle) dma_mapping_error(pci_dma_device(pdev), handle)
#endif
#endif

#define pci_printk(level, pdev, fmt, arg...) dev_printk(level, &(pdev)->dev, fmt, ##arg)
#define pci_err(pdev, fmt, arg...)	     dev_err(&(pdev)->dev, fmt, ##arg)
#define pci_warn(pdev, fmt, arg...)	     dev_warn(&(pdev)->dev, fmt, ##arg)
#define pci_info(pdev, fmt, arg...)	     dev_info(&(pdev)->dev, fmt, ##arg)
#define pci_dbg(pdev, fmt, arg...)	     dev_dbg(&(pdev)->dev, fmt, ##arg)

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/dmapool.h>
#include <linux/fs.h>
#include <linux/hardirq.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sizes.h>
#endif

#endif
