/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page_alloc: from which zone, how far down, and what to do when there is nothing.
 *
 * 1. Purpose. alloc_pages(): the door to all memory; everything else in mm/ stands on it.
 *
 * 2. Structures. The zones (mm/zones.c), each with buddy lists (mm/buddy.c) and this
 *    CPU's page lists (mm/pcp.c). An allocation walks the zonelist of the highest zone its
 *    flags allow and asks each zone in turn whether it may go so low:
 *
 *	free pages  ____________________________________
 *	            |  wanted  |  mark  | lowmem_reserve |   enough when some is left over
 *
 *	mark, by step         discount on pages_min
 *	1  pages_low          half for __GFP_HIGH;
 *	3  pages_min          of what is left a quarter for real-time tasks, and
 *	4  none                    for __GFP_HIGH that may not sleep (GFP_ATOMIC)
 *	6  pages_min
 *	7  pages_high
 *
 *    Free pages alone are not enough for a block of 1 << order: the blocks too small for
 *    it do not count, and for each order left out half of the mark has to remain above.
 *
 *    The steps:
 *	1 all zones at pages_low                                     (the fast path)
 *	2 wake kswapd
 *	3 all zones at pages_min, less the discounts
 *	4 who is freeing memory right now may take anything
 *	5 who may not sleep gets nothing
 *	6 reclaim on the spot; all zones at pages_min
 *	7 nothing was reclaimed: once more at pages_high, as somebody else may have freed;
 *	  else memory is out (mm/oom.c)
 *	8 something was: wait a little and try again (small orders, __GFP_REPEAT)
 *	9 report, unless __GFP_NOWARN
 *
 * 3. Invariants. A page given out has one reference and no flags but its zone and order;
 *    page->index tells the caller's address. Pages of a block after the first have no
 *    reference, unless the block is compound: then they lead to the first.
 *
 * 4. Locking and context. None of its own. Any context; __GFP_WAIT only where sleeping is
 *    allowed.
 *
 * 5. Failure. NULL (0 for an address); alloc_why says why. A page freed twice, with
 *    another order, or while in use by another part of mm/ is reported and stays where it
 *    is: losing it is better than giving it to two.
 */
#include <abi/probe.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/vmstat.h>

#include "internal.h"
#include "lru.h"
#include "pcp_fast.h"

#define RETRY_ORDER 3 /* up to here, memory will come: worth waiting for */
#define RETRY_TICKS (HZ / 50)

/* What a page may not be when it is freed, and when it is given out. */
#define FLAGS_IN_USE                                                                               \
	(1UL << PG_slab | 1UL << PG_buddy | 1UL << PG_pcp | 1UL << PG_reserved | 1UL << PG_table | \
	 1UL << PG_vmalloc | 1UL << PG_stack | 1UL << PG_locked | 1UL << PG_lru |                  \
	 1UL << PG_active | 1UL << PG_writeback)
#define FLAGS_COMPOUND (1UL << PG_head | 1UL << PG_tail)
/* A high page keeps the address that kmap() gave it until the slot is needed. */
#define FLAGS_AT_PREP (FLAGS_IN_USE | FLAGS_COMPOUND | PAGE_ORDER_MASK | 1UL << PG_wipe)
#define FLAGS_CLEARED                                                                              \
	(PAGE_ORDER_MASK | FLAGS_COMPOUND | 1UL << PG_referenced | 1UL << PG_uptodate |            \
	 1UL << PG_dirty | 1UL << PG_private | 1UL << PG_swapcache | 1UL << PG_swapbacked |        \
	 1UL << PG_reclaim | 1UL << PG_module | 1UL << PG_wipe)

bool zone_watermark_ok(const struct zone *zone, unsigned int order, unsigned long mark,
		       enum zone_type class, bool harder, gfp_t gfp)
{
	long min = mark, free = zone->free_pages - (1L << order) + 1;
	unsigned int o;

	if (gfp & __GFP_HIGH)
		min -= min / 2;
	if (harder)
		min -= min / 4;
	if (free <= min + (long)zone->lowmem_reserve[class])
		return false;
	for (o = 0; o < order; o++) {
		free -= zone->free_area[o].nr_free << o;
		min >>= 1;
		if (free <= min)
			return false;
	}
	return true;
}

static void prep_compound(struct page *page, unsigned int order)
{
	unsigned long i;

	__SetPageHead(page);
	page->private = order;
	for (i = 1; i < 1UL << order; i++) {
		__SetPageTail(page + i);
		page[i].first_page = page;
	}
}

