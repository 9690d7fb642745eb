/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gfp: "get free pages", the page allocator's calls, and the flags that say from where
 * and how hard. Numbers are Linux 2.6.11's; names of other times mean the nearest of these.
 */
#ifndef _LINUX_GFP_H
#define _LINUX_GFP_H

#include <linux/mmzone.h>
#include <linux/types.h>
#include <asm/page.h>

/* From which zones. Without either: ZONE_NORMAL and, failing that, ZONE_DMA. */
#define __GFP_DMA     0x01u
#define __GFP_HIGHMEM 0x02u

/* What the allocator may do. */
#define __GFP_WAIT	 0x10u	  /* sleep, and reclaim */
#define __GFP_HIGH	 0x20u	  /* go below the marks */
#define __GFP_IO	 0x40u	  /* start I/O */
#define __GFP_FS	 0x80u	  /* call into file systems */
#define __GFP_COLD	 0x100u	  /* a page no cache holds will do */
#define __GFP_NOWARN	 0x200u	  /* fail quietly */
#define __GFP_REPEAT	 0x400u	  /* try again even for a large order */
#define __GFP_NOFAIL	 0x800u	  /* try for ever */
#define __GFP_NORETRY	 0x1000u  /* do not try again */
#define __GFP_NO_GROW	 0x2000u  /* slab's own: take no new slab */
#define __GFP_COMP	 0x4000u  /* tie the pages together: a compound page */
#define __GFP_ZERO	 0x8000u  /* cleared */
#define __GFP_NOMEMALLOC 0x10000u /* never the last reserves */
#define __GFP_MEMALLOC	 0x20000u /* all reserves: the caller is freeing memory */
#define __GFP_BITS_MASK                                                                            \
	(__GFP_DMA | __GFP_HIGHMEM | __GFP_WAIT | __GFP_HIGH | __GFP_IO | __GFP_FS | __GFP_COLD |  \
	 __GFP_NOWARN | __GFP_REPEAT | __GFP_NOFAIL | __GFP_NORETRY | __GFP_NO_GROW | __GFP_COMP | \
	 __GFP_ZERO | __GFP_NOMEMALLOC | __GFP_MEMALLOC)

/* Names of other times. kswapd is always woken; memory has one node and no migration types. */
#define __GFP_HIGHIO		     __GFP_IO /* 2.4 */
#define __GFP_NO_KSWAPD		     0u
#define __GFP_OTHER_NODE	     0u
#define __GFP_KMEMCG		     0u
#define __GFP_NOACCOUNT		     0u
#define __GFP_NOLOCKDEP		     0u
#define __GFP_ZEROTAGS		     0u
#define __GFP_SKIP_ZERO		     0u
#define __GFP_NO_OBJ_EXT	     0u
#define __GFP_NOTRACK_FALSE_POSITIVE 0u
#define __GFP_DIRECT_RECLAIM	     __GFP_WAIT
#define __GFP_RECLAIM		     __GFP_WAIT
#define __GFP_KSWAPD_RECLAIM	     0u
#define __GFP_RETRY_MAYFAIL	     __GFP_REPEAT
#define __GFP_ATOMIC		     __GFP_HIGH
#define __GFP_DMA32		     0u
#define __GFP_MOVABLE		     0u
#define __GFP_RECLAIMABLE	     0u
#define __GFP_HARDWALL		     0u
#define __GFP_THISNODE		     0u
#define __GFP_ACCOUNT		     0u
#define __GFP_WRITE		     0u
#define __GFP_NOTRACK		     0u

#define GFP_NOHIGHIO	 __GFP_WAIT /* 2.4.7 on */
#define GFP_KSWAPD	 (__GFP_IO | __GFP_FS)
#define GFP_IOFS	 (__GFP_IO | __GFP_FS)
#define GFP_THISNODE	 0u
#define GFP_MOVABLE_MASK 0u
#define GFP_TRANSHUGE_LIGHT                                                                        \
	((GFP_HIGHUSER_MOVABLE | __GFP_COMP | __GFP_NOMEMALLOC | __GFP_NOWARN) & ~__GFP_WAIT)
