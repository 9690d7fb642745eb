/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rmap: from a page to the page table entries that show it (mm/rmap.c).
 *
 * An anonymous page's mapping is its anon_vma, with bit 0 set: the list of all areas that
 * may show it; a fork's copy joins its parent's list. A file's page is found by the areas
 * in its address_space's i_mmap. In either, page->index and the area's vm_pgoff give the
 * address. _mapcount counts the entries, less one.
 */
#ifndef _LINUX_RMAP_H
#define _LINUX_RMAP_H

#include <linux/list.h>
#include <linux/mm.h>
#include <linux/spinlock.h>

#define PAGE_MAPPING_ANON 1ul

struct vm_area_struct;

struct anon_vma {
	spinlock_t lock;
	struct list_head head; /* of vm_area_struct.anon_vma_node */
};

static inline bool PageAnon(const struct page *page)
{
	return (unsigned long)page->mapping & PAGE_MAPPING_ANON;
}

static inline bool page_mapped(const struct page *page)
{
	return atomic_read(&page->_mapcount) >= 0;
}

/* Before the first anonymous page of vma. 0 or -ENOMEM. mmap_lock for reading is enough. */
int anon_vma_prepare(struct vm_area_struct *vma);
/* vma is a copy, by fork or split, of one with this anon_vma; it goes away. */
void anon_vma_link(struct vm_area_struct *vma);
void anon_vma_unlink(struct vm_area_struct *vma);

/* One more entry, one less. page_table_lock of the one whose entry it is. */
void page_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long addr);
void page_add_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long addr);
void page_mapped_first(struct page *page);
void page_mapped_no_more(struct page *page);

static inline void page_add_file_rmap(struct page *page)
{
	if (atomic_inc_and_test(&page->_mapcount))
		page_mapped_first(page);
}

/* One more entry for a page that has one. */
static inline void page_dup_rmap(struct page *page)
{
	atomic_inc(&page->_mapcount);
}

static inline void page_remove_rmap(struct page *page)
{
	if (atomic_add_negative(-1, &page->_mapcount))
		page_mapped_no_more(page);
}

/* The address at which vma shows page's place; -EFAULT: it does not. */
unsigned long page_address_in_vma(struct page *page, struct vm_area_struct *vma);

#endif
