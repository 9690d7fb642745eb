/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fill(ZONE), fragment(ZONE), release(ZONE), stress(N): allocations in bulk.
 *
 * The pages that fill() takes are strung together by their own struct page's lru, as the
 * allocator strings free ones: holding them takes no memory.
 */
#include <linux/alloc_why.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "cmds.h"
#include "why.h"

static struct list_head held[MAX_NR_ZONES][MAX_ORDER];
static unsigned long held_pages[MAX_NR_ZONES];

/* What asks for this zone first. NORETRY: stop where it gets hard, do not wait. */
static gfp_t zone_gfp(int zone)
{
	static const gfp_t base[MAX_NR_ZONES] = {GFP_DMA | GFP_KERNEL, GFP_KERNEL, GFP_HIGHUSER};

	return base[zone] | __GFP_NORETRY | __GFP_NOWARN;
}

/* DMA, Normal, HighMem, whatever the case; -1: no such zone. */
static int zone_by_name(struct prompt *pr, const char *cmd, const char *name)
{
	int z;

	for (z = 0; z < MAX_NR_ZONES; z++)
		if (!strcasecmp(NODE_DATA(0)->node_zones[z].name, name))
			break;
	if (z == MAX_NR_ZONES) {
		prompt_printf(pr, "%s: no zone %s; there are DMA, Normal and HighMem\n", cmd, name);
		return -1;
	}
	if (!NODE_DATA(0)->node_zones[z].present_pages) {
		prompt_printf(pr, "%s: zone %s is empty on this machine\n", cmd,
			      NODE_DATA(0)->node_zones[z].name);
		return -1;
	}
	return z;
}

/* Take blocks of one order; *fell_to is the zone a request fell back to, or NULL. */
static unsigned long fill_order(struct prompt *pr, int zone, unsigned int order,
				struct zone **fell_to)
{
	struct list_head *list = &held[zone][order];
	unsigned long taken = 0;
	struct page *page;

	if (!list->next)
		INIT_LIST_HEAD(list);
	*fell_to = NULL;
	alloc_why_begin();
	while (!prompt_interrupted(pr)) {
		page = alloc_pages(zone_gfp(zone), order);
		if (!page)
			break;
		if (page_zonenum(page) != zone) {
			*fell_to = page_zone(page);
			__free_pages(page, order);
			break;
		}
		list_add(&page->lru, list);
		taken += 1ul << order;
	}
	return taken;
}

static void run_fill(struct prompt *pr, char *args)
{
	int z = zone_by_name(pr, "fill", cmds_unwrap(args));
	struct zone *zone, *fell_to = NULL;
	unsigned long taken = 0;
	int order;

	if (z < 0)
		return;
	zone = &NODE_DATA(0)->node_zones[z];
	/* the largest blocks first: the same end, and far fewer calls */
	for (order = MAX_ORDER - 1; order >= 0 && !prompt_interrupted(pr); order--)
		taken += fill_order(pr, z, order, &fell_to);
	held_pages[z] += taken;
	pr->note.count = 0;
	if (!fell_to)
		why_note(&pr->note, "no reason recorded");
	prompt_printf(pr, "%s: %lu pages taken, %lu KiB", zone->name, taken,
		      taken << (PAGE_SHIFT - 10));
	if (prompt_interrupted(pr))
		prompt_printf(pr, ", interrupted");
	else if (fell_to)
		prompt_printf(pr, ", then the next page came from %s", fell_to->name);
	else
		prompt_printf(pr, ", then NULL%s", pr->note_text);
	prompt_printf(pr,
		      "; %lu pages left free (min %lu, low %lu, high %lu); release(%s) gives them "
		      "back\n",
		      zone->free_pages, zone->pages_min, zone->pages_low, zone->pages_high,
		      zone->name);
}

static void run_release(struct prompt *pr, char *args)
{
	int z = zone_by_name(pr, "release", cmds_unwrap(args));
	struct page *page, *next;
	unsigned int order;

	if (z < 0)
		return;
	for (order = 0; order < MAX_ORDER; order++) {
		if (!held[z][order].next)
			continue;
		list_for_each_entry_safe (page, next, &held[z][order], lru) {
			list_del(&page->lru);
			__free_pages(page, order);
		}
	}
	prompt_printf(pr, "%s: %lu pages given back, %lu free\n", NODE_DATA(0)->node_zones[z].name,
		      held_pages[z], NODE_DATA(0)->node_zones[z].free_pages);
	held_pages[z] = 0;
}

/* Of the page and its buddy one is kept, so that the other can grow together with nothing. */
static unsigned long free_odd_pages(struct list_head *kept, struct page *block, unsigned int order)
{
	unsigned long i, freed = 0;

	split_page(block, order);
	for (i = 0; i < 1ul << order; i++) {
		if (page_to_pfn(block + i) % 2) {
			__free_page(block + i);
			freed++;
		} else {
			list_add(&block[i].lru, kept);
		}
	}
	return freed;
}

static void run_fragment(struct prompt *pr, char *args)
{
	int z = zone_by_name(pr, "fragment", cmds_unwrap(args));
	struct page *page, *next;
	unsigned long freed = 0;
	LIST_HEAD(kept);
	int order;

	if (z < 0)
		return;
	if (!held_pages[z]) {
		prompt_printf(pr, "fragment: nothing is taken; fill(%s) comes first\n",
			      NODE_DATA(0)->node_zones[z].name);
		return;
	}
	for (order = 0; order < MAX_ORDER; order++) {
		if (!held[z][order].next)
			continue;
		list_for_each_entry_safe (page, next, &held[z][order], lru) {
			list_del(&page->lru);
			freed += free_odd_pages(&kept, page, order);
		}
	}
	INIT_LIST_HEAD(&held[z][0]);
	list_splice(&kept, &held[z][0]);
	held_pages[z] -= freed;
	prompt_printf(pr, "%s: every second page, %lu of them, given back, %lu free\n",
		      NODE_DATA(0)->node_zones[z].name, freed,
		      NODE_DATA(0)->node_zones[z].free_pages);
}

