/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/alloc_why.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "access.h"
#include "describe.h"
#include "explain.h"

#define CACHES_MAX 64

/* What the lists hold, seen from the CPU that looks. */
struct zone_lists {
	unsigned long free_pages, blocks[MAX_ORDER];
	int hot, cold;
};

struct cache_lists {
	const struct kmem_cache *cache;
	unsigned int avail;
	unsigned long slabs, free_objects;
};

struct lists {
	struct zone_lists zones[MAX_NR_ZONES];
	struct cache_lists caches[CACHES_MAX];
	unsigned int nr_caches;
};

static struct lists before, after;

/* The last call. */
static struct {
	char text[64]; /* the function's name */
	struct value result;
	struct alloc_why why;
	bool known;
} last;

/* ---- looking ---- */

static void look_at_zones(struct lists *lists)
{
	unsigned int cpu = raw_smp_processor_id(), order;
	struct zone_lists *z;
	struct zone *zone;

	for_each_zone (zone) {
		z = &lists->zones[zone - NODE_DATA(0)->node_zones];
		z->free_pages = zone->free_pages;
		z->hot = zone->pageset[cpu].pcp[0].count;
		z->cold = zone->pageset[cpu].pcp[1].count;
		for (order = 0; order < MAX_ORDER; order++)
			z->blocks[order] = zone->free_area[order].nr_free;
	}
}

static void look_at_caches(struct lists *lists)
{
	unsigned int cpu = raw_smp_processor_id();
	struct cache_lists *c = lists->caches;
	struct kmem_cache *cache;

	slab_caches_lock();
	list_for_each_entry (cache, &slab_caches, next) {
		if (c == lists->caches + CACHES_MAX)
			break;
		c->cache = cache;
		c->avail = cache->array[cpu]->avail;
		c->slabs = cache->nr_slabs;
		c->free_objects = cache->free_objects;
		c++;
	}
	slab_caches_unlock();
	lists->nr_caches = c - lists->caches;
}

void explain_before(void)
{
	look_at_caches(&before);
	look_at_zones(&before);
}

void explain_after(const struct invocation *in)
{
	look_at_zones(&after);
	look_at_caches(&after);
	strscpy(last.text, in->call->name, sizeof(last.text));
	last.result = *in->result;
	last.why = *alloc_why_get();
	last.known = in->ok;
}

/* ---- telling ---- */

static const struct cache_lists *find_cache(const struct lists *lists,
					    const struct kmem_cache *cache)
{
	unsigned int i;

	for (i = 0; i < lists->nr_caches; i++)
		if (lists->caches[i].cache == cache)
			return &lists->caches[i];
	return NULL;
}

static void tell_slabs(struct prompt *pr, const struct cache_lists *b, const struct cache_lists *a)
{
	long taken = (long)b->free_objects - (long)a->free_objects;

	if (a->slabs > b->slabs) {
		prompt_printf(pr, "  slabs of %s: none had a free object: %lu new, of %u page%s\n",
			      a->cache->name, a->slabs - b->slabs, 1u << a->cache->gfporder,
			      a->cache->gfporder ? "s each" : "");
		return;
	}
	if (a->slabs < b->slabs)
		prompt_printf(pr, "  slabs of %s: %lu given back to the page allocator\n",
			      a->cache->name, b->slabs - a->slabs);
	else if (taken > 0)
		prompt_printf(pr, "  slabs of %s: %ld objects taken, partial slabs first\n",
			      a->cache->name, taken);
	else if (taken < 0)
		prompt_printf(pr, "  slabs of %s: %ld objects back\n", a->cache->name, -taken);
}

static void tell_cache(struct prompt *pr, const struct cache_lists *a)
{
	const struct cache_lists *b = find_cache(&before, a->cache);

	if (!b ||
	    (b->avail == a->avail && b->slabs == a->slabs && b->free_objects == a->free_objects))
		return;
	prompt_printf(pr, "  this CPU's array of %s: %u object%s before, %u after%s\n",
		      a->cache->name, b->avail, b->avail == 1 ? "" : "s", a->avail,
		      !b->avail && a->cache->limit ? " (it was empty: refilled)" : "");
	tell_slabs(pr, b, a);
}

static void tell_blocks(struct prompt *pr, const struct zone_lists *b, const struct zone_lists *a)
{
	int order;

	for (order = 0; order < MAX_ORDER; order++)
		if (a->blocks[order] != b->blocks[order])
			prompt_printf(pr, "    order %d: %lu blocks -> %lu\n", order,
				      b->blocks[order], a->blocks[order]);
}

static void tell_zone(struct prompt *pr, const struct zone *zone)
{
	unsigned int z = zone - NODE_DATA(0)->node_zones;
	const struct zone_lists *b = &before.zones[z], *a = &after.zones[z];

	if (a->hot != b->hot)
		prompt_printf(pr, "  this CPU's hot list of zone %s: %d pages -> %d\n", zone->name,
			      b->hot, a->hot);
	if (a->cold != b->cold)
		prompt_printf(pr, "  this CPU's cold list of zone %s: %d pages -> %d\n", zone->name,
			      b->cold, a->cold);
	if (!memcmp(a->blocks, b->blocks, sizeof(a->blocks)))
		return;
	prompt_printf(pr, "  buddy lists of zone %s: %lu pages -> %lu\n", zone->name, b->free_pages,
		      a->free_pages);
	tell_blocks(pr, b, a);
}

