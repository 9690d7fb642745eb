/* SPDX-License-Identifier: GPL-2.0-only */
/* Zones, marks, reserves and batches for many sizes, against the 2.6.11 formulas. */
#include "run.h"

#include <linux/memblock.h>
#include <linux/mm.h>
#include <linux/string.h>

#include "mm/internal.h"
#include "sim.h"

#define MIB (1UL << 20)

static struct zone *zone_of(enum zone_type type)
{
	return &contig_page_data.node_zones[type];
}

/* By trying, where the kernel has int_sqrt(). */
static unsigned long root(unsigned long x)
{
	unsigned long r = 0;

	while ((r + 1) * (r + 1) <= x)
		r++;
	return r;
}

/* The simulated machine's memory: 1-0x9e, and 1 MiB up. */
static unsigned long present(unsigned long first, unsigned long end)
{
	unsigned long pages = 0, pfn;

	for (pfn = first; pfn < end; pfn++)
		pages += pfn < 0x9f || pfn >= 0x100;
	return pages;
}

static void check_marks(const struct zone *zone, unsigned long min)
{
	ck_assert_uint_eq(zone->pages_min, min);
	ck_assert_uint_eq(zone->pages_low, min * 5 / 4);
	ck_assert_uint_eq(zone->pages_high, min * 6 / 4);
}

static void check_batch(const struct zone *zone)
{
	const struct per_cpu_pages *hot = &zone->pageset[0].pcp[0];
	unsigned long batch = zone->present_pages / 1024;

	batch = batch > 64 ? 64 : batch;
	batch = batch / 4 ? batch / 4 : 1;
	ck_assert_int_eq(hot->batch, batch);
	ck_assert_int_eq(hot->low, 2 * batch);
	ck_assert_int_eq(hot->high, 6 * batch);
	ck_assert_int_eq(zone->pageset[0].pcp[1].low, 0);
	ck_assert_int_eq(zone->pageset[0].pcp[1].high, 2 * batch);
}

static void check_size(unsigned long ram, unsigned long lowmem)
{
	unsigned long end = ram >> PAGE_SHIFT, low_end = lowmem >> PAGE_SHIFT, low, kib, pages;
	unsigned long dma, normal, high;

	sim_boot(ram, lowmem);
	dma = present(1, low_end < 4096 ? low_end : 4096);
	normal = low_end > 4096 ? present(4096, low_end) : 0;
	high = present(low_end, end);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->present_pages, dma);
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->present_pages, normal);
	ck_assert_uint_eq(zone_of(ZONE_HIGHMEM)->present_pages, high);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->spanned_pages, (low_end < 4096 ? low_end : 4096) - 1);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->zone_start_pfn, 1);
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->zone_start_pfn, 4096);

	low = dma + normal;
	kib = root(low * 4 * 16);
	kib = kib < 128 ? 128 : kib > 65536 ? 65536 : kib;
	ck_assert_int_eq(min_free_kbytes, kib);
	pages = kib / 4;
	check_marks(zone_of(ZONE_DMA), pages * dma / low);
	check_marks(zone_of(ZONE_NORMAL), pages * normal / low);
	check_marks(zone_of(ZONE_HIGHMEM), high / 1024 < 32    ? 32
					   : high / 1024 > 128 ? 128
							       : high / 1024);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->lowmem_reserve[ZONE_DMA], 0);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->lowmem_reserve[ZONE_NORMAL], normal / 256);
	ck_assert_uint_eq(zone_of(ZONE_DMA)->lowmem_reserve[ZONE_HIGHMEM], (normal + high) / 256);
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_HIGHMEM], high / 32);
	ck_assert_uint_eq(zone_of(ZONE_HIGHMEM)->lowmem_reserve[ZONE_HIGHMEM], 0);
	check_batch(zone_of(ZONE_DMA));
	check_batch(zone_of(ZONE_NORMAL));
	check_batch(zone_of(ZONE_HIGHMEM));
}

static const struct {
	unsigned long ram, lowmem; /* MiB */
} sizes[] = {
    {8, 8},	 {16, 16},    {17, 17},	   {64, 64},	{126, 126},
    {128, 128},	 {512, 512},  {512, 448},  {896, 896},	{897, 896},
    {1024, 896}, {1024, 768}, {1536, 896}, {2048, 896}, {3583, 896},
};

START_TEST(sizes_of_all_kinds)
{
	check_size(sizes[_i].ram * MIB, sizes[_i].lowmem * MIB);
}
END_TEST

/* The table of the reference, whose memory has no holes. */
START_TEST(the_textbook_row)
{
	struct zone *zone;

	sim_boot(126 * MIB, 126 * MIB);
	zone_of(ZONE_DMA)->present_pages = 4096;
	zone_of(ZONE_NORMAL)->present_pages = 28160;
	init_per_zone_pages_min();
	ck_assert_int_eq(min_free_kbytes, 1436);
	zone = zone_of(ZONE_DMA);
	ck_assert_uint_eq(zone->pages_min, 45);
	ck_assert_uint_eq(zone->pages_low, 56);
	ck_assert_uint_eq(zone->pages_high, 67);
	ck_assert_uint_eq(zone->lowmem_reserve[ZONE_NORMAL], 110);
	zone = zone_of(ZONE_NORMAL);
	ck_assert_uint_eq(zone->pages_min, 313);
	ck_assert_uint_eq(zone->pages_low, 391);
	ck_assert_uint_eq(zone->pages_high, 469);
	ck_assert_int_eq(zone->pageset[0].pcp[0].batch, 6);
}
END_TEST