/* False: the page is not as a free page should be. It is not used then. */
static __always_inline bool prep_page(struct page *page, unsigned int order, gfp_t gfp,
				      unsigned long caller)
{
	unsigned long i;

	if (unlikely(page->flags & FLAGS_AT_PREP || page_ref_count(page))) {
		bad_page(page, "not free, though on a free list");
		return false;
	}
	page->flags |= (unsigned long)order << PAGE_ORDER_SHIFT;
	page->index = caller;
	page->private = 0;
	page->mapping = NULL;
	set_page_count(page, 1);
	if (gfp & __GFP_ZERO)
		for (i = 0; i < 1UL << order; i++)
			clear_highpage(page + i);
	if (order && gfp & __GFP_COMP)
		prep_compound(page, order);
	return true;
}

static struct page *take(struct zone *zone, unsigned int order, gfp_t gfp)
{
	struct page *page = NULL;
	unsigned long flags;

	if (likely(!order)) {
		page = pcp_alloc(zone, gfp & __GFP_COLD);
		if (likely(page))
			return page;
	}
	spin_lock_irqsave(&zone->lock, flags);
	page = buddy_alloc(zone, order);
	spin_unlock_irqrestore(&zone->lock, flags);
	return page;
}

enum mark { MARK_NONE, MARK_MIN, MARK_LOW, MARK_HIGH };

static unsigned long mark_of(const struct zone *zone, enum mark mark)
{
	switch (mark) {
	case MARK_MIN:
		return zone->pages_min;
	case MARK_LOW:
		return zone->pages_low;
	case MARK_HIGH:
		return zone->pages_high;
	default:
		return 0;
	}
}

/* One allocation on its way through the steps. */
struct request {
	gfp_t gfp;
	unsigned int order;
	enum zone_type class;
	bool harder;
	unsigned long caller;
};

/* The discounts are for those who come to pages_min. */
static bool zone_may(const struct zone *zone, const struct request *rq, enum mark mark)
{
	bool discount = mark == MARK_MIN;

	if (mark == MARK_NONE)
		return true;
	return zone_watermark_ok(zone, rq->order, mark_of(zone, mark), rq->class,
				 discount && rq->harder, discount ? rq->gfp : 0);
}

static void note_refusal(const struct zone *zone, const struct request *rq, enum mark mark)
{
	unsigned long min = mark_of(zone, mark), reserve = zone->lowmem_reserve[rq->class];
	bool by_order;

	if (mark == MARK_MIN && rq->gfp & __GFP_HIGH)
		min -= min / 2;
	if (mark == MARK_MIN && rq->harder)
		min -= min / 4;
	by_order = (long)(zone->free_pages - (1UL << rq->order) + 1) > (long)(min + reserve);
	alloc_why_zone(zone, by_order ? ZONE_ANSWER_ORDER : ZONE_ANSWER_MARK, min,
		       mark == MARK_NONE ? 0 : reserve);
}

static struct page *try_zones(const struct request *rq, enum mark mark)
{
	struct zone **zones = contig_page_data.node_zonelists[rq->class].zones;
	struct page *page;

	for (; *zones; zones++) {
		if (unlikely(!zone_may(*zones, rq, mark))) {
			note_refusal(*zones, rq, mark);
			continue;
		}
		page = take(*zones, rq->order, rq->gfp);
		if (likely(page)) {
			if (likely(prep_page(page, rq->order, rq->gfp, rq->caller)))
				return page;
			zones--; /* that page is lost; this zone has others */
			continue;
		}
		note_refusal(*zones, rq, mark);
	}
	return NULL;
}

static void wake_all_kswapds(const struct request *rq)
{
	struct zone **zones = contig_page_data.node_zonelists[rq->class].zones;

	for (; *zones; zones++)
		wakeup_kswapd(*zones, rq->order);
	alloc_why_kswapd();
}

static bool may_take_all(gfp_t gfp)
{
	if (gfp & __GFP_NOMEMALLOC || in_interrupt())
		return false;
	return gfp & __GFP_MEMALLOC || current->flags & PF_MEMALLOC || test_thread_flag(TIF_MEMDIE);
}

static bool worth_retrying(const struct request *rq, unsigned long progress)
{
	if (rq->gfp & __GFP_NOFAIL)
		return true;
	if (rq->gfp & __GFP_NORETRY || !progress || test_thread_flag(TIF_MEMDIE))
		return false;
	return rq->order <= RETRY_ORDER || rq->gfp & __GFP_REPEAT;
}

