/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bigphysarea: what boot-time memory is for, without being linked into the kernel.
 *
 * 1. Purpose. A frame grabber wants megabytes in one piece, and comes as a module, when
 *    there are none any more. bigphysarea=PAGES puts them aside while there are.
 *
 * 2. Structures. One range of pages from memblock, and two bits for each: used, and first
 *    of an allocation.
 *
 *	| a a a | b | . . . . | c c |      used   1 1 1 1 0 0 0 0 1 1
 *	                                   first  1 0 0 1 0 0 0 0 1 0
 *
 * 3. Invariants. A first bit is set only where the used bit is; the next first bit, or a
 *    clear used bit, ends an allocation.
 *
 * 4. Locking and context. A spinlock; any context.
 *
 * 5. Failure. No room: NULL. At boot: a message, and nothing is put aside.
 */
#include <linux/bigphysarea.h>
#include <linux/bitmap.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/mm.h>

#include "internal.h"

#define MOST_PAGES 32768 /* 128 MiB */

static unsigned int nr_pages;
static char *area;
static DECLARE_BITMAP(used, MOST_PAGES);
static DECLARE_BITMAP(first, MOST_PAGES);
static DEFINE_SPINLOCK(area_lock);

static int __init early_bigphysarea(char *value)
{
	nr_pages = value ? simple_strtoul(value, NULL, 0) : 0;
	return 0;
}
early_param("bigphysarea", early_bigphysarea);

void __init bigphysarea_init(void)
{
	if (!nr_pages)
		return;
	if (nr_pages <= MOST_PAGES)
		area = memblock_alloc((phys_addr_t)nr_pages << PAGE_SHIFT, PAGE_SIZE);
	if (area)
		pr_info("bigphysarea: Allocated %u pages at 0x%p.\n", nr_pages, area);
	else
		pr_err("bigphysarea: %u pages are not to be had\n", nr_pages);
	if (!area)
		nr_pages = 0;
}

static unsigned long find_room(unsigned long count, unsigned long align)
{
	unsigned long at = 0, end;

	for (;;) {
		at = ALIGN(find_next_zero_bit(used, nr_pages, at), align);
		if (at + count > nr_pages)
			return nr_pages;
		end = find_next_bit(used, at + count, at);
		if (end >= at + count)
			return at;
		at = end + 1;
	}
}

caddr_t bigphysarea_alloc_pages(int count, int align, int priority)
{
	unsigned long at, i, flags;

	align = align ? align : 1;
	if (count <= 0 || align < 0 || (align & (align - 1)))
		return NULL;
	spin_lock_irqsave(&area_lock, flags);
	at = find_room(count, align);
	if (at < nr_pages) {
		__set_bit(at, first);
		for (i = 0; i < (unsigned long)count; i++)
			__set_bit(at + i, used);
	}
	spin_unlock_irqrestore(&area_lock, flags);
	return at < nr_pages ? area + at * PAGE_SIZE : NULL;
}
EXPORT_SYMBOL(bigphysarea_alloc_pages);

void bigphysarea_free_pages(caddr_t addr)
{
	unsigned long at = (unsigned long)(addr - area) >> PAGE_SHIFT, flags;

	spin_lock_irqsave(&area_lock, flags);
	if (!WARN(!area || !PAGE_ALIGNED(addr) || at >= nr_pages || !test_bit(at, first),
		  "bigphysarea_free_pages: %p is no allocation\n", addr)) {
		__clear_bit(at, first);
		do {
			__clear_bit(at++, used);
		} while (at < nr_pages && test_bit(at, used) && !test_bit(at, first));
	}
	spin_unlock_irqrestore(&area_lock, flags);
}
EXPORT_SYMBOL(bigphysarea_free_pages);

caddr_t bigphysarea_alloc(int size)
{
	return size > 0 ? bigphysarea_alloc_pages(PFN_UP(size), 1, 0) : NULL;
}
EXPORT_SYMBOL(bigphysarea_alloc);

void bigphysarea_free(caddr_t addr, int size)
{
	bigphysarea_free_pages(addr);
}
EXPORT_SYMBOL(bigphysarea_free);

static void count_range(struct bigphysarea_info *info, unsigned int pages, bool is_used)
{
	unsigned int *largest = is_used ? &info->largest_used : &info->largest_free;

	*largest = max(*largest, pages);
	info->used += is_used ? pages : 0;
	info->nr_used += is_used;
	info->nr_free += !is_used;
}

void bigphysarea_info(struct bigphysarea_info *info)
{
	unsigned long at = 0, end, flags;
	bool is_used;

	*info = (struct bigphysarea_info){.pages = nr_pages};
	spin_lock_irqsave(&area_lock, flags);
	for (; at < nr_pages; at = end) {
		is_used = test_bit(at, used);
		end = is_used ? min(find_next_zero_bit(used, nr_pages, at),
				    find_next_bit(first, nr_pages, at + 1))
			      : find_next_bit(used, nr_pages, at);
		count_range(info, end - at, is_used);
	}
	spin_unlock_irqrestore(&area_lock, flags);
}
