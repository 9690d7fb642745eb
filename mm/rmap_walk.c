/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rmap_walk: who uses this page, and taking it from them. The theory is mm/rmap.c's.
 *
 * The page is locked: no new area comes to show it but by fork(), whose entries point to the
 * same list. What cannot be taken this moment is left; reclaim will come again.
 */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rcupdate.h>
#include <linux/rmap.h>
#include <linux/swap.h>
#include <asm/pgtable.h>

/* True: go on. entry shows the page; page_table_lock is held. */
typedef bool (*rmap_fn)(struct page *page, struct vm_area_struct *vma, unsigned long addr,
			pte_t *entry, void *data);

static bool walk_vma(struct page *page, struct vm_area_struct *vma, rmap_fn fn, void *data)
{
	unsigned long addr = page_address_in_vma(page, vma);
	struct mm_struct *mm = vma->vm_mm;
	bool more = true;
	pte_t *entry;

	if (addr == (unsigned long)-EFAULT)
		return true;
	spin_lock(&mm->page_table_lock);
	entry = pte_lookup(mm, addr);
	if (entry && pte_present(*entry) && !pte_special(*entry) &&
	    pte_pfn(*entry) == page_to_pfn(page))
		more = fn(page, vma, addr, entry, data);
	spin_unlock(&mm->page_table_lock);
	return more;
}

/*
 * The anon_vma may have been freed, and be another's by now; its memory is one as long as we
 * look. Whoever is mapped under its lock is where it says.
 */
static struct anon_vma *lock_anon_vma(struct page *page)
{
	unsigned long mapping;
	struct anon_vma *anon_vma = NULL;

	rcu_read_lock();
	mapping = (unsigned long)READ_ONCE(page->mapping);
	if (mapping & PAGE_MAPPING_ANON && page_mapped(page)) {
		anon_vma = (struct anon_vma *)(mapping - PAGE_MAPPING_ANON);
		spin_lock(&anon_vma->lock);
		if (!page_mapped(page)) {
			spin_unlock(&anon_vma->lock);
			anon_vma = NULL;
		}
	}
	rcu_read_unlock();
	return anon_vma;
}

static void walk_anon(struct page *page, rmap_fn fn, void *data)
{
	struct anon_vma *anon_vma = lock_anon_vma(page);
	struct vm_area_struct *vma;

	if (!anon_vma)
		return;
	list_for_each_entry (vma, &anon_vma->head, anon_vma_node)
		if (!walk_vma(page, vma, fn, data))
			break;
	spin_unlock(&anon_vma->lock);
}

static void walk_file(struct page *page, rmap_fn fn, void *data)
{
	struct address_space *mapping = page->mapping;
	struct vm_area_struct *vma;

	if (!mapping)
		return;
	spin_lock(&mapping->i_mmap_lock);
	list_for_each_entry (vma, &mapping->i_mmap, shared)
		if (!walk_vma(page, vma, fn, data))
			break;
	spin_unlock(&mapping->i_mmap_lock);
}

static void walk(struct page *page, rmap_fn fn, void *data)
{
	if (PageAnon(page))
		walk_anon(page, fn, data);
	else
		walk_file(page, fn, data);
}

/* ---- used? ---- */

/* The TLB must forget it, or the processor would not note the next use. */
static bool take_young(struct page *page, struct vm_area_struct *vma, unsigned long addr,
		       pte_t *entry, void *data)
{
	unsigned int *referenced = data;

	if (vma->vm_flags & VM_LOCKED)
		++*referenced;
	if (!pte_young(*entry))
		return true;
	__atomic_and_fetch(&entry->pte, ~_PAGE_ACCESSED, __ATOMIC_SEQ_CST);
	flush_tlb_page(vma, addr);
	++*referenced;
	return true;
}

unsigned int page_referenced(struct page *page)
{
	unsigned int referenced = test_and_clear_bit(PG_referenced, &page->flags);

	if (page_mapped(page))
		walk(page, take_young, &referenced);
	return referenced;
}

/* ---- clean ---- */

/* The next write to it faults, and makes the page dirty again. */
static bool make_clean(struct page *page, struct vm_area_struct *vma, unsigned long addr,
		       pte_t *entry, void *data)
{
	pte_t old;

	if (!pte_dirty(*entry) && !pte_write(*entry))
		return true;
	old = ptep_get_and_clear(entry);
	set_pte(entry, pte_mkclean(pte_wrprotect(old)));
	flush_tlb_page(vma, addr);
	*(bool *)data |= pte_dirty(old);
	return true;
}

bool page_mkclean(struct page *page)
{
	bool dirty = false;

	WARN_ON(!PageLocked(page));
	if (page_mapped(page) && !PageAnon(page))
		walk(page, make_clean, &dirty);
	return dirty;
}

/* ---- taking ---- */

/* The entry leads to the disk from now on. False: its count is at its end. */
static bool lead_to_swap(struct page *page, struct mm_struct *mm, pte_t *entry)
{
	swp_entry_t place = {page_private(page)};

	if (!swap_duplicate(place))
		return false;
	set_pte(entry, swp_entry_to_pte(place));
	dec_mm_counter(mm, MM_ANONPAGES);
	inc_mm_counter(mm, MM_SWAPENTS);
	return true;
}

static bool take_away(struct page *page, struct vm_area_struct *vma, unsigned long addr,
		      pte_t *entry, void *data)
{
	struct mm_struct *mm = vma->vm_mm;
	pte_t old;

	if (vma->vm_flags & VM_LOCKED)
		return false;
	old = ptep_get_and_clear(entry);
	flush_tlb_page(vma, addr);
	if (PageAnon(page)) {
		if (pte_dirty(old))
			SetPageDirty(page);
		if (!lead_to_swap(page, mm, entry)) {
			set_pte(entry, old);
			return false;
		}
	} else {
		if (pte_dirty(old))
			set_page_dirty(page);
		dec_mm_counter(mm, MM_FILEPAGES);
	}
	page_remove_rmap(page);
	put_page(page);
	return page_mapped(page);
}

bool try_to_unmap(struct page *page)
{
	WARN_ON(!PageLocked(page));
	if (!PageAnon(page) || PageSwapCache(page))
		walk(page, take_away, NULL);
	return !page_mapped(page);
}
