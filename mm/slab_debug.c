/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * slab_debug: caches that watch over their objects.
 *
 * 1. Purpose. Who writes past the end of an object, or into one that he has freed, does
 *    harm to somebody else, later, elsewhere. With room around each object and a known
 *    content in free ones it shows at the next allocation or free, with the names of who
 *    had the object.
 *
 * 2. Structures. By the cache's flags, or by slab_debug=FLAGS[,CACHE...] at boot for any:
 *
 *	SLAB_RED_ZONE   Z  bytes before and behind the object that are nobody's
 *	SLAB_POISON     P  a free object is 6b 6b ... a5; a new one 5a 5a ...
 *	SLAB_STORE_USER U  who allocated it, and who freed it last
 *	SLAB_DEBUG_FREE F  on every free, is the slab's list of free objects whole?
 *	SLAB_DEBUG_INITIAL the constructor is asked on every free whether the object still is
 *	                   as it made it (SLAB_CTOR_VERIFY)
 *
 *	| red_left | object ................ | red zone | alloc track | free track | (size)
 *	  bb free    6b 6b 6b 6b 6b 6b 6b a5   bb         struct slab_track
 *	  cc in use  the caller's              cc
 *	           ^ s_mem + n * size: what the caller gets
 *
 *    An object of kmalloc() is longer than was asked for; with red zones that many bytes are
 *    kept in a word behind the tracks, and the rest of the object is red zone too.
 *
 * 3. Invariants. A watched cache has no per-CPU arrays: every allocation and free comes
 *    to mm/slab.c's slow paths and so to here, and the fast paths know nothing of all this.
 *    What is found wrong is put right after the report, so each is reported once. With
 *    poison, constructor and destructor run on every allocation and free, since a free
 *    object does not keep its content.
 *
 * 4. Locking and context. On allocation and free: interrupts off, the object is in
 *    nobody's hands, no lock. When a slab goes: the cache's lock.
 *
 * 5. Failure. None: memory that was overwritten is given out nevertheless.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/poison.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <linux/string.h>

#include "internal.h"
#include "slab.h"
#include "slab_fast.h"

#define RED_ZONE_BYTES 8u

/* ---- slab_debug= ---- */

static slab_flags_t boot_flags;
static char boot_caches[128]; /* comma-separated; empty: all */

static const struct {
	char letter;
	slab_flags_t flag;
} letters[] = {
    {'F', SLAB_DEBUG_FREE}, {'Z', SLAB_RED_ZONE},      {'P', SLAB_POISON},
    {'U', SLAB_STORE_USER}, {'I', SLAB_DEBUG_INITIAL},
};

static int __init early_slab_debug(char *value)
{
	unsigned int i;

	boot_flags = 0;
	for (; value && *value && *value != ','; value++)
		for (i = 0; i < ARRAY_SIZE(letters); i++)
			if ((*value & ~0x20) == letters[i].letter)
				boot_flags |= letters[i].flag;
	if (!boot_flags)
		boot_flags = SLAB_DEBUG_FREE | SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER;
	if (value && *value)
		strscpy(boot_caches, value + 1, sizeof(boot_caches));
	return 0;
}
early_param("slab_debug", early_slab_debug);

static int __init early_slub_debug(char *value)
{
	return early_slab_debug(value);
}
early_param("slub_debug", early_slub_debug);

/* "kmalloc-*" in the list stands for all that begin so. */
static bool listed(const char *name, const char *list)
{
	size_t len;

	for (; *list; list += len + (list[len] == ',')) {
		len = strcspn(list, ",");
		if (len && list[len - 1] == '*' && !strncmp(name, list, len - 1))
			return true;
		if (len == strlen(name) && !memcmp(name, list, len))
			return true;
	}
	return false;
}

slab_flags_t slab_debug_boot_flags(const char *name)
{
	return boot_flags && (!*boot_caches || listed(name, boot_caches)) ? boot_flags : 0;
}

/* ---- layout ---- */

void slab_debug_lay_out(struct kmem_cache *cache)
{
	unsigned int end = cache->object_size;

	if (cache->flags & SLAB_RED_ZONE) {
		cache->red_left = ALIGN(RED_ZONE_BYTES, cache->align);
		end += RED_ZONE_BYTES;
	}
	/* what rounding up adds belongs to the red zone too */
	end = cache->track_off = ALIGN(end, (unsigned int)sizeof(long));
	if (cache->flags & SLAB_STORE_USER)
		end += SLAB_TRACKS * sizeof(struct slab_track);
	if (cache->flags & SLAB_RED_ZONE && cache->flags & SLAB_KMALLOC) {
		cache->asked_off = end;
		end += sizeof(unsigned int);
	}
	cache->size = ALIGN(cache->red_left + end, cache->align);
}

const struct slab_track *slab_track(const struct kmem_cache *cache, const void *object,
				    enum slab_track_kind kind)
{
	return (const struct slab_track *)((const char *)object + cache->track_off) + kind;
}

static void set_track(struct kmem_cache *cache, void *object, enum slab_track_kind kind,
		      unsigned long caller)
{
	struct slab_track *track = (struct slab_track *)slab_track(cache, object, kind);

	if (!(cache->flags & SLAB_STORE_USER))
		return;
	*track = (struct slab_track){
	    .addr = caller,
	    .when = jiffies,
	    .cpu = smp_processor_id(),
	    .pid = current->pid,
	};
}

/* ---- red zones and poison ---- */

static void fill_red(struct kmem_cache *cache, char *object, u8 value)
{
	if (!(cache->flags & SLAB_RED_ZONE))
		return;
	memset(object - cache->red_left, value, cache->red_left);
	memset(object + cache->object_size, value, cache->track_off - cache->object_size);
}