/* Steps 6 to 8, for who may sleep. */
static struct page *reclaim_and_retry(const struct request *rq)
{
	unsigned long progress;
	struct page *page;

	for (;;) {
		alloc_why_step(ALLOC_STEP_RECLAIM);
		progress = try_to_free_pages(rq->gfp, rq->order);
		alloc_why_reclaimed(progress);
		page = try_zones(rq, MARK_MIN);
		if (page)
			return page;
		if (!progress && rq->gfp & __GFP_FS && !(rq->gfp & __GFP_NORETRY)) {
			alloc_why_step(ALLOC_STEP_OOM);
			page = try_zones(rq, MARK_HIGH);
			if (page)
				return page;
			progress = out_of_memory(rq->gfp, rq->order);
			/* whom it chose may be who asks */
			page = may_take_all(rq->gfp) ? try_zones(rq, MARK_NONE) : NULL;
			if (page)
				return page;
		}
		if (!worth_retrying(rq, progress))
			break;
		alloc_why_slept();
		schedule_timeout_uninterruptible(RETRY_TICKS);
	}
	if (progress || rq->gfp & __GFP_NORETRY)
		alloc_why_step(ALLOC_STEP_NORETRY);
	return NULL;
}

static noinline struct page *alloc_slow(struct request *rq)
{
	/* who may not sleep though his flags say so has been told; it must not end in a deadlock */
	bool wait = rq->gfp & __GFP_WAIT && !is_atomic(arch_local_save_flags());
	struct page *page;

	alloc_why_start(rq->gfp, rq->order);
	wake_all_kswapds(rq);
	rq->harder = (!wait && rq->gfp & __GFP_HIGH) || (rt_task(current) && !in_interrupt());
	alloc_why_step(ALLOC_STEP_MIN);
	page = try_zones(rq, MARK_MIN);
	if (!page && may_take_all(rq->gfp)) {
		alloc_why_step(ALLOC_STEP_MEMALLOC);
		page = try_zones(rq, MARK_NONE);
	} else if (!page && wait) {
		page = reclaim_and_retry(rq);
	} else if (!page) {
		alloc_why_step(ALLOC_STEP_NOWAIT);
	}
	if (!page && !(rq->gfp & __GFP_NOWARN))
		warn_alloc(rq->gfp, rq->order);
	return page;
}

/* mm/fault_inject.c wants this one to fail. */
static noinline __cold struct page *refuse_injected(gfp_t gfp, unsigned int order)
{
	alloc_why_start(gfp, order);
	alloc_why_step(ALLOC_STEP_INJECTED);
	return NULL;
}

/* Out of line: asking for too much is a mistake of the caller's, or a size off the wire. */
static noinline __cold struct page *refuse_order(gfp_t gfp, unsigned int order)
{
	alloc_why_start(gfp, order);
	alloc_why_step(ALLOC_STEP_BAD_ORDER);
	WARN_ONCE(!(gfp & __GFP_NOWARN), "alloc_pages: order %u; the largest is %d\n", order,
		  MAX_ORDER - 1);
	return NULL;
}

noinline void may_not_sleep(void)
{
	might_sleep();
}

/* By highest zone allowed: the preferred one, or one that never has any. */
static struct zone *fast_zone[MAX_NR_ZONES];

void alloc_fast_close(bool closed)
{
	static struct zone no_pages;
	int class;

	closed |= init_on_gfp() != 0;
	for (class = 0; class < MAX_NR_ZONES; class ++)
		fast_zone[class] =
		    closed ? &no_pages : contig_page_data.node_zonelists[class].zones[0];
}

/* A single page off this CPU's list of the preferred zone: nearly always enough. */
static __always_inline struct page *alloc_fast(gfp_t gfp, unsigned long caller)
{
	enum zone_type class = gfp_zone(gfp);
	struct zone *zone = fast_zone[class];
	struct page *page;

	if (unlikely((long)zone->free_pages <=
		     (long)(zone->pages_low + zone->lowmem_reserve[class])))
		return NULL;
	page = pcp_alloc(zone, gfp & __GFP_COLD);
	return page && prep_page(page, 0, gfp, caller) ? page : NULL;
}

