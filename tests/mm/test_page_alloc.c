/* SPDX-License-Identifier: GPL-2.0-only */
/* Buddy lists, per-CPU lists and the allocator's steps, against a naive model. */
#include "run.h"

#include <linux/alloc_why.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/string.h>

#include "mm/internal.h"
#include "sim.h"

#define RAM	 (40UL << 20)
#define LOWMEM	 ((27UL << 20) + 5 * PAGE_SIZE) /* no block's boundary: zones must not merge */
#define PAGES	 (RAM >> PAGE_SHIFT)
#define MAX_HELD 4000
#define OPS	 1200000

/* The model: to whom each page belongs. 0 nobody, else 1 + index in held. */
static u16 owner[PAGES];
static struct held {
	struct page *page;
	unsigned int order;
} held[MAX_HELD];
static unsigned int nr_held;

static struct zone *zone_of(enum zone_type type)
{
	return &contig_page_data.node_zones[type];
}

/* ---- the invariants of mm/buddy.c and mm/pcp.c, checked from outside ---- */

static unsigned long check_free_area(const struct zone *zone, unsigned int order, u8 *seen)
{
	const struct free_area *area = &zone->free_area[order];
	unsigned long pfn, buddy, blocks = 0, i;
	struct page *page;

	list_for_each_entry (page, &area->free_list, lru) {
		pfn = page_to_pfn(page);
		blocks++;
		expect(PageBuddy(page) && page->private == order && !page_ref_count(page));
		expect(!(pfn & ((1UL << order) - 1)));
		expect(page_zone(page) == zone);
		for (i = 0; i < 1UL << order; i++) {
			expect(!seen[pfn + i]);
			expect(!owner[pfn + i]);
			expect(!i || !PageBuddy(page + i));
			seen[pfn + i] = 1;
		}
		buddy = pfn ^ (1UL << order);
		if (order < MAX_ORDER - 1 && pfn_valid(buddy))
			expect(!PageBuddy(pfn_to_page(buddy)) ||
			       pfn_to_page(buddy)->private != order ||
			       page_zone(pfn_to_page(buddy)) != zone);
	}
	expect(blocks == area->nr_free);
	return blocks << order;
}

static unsigned long check_pcp(const struct per_cpu_pages *pcp, u8 *seen)
{
	unsigned long n = 0;
	struct page *page;

	list_for_each_entry (page, &pcp->list, lru) {
		expect(PagePcp(page) && !PageBuddy(page) && !page_ref_count(page));
		expect(!seen[page_to_pfn(page)] && !owner[page_to_pfn(page)]);
		seen[page_to_pfn(page)] = 1;
		n++;
	}
	expect((int)n == pcp->count);
	expect((int)n <= pcp->high);
	return n;
}

static void check_all(unsigned long others)
{
	static u8 seen[PAGES];
	unsigned long free, total = 0, used = 0, i;
	struct zone *zone;
	unsigned int order;
	int cpu;

	memset(seen, 0, sizeof(seen));
	for_each_zone (zone) {
		free = 0;
		for (order = 0; order < MAX_ORDER; order++)
			free += check_free_area(zone, order, seen);
		expect(free == zone->free_pages);
		for (cpu = 0; cpu < SIM_CPUS; cpu++)
			free += check_pcp(&zone->pageset[cpu].pcp[0], seen) +
				check_pcp(&zone->pageset[cpu].pcp[1], seen);
		total += free;
	}
	for (i = 0; i < PAGES; i++)
		used += owner[i] != 0;
	expect(total + used + others == totalram_pages());
	expect(sim_warnings == 0);
	expect(sim_bad_pages == 0);
}

/* ---- random operations ---- */

static void hold(struct page *page, unsigned int order, gfp_t gfp)
{
	unsigned long pfn = page_to_pfn(page), i;

	expect(!(pfn & ((1UL << order) - 1)));
	expect(page_count(page) == 1);
	expect(page_held_order(page) == (int)order);
	expect(page_zonenum(page) <= gfp_zone(gfp));
	held[nr_held++] = (struct held){page, order};
	for (i = 0; i < 1UL << order; i++) {
		expect(!owner[pfn + i]);
		owner[pfn + i] = nr_held;
		if (gfp & __GFP_COMP && order)
			expect(compound_head(page + i) == page);
		if (gfp & __GFP_ZERO)
			expect(!memchr_inv(sim_phys((pfn + i) << PAGE_SHIFT), 0, PAGE_SIZE));
	}
	memset(sim_phys(pfn << PAGE_SHIFT), 0x77, 16);
}

