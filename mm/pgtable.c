/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pgtable: page tables of programs, got and given back.
 *
 * 1. Purpose. A page table begins empty, and by the time it goes all its entries have been
 *    cleared one by one. So it need not be cleared again for the next process.
 *
 * 2. Structures. Of each CPU a few pages that are known to be zero:
 *
 *	table_free() -> [ page page . . ] -> table_alloc()
 *	                     |
 *	                  when full: the page allocator
 *
 * 3. Invariants. Pages here hold nothing but zeros and have one reference; PG_table is set
 *    only while they are in use.
 *
 * 4. Locking and context. Preemption off: a CPU's pages are its own. Process context.
 *
 * 5. Failure. No memory: NULL.
 */
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/preempt.h>

#include "mm_internal.h"

#define KEPT 8

struct kept_tables {
	unsigned int nr;
	struct page *pages[KEPT];
};

static DEFINE_PER_CPU(struct kept_tables, kept_tables);

struct page *table_alloc(void)
{
	struct kept_tables *kept = &get_cpu_var(kept_tables);
	struct page *page = kept->nr ? kept->pages[--kept->nr] : NULL;

	put_cpu_var(kept_tables);
	if (!page)
		page = alloc_page(GFP_KERNEL | __GFP_ZERO);
	if (page)
		__SetPageTable(page);
	return page;
}

void table_free(struct page *page)
{
	struct kept_tables *kept = &get_cpu_var(kept_tables);
	bool full = kept->nr == KEPT;

	__ClearPageTable(page);
	if (!full)
		kept->pages[kept->nr++] = page;
	put_cpu_var(kept_tables);
	if (full)
		__free_page(page);
}
