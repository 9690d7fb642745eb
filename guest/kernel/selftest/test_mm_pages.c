/* SPDX-License-Identifier: GPL-2.0-only */
/* The page allocator: orders, buddies, zones and their fallback. */
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/selftest.h>
#include <linux/string.h>

static struct zone *zone_of(enum zone_type z)
{
	return &NODE_DATA(0)->node_zones[z];
}

SELFTEST(mm, order_10_is_the_largest)
{
	struct page *page = alloc_pages(GFP_KERNEL, MAX_ORDER - 1);

	if (EXPECT(t, page != NULL)) {
		EXPECT_EQ(t, page_to_pfn(page) & (MAX_ORDER_NR_PAGES - 1), 0);
		__free_pages(page, MAX_ORDER - 1);
	}
	EXPECT(t, alloc_pages(GFP_KERNEL | __GFP_NOWARN, MAX_ORDER) == NULL);
	EXPECT_EQ(t, __get_free_pages(GFP_KERNEL | __GFP_NOWARN, MAX_ORDER), 0);
}

SELFTEST(mm, get_order)
{
	EXPECT_EQ(t, get_order(1), 0);
	EXPECT_EQ(t, get_order(4096), 0);
	EXPECT_EQ(t, get_order(4097), 1);
	EXPECT_EQ(t, get_order(4 * 4096), 2);
	EXPECT_EQ(t, get_order(4 << 20), 10);
}

static void free_blocks(unsigned long counts[MAX_NR_ZONES][MAX_ORDER])
{
	int z, order;

	drain_all_pages();
	for (z = 0; z < MAX_NR_ZONES; z++)
		for (order = 0; order < MAX_ORDER; order++)
			counts[z][order] = zone_of(z)->free_area[order].nr_free;
}

/* Blocks taken and given back in another order merge to what there was. */
SELFTEST(mm, free_restores_the_buddies)
{
	static unsigned long before[MAX_NR_ZONES][MAX_ORDER], after[MAX_NR_ZONES][MAX_ORDER];
	struct page *pages[24];
	int i;

	free_blocks(before);
	for (i = 0; i < ARRAY_SIZE(pages); i++)
		pages[i] = alloc_pages(GFP_KERNEL, i % 6);
	for (i = 0; i < ARRAY_SIZE(pages); i++) {
		int k = i * 7 % ARRAY_SIZE(pages);

		if (EXPECT(t, pages[k] != NULL))
			__free_pages(pages[k], k % 6);
	}
	free_blocks(after);
	EXPECT(t, !memcmp(before, after, sizeof(before)));
}

SELFTEST(mm, free_blocks_add_up_to_free_pages)
{
	static unsigned long counts[MAX_NR_ZONES][MAX_ORDER];
	unsigned long sum;
	int z, order;

	free_blocks(counts);
	for (z = 0; z < MAX_NR_ZONES; z++) {
		for (sum = 0, order = 0; order < MAX_ORDER; order++)
			sum += counts[z][order] << order;
		EXPECT_EQ(t, sum, zone_of(z)->free_pages);
		EXPECT(t, sum <= zone_of(z)->managed_pages);
	}
}

SELFTEST(mm, get_zeroed_page)
{
	void *p = (void *)__get_free_page(GFP_KERNEL);

	if (!EXPECT(t, p != NULL))
		return;
	memset(p, 0xff, PAGE_SIZE);
	free_page((unsigned long)p);
	p = (void *)get_zeroed_page(GFP_KERNEL);
	EXPECT(t, p && !memchr_inv(p, 0, PAGE_SIZE));
	free_page((unsigned long)p);
}

/* What a fill() of the zone takes, largest blocks first, strung together by lru. */
static unsigned long take_all(gfp_t gfp, struct list_head lists[MAX_ORDER])
{
	unsigned long taken = 0;
	struct page *page;
	int order;

	for (order = 0; order < MAX_ORDER; order++)
		INIT_LIST_HEAD(&lists[order]);
	for (order = MAX_ORDER - 1; order >= 0; order--) {
		while ((page = alloc_pages(gfp | __GFP_NOWARN | __GFP_NORETRY, order))) {
			list_add(&page->lru, &lists[order]);
			taken += 1ul << order;
		}
	}
	return taken;
}

static void give_all(struct list_head lists[MAX_ORDER])
{
	struct page *page, *next;
	int order;

	for (order = 0; order < MAX_ORDER; order++)
		list_for_each_entry_safe (page, next, &lists[order], lru)
			__free_pages(page, order);
}

/*
 * Where each kind of request must stop, zone by zone: the mark it may go down to, after its
 * discounts in eighths, and the zone's reserve against it. tests/guest/test_exhaustion.py
 * puts the notes beside what was measured on Linux.
 */
static const struct stop {
	const char *name;
	gfp_t gfp;
	enum zone_type class;
	unsigned int eighths;
} stops[] = {
    {"GFP_HIGHUSER", GFP_HIGHUSER, ZONE_HIGHMEM, 8},
    {"GFP_KERNEL", GFP_KERNEL, ZONE_NORMAL, 8},
    {"GFP_USER", GFP_USER, ZONE_NORMAL, 8},
    {"GFP_NOFS", GFP_NOFS, ZONE_NORMAL, 8},
    {"GFP_NOIO", GFP_NOIO, ZONE_NORMAL, 8},
    {"GFP_NOWAIT", GFP_NOWAIT, ZONE_NORMAL, 8},
    {"GFP_KERNEL|__GFP_HIGH", GFP_KERNEL | __GFP_HIGH, ZONE_NORMAL, 4},
    {"GFP_ATOMIC", GFP_ATOMIC, ZONE_NORMAL, 3},
    {"GFP_KERNEL|GFP_DMA", GFP_KERNEL | GFP_DMA, ZONE_DMA, 8},
    {"GFP_ATOMIC|GFP_DMA", GFP_ATOMIC | GFP_DMA, ZONE_DMA, 3},
    {"GFP_ATOMIC|__GFP_HIGHMEM", GFP_ATOMIC | __GFP_HIGHMEM, ZONE_HIGHMEM, 3},
};