static void release(unsigned int index)
{
	struct held h = held[index];
	unsigned long pfn = page_to_pfn(h.page), i;

	held[index] = held[--nr_held];
	for (i = 0; i < 1UL << held[index].order && index < nr_held; i++)
		owner[page_to_pfn(held[index].page) + i] = index + 1;
	for (i = 0; i < 1UL << h.order; i++)
		owner[pfn + i] = 0;
	if (h.order || sim_below(4))
		__free_pages(h.page, h.order);
	else if (sim_below(2))
		free_cold_page(h.page);
	else
		put_page(h.page);
}

static unsigned int random_order(void)
{
	return sim_below(3) ? 0 : sim_below(20) ? sim_below(5) : sim_below(MAX_ORDER);
}

static void random_op(unsigned int bias)
{
	static const gfp_t flags[] = {GFP_KERNEL,
				      GFP_ATOMIC,
				      GFP_HIGHUSER,
				      GFP_DMA,
				      GFP_NOWAIT,
				      GFP_HIGHUSER | __GFP_COLD,
				      GFP_KERNEL | __GFP_COMP};
	gfp_t gfp = flags[sim_below(ARRAY_SIZE(flags))] | __GFP_NOWARN | __GFP_NORETRY;
	unsigned int order = random_order();
	struct page *page;

	sim_set_cpu(sim_below(50) ? sim_cpu : (int)sim_below(SIM_CPUS));
	if (!sim_below(200))
		gfp |= __GFP_ZERO;
	if (nr_held < MAX_HELD && sim_below(100) < bias) {
		page = alloc_pages(gfp, order);
		if (page)
			hold(page, order, gfp);
	} else if (nr_held) {
		release(sim_below(nr_held));
	}
}

START_TEST(a_million_operations)
{
	unsigned long others, i;

	sim_seed(0x20260102);
	sim_boot(RAM, LOWMEM);
	others = totalram_pages() - nr_free_pages();
	for (int cpu = 0; cpu < SIM_CPUS; cpu++) {
		int z, c;

		for (z = 0; z < MAX_NR_ZONES; z++)
			for (c = 0; c < 2; c++)
				others -= zone_of(z)->pageset[cpu].pcp[c].count;
	}
	check_all(others);
	for (i = 0; i < OPS; i++) {
		/* waves: up to no memory, and down to all of it */
		random_op((i >> 14) % 4 < 2 ? 65 : 35);
		if (i % 20000 == 0)
			check_all(others);
	}
	while (nr_held)
		release(nr_held - 1);
	drain_all_pages();
	check_all(others);
	expect(nr_free_pages() + others == totalram_pages());
}
END_TEST

/* ---- one by one ---- */

START_TEST(split_takes_the_lower_half)
{
	struct page *a, *b;

	sim_boot(RAM, LOWMEM);
	while (zone_of(ZONE_NORMAL)->free_area[9].nr_free)
		alloc_pages(GFP_KERNEL, 9);
	a = alloc_pages(GFP_KERNEL, 9);
	b = alloc_pages(GFP_KERNEL, 9);
	ck_assert_uint_eq(page_to_pfn(a) ^ page_to_pfn(b), 1 << 9);
	ck_assert(a < b);
	__free_pages(a, 9);
	__free_pages(b, 9);
}
END_TEST

START_TEST(orders)
{
	struct page *page;

	sim_boot(RAM, LOWMEM);
	page = alloc_pages(GFP_KERNEL, 10);
	ck_assert_ptr_nonnull(page);
	__free_pages(page, 10);
	alloc_why_begin();
	ck_assert_ptr_null(alloc_pages(GFP_KERNEL, 11));
	ck_assert_int_eq(alloc_why_get()->step, ALLOC_STEP_BAD_ORDER);
	ck_assert_uint_eq(sim_warnings, 1);
	ck_assert_uint_eq(get_order(1), 0);
	ck_assert_uint_eq(get_order(4096), 0);
	ck_assert_uint_eq(get_order(4097), 1);
}
END_TEST