START_TEST(writes_take_effect)
{
	sim_boot(1024 * MIB, 896 * MIB);
	min_free_kbytes = 8192;
	setup_per_zone_pages_min();
	ck_assert_uint_eq(zone_of(ZONE_DMA)->pages_min + zone_of(ZONE_NORMAL)->pages_min, 2047);
	sysctl_lowmem_reserve_ratio[ZONE_NORMAL] = 8;
	setup_per_zone_lowmem_reserve();
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_HIGHMEM], 32768 / 8);
	sysctl_lowmem_reserve_ratio[ZONE_NORMAL] = 0; /* as 1: no one from above gets in */
	setup_per_zone_lowmem_reserve();
	ck_assert_uint_eq(zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_HIGHMEM], 32768);
}
END_TEST

START_TEST(zonelists)
{
	struct zonelist *lists = contig_page_data.node_zonelists;

	sim_boot(1024 * MIB, 896 * MIB);
	ck_assert_ptr_eq(lists[ZONE_HIGHMEM].zones[0], zone_of(ZONE_HIGHMEM));
	ck_assert_ptr_eq(lists[ZONE_HIGHMEM].zones[1], zone_of(ZONE_NORMAL));
	ck_assert_ptr_eq(lists[ZONE_HIGHMEM].zones[2], zone_of(ZONE_DMA));
	ck_assert_ptr_null(lists[ZONE_HIGHMEM].zones[3]);
	ck_assert_ptr_eq(lists[ZONE_DMA].zones[0], zone_of(ZONE_DMA));
	ck_assert_ptr_null(lists[ZONE_DMA].zones[1]);
}
END_TEST

START_TEST(empty_zones_are_left_out)
{
	sim_boot(16 * MIB, 16 * MIB);
	ck_assert_ptr_eq(contig_page_data.node_zonelists[ZONE_HIGHMEM].zones[0], zone_of(ZONE_DMA));
	ck_assert_ptr_null(contig_page_data.node_zonelists[ZONE_HIGHMEM].zones[1]);
	ck_assert_ptr_nonnull(strstr(sim_log, "  Normal   empty"));
	ck_assert_ptr_nonnull(alloc_page(GFP_HIGHUSER));
}
END_TEST

START_TEST(every_page_is_accounted_for)
{
	unsigned long pfn, reserved = 0, holes = 1 + 0x100 - 0x9f, free = 0;
	struct zone *zone;

	sim_boot(200 * MIB, 100 * MIB);
	for (pfn = 0; pfn < max_mapnr; pfn++) {
		struct page *page = pfn_to_page(pfn);

		expect(page_zonenum(page) == (pfn < 4096	  ? ZONE_DMA
					      : pfn < max_low_pfn ? ZONE_NORMAL
								  : ZONE_HIGHMEM));
		reserved += PageReserved(page) != 0;
		if (pfn == 0 || (pfn >= 0x9f && pfn < 0x100))
			expect(PageReserved(page));
	}
	for_each_zone (zone)
		free += zone->managed_pages;
	ck_assert_uint_eq(free + reserved, max_mapnr);
	ck_assert_uint_eq(contig_page_data.node_present_pages, max_mapnr - holes);
	ck_assert(PageReserved(virt_to_page(mem_map)));
}
END_TEST

START_TEST(the_log)
{
	static const char *const lines[] = {
	    "Zone ranges:\n",
	    "  DMA      [mem 0x0000000000001000-0x0000000000ffffff]\n",
	    "  Normal   [mem 0x0000000001000000-0x0000000007dfffff]\n",
	    "  HighMem  empty\n",
	    "Early memory node ranges\n",
	    "  node   0: [mem 0x0000000000001000-0x000000000009efff]\n",
	    "  node   0: [mem 0x0000000000100000-0x0000000007dfffff]\n",
	    "Initmem setup node 0 [mem 0x0000000000001000-0x0000000007dfffff]\n",
	    "On node 0, zone DMA: 1 pages in unavailable ranges\n",
	    "On node 0, zone DMA: 97 pages in unavailable ranges\n",
	    "Built 1 zonelists, mobility grouping off.  Total pages: 32158\n",
	    "K/128632K available (128K kernel code, 64K rwdata, 64K rodata, 64K init, 192K bss, ",
	};
	const char *at = sim_log;
	unsigned int i;

	sim_boot(126 * MIB, 126 * MIB);
	for (i = 0; i < ARRAY_SIZE(lines); i++) {
		at = at ? strstr(at, lines[i]) : NULL;
		ck_assert_msg(at, "no \"%s\" in\n%s", lines[i], sim_log);
	}
}
END_TEST

START_TEST(initmem_comes_back)
{
	unsigned long before, managed;

	sim_boot(64 * MIB, 64 * MIB);
	drain_local_pages();
	before = nr_free_pages();
	managed = totalram_pages();
	free_initmem();
	drain_local_pages();
	ck_assert_uint_eq(nr_free_pages(), before + 16);
	ck_assert_uint_eq(totalram_pages(), managed + 16);
	ck_assert_ptr_nonnull(strstr(sim_log, "Freeing unused kernel image (initmem) memory: 64K"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("zones");
	TCase *tc = tcase_create("zones");
	SRunner *runner;
	int failed;

	tcase_add_loop_test(tc, sizes_of_all_kinds, 0, ARRAY_SIZE(sizes));
	tcase_add_test(tc, the_textbook_row);
	tcase_add_test(tc, writes_take_effect);
	tcase_add_test(tc, zonelists);
	tcase_add_test(tc, empty_zones_are_left_out);
	tcase_add_test(tc, every_page_is_accounted_for);
	tcase_add_test(tc, the_log);
	tcase_add_test(tc, initmem_comes_back);
	tcase_set_timeout(tc, RUN_SECONDS);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
