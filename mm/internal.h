/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * internal: what the files of mm/ share with each other and nobody else.
 */
#ifndef MM_INTERNAL_H
#define MM_INTERNAL_H

#include <linux/alloc_why.h>
#include <linux/gfp.h>
#include <linux/irqflags.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/preempt.h>

#define _RET_IP_ ((unsigned long)__builtin_return_address(0))

struct kmem_cache;
struct slab;

#ifndef MM_HOST_TEST
/* mm_struct.c: a page table of the kernel's, for every address space. */
void set_kernel_pgd(unsigned long addr, pgd_t entry);
#endif

/* high_memory - PAGE_OFFSET: the length of the linear map. */
extern unsigned long lowmem_bytes;

/* virt_addr_valid() without the call. */
static __always_inline bool is_lowmem(const void *p)
{
	return (unsigned long)p - PAGE_OFFSET < lowmem_bytes;
}

/* might_sleep() without the calls, for who has looked already. flags: the caller's. */
static __always_inline bool is_atomic(unsigned long flags)
{
	return preempt_count() || irqs_disabled_flags(flags);
}
void may_not_sleep(void);

/* zones.c: from the ranges of memblock to zones with an empty free area each. */
void free_area_init(void);
void build_all_zonelists(void);
void init_per_zone_pages_min(void);

/* pcp.c */
void pcp_set_limits(struct zone *zone);

/* buddy.c: blocks of a zone. With zone->lock held and interrupts off. */
struct page *buddy_alloc(struct zone *zone, unsigned int order);
void buddy_free(struct zone *zone, struct page *page, unsigned int order);
int buddy_largest_order(const struct zone *zone);

/* page_alloc.c. caller: the address in the code that asked, kept in page->index. */
struct page *alloc_pages_caller(gfp_t gfp, unsigned int order, unsigned long caller);
bool zone_watermark_ok(const struct zone *zone, unsigned int order, unsigned long mark,
		       enum zone_type class, bool harder, gfp_t gfp);
/* False, after a report, when page is not what a caller may free with that order. */
bool free_pages_check(struct page *page, unsigned int order);
void free_pages_caller(struct page *page, unsigned int order, unsigned long caller);

/* Single pages too go the long way, where they can be looked at. */
void alloc_fast_close(bool closed);

/* init_on.c: what pages are asked for besides; what comes back; what caches are to do. */
gfp_t init_on_gfp(void);
void init_on_free_pages(struct page *page, unsigned int order);
slab_flags_t init_on_slab_flags(slab_flags_t flags, bool has_ctor);
void init_on_report(void);

/* fault_inject.c: is this allocation to fail? Off the fast paths. */
bool should_fail_page(gfp_t gfp, unsigned int order);
bool should_failslab(const struct kmem_cache *cache, gfp_t gfp);

/* show_mem.c */
/* "GFP_KERNEL|__GFP_ZERO": the fewest names that make up the bits. */
void gfp_text(gfp_t gfp, char *buf, size_t size);
/* A driver in a loop must not drown the log: ten reports in five seconds at most. */
bool may_report(void);
void warn_alloc(gfp_t gfp, unsigned int order);
void bad_page(const struct page *page, const char *why);

/* vmscan.c: what could be freed for the sake of an allocation, in pages. */
unsigned long try_to_free_pages(gfp_t gfp, unsigned int order);
void wakeup_kswapd(struct zone *zone, unsigned int order);

/* alloc_why.c: notes for the task that watches itself; else nothing. */
void alloc_why_start(gfp_t gfp, unsigned int order);
void alloc_why_zone(const struct zone *zone, enum zone_answer answer, unsigned long mark,
		    unsigned long reserve);
void alloc_why_step(enum alloc_step step);
void alloc_why_kswapd(void);
void alloc_why_slept(void);
void alloc_why_reclaimed(unsigned long pages);

/*
 * vm_area.c: an area's end, by whoever has it to himself: first no page table shows it any
 * more, then its addresses may go to others, by and by; area is gone with that.
 */
struct vm_struct;
void vm_area_unmap(struct vm_struct *area);
void vm_area_retire(struct vm_struct *area);

/* oom_kill.c */
void oom_show_tasks(void);
bool oom_kill(void);	   /* false: there is nobody */
void oom_wait(void);	   /* a tick, for the victim to end */
bool oom_is_killing(void); /* somebody has yet to give his memory back */

/* slab_reap.c: give back up to nr empty slabs; how many pages that was. */
unsigned long slab_reap(unsigned long nr);

#endif
