/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault_inject: allocations that fail on purpose.
 *
 * 1. Purpose. Code for the case that there is no memory hardly ever runs, and so it is
 *    where the mistakes are. Here memory is short whenever the tester likes.
 *
 * 2. Structures. A fault_attr for pages and one for slab objects, each a row of sieves:
 *
 *	allocation -> space used up? -> every interval'th? -> probability? -> times left?
 *	                  no: granted      no                   no              no
 *
 * 3. Invariants. As long as neither is in force, no allocation pays for it: only the slow
 *    paths ask. While one is, the fast paths are closed, so that all come to the slow ones:
 *    page_alloc's by a zone that has no pages (alloc_fast_close()), slab's by taking the
 *    per-CPU arrays away (slab_close_arrays()).
 *
 * 4. Locking and context. should_fail(): any; two CPUs may count one allocation for two.
 *
 * 5. Failure. Random numbers come from a fixed seed: the same run fails at the same places.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"

#define SEED 0x2545f491

struct fault_attr failslab = {.name = "failslab"};
struct fault_attr fail_page_alloc = {.name = "fail_page_alloc"};

/* xorshift32 */
static u32 next_random(struct fault_attr *attr)
{
	attr->random ^= attr->random << 13;
	attr->random ^= attr->random >> 17;
	attr->random ^= attr->random << 5;
	return attr->random;
}

static void report(const struct fault_attr *attr)
{
	pr_notice("FAULT_INJECTION: forcing a failure.\n"
		  "name %s, interval %lu, probability %lu, space %d, times %d\n",
		  attr->name, attr->interval, attr->probability, attr->space, attr->times);
	dump_stack();
}

bool should_fail(struct fault_attr *attr, ssize_t size)
{
	if (!attr->probability || !attr->times)
		return false;
	if (attr->space > size) {
		attr->space -= size;
		return false;
	}
	if (attr->interval > 1 && ++attr->count % attr->interval)
		return false;
	if (attr->probability <= next_random(attr) % 100)
		return false;
	if (may_report())
		report(attr);
	if (attr->times > 0)
		attr->times--;
	return true;
}
EXPORT_SYMBOL(should_fail);

bool should_fail_page(gfp_t gfp, unsigned int order)
{
	return !(gfp & __GFP_NOFAIL) && should_fail(&fail_page_alloc, PAGE_SIZE << order);
}

bool should_failslab(const struct kmem_cache *cache, gfp_t gfp)
{
	return !(gfp & __GFP_NOFAIL) && should_fail(&failslab, cache->object_size);
}

static int parse(struct fault_attr *attr, const char *text)
{
	unsigned long interval, probability;
	int space, times;

	if (!text || sscanf(text, "%lu,%lu,%d,%d", &interval, &probability, &space, &times) != 4 ||
	    probability > 100)
		return -EINVAL;
	attr->interval = interval;
	attr->probability = probability;
	attr->space = space;
	attr->times = times;
	attr->count = 0;
	attr->random = SEED;
	return 0;
}

int setup_fault_attr(struct fault_attr *attr, const char *text)
{
	int err = parse(attr, text);

	if (err)
		return err;
	alloc_fast_close(fail_page_alloc.probability);
	slab_close_arrays(failslab.probability);
	return 0;
}
EXPORT_SYMBOL(setup_fault_attr);

/* At boot: build_all_zonelists() and kmem_cache_init() will look. */
static int __init early_failslab(char *value)
{
	return parse(&failslab, value);
}
early_param("failslab", early_failslab);

static int __init early_fail_page_alloc(char *value)
{
	return parse(&fail_page_alloc, value);
}
early_param("fail_page_alloc", early_fail_page_alloc);
