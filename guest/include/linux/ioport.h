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

#define IORESOURCE_IO	      0x00000100
#define IORESOURCE_MEM	      0x00000200
#define IORESOURCE_IRQ	      0x00000400
#define IORESOURCE_DMA	      0x00000800
#define IORESOURCE_BUSY	      0x80000000 /* its owner lets nobody else inside */
#define IORESOURCE_SYSTEM_RAM 0x01000000

#define DEFINE_RES_NAMED(_start, _size, _name, _flags)                                             \
	{                                                                                          \
		.start = (_start), .end = (_start) + (_size)-1, .name = (_name), .flags = (_flags) \
	}

extern struct resource ioport_resource, iomem_resource;

static inline resource_size_t resource_size(const struct resource *res)
{
	return res->end - res->start + 1;
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
#define release_region(start, n)	   __release_region(&ioport_resource, start, n)
#define release_mem_region(start, n)	   __release_region(&iomem_resource, start, n)
#define check_region(start, n)		   __check_region(&ioport_resource, start, n)
#define check_mem_region(start, n)	   __check_region(&iomem_resource, start, n)

/* The lowest range of the tree that meets [start, end] and has all of flags, or NULL. */
struct resource *resource_find(struct resource *root, resource_size_t start, resource_size_t end,
			       unsigned long flags);

#endif
