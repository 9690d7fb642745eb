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
	long anon, file, swap;	  /* of each so many went that rss_stat still counts */
	unsigned int nr;
	struct page *pages[BATCH];
};

static void batch_init(struct batch *batch, struct vm_area_struct *vma, bool file_only)
{
	batch->vma = vma;
	batch->start = ~0ul;
	batch->end = 0;
	batch->file_only = file_only;
	batch->anon = batch->file = batch->swap = 0;
	batch->nr = 0;
}

/* What the program can still reach by a TLB goes only when none shows it any more. */
static void flush_batch(struct batch *batch)
{
	unsigned int i;

	if (batch->end > batch->start)
		flush_tlb_range(batch->vma, batch->start, batch->end);
	for (i = 0; i < batch->nr; i++)
		if (PageSwapCache(batch->pages[i]))
			free_swap_cache(batch->pages[i]);
	release_pages(batch->pages, batch->nr);
	batch->nr = 0;
	batch->start = ~0ul;
	batch->end = 0;
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

	if (!page)
		return;
	if (PageAnon(page)) {
		batch->anon++;
	} else {
		if (pte_dirty(pte) && page->mapping)
			set_page_dirty(page);
		batch->file++;
	}
	page_remove_rmap(page);
	batch->pages[batch->nr++] = page;
}

static void clear_entry(struct batch *batch, pte_t *pte, unsigned long addr)
{
	pte_t old;

	if (batch->file_only && is_copy(batch, addr, *pte))
		return;
	old = ptep_get_and_clear(pte);
	if (batch->start > addr)
		batch->start = addr;
	batch->end = addr + PAGE_SIZE;
	if (likely(pte_present(old))) {
		drop_page(batch, addr, old);
	} else {
		batch->swap++;
		swap_pte_free(old);
	}
}

static void note_gone(struct batch *batch)
{
	struct mm_struct *mm = batch->vma->vm_mm;

	add_mm_counter(mm, MM_ANONPAGES, -batch->anon);
	add_mm_counter(mm, MM_FILEPAGES, -batch->file);
	add_mm_counter(mm, MM_SWAPENTS, -batch->swap);
	batch->anon = batch->file = batch->swap = 0;
}

/* Of one page table, until the batch is full; how far it came. */
static unsigned long clear_entries(struct batch *batch, pte_t *pte, unsigned long addr,
				   unsigned long end)
{
	pte_t *stop = pte + ((end - addr) >> PAGE_SHIFT), *next;

	spin_lock(&batch->vma->vm_mm->page_table_lock);
	for (; pte < stop && batch->nr < BATCH; pte++, addr += PAGE_SIZE) {
		if (pte_none(*pte)) {
			next = pte_skip_none(pte, stop);
			addr += (next - pte) << PAGE_SHIFT;
			pte = next;
			if (pte == stop)
				break;
		}
		clear_entry(batch, pte, addr);
	}
	note_gone(batch);
	spin_unlock(&batch->vma->vm_mm->page_table_lock);
	return addr;
}

/* The last batch is left to the caller. */
static void clear_area(struct batch *batch, unsigned long start, unsigned long end)
{
	unsigned long addr = start, stop;
	pte_t *pte;

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
}

void unmap_range(struct vm_area_struct *first, unsigned long start, unsigned long end)
{
	struct batch batch;
	struct vm_area_struct *vma;

	batch_init(&batch, first, false);
	for (vma = first; vma && vma->vm_start < end; vma = vma->vm_next) {
		batch.vma = vma;
		clear_area(&batch, max(start, vma->vm_start), min(end, vma->vm_end));
	}
	flush_batch(&batch);
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
	struct batch batch;
	unsigned long end_index = vma->vm_pgoff + vma_pages(vma) - 1, start, end;

	if (first > end_index || last < vma->vm_pgoff)
		return;
	first = max(first, vma->vm_pgoff);
	last = min(last, end_index);
	start = vma->vm_start + ((first - vma->vm_pgoff) << PAGE_SHIFT);
	end = vma->vm_start + ((last - vma->vm_pgoff + 1) << PAGE_SHIFT);
	batch_init(&batch, vma, !even_cows);
	clear_area(&batch, start, end);
	flush_batch(&batch);
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

/* How many pages of each kind the child got. */
struct copied {
	long anon, file, swap;
};

static int copy_entry(struct mm_struct *mm, struct vm_area_struct *vma, bool cow,
		      unsigned long addr, pte_t *from, pte_t *to, struct copied *copied)
{
	pte_t pte = *from;
	struct page *page;

	if (unlikely(!pte_present(pte))) {
		if (swap_pte_dup(pte, mm))
			return -ENOMEM;
		copied->swap++;
		set_pte(to, pte);
		return 0;
	}
	if (cow && pte_write(pte)) {
		pte = pte_wrprotect(pte);
		set_pte(from, pte);
	}
	if (vma->vm_flags & VM_SHARED)
		pte = pte_mkclean(pte);
	page = vm_normal_page(vma, addr, pte);
	if (page) {
		atomic_inc(&page->_refcount);
		page_dup_rmap(page);
		*(PageAnon(page) ? &copied->anon : &copied->file) += 1;
	}
	set_pte(to, pte_mkold(pte));
	return 0;
}

/* mm is nobody else's yet, so its own lock is not needed. */
static int copy_entries(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr,
			unsigned long end, pte_t *from, pte_t *to)
{
	pte_t *first = from, *stop = from + ((end - addr) >> PAGE_SHIFT);
	struct copied copied = {0};
	bool cow = copies_on_write(vma);
	int err = 0;

	spin_lock(&vma->vm_mm->page_table_lock);
	for (; from < stop && !err; from++) {
		if (pte_none(*from)) {
			from = pte_skip_none(from, stop);
			if (from == stop)
				break;
		}
		err = copy_entry(mm, vma, cow, addr + ((from - first) << PAGE_SHIFT), from,
				 to + (from - first), &copied);
	}
	spin_unlock(&vma->vm_mm->page_table_lock);
	add_mm_counter(mm, MM_ANONPAGES, copied.anon);
	add_mm_counter(mm, MM_FILEPAGES, copied.file);
	add_mm_counter(mm, MM_SWAPENTS, copied.swap);
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
