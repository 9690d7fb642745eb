/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * alloc_why: what one task's call of an allocator went through: how far it came, what
 * each zone answered, whether it slept. One task at a time is watched, the one that last
 * said alloc_why_begin(); written by mm/alloc_why.c off the allocators' fast paths; read
 * by whoever has to explain a NULL.
 */
#ifndef _LINUX_ALLOC_WHY_H
#define _LINUX_ALLOC_WHY_H

#include <linux/mmzone.h>
#include <linux/types.h>

/* The last step taken, in the order of mm/page_alloc.c. */
enum alloc_step {
	ALLOC_STEP_NONE,      /* no page was asked for, or the fast path sufficed */
	ALLOC_STEP_BAD_ORDER, /* order above MAX_ORDER - 1, or a size no order holds */
	ALLOC_STEP_LOW,	      /* all zones at pages_low */
	ALLOC_STEP_MIN,	      /* kswapd woken; all zones at pages_min, less the discounts */
	ALLOC_STEP_MEMALLOC,  /* no marks at all, for who frees memory */
	ALLOC_STEP_NOWAIT,    /* may not sleep: ends here */
	ALLOC_STEP_RECLAIM,   /* after direct reclaim, at pages_min */
	ALLOC_STEP_NORETRY,   /* may not, or need not, try again: ends here */
	ALLOC_STEP_OOM,	      /* nothing left to reclaim */
	ALLOC_STEP_NO_ROOM,   /* vmalloc, ioremap, kmap: no address space */
	ALLOC_STEP_INJECTED,  /* made to fail: failslab=, fail_page_alloc= */
	ALLOC_STEP_STRICT,    /* beyond kmalloc_max= */
	ALLOC_STEP_CONTEXT,   /* not in an interrupt */
	ALLOC_STEP_REFUSED,   /* the arguments: ioremap of RAM, a size of 0 or too large */
};

enum zone_answer {
	ZONE_ANSWER_NONE, /* not asked */
	ZONE_ANSWER_GAVE,
	ZONE_ANSWER_MARK,  /* free pages would fall to mark + reserve */
	ZONE_ANSWER_ORDER, /* enough pages, but no block that large above its share */
};

struct alloc_why_zone {
	const char *name;
	enum zone_answer answer;
	unsigned long free, mark, reserve; /* pages; mark after all discounts */
	int largest_order;		   /* largest free block's, -1: none */
};

struct alloc_why {
	gfp_t gfp;
	unsigned int order;
	enum alloc_step step;
	bool slept, woke_kswapd;
	unsigned long reclaimed; /* pages */
	unsigned int nr_zones;
	struct alloc_why_zone zones[MAX_NR_ZONES]; /* as asked, the preferred first */
};

/* Watch the current task from here on; forget what was. */
void alloc_why_begin(void);
/* The record since then. Valid until the next alloc_why_begin(). */
const struct alloc_why *alloc_why_get(void);
/* One line, "zone Normal: 120 free, mark 391 + reserve 0; ...", its length. */
int alloc_why_text(const struct alloc_why *why, char *buf, size_t size);

#endif
