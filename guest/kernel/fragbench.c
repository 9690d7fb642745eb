/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fragbench: how much memory is lost between what is asked for and what is taken, and how
 * much of the rest is still in one piece after a long time. "fragbench" on the command line
 * runs it. Requests are drawn from the sizes that a real kernel asked kmalloc() for
 * (kmalloc_mix.h), by a fixed seed, and served twice: by kmalloc(), and by blocks of whole
 * pages alone, as the buddy allocator would without caches above it.
 *
 * Inner: many objects at a time; of the memory taken, what nobody asked for.
 *
 * Outer: an hour at a thousand requests a second. Each object has its time to live: most a
 * moment, some longer, a few nearly a minute, so some thousands are there at once, old ones
 * among new ones. At the end of the hour: the largest block that is free, and how much of
 * what is free lies in blocks of 32 pages and more.
 *
 *	due[now] -> object -> object	those whose time is over now; they are linked
 *	            [next][order]	through their own first words
 */
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/slab_def.h>
#include <linux/vmalloc.h>

#include "kmalloc_mix.h"

#define OBJECTS	 3000
#define REQUESTS 3600000u /* an hour of them */
#define TICKS	 65536u	  /* longer lives nothing */
#define QUIET	 (GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY)
#define BIG	 5 /* order of what still counts as a large block */

struct object {
	struct object *next;
	unsigned int order; /* only in whole pages */
};

struct server {
	const char *name;
	void *(*get)(size_t bytes);
	void (*put)(struct object *object);
};

static u32 random_state, mix_total;
static struct object **due;

static u32 random_below(u32 n)
{
	random_state ^= random_state << 13;
	random_state ^= random_state >> 17;
	random_state ^= random_state << 5;
	return (u32)(((u64)random_state * n) >> 32);
}

static void start_random(void)
{
	unsigned int i;

	random_state = 20261121;
	for (mix_total = i = 0; i < ARRAY_SIZE(kmalloc_mix); i++)
		mix_total += kmalloc_mix[i].requests;
}

static size_t random_size(void)
{
	u32 nth = random_below(mix_total);
	unsigned int i;

	for (i = 0; nth >= kmalloc_mix[i].requests; i++)
		nth -= kmalloc_mix[i].requests;
	return kmalloc_mix[i].bytes;
}

/* ---- the two that serve ---- */

static void *get_kmalloc(size_t bytes)
{
	return kmalloc(max(bytes, sizeof(struct object *)), QUIET);
}

static void put_kmalloc(struct object *object)
{
	kfree(object);
}

static void *get_pages(size_t bytes)
{
	unsigned int order = get_order(bytes);
	struct object *object = (void *)__get_free_pages(QUIET, order);

	if (object)
		object->order = order;
	return object;
}

static void put_pages(struct object *object)
{
	free_pages((unsigned long)object, object->order);
}

static const struct server servers[] = {
    {"kmalloc", get_kmalloc, put_kmalloc},
    {"pages alone", get_pages, put_pages},
};

/* ---- inner ---- */

static unsigned long pages_free(void)
{
	drop_slab();
	drain_all_pages();
	return nr_free_pages();
}

/* As a buddy allocator down to 32 bytes would: with two bits for each of these, to know them. */
static size_t power_of_two(size_t bytes)
{
	return bytes <= 32 ? 32 : 1ul << fls_long(bytes - 1);
}

static unsigned long with_bits(unsigned long bytes)
{
	return bytes + bytes / 32 * 2 / 8;
}

static void say_inner(const char *name, unsigned long asked, unsigned long taken)
{
	printk(KERN_INFO "fragbench: inner %-16s %8lu KiB taken for %lu, %lu per mille lost\n",
	       name, taken >> 10, asked >> 10, (taken - asked) / (taken / 1000));
}

static int inner(void)
{
	unsigned long asked = 0, powers = 0, whole = 0, before = pages_free();
	struct object *all = NULL, *object;
	unsigned int i;
	size_t bytes;

	for (i = 0; i < OBJECTS; i++) {
		bytes = random_size();
		object = get_kmalloc(bytes);
		if (!object)
			return -ENOMEM;
		object->next = all;
		all = object;
		asked += bytes;
		powers += power_of_two(bytes);
		whole += PAGE_SIZE << get_order(bytes);
	}
	/* all of it: slabs' heads and colours, and objects that are there but not given out */
	say_inner("kmalloc", asked, (before - pages_free()) << PAGE_SHIFT);
	say_inner("powers of two", asked, with_bits(powers));
	say_inner("pages alone", asked, whole);
	while ((object = all)) {
		all = object->next;
		kfree(object);
	}
	return 0;
}

/* ---- outer ---- */

/* Of a hundred, 80 live half a second on average, 15 eight, 5 half a minute. */
static u32 random_life(void)
{
	u32 kind = random_below(100);

	return 1 + random_below(kind < 80 ? 1000 : kind < 95 ? 16000 : TICKS - 1);
}

static void end_lives(const struct server *server, u32 now)
{
	struct object *object;

	while ((object = due[now % TICKS])) {
		due[now % TICKS] = object->next;
		server->put(object);
	}
}

static unsigned long an_hour(const struct server *server)
{
	unsigned long failed = 0;
	struct object *object;
	u32 now, end;

	for (now = 0; now < REQUESTS; now++) {
		end_lives(server, now);
		object = server->get(random_size());
		end = (now + random_life()) % TICKS;
		if (!object) {
			failed++;
			continue;
		}
		object->next = due[end];
		due[end] = object;
		if (now % 4096 == 0)
			cond_resched();
	}
	return failed;
}

static void say_outer(const char *name, unsigned long taken, unsigned long failed)
{
	unsigned long big = 0, free = 0;
	int order, largest = -1;
	struct zone *zone;

	for_each_zone (zone) {
		free += zone->free_pages;
		for (order = 0; order < MAX_ORDER; order++) {
			if (!zone->free_area[order].nr_free)
				continue;
			largest = max(largest, order);
			if (order >= BIG)
				big += zone->free_area[order].nr_free << order;
		}
	}
	printk(
	    KERN_INFO "fragbench: outer %-16s %8lu KiB taken, largest order %d, %lu per mille of "
		      "the free in blocks of order %d and more, %lu failed\n",
	    name, taken << (PAGE_SHIFT - 10), largest, free ? big * 1000 / free : 0, BIG, failed);
}

static void outer(const struct server *server)
{
	unsigned long before = pages_free(), failed, now;
	u32 i;

	start_random();
	failed = an_hour(server);
	now = pages_free();
	say_outer(server->name, before - now, failed);
	for (i = 0; i < TICKS; i++)
		end_lives(server, i);
}

static int fragbench(void)
{
	unsigned int i;
	int err;

	start_random();
	err = inner();
	due = err ? NULL : vzalloc(TICKS * sizeof(*due));
	for (i = 0; due && i < ARRAY_SIZE(servers); i++)
		outer(&servers[i]);
	vfree(due);
	return due ? 0 : -ENOMEM;
}

static bool wanted __initdata;

static int __init setup_fragbench(char *unused)
{
	wanted = true;
	return 1;
}
__setup("fragbench", setup_fragbench);

static int __init fragbench_boot(void)
{
	return wanted ? fragbench() : 0;
}
late_initcall(fragbench_boot);
