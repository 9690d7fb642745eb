/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * memory: the page tables of programs, and the faults that fill them.
 *
 * 1. Purpose. A program's pages come when they are touched, not when they are asked for,
 *    and are shared as long as nobody writes.
 *
 * 2. Structures. Two levels (SDM 3A 4.3). What an entry of a page table can be:
 *
 *	0                         never touched, or given back
 *	present, RW               the program's own, or shared with leave to write
 *	present, not RW           to be read; or to be copied at the first write (COW)
 *	PROTNONE                  there, but the area forbids all access
 *	SPECIAL (a bit of ours)   a frame without a count: a device's, or the page of zeros
 *	not present, not 0        swapped out
 *
 *    Who faults on what:
 *
 *	none     anonymous, read   the page of zeros          file, read   the file's page
 *	         anonymous, write  a new page                 private      a copy of it
 *	                                                      shared       the file's, writable
 *	not RW   anonymous, nobody else has it: RW now        file shared  page_mkwrite, RW
 *	         else a copy
 *
 * 3. Invariants. Each entry that shows a counted page has a reference to it and one of its
 *    _mapcount, and is counted in rss_stat. A page table bears PG_table and is counted in
 *    pgtables_bytes. TLBs forget an entry before its page is freed.
 *
 * 4. Locking and context. mmap_lock for reading at least, from the fault to the entry;
 *    page_table_lock to change an entry, and to look at it for the last time before.
 *    Process context.
 *
 * 5. Failure. No memory: VM_FAULT_OOM. Beyond the end of a file, or what ->fault() says:
 *    VM_FAULT_SIGBUS.
 */
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <linux/vmstat.h>
#include <asm/pgtable.h>
#include <asm/tlbflush.h>

#include "lru.h"
#include "mm_internal.h"

#define AROUND_BYTES (MAX_AROUND * PAGE_SIZE)

static u8 zeros[PAGE_SIZE] __section(".bss..page_aligned") __aligned(PAGE_SIZE);
struct page *empty_zero_page;
EXPORT_SYMBOL(empty_zero_page);

static int __init zero_page_init(void)
{
	empty_zero_page = virt_to_page(zeros);
	return 0;
}
core_initcall(zero_page_init);

/* ---- page tables ---- */

static pte_t *new_table(struct mm_struct *mm, pgd_t *pgd)
{
	struct page *page = table_alloc();

	if (!page)
		return NULL;
	spin_lock(&mm->page_table_lock);
	if (pgd_none(*pgd)) {
		set_pgd(pgd, __pgd((u32)page_to_phys(page) | _PAGE_PRESENT | _PAGE_RW | _PAGE_USER |
				   _PAGE_ACCESSED));
		mm->pgtables_bytes += PAGE_SIZE;
		page = NULL;
	}
	spin_unlock(&mm->page_table_lock);
	if (page)
		table_free(page);
	return pgd_page_vaddr(*pgd);
}

pte_t *pte_alloc_map(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);
	pte_t *table = pgd_none(*pgd) ? new_table(mm, pgd) : pgd_page_vaddr(*pgd);

	return table ? table + pte_index(addr) : NULL;
}

pte_t *pte_lookup(struct mm_struct *mm, unsigned long addr)
{
	pgd_t *pgd = pgd_offset(mm, addr);

	return pgd_none(*pgd) ? NULL : pte_offset_kernel(pgd, addr);
}

static void free_table(struct mm_struct *mm, pgd_t *pgd)
{
	struct page *page = virt_to_page(pgd_page_vaddr(*pgd));

	/* rmap_walk.c may be looking for a page of another process's that was this one's, too */
	spin_lock(&mm->page_table_lock);
	set_pgd(pgd, __pgd(0));
	mm->pgtables_bytes -= PAGE_SIZE;
	spin_unlock(&mm->page_table_lock);
	table_free(page);
}

/* Tables for [start, end) that serve nothing between floor and ceiling. Nothing uses them. */
void free_page_tables(struct mm_struct *mm, unsigned long start, unsigned long end,
		      unsigned long floor, unsigned long ceiling)
{
	unsigned long at;

	for (at = start & PGDIR_MASK; at < end && at >= (start & PGDIR_MASK); at += PGDIR_SIZE)
		if (at >= floor && at + PGDIR_SIZE - 1 < ceiling && !pgd_none(*pgd_offset(mm, at)))
			free_table(mm, pgd_offset(mm, at));
}

