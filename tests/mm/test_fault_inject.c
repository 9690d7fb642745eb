/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every allocation inside every compound operation of mm/ is made to fail, one at a time:
 * the first, then the second, and so on, until the operation comes through. Whatever
 * happens, afterwards there are as many free pages as before.
 */
#include "run.h"

#include <linux/errno.h>
#include <linux/fault-inject.h>
#include <linux/io.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "sim.h"

#define RAM	   (64UL << 20)
#define LOWMEM	   (48UL << 20)
#define MOST_TRIES 300

/* ---- operations: 0, or -ENOMEM and nothing has happened ---- */

static int op_kmalloc(void)
{
	void *p = kmalloc(100, GFP_KERNEL | __GFP_NOWARN), *q;

	if (!p)
		return -ENOMEM;
	q = krealloc(p, 9000, GFP_KERNEL | __GFP_NOWARN);
	kfree(q ? q : p);
	return q ? 0 : -ENOMEM;
}

static int op_cache(void)
{
	struct kmem_cache *cache = kmem_cache_create("op", 700, 0, 0, NULL);
	void *object;

	if (!cache)
		return -ENOMEM;
	object = kmem_cache_alloc(cache, GFP_KERNEL | __GFP_NOWARN);
	if (object)
		kmem_cache_free(cache, object);
	expect(!kmem_cache_destroy(cache));
	return object ? 0 : -ENOMEM;
}

static int op_bulk(void)
{
	struct kmem_cache *cache = kmem_cache_create("bulk", 1500, 0, 0, NULL);
	void *objects[20];
	int got;

	if (!cache)
		return -ENOMEM;
	got = kmem_cache_alloc_bulk(cache, GFP_KERNEL | __GFP_NOWARN, 20, objects);
	expect(got == 0 || got == 20);
	kmem_cache_free_bulk(cache, got, objects);
	expect(!kmem_cache_destroy(cache));
	return got ? 0 : -ENOMEM;
}

static int op_vmalloc(void)
{
	void *p = vmalloc(70000);

	vfree(p);
	return p ? 0 : -ENOMEM;
}

static int op_kvmalloc(void)
{
	void *p = kvmalloc(70000, GFP_KERNEL | __GFP_NOWARN);

	kvfree(p);
	return p ? 0 : -ENOMEM;
}

static int op_exact(void)
{
	void *p = alloc_pages_exact(20000, GFP_KERNEL | __GFP_NOWARN);

	if (p)
		free_pages_exact(p, 20000);
	return p ? 0 : -ENOMEM;
}

static int op_ioremap(void)
{
	void __iomem *p = ioremap(0xfebc0000, 30000);

	iounmap(p);
	return p ? 0 : -ENOMEM;
}

static int op_vmap(void)
{
	struct page *pages[3] = {0};
	void *p = NULL;
	int i;

	for (i = 0; i < 3; i++)
		pages[i] = alloc_page(GFP_HIGHUSER | __GFP_NOWARN);
	if (pages[0] && pages[1] && pages[2])
		p = vmap(pages, 3, VM_MAP, PAGE_KERNEL);
	vunmap(p);
	for (i = 0; i < 3; i++)
		if (pages[i])
			__free_page(pages[i]);
	return p ? 0 : -ENOMEM;
}

static int op_mempool(void)
{
	mempool_t *pool = mempool_create_kmalloc_pool(4, 300);
	int err;

	if (!pool)
		return -ENOMEM;
	err = mempool_resize(pool, 9);
	/* a pool that could not be filled up has its new size all the same */
	while (pool->curr_nr < pool->min_nr)
		mempool_free(kmalloc(300, GFP_KERNEL | __GFP_NOFAIL), pool);
	mempool_destroy(pool);
	return err;
}

static const struct {
	const char *name;
	int (*run)(void);
	bool falls_back; /* may come through although something failed */
} ops[] = {
    {"kmalloc", op_kmalloc},	     {"cache", op_cache, true},
    {"bulk", op_bulk, true},	     {"vmalloc", op_vmalloc},
    {"kvmalloc", op_kvmalloc, true}, {"exact", op_exact},
    {"ioremap", op_ioremap},	     {"vmap", op_vmap},
    {"mempool", op_mempool},
};

/* ---- */