START_TEST(addresses_are_never_high)
{
	unsigned long addr;
	int i;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i < 100; i++) {
		addr = __get_free_page(GFP_HIGHUSER);
		ck_assert(virt_addr_valid(addr));
	}
	addr = get_zeroed_page(GFP_KERNEL);
	ck_assert(!memchr_inv((void *)addr, 0, PAGE_SIZE));
	ck_assert_uint_lt(__pa(__get_dma_pages(GFP_KERNEL, 3)), 16 << 20);
}
END_TEST

START_TEST(wrong_frees_are_refused)
{
	struct page *page, *two;

	sim_boot(RAM, LOWMEM);
	page = alloc_page(GFP_KERNEL);
	__free_page(page);
	__free_page(page);
	ck_assert_uint_eq(sim_bad_pages, 1);
	two = alloc_pages(GFP_KERNEL, 1);
	__free_pages(two, 0);
	ck_assert_uint_eq(sim_bad_pages, 2);
	__free_pages(two + 1, 0);
	ck_assert_uint_eq(sim_bad_pages, 3);
	__free_pages(two, 2);
	ck_assert_uint_eq(sim_bad_pages, 4);
	__free_pages(two, 1);
	__free_pages(two, 1);
	ck_assert_uint_eq(sim_bad_pages, 5);
	__free_page(virt_to_page(__va(0x100000))); /* the kernel's image */
	ck_assert_uint_eq(sim_bad_pages, 6);
	free_pages(0, 3);
	free_pages(PAGE_OFFSET + LOWMEM, 0);
	ck_assert_uint_eq(sim_warnings, 1);
	sim_warnings = sim_bad_pages = 0;
}
END_TEST

START_TEST(a_split_page_is_freed_piece_by_piece)
{
	unsigned long before, addr;
	struct page *page;
	int i;

	sim_boot(RAM, LOWMEM);
	drain_local_pages();
	before = nr_free_pages();
	page = alloc_pages(GFP_KERNEL, 3);
	split_page(page, 3);
	for (i = 7; i >= 0; i--)
		__free_page(page + i);
	addr = (unsigned long)alloc_pages_exact(5 * PAGE_SIZE, GFP_KERNEL);
	drain_local_pages();
	ck_assert_uint_eq(nr_free_pages(), before - 5);
	free_pages_exact((void *)addr, 5 * PAGE_SIZE);
	drain_local_pages();
	ck_assert_uint_eq(nr_free_pages(), before);
	ck_assert_uint_eq(sim_bad_pages, 0);
}
END_TEST

START_TEST(references)
{
	unsigned long before;
	struct page *page;

	sim_boot(RAM, LOWMEM);
	drain_local_pages();
	before = nr_free_pages();
	page = alloc_pages(GFP_KERNEL | __GFP_COMP, 2);
	get_page(page + 3);
	ck_assert_int_eq(page_count(page + 1), 2);
	put_page(page + 2);
	put_page(page + 1);
	ck_assert_uint_eq(nr_free_pages(), before);
	ck_assert(!PageHead(page) && !PageTail(page + 3));
}
END_TEST

START_TEST(hot_pages_come_back_first)
{
	struct page *a, *b;

	sim_boot(RAM, LOWMEM);
	a = alloc_page(GFP_KERNEL);
	b = alloc_page(GFP_KERNEL);
	free_hot_page(a);
	free_hot_page(b);
	ck_assert_ptr_eq(alloc_page(GFP_KERNEL), b);
	ck_assert_ptr_eq(alloc_page(GFP_KERNEL), a);
	free_cold_page(a);
	ck_assert_ptr_ne(alloc_page(GFP_KERNEL), a);
	ck_assert_ptr_eq(alloc_page(GFP_KERNEL | __GFP_COLD), a);
}
END_TEST

/* ---- where each kind of allocation stops (reference: the measured exhaustion) ---- */

/* Take single pages until there are no more, with as much left free as goes. */
static void exhaust(gfp_t gfp)
{
	alloc_why_begin();
	while (alloc_page(gfp | __GFP_NOWARN | __GFP_NORETRY))
		;
}

/* A refill takes a batch at a time, so a zone ends up to batch pages below its limit. */
static void check_left(enum zone_type type, long mark)
{
	struct zone *zone = zone_of(type);
	long reserve_end = mark;

	ck_assert_msg((long)zone->free_pages <= reserve_end &&
			  (long)zone->free_pages >= reserve_end - zone->pageset[0].pcp[0].batch,
		      "%s: %lu free, expected %ld", zone->name, zone->free_pages, reserve_end);
}

