/* SPDX-License-Identifier: GPL-2.0-only */
/* Reclaim's questions about programs' pages, where there are no programs and no swap. */
#include <linux/rmap.h>
#include <linux/swap.h>

unsigned int page_referenced(struct page *page)
{
	return test_and_clear_bit(PG_referenced, &page->flags);
}

bool page_mkclean(struct page *page)
{
	return false;
}

bool try_to_unmap(struct page *page)
{
	return !page_mapped(page);
}

long get_nr_swap_pages(void)
{
	return 0;
}

bool add_to_swap(struct page *page)
{
	return false;
}

int swap_writepage(struct page *page)
{
	return -EIO;
}

void delete_from_swap_cache(struct page *page)
{
}

unsigned int swap_count(swp_entry_t entry)
{
	return 0;
}
