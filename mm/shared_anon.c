/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * shared_anon: memory that a process shares with its children: MAP_SHARED | MAP_ANONYMOUS.
 *
 * 1. Purpose. Pages that belong to nobody's address space alone and to no file.
 *
 * 2. Structures. An object with a tree from the page's number to the page. Every area that
 *    shows it holds a reference; fork() and split add one.
 *
 *	area of the parent --.
 *	                      > object { refs 2 } -- pages -- 0 -> page
 *	area of the child  --'                             '- 5 -> page
 *
 * 3. Invariants. A page in the tree has a reference for that. Pages stay until the last
 *    area goes: they are on no LRU list, and never swapped.
 *
 * 4. Locking and context. object->lock for the tree. Process context.
 *
 * 5. Failure. No memory: -ENOMEM, VM_FAULT_OOM.
 */
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/radix-tree.h>
#include <linux/slab.h>

#include "mm_internal.h"

#define GANG 16

struct shared_anon {
	atomic_t refs;
	spinlock_t lock;
	struct radix_tree_root pages;
};

static void shared_anon_open(struct vm_area_struct *vma)
{
	struct shared_anon *object = vma->vm_private_data;

	atomic_inc(&object->refs);
}

static void free_pages_of(struct shared_anon *object)
{
	struct page *pages[GANG];
	unsigned int n, i;

	while ((n = radix_tree_gang_lookup(&object->pages, (void **)pages, 0, GANG))) {
		for (i = 0; i < n; i++) {
			radix_tree_delete(&object->pages, pages[i]->private);
			set_page_private(pages[i], 0);
			put_page(pages[i]);
		}
	}
}

static void shared_anon_close(struct vm_area_struct *vma)
{
	struct shared_anon *object = vma->vm_private_data;

	if (!atomic_dec_and_test(&object->refs))
		return;
	free_pages_of(object);
	kfree(object);
}

static struct page *find_page(struct shared_anon *object, unsigned long index)
{
	struct page *page;

	spin_lock(&object->lock);
	page = radix_tree_lookup(&object->pages, index);
	if (page)
		get_page(page);
	spin_unlock(&object->lock);
	return page;
}

/* The page that is there now: new, or that of who was faster. NULL: no memory. */
static struct page *add_page(struct shared_anon *object, unsigned long index, struct page *new)
{
	struct page *page = new;
	int err;

	set_page_private(new, index);
	spin_lock(&object->lock);
	err = radix_tree_insert(&object->pages, index, new);
	if (err == -EEXIST)
		page = radix_tree_lookup(&object->pages, index);
	else if (err)
		page = NULL;
	if (page)
		get_page(page);
	spin_unlock(&object->lock);
	if (err) {
		set_page_private(new, 0);
		put_page(new);
	}
	return page;
}

static vm_fault_t shared_anon_fault(struct vm_fault *vmf)
{
	struct shared_anon *object = vmf->vma->vm_private_data;
	struct page *page = find_page(object, vmf->pgoff);

	if (!page) {
		page = alloc_page(GFP_HIGHUSER_MOVABLE | __GFP_ZERO);
		if (page)
			page = add_page(object, vmf->pgoff, page);
	}
	vmf->page = page;
	return page ? 0 : VM_FAULT_OOM;
}

static const char *shared_anon_name(struct vm_area_struct *vma)
{
	return "/dev/zero (deleted)";
}

static const struct vm_operations_struct shared_anon_ops = {
    .open = shared_anon_open,
    .close = shared_anon_close,
    .fault = shared_anon_fault,
    .name = shared_anon_name,
};

int shared_anon_setup(struct vm_area_struct *vma)
{
	struct shared_anon *object = kzalloc(sizeof(*object), GFP_KERNEL);

	if (!object)
		return -ENOMEM;
	atomic_set(&object->refs, 1);
	spin_lock_init(&object->lock);
	INIT_RADIX_TREE(&object->pages, GFP_ATOMIC | __GFP_NOWARN);
	vma->vm_ops = &shared_anon_ops;
	vma->vm_private_data = object;
	return 0;
}
