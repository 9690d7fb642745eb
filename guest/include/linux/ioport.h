/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ioport: who has which ports and which physical addresses: two trees of ranges, each
 * inside its parent's.
 */
#ifndef _LINUX_IOPORT_H
#define _LINUX_IOPORT_H

#include <linux/types.h>

struct resource {
	resource_size_t start, end; /* inclusive */
	const char *name;
	unsigned long flags;
	struct resource *parent, *sibling, *child; /* siblings by rising address */
};

#define IORESOURCE_BITS		 0x000000ff /* the bus's own */
#define IORESOURCE_TYPE_BITS	 0x00001f00
#define IORESOURCE_IO		 0x00000100
#define IORESOURCE_MEM		 0x00000200
#define IORESOURCE_IRQ		 0x00000400
#define IORESOURCE_DMA		 0x00000800
#define IORESOURCE_PREFETCH	 0x00002000
#define IORESOURCE_READONLY	 0x00004000
#define IORESOURCE_CACHEABLE	 0x00008000
#define IORESOURCE_SIZEALIGN	 0x00040000 /* begins at a multiple of its size */
#define IORESOURCE_STARTALIGN	 0x00080000 /* start is what it is aligned to */
#define IORESOURCE_MUXED	 0x00400000 /* whoever finds it busy waits: for Super-I/O ports */
#define IORESOURCE_EXCLUSIVE	 0x08000000
#define IORESOURCE_DISABLED	 0x10000000
#define IORESOURCE_UNSET	 0x20000000
#define IORESOURCE_AUTO		 0x40000000
#define IORESOURCE_IRQ_HIGHEDGE	 (1 << 0)
#define IORESOURCE_IRQ_LOWEDGE	 (1 << 1)
#define IORESOURCE_IRQ_HIGHLEVEL (1 << 2)
#define IORESOURCE_IRQ_LOWLEVEL	 (1 << 3)
#define IORESOURCE_IRQ_SHAREABLE (1 << 4)
#define IORESOURCE_MEM_64	 0x00100000
#define IORESOURCE_BUSY		 0x80000000 /* its owner lets nobody else inside */
#define IORESOURCE_SYSTEM_RAM	 0x01000000

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)                                             \
	{                                                                                          \
		.start = (_start), .end = (_start) + (_size)-1, .name = (_name), .flags = (_flags) \
	}

#define DEFINE_RES_IO_NAMED(start, size, name)                                                     \
	DEFINE_RES_NAMED((start), (size), (name), IORESOURCE_IO)
#define DEFINE_RES_IO(start, size) DEFINE_RES_IO_NAMED((start), (size), NULL)
#define DEFINE_RES_MEM_NAMED(start, size, name)                                                    \
	DEFINE_RES_NAMED((start), (size), (name), IORESOURCE_MEM)
#define DEFINE_RES_MEM(start, size)	DEFINE_RES_MEM_NAMED((start), (size), NULL)
#define DEFINE_RES_IRQ_NAMED(irq, name) DEFINE_RES_NAMED((irq), 1, (name), IORESOURCE_IRQ)
#define DEFINE_RES_IRQ(irq)		DEFINE_RES_IRQ_NAMED((irq), NULL)
#define DEFINE_RES_DMA_NAMED(dma, name) DEFINE_RES_NAMED((dma), 1, (name), IORESOURCE_DMA)
#define DEFINE_RES_DMA(dma)		DEFINE_RES_DMA_NAMED((dma), NULL)

extern struct resource ioport_resource, iomem_resource;

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
}

static inline unsigned long resource_type(const struct resource *res)
{
	return res->flags & IORESOURCE_TYPE_BITS;
}

static inline bool resource_contains(const struct resource *outer, const struct resource *inner)
{
	return resource_type(outer) == resource_type(inner) && outer->start <= inner->start &&
	       outer->end >= inner->end;
}

static inline bool resource_overlaps(const struct resource *a, const struct resource *b)
{
	return a->start <= b->end && a->end >= b->start;
}

/* 0, or -EBUSY: outside root, or it overlaps something. */
int request_resource(struct resource *root, struct resource *res);
/* Put res where it belongs, inside whatever holds it and around whatever it holds. */
int insert_resource(struct resource *root, struct resource *res);
int release_resource(struct resource *res);

/* The driver's form: inside what is not busy. NULL: taken, or no memory. */
struct resource *__request_region(struct resource *root, resource_size_t start, resource_size_t n,
				  const char *name, int flags);
void __release_region(struct resource *root, resource_size_t start, resource_size_t n);
int __check_region(struct resource *root, resource_size_t start, resource_size_t n);

#define request_region(start, n, name)	   __request_region(&ioport_resource, start, n, name, 0)
#define request_mem_region(start, n, name) __request_region(&iomem_resource, start, n, name, 0)
#define request_muxed_region(start, n, name)                                                       \
	__request_region(&ioport_resource, start, n, name, IORESOURCE_MUXED)
#define request_mem_region_muxed(start, n, name)                                                   \
	__request_region(&iomem_resource, start, n, name, IORESOURCE_MUXED)
#define request_mem_region_exclusive(start, n, name) request_mem_region(start, n, name)
#define release_region(start, n)		     __release_region(&ioport_resource, start, n)
#define release_mem_region(start, n)		     __release_region(&iomem_resource, start, n)
#define check_region(start, n)			     __check_region(&ioport_resource, start, n)
#define check_mem_region(start, n)		     __check_region(&iomem_resource, start, n)

struct device;

/* The same for a device: released with its driver. */
struct resource *__devm_request_region(struct device *dev, struct resource *root,
				       resource_size_t start, resource_size_t n, const char *name);
void __devm_release_region(struct device *dev, struct resource *root, resource_size_t start,
			   resource_size_t n);
#define devm_request_region(dev, start, n, name)                                                   \
	__devm_request_region(dev, &ioport_resource, start, n, name)
#define devm_request_mem_region(dev, start, n, name)                                               \
	__devm_request_region(dev, &iomem_resource, start, n, name)
#define devm_release_region(dev, start, n)     __devm_release_region(dev, &ioport_resource, start, n)
#define devm_release_mem_region(dev, start, n) __devm_release_region(dev, &iomem_resource, start, n)

#ifndef MODULE /* the kernel's own */
/* The lowest range of the tree that meets [start, end] and has all of flags, or NULL. */
struct resource *resource_find(struct resource *root, resource_size_t start, resource_size_t end,
			       unsigned long flags);
#endif

#endif
