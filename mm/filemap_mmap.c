/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * filemap_mmap: the page cache shown to programs.
 *
 * 1. Purpose. A file's pages are in memory once, whoever looks at them: read() copies from
 *    them, mmap() shows them.
 *
 * 2. Structures. The page cache (mm/filemap.c); areas whose vm_ops are generic_file_vm_ops.
 *
 * 3. Invariants. A page that is shown is up to date, and lies before the end of the file at
 *    the time. Who cuts the file takes the entries away afterwards (unmap_mapping_range()).
 *
 * 4. Locking and context. mmap_lock for reading; the page's lock from its last look at the
 *    file's size until the entry is made. Pages around are only tried for.
 *
 * 5. Failure. Beyond the end: SIGBUS. Cannot be read: SIGBUS; no memory: VM_FAULT_OOM.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <asm/pgtable.h>

#include "mm_internal.h"

static unsigned long pages_of(const struct address_space *mapping)
{
	return mapping->host ? (i_size_read(mapping->host) + PAGE_SIZE - 1) >> PAGE_SHIFT : -1ul;
}

vm_fault_t filemap_fault(struct vm_fault *vmf)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	vm_fault_t major = 0;
	struct page *page;

	for (;;) {
		if (vmf->pgoff >= pages_of(mapping))
			return VM_FAULT_SIGBUS;
		page = find_get_page(mapping, vmf->pgoff);
		if (!page || !PageUptodate(page)) {
			if (page)
				put_page(page);
			major = VM_FAULT_MAJOR;
			page = read_mapping_page(mapping, vmf->pgoff);
			if (IS_ERR(page))
				return PTR_ERR(page) == -ENOMEM ? VM_FAULT_OOM : VM_FAULT_SIGBUS;
		}
		lock_page(page);
		if (page->mapping == mapping)
			break;
		unlock_page(page);
		put_page(page);
	}
	if (vmf->pgoff >= pages_of(mapping)) {
		unlock_page(page);
		put_page(page);
		return VM_FAULT_SIGBUS;
	}
	mark_page_accessed(page);
	vmf->page = page;
	return major | VM_FAULT_LOCKED;
}
EXPORT_SYMBOL(filemap_fault);

/*
 * A page in the tree stays there as long as tree_lock is held; and as page_table_lock is, who
 * cuts the file (i_size first) has either told us or will look for what we show. A locked one
 * is being filled, or on its way out.
 */
static bool may_show(const struct page *page, const pte_t *entry)
{
	return pte_none(*entry) &&
	       (page->flags & (1ul << PG_locked | 1ul << PG_uptodate)) == 1ul << PG_uptodate;
}

static long show_around(struct vm_fault *vmf, struct page **pages, unsigned int n)
{
	pgprot_t prot = file_pgprot(vmf->vma, false);
	unsigned int i;
	long shown = 0;

	for (i = 0; i < n; i++) {
		struct page *page = pages[i];
		pte_t *entry = vmf->pte + (long)(page->index - vmf->pgoff);

		if (!may_show(page, entry))
			continue;
		atomic_inc(&page->_refcount);
		page_add_file_rmap(page);
		set_pte(entry, mk_pte(page, prot));
		shown++;
	}
	return shown;
}

vm_fault_t filemap_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end)
{
	struct address_space *mapping = vmf->vma->vm_file->f_mapping;
	struct mm_struct *mm = vmf->vma->vm_mm;
	struct page *pages[MAX_AROUND];
	unsigned int n = 0;
	vm_fault_t ret;

	spin_lock(&mm->page_table_lock);
	end = min(end, pages_of(mapping));
	spin_lock_irq(&mapping->tree_lock);
	if (start < end)
		n = radix_tree_gang_lookup(&mapping->page_tree, (void **)pages, start,
					   min(end - start, (pgoff_t)MAX_AROUND));
	while (n && pages[n - 1]->index >= end)
		n--;
	add_mm_counter(mm, MM_FILEPAGES, show_around(vmf, pages, n));
	spin_unlock_irq(&mapping->tree_lock);
	note_rss(mm);
	ret = pte_none(*vmf->pte) ? 0 : VM_FAULT_NOPAGE;
	spin_unlock(&mm->page_table_lock);
	return ret;
}
EXPORT_SYMBOL(filemap_map_pages);

vm_fault_t filemap_page_mkwrite(struct vm_fault *vmf)
{
	struct page *page = vmf->page;

	lock_page(page);
	if (page->mapping != vmf->vma->vm_file->f_mapping) {
		unlock_page(page);
		return VM_FAULT_NOPAGE;
	}
	set_page_dirty(page);
	return VM_FAULT_LOCKED;
}
EXPORT_SYMBOL(filemap_page_mkwrite);

/* For drivers written before 4.11. */
int filemap_fault_4_10(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return filemap_fault(vmf);
}
EXPORT_SYMBOL(filemap_fault_4_10);

int filemap_page_mkwrite_4_10(struct vm_area_struct *vma, struct vm_fault *vmf)
{
	return filemap_page_mkwrite(vmf);
}
EXPORT_SYMBOL(filemap_page_mkwrite_4_10);

const struct vm_operations_struct generic_file_vm_ops = {
    .fault = filemap_fault,
    .map_pages = filemap_map_pages,
    .page_mkwrite = filemap_page_mkwrite,
};
EXPORT_SYMBOL(generic_file_vm_ops);

int generic_file_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (!file->f_mapping || !file->f_mapping->a_ops)
		return -ENOEXEC;
	vma->vm_ops = &generic_file_vm_ops;
	return 0;
}
EXPORT_SYMBOL(generic_file_mmap);

int generic_file_readonly_mmap(struct file *file, struct vm_area_struct *vma)
{
	if (vma->vm_flags & VM_SHARED && vma->vm_flags & VM_MAYWRITE)
		return -EINVAL;
	return generic_file_mmap(file, vma);
}
EXPORT_SYMBOL(generic_file_readonly_mmap);
