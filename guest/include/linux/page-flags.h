/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page-flags: what a struct page says of its frame, in page->flags. Bits 24
 * to 27 are an allocation's order, the top two the zone's index.
 */
#ifndef _LINUX_PAGE_FLAGS_H
#define _LINUX_PAGE_FLAGS_H

#include <linux/bitops.h>
#include <linux/mm_types.h>

enum pageflags {
	PG_locked,
	PG_referenced,
	PG_uptodate,
	PG_dirty,
	PG_lru,
	PG_active,
	PG_slab,     /* page->slab_cache owns it */
	PG_reserved, /* never the page allocator's: kernel image, holes, boot-time memory */
	PG_private,
	PG_writeback,
	PG_head, /* first page of a compound page */
	PG_tail, /* another page of one; page->first_page leads to the head */
	PG_swapcache,
	PG_swapbacked,
	PG_reclaim,
	PG_buddy,   /* first page of a free block; its order is in page->private */
	PG_pcp,	    /* free, on a per-CPU list */
	PG_table,   /* a page table or directory */
	PG_vmalloc, /* backs a vmalloc area; page->vm_area */
	PG_kmapped, /* a high page that kmap() has given an address */
	PG_module,  /* backs a module (PG_vmalloc is set too) */
	PG_stack,   /* a kernel stack */
	PG_wipe,    /* to be cleared when it is freed (init_on_free=1) */
	__NR_PAGEFLAGS
};

/* Enumerators, so that who looks from outside finds them among the debugging types. */
enum page_flags_layout {
	PAGE_ORDER_SHIFT = 24, /* of the first page of an allocation: the order it was got with */
	PAGE_ZONE_SHIFT = 30,
};
#define PAGE_ORDER_MASK (15UL << PAGE_ORDER_SHIFT)

/*
 * PageX(page), SetPageX(page), ClearPageX(page); with two underscores not atomic, for
 * pages that nobody else can see.
 */
#define PAGE_FLAG(Name, flag)                                                                      \
	static inline int Page##Name(const struct page *page)                                      \
	{                                                                                          \
		return (page->flags >> (flag)) & 1;                                                \
	}                                                                                          \
	static inline void SetPage##Name(struct page *page)                                        \
	{                                                                                          \
		set_bit(flag, &page->flags);                                                       \
	}                                                                                          \
	static inline void ClearPage##Name(struct page *page)                                      \
	{                                                                                          \
		clear_bit(flag, &page->flags);                                                     \
	}                                                                                          \
	static inline void __SetPage##Name(struct page *page)                                      \
	{                                                                                          \
		page->flags |= 1UL << (flag);                                                      \
	}                                                                                          \
	static inline void __ClearPage##Name(struct page *page)                                    \
	{                                                                                          \
		page->flags &= ~(1UL << (flag));                                                   \
	}

PAGE_FLAG(Locked, PG_locked)
PAGE_FLAG(Referenced, PG_referenced)
PAGE_FLAG(Uptodate, PG_uptodate)
PAGE_FLAG(Dirty, PG_dirty)
PAGE_FLAG(LRU, PG_lru)
PAGE_FLAG(Active, PG_active)
PAGE_FLAG(Slab, PG_slab)
PAGE_FLAG(Reserved, PG_reserved)
PAGE_FLAG(Private, PG_private)
PAGE_FLAG(Writeback, PG_writeback)
PAGE_FLAG(Head, PG_head)
PAGE_FLAG(Tail, PG_tail)
PAGE_FLAG(SwapCache, PG_swapcache)
PAGE_FLAG(SwapBacked, PG_swapbacked)
PAGE_FLAG(Reclaim, PG_reclaim)
PAGE_FLAG(Buddy, PG_buddy)
PAGE_FLAG(Pcp, PG_pcp)
PAGE_FLAG(Table, PG_table)
PAGE_FLAG(Vmalloc, PG_vmalloc)
PAGE_FLAG(Kmapped, PG_kmapped)
PAGE_FLAG(Module, PG_module)
PAGE_FLAG(Stack, PG_stack)
PAGE_FLAG(Wipe, PG_wipe)

static inline int PageCompound(const struct page *page)
{
	return PageHead(page) || PageTail(page);
}

#endif