static noinline struct page *alloc_general(gfp_t gfp, unsigned int order, unsigned long caller)
{
	struct request rq = {
	    .gfp = gfp | init_on_gfp(),
	    .order = order,
	    .class = gfp_zone(gfp),
	    .caller = caller,
	};
	struct page *page;

	if (unlikely(order >= MAX_ORDER))
		return refuse_order(gfp, order);
	if (unlikely(should_fail_page(gfp, order)))
		return refuse_injected(gfp, order);
	page = try_zones(&rq, MARK_LOW);
	if (unlikely(!page))
		page = alloc_slow(&rq);
	if (page && want_init_on_free())
		__SetPageWipe(page);
	return page;
}

static __always_inline struct page *alloc_pages_inline(gfp_t gfp, unsigned int order,
						       unsigned long caller)
{
	struct page *page = NULL;

	if (gfp & __GFP_WAIT && unlikely(is_atomic(arch_local_save_flags())))
		may_not_sleep();
	if (likely(!order))
		page = alloc_fast(gfp, caller);
	if (unlikely(!page))
		page = alloc_general(gfp, order, caller);
	PROBE4(kmem, mm_page_alloc, page ? (long)page_to_pfn(page) : -1L, order, gfp, caller);
	return page;
}

struct page *alloc_pages_caller(gfp_t gfp, unsigned int order, unsigned long caller)
{
	return alloc_pages_inline(gfp, order, caller);
}

struct page *alloc_pages(gfp_t gfp, unsigned int order)
{
	return alloc_pages_inline(gfp, order, _RET_IP_);
}
EXPORT_SYMBOL(alloc_pages);

struct page *alloc_pages_node(int nid, gfp_t gfp, unsigned int order)
{
	return alloc_pages_caller(gfp, order, _RET_IP_);
}
EXPORT_SYMBOL(alloc_pages_node);

/* An address is wanted, and high memory has none. */
static unsigned long get_pages(gfp_t gfp, unsigned int order, unsigned long caller)
{
	struct page *page = alloc_pages_caller(gfp & ~__GFP_HIGHMEM, order, caller);

	return page ? (unsigned long)lowmem_page_address(page) : 0;
}

unsigned long __get_free_pages(gfp_t gfp, unsigned int order)
{
	return get_pages(gfp, order, _RET_IP_);
}
EXPORT_SYMBOL(__get_free_pages);

unsigned long get_zeroed_page(gfp_t gfp)
{
	return get_pages(gfp | __GFP_ZERO, 0, _RET_IP_);
}
EXPORT_SYMBOL(get_zeroed_page);

int page_held_order(const struct page *page)
{
	if (page->flags & (FLAGS_IN_USE | 1UL << PG_tail) || page_ref_count(page) <= 0)
		return -1;
	return (page->flags & PAGE_ORDER_MASK) >> PAGE_ORDER_SHIFT;
}

static const char *why_not_freeable(const struct page *page, unsigned int order)
{
	if (PageBuddy(page) || PagePcp(page) || page_ref_count(page) <= 0)
		return "freed twice, or not the first page of an allocation";
	if (PageTail(page))
		return "freed from within a compound page";
	if (page->flags & FLAGS_IN_USE)
		return "freed while in use";
	if (page_held_order(page) != (int)order)
		return "freed with another order than it was got with";
	return NULL;
}

bool free_pages_check(struct page *page, unsigned int order)
{
	const char *why = why_not_freeable(page, order);
	unsigned long i;

	for (i = 1; !why && order < MAX_ORDER && i < 1UL << order; i++)
		if (page[i].flags & FLAGS_IN_USE || page_ref_count(page + i))
			why = "freed while a page of the block is in use";
	if (why)
		bad_page(page, why);
	return !why;
}

/* The last reference has gone. */
static void give_back(struct page *page, unsigned int order)
{
	struct zone *zone = page_zone(page);
	unsigned long i, flags;

	page->flags &= ~FLAGS_CLEARED;
	if (likely(!order)) {
		pcp_free(page, false);
		return;
	}
	page->private = 0;
	for (i = 1; i < 1UL << order; i++) {
		page[i].flags &= ~FLAGS_CLEARED;
		page[i].mapping = NULL;
	}
	spin_lock_irqsave(&zone->lock, flags);
	buddy_free(zone, page, order);
	spin_unlock_irqrestore(&zone->lock, flags);
}

static noinline bool freeable_slow(struct page *page, unsigned int order)
{
	if (!free_pages_check(page, order))
		return false;
	if (page_ref_count(page) == 1)
		init_on_free_pages(page, order);
	return true;
}