#define GFP_TRANSHUGE (GFP_TRANSHUGE_LIGHT | __GFP_WAIT)
#define GFP_ZONEMASK  (__GFP_DMA | __GFP_HIGHMEM | __GFP_DMA32 | __GFP_MOVABLE)
#define GFP_RECLAIM_MASK                                                                           \
	(__GFP_WAIT | __GFP_HIGH | __GFP_IO | __GFP_FS | __GFP_NOWARN | __GFP_REPEAT |             \
	 __GFP_NOFAIL | __GFP_NORETRY | __GFP_MEMALLOC | __GFP_NOMEMALLOC)
#define GFP_NOWAIT	     0u
#define GFP_ATOMIC	     __GFP_HIGH
#define GFP_NOIO	     __GFP_WAIT
#define GFP_NOFS	     (__GFP_WAIT | __GFP_IO)
#define GFP_KERNEL	     (__GFP_WAIT | __GFP_IO | __GFP_FS)
#define GFP_KERNEL_ACCOUNT   GFP_KERNEL
#define GFP_USER	     (__GFP_WAIT | __GFP_IO | __GFP_FS)
#define GFP_HIGHUSER	     (GFP_USER | __GFP_HIGHMEM)
#define GFP_HIGHUSER_MOVABLE GFP_HIGHUSER
#define GFP_TEMPORARY	     GFP_KERNEL
#define GFP_BUFFER	     GFP_NOIO
#define GFP_NFS		     GFP_NOFS
#define GFP_DMA		     __GFP_DMA
#define GFP_DMA32	     __GFP_DMA32
#define GFP_LEVEL_MASK	     (__GFP_BITS_MASK & ~(__GFP_DMA | __GFP_HIGHMEM))

static inline bool gfpflags_allow_blocking(gfp_t gfp)
{
	return gfp & __GFP_WAIT;
}

static inline bool gfpflags_normal_context(gfp_t gfp)
{
	return (gfp & (__GFP_WAIT | __GFP_MEMALLOC)) == __GFP_WAIT;
}

/* The highest zone that the flags allow. */
static inline enum zone_type gfp_zone(gfp_t gfp)
{
	if (gfp & __GFP_DMA)
		return ZONE_DMA;
	return gfp & __GFP_HIGHMEM ? ZONE_HIGHMEM : ZONE_NORMAL;
}

/*
 * 1 << order contiguous pages, aligned to their size; NULL or 0: none, and alloc_why says
 * why. Who has __GFP_WAIT may sleep. The content is what it was. What gives an address
 * never gives high memory: those flags lose __GFP_HIGHMEM.
 */
struct page *alloc_pages(gfp_t gfp, unsigned int order);
struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order);
unsigned long __get_free_pages(gfp_t gfp, unsigned int order);
unsigned long get_zeroed_page(gfp_t gfp);
/* Whole pages for exactly so many bytes. */
void *alloc_pages_exact(size_t bytes, gfp_t gfp);
void free_pages_exact(void *addr, size_t bytes);

#define alloc_page(gfp)			    alloc_pages(gfp, 0)
#define __alloc_pages_node(nid, gfp, order) alloc_pages_node(nid, gfp, order)
#define __get_free_page(gfp)		    __get_free_pages(gfp, 0)
#define __get_dma_pages(gfp, order)	    __get_free_pages((gfp) | GFP_DMA, order)
#define get_free_page(gfp)		    get_zeroed_page(gfp)
#define get_dma_pages(gfp, order)	    __get_dma_pages(gfp, order)

/*
 * The order must be the one given then; 0 is fine as an address. The pages go back when
 * their last reference does.
 */
void __free_pages(struct page *page, unsigned int order);
void free_pages(unsigned long addr, unsigned int order);
/* To the warm end of the per-CPU lists, or to those of pages that no cache holds. */
void free_hot_page(struct page *page);
void free_cold_page(struct page *page);

#define __free_page(page)	       __free_pages(page, 0)
#define free_page(addr)		       free_pages(addr, 0)
#define free_hot_cold_page(page, cold) ((cold) ? free_cold_page(page) : free_hot_page(page))

/* Give this CPU's page lists back to the buddy allocator; all CPUs'. */
void drain_local_pages(void);
void drain_all_pages(void);

#endif