static long min_of(enum zone_type type)
{
	return zone_of(type)->pages_min;
}

/* A zone made by hand: two blocks of order 0, one of order 1, three of order 2. */
START_TEST(marks_by_order)
{
	struct zone zone = {.free_pages = 16};

	zone.free_area[0].nr_free = 2;
	zone.free_area[1].nr_free = 1;
	zone.free_area[2].nr_free = 3;
	ck_assert(zone_watermark_ok(&zone, 0, 15, 0, false, 0));
	ck_assert(!zone_watermark_ok(&zone, 0, 16, 0, false, 0));
	/* order 1: 15 - 2 must be above half the mark */
	ck_assert(zone_watermark_ok(&zone, 1, 14, 0, false, 0));
	ck_assert(!zone_watermark_ok(&zone, 1, 15, 0, false, 0));
	/* order 2: 13 > mark; 11 > mark / 2; 9 > mark / 4 */
	ck_assert(zone_watermark_ok(&zone, 2, 12, 0, false, 0));
	zone.free_area[0].nr_free = 7;
	zone.free_area[2].nr_free = 2;
	/* 13 > 12, but 13 - 7 is not above 6 */
	ck_assert(!zone_watermark_ok(&zone, 2, 12, 0, false, 0));
	ck_assert(zone_watermark_ok(&zone, 2, 11, 0, false, 0));
	/* half for __GFP_HIGH, and a quarter of that again */
	ck_assert(zone_watermark_ok(&zone, 0, 30, 0, false, __GFP_HIGH));
	ck_assert(!zone_watermark_ok(&zone, 0, 31, 0, false, __GFP_HIGH));
	ck_assert(zone_watermark_ok(&zone, 0, 40, 0, true, __GFP_HIGH));
	zone.lowmem_reserve[ZONE_HIGHMEM] = 10;
	ck_assert(zone_watermark_ok(&zone, 0, 5, ZONE_HIGHMEM, false, 0));
	ck_assert(!zone_watermark_ok(&zone, 0, 6, ZONE_HIGHMEM, false, 0));
}
END_TEST

START_TEST(highuser_stops_at_the_reserves)
{
	sim_boot(200UL << 20, 100UL << 20);
	exhaust(GFP_HIGHUSER);
	check_left(ZONE_HIGHMEM, min_of(ZONE_HIGHMEM));
	check_left(ZONE_NORMAL,
		   min_of(ZONE_NORMAL) + zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_HIGHMEM]);
	check_left(ZONE_DMA, min_of(ZONE_DMA) + zone_of(ZONE_DMA)->lowmem_reserve[ZONE_HIGHMEM]);
	ck_assert_int_eq(alloc_why_get()->step, ALLOC_STEP_NORETRY);
	ck_assert_uint_eq(alloc_why_get()->nr_zones, 3);
}
END_TEST

START_TEST(kernel_stops_at_min)
{
	sim_boot(200UL << 20, 100UL << 20);
	exhaust(GFP_KERNEL);
	check_left(ZONE_NORMAL, min_of(ZONE_NORMAL));
	check_left(ZONE_DMA, min_of(ZONE_DMA) + zone_of(ZONE_DMA)->lowmem_reserve[ZONE_NORMAL]);
	ck_assert_uint_eq(zone_of(ZONE_HIGHMEM)->free_pages, zone_of(ZONE_HIGHMEM)->managed_pages);
}
END_TEST

START_TEST(atomic_goes_deeper)
{
	long normal, dma;

	sim_boot(200UL << 20, 100UL << 20);
	exhaust(GFP_ATOMIC);
	normal = min_of(ZONE_NORMAL) - min_of(ZONE_NORMAL) / 2;
	dma = min_of(ZONE_DMA) - min_of(ZONE_DMA) / 2;
	check_left(ZONE_NORMAL, normal - normal / 4);
	check_left(ZONE_DMA, dma - dma / 4 + zone_of(ZONE_DMA)->lowmem_reserve[ZONE_NORMAL]);
	ck_assert_int_eq(alloc_why_get()->step, ALLOC_STEP_NOWAIT);
}
END_TEST

