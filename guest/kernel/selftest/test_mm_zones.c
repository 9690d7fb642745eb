/* SPDX-License-Identifier: GPL-2.0-only */
/* The zones' numbers, computed anew from the RAM that /proc/iomem lists. */
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/selftest.h>
#include <linux/string.h>

/* Whole pages of RAM in [first, end), page 0 apart. */
static unsigned long ram_pages(unsigned long first, unsigned long end)
{
	struct resource *res;
	unsigned long pages = 0, a, b;

	for (res = iomem_resource.child; res; res = res->sibling) {
		if (strcmp(res->name, "System RAM"))
			continue;
		a = max(max(PFN_UP(res->start), first), 1ul);
		b = min((unsigned long)((res->end + 1) >> PAGE_SHIFT), end);
		if (b > a)
			pages += b - a;
	}
	return pages;
}

static struct zone *zone_of(enum zone_type z)
{
	return &NODE_DATA(0)->node_zones[z];
}

SELFTEST(mm, present_pages_are_the_ram_of_iomem)
{
	struct zone *zone;

	for_each_zone (zone)
		EXPECT_EQ(
		    t, zone->present_pages,
		    ram_pages(zone->zone_start_pfn, zone->zone_start_pfn + zone->spanned_pages));
	EXPECT(t, zone_of(ZONE_DMA)->zone_start_pfn + zone_of(ZONE_DMA)->spanned_pages <= 4096);
	if (zone_of(ZONE_NORMAL)->present_pages)
		EXPECT_EQ(t, zone_of(ZONE_NORMAL)->zone_start_pfn, 4096);
	if (zone_of(ZONE_HIGHMEM)->present_pages)
		EXPECT_EQ(t, zone_of(ZONE_HIGHMEM)->zone_start_pfn << PAGE_SHIFT,
			  __pa(high_memory));
}

SELFTEST(mm, watermarks_by_the_formula)
{
	unsigned long low = zone_of(ZONE_DMA)->present_pages + zone_of(ZONE_NORMAL)->present_pages;
	struct zone *zone;

	for_each_zone (zone) {
		unsigned long want = min_free_kbytes / 4 * zone->present_pages / low;

		if (zone == zone_of(ZONE_HIGHMEM))
			want = clamp(zone->present_pages / 1024, 32ul, 128ul);
		if (!zone->present_pages)
			continue;
		EXPECT_EQ(t, zone->pages_min, want);
		EXPECT_EQ(t, zone->pages_low, want * 5 / 4);
		EXPECT_EQ(t, zone->pages_high, want * 6 / 4);
	}
}

SELFTEST(mm, lowmem_reserve_by_the_formula)
{
	unsigned long normal = zone_of(ZONE_NORMAL)->present_pages;
	unsigned long high = zone_of(ZONE_HIGHMEM)->present_pages;
	int for_dma = sysctl_lowmem_reserve_ratio[0], for_normal = sysctl_lowmem_reserve_ratio[1];

	EXPECT_EQ(t, zone_of(ZONE_DMA)->lowmem_reserve[ZONE_DMA], 0);
	EXPECT_EQ(t, zone_of(ZONE_DMA)->lowmem_reserve[ZONE_NORMAL], normal / for_dma);
	EXPECT_EQ(t, zone_of(ZONE_DMA)->lowmem_reserve[ZONE_HIGHMEM], (normal + high) / for_dma);
	EXPECT_EQ(t, zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_HIGHMEM], high / for_normal);
	EXPECT_EQ(t, zone_of(ZONE_NORMAL)->lowmem_reserve[ZONE_NORMAL], 0);
}

SELFTEST(mm, pageset_batches_by_the_formula)
{
	struct zone *zone;

	for_each_zone (zone) {
		unsigned long batch = min(zone->present_pages / 1024, 64ul) / 4;
		const struct per_cpu_pages *hot = &zone->pageset[0].pcp[0];

		if (!zone->present_pages)
			continue;
		batch = max(batch, 1ul);
		EXPECT_EQ(t, hot->batch, batch);
		EXPECT_EQ(t, hot->low, 2 * batch);
		EXPECT_EQ(t, hot->high, 6 * batch);
	}
}

SELFTEST(mm, every_frame_knows_its_zone)
{
	unsigned long pfn, wrong = 0;
	struct zone *zone;

	for_each_zone (zone)
		for (pfn = zone->zone_start_pfn; pfn < zone->zone_start_pfn + zone->spanned_pages;
		     pfn += 61)
			wrong += page_zone(pfn_to_page(pfn)) != zone;
	EXPECT_EQ(t, wrong, 0);
}
