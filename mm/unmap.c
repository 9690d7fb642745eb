/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * unmap: page table entries taken away, and copied for a fork.
 *
 * 1. Purpose. The way back from mm/memory.c: munmap(), the end of a process, a file that is
 *    cut; and what of a parent's page tables its child begins with.
 *
 * 2. Structures. A batch of pages that no entry shows any more, but a TLB may:
 *
 *	entries cleared -> batch.pages[] -> TLBs forget -> pages lose their reference
 *
 *    fork() copies the entries of areas with anonymous pages: both sides lose RW, the pages
 *    get a reference more. A file's pages the child will find in the page cache.
 *
 * 3. Invariants. As mm/memory.c's. A dirty entry makes its file's page dirty.
 *
 * 4. Locking and context. mmap_lock; page_table_lock for each page table's worth.
 *
 * 5. Failure. Only copying: -ENOMEM for a page table; what was copied stays, for
 *    exit_mmap() to take away.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched.h>
#include <linux/swap.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

#include "mm_internal.h"

#define BATCH 64

struct batch {
	struct vm_area_struct *vma;
	unsigned long start, end; /* whose entries were cleared since the last flush */
	bool file_only;		  /* what the program has made of the file's pages stays */
	unsigned int nr;
	struct page *pages[BATCH];
};

static void flush_batch(struct batch *batch)
{
	unsigned int i;

	if (batch->end > batch->start)
		flush_tlb_range(batch->vma, batch->start, batch->end);
	for (i = 0; i < batch->nr; i++) {
		free_swap_cache(batch->pages[i]);
		put_page(batch->pages[i]);
	}
	batch->nr = 0;
	batch->start = batch->end;
}

/* ---- away ---- */

static bool is_copy(const struct batch *batch, unsigned long addr, pte_t pte)
{
	struct page *page = pte_present(pte) ? vm_normal_page(batch->vma, addr, pte) : NULL;

	return !pte_present(pte) || (page && PageAnon(page));
}

/* The entry is cleared. */
static void drop_page(struct batch *batch, unsigned long addr, pte_t pte)
{
	struct page *page = vm_normal_page(batch->vma, addr, pte);
	struct mm_struct *mm = batch->vma->vm_mm;

	if (!page)
		return;
	if (PageAnon(page)) {
		dec_mm_counter(mm, MM_ANONPAGES);
	} else {
		if (pte_dirty(pte) && page->mapping)
			set_page_dirty(page);
		dec_mm_counter(mm, MM_FILEPAGES);
	}
	page_remove_rmap(page);
	batch->pages[batch->nr++] = page;
}

/* Of one page table, until the batch is full; how far it came. */
static unsigned long clear_entries(struct batch *batch, pte_t *pte, unsigned long addr,
				   unsigned long end)
{
	struct mm_struct *mm = batch->vma->vm_mm;
	pte_t old;

	spin_lock(&mm->page_table_lock);
	for (; addr < end && batch->nr < BATCH; addr += PAGE_SIZE, pte++) {
		if (pte_none(*pte) || (batch->file_only && is_copy(batch, addr, *pte)))
			continue;
		old = ptep_get_and_clear(pte);
		batch->end = addr + PAGE_SIZE;
		if (pte_present(old)) {
			drop_page(batch, addr, old);
		} else {
			dec_mm_counter(mm, MM_SWAPENTS);
			swap_pte_free(old);
		}
	}
	spin_unlock(&mm->page_table_lock);
	return addr;
}

static void clear_area(struct batch *batch, unsigned long start, unsigned long end)
{
	unsigned long addr = start, stop;
	pte_t *pte;

	batch->start = batch->end = start;
	while (addr < end) {
		stop = min(end, (addr & PGDIR_MASK) + PGDIR_SIZE);
		if (stop < addr)
			stop = end;
		pte = pte_lookup(batch->vma->vm_mm, addr);
		addr = pte ? clear_entries(batch, pte, addr, stop) : stop;
		if (batch->nr == BATCH) {
			flush_batch(batch);
			cond_resched();
		}
	}
	flush_batch(batch);
}

void unmap_range(struct vm_area_struct *first, unsigned long start, unsigned long end)
{
	struct batch batch = {.nr = 0};
	struct vm_area_struct *vma;

	for (vma = first; vma && vma->vm_start < end; vma = vma->vm_next) {
		batch.vma = vma;
		clear_area(&batch, max(start, vma->vm_start), min(end, vma->vm_end));
	}
}