static int counter_of(const struct page *page)
{
	return PageAnon(page) ? MM_ANONPAGES : MM_FILEPAGES;
}

/* ---- faults: nothing there ---- */

/* The entry, when it is still what it was; else NULL, and the lock is not held. */
static pte_t *lock_entry(struct vm_fault *vmf)
{
	spin_lock(&vmf->vma->vm_mm->page_table_lock);
	if (likely(pte_same(*vmf->pte, vmf->orig_pte)))
		return vmf->pte;
	spin_unlock(&vmf->vma->vm_mm->page_table_lock);
	return NULL;
}

static void unlock_entry(struct vm_fault *vmf)
{
	spin_unlock(&vmf->vma->vm_mm->page_table_lock);
}

static vm_fault_t show_zeros(struct vm_fault *vmf)
{
	pte_t pte = pte_mkspecial(mk_pte(empty_zero_page, pgprot_readonly(vmf->vma->vm_page_prot)));

	if (lock_entry(vmf)) {
		set_pte(vmf->pte, pte);
		unlock_entry(vmf);
	}
	return 0;
}

/* A page of vma's own takes the entry's place, unless somebody was faster. */
static void show_own_page(struct vm_fault *vmf, struct page *page)
{
	struct vm_area_struct *vma = vmf->vma;
	pte_t pte = mk_pte(page, vma->vm_page_prot);

	if (vma->vm_flags & VM_WRITE)
		pte = pte_mkdirty(pte_mkwrite(pte));
	if (!lock_entry(vmf)) {
		put_page(page);
		return;
	}
	inc_mm_counter(vma->vm_mm, MM_ANONPAGES);
	page_add_new_anon_rmap(page, vma, vmf->address);
	lru_cache_add(page);
	set_pte(vmf->pte, pte);
	note_rss(vma->vm_mm);
	unlock_entry(vmf);
}

static vm_fault_t anonymous_fault(struct vm_fault *vmf)
{
	struct page *page;

	if (!(vmf->flags & FAULT_FLAG_WRITE))
		return show_zeros(vmf);
	if (unlikely(anon_vma_prepare(vmf->vma)))
		return VM_FAULT_OOM;
	page = alloc_page(GFP_HIGHUSER_MOVABLE | __GFP_ZERO);
	if (!page)
		return VM_FAULT_OOM;
	show_own_page(vmf, page);
	return 0;
}

/* What drivers had up to 4.10, and up to 2.6.22. */
static vm_fault_t call_older_fault(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	int type = VM_FAULT_MINOR;

	if (ops->__fault_4_10)
		return ops->__fault_4_10(vmf->vma, vmf);
	vmf->page = ops->nopage(vmf->vma, vmf->address, &type);
	if (vmf->page == NOPAGE_SIGBUS)
		return VM_FAULT_SIGBUS;
	return vmf->page == NOPAGE_OOM ? VM_FAULT_OOM : 0;
}

/* ->fault() gives vmf->page, with a reference; locked when this returns, so that it stays there. */
static vm_fault_t call_fault(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	vm_fault_t ret = ops->fault ? ops->fault(vmf) : call_older_fault(vmf);

	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		return ret;
	if (!(ret & VM_FAULT_LOCKED))
		lock_page(vmf->page);
	return ret & ~VM_FAULT_LOCKED;
}

static void put_locked_page(struct page *page)
{
	unlock_page(page);
	put_page(page);
}

static vm_fault_t private_write_fault(struct vm_fault *vmf)
{
	struct page *copy;
	vm_fault_t ret;

	if (anon_vma_prepare(vmf->vma))
		return VM_FAULT_OOM;
	copy = alloc_page(GFP_HIGHUSER_MOVABLE);
	if (!copy)
		return VM_FAULT_OOM;
	vmf->cow_page = copy;
	ret = call_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY)) {
		put_page(copy);
		return ret;
	}
	copy_user_highpage(copy, vmf->page, vmf->address, vmf->vma);
	show_own_page(vmf, copy);
	put_locked_page(vmf->page);
	return ret;
}