START_TEST(dma_stays_in_its_zone)
{
	unsigned long normal;

	sim_boot(200UL << 20, 100UL << 20);
	drain_local_pages();
	normal = zone_of(ZONE_NORMAL)->free_pages;
	exhaust(GFP_DMA | GFP_KERNEL);
	check_left(ZONE_DMA, min_of(ZONE_DMA));
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->free_pages, normal);
}
END_TEST

START_TEST(memalloc_takes_the_last_page)
{
	sim_boot(RAM, LOWMEM);
	current->flags |= PF_MEMALLOC;
	exhaust(GFP_KERNEL);
	current->flags &= ~PF_MEMALLOC;
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->free_pages + zone_of(ZONE_DMA)->free_pages, 0);
	ck_assert_int_eq(alloc_why_get()->step, ALLOC_STEP_MEMALLOC);
}
END_TEST

START_TEST(a_large_order_fails_in_crumbs)
{
	const struct alloc_why *why;
	static struct page *pages[PAGES];
	unsigned int n = 0, i;
	char text[300];

	sim_boot(RAM, LOWMEM);
	current->flags |= PF_MEMALLOC;
	while ((pages[n] = alloc_page(GFP_KERNEL | __GFP_NOWARN)))
		n++;
	current->flags &= ~PF_MEMALLOC;
	for (i = 0; i < n; i++)
		if (page_to_pfn(pages[i]) & 1)
			__free_page(pages[i]);
	drain_local_pages();
	alloc_why_begin();
	ck_assert_ptr_null(alloc_pages(GFP_KERNEL | __GFP_NOWARN, 1));
	why = alloc_why_get();
	ck_assert_int_eq(why->zones[0].answer, ZONE_ANSWER_ORDER);
	ck_assert_int_eq(why->zones[0].largest_order, 0);
	ck_assert_int_eq(why->step, ALLOC_STEP_OOM);
	ck_assert_int_gt(alloc_why_text(why, text, sizeof(text)), 0);
	ck_assert(strstr(text, "zone Normal:") && strstr(text, "nothing left to reclaim"));
}
END_TEST

static struct page *spare[64];

static unsigned long count_spare(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long i, n = 0;

	for (i = 0; i < ARRAY_SIZE(spare); i++)
		n += spare[i] != NULL;
	return n;
}

static unsigned long scan_spare(struct shrinker *shrinker, struct shrink_control *sc)
{
	unsigned long i, n = 0;

	for (i = 0; i < ARRAY_SIZE(spare) && n < sc->nr_to_scan; i++) {
		if (!spare[i])
			continue;
		__free_page(spare[i]);
		spare[i] = NULL;
		n++;
	}
	return n;
}

static struct page *ballast;

static int give_ballast(struct notifier_block *nb, unsigned long event, void *data)
{
	if (!ballast)
		return NOTIFY_DONE;
	__free_pages(ballast, MAX_ORDER - 1);
	ballast = NULL;
	*(unsigned long *)data += MAX_ORDER_NR_PAGES;
	return NOTIFY_OK;
}

/* Asked when nothing is left to reclaim, and only then. */
START_TEST(an_oom_notifier_saves_the_day)
{
	struct notifier_block nb = {.notifier_call = give_ballast};
	struct page *page;

	sim_boot(RAM, LOWMEM);
	ballast = alloc_pages(GFP_KERNEL, MAX_ORDER - 1);
	ck_assert_ptr_nonnull(ballast);
	ck_assert_int_eq(register_oom_notifier(&nb), 0);
	while (alloc_page(GFP_KERNEL | __GFP_NORETRY | __GFP_NOWARN))
		;
	ck_assert_ptr_nonnull(ballast);
	page = alloc_page(GFP_KERNEL);
	ck_assert_ptr_nonnull(page);
	ck_assert_ptr_null(ballast);
	while (alloc_page(GFP_KERNEL))
		;
	ck_assert(strstr(sim_log, "invoked oom-killer: gfp_mask=0xd0(GFP_KERNEL)"));
	ck_assert(strstr(sim_log, "Out of memory and no killable processes"));
	ck_assert_int_eq(unregister_oom_notifier(&nb), 0);
	ck_assert_int_eq(unregister_oom_notifier(&nb), -ENOENT);
}
END_TEST

