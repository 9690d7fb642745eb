/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uio_driver: devices that a program drives itself (guest/drivers/uio/uio.c). The kernel's part
 * takes the interrupt; /dev/uioN gives the program their count (read, poll) and, mapped at page N,
 * the device's memory number N.
 */
#ifndef _LINUX_UIO_DRIVER_H
#define _LINUX_UIO_DRIVER_H

#include <linux/device.h>
#include <linux/fs.h>
#include <linux/interrupt.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/types.h>
#include <linux/wait.h>

#define MAX_UIO_MAPS	     5
#define MAX_UIO_PORT_REGIONS 5

/* What addr is the address of. */
#define UIO_MEM_NONE	0
#define UIO_MEM_PHYS	1
#define UIO_MEM_LOGICAL 2 /* kmalloc()'s or a page's */
#define UIO_MEM_VIRTUAL 3 /* vmalloc()'s */
#define UIO_MEM_IOVA	4

#define UIO_PORT_NONE  0
#define UIO_PORT_X86   1
#define UIO_PORT_GPIO  2
#define UIO_PORT_OTHER 3

#define UIO_IRQ_CUSTOM (-1) /* the driver calls uio_event_notify() itself */
#define UIO_IRQ_NONE   0

struct uio_map;	   /* /sys's */
struct uio_portio; /* /sys's */

struct uio_mem {
	const char *name;     /* may be NULL */
	phys_addr_t addr;     /* at a page */
	unsigned long offs;   /* in the page, where the device's begins */
	resource_size_t size; /* 0: the end of the list */
	int memtype;
	void __iomem *internal_addr; /* the driver's own */
	struct uio_map *map;
};

struct uio_port {
	const char *name;
	unsigned long start, size; /* size 0: the end of the list */
	int porttype;
	struct uio_portio *portio;
};

struct uio_info;

struct uio_device {
	struct module *owner;
	struct device dev;
	int minor;
	atomic_t event;
	struct fasync_struct *async_queue;
	wait_queue_head_t wait;
	struct uio_info *info; /* NULL: the driver is gone; under info_lock */
	struct mutex info_lock;
	struct kobject *map_dir, *portio_dir;
};

/* The driver's; all that follows port may be 0 or NULL. */
struct uio_info {
	struct uio_device *uio_dev; /* filled in */
	const char *name, *version; /* neither may be NULL */
	struct uio_mem mem[MAX_UIO_MAPS];
	struct uio_port port[MAX_UIO_PORT_REGIONS];
	long irq;
	unsigned long irq_flags;
	void *priv;
	irqreturn_t (*handler)(int irq, struct uio_info *info); /* IRQ_HANDLED counts */
	int (*mmap)(struct uio_info *info, struct vm_area_struct *vma);
	int (*open)(struct uio_info *info, struct inode *inode);
	int (*release)(struct uio_info *info, struct inode *inode);
	int (*irqcontrol)(struct uio_info *info, s32 irq_on); /* what the program writes */
};

int __must_check __uio_register_device(struct module *owner, struct device *parent,
				       struct uio_info *info);
int __must_check __devm_uio_register_device(struct module *owner, struct device *parent,
					    struct uio_info *info);
#define uio_register_device(parent, info)      __uio_register_device(THIS_MODULE, parent, info)
#define devm_uio_register_device(parent, info) __devm_uio_register_device(THIS_MODULE, parent, info)
void uio_unregister_device(struct uio_info *info);
/* Count one. Any context. */
void uio_event_notify(struct uio_info *info);

#endif
