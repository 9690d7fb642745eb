/* SPDX-License-Identifier: GPL-2.0-only */
/* Slab caches and kmalloc() against a model that knows who holds what. */
#include "run.h"

#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab_def.h>
#include <linux/string.h>

#include "sim.h"

#define RAM	 (64UL << 20)
#define LOWMEM	 (48UL << 20)
#define MAX_HELD 6000
#define OPS	 1000000

static const unsigned int cache_sizes[] = {1,	8,   20,   32,	 100,  250,
					   511, 512, 1000, 3000, 4000, 5000};
#define NR_CACHES ARRAY_SIZE(cache_sizes)

static struct kmem_cache *caches[NR_CACHES];
static struct held {
	u8 *p;
	unsigned int bytes;
	struct kmem_cache *cache; /* NULL: kmalloc()'s */
	u8 mark;
} held[MAX_HELD];
static unsigned int nr_held;

static void boot(void)
{
	unsigned int i;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i < NR_CACHES; i++)
		caches[i] = kmem_cache_create("model", cache_sizes[i], 0,
					      i & 1 ? SLAB_HWCACHE_ALIGN : 0, NULL);
}

/* ---- the invariants of mm/slab.c ---- */

static unsigned int count_free(const struct kmem_cache *cache, const struct slab *slab)
{
	const kmem_bufctl_t *bufctl = slab_bufctl(slab);
	unsigned int at = slab->free, n = 0;

	for (; at != BUFCTL_END; at = bufctl[at], n++) {
		expect(at < cache->num);
		expect(n < cache->num);
	}
	return n;
}

static unsigned long check_list(const struct kmem_cache *cache, const struct list_head *list,
				unsigned int least, unsigned int most, unsigned long *slabs,
				unsigned long *cached)
{
	const struct slab *slab;
	unsigned long free = 0;
	unsigned int i;

	list_for_each_entry (slab, list, list) {
		expect(slab->cache == cache);
		expect(slab->inuse >= least && slab->inuse <= most);
		expect(count_free(cache, slab) == cache->num - slab->inuse);
		for (i = 0; i < cache->num; i++)
			*cached += slab_bufctl(slab)[i] == BUFCTL_CACHED;
		for (i = 0; i < 1U << cache->gfporder; i++)
			expect(slab_of_addr((char *)slab->s_mem - slab->colouroff +
					    i * PAGE_SIZE) == slab);
		expect(!((unsigned long)slab->s_mem % cache->align));
		free += cache->num - slab->inuse;
		++*slabs;
	}
	return free;
}

static void check_cache(const struct kmem_cache *cache)
{
	unsigned long slabs = 0, free, cached = 0, in_arrays = 0;
	int cpu;

	free = check_list(cache, &cache->slabs_full, cache->num, cache->num, &slabs, &cached);
	if (cache->num > 1)
		free +=
		    check_list(cache, &cache->slabs_partial, 1, cache->num - 1, &slabs, &cached);
	else
		expect(list_empty(&cache->slabs_partial));
	free += check_list(cache, &cache->slabs_free, 0, 0, &slabs, &cached);
	for (cpu = 0; cpu < SIM_CPUS; cpu++) {
		expect(cache->array[cpu]->avail <= cache->array[cpu]->limit);
		in_arrays += cache->array[cpu]->avail;
	}
	expect(cache->shared_array->avail <= cache->shared_array->limit);
	in_arrays += cache->shared_array->avail;
	expect(slabs == cache->nr_slabs);
	expect(free == cache->free_objects);
	expect(cached == in_arrays);
}

static void check_all(void)
{
	struct kmem_cache *cache;
	unsigned int i, j;

	list_for_each_entry (cache, &slab_caches, next)
		check_cache(cache);
	for (i = 0; i < nr_held; i++)
		for (j = 0; j < held[i].bytes; j += 61)
			expect(held[i].p[j] == held[i].mark);
	expect(!sim_warnings && !sim_bad_pages);
}

/* ---- random operations ---- */

static void hold(u8 *p, unsigned int bytes, struct kmem_cache *cache)
{
	u8 mark = sim_random();

	expect(ksize(p) >= bytes);
	memset(p, mark, bytes);
	held[nr_held++] = (struct held){p, bytes, cache, mark};
}

static void release(unsigned int index)
{
	struct held h = held[index];

	expect(h.p[0] == h.mark && h.p[h.bytes - 1] == h.mark);
	held[index] = held[--nr_held];
	if (h.cache && sim_below(2))
		kmem_cache_free(h.cache, h.p);
	else
		kfree(h.p);
}

