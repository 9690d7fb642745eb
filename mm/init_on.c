/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * init_on: memory cleared as it is given out, or as it comes back.
 *
 * 1. Purpose. Memory holds what its last owner wrote until somebody writes over it. Who reads
 *    it before that, by mistake or on purpose, learns what he should not. init_on_alloc=1 on the
 *    command line clears every page and every object that is given out; init_on_free=1 does it
 *    when they come back, so that secrets do not even lie about. Both are off unless asked for.
 *
 * 2. Structures. Pages: with either word no single page is given out on the fast path
 *    (alloc_fast_close()), and alloc_general() adds __GFP_ZERO to what the caller said. With
 *    init_on_free each page is marked PG_wipe, which keeps it from the fast path of freeing.
 *    Objects: caches have SLAB_INIT_ALLOC and SLAB_INIT_FREE, and so no per-CPU arrays; it is
 *    mm/slab_debug.c that clears.
 *
 * 3. Invariants. Neither fast path knows of all this: who has not asked for it does not pay. A
 *    cache with a constructor, or SLAB_TYPESAFE_BY_RCU, keeps what its objects hold: that is what
 *    they are for. One with SLAB_POISON has other bytes in free objects.
 *
 * 4. Locking and context. Set at boot, then constant.
 *
 * 5. Failure. None.
 */
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>

#include "internal.h"
#include "slab.h"

static bool on_alloc, on_free;

static int __init parse(const char *value, bool *on)
{
	return value ? kstrtobool(value, on) : -EINVAL;
}

static int __init early_init_on_alloc(char *value)
{
	return parse(value, &on_alloc);
}
early_param("init_on_alloc", early_init_on_alloc);

static int __init early_init_on_free(char *value)
{
	return parse(value, &on_free);
}
early_param("init_on_free", early_init_on_free);

bool want_init_on_alloc(gfp_t gfp)
{
	return on_alloc || gfp & __GFP_ZERO;
}
EXPORT_SYMBOL(want_init_on_alloc);

bool want_init_on_free(void)
{
	return on_free;
}
EXPORT_SYMBOL(want_init_on_free);

/* Pages that were never anybody's may hold anything, so init_on_free means both. */
gfp_t init_on_gfp(void)
{
	return on_alloc || on_free ? __GFP_ZERO : 0;
}

void init_on_free_pages(struct page *page, unsigned int order)
{
	unsigned long i;

	for (i = 0; on_free && i < 1UL << order; i++)
		clear_highpage(page + i);
}

slab_flags_t init_on_slab_flags(slab_flags_t flags, bool has_ctor)
{
	if (has_ctor || flags & (SLAB_TYPESAFE_BY_RCU | SLAB_POISON))
		return 0;
	return (on_alloc || on_free ? SLAB_INIT_ALLOC : 0) | (on_free ? SLAB_INIT_FREE : 0);
}

void __init init_on_report(void)
{
	pr_info("mem auto-init: stack:off, heap alloc:%s, heap free:%s\n", on_alloc ? "on" : "off",
		on_free ? "on" : "off");
}
