/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_report: what the slab allocator refuses, or finds overwritten, on the log.
 *
 * 1. Purpose. A wrong free is found where it happens, not where the damage shows; and
 *    where only the damage shows, the report names who had the object.
 *
 * 2. Structures. None. The forms of the lines are Linux's:
 *
 *	BUG scullc (Not tainted): Right Redzone overwritten
 *	0xc1234560-0xc1234563 @offset=1376. First byte 0x41 instead of 0xcc
 *	Allocated in scull_write+0x50/0x120 age=3 cpu=0 pid=17
 *	Freed in ...
 *	Slab 0x... objects=8 used=3 ...
 *	Object 0x... @offset=...
 *	Redzone and Object: the bytes themselves
 *	FIX scullc: Restoring 0x...-0x...=0xcc
 *
 * 3. Invariants. Nothing is changed.
 *
 * 4. Locking and context. Any context, no lock.
 *
 * 5. Failure. None.
 */
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "internal.h"
#include "slab.h"
#include "slab_fast.h"

#define SHOWN_BYTES 128u /* of an object */

static void report_head(const char *name, const char *what)
{
	pr_err("=============================================================================\n");
	pr_err("BUG %s (%s): %s\n", name, print_tainted(), what);
	pr_err("-----------------------------------------------------------------------------\n\n");
}

static unsigned int offset_in_slab(const struct slab *slab, const void *at)
{
	return (unsigned int)((const char *)at - (const char *)slab->s_mem + slab->colouroff);
}

static void report_track(const char *did, const struct slab_track *track)
{
	if (track->addr)
		pr_err("%s in %pS age=%lu cpu=%u pid=%d\n", did, (void *)track->addr,
		       jiffies - track->when, track->cpu, track->pid);
}

static void report_tracks(const struct kmem_cache *cache, const void *object)
{
	if (!(cache->flags & SLAB_STORE_USER))
		return;
	report_track("Allocated", slab_track(cache, object, SLAB_TRACK_ALLOC));
	report_track("Freed", slab_track(cache, object, SLAB_TRACK_FREE));
}

static void report_slab(const struct slab *slab)
{
	pr_err("Slab 0x%p of cache %s: objects=%u used=%u first=0x%p size=%u\n", slab,
	       slab->cache->name, slab->cache->num, slab->inuse, slab->s_mem, slab->cache->size);
}

static void dump(const char *what, const void *at, size_t n)
{
	print_hex_dump(KERN_ERR, what, DUMP_PREFIX_ADDRESS, 16, 1, at, n, true);
}

static void report_content(const struct kmem_cache *cache, const char *object)
{
	if (cache->red_left)
		dump("Redzone  ", object - cache->red_left, min(cache->red_left, 16u));
	dump("Object   ", object, min(cache->object_size, SHOWN_BYTES));
	if (cache->flags & SLAB_RED_ZONE)
		dump("Redzone  ", object + cache->object_size,
		     cache->track_off - cache->object_size);
}

static void report_end(const char *what)
{
	dump_stack();
	misuse_of_caller(what);
	add_taint(TAINT_BAD_PAGE, LOCKDEP_STILL_OK);
}

void slab_report_bytes(const struct kmem_cache *cache, const void *object, const char *what,
		       const u8 *first, const u8 *last, u8 value)
{
	const struct slab *slab = object_slab(object);

	report_head(cache->name, what);
	pr_err("0x%p-0x%p @offset=%u. First byte 0x%x instead of 0x%x\n", first, last,
	       offset_in_slab(slab, first), *first, value);
	report_tracks(cache, object);
	report_slab(slab);
	pr_err("Object 0x%p @offset=%u\n", object, offset_in_slab(slab, object));
	report_content(cache, object);
	report_end(what);
	pr_err("FIX %s: Restoring 0x%p-0x%p=0x%x\n\n", cache->name, first, last, value);
}

void slab_complain(const struct kmem_cache *cache, const void *object, const char *why)
{
	const struct slab *slab = slab_of_addr(object);
	char text[96];

	scnprintf(text, sizeof(text), "%s: %px %s", cache ? cache->name : "kmalloc", object, why);
	pr_err("=============================================================================\n");
	pr_err("BUG %s (%s): 0x%p %s\n", cache ? cache->name : "kmalloc", print_tainted(), object,
	       why);
	if (slab) {
		report_slab(slab);
		if (slab_object_index(slab->cache, slab, object) >= 0)
			report_tracks(slab->cache, object);
	}
	pr_err("It is left as it is.\n");
	report_end(text);
}

static void report_remaining_in(const struct kmem_cache *cache, const struct list_head *slabs)
{
	const struct slab *slab;
	unsigned int i;

	list_for_each_entry (slab, slabs, list) {
		report_slab(slab);
		for (i = 0; i < cache->num; i++) {
			const void *object = object_at(cache, slab, i);

			if (slab_bufctl(slab)[i] != BUFCTL_ACTIVE)
				continue;
			pr_err("Object 0x%p @offset=%u\n", object, offset_in_slab(slab, object));
			report_tracks(cache, object);
		}
	}
}

void slab_report_remaining(const struct kmem_cache *cache)
{
	char what[96];

	scnprintf(what, sizeof(what), "Objects remaining in %s on __kmem_cache_shutdown()",
		  cache->name);
	report_head(cache->name, what);
	report_remaining_in(cache, &cache->slabs_full);
	report_remaining_in(cache, &cache->slabs_partial);
}
