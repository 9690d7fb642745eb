/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * allocbench: what a pair of allocation and free costs, in ticks of the time-stamp counter;
 * in this machine those are instructions, exact and the same every time. One row a pair:
 * the least of many, so that interrupts do not count. Here "allocbench" on the command line
 * runs it; the same file built against Linux's headers is a module that prints the same
 * rows for Linux.
 */
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mempool.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <asm/msr.h>
#ifdef MODULE
#include <linux/module.h>
#endif

#define ROUNDS 64
#define MANY   512 /* more than what CPUs keep for themselves */

static struct kmem_cache *cache;
static mempool_t *pool;
static struct page *high;
static void *held[MANY];
static volatile size_t size_64 = 64; /* so that the compiler does not know it */

static void nothing(void)
{
}

static void page_pair(void)
{
	__free_pages(alloc_pages(GFP_KERNEL, 0), 0);
}

static void order_3_pair(void)
{
	__free_pages(alloc_pages(GFP_KERNEL, 3), 3);
}

static void kmalloc_pair(void)
{
	kfree(kmalloc(size_64, GFP_KERNEL));
}

static void kmalloc_constant_pair(void)
{
	kfree(kmalloc(64, GFP_KERNEL));
}

static void cache_pair(void)
{
	kmem_cache_free(cache, kmem_cache_alloc(cache, GFP_KERNEL));
}

static void vmalloc_pair(void)
{
	vfree(vmalloc(64 * 1024));
}

static void kmap_atomic_pair(void)
{
	kunmap_atomic(kmap_atomic(high));
}

static void percpu_pair(void)
{
	free_percpu(alloc_percpu(long));
}

static void mempool_pair(void)
{
	mempool_free(mempool_alloc(pool, GFP_KERNEL), pool);
}

/* Many at a time run the CPUs' lists empty, and over: the cost of one pair among them. */
static void kmalloc_many(void)
{
	int i;

	for (i = 0; i < MANY; i++)
		held[i] = kmalloc(size_64, GFP_KERNEL);
	for (i = 0; i < MANY; i++)
		kfree(held[i]);
}

static void pages_many(void)
{
	int i;

	for (i = 0; i < MANY; i++)
		held[i] = alloc_pages(GFP_KERNEL, 0);
	for (i = 0; i < MANY; i++)
		__free_pages(held[i], 0);
}

static const struct {
	const char *name;
	void (*pair)(void);
	unsigned int pairs;
} rows[] = {
    {"alloc_page+__free_page hot", page_pair, 1},
    {"alloc_page+__free_page of 512", pages_many, MANY},
    {"alloc_pages order 3", order_3_pair, 1},
    {"kmalloc(64)+kfree hot", kmalloc_pair, 1},
    {"kmalloc(64) constant+kfree hot", kmalloc_constant_pair, 1},
    {"kmalloc(64)+kfree of 512", kmalloc_many, MANY},
    {"kmem_cache_alloc+free", cache_pair, 1},
    {"vmalloc(64K)+vfree", vmalloc_pair, 1},
    {"kmap_atomic+kunmap_atomic", kmap_atomic_pair, 1},
    {"alloc_percpu+free_percpu", percpu_pair, 1},
    {"mempool_alloc+free", mempool_pair, 1},
};

static u64 least(void (*pair)(void))
{
	u64 best = ~0ull, start, cost;
	int i;

	for (i = 0; i < ROUNDS; i++) {
		start = rdtsc();
		pair();
		cost = rdtsc() - start;
		if (cost < best)
			best = cost;
	}
	return best;
}

static int prepare(void)
{
	cache = kmem_cache_create("allocbench", 100, 0, 0, NULL);
	pool = mempool_create_kmalloc_pool(2, 64);
	high = alloc_page(GFP_HIGHUSER);
	return cache && pool && high ? 0 : -ENOMEM;
}

static void clean_up(void)
{
	if (high)
		__free_page(high);
	mempool_destroy(pool);
	kmem_cache_destroy(cache);
}

static int allocbench(void)
{
	u64 empty = least(nothing), cost;
	unsigned int i;
	int err = prepare();

	for (i = 0; !err && i < ARRAY_SIZE(rows); i++) {
		cost = least(rows[i].pair) - empty;
		printk(KERN_INFO "allocbench: %-31s %lu\n", rows[i].name,
		       (unsigned long)cost / rows[i].pairs);
	}
	clean_up();
	return err;
}

#ifdef MODULE
static int __init allocbench_init(void)
{
	return allocbench();
}

static void __exit allocbench_exit(void)
{
}

module_init(allocbench_init);
module_exit(allocbench_exit);
MODULE_LICENSE("GPL");
#else
static bool wanted __initdata;

static int __init setup_allocbench(char *unused)
{
	wanted = true;
	return 1;
}
__setup("allocbench", setup_allocbench);

static int __init allocbench_boot(void)
{
	return wanted ? allocbench() : 0;
}
late_initcall(allocbench_boot);
#endif