/* stress(): a mix of allocations of all kinds, of which SLOTS live at once. */
#define SLOTS	    128
#define STRESS_SEED 12345u
#define STRESS_MOST 1000000u

enum slot_kind { SLOT_EMPTY, SLOT_KMALLOC, SLOT_PAGES, SLOT_VMALLOC };

struct slot {
	enum slot_kind kind;
	unsigned int order;
	size_t bytes;
	void *p;
};

struct stress {
	struct slot slots[SLOTS];
	u32 random;
	unsigned long calls[4], failed;
	unsigned long bytes, most_bytes, damaged;
};

static struct stress stress;

/* Marsaglia's xorshift: the same numbers everywhere. */
static u32 next_random(struct stress *s)
{
	s->random ^= s->random << 13;
	s->random ^= s->random >> 17;
	s->random ^= s->random << 5;
	return s->random;
}

static void slot_take(struct stress *s, struct slot *slot)
{
	u32 r = next_random(s) % 100;

	slot->order = 0;
	if (r < 80) {
		slot->kind = SLOT_KMALLOC;
		slot->bytes = 1 + next_random(s) % (1u << (3 + next_random(s) % 12));
		slot->p = kmalloc(slot->bytes, GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY);
	} else if (r < 95) {
		slot->kind = SLOT_PAGES;
		slot->order = next_random(s) % 4;
		slot->bytes = PAGE_SIZE << slot->order;
		slot->p = (void *)__get_free_pages(GFP_KERNEL | __GFP_NOWARN | __GFP_NORETRY,
						   slot->order);
	} else {
		slot->kind = SLOT_VMALLOC;
		slot->bytes = 1 + next_random(s) % (64 << 10);
		slot->p = vmalloc(slot->bytes);
	}
	s->calls[slot->kind]++;
	if (!slot->p) {
		s->failed++;
		slot->kind = SLOT_EMPTY;
		return;
	}
	/* its number at both ends: whoever else is given the same memory shows */
	*(u8 *)slot->p = (u8)(slot - s->slots);
	((u8 *)slot->p)[slot->bytes - 1] = (u8)(slot - s->slots);
	s->bytes += slot->bytes;
	s->most_bytes = max(s->most_bytes, s->bytes);
}

static void slot_give(struct stress *s, struct slot *slot)
{
	u8 mark = (u8)(slot - s->slots);

	if (*(u8 *)slot->p != mark || ((u8 *)slot->p)[slot->bytes - 1] != mark)
		s->damaged++;
	if (slot->kind == SLOT_KMALLOC)
		kfree(slot->p);
	else if (slot->kind == SLOT_PAGES)
		free_pages((unsigned long)slot->p, slot->order);
	else
		vfree(slot->p);
	s->bytes -= slot->bytes;
	slot->kind = SLOT_EMPTY;
}

/* All free pages, when neither caches nor CPUs hold any back. */
static unsigned long settled_free_pages(void)
{
	vm_unmap_aliases();
	/* slabs that go leave their heads in others' arrays */
	drop_slab();
	drop_slab();
	drain_all_pages();
	return nr_free_pages();
}

static void run_stress(struct prompt *pr, char *args)
{
	struct stress *s = &stress;
	unsigned int rounds = 1000, i;
	unsigned long before;
	char *text = cmds_unwrap(args);

	if ((*text && kstrtouint(text, 0, &rounds)) || rounds > STRESS_MOST) {
		prompt_printf(pr, "usage: stress(COUNT), at most %u\n", STRESS_MOST);
		return;
	}
	memset(s, 0, sizeof(*s));
	s->random = STRESS_SEED;
	/* page tables, once made for the vmalloc range, stay */
	vfree(vmalloc(PAGE_SIZE));
	before = settled_free_pages();
	for (i = 0; i < rounds && !prompt_interrupted(pr); i++) {
		struct slot *slot = &s->slots[next_random(s) % SLOTS];

		if (slot->kind == SLOT_EMPTY)
			slot_take(s, slot);
		else
			slot_give(s, slot);
	}
	for (rounds = i, i = 0; i < SLOTS; i++)
		if (s->slots[i].kind != SLOT_EMPTY)
			slot_give(s, &s->slots[i]);
	prompt_printf(
	    pr,
	    "stress: %u steps (seed %u): %lu kmalloc, %lu page, %lu vmalloc calls, %lu "
	    "gave NULL; at most %lu KiB at once; %lu damaged; %lu pages free before, %lu after\n",
	    rounds, STRESS_SEED, s->calls[SLOT_KMALLOC], s->calls[SLOT_PAGES],
	    s->calls[SLOT_VMALLOC], s->failed, s->most_bytes >> 10, s->damaged, before,
	    settled_free_pages());
}

const struct cmd cmds_fill[] = {
    {"fill", run_fill, "fill(ZONE)", "take pages of DMA, Normal or HighMem until it stops"},
    {"release", run_release, "release(ZONE)", "give back what fill() took"},
    {"fragment", run_fragment, "fragment(ZONE)", "give back every second page of it"},
    {"stress", run_stress, "stress(COUNT)", "allocate and free at random, then leave nothing"},
    {NULL},
};
