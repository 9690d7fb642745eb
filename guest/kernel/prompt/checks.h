/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * checks: what a call is asked before it runs, so that a mistake at the prompt costs a
 * line and not the kernel. false: expr_fail() has said what is wrong.
 */
#ifndef PROMPT_CHECKS_H
#define PROMPT_CHECKS_H

#include "calls.h"

/* Flags the kernel knows, and no wait without end. */
bool check_gfp(struct invocation *in, gfp_t gfp);
/* The beginning of a live object of kmalloc() or a cache; NULL and ZERO_SIZE_PTR pass. */
bool check_kfree(struct invocation *in, u32 addr);
/* Frames that are given out, 1 << order of them from this one on, and not the kernel's. */
bool check_frames(struct invocation *in, struct page *page, u32 order);
/* The same, got from the page allocator with this order. */
bool check_pages(struct invocation *in, struct page *page, u32 order);
/* A cache whose end would not take the kernel's own data with it. */
bool check_own_cache(struct invocation *in, struct kmem_cache *cache);
/* The start of an area of vmalloc() (ioremap false) or ioremap(). */
bool check_area(struct invocation *in, u32 addr, bool ioremap);

#endif
