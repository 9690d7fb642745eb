/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * swap: page table entries that lead to a swap area: the fault that brings the page back,
 * and what fork() and the end of a process do with them.
 *
 * 1. Purpose. A program that touches what was swapped out shall not notice.
 *
 * 2. Structures. An entry that is not present and not 0 has a place's area and number
 *    (asm/pgtable.h), and one of the place's counts.
 *
 * 3. Invariants. Nothing is written to a page that somebody else has as well, or may fetch
 *    from the disk: so a page that is written comes out of the swap cache if the program is
 *    the only one that has it, and else is copied by the next fault (mm/memory.c).
 *
 * 4. Locking and context. mmap_lock, then the page's lock, then page_table_lock.
 *
 * 5. Failure. The disk does not give it back: VM_FAULT_SIGBUS. No memory: VM_FAULT_OOM.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>

#include "mm_internal.h"

static bool still_there(struct vm_fault *vmf)
{
	bool same;

	spin_lock(&vmf->vma->vm_mm->page_table_lock);
	same = pte_same(*vmf->pte, vmf->orig_pte);
	spin_unlock(&vmf->vma->vm_mm->page_table_lock);
	return same;
}

/* With the page's lock and page_table_lock: the entry shows it, and the place has one less. */
static void show(struct vm_fault *vmf, struct page *page, swp_entry_t entry)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t pte = mk_pte(page, pgprot_readonly(vma->vm_page_prot));

	dec_mm_counter(vma->vm_mm, MM_SWAPENTS);
	inc_mm_counter(vma->vm_mm, MM_ANONPAGES);
	swap_free(entry);
	/* the caller's reference is not the entry's: 2 are his and the cache's */
	if (vmf->flags & FAULT_FLAG_WRITE && vma->vm_flags & VM_WRITE && !page_mapped(page) &&
	    remove_exclusive_swap_page(page))
		pte = pte_mkdirty(pte_mkwrite(pte));
	get_page(page);
	page_add_anon_rmap(page, vma, vmf->address);
	set_pte(vmf->pte, pte_mkyoung(pte));
}

vm_fault_t do_swap_page(struct vm_fault *vmf)
{
	swp_entry_t entry = pte_to_swp_entry(vmf->orig_pte);
	struct page *page = lookup_swap_cache(entry);
	vm_fault_t ret = 0;

	if (anon_vma_prepare(vmf->vma))
		ret = VM_FAULT_OOM;
	if (!ret && !page) {
		ret = VM_FAULT_MAJOR;
		page = read_swap_cache(entry, vmf->gfp_mask);
		if (!page)
			return still_there(vmf) ? VM_FAULT_OOM : 0;
		swapin_readahead(entry, vmf->gfp_mask);
	}
	if (ret & VM_FAULT_OOM) {
		if (page)
			put_page(page);
		return ret;
	}
	mark_page_accessed(page);
	lock_page(page);
	spin_lock(&vmf->vma->vm_mm->page_table_lock);
	if (!pte_same(*vmf->pte, vmf->orig_pte))
		ret &= ~VM_FAULT_MAJOR; /* somebody was faster */
	else if (!PageUptodate(page))
		ret = VM_FAULT_SIGBUS;
	else
		show(vmf, page, entry);
	spin_unlock(&vmf->vma->vm_mm->page_table_lock);
	unlock_page(page);
	put_page(page);
	return ret;
}

void swap_pte_free(pte_t pte)
{
	swap_free(pte_to_swp_entry(pte));
}

int swap_pte_dup(pte_t pte, struct mm_struct *to)
{
	return swap_duplicate(pte_to_swp_entry(pte)) ? 0 : -ENOMEM;
}
