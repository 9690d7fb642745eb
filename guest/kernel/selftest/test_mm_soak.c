/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Everything at once, on every CPU: threads that allocate and free at random, give what
 * they have to each other, and timers that do so in softirqs beneath them. What somebody
 * holds nobody else writes to; afterwards there is as much free memory as before, and the
 * free lists add up. soak=N on the command line makes it N times as long.
 */
#include <linux/completion.h>
#include <linux/cpumask.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/mm.h>
#include <linux/selftest.h>
#include <linux/slab_def.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/vmalloc.h>

#define SLOTS	   64	/* shared by all CPUs */
#define OPERATIONS 3000 /* of each CPU */

enum kind { KMALLOC, CACHE, PAGES, HIGH, VMALLOC, KINDS };

/* What lies in a slot: who holds it fills all of it with mark, and so knows it untouched. */
struct item {
	enum kind kind;
	void *p; /* struct page for HIGH */
	size_t bytes;
	unsigned int order;
	u8 mark;
};

static struct item *slots[SLOTS];
static struct kmem_cache *cache;
static atomic_t damaged, failed, in_timers;
static unsigned int soak_factor = 1;

static int __init setup_soak(char *value)
{
	return !kstrtouint(value, 0, &soak_factor);
}
__setup("soak=", setup_soak);

static u32 next_random(u32 *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 17;
	*state ^= *state << 5;
	return *state;
}

/* ---- one item ---- */

static void *map_item(struct item *item)
{
	return item->kind == HIGH ? kmap_local_page(item->p) : item->p;
}

static void unmap_item(struct item *item, void *addr)
{
	if (item->kind == HIGH)
		kunmap_local(addr);
}

static bool get_memory(struct item *item, gfp_t gfp, u32 random)
{
	item->bytes = 1 + (random >> 8) % 3000;
	switch (item->kind) {
	case KMALLOC:
		item->p = kmalloc(item->bytes, gfp);
		break;
	case CACHE:
		item->bytes = kmem_cache_size(cache);
		item->p = kmem_cache_alloc(cache, gfp);
		break;
	case PAGES:
		item->order = (random >> 8) % 4;
		item->bytes = PAGE_SIZE << item->order;
		item->p = (void *)__get_free_pages(gfp, item->order);
		break;
	case HIGH:
		item->bytes = PAGE_SIZE;
		item->p = alloc_page(gfp | __GFP_HIGHMEM);
		break;
	default:
		item->bytes *= 8;
		item->p = vmalloc(item->bytes);
	}
	return item->p;
}

static struct item *make_item(enum kind kind, gfp_t gfp, u32 random)
{
	struct item *item = kmalloc(sizeof(*item), gfp);
	void *addr;

	if (!item)
		return NULL;
	item->kind = kind;
	item->mark = (u8)random;
	if (!get_memory(item, gfp, random)) {
		kfree(item);
		return NULL;
	}
	addr = map_item(item);
	memset(addr, item->mark, item->bytes);
	unmap_item(item, addr);
	return item;
}

static void end_item(struct item *item)
{
	void *addr = map_item(item);

	if (memchr_inv(addr, item->mark, item->bytes))
		atomic_inc(&damaged);
	unmap_item(item, addr);
	switch (item->kind) {
	case KMALLOC:
		kfree(item->p);
		break;
	case CACHE:
		kmem_cache_free(cache, item->p);
		break;
	case PAGES:
		free_pages((unsigned long)item->p, item->order);
		break;
	case HIGH:
		__free_page(item->p);
		break;
	default:
		vfree(item->p);
	}
	kfree(item);
}

/* ---- who does it ---- */

static void timer_turn(struct timer_list *timer)
{
	static u32 state = 77;
	struct item *item = make_item(next_random(&state) % VMALLOC, GFP_ATOMIC, state);

	if (item)
		end_item(item);
	atomic_inc(&in_timers);
	mod_timer(timer, jiffies + 1);
}

static int worker(void *done)
{
	unsigned int i, n = OPERATIONS * soak_factor;
	u32 state = 1000003 * (smp_processor_id() + 1);
	struct timer_list timer;
	struct item *item;
	u32 random;

	timer_setup(&timer, timer_turn, 0);
	mod_timer(&timer, jiffies + 1);
	for (i = 0; i < n; i++) {
		random = next_random(&state);
		/* the slower a kind, the rarer */
		item = make_item(random % 32 ? random % VMALLOC : VMALLOC, GFP_KERNEL, random);
		if (!item)
			atomic_inc(&failed);
		item = xchg(&slots[(random >> 16) % SLOTS], item);
		if (item)
			end_item(item);
		cond_resched();
	}
	del_timer_sync(&timer);
	complete(done);
	return 0;
}

static unsigned long free_now(void)
{
	drop_slab();
	drop_slab();
	drain_all_pages();
	return nr_free_pages();
}

static void expect_lists_add_up(struct selftest *t)
{
	unsigned long sum, flags;
	struct zone *zone;
	int order;

	for_each_zone (zone) {
		spin_lock_irqsave(&zone->lock, flags);
		for (sum = 0, order = 0; order < MAX_ORDER; order++)
			sum += zone->free_area[order].nr_free << order;
		EXPECT_EQ(t, sum, zone->free_pages);
		spin_unlock_irqrestore(&zone->lock, flags);
	}
}

static void run_workers(struct selftest *t)
{
	DECLARE_COMPLETION_ONSTACK(done);
	unsigned int cpu, started = 0;
	struct task_struct *task;

	for_each_online_cpu(cpu)
	{
		task = kthread_create(worker, &done, "soak/%u", cpu);
		if (!EXPECT(t, !IS_ERR(task)))
			continue;
		kthread_bind(task, cpu);
		wake_up_process(task);
		started++;
	}
	while (started--)
		wait_for_completion(&done);
}

SELFTEST(mm, soak_on_all_cpus)
{
	unsigned long before, after;
	unsigned int i;

	cache = kmem_cache_create("soak", 200, 0, SLAB_HWCACHE_ALIGN, NULL);
	if (!EXPECT(t, cache != NULL))
		return;
	vfree(vmalloc(1 << 20)); /* page tables, once made, stay */
	before = free_now();
	atomic_set(&damaged, 0);
	atomic_set(&failed, 0);
	run_workers(t);
	for (i = 0; i < SLOTS; i++) {
		struct item *item = xchg(&slots[i], NULL);

		if (item)
			end_item(item);
	}
	EXPECT_EQ(t, kmem_cache_destroy(cache), 0);
	EXPECT_EQ(t, atomic_read(&damaged), 0);
	EXPECT_EQ(t, atomic_read(&failed), 0);
	expect_lists_add_up(t);
	/* stacks of the threads may still be on their way; tables of more areas than one stay */
	after = free_now();
	EXPECT(t, after + 64 >= before);
}