static const char *step_name(enum alloc_step step)
{
	switch (step) {
	case ALLOC_STEP_MIN:
		return "no zone was above its low mark; kswapd was woken, and the min mark held";
	case ALLOC_STEP_RECLAIM:
		return "memory had to be reclaimed on the spot";
	case ALLOC_STEP_MEMALLOC:
		return "the last reserves were opened, as for who frees memory";
	default:
		return NULL;
	}
}

/* "free 316 - 1 page = 315, at most mark 316 + reserve 0: no" */
static void tell_arithmetic(struct prompt *pr)
{
	const struct alloc_why *why = &last.why;
	unsigned int i;

	for (i = 0; i < why->nr_zones; i++) {
		const struct alloc_why_zone *z = &why->zones[i];

		if (z->answer == ZONE_ANSWER_MARK)
			prompt_printf(pr,
				      "  zone %s: %lu free, less the %u wanted; must stay above "
				      "mark %lu + reserve %lu: no\n",
				      z->name, z->free, 1u << why->order, z->mark, z->reserve);
		else
			prompt_printf(pr,
				      "  zone %s: %lu free, enough, but order %u is wanted and the "
				      "largest block is of order %d\n",
				      z->name, z->free, why->order, z->largest_order);
	}
	if (step_name(why->step))
		prompt_printf(pr, "  %s\n", step_name(why->step));
	if (why->reclaimed)
		prompt_printf(pr, "  %lu pages were reclaimed\n", why->reclaimed);
	if (why->slept)
		prompt_printf(pr, "  it slept\n");
}

void explain_last(struct prompt *pr)
{
	char text[200];
	struct zone *zone;
	unsigned int i;

	if (!last.known) {
		prompt_printf(pr, "explain: no call to explain yet\n");
		return;
	}
	prompt_printf(pr, "%s gave 0x%08x:\n", last.text, last.result.bits);
	for (i = 0; i < after.nr_caches; i++)
		tell_cache(pr, &after.caches[i]);
	for_each_zone (zone)
		tell_zone(pr, zone);
	tell_arithmetic(pr);
	if (!last.result.bits && alloc_why_text(&last.why, text, sizeof(text)))
		prompt_printf(pr, "  so: %s\n", text);
}

static void tell_caller(struct prompt *pr, const struct page *page)
{
	char symbol[KSYM_SYMBOL_LEN];

	if (page_held_order(page) < 0 || !page->index)
		return;
	sprint_symbol(symbol, page->index);
	prompt_printf(pr, "  its pages were got by %s\n", symbol);
}

static void tell_slab_object(struct prompt *pr, u32 addr)
{
	struct slab *slab = slab_of(addr);
	struct kmem_cache *cache = slab->cache;
	int index = slab_object_index(cache, slab, (void *)addr);
	const char *list = !slab->inuse ? "free" : slab->inuse == cache->num ? "full" : "partial";

	prompt_printf(pr, "  cache %s: %u-byte objects, %u to a slab of %u page%s\n", cache->name,
		      cache->object_size, cache->num, 1u << cache->gfporder,
		      cache->gfporder ? "s" : "");
	prompt_printf(pr, "  slab 0x%08x, on the %s list: %u of %u objects out\n", (u32)slab, list,
		      slab->inuse, cache->num);
	if (index < 0)
		prompt_printf(pr, "  no object begins there\n");
	else
		prompt_printf(pr, "  object %d, %s\n", index,
			      slab_object_is_free(cache, slab, (void *)addr) ? "free"
									     : "given out");
}

static void tell_address(struct prompt *pr, u32 addr)
{
	struct vm_struct *area;

	if (is_vmalloc_addr((void *)addr)) {
		area = find_vm_area((void *)addr);
		if (area)
			prompt_printf(pr,
				      "  area of %lu bytes and a guard page, %u pages, by %pS\n",
				      area->size - PAGE_SIZE, area->nr_pages, area->caller);
		return;
	}
	if (!virt_addr_valid(addr))
		return;
	if (slab_of(addr))
		tell_slab_object(pr, addr);
	tell_caller(pr, virt_to_page((void *)addr));
}

void explain_value(struct prompt *pr, const struct value *v)
{
	bool is_last = last.known && v->bits && last.result.bits == v->bits;

	pr->note.count = 0;
	pr->note_text[0] = '\0';
	if (v->kind == VAL_PAGE && is_struct_page(v->bits))
		describe_page(&pr->note, (struct page *)v->bits);
	else
		describe_address(&pr->note, v->bits);
	prompt_printf(pr, "0x%08x: %s\n", v->bits, pr->note.count > 2 ? pr->note_text + 2 : "");
	if (v->kind == VAL_PAGE && is_struct_page(v->bits))
		tell_caller(pr, (struct page *)v->bits);
	else
		tell_address(pr, v->bits);
	if (is_last)
		explain_last(pr);
}