static void set(struct fault_attr *attr, unsigned int nth, int times)
{
	char text[64];

	snprintf(text, sizeof(text), "%u,%u,0,%d", nth, times ? 100 : 0, times);
	ck_assert_int_eq(setup_fault_attr(attr, text), 0);
}

static unsigned long all_free(void)
{
	vm_unmap_aliases();
	drop_slab();
	drop_slab();
	drain_all_pages();
	return nr_free_pages();
}

/* The number of allocations that were made to fail. */
static unsigned int fail_each(struct fault_attr *attr, unsigned int op)
{
	unsigned long before;
	unsigned int nth;
	int err;

	set(attr, 1, 0);
	expect(!ops[op].run()); /* page tables, once made, stay */
	before = all_free();
	for (nth = 1; nth < MOST_TRIES; nth++) {
		set(attr, nth, 1);
		err = ops[op].run();
		if (attr->times)
			break;
		set(attr, 1, 0);
		if (!err && !ops[op].falls_back)
			ck_abort_msg("%s: came through, though allocation %u failed", ops[op].name,
				     nth);
		if (all_free() != before)
			ck_abort_msg("%s: %ld pages leaked when allocation %u failed", ops[op].name,
				     (long)(before - all_free()), nth);
	}
	set(attr, 1, 0);
	expect(!err && nth < MOST_TRIES);
	expect(all_free() == before);
	return nth - 1;
}

START_TEST(each_page)
{
	unsigned int op, failed = 0;

	sim_boot(RAM, LOWMEM);
	for (op = 0; op < ARRAY_SIZE(ops); op++)
		failed += fail_each(&fail_page_alloc, op);
	ck_assert_uint_gt(failed, 30);
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

START_TEST(each_object)
{
	unsigned int op, failed = 0;

	sim_boot(RAM, LOWMEM);
	for (op = 0; op < ARRAY_SIZE(ops); op++)
		failed += fail_each(&failslab, op);
	ck_assert_uint_gt(failed, 30);
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

/* ---- the sieves ---- */

static unsigned int failures_of(const char *text, unsigned int n)
{
	struct fault_attr *attr = &fail_page_alloc;
	unsigned int failed = 0;
	struct page *page;

	ck_assert_int_eq(setup_fault_attr(attr, text), 0);
	while (n--) {
		page = alloc_page(GFP_KERNEL | __GFP_NOWARN);
		if (page)
			__free_page(page);
		failed += !page;
	}
	return failed;
}

START_TEST(sieves)
{
	sim_boot(RAM, LOWMEM);
	ck_assert_uint_eq(failures_of("1,0,0,-1", 100), 0);
	ck_assert_uint_eq(failures_of("1,100,0,-1", 100), 100);
	ck_assert_uint_eq(failures_of("10,100,0,-1", 100), 10);
	ck_assert_uint_eq(failures_of("1,100,0,7", 100), 7);
	ck_assert_uint_eq(failures_of("1,100,40960,-1", 100), 91); /* as in Linux: space > size */
	ck_assert_uint_gt(failures_of("1,30,0,-1", 1000), 230);
	ck_assert_uint_lt(failures_of("1,30,0,-1", 1000), 370);
	ck_assert_uint_eq(failures_of("1,30,0,-1", 500), failures_of("1,30,0,-1", 500));
	ck_assert_int_eq(setup_fault_attr(&failslab, "1,2,3"), -EINVAL);
	ck_assert_int_eq(setup_fault_attr(&failslab, "1,101,0,-1"), -EINVAL);
	ck_assert_uint_eq(failures_of("1,0,0,0", 10), 0);
}
END_TEST

START_TEST(nofail_is_spared)
{
	sim_boot(RAM, LOWMEM);
	set(&fail_page_alloc, 1, -1);
	set(&failslab, 1, -1);
	ck_assert_ptr_null(kmalloc(10, GFP_KERNEL | __GFP_NOWARN));
	ck_assert_ptr_nonnull(kmalloc(10, GFP_KERNEL | __GFP_NOFAIL));
	ck_assert_ptr_nonnull(alloc_page(GFP_KERNEL | __GFP_NOFAIL));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {each_page, each_object, sieves, nofail_is_spared, NULL};

	return run_tests("fault_inject", tests);
}