START_TEST(a_shrinker_saves_the_day)
{
	struct shrinker shrinker = {.count_objects = count_spare, .scan_objects = scan_spare};
	const struct alloc_why *why = alloc_why_get();
	unsigned int i;

	sim_boot(RAM, LOWMEM);
	for (i = 0; i < ARRAY_SIZE(spare); i++)
		spare[i] = alloc_page(GFP_KERNEL);
	exhaust(GFP_KERNEL);
	register_shrinker(&shrinker);
	alloc_why_begin();
	ck_assert_ptr_nonnull(alloc_page(GFP_KERNEL));
	ck_assert_int_eq(why->step, ALLOC_STEP_RECLAIM);
	ck_assert_uint_ge(why->reclaimed, 32);
	unregister_shrinker(&shrinker);
	ck_assert(!(current->flags & PF_MEMALLOC));
}
END_TEST

/* ---- per-CPU lists, page by page ---- */

START_TEST(a_full_list_gives_up_its_oldest)
{
	struct per_cpu_pages *hot = &zone_of(ZONE_NORMAL)->pageset[0].pcp[0];
	struct page *pages[100];
	int i, n;

	sim_boot(128UL << 20, 128UL << 20);
	n = hot->high + 1;
	for (i = 0; i < n; i++)
		pages[i] = alloc_page(GFP_KERNEL);
	drain_local_pages();
	for (i = 0; i < n; i++)
		__free_page(pages[i]);
	ck_assert_int_eq(hot->count, n - hot->batch);
	for (i = 0; i < n; i++)
		ck_assert_int_eq(PagePcp(pages[i]), i >= hot->batch);
}
END_TEST

START_TEST(a_low_list_is_refilled)
{
	struct per_cpu_pages *hot = &zone_of(ZONE_NORMAL)->pageset[0].pcp[0];
	struct page *pages[100];
	int i;

	sim_boot(128UL << 20, 128UL << 20);
	for (i = 0; i <= hot->low; i++)
		pages[i] = alloc_page(GFP_KERNEL);
	drain_local_pages();
	while (i--)
		__free_page(pages[i]);
	ck_assert_int_eq(hot->count, hot->low + 1);
	alloc_page(GFP_KERNEL);
	ck_assert_int_eq(hot->count, hot->low);
	alloc_page(GFP_KERNEL);
	ck_assert_int_eq(hot->count, hot->low + hot->batch - 1);
}
END_TEST

START_TEST(spoilt_pages_are_passed_over)
{
	struct page *a, *b, *c;

	sim_boot(RAM, LOWMEM);
	a = alloc_page(GFP_KERNEL);
	b = alloc_page(GFP_KERNEL);
	c = alloc_page(GFP_KERNEL);
	__free_page(c);
	__free_page(b);
	__free_page(a);
	get_page(a);
	__SetPageReserved(b);
	ck_assert_ptr_eq(alloc_page(GFP_KERNEL), c);
	ck_assert_uint_eq(sim_bad_pages, 2);
}
END_TEST

/* ---- the steps ---- */

START_TEST(discounts_begin_at_min)
{
	sim_boot(200UL << 20, 100UL << 20);
	exhaust(GFP_KERNEL);
	alloc_why_begin();
	ck_assert_ptr_nonnull(alloc_page(GFP_ATOMIC));
	ck_assert(alloc_why_get()->woke_kswapd);
	ck_assert_int_eq(alloc_why_get()->step, ALLOC_STEP_MIN);
}
END_TEST

START_TEST(interrupts_do_not_take_the_last_reserves)
{
	sim_boot(RAM, LOWMEM);
	exhaust(GFP_ATOMIC);
	current->flags |= PF_MEMALLOC;
	ck_assert_ptr_null(alloc_page(GFP_ATOMIC | __GFP_NOMEMALLOC | __GFP_NOWARN));
	preempt_count_add(HARDIRQ_OFFSET);
	ck_assert_ptr_null(alloc_page(GFP_ATOMIC | __GFP_NOWARN));
	preempt_count_sub(HARDIRQ_OFFSET);
	ck_assert_ptr_nonnull(alloc_page(GFP_ATOMIC));
	current->flags &= ~PF_MEMALLOC;
}
END_TEST

static void others_free_some(void)
{
	while (nr_held)
		__free_page(held[--nr_held].page);
	drain_local_pages();
}

