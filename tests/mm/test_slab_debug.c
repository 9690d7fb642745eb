/* SPDX-License-Identifier: GPL-2.0-only */
/* Caches that watch over their objects: each kind of mistake is made, and must be named. */
#include "run.h"

#include <linux/mm.h>
#include <linux/poison.h>
#include <linux/slab_def.h>
#include <linux/string.h>

#include "sim.h"

#define RAM	 (64UL << 20)
#define LOWMEM	 (48UL << 20)
#define ALL	 (SLAB_RED_ZONE | SLAB_POISON | SLAB_STORE_USER | SLAB_DEBUG_FREE)
#define MAX_HELD 2000
#define OPS	 200000

static struct kmem_cache *watched(unsigned int size, slab_flags_t flags)
{
	struct kmem_cache *cache = kmem_cache_create("watched", size, 0, flags, NULL);

	ck_assert_ptr_nonnull(cache);
	ck_assert_uint_eq(cache->flags & flags, flags);
	return cache;
}

/* Nothing was reported since the last time. */
static bool quiet(void)
{
	bool none = !strstr(sim_log, "BUG ");

	sim_log[0] = '\0';
	return none;
}

static bool said(const char *text)
{
	return strstr(sim_log, text);
}

/* ---- no mistakes ---- */

static const slab_flags_t kinds[] = {SLAB_RED_ZONE,   SLAB_POISON, SLAB_STORE_USER,
				     SLAB_DEBUG_FREE, ALL,	   ALL | SLAB_HWCACHE_ALIGN};
static const unsigned int sizes[] = {1, 7, 8, 60, 100, 512, 1000, 4000, 9000};

START_TEST(right_use_is_silent)
{
	struct kmem_cache *caches[ARRAY_SIZE(kinds) * ARRAY_SIZE(sizes)], *cache;
	static struct {
		u8 *p, mark;
		struct kmem_cache *cache;
	} held[MAX_HELD];
	unsigned int i, nr = 0, at;

	sim_boot(RAM, LOWMEM);
	sim_seed(5);
	for (i = 0; i < ARRAY_SIZE(caches); i++)
		caches[i] = watched(sizes[i % ARRAY_SIZE(sizes)], kinds[i / ARRAY_SIZE(sizes)]);
	for (i = 0; i < OPS; i++) {
		if (nr < MAX_HELD && sim_below(5) < 3) {
			cache = caches[sim_below(ARRAY_SIZE(caches))];
			held[nr].p = kmem_cache_alloc(cache, GFP_KERNEL);
			expect(held[nr].p && !((unsigned long)held[nr].p % cache->align));
			held[nr].mark = sim_random();
			memset(held[nr].p, held[nr].mark, cache->object_size);
			held[nr++].cache = cache;
		} else if (nr) {
			at = sim_below(nr);
			cache = held[at].cache;
			expect(!memchr_inv(held[at].p, held[at].mark, cache->object_size));
			sim_below(2) ? kfree(held[at].p) : kmem_cache_free(cache, held[at].p);
			held[at] = held[--nr];
		}
	}
	while (nr--)
		kfree(held[nr].p);
	for (i = 0; i < ARRAY_SIZE(caches); i++)
		expect(!kmem_cache_destroy(caches[i]));
	ck_assert(quiet());
}
END_TEST

START_TEST(content_when_new_and_when_free)
{
	struct kmem_cache *cache;
	u8 *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(40, ALL);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_ptr_null(memchr_inv(p, POISON_INUSE, 40));
	kmem_cache_free(cache, p);
	ck_assert_ptr_null(memchr_inv(p, POISON_FREE, 39));
	ck_assert_uint_eq(p[39], POISON_END);
	p = kmem_cache_zalloc(cache, GFP_KERNEL);
	ck_assert_ptr_null(memchr_inv(p, 0, 40));
	kfree(p);
	ck_assert(quiet());
}
END_TEST

/* ---- each mistake ---- */

START_TEST(writing_behind_the_end)
{
	struct kmem_cache *cache;
	char *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(30, ALL);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	p[30] = 'A';
	ck_assert(quiet());
	kmem_cache_free(cache, p);
	ck_assert(said("BUG watched"));
	ck_assert(said("Right Redzone overwritten"));
	ck_assert(said("First byte 0x41 instead of 0xcc"));
	ck_assert(said("Allocated in"));
	ck_assert(!said("Freed in"));
	ck_assert(said("FIX watched: Restoring"));
	ck_assert(!quiet());
	kfree(kmem_cache_alloc(cache, GFP_KERNEL));
	ck_assert(quiet()); /* once */
}
END_TEST

/* 100 bytes of 128: the 28 are nobody's, until ksize() or krealloc() gives them away. */
START_TEST(writing_behind_what_was_asked_for)
{
	struct kmem_cache *cache;
	char *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(128, SLAB_KMALLOC | SLAB_RED_ZONE);
	p = kmalloc_trace(cache, GFP_KERNEL | __GFP_ZERO, 100);
	ck_assert_ptr_null(memchr_inv(p, 0, 100));
	memset(p, 'A', 100);
	kfree(p);
	ck_assert(quiet());
	p = kmalloc_trace(cache, GFP_KERNEL, 100);
	p[100] = 'A';
	kfree(p);
	ck_assert(said("BUG watched"));
	ck_assert(said("kmalloc Redzone overwritten"));
	ck_assert(said("First byte 0x41 instead of 0xcc"));
	ck_assert(!quiet());
	p = kmalloc_trace(cache, GFP_KERNEL, 100);
	ck_assert_uint_eq(ksize(p), 128);
	memset(p, 'A', 128);
	kfree(p);
	ck_assert(quiet());
	p = kmalloc_trace(cache, GFP_KERNEL, 100);
	memset(p, 'A', 100);
	ck_assert_ptr_eq(krealloc(p, 120, GFP_KERNEL), p);
	ck_assert_ptr_null(memchr_inv(p, 'A', 100));
	p[119] = 'A';
	kfree_sensitive(p);
	ck_assert(quiet());
	p = kmalloc_trace(cache, GFP_KERNEL, 100);
	ck_assert_ptr_eq(krealloc(p, 40, GFP_KERNEL), p);
	p[40] = 'A';
	kfree_sensitive(p);
	ck_assert(said("kmalloc Redzone overwritten"));
	ck_assert(!quiet());
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	memset(p, 'A', 128);
	kmem_cache_free(cache, p);
	ck_assert(quiet());
	/* in step with all the rest */
	cache = watched(96, SLAB_KMALLOC | ALL);
	p = kmalloc_trace(cache, GFP_KERNEL, 65);
	p[65] = 0;
	kfree(p);
	ck_assert(said("kmalloc Redzone overwritten"));
	ck_assert(said("Allocated in"));
}
END_TEST

