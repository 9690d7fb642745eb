/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rmap: from a page to the page table entries that show it.
 *
 * 1. Purpose. To take a page away from its users, or to ask whether they use it, one has
 *    to find them.
 *
 * 2. Structures. The areas that may show a page, rather than a list of entries a page:
 *
 *	anonymous   page->mapping -> anon_vma -> [vma]-[vma of the child]-...
 *	a file's    page->mapping -> address_space -> i_mmap -> [vma]-[vma]-...
 *
 *    In each, the entry can only be at one address: where page->index says, seen from
 *    vm_pgoff. An anon_vma comes with an area's first page; fork() and split put the copy
 *    on the same list.
 *
 * 3. Invariants. _mapcount is the number of entries, less one. An area with an anonymous
 *    page has an anon_vma. The last area to leave an anon_vma frees it; its pages are
 *    unmapped by then.
 *
 * 4. Locking and context. anon_vma->lock for its list, taken inside mmap_lock and outside
 *    page_table_lock. The memory of an anon_vma stays one for as long as RCU readers may
 *    look (SLAB_TYPESAFE_BY_RCU).
 *
 * 5. Failure. No memory for an anon_vma: -ENOMEM.
 */
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/rmap.h>
#include <linux/slab.h>
#include <linux/vmstat.h>

static struct kmem_cache *anon_vma_cachep;

/* Once for each object's memory: one that was freed may still be locked by a late reader. */
static void anon_vma_ctor(void *object)
{
	struct anon_vma *anon_vma = object;

	spin_lock_init(&anon_vma->lock);
	INIT_LIST_HEAD(&anon_vma->head);
}

static int __init rmap_init(void)
{
	anon_vma_cachep = kmem_cache_create("anon_vma", sizeof(struct anon_vma), 0,
					    SLAB_PANIC | SLAB_TYPESAFE_BY_RCU, anon_vma_ctor);
	return 0;
}
core_initcall(rmap_init);

/* Two threads may fault in one area at once: the first one's is taken. */
static int make_anon_vma(struct vm_area_struct *vma)
{
	struct anon_vma *anon_vma = kmem_cache_alloc(anon_vma_cachep, GFP_KERNEL);

	if (!anon_vma)
		return -ENOMEM;
	spin_lock(&vma->vm_mm->page_table_lock);
	if (!vma->anon_vma) {
		list_add_tail(&vma->anon_vma_node, &anon_vma->head);
		vma->anon_vma = anon_vma;
		anon_vma = NULL;
	}
	spin_unlock(&vma->vm_mm->page_table_lock);
	if (anon_vma)
		kmem_cache_free(anon_vma_cachep, anon_vma);
	return 0;
}

int anon_vma_prepare(struct vm_area_struct *vma)
{
	return likely(vma->anon_vma) ? 0 : make_anon_vma(vma);
}

void anon_vma_link(struct vm_area_struct *vma)
{
	struct anon_vma *anon_vma = vma->anon_vma;

	if (!anon_vma)
		return;
	spin_lock(&anon_vma->lock);
	list_add_tail(&vma->anon_vma_node, &anon_vma->head);
	spin_unlock(&anon_vma->lock);
}

void anon_vma_unlink(struct vm_area_struct *vma)
{
	struct anon_vma *anon_vma = vma->anon_vma;
	bool empty;

	if (!anon_vma)
		return;
	spin_lock(&anon_vma->lock);
	list_del_init(&vma->anon_vma_node);
	empty = list_empty(&anon_vma->head);
	spin_unlock(&anon_vma->lock);
	vma->anon_vma = NULL;
	if (empty)
		kmem_cache_free(anon_vma_cachep, anon_vma);
}

/* ---- counting ---- */

static void set_anon(struct page *page, struct vm_area_struct *vma, unsigned long addr)
{
	page->mapping = (struct address_space *)((unsigned long)vma->anon_vma | PAGE_MAPPING_ANON);
	page->index = linear_page_index(vma, addr);
}

/* Nobody else can see the page yet. */
void page_add_new_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long addr)
{
	atomic_set(&page->_mapcount, 0);
	__SetPageSwapBacked(page);
	set_anon(page, vma, addr);
	mod_node_page_state(NR_ANON_MAPPED, 1);
}

void page_add_anon_rmap(struct page *page, struct vm_area_struct *vma, unsigned long addr)
{
	if (!atomic_inc_and_test(&page->_mapcount))
		return;
	set_anon(page, vma, addr);
	mod_node_page_state(NR_ANON_MAPPED, 1);
}

void page_mapped_first(struct page *page)
{
	mod_node_page_state(NR_FILE_MAPPED, 1);
}

void page_mapped_no_more(struct page *page)
{
	mod_node_page_state(PageAnon(page) ? NR_ANON_MAPPED : NR_FILE_MAPPED, -1);
}

unsigned long page_address_in_vma(struct page *page, struct vm_area_struct *vma)
{
	unsigned long addr;

	if (page->index < vma->vm_pgoff)
		return -EFAULT;
	addr = vma->vm_start + ((page->index - vma->vm_pgoff) << PAGE_SHIFT);
	return addr >= vma->vm_start && addr < vma->vm_end ? addr : (unsigned long)-EFAULT;
}
