/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * page_count: how much memory there is, and how much of it is free.
 *
 * 1. Purpose. Sums over the zones for those who plan (buffers sized by RAM) or report.
 *
 * 2. Structures. The counts that each zone keeps; none here.
 *
 *	managed = free_pages + on per-CPU lists + given out
 *
 * 3. Invariants. Nothing is changed.
 *
 * 4. Locking and context. Any context, no locks: each count is one word, and the sum of a
 *    moment is old as soon as it is known.
 *
 * 5. Failure. None.
 */
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/mmzone.h>

#include "internal.h"

unsigned long num_physpages;
EXPORT_SYMBOL(num_physpages);

static unsigned long free_in(enum zone_type first, enum zone_type last)
{
	unsigned long sum = 0;

	for (; first <= last; first++)
		sum += contig_page_data.node_zones[first].free_pages;
	return sum;
}

unsigned long nr_free_pages(void)
{
	return free_in(ZONE_DMA, ZONE_HIGHMEM);
}
EXPORT_SYMBOL(nr_free_pages);

unsigned long nr_free_highpages(void)
{
	return free_in(ZONE_HIGHMEM, ZONE_HIGHMEM);
}

unsigned long nr_free_buffer_pages(void)
{
	return free_in(ZONE_DMA, ZONE_NORMAL);
}
EXPORT_SYMBOL_GPL(nr_free_buffer_pages);

unsigned long totalram_pages(void)
{
	struct zone *zone;
	unsigned long sum = 0;

	for_each_zone (zone)
		sum += zone->managed_pages;
	return sum;
}
EXPORT_SYMBOL(totalram_pages);

unsigned long totalhigh_pages(void)
{
	return contig_page_data.node_zones[ZONE_HIGHMEM].managed_pages;
}

long si_mem_available(void)
{
	struct zone *zone;
	long available = nr_free_pages();

	for_each_zone (zone)
		available -= zone->pages_low;
	return max(available, 0L);
}
EXPORT_SYMBOL_GPL(si_mem_available);

void si_meminfo(struct sysinfo *val)
{
	val->totalram = totalram_pages();
	val->freeram = nr_free_pages();
	val->sharedram = 0;
	val->bufferram = 0;
	val->totalhigh = totalhigh_pages();
	val->freehigh = nr_free_highpages();
	val->mem_unit = PAGE_SIZE;
}
EXPORT_SYMBOL(si_meminfo);
