/* SPDX-License-Identifier: GPL-2.0-only */
/* Slab caches, mempools, per-CPU memory. */
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/percpu.h>
#include <linux/printk.h>
#include <linux/selftest.h>
#include <linux/slab_def.h>
#include <linux/string.h>

static unsigned int constructed;

static void count_ctor(void *obj)
{
	constructed++;
	*(u32 *)obj = 0xc0ffee;
}

static bool exists(const struct kmem_cache *cache)
{
	struct kmem_cache *c;

	list_for_each_entry (c, &slab_caches, next)
		if (c == cache)
			return true;
	return false;
}

/* The constructor runs for all objects of a new slab, not at each allocation. */
SELFTEST(mm, ctor_runs_when_a_slab_is_made)
{
	struct kmem_cache *cache = kmem_cache_create("selftest_ctor", 100, 0, 0, count_ctor);
	void *p, *q;

	if (!EXPECT(t, cache != NULL))
		return;
	constructed = 0;
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	EXPECT_EQ(t, constructed, cache->num);
	EXPECT(t, p && *(u32 *)p == 0xc0ffee);
	kmem_cache_free(cache, p);
	q = kmem_cache_alloc(cache, GFP_KERNEL);
	EXPECT(t, q == p);
	EXPECT_EQ(t, constructed, cache->num);
	kmem_cache_free(cache, q);
	kmem_cache_destroy(cache);
}

SELFTEST(mm, objects_of_a_cache_do_not_overlap)
{
	struct kmem_cache *cache = kmem_cache_create("selftest_many", 72, 16, 0, NULL);
	static u8 *objects[300];
	unsigned int i, wrong = 0;

	if (!EXPECT(t, cache != NULL))
		return;
	for (i = 0; i < ARRAY_SIZE(objects); i++) {
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
		if (!objects[i])
			break;
		wrong += (unsigned long)objects[i] % 16 != 0;
		memset(objects[i], (int)i & 0xff, 72);
	}
	EXPECT_EQ(t, i, ARRAY_SIZE(objects));
	while (i--) {
		wrong += memchr_inv(objects[i], (int)i & 0xff, 72) != NULL;
		kmem_cache_free(cache, objects[i]);
	}
	EXPECT_EQ(t, wrong, 0);
	kmem_cache_shrink(cache);
	EXPECT_EQ(t, cache->nr_slabs, 0);
	kmem_cache_destroy(cache);
}

/* The cache's end is refused while an object is out, and works when it is back. */
SELFTEST(mm, destroy_with_a_live_object)
{
	struct kmem_cache *cache = kmem_cache_create("selftest_live", 48, 0, 0, NULL);
	int level = console_loglevel;
	void *p;

	if (!EXPECT(t, cache != NULL))
		return;
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	/* the complaint belongs in the log, not between the lines of a test */
	console_loglevel = 0;
	kmem_cache_destroy(cache);
	console_loglevel = level;
	if (!EXPECT(t, exists(cache)))
		return;
	kmem_cache_free(cache, p);
	kmem_cache_destroy(cache);
	EXPECT(t, !exists(cache));
}

SELFTEST(mm, mempool_keeps_its_reserve)
{
	mempool_t *pool = mempool_create_kmalloc_pool(4, 128);
	void *elements[6];
	unsigned int i;

	if (!EXPECT(t, pool != NULL))
		return;
	for (i = 0; i < ARRAY_SIZE(elements); i++)
		EXPECT(t, (elements[i] = mempool_alloc(pool, GFP_KERNEL)) != NULL);
	EXPECT_EQ(t, pool->curr_nr, 4);
	for (i = 0; i < ARRAY_SIZE(elements); i++)
		mempool_free(elements[i], pool);
	EXPECT_EQ(t, pool->curr_nr, 4);
	mempool_destroy(pool);
}

SELFTEST(mm, percpu_is_cleared_and_apart)
{
	u32 __percpu *a = alloc_percpu(u32), *b = alloc_percpu(u32);

	if (EXPECT(t, a && b)) {
		EXPECT_EQ(t, *per_cpu_ptr(a, 0), 0);
		*per_cpu_ptr(a, 0) = 1;
		EXPECT_EQ(t, *per_cpu_ptr(b, 0), 0);
		EXPECT(t, per_cpu_ptr(a, 0) != per_cpu_ptr(b, 0));
	}
	free_percpu(a);
	free_percpu(b);
}