static void alloc_one(void)
{
	gfp_t gfp = (sim_below(8) ? GFP_KERNEL : GFP_ATOMIC) | __GFP_NOWARN | __GFP_NORETRY;
	unsigned int which = sim_below(2 * NR_CACHES), bytes;
	u8 *p;

	if (which < NR_CACHES) {
		p = kmem_cache_alloc(caches[which], gfp);
		if (p)
			hold(p, cache_sizes[which], caches[which]);
		return;
	}
	bytes = 1 + sim_below(sim_below(30) ? 600 : sim_below(20) ? 9000 : 100000);
	if (!sim_below(10))
		gfp |= GFP_DMA;
	p = sim_below(2) ? kmalloc(bytes, gfp) : kzalloc(bytes, gfp);
	if (p)
		hold(p, bytes, NULL);
}

START_TEST(a_million_operations)
{
	unsigned long before, i;

	sim_seed(0x20260103);
	boot();
	drain_local_pages();
	before = nr_free_pages();
	for (i = 0; i < OPS; i++) {
		if (!sim_below(100))
			sim_set_cpu(sim_below(SIM_CPUS));
		if (nr_held < MAX_HELD && sim_below(100) < ((i >> 13) & 1 ? 62 : 38))
			alloc_one();
		else if (nr_held)
			release(sim_below(nr_held));
		if (!sim_below(20000))
			kmem_cache_shrink(caches[sim_below(NR_CACHES)]);
		if (i % 25000 == 0)
			check_all();
	}
	while (nr_held)
		release(nr_held - 1);
	check_all();
	/* twice: the heads of one cache's slabs are objects of another */
	drop_slab();
	drop_slab();
	drain_all_pages();
	expect(nr_free_pages() >= before);
}
END_TEST

/* ---- one by one ---- */

