/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm: pages: from a page to its zone, address and references; how much memory there is.
 * At its end, <linux/mm_user.h>: address spaces.
 */
#ifndef _LINUX_MM_H
#define _LINUX_MM_H

#include <linux/atomic.h>
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/list.h>
#include <linux/mm_types.h>
#include <linux/mmzone.h>
#include <linux/page-flags.h>
#include <linux/shrinker.h>
#include <linux/slab.h> /* kvmalloc() was here once */
#include <linux/types.h>
#include <linux/version.h>
#include <asm/page.h>
#include <asm/pgtable.h>

/* Set by the architecture before paging_init(): page frame numbers, ends exclusive. */
extern unsigned long min_low_pfn, max_low_pfn; /* the linear map's frames */
extern unsigned long max_pfn;		       /* all RAM's */
extern unsigned long highstart_pfn, highend_pfn;

#define page_to_virt(page) __va(page_to_phys(page))

extern unsigned long num_physpages; /* frames of RAM that the page allocator was given */

static inline enum zone_type page_zonenum(const struct page *page)
{
	return (page->flags >> PAGE_ZONE_SHIFT) & 3;
}

static inline struct zone *page_zone(const struct page *page)
{
	return &contig_page_data.node_zones[page_zonenum(page)];
}

#define page_to_nid(page) 0

static inline int PageHighMem(const struct page *page)
{
	return page_zonenum(page) == ZONE_HIGHMEM;
}

/* The head of the compound page that page belongs to, or page itself. */
static inline struct page *compound_head(const struct page *page)
{
	return PageTail(page) ? page->first_page : (struct page *)page;
}

static inline unsigned int compound_order(const struct page *page)
{
	return PageHead(page) ? page->private : 0;
}

static inline struct page *virt_to_head_page(const void *addr)
{
	return compound_head(virt_to_page(addr));
}

static inline int page_count(const struct page *page)
{
	return atomic_read(&compound_head(page)->_refcount);
}
#define page_ref_count(page) atomic_read(&(page)->_refcount)

static inline void set_page_count(struct page *page, int n)
{
	atomic_set(&page->_refcount, n);
}
#define init_page_count(page) set_page_count(page, 1)

static inline void get_page(struct page *page)
{
	atomic_inc(&compound_head(page)->_refcount);
}

/* False: nobody has it any more. */
static inline bool get_page_unless_zero(struct page *page)
{
	return atomic_inc_not_zero(&page->_refcount);
}

static inline int put_page_testzero(struct page *page)
{
	return atomic_dec_and_test(&page->_refcount);
}

/* Give up one reference; the last frees the page, or the compound page. */
void put_page(struct page *page);
/* The same of many; the array is used up. */
void release_pages(struct page **pages, unsigned int nr);

static inline int page_mapcount(const struct page *page)
{
	return atomic_read(&page->_mapcount) + 1;
}

#define page_private(page)	  ((page)->private)
#define set_page_private(page, v) ((page)->private = (v))

static inline void *lowmem_page_address(const struct page *page)
{
	return __va(page_to_pfn(page) << PAGE_SHIFT);
}

/* Its kernel address; NULL: a high page that kmap() has given none (mm/highmem.c). */
void *page_address(const struct page *page);

#define mem_map_reserve(page)	SetPageReserved(page)
#define mem_map_unreserve(page) ClearPageReserved(page)

/* Make 1 << order pages that are not compound into single ones, each freed by itself. */
void split_page(struct page *page, unsigned int order);
#ifndef MODULE /* the kernel's own */
/* The order that page was allocated with; -1: it is not the first of an allocation. */
int page_held_order(const struct page *page);
#endif

/* How much there is, in pages. */
unsigned long totalram_pages(void);
#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 0, 0)
#define totalram_pages ((totalram_pages)())
#endif
unsigned long totalhigh_pages(void);
unsigned long nr_free_pages(void); /* per-CPU lists not counted */
unsigned long nr_free_highpages(void);
unsigned long nr_free_buffer_pages(void);
/* What a user could still get without swapping: MemAvailable. */
long si_mem_available(void);

struct sysinfo {
	long uptime;
	unsigned long loads[3];
	unsigned long totalram, freeram, sharedram, bufferram, totalswap, freeswap;
	unsigned short procs;
	unsigned long totalhigh, freehigh;
	unsigned int mem_unit;
};
void si_meminfo(struct sysinfo *val);

/* "Mem-Info:" on the log: zones, marks, free lists. Any context. */
void show_mem(void);

/* Boot, in this order, by start_kernel() and setup_arch(). */
void paging_init(void);
void mem_init(void);
void kmem_cache_init(void);
void vmalloc_init(void);
#ifndef MODULE /* the kernel's own */
/* Reclaim's thread, once there are threads. */
void kswapd_init(void);
#endif
/* The pages of __init code and data, once nobody needs them. */
void free_initmem(void);
/* Give pages of the image back; poison < 0: as they are. How many. */
unsigned long free_reserved_area(void *start, void *end, int poison, const char *what);

#ifndef MODULE /* the kernel's own */
/* Marks and reserves anew, after min_free_kbytes or the ratios changed. */
void setup_per_zone_pages_min(void);
int min_free_kbytes_most(void); /* a quarter of lowmem */
void setup_per_zone_lowmem_reserve(void);
#endif

/* /proc/sys/vm/swappiness: 0 to 100, how readily pages that users have mapped are taken. */
extern int vm_swappiness;

#ifndef MM_HOST_TEST
/* vmalloc.h has more; sources have these from here */
struct page *vmalloc_to_page(const void *addr);
unsigned long vmalloc_to_pfn(const void *addr);

#include <linux/mm_user.h>
#endif

/* Is memory got with gfp cleared, and freed memory (mm/init_on.c)? */
bool want_init_on_alloc(gfp_t gfp);
bool want_init_on_free(void);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/ioport.h>
#include <linux/kref.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/radix-tree.h>
#include <linux/ratelimit.h>
#include <linux/rcupdate.h>
#include <linux/refcount.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/sizes.h>
#include <linux/stacktrace.h>
#include <linux/stat.h>
#include <linux/uaccess.h>
#include <linux/uuid.h>
#include <linux/vmstat.h>
#endif

#endif