static void fill_poison(struct kmem_cache *cache, char *object)
{
	if (!(cache->flags & SLAB_POISON))
		return;
	memset(object, POISON_FREE, cache->object_size - 1);
	object[cache->object_size - 1] = (char)POISON_END;
}

static unsigned int *asked(const struct kmem_cache *cache, const void *object)
{
	return (unsigned int *)((char *)object + cache->asked_off);
}

unsigned int slab_debug_asked(const struct kmem_cache *cache, const void *object)
{
	return cache->asked_off ? min(*asked(cache, object), cache->object_size)
				: cache->object_size;
}

void slab_debug_set_asked(const struct kmem_cache *cache, void *object, size_t size)
{
	if (!cache->asked_off)
		return;
	memset((char *)object + size, SLUB_RED_ACTIVE, cache->object_size - size);
	*asked(cache, object) = (unsigned int)size;
}

void slab_debug_all_asked(const struct kmem_cache *cache, const void *object)
{
	if (cache->asked_off)
		*asked(cache, object) = cache->object_size;
}

/* Are they all value? If not, it is said, and they are so again. */
static bool check_bytes(struct kmem_cache *cache, void *object, const char *what, void *start,
			size_t n, u8 value)
{
	u8 *bad = memchr_inv(start, value, n), *last = (u8 *)start + n - 1;

	if (likely(!bad))
		return true;
	while (*last == value)
		last--;
	slab_report_bytes(cache, object, what, bad, last, value);
	memset(start, value, n);
	return false;
}

static void check_red(struct kmem_cache *cache, char *object, u8 value)
{
	if (!(cache->flags & SLAB_RED_ZONE))
		return;
	check_bytes(cache, object, "Left Redzone overwritten", object - cache->red_left,
		    cache->red_left, value);
	check_bytes(cache, object, "Right Redzone overwritten", object + cache->object_size,
		    cache->track_off - cache->object_size, value);
}

/* Behind what kmalloc() was asked for. A size beyond the object's is damage, too. */
static void check_asked(struct kmem_cache *cache, char *object)
{
	unsigned int size = slab_debug_asked(cache, object);

	if (cache->asked_off && *asked(cache, object) > cache->object_size)
		slab_complain(cache, object, "has lost its size");
	if (size < cache->object_size)
		check_bytes(cache, object, "kmalloc Redzone overwritten", object + size,
			    cache->object_size - size, SLUB_RED_ACTIVE);
}

static void check_poison(struct kmem_cache *cache, char *object)
{
	size_t last = cache->object_size - 1;

	if (!(cache->flags & SLAB_POISON))
		return;
	if (check_bytes(cache, object, "Poison overwritten", object, last, POISON_FREE))
		check_bytes(cache, object, "Poison overwritten", object + last, 1, POISON_END);
}

/* The list of free objects ends after as many steps as there are free ones. */
static void check_free_list(struct kmem_cache *cache, struct slab *slab)
{
	unsigned int at, n;

	spin_lock(&cache->lock); /* interrupts are off */
	at = slab->free;
	for (n = cache->num - slab->inuse; n && at < cache->num; n--)
		at = slab_bufctl(slab)[at];
	spin_unlock(&cache->lock);
	if (n || at != BUFCTL_END)
		slab_complain(cache, slab->s_mem, "lies in a slab whose free list is broken");
}

/* ---- the turns of an object's life ---- */

void slab_debug_new(struct kmem_cache *cache, void *object)
{
	if (cache->flags & SLAB_STORE_USER)
		memset((char *)object + cache->track_off, 0,
		       SLAB_TRACKS * sizeof(struct slab_track));
	fill_red(cache, object, SLUB_RED_INACTIVE);
	fill_poison(cache, object);
}

void slab_debug_check_free(struct kmem_cache *cache, void *object)
{
	check_red(cache, object, SLUB_RED_INACTIVE);
	check_poison(cache, object);
}

void slab_debug_alloc(struct kmem_cache *cache, void *object, gfp_t gfp, unsigned long caller)
{
	slab_debug_check_free(cache, object);
	fill_red(cache, object, SLUB_RED_ACTIVE);
	slab_debug_all_asked(cache, object);
	set_track(cache, object, SLAB_TRACK_ALLOC, caller);
	if (cache->flags & SLAB_INIT_ALLOC)
		memset(object, 0, cache->object_size);
	if (!(cache->flags & SLAB_POISON))
		return;
	memset(object, POISON_INUSE, cache->object_size);
	if (cache->ctor)
		slab_run_ctor(cache, object,
			      SLAB_CTOR_CONSTRUCTOR | (gfp & __GFP_WAIT ? 0 : SLAB_CTOR_ATOMIC));
}

void slab_debug_free(struct kmem_cache *cache, void *object, unsigned long caller)
{
	check_red(cache, object, SLUB_RED_ACTIVE);
	check_asked(cache, object);
	if (cache->flags & SLAB_DEBUG_FREE)
		check_free_list(cache, object_slab(object));
	if (cache->flags & SLAB_DEBUG_INITIAL && cache->ctor_kind == SLAB_CTOR_OBJECT_CACHE)
		slab_run_ctor(cache, object, SLAB_CTOR_CONSTRUCTOR | SLAB_CTOR_VERIFY);
	if (cache->flags & SLAB_POISON && cache->dtor)
		slab_run_dtor(cache, object);
	set_track(cache, object, SLAB_TRACK_FREE, caller);
	if (cache->flags & SLAB_INIT_FREE)
		memset(object, 0, cache->object_size);
	fill_red(cache, object, SLUB_RED_INACTIVE);
	fill_poison(cache, object);
}