static unsigned long discounted(unsigned long min, unsigned int eighths)
{
	if (eighths <= 4)
		min -= min / 2;
	return eighths == 3 ? min - min / 4 : min;
}

struct level {
	unsigned long free, on_lists;
};

static void read_levels(struct level levels[MAX_NR_ZONES])
{
	unsigned int cpu;
	int z;

	memset(levels, 0, MAX_NR_ZONES * sizeof(*levels));
	for (z = 0; z < MAX_NR_ZONES; z++) {
		levels[z].free = zone_of(z)->free_pages;
		for_each_online_cpu(cpu) levels[z].on_lists +=
		    zone_of(z)->pageset[cpu].pcp[0].count + zone_of(z)->pageset[cpu].pcp[1].count;
	}
}

/*
 * Takes all that a request gets. With several CPUs, kswapd may find a page just after the last
 * one was refused: it has stopped when a refusal finds the levels as they were before it.
 */
static void take_to_the_stop(gfp_t gfp, struct list_head lists[MAX_ORDER],
			     struct level levels[MAX_NR_ZONES])
{
	struct level before[MAX_NR_ZONES];
	struct page *page;

	take_all(gfp, lists);
	do {
		read_levels(before);
		page = alloc_pages(gfp | __GFP_NOWARN | __GFP_NORETRY, 0);
		if (page)
			list_add(&page->lru, &lists[0]);
		read_levels(levels);
	} while (page || memcmp(before, levels, sizeof(before)));
}

static void expect_stop(struct selftest *t, const struct stop *stop, enum zone_type z,
			const struct level *level)
{
	struct zone *zone = zone_of(z);
	unsigned long mark = discounted(zone->pages_min, stop->eighths);
	unsigned long reserve = zone->lowmem_reserve[stop->class], want = mark + reserve;

	/* a zone that never had so much stays as it was */
	if (!zone->present_pages || zone->managed_pages <= want + zone->pages_high)
		return;
	selftest_note("stop %s %s free %lu mark %lu reserve %lu lists %lu", stop->name, zone->name,
		      level->free, mark, reserve, level->on_lists);
	/* what a list was refilled with and did not hand out has left the zone, too */
	if (level->free > want || level->free + level->on_lists < want)
		selftest_fail(t, __FILE__, __LINE__, "%s: %s stopped at %lu free, not %lu",
			      stop->name, zone->name, level->free, want);
}

SELFTEST(mm, each_kind_of_request_stops_at_its_mark)
{
	static struct list_head lists[MAX_ORDER];
	struct level levels[MAX_NR_ZONES];
	unsigned int i;
	int z;

	for (i = 0; i < ARRAY_SIZE(stops); i++) {
		take_to_the_stop(stops[i].gfp, lists, levels);
		for (z = stops[i].class; z >= 0; z--)
			expect_stop(t, &stops[i], z, &levels[z]);
		give_all(lists);
		drain_all_pages();
	}
}

/* A request for one zone falls back to the ones below. */
SELFTEST(mm, normal_falls_back_to_dma)
{
	static struct list_head lists[MAX_ORDER];
	unsigned long dma_before = zone_of(ZONE_DMA)->free_pages;

	if (!zone_of(ZONE_NORMAL)->present_pages) {
		selftest_skip(t, "no zone Normal: less than 16 MiB of RAM");
		return;
	}
	take_all(GFP_KERNEL & ~__GFP_WAIT, lists);
	EXPECT(t, zone_of(ZONE_DMA)->free_pages <= dma_before);
	EXPECT(t, zone_of(ZONE_NORMAL)->free_pages < zone_of(ZONE_NORMAL)->pages_low);
	give_all(lists);
}

SELFTEST(mm, high_memory_is_preferred_and_falls_back)
{
	static struct list_head lists[MAX_ORDER];
	struct page *page;

	if (!zone_of(ZONE_HIGHMEM)->present_pages) {
		selftest_skip(t, "no zone HighMem: RAM ends below 896 MiB");
		return;
	}
	page = alloc_page(GFP_HIGHUSER);
	EXPECT(t, page && page_zonenum(page) == ZONE_HIGHMEM);
	if (page)
		__free_page(page);
	take_all(GFP_HIGHUSER, lists);
	EXPECT(t, zone_of(ZONE_HIGHMEM)->free_pages <= zone_of(ZONE_HIGHMEM)->pages_min + 1);
	EXPECT(t, zone_of(ZONE_NORMAL)->free_pages < zone_of(ZONE_NORMAL)->managed_pages / 2);
	give_all(lists);
}

SELFTEST(mm, get_free_pages_never_gives_high_memory)
{
	unsigned long addr = __get_free_page(GFP_HIGHUSER);

	EXPECT(t, addr != 0 && virt_addr_valid(addr));
	free_page(addr);
}