START_TEST(roundings)
{
	static const unsigned int cases[][2] = {
	    {1, 8},	   {8, 8},	     {9, 16},
	    {32, 32},	   {33, 64},	     {65, 96},
	    {96, 96},	   {97, 128},	     {129, 192},
	    {192, 192},	   {193, 256},	     {257, 512},
	    {513, 1024},   {1000, 1024},     {1025, 2048},
	    {2049, 4096},  {4097, 8192},     {8192, 8192},
	    {8193, 16384}, {131073, 262144}, {4194304, 4194304},
	};
	unsigned int i;
	void *p;

	boot();
	for (i = 0; i < ARRAY_SIZE(cases); i++) {
		p = kmalloc(cases[i][0], GFP_KERNEL);
		ck_assert_ptr_nonnull(p);
		ck_assert_uint_eq(ksize(p), cases[i][1]);
		kfree(p);
	}
	ck_assert_ptr_null(kmalloc(4194305, GFP_KERNEL | __GFP_NOWARN));
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

START_TEST(constant_sizes_find_the_same_cache)
{
	unsigned int size;

	boot();
	for (size = 1; size <= KMALLOC_MAX_CACHE_SIZE; size++) {
		void *p = kmalloc(size, GFP_KERNEL);

		expect(virt_to_page(p)->slab_cache ==
		       kmalloc_caches[KMALLOC_NORMAL][kmalloc_index(size)]);
		kfree(p);
	}
	ck_assert_uint_eq(ksize(kmalloc(65, GFP_KERNEL)), 96);
}
END_TEST

START_TEST(zero_size)
{
	boot();
	ck_assert_ptr_eq(kmalloc(0, GFP_KERNEL), (void *)16);
	ck_assert_uint_eq(ksize(ZERO_SIZE_PTR), 0);
	kfree(ZERO_SIZE_PTR);
	kfree(NULL);
	ck_assert_ptr_null(kmalloc_array(~0UL / 2, 3, GFP_KERNEL));
	ck_assert_ptr_null(kcalloc(1UL << 40, 1UL << 40, GFP_KERNEL));
}
END_TEST

START_TEST(krealloc_keeps_the_content)
{
	char *p, *q;

	boot();
	p = kstrdup("zone", GFP_KERNEL);
	q = krealloc(p, 8, GFP_KERNEL);
	ck_assert_ptr_eq(p, q);
	q = krealloc(p, 5000, GFP_KERNEL);
	ck_assert_str_eq(q, "zone");
	ck_assert_uint_eq(ksize(q), 8192);
	ck_assert_ptr_eq(krealloc(q, 0, GFP_KERNEL), ZERO_SIZE_PTR);
	kfree(krealloc(NULL, 10, GFP_KERNEL));
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

START_TEST(powers_of_two_are_aligned)
{
	unsigned long size;

	boot();
	for (size = 8; size <= 4096; size *= 2)
		ck_assert_uint_eq((unsigned long)kmalloc(size, GFP_KERNEL) % size, 0);
}
END_TEST

START_TEST(dma_is_low)
{
	boot();
	ck_assert_uint_lt(__pa(kmalloc(300, GFP_KERNEL | GFP_DMA)), 16 << 20);
	ck_assert_uint_lt(__pa(kmalloc(100000, GFP_KERNEL | GFP_DMA)), 16 << 20);
	ck_assert_str_eq(virt_to_page(kmalloc(9, GFP_DMA))->slab_cache->name, "dma-kmalloc-16");
}
END_TEST

START_TEST(wrong_frees_are_refused)
{
	static char no_kernel_memory[64];
	char *p, *q;

	boot();
	p = kmalloc(100, GFP_KERNEL);
	q = kmalloc(100, GFP_KERNEL);
	kfree(p);
	kfree(q);
	kfree(p); /* not even the last one freed */
	ck_assert_uint_eq(sim_bad_pages, 1);
	ck_assert(strstr(sim_log, "is free already"));
	q = kmalloc(100, GFP_KERNEL);
	kfree(q + 8);
	ck_assert_uint_eq(sim_bad_pages, 2);
	ck_assert(strstr(sim_log, "is not the beginning of an object"));
	kmem_cache_free(caches[4], q);
	ck_assert_uint_eq(sim_bad_pages, 3);
	kfree(no_kernel_memory);
	ck_assert_uint_eq(sim_bad_pages, 4);
	kfree((void *)__get_free_page(GFP_KERNEL));
	ck_assert_uint_eq(sim_bad_pages, 5);
	p = kmalloc(20000, GFP_KERNEL);
	kfree(p + PAGE_SIZE);
	ck_assert_uint_eq(sim_bad_pages, 6);
	kfree(p);
	kfree(p);
	ck_assert_uint_eq(sim_bad_pages, 7);
	kfree(q);
	ck_assert_uint_eq(sim_bad_pages, 7);
	sim_bad_pages = 0;
	check_all();
}
END_TEST

/* A freed object that went through the array to its slab and beyond. */
START_TEST(late_double_free_is_refused)
{
	void *objects[600];
	unsigned int i;

	boot();
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		objects[i] = kmem_cache_alloc(caches[2], GFP_KERNEL);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		kmem_cache_free(caches[2], objects[i]);
	for (i = 0; i < 300; i++)
		if (slab_of_addr(objects[i]))
			kmem_cache_free(caches[2], objects[i]);
	ck_assert_uint_gt(sim_bad_pages, 0);
	sim_bad_pages = 0;
	check_all();
}
END_TEST

static unsigned int ctors, dtors;

static void ctor_object(void *p)
{
	ctors++;
	*(u32 *)p = 0xc0ffee;
}

static void ctor_old(void *p, kmem_cache_t *cache, unsigned long flags)
{
	ctors++;
	ck_assert_uint_eq(flags, SLAB_CTOR_CONSTRUCTOR);
	ck_assert_str_eq(kmem_cache_name(cache), "old");
}

static void dtor_old(void *p, kmem_cache_t *cache, unsigned long flags)
{
	dtors++;
	ck_assert_uint_eq(flags, 0);
}

static void ctor_2_6_24(struct kmem_cache *cache, void *p)
{
	ctors++;
	ck_assert_str_eq(kmem_cache_name(cache), "2.6.24");
}

START_TEST(constructors_of_all_ages)
{
	struct kmem_cache_args args = {.align = 64, .ctor = ctor_object};
	struct kmem_cache *cache;
	u32 *p;

	boot();
	cache = kmem_cache_create("modern", 20, 0, 0, ctor_object);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_uint_eq(ctors, cache->num); /* for the whole slab, once */
	ck_assert_uint_eq(*p, 0xc0ffee);
	kmem_cache_free(cache, p);
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);

	ctors = 0;
	cache = kmem_cache_create("old", 100, 0, SLAB_HWCACHE_ALIGN, ctor_old, dtor_old);
	kmem_cache_free(cache, kmem_cache_alloc(cache, SLAB_KERNEL));
	ck_assert_uint_eq(ctors, cache->num);
	ck_assert_uint_eq(dtors, 0);
	ctors = cache->num;
	kmem_cache_destroy(cache);
	ck_assert_uint_eq(dtors, ctors);

	ctors = 0;
	cache = kmem_cache_create("2.6.24", 64, 0, 0, ctor_2_6_24);
	kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
	ck_assert_uint_eq(ctors, cache->num);

	ctors = 0;
	cache = kmem_cache_create("6.12", 24, &args, 0);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_uint_eq((unsigned long)p % 64, 0);
	ck_assert_uint_eq(ctors, cache->num);
}
END_TEST

START_TEST(destroy_with_objects_out)
{
	struct kmem_cache *cache;
	void *p;

	boot();
	cache = kmem_cache_create("scullc", 4000, 0, SLAB_HWCACHE_ALIGN, NULL, NULL);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_int_eq(kmem_cache_destroy(cache), 1);
	ck_assert(strstr(sim_log, "scullc: Slab cache still has objects"));
	kmem_cache_free(cache, p);
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
}
END_TEST

START_TEST(layouts_hold_what_they_say)
{
	struct kmem_cache *cache;
	unsigned int size;

	boot();
	for (size = 1; size < 140000; size += 1 + size / 7) {
		size_t slab_bytes;

		cache =
		    kmem_cache_create("layout", size, 0, size & 1 ? SLAB_HWCACHE_ALIGN : 0, NULL);
		ck_assert_ptr_nonnull(cache);
		slab_bytes = PAGE_SIZE << cache->gfporder;
		ck_assert_uint_ge(cache->num, 1);
		ck_assert_uint_ge(cache->size, size);
		ck_assert_uint_le(cache->num * cache->size +
				      (cache->slabp_cache ? 0 : cache->slab_size) +
				      (cache->colour - 1) * cache->colour_off,
				  slab_bytes);
		if (cache->slabp_cache)
			ck_assert_uint_ge(cache->slabp_cache->object_size, cache->slab_size);
		ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	}
}
END_TEST

START_TEST(colours_differ)
{
	struct kmem_cache *cache;
	unsigned long first = 0, differ = 0, off;
	unsigned int i;

	boot();
	cache = kmem_cache_create("colour", 300, 0, 0, NULL);
	ck_assert_uint_gt(cache->colour, 1);
	for (i = 0; i < 4 * cache->num; i++) {
		off = slab_of_addr(kmem_cache_alloc(cache, GFP_KERNEL))->colouroff;
		if (!i)
			first = off;
		differ += off != first;
	}
	ck_assert_uint_gt(differ, 0);
}
END_TEST

START_TEST(reclaim_takes_empty_slabs)
{
	static void *objects[2000];
	struct kmem_cache *cache;
	unsigned long grown;
	unsigned int i;

	boot();
	cache = kmem_cache_create("empty", 2000, 0, 0, NULL);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	grown = cache->nr_slabs;
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		kmem_cache_free(cache, objects[i]);
	ck_assert_uint_lt(cache->nr_slabs, grown); /* beyond the limit they go at once */
	while (alloc_pages(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY, 0))
		;
	ck_assert_uint_eq(cache->nr_slabs, 0);
	ck_assert_uint_gt(cache->reaped, 0);
}
END_TEST

START_TEST(out_of_memory_is_null)
{
	boot();
	while (kmalloc(3000, GFP_ATOMIC | __GFP_NOWARN))
		;
	while (kmalloc(10, GFP_ATOMIC | __GFP_NOWARN))
		;
	ck_assert_ptr_null(kmem_cache_alloc(caches[3], GFP_ATOMIC | __GFP_NOWARN));
	check_all();
}
END_TEST

static void silly_panic(void)
{
	kmem_cache_create("silly", 0, 0, SLAB_PANIC, NULL);
}

START_TEST(silly_caches)
{
	boot();
	ck_assert_ptr_null(kmem_cache_create("silly", 0, 0, 0, NULL));
	ck_assert_ptr_null(kmem_cache_create(NULL, 10, 0, 0, NULL));
	ck_assert_ptr_null(kmem_cache_create("silly", (4UL << 20) + 1, 0, 0, NULL));
	ck_assert(sim_bugs(silly_panic));
}
END_TEST

/* Right behind the last object, where the next would be; and what lies in its place says "in use".
 */
START_TEST(behind_the_last_object)
{
	struct kmem_cache *cache;
	struct slab *slab;

	boot();
	cache = kmem_cache_create("last", 200, 0, 0, NULL);
	slab = slab_of_addr(kmem_cache_alloc(cache, GFP_KERNEL));
	slab_bufctl(slab)[cache->num] = BUFCTL_ACTIVE;
	kmem_cache_free(cache, (char *)slab->s_mem + cache->num * cache->size);
	ck_assert_uint_eq(sim_bad_pages, 1);
}
END_TEST

/* The page is there, the memory for its off-slab head is not. */
START_TEST(a_slab_without_a_head)
{
	struct kmem_cache *cache;
	struct page *last;

	boot();
	cache = kmem_cache_create("headless", 2000, 0, 0, NULL);
	ck_assert_ptr_nonnull(cache->slabp_cache);
	last = alloc_pages(GFP_KERNEL, cache->gfporder);
	current->flags |= PF_MEMALLOC;
	while (alloc_page(GFP_ATOMIC | __GFP_NOWARN))
		;
	while (kmem_cache_alloc(cache->slabp_cache, GFP_ATOMIC | __GFP_NOWARN))
		;
	__free_pages(last, cache->gfporder);
	ck_assert_ptr_null(kmem_cache_alloc(cache, GFP_ATOMIC | __GFP_NOWARN));
	ck_assert_ptr_nonnull(alloc_pages(GFP_ATOMIC | __GFP_NOWARN, cache->gfporder));
	current->flags &= ~PF_MEMALLOC;
	check_all();
}
END_TEST

/* Objects of kmalloc()'s that are out, on whatever list. */
static unsigned long kmalloc_objects(void)
{
	unsigned long n = 0;
	unsigned int i, cpu;

	for (i = 0; i < KMALLOC_CACHES; i++) {
		struct kmem_cache *cache = kmalloc_caches[KMALLOC_NORMAL][i];

		n += cache->nr_slabs * cache->num - cache->free_objects;
		for (cpu = 0; cpu < SIM_CPUS; cpu++)
			n -= cache->array[cpu]->avail;
	}
	return n;
}

static void come_and_go(void)
{
	struct kmem_cache *cache;
	unsigned int size;

	for (size = 8; size < 9000; size += 500) {
		cache = kmem_cache_create("passing", size, 0, 0, NULL);
		kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
		ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	}
}

START_TEST(a_cache_leaves_nothing_behind)
{
	unsigned long before;

	boot();
	come_and_go(); /* kmalloc()'s caches grow, and their slabs' heads are objects too */
	before = kmalloc_objects();
	come_and_go();
	ck_assert_uint_eq(kmalloc_objects(), before);
}
END_TEST

/* One line further each time, and round again. */
START_TEST(colours_follow_each_other)
{
	struct kmem_cache *cache;
	struct slab *slab;
	unsigned int i, n = 0;

	boot();
	cache = kmem_cache_create("rainbow", 300, 0, 0, NULL);
	ck_assert_uint_gt(cache->colour, 1);
	for (i = 0; i < 3 * cache->colour * cache->num; i++)
		kmem_cache_alloc(cache, GFP_KERNEL);
	list_for_each_entry_reverse(slab, &cache->slabs_full, list)
	    expect(slab->colouroff == cache->slab_size + (n++ % cache->colour) * cache->colour_off);
	ck_assert_uint_ge(n, 2 * cache->colour);
}
END_TEST

START_TEST(bulk)
{
	void *objects[300];

	boot();
	ck_assert_int_eq(kmem_cache_alloc_bulk(caches[1], GFP_KERNEL, 300, objects), 300);
	kmem_cache_free_bulk(caches[1], 300, objects);
	check_all();
}
END_TEST

START_TEST(atomic_context_is_told_off)
{
	void *p;

	boot();
	p = kmalloc(10, GFP_KERNEL);
	kfree(p);
	preempt_disable();
	p = kmalloc(10, GFP_KERNEL);
	preempt_enable();
	ck_assert_uint_eq(sim_warnings, 1);
	preempt_disable();
	kfree(kmalloc(10, GFP_ATOMIC));
	preempt_enable();
	ck_assert_uint_eq(sim_warnings, 1);
}
END_TEST

START_TEST(pages_of_a_typesafe_cache_stay_for_readers)
{
	struct kmem_cache *cache;
	u32 *p;

	boot();
	cache = kmem_cache_create("typesafe", 64, 0, SLAB_TYPESAFE_BY_RCU, ctor_object);
	p = kmem_cache_alloc(cache, GFP_KERNEL);
	kmem_cache_free(cache, p);
	kmem_cache_shrink(cache);
	ck_assert_uint_eq(cache->nr_slabs, 0);
	ck_assert(PageSlab(virt_to_page(p)));
	ck_assert_uint_eq(*p, 0xc0ffee); /* a reader that came before sees an object of that type */
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	ck_assert(!PageSlab(virt_to_page(p)));
}
END_TEST

START_TEST(tunables)
{
	struct kmem_cache *cache;
	void *objects[300];
	unsigned int i;

	boot();
	cache = kmem_cache_create("tuned", 64, 0, 0, NULL);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	for (i = 0; i < ARRAY_SIZE(objects); i++) {
		sim_set_cpu(i & 1);
		kmem_cache_free(cache, objects[i]);
	}
	sim_set_cpu(0);
	ck_assert_int_eq(slab_tune("tuned", 10, 4, 0), 0);
	ck_assert_uint_eq(cache->array[0]->limit, 10);
	ck_assert_uint_eq(cache->array[1]->batchcount, 4);
	check_all();
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		kmem_cache_free(cache, objects[i]);
	ck_assert_uint_le(cache->array[0]->avail, 10);
	check_all();
	ck_assert_int_eq(slab_tune("tuned", 4, 10, 0), -EINVAL);
	ck_assert_int_eq(slab_tune("tuned", 4, 0, 0), -EINVAL);
	ck_assert_int_eq(slab_tune("tuned", 4000, 4000, 4000), -EINVAL);
	ck_assert_int_eq(slab_tune("nobody", 10, 4, 0), -EINVAL);
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
}
END_TEST

/* What one CPU frees another gets, without a look into the slabs. */
START_TEST(cpus_share)
{
	unsigned int i, from_slabs;
	struct kmem_cache *cache;
	void *objects[200];
	struct slabinfo info;

	boot();
	cache = kmem_cache_create("shared", 64, 0, 0, NULL);
	ck_assert_uint_eq(cache->shared, 8);
	ck_assert_uint_eq(cache->shared_array->limit, 8 * cache->batchcount);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	for (i = 0; i < ARRAY_SIZE(objects); i++)
		kmem_cache_free(cache, objects[i]);
	/* 200, and those of a batch before, do not fit an array of 120 */
	ck_assert_uint_eq(cache->shared_array->avail, 3 * cache->batchcount);
	check_all();
	from_slabs = cache->free_objects;
	sim_set_cpu(1);
	for (i = 0; i < 3 * cache->batchcount; i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	ck_assert_uint_eq(cache->free_objects, from_slabs);
	ck_assert_uint_eq(cache->shared_array->avail, 0);
	check_all();
	while (i--)
		kmem_cache_free(cache, objects[i]);
	sim_set_cpu(0);

	ck_assert_int_eq(slab_tune("shared", 10, 4, 3), 0);
	ck_assert_uint_eq(cache->shared_array->limit, 12);
	ck_assert_uint_eq(cache->shared_array->avail, 0);
	for (i = 0; i < 40; i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	while (i--)
		kmem_cache_free(cache, objects[i]);
	for (i = 0; get_slabinfo(i, &info) && strcmp(info.name, "shared"); i++)
		;
	ck_assert_uint_eq(info.shared, 3);
	ck_assert_uint_eq(info.shared_avail, 12);
	check_all();
	ck_assert_int_eq(slab_tune("shared", 10, 4, 0), 0);
	ck_assert_uint_eq(cache->shared_array->limit, 0);
	for (i = 0; i < 40; i++)
		objects[i] = kmem_cache_alloc(cache, GFP_KERNEL);
	while (i--)
		kmem_cache_free(cache, objects[i]);
	check_all();
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	ck_assert_uint_eq(sim_warnings + sim_bad_pages, 0);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    cpus_share,
	    a_million_operations,
	    roundings,
	    constant_sizes_find_the_same_cache,
	    zero_size,
	    krealloc_keeps_the_content,
	    powers_of_two_are_aligned,
	    dma_is_low,
	    wrong_frees_are_refused,
	    late_double_free_is_refused,
	    constructors_of_all_ages,
	    destroy_with_objects_out,
	    layouts_hold_what_they_say,
	    colours_differ,
	    reclaim_takes_empty_slabs,
	    out_of_memory_is_null,
	    silly_caches,
	    behind_the_last_object,
	    a_slab_without_a_head,
	    a_cache_leaves_nothing_behind,
	    colours_follow_each_other,
	    bulk,
	    tunables,
	    pages_of_a_typesafe_cache_stay_for_readers,
	    atomic_context_is_told_off,
	    NULL,
	};

	return run_tests("slab", tests);
}