/* One look at flags and count is enough for a single page that is in order. */
static __always_inline bool freeable(struct page *page, unsigned int order)
{
	if (likely(!order && !(page->flags & FLAGS_AT_PREP) && page_ref_count(page) > 0))
		return true;
	return freeable_slow(page, order);
}

void free_pages_caller(struct page *page, unsigned int order, unsigned long caller)
{
	if (unlikely(!freeable(page, order)))
		return;
	PROBE3(kmem, mm_page_free, page_to_pfn(page), order, caller);
	if (put_page_testzero(page))
		give_back(page, order);
}

/* free_pages_caller() for the usual case, without its calls. */
static __always_inline void free_one(struct page *page, bool cold, unsigned long caller)
{
	if (unlikely(!freeable(page, 0)))
		return;
	PROBE3(kmem, mm_page_free, page_to_pfn(page), 0, caller);
	if (put_page_testzero(page)) {
		page->flags &= ~FLAGS_CLEARED;
		pcp_free(page, cold);
	}
}

void __free_pages(struct page *page, unsigned int order)
{
	if (likely(!order))
		free_one(page, false, _RET_IP_);
	else
		free_pages_caller(page, order, _RET_IP_);
}
EXPORT_SYMBOL(__free_pages);

void free_pages(unsigned long addr, unsigned int order)
{
	if (!addr)
		return;
	if (WARN(!virt_addr_valid(addr), "free_pages: 0x%08lx is outside the linear map\n", addr))
		return;
	free_pages_caller(virt_to_page((void *)addr), order, _RET_IP_);
}
EXPORT_SYMBOL(free_pages);

void free_hot_page(struct page *page)
{
	free_one(page, false, _RET_IP_);
}
EXPORT_SYMBOL(free_hot_page);

void free_cold_page(struct page *page)
{
	free_one(page, true, _RET_IP_);
}
EXPORT_SYMBOL(free_cold_page);

void put_page(struct page *page)
{
	page = compound_head(page);
	if (WARN_ON(page_ref_count(page) <= 0) || !put_page_testzero(page))
		return;
	if (page->flags & (1UL << PG_lru | 1UL << PG_swapbacked))
		lru_release(page);
	/* nobody else can see it any more; the free takes this last reference */
	set_page_count(page, 1);
	free_pages_caller(page, (page->flags & PAGE_ORDER_MASK) >> PAGE_ORDER_SHIFT, _RET_IP_);
}
EXPORT_SYMBOL(put_page);

void release_pages(struct page **pages, unsigned int nr)
{
	unsigned int i, last = 0;

	for (i = 0; i < nr; i++) {
		struct page *page = pages[i];

		if (unlikely(page->flags & (FLAGS_COMPOUND | PAGE_ORDER_MASK)))
			put_page(page);
		else if (!WARN_ON(page_ref_count(page) <= 0) && put_page_testzero(page))
			pages[last++] = page;
	}
	lru_release_pages(pages, last);
	for (i = 0; i < last; i++) {
		/* as put_page() does */
		set_page_count(pages[i], 1);
		free_one(pages[i], false, _RET_IP_);
	}
}
EXPORT_SYMBOL(release_pages);

void split_page(struct page *page, unsigned int order)
{
	unsigned long i;

	BUG_ON(PageCompound(page) || page_held_order(page) != (int)order);
	page->flags &= ~PAGE_ORDER_MASK;
	for (i = 1; i < 1UL << order; i++) {
		set_page_count(page + i, 1);
		page[i].flags |= page->flags & 1UL << PG_wipe;
		page[i].index = page->index;
	}
}
EXPORT_SYMBOL(split_page);

void *alloc_pages_exact(size_t bytes, gfp_t gfp)
{
	unsigned int order = get_order(bytes), i;
	struct page *page =
	    alloc_pages_caller(gfp & ~(__GFP_HIGHMEM | __GFP_COMP), order, _RET_IP_);

	if (!page)
		return NULL;
	split_page(page, order);
	for (i = PFN_UP(bytes); i < 1U << order; i++)
		__free_page(page + i);
	return lowmem_page_address(page);
}
EXPORT_SYMBOL(alloc_pages_exact);

void free_pages_exact(void *addr, size_t bytes)
{
	char *at = addr;

	for (; at < (char *)addr + bytes; at += PAGE_SIZE)
		free_page((unsigned long)at);
}
EXPORT_SYMBOL(free_pages_exact);
