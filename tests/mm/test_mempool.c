/* SPDX-License-Identifier: GPL-2.0-only */
/* Memory pools and per-CPU memory. */
#include "run.h"

#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "sim.h"

#define RAM (64UL << 20)

/* An allocator that can be told to have nothing. */
static bool empty;
static int outstanding, waits_seen;

static void *test_alloc(gfp_t gfp, void *data)
{
	if (gfp & __GFP_WAIT)
		waits_seen++;
	if (empty)
		return NULL;
	outstanding++;
	return kmalloc((size_t)data, gfp);
}

static void test_free(void *element, void *data)
{
	outstanding--;
	kfree(element);
}

START_TEST(the_allocator_first_then_the_reserve)
{
	void *e[6];
	mempool_t *pool;
	int i;

	sim_boot(RAM, RAM);
	pool = mempool_create(4, test_alloc, test_free, (void *)100);
	ck_assert_int_eq(pool->curr_nr, 4);
	waits_seen = 0;
	for (i = 0; i < 6; i++)
		e[i] = mempool_alloc(pool, GFP_KERNEL);
	ck_assert_int_eq(pool->curr_nr, 4); /* as measured on Linux */
	ck_assert_int_eq(waits_seen, 0);    /* in haste */
	empty = true;
	for (i = 0; i < 4; i++)
		ck_assert_ptr_nonnull(mempool_alloc(pool, GFP_ATOMIC));
	ck_assert_int_eq(pool->curr_nr, 0);
	ck_assert_ptr_null(mempool_alloc(pool, GFP_ATOMIC));
	for (i = 0; i < 6; i++)
		mempool_free(e[i], pool);
	ck_assert_int_eq(pool->curr_nr, 4);
	ck_assert_int_eq(outstanding, 8); /* four here, four never given back */
	mempool_free(NULL, pool);
	mempool_destroy(pool);
	ck_assert_int_eq(outstanding, 4);
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

static mempool_t *waited_for;
static void *taken;

static void others_give_back(void)
{
	mempool_free(taken, waited_for);
}

START_TEST(who_may_wait_never_fails)
{
	sim_boot(RAM, RAM);
	waited_for = mempool_create(1, test_alloc, test_free, (void *)32);
	empty = true;
	taken = mempool_alloc(waited_for, GFP_NOIO);
	sim_other_tasks = others_give_back;
	ck_assert_ptr_eq(mempool_alloc(waited_for, GFP_NOIO), taken);
	ck_assert_int_eq(waited_for->curr_nr, 0);
}
END_TEST

START_TEST(resizing)
{
	mempool_t *pool;

	sim_boot(RAM, RAM);
	pool = mempool_create(4, test_alloc, test_free, (void *)32);
	ck_assert_int_eq(mempool_resize(pool, 9), 0);
	ck_assert_int_eq(pool->curr_nr, 9);
	ck_assert_int_eq(mempool_resize(pool, 2, GFP_KERNEL), 0);
	ck_assert_int_eq(pool->curr_nr, 2);
	ck_assert_int_eq(outstanding, 2);
	ck_assert_int_lt(mempool_resize(pool, 0), 0);
	empty = true;
	ck_assert_int_lt(mempool_resize(pool, 5), 0);
	ck_assert_int_eq(pool->min_nr, 5);
	empty = false;
	mempool_free(mempool_alloc(pool, GFP_KERNEL), pool);
	ck_assert_int_eq(pool->curr_nr, 3);
	mempool_destroy(pool);
	ck_assert_int_eq(outstanding, 0);
}
END_TEST

START_TEST(ready_made_pools)
{
	struct kmem_cache *cache;
	mempool_t *pools[3];
	unsigned long before;
	int i;

	sim_boot(RAM, RAM);
	cache = kmem_cache_create("elements", 200, 0, 0, NULL);
	drain_local_pages();
	before = nr_free_pages();
	pools[0] = mempool_create_slab_pool(3, cache);
	pools[1] = mempool_create_kmalloc_pool(3, 3000);
	pools[2] = mempool_create_page_pool(3, 1);
	for (i = 0; i < 3; i++) {
		ck_assert_int_eq(pools[i]->curr_nr, 3);
		mempool_free(mempool_alloc(pools[i], GFP_KERNEL), pools[i]);
		mempool_destroy(pools[i]);
	}
	ck_assert_int_eq(kmem_cache_destroy(cache), 0);
	drain_local_pages();
	ck_assert_uint_le(before - nr_free_pages(), 8); /* slabs of kmalloc()'s */
	ck_assert_uint_eq(sim_warnings + sim_bad_pages, 0);
}
END_TEST

START_TEST(no_pool_without_its_reserve)
{
	sim_boot(RAM, RAM);
	empty = true;
	ck_assert_ptr_null(mempool_create(3, test_alloc, test_free, NULL));
	ck_assert_ptr_null(mempool_create(-1, test_alloc, test_free, NULL));
	ck_assert_int_eq(outstanding, 0);
}
END_TEST

START_TEST(destroying_with_elements_out)
{
	mempool_t *pool;

	sim_boot(RAM, RAM);
	pool = mempool_create(2, test_alloc, test_free, (void *)8);
	empty = true;
	mempool_alloc(pool, GFP_KERNEL);
	mempool_destroy(pool);
	ck_assert_uint_eq(sim_warnings, 1);
}
END_TEST

/* ---- per-CPU memory ---- */

static DEFINE_PER_CPU(int, counter) = 5;

START_TEST(static_variables)
{
	sim_boot(RAM, RAM);
	get_cpu_var(counter)++;
	put_cpu_var(counter);
	sim_set_cpu(1);
	get_cpu_var(counter) += 10;
	put_cpu_var(counter);
	ck_assert_int_eq(per_cpu(counter, 0), 6);
	ck_assert_int_eq(per_cpu(counter, 1), 15);
	ck_assert_int_eq(preempt_count(), 0);
}
END_TEST

struct thing {
	u64 a;
	char text[20];
};

START_TEST(each_cpu_has_its_own)
{
	struct thing __percpu *p;
	unsigned int cpu;

	sim_boot(RAM, RAM);
	p = alloc_percpu(struct thing);
	for_each_possible_cpu(cpu)
	{
		ck_assert(!memchr_inv(per_cpu_ptr(p, cpu), 0, sizeof(*p)));
		per_cpu_ptr(p, cpu)->a = cpu + 1;
	}
	ck_assert_uint_eq(per_cpu_ptr(p, 0)->a, 1);
	ck_assert_uint_eq(per_cpu_ptr(p, 1)->a, 2);
	free_percpu(p);
	free_percpu(NULL);
	ck_assert_uint_eq(sim_warnings, 0);
	free_percpu(p);
	ck_assert_uint_eq(sim_warnings, 1);
}
END_TEST

#define HELD 100

START_TEST(random_percpu)
{
	static struct {
		char __percpu *p;
		size_t bytes;
		u8 mark;
	} held[HELD];
	unsigned int nr = 0, i, cpu;

	sim_seed(0x20260105);
	sim_boot(RAM, RAM);
	for (i = 0; i < 100000; i++) {
		if (nr < HELD && sim_below(2)) {
			size_t bytes = 1 + sim_below(sim_below(20) ? 200 : 3000);
			size_t align = 1u << sim_below(8);
			char __percpu *p = __alloc_percpu(bytes, align);

			if (!p)
				continue;
			held[nr].p = p;
			held[nr].bytes = bytes;
			held[nr].mark = sim_random();
			for_each_possible_cpu(cpu)
			{
				expect(!((unsigned long)per_cpu_ptr(p, cpu) % align));
				expect(!memchr_inv(per_cpu_ptr(p, cpu), 0, bytes));
				memset(per_cpu_ptr(p, cpu), held[nr].mark + cpu, bytes);
			}
			nr++;
		} else if (nr) {
			unsigned int n = sim_below(nr);

			for_each_possible_cpu(cpu) expect(!memchr_inv(
			    per_cpu_ptr(held[n].p, cpu), held[n].mark + cpu, held[n].bytes));
			free_percpu(held[n].p);
			held[n] = held[--nr];
		}
	}
	while (nr)
		free_percpu(held[--nr].p);
	ck_assert_ptr_nonnull(__alloc_percpu(PERCPU_DYNAMIC_BYTES - 4096, 8));
	ck_assert_uint_eq(sim_warnings, 0);
}
END_TEST

START_TEST(silly_percpu)
{
	sim_boot(RAM, RAM);
	ck_assert_ptr_null(__alloc_percpu(0, 8));
	ck_assert_ptr_null(__alloc_percpu(8, 3));
	ck_assert_ptr_null(__alloc_percpu(8, 8192));
	ck_assert_ptr_null(__alloc_percpu(PERCPU_DYNAMIC_BYTES + 1, 8));
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    the_allocator_first_then_the_reserve,
	    who_may_wait_never_fails,
	    resizing,
	    ready_made_pools,
	    no_pool_without_its_reserve,
	    destroying_with_elements_out,
	    static_variables,
	    each_cpu_has_its_own,
	    random_percpu,
	    silly_percpu,
	    NULL,
	};

	return run_tests("mempool", tests);
}
