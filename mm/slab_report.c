/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_report: what the slab allocator refuses, on the log.
 *
 * 1. Purpose. A wrong free is found where it happens, not where the damage shows.
 *
 * 2. Structures. The caches of slab_caches; the form of the report is Linux's.
 *
 * 3. Invariants. Nothing is changed.
 *
 * 4. Locking and context. Any context, no lock.
 *
 * 5. Failure. None.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "internal.h"
#include "slab.h"

void slab_complain(const struct kmem_cache *cache, const void *object, const char *why)
{
	const struct slab *slab = slab_of_addr(object);

	pr_err("=============================================================\n");
	pr_err("BUG %s: 0x%p %s\n", cache ? cache->name : "kmalloc", object, why);
	if (slab)
		pr_err("Slab 0x%p of cache %s: objects=%u used=%u first=0x%p size=%u\n", slab,
		       slab->cache->name, slab->cache->num, slab->inuse, slab->s_mem,
		       slab->cache->size);
	pr_err("It is left as it is.\n");
	dump_stack();
	add_taint(TAINT_WARN);
}
