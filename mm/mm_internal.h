/* SPDX-License-Identifier: GPL-2.0-only */
/* mm_internal: what the files of programs' memory share: mmap, vma, memory and their kin. */
#ifndef MM_MM_INTERNAL_H
#define MM_MM_INTERNAL_H

#include <linux/mm.h>

/* vma.c. mmap_lock for writing, all of them. */
struct vm_area_struct *vma_alloc(struct mm_struct *mm);		  /* NULL: no memory; zeroed */
struct vm_area_struct *vma_dup(const struct vm_area_struct *vma); /* in no list; file not held */
void vma_free(struct vm_area_struct *vma);
/* What the area holds: the file, the driver's count, reverse mapping. */
void vma_hold(struct vm_area_struct *vma);
void vma_release(struct vm_area_struct *vma);
void vma_insert(struct mm_struct *mm, struct vm_area_struct *vma);
void vma_remove(struct mm_struct *mm, struct vm_area_struct *vma);
/* Of a file's area: in the list by which its pages are found. */
void vma_link_file(struct vm_area_struct *vma);
void vma_unlink_file(struct vm_area_struct *vma);
/* Two areas at addr. vma stays the lower one. 0 or -errno. */
int split_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr);
/* The areas that touch [start, end) begin and end there. */
int split_at_both(struct mm_struct *mm, unsigned long start, unsigned long end);
/* Join vma with its neighbours where they are alike; the area that now holds its range. */
struct vm_area_struct *vma_join(struct mm_struct *mm, struct vm_area_struct *vma);
/*
 * Let an area that ends at start, or begins at end, grow over [start, end) if it is of the
 * same kind; NULL: there is none.
 */
struct vm_area_struct *vma_grow_over(struct mm_struct *mm, unsigned long start, unsigned long end,
				     unsigned long flags, struct file *file, unsigned long pgoff);
void vma_account(struct mm_struct *mm, unsigned long flags, long pages);
/* May the process have so many pages more? */
bool may_expand_vm(struct mm_struct *mm, unsigned long flags, unsigned long pages);

/* memory.c. page_table_lock is taken inside. */
void unmap_range(struct vm_area_struct *first, unsigned long start, unsigned long end);
void free_page_tables(struct mm_struct *mm, unsigned long start, unsigned long end,
		      unsigned long floor, unsigned long ceiling);
int copy_page_range(struct mm_struct *to, struct vm_area_struct *vma);
/* The page that entry shows and that is counted; NULL: a frame of a device, the zero page. */
static inline struct page *vm_normal_page(struct vm_area_struct *vma, unsigned long addr, pte_t pte)
{
	if (unlikely(pte_special(pte)))
		return NULL;
	return pfn_valid(pte_pfn(pte)) ? pte_page(pte) : NULL;
}

#define MAX_AROUND 16 /* pages that one fault may show */

/* Of a page that is not the program's own: a first write to it is to be noticed. */
static inline pgprot_t file_pgprot(const struct vm_area_struct *vma, bool write)
{
	if (!write && (!(vma->vm_flags & VM_SHARED) || vma_asks_to_write(vma)))
		return pgprot_readonly(vma->vm_page_prot);
	return vma->vm_page_prot;
}

/* page_table_lock is held: there are more pages than before. */
static inline void note_rss(struct mm_struct *mm)
{
	unsigned long rss = get_mm_rss(mm);

	if (rss > mm->hiwater_rss)
		mm->hiwater_rss = rss;
}

/* swap.c: of entries that lead to swap. */
vm_fault_t do_swap_page(struct vm_fault *vmf);
void swap_pte_free(pte_t pte);
int swap_pte_dup(pte_t pte, struct mm_struct *to); /* -ENOMEM */

/* shared_anon.c: MAP_SHARED | MAP_ANONYMOUS. 0 or -ENOMEM. */
int shared_anon_setup(struct vm_area_struct *vma);

/* pgtable.c. In lowmem, all zero, as it has to be when it is given back. NULL: no memory. */
struct page *table_alloc(void);
void table_free(struct page *page);

/* mm_struct.c: every page directory that shows the kernel. */
int pgd_alloc(struct mm_struct *mm);
void pgd_free(struct mm_struct *mm);

#endif
