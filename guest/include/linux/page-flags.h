/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page-flags: what a struct page says of its frame, in page->flags. The zone's
 * index is in the top two bits (see mm_types.h).
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

enum pageflags {
	PG_locked,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_active,
	PG_slab,      /* page->slab_cache owns it */
	PG_reserved,  /* never the page allocator's: kernel image, holes, boot-time memory */
	PG_private,
	PG_writeback,
	PG_head,      /* first page of a compound page */
	PG_tail,      /* another page of one; page->first_page leads to the head */
	PG_swapcache,
	PG_swapbacked,
	PG_reclaim,
	PG_buddy,     /* first page of a free block; its order is in page->private */
	PG_pcp,	      /* free, on a per-CPU list */
	PG_table,     /* a page table or directory */
	PG_vmalloc,   /* backs a vmalloc area; page->vm_area */
	PG_kmapped,   /* a high page that kmap() has given an address */
	PG_module,    /* backs a module (PG_vmalloc is set too) */
	PG_stack,     /* a kernel stack */
	__NR_PAGEFLAGS
};

#define PAGE_ZONE_SHIFT 30

#endif