/* May the program write to the shared page from now on? It is locked when there was no error. */
static vm_fault_t make_writable(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	bool asks = vma_asks_to_write(vmf->vma);
	struct page *page = vmf->page;
	vm_fault_t ret = 0;

	if (asks)
		ret = ops->page_mkwrite ? ops->page_mkwrite(vmf)
					: ops->__page_mkwrite_4_10(vmf->vma, vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE))
		return ret;
	if (!(ret & VM_FAULT_LOCKED))
		lock_page(page);
	if (page->mapping && !PageAnon(page)) {
		set_page_dirty(page);
	} else if (unlikely(asks && !(ret & VM_FAULT_LOCKED) && !page->mapping)) {
		unlock_page(page);
		return VM_FAULT_NOPAGE; /* out of its file meanwhile: the access tries again */
	}
	return 0;
}

/* Locked, and afterwards not: once the entry can be taken away the page may be, too. */
static void show_file_page(struct vm_fault *vmf, bool write)
{
	struct mm_struct *mm = vmf->vma->vm_mm;
	pte_t pte = mk_pte(vmf->page, file_pgprot(vmf->vma, write));

	if (write)
		pte = pte_mkdirty(pte);
	if (!lock_entry(vmf)) {
		put_locked_page(vmf->page);
		return;
	}
	inc_mm_counter(mm, counter_of(vmf->page));
	page_add_file_rmap(vmf->page);
	set_pte(vmf->pte, pte);
	note_rss(mm);
	unlock_page(vmf->page);
	unlock_entry(vmf);
}

/* What is read once is often read on: pages around it that are in memory are shown with it. */
static vm_fault_t fault_around(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	unsigned long base = vmf->address & ~(AROUND_BYTES - 1);
	unsigned long start = max(base, vma->vm_start);
	unsigned long last = min(base + (AROUND_BYTES - 1), vma->vm_end - 1);

	return vma->vm_ops->map_pages(vmf, linear_page_index(vma, start),
				      linear_page_index(vma, last) + 1);
}

static vm_fault_t file_fault(struct vm_fault *vmf)
{
	const struct vm_operations_struct *ops = vmf->vma->vm_ops;
	bool write = vmf->flags & FAULT_FLAG_WRITE;
	vm_fault_t ret, more;

	if (!ops->fault && !ops->__fault_4_10 && !ops->nopage)
		return VM_FAULT_SIGBUS;
	if (write && !(vmf->vma->vm_flags & VM_SHARED))
		return private_write_fault(vmf);
	if (!write && ops->map_pages && fault_around(vmf) & VM_FAULT_NOPAGE)
		return 0;
	ret = call_fault(vmf);
	if (ret & (VM_FAULT_ERROR | VM_FAULT_NOPAGE | VM_FAULT_RETRY))
		return ret;
	if (write) {
		unlock_page(vmf->page);
		more = make_writable(vmf);
		if (more) {
			put_page(vmf->page);
			return more;
		}
	}
	show_file_page(vmf, write);
	return ret;
}

/* ---- faults: not to be written yet ---- */

/* lock_entry() has succeeded. */
static void allow_write(struct vm_fault *vmf)
{
	set_pte(vmf->pte, pte_mkwrite(pte_mkdirty(pte_mkyoung(vmf->orig_pte))));
	flush_tlb_page(vmf->vma, vmf->address);
	unlock_entry(vmf);
}

static vm_fault_t shared_write_fault(struct vm_fault *vmf, struct page *page)
{
	vm_fault_t ret;

	if (page) {
		get_page(page);
		vmf->page = page;
		unlock_entry(vmf);
		ret = make_writable(vmf);
		if (!ret && lock_entry(vmf))
			allow_write(vmf);
		if (!ret)
			unlock_page(page);
		put_page(page);
		return ret;
	}
	allow_write(vmf);
	return 0;
}

/* old is NULL: the page of zeros, or a frame of a device, which is read through the window. */
static void fill_copy(struct vm_fault *vmf, struct page *old, struct page *copy)
{
	void *to, *from;

	if (old) {
		copy_user_highpage(copy, old, vmf->address, vmf->vma);
		return;
	}
	to = kmap_atomic(copy);
	if (pte_pfn(vmf->orig_pte) == page_to_pfn(empty_zero_page)) {
		clear_page(to);
	} else {
		from = kmap_atomic_pfn(pte_pfn(vmf->orig_pte));
		copy_page(to, from);
		kunmap_atomic(from);
	}
	kunmap_atomic(to);
}