void zap_page_range(struct vm_area_struct *vma, unsigned long addr, unsigned long size)
{
	unmap_range(vma, addr, addr + size);
}
EXPORT_SYMBOL(zap_page_range);

int zap_vma_ptes(struct vm_area_struct *vma, unsigned long addr, unsigned long size)
{
	if (addr < vma->vm_start || addr + size > vma->vm_end || !(vma->vm_flags & VM_PFNMAP))
		return -EINVAL;
	unmap_range(vma, addr, addr + size);
	return 0;
}
EXPORT_SYMBOL(zap_vma_ptes);

/* The entries of one area that show pages of the file in [first, last]. */
static void unmap_file_pages(struct vm_area_struct *vma, unsigned long first, unsigned long last,
			     bool even_cows)
{
	struct batch batch = {.vma = vma, .file_only = !even_cows};
	unsigned long end_index = vma->vm_pgoff + vma_pages(vma) - 1, start, end;

	if (first > end_index || last < vma->vm_pgoff)
		return;
	first = max(first, vma->vm_pgoff);
	last = min(last, end_index);
	start = vma->vm_start + ((first - vma->vm_pgoff) << PAGE_SHIFT);
	end = vma->vm_start + ((last - vma->vm_pgoff + 1) << PAGE_SHIFT);
	clear_area(&batch, start, end);
}

/*
 * The areas are held in place by the list's lock, as whoever takes one off it waits; so
 * nothing here may sleep but the rescheduling between batches, which the lock forbids too.
 */
void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t len, int even_cows)
{
	unsigned long first = (start + PAGE_SIZE - 1) >> PAGE_SHIFT;
	unsigned long last = len ? (start + len - 1) >> PAGE_SHIFT : -1ul;
	struct vm_area_struct *vma;

	spin_lock(&mapping->i_mmap_lock);
	list_for_each_entry (vma, &mapping->i_mmap, shared)
		unmap_file_pages(vma, first, last, even_cows);
	spin_unlock(&mapping->i_mmap_lock);
}
EXPORT_SYMBOL(unmap_mapping_range);

/* ---- fork ---- */

static bool copies_on_write(const struct vm_area_struct *vma)
{
	return (vma->vm_flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
}

static int copy_entry(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
		      pte_t *from, pte_t *to)
{
	pte_t pte = *from;
	struct page *page;

	if (!pte_present(pte)) {
		if (swap_pte_dup(pte, mm))
			return -ENOMEM;
		inc_mm_counter(mm, MM_SWAPENTS);
		set_pte(to, pte);
		return 0;
	}
	if (copies_on_write(vma) && pte_write(pte)) {
		pte = pte_wrprotect(pte);
		set_pte(from, pte);
	}
	if (vma->vm_flags & VM_SHARED)
		pte = pte_mkclean(pte);
	page = vm_normal_page(vma, addr, pte);
	if (page) {
		atomic_inc(&page->_refcount);
		page_dup_rmap(page);
		inc_mm_counter(mm, PageAnon(page) ? MM_ANONPAGES : MM_FILEPAGES);
	}
	set_pte(to, pte_mkold(pte));
	return 0;
}

/* mm is nobody else's yet, so its own lock is not needed. */
static int copy_entries(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			unsigned long end, pte_t *from, pte_t *to)
{
	int err = 0;

	spin_lock(&vma->vm_mm->page_table_lock);
	for (; addr < end && !err; addr += PAGE_SIZE, from++, to++)
		if (!pte_none(*from))
			err = copy_entry(mm, vma, addr, from, to);
	spin_unlock(&vma->vm_mm->page_table_lock);
	return err;
}

/* A file's pages without copies of ours come back by faults; a driver's may not. */
static bool needs_copy(const struct vm_area_struct *vma)
{
	return vma->anon_vma || vma->vm_flags & (VM_PFNMAP | VM_MIXEDMAP);
}

int copy_page_range(struct mm_struct *to, struct vm_area_struct *vma)
{
	unsigned long addr, stop;
	pte_t *from, *into;
	int err = 0;

	if (!needs_copy(vma))
		return 0;
	for (addr = vma->vm_start; addr < vma->vm_end && !err; addr = stop) {
		stop = min(vma->vm_end, (addr & PGDIR_MASK) + PGDIR_SIZE);
		from = pte_lookup(vma->vm_mm, addr);
		if (!from)
			continue;
		into = pte_alloc_map(to, addr);
		if (!into)
			return -ENOMEM;
		err = copy_entries(to, vma, addr, stop, from, into);
	}
	return err;
}