START_TEST(writing_before_the_beginning)
{
	struct kmem_cache *cache;
	char *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(64, SLAB_RED_ZONE);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	p[-1] = 0;
	kmem_cache_free(cache, p);
	ck_assert(said("Left Redzone overwritten"));
	ck_assert(said("First byte 0x0 instead of 0xcc"));
}
END_TEST

START_TEST(writing_after_the_free)
{
	struct kmem_cache *cache;
	char *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(200, ALL);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, p);
	p[100] = 1;
	p[110] = 2;
	ck_assert(quiet());
	ck_assert_ptr_eq(kmem_cache_alloc(cache, GFP_KERNEL), p);
	ck_assert(said("Poison overwritten"));
	ck_assert(said("First byte 0x1 instead of 0x6b"));
	ck_assert(said("Allocated in") && said("Freed in"));
	kfree(p);
	quiet();
	p[199] = 0;
	kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert(said("First byte 0x0 instead of 0xa5"));
}
END_TEST

/* Nobody allocates it again: it is found when its slab goes. */
START_TEST(writing_after_the_last_free)
{
	struct kmem_cache *cache;
	char *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(200, SLAB_POISON);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, p);
	p[0]++;
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	ck_assert(said("Poison overwritten"));
}
END_TEST

START_TEST(double_free_names_who)
{
	struct kmem_cache *cache;
	void *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(200, SLAB_STORE_USER);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, p);
	kmem_cache_free(cache, p);
	ck_assert(said("is free already"));
	ck_assert(said("Allocated in") && said("Freed in"));
	ck_assert_uint_eq(slab_of_addr(p)->inuse, 0);
}
END_TEST

START_TEST(destroy_lists_what_is_out)
{
	struct kmem_cache *cache;
	char object[32];
	void *p, *q;

	sim_boot(RAM, LOWMEM);
	cache = watched(200, SLAB_STORE_USER);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	q = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, q);
	ck_assert_int_eq(kmem_cache_destroy(cache), 1);
	ck_assert(said("Objects remaining in watched"));
	snprintf(object, sizeof(object), "Object 0x%p", p);
	ck_assert(said(object));
	snprintf(object, sizeof(object), "Object 0x%p", q);
	ck_assert(!said(object));
	ck_assert(said("Allocated in"));
}
END_TEST

START_TEST(a_broken_free_list)
{
	struct kmem_cache *cache;
	struct slab *slab;
	void *p;

	sim_boot(RAM, LOWMEM);
	cache = watched(100, SLAB_CONSISTENCY_CHECKS);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	slab = slab_of_addr(p);
	slab_bufctl(slab)[slab->free] = BUFCTL_END;
	kmem_cache_free(cache, p);
	ck_assert(said("free list is broken"));
}
END_TEST

/* ---- constructors ---- */

static unsigned int made, verified, ended;

static void ctor(void *p, kmem_cache_t *cache, unsigned long flags)
{
	ck_assert(flags & SLAB_CTOR_CONSTRUCTOR);
	if (flags & SLAB_CTOR_VERIFY) {
		verified++;
		expect(*(int *)p == 77);
		return;
	}
	made++;
	*(int *)p = 77;
}

static void dtor(void *p, kmem_cache_t *cache, unsigned long flags)
{
	ck_assert_uint_eq(flags, 0);
	expect(*(int *)p == 77);
	ended++;
}

/* A poisoned object is made anew each time; one that is not, once for its slab. */
START_TEST(constructors_under_poison)
{
	struct kmem_cache *cache;
	int *p;

	sim_boot(RAM, LOWMEM);
	cache = kmem_cache_create("made", 64, 0, SLAB_POISON, ctor, dtor);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_uint_eq(made, 1);
	ck_assert_int_eq(*p, 77);
	kmem_cache_free(cache, p);
	ck_assert_uint_eq(ended, 1);
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	ck_assert_uint_eq(ended, 1);

	made = ended = 0;
	cache = kmem_cache_create("made", 64, 0, SLAB_RED_ZONE | SLAB_DEBUG_INITIAL, ctor, dtor);
	kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_ATOMIC));
	ck_assert_uint_eq(made, cache->num);
	ck_assert_uint_eq(verified, 1);
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	ck_assert_uint_eq(ended, made);
	ck_assert(quiet());
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    right_use_is_silent,
	    content_when_new_and_when_free,
	    writing_behind_the_end,
	    writing_behind_what_was_asked_for,
	    writing_before_the_beginning,
	    writing_after_the_free,
	    writing_after_the_last_free,
	    double_free_names_who,
	    destroy_lists_what_is_out,
	    a_broken_free_list,
	    constructors_under_poison,
	    NULL,
	};

	return run_tests("slab_debug", tests);
}
