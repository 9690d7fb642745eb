/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm_types: struct page, one for each page frame, in the array mem_map.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/atomic.h>

struct kmem_cache;
struct vm_struct;
struct address_space;

/* 32 bytes on i386: 8 MiB of mem_map for each GiB of RAM. */
struct page {
	unsigned long flags; /* 1 << PG_*, and the zone's index from PAGE_ZONE_SHIFT */
	atomic_t _refcount;  /* 0: free */
	union {
		atomic_t _mapcount; /* user mappings, less one */
		unsigned int inuse; /* PG_slab: objects given out (first page of the slab) */
	};
	unsigned long private; /* PG_buddy, PG_head: order. PG_slab: the struct slab */
	union {
		struct address_space *mapping;
		struct kmem_cache *slab_cache; /* PG_slab */
		struct vm_struct *vm_area;     /* PG_vmalloc */
		struct page *first_page;       /* PG_tail */
	};
	unsigned long index;  /* page cache: offset in pages. Else the allocation's call site */
	struct list_head lru; /* free list, per-CPU list, LRU; PG_slab: unused */
};

#endif