/* Has a reference to old, if there is one; gives it back. */
static vm_fault_t copy_on_write(struct vm_fault *vmf, struct page *old)
{
	struct vm_area_struct *vma = vmf->vma;
	struct page *copy = NULL;
	pte_t pte;

	if (!anon_vma_prepare(vma))
		copy = alloc_page(GFP_HIGHUSER_MOVABLE);
	if (!copy) {
		if (old)
			put_page(old);
		return VM_FAULT_OOM;
	}
	fill_copy(vmf, old, copy);
	if (!lock_entry(vmf)) {
		put_page(copy);
		if (old)
			put_page(old);
		return 0;
	}
	if (old) {
		dec_mm_counter(vma->vm_mm, counter_of(old));
		page_remove_rmap(old);
	}
	inc_mm_counter(vma->vm_mm, MM_ANONPAGES);
	page_add_new_anon_rmap(copy, vma, vmf->address);
	lru_cache_add(copy);
	pte = pte_mkdirty(pte_mkwrite(mk_pte(copy, vma->vm_page_prot)));
	set_pte(vmf->pte, pte);
	flush_tlb_page(vma, vmf->address);
	unlock_entry(vmf);
	if (old) {
		put_page(old); /* the entry's */
		put_page(old);
	}
	return 0;
}

/*
 * Nobody but this entry holds it: what a fork has left to one of the two. What has come back
 * from swap loses its place there, as that is not the same any more in a moment.
 */
static bool is_ours_alone(struct page *page)
{
	bool ours;

	if (!PageAnon(page))
		return false;
	if (!PageSwapCache(page))
		return page_ref_count(page) == 1;
	if (!trylock_page(page))
		return false;
	ours = remove_exclusive_swap_page(page);
	unlock_page(page);
	return ours;
}

static vm_fault_t write_fault(struct vm_fault *vmf)
{
	struct vm_area_struct *vma = vmf->vma;
	struct page *page;

	if (!lock_entry(vmf))
		return 0;
	page = vm_normal_page(vma, vmf->address, vmf->orig_pte);
	if ((vma->vm_flags & (VM_SHARED | VM_WRITE)) == (VM_SHARED | VM_WRITE))
		return shared_write_fault(vmf, page);
	if (page && is_ours_alone(page)) {
		allow_write(vmf);
		return 0;
	}
	if (page)
		get_page(page);
	unlock_entry(vmf);
	return copy_on_write(vmf, page);
}

/* Present and allowed: the TLB was behind, or the bits are. */
static void touch(struct vm_fault *vmf)
{
	pte_t pte = pte_mkyoung(vmf->orig_pte);

	if (vmf->flags & FAULT_FLAG_WRITE)
		pte = pte_mkdirty(pte);
	if (!lock_entry(vmf))
		return;
	set_pte(vmf->pte, pte);
	flush_tlb_page(vmf->vma, vmf->address);
	unlock_entry(vmf);
}

vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long addr, unsigned int flags)
{
	struct vm_fault vmf = {
	    .vma = vma,
	    .gfp_mask = GFP_HIGHUSER_MOVABLE,
	    .address = addr & PAGE_MASK,
	    .real_address = addr,
	    .flags = flags,
	    .pgoff = linear_page_index(vma, addr),
	    .pmd = pgd_offset(vma->vm_mm, addr),
	    .pte = pte_alloc_map(vma->vm_mm, addr),
	};

	if (!vmf.pte)
		return VM_FAULT_OOM;
	vmf.orig_pte = *vmf.pte;
	if (pte_none(vmf.orig_pte))
		return vma_is_anonymous(vma) ? anonymous_fault(&vmf) : file_fault(&vmf);
	if (!pte_present(vmf.orig_pte))
		return do_swap_page(&vmf);
	if (flags & FAULT_FLAG_WRITE && !pte_write(vmf.orig_pte))
		return write_fault(&vmf);
	touch(&vmf);
	return 0;
}
EXPORT_SYMBOL(handle_mm_fault);