START_TEST(nofail_waits_for_others)
{
	sim_boot(RAM, LOWMEM);
	for (nr_held = 0; nr_held < 64; nr_held++)
		held[nr_held].page = alloc_page(GFP_KERNEL);
	exhaust(GFP_KERNEL);
	sim_other_tasks = others_free_some;
	alloc_why_begin();
	ck_assert_ptr_null(alloc_page(GFP_KERNEL | __GFP_NOWARN));
	ck_assert(!alloc_why_get()->slept);
	ck_assert_ptr_nonnull(alloc_page(GFP_KERNEL | __GFP_NOFAIL));
	ck_assert(alloc_why_get()->slept);
	ck_assert_uint_eq(nr_held, 0);
}
END_TEST

static unsigned int scans, nested;

static unsigned long count_many(struct shrinker *shrinker, struct shrink_control *sc)
{
	return 1000;
}

static unsigned long count_none(struct shrinker *shrinker, struct shrink_control *sc)
{
	return SHRINK_EMPTY;
}

/* What it does itself leads to reclaim again. */
static unsigned long scan_needs_memory(struct shrinker *shrinker, struct shrink_control *sc)
{
	scans++;
	if (nested++)
		ck_abort_msg("reclaim within reclaim");
	alloc_page(GFP_KERNEL | __GFP_NOMEMALLOC | __GFP_NOWARN | __GFP_NORETRY);
	nested--;
	return SHRINK_STOP;
}

START_TEST(shrinkers_are_believed)
{
	struct shrinker stops = {.count_objects = count_many, .scan_objects = scan_needs_memory};
	struct shrinker is_empty = {.count_objects = count_none, .scan_objects = scan_needs_memory};

	sim_boot(RAM, LOWMEM);
	exhaust(GFP_KERNEL);
	register_shrinker(&is_empty, "empty");
	ck_assert_ptr_null(alloc_page(GFP_KERNEL | __GFP_NOWARN));
	ck_assert_uint_eq(scans, 0);
	unregister_shrinker(&is_empty);
	register_shrinker(&stops, "stops");
	ck_assert_ptr_null(alloc_page(GFP_KERNEL | __GFP_NOWARN));
	ck_assert_uint_eq(scans, 13); /* once for each priority */
	unregister_shrinker(&stops);
}
END_TEST

START_TEST(failure_is_reported)
{
	sim_boot(RAM, LOWMEM);
	exhaust(GFP_KERNEL);
	ck_assert(!strstr(sim_log, "allocation failure"));
	ck_assert_ptr_null(alloc_pages(GFP_ATOMIC, 9));
	ck_assert(strstr(sim_log, "test: page allocation failure: order:9, mode:0x20(GFP_ATOMIC)"));
	ck_assert(strstr(sim_log, "Mem-Info:"));
}
END_TEST

static void sleeping_in_an_interrupt(void)
{
	preempt_count_add(HARDIRQ_OFFSET);
	__free_page(alloc_page(GFP_KERNEL));
	preempt_count_sub(HARDIRQ_OFFSET);
}

START_TEST(sleepers_are_told_off)
{
	sim_boot(RAM, LOWMEM);
	sleeping_in_an_interrupt();
	ck_assert_uint_ge(sim_warnings, 1);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    a_million_operations,
	    split_takes_the_lower_half,
	    orders,
	    addresses_are_never_high,
	    wrong_frees_are_refused,
	    a_split_page_is_freed_piece_by_piece,
	    references,
	    hot_pages_come_back_first,
	    marks_by_order,
	    highuser_stops_at_the_reserves,
	    kernel_stops_at_min,
	    atomic_goes_deeper,
	    dma_stays_in_its_zone,
	    memalloc_takes_the_last_page,
	    a_large_order_fails_in_crumbs,
	    an_oom_notifier_saves_the_day,
	    a_shrinker_saves_the_day,
	    a_full_list_gives_up_its_oldest,
	    a_low_list_is_refilled,
	    spoilt_pages_are_passed_over,
	    discounts_begin_at_min,
	    interrupts_do_not_take_the_last_reserves,
	    nofail_waits_for_others,
	    shrinkers_are_believed,
	    failure_is_reported,
	    sleepers_are_told_off,
	    NULL,
	};

	return run_tests("page_alloc", tests);
}
