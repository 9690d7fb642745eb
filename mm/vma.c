/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vma: the areas of an address space.
 *
 * 1. Purpose. A program's memory is a few ranges, each alike throughout: the same rights,
 *    the same file or none. What is true of a range is said once.
 *
 * 2. Structures. Each area is in three orders at once:
 *
 *	mm->mmap -> [text] -> [data] -> [heap] ....... [stack]    vm_next, by address
 *	mm->mm_rb   the same, as a tree, for searching            vm_rb
 *	mapping->i_mmap   all areas of all programs that show     shared
 *	                  a file, for its pages' sake
 *
 *    mm->mmap_cache remembers the area that was found last.
 *
 * 3. Invariants. Areas do not overlap, are not empty, begin and end with pages. Two that
 *    touch and are of one kind are one (except where memory was short). total_vm and its
 *    kin count the pages of all of them.
 *
 * 4. Locking and context. mmap_lock: for writing to change anything, for reading to look.
 *    Process context.
 *
 * 5. Failure. No memory for an area: NULL or -ENOMEM, and all is as it was.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/rmap.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>

#include "mm_internal.h"

#define MAX_MAP_COUNT 65530

static struct kmem_cache *vm_area_cachep;

static int __init vma_init(void)
{
	vm_area_cachep =
	    kmem_cache_create("vm_area_struct", sizeof(struct vm_area_struct), 0, SLAB_PANIC, NULL);
	return 0;
}
core_initcall(vma_init);

/* ---- searching ---- */

struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = READ_ONCE(mm->mmap_cache), *found = NULL;
	struct rb_node *node;

	if (vma && vma->vm_start <= addr && addr < vma->vm_end)
		return vma;
	for (node = mm->mm_rb.rb_node; node;) {
		vma = rb_entry(node, struct vm_area_struct, vm_rb);
		if (addr >= vma->vm_end) {
			node = node->rb_right;
			continue;
		}
		found = vma;
		if (vma->vm_start <= addr)
			break;
		node = node->rb_left;
	}
	if (found)
		WRITE_ONCE(mm->mmap_cache, found);
	return found;
}
EXPORT_SYMBOL(find_vma);

struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	return vma && vma->vm_start <= addr ? vma : NULL;
}
EXPORT_SYMBOL(vma_lookup);

struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **prev)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	if (vma)
		*prev = vma->vm_prev;
	else if (mm->mm_rb.rb_node)
		*prev = rb_entry(rb_last(&mm->mm_rb), struct vm_area_struct, vm_rb);
	else
		*prev = NULL;
	return vma;
}
EXPORT_SYMBOL(find_vma_prev);

/* ---- one area ---- */

struct vm_area_struct *vma_alloc(struct mm_struct *mm)
{
	struct vm_area_struct *vma = kmem_cache_zalloc(vm_area_cachep, GFP_KERNEL);

	if (!vma)
		return NULL;
	vma->vm_mm = mm;
	INIT_LIST_HEAD(&vma->shared);
	INIT_LIST_HEAD(&vma->anon_vma_node);
	return vma;
}

struct vm_area_struct *vma_dup(const struct vm_area_struct *vma)
{
	struct vm_area_struct *copy = kmem_cache_alloc(vm_area_cachep, GFP_KERNEL);

	if (!copy)
		return NULL;
	*copy = *vma;
	copy->vm_next = copy->vm_prev = NULL;
	INIT_LIST_HEAD(&copy->shared);
	INIT_LIST_HEAD(&copy->anon_vma_node);
	return copy;
}

void vma_free(struct vm_area_struct *vma)
{
	kmem_cache_free(vm_area_cachep, vma);
}

void vma_link_file(struct vm_area_struct *vma)
{
	struct address_space *mapping = vma->vm_file ? vma->vm_file->f_mapping : NULL;

	if (!mapping)
		return;
	spin_lock(&mapping->i_mmap_lock);
	list_add_tail(&vma->shared, &mapping->i_mmap);
	spin_unlock(&mapping->i_mmap_lock);
}

void vma_unlink_file(struct vm_area_struct *vma)
{
	struct address_space *mapping = vma->vm_file ? vma->vm_file->f_mapping : NULL;

	if (!mapping)
		return;
	spin_lock(&mapping->i_mmap_lock);
	list_del_init(&vma->shared);
	spin_unlock(&mapping->i_mmap_lock);
}

void vma_hold(struct vm_area_struct *vma)
{
	if (vma->vm_file)
		get_file(vma->vm_file);
	anon_vma_link(vma);
	vma_link_file(vma);
	if (vma->vm_ops && vma->vm_ops->open)
		vma->vm_ops->open(vma);
}

void vma_release(struct vm_area_struct *vma)
{
	vma_unlink_file(vma);
	anon_vma_unlink(vma);
	if (vma->vm_ops && vma->vm_ops->close)
		vma->vm_ops->close(vma);
	if (vma->vm_file)
		fput(vma->vm_file);
	vma_free(vma);
}

/* ---- the orders ---- */

static void link_tree(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct rb_node **link = &mm->mm_rb.rb_node, *parent = NULL;

	while (*link) {
		parent = *link;
		if (vma->vm_start < rb_entry(parent, struct vm_area_struct, vm_rb)->vm_start)
			link = &parent->rb_left;
		else
			link = &parent->rb_right;
	}
	rb_link_node(&vma->vm_rb, parent, link);
	rb_insert_color(&vma->vm_rb, &mm->mm_rb);
}

void vma_insert(struct mm_struct *mm, struct vm_area_struct *vma)
{
	struct rb_node *prev;

	link_tree(mm, vma);
	prev = rb_prev(&vma->vm_rb);
	vma->vm_prev = rb_entry_safe(prev, struct vm_area_struct, vm_rb);
	vma->vm_next = vma->vm_prev ? vma->vm_prev->vm_next : mm->mmap;
	if (vma->vm_prev)
		vma->vm_prev->vm_next = vma;
	else
		mm->mmap = vma;
	if (vma->vm_next)
		vma->vm_next->vm_prev = vma;
	mm->map_count++;
}

void vma_remove(struct mm_struct *mm, struct vm_area_struct *vma)
{
	rb_erase(&vma->vm_rb, &mm->mm_rb);
	if (vma->vm_prev)
		vma->vm_prev->vm_next = vma->vm_next;
	else
		mm->mmap = vma->vm_next;
	if (vma->vm_next)
		vma->vm_next->vm_prev = vma->vm_prev;
	mm->mmap_cache = NULL;
	mm->map_count--;
}

void vma_account(struct mm_struct *mm, unsigned long flags, long pages)
{
	mm->total_vm += pages;
	if (flags & VM_LOCKED)
		mm->locked_vm += pages;
	if ((flags & (VM_EXEC | VM_WRITE | VM_STACK)) == VM_EXEC)
		mm->exec_vm += pages;
	else if (flags & VM_STACK)
		mm->stack_vm += pages;
	else if ((flags & (VM_WRITE | VM_SHARED)) == VM_WRITE)
		mm->data_vm += pages;
	if (mm->total_vm > mm->hiwater_vm)
		mm->hiwater_vm = mm->total_vm;
}

bool may_expand_vm(struct mm_struct *mm, unsigned long flags, unsigned long pages)
{
	if (mm->total_vm + pages > rlimit(RLIMIT_AS) >> PAGE_SHIFT ||
	    mm->map_count >= MAX_MAP_COUNT)
		return false;
	return (flags & (VM_WRITE | VM_SHARED | VM_STACK)) != VM_WRITE ||
	       mm->data_vm + pages <= rlimit(RLIMIT_DATA) >> PAGE_SHIFT;
}

/* ---- two from one ---- */

int split_vma(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long addr)
{
	struct vm_area_struct *upper;
	int err;

	if (vma->vm_ops && vma->vm_ops->may_split) {
		err = vma->vm_ops->may_split(vma, addr);
		if (err)
			return err;
	}
	if (mm->map_count >= MAX_MAP_COUNT)
		return -ENOMEM;
	upper = vma_dup(vma);
	if (!upper)
		return -ENOMEM;
	upper->vm_start = addr;
	upper->vm_pgoff += (addr - vma->vm_start) >> PAGE_SHIFT;
	vma->vm_end = addr;
	mm->mmap_cache = NULL;
	vma_hold(upper);
	vma_insert(mm, upper);
	return 0;
}

int split_at_both(struct mm_struct *mm, unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = vma_lookup(mm, start);
	int err = 0;

	if (vma && vma->vm_start < start)
		err = split_vma(mm, vma, start);
	if (err)
		return err;
	vma = vma_lookup(mm, end);
	return vma && vma->vm_start < end ? split_vma(mm, vma, end) : 0;
}

/* ---- one from two ---- */

static bool same_kind(const struct vm_area_struct *vma, unsigned long flags, struct file *file)
{
	/* a driver's areas are counted one by one */
	return vma->vm_flags == flags && vma->vm_file == file &&
	       !(vma->vm_ops && vma->vm_ops->close) && !(flags & VM_SPECIAL);
}

static bool may_join(const struct vm_area_struct *a, const struct vm_area_struct *b)
{
	return a->vm_end == b->vm_start && same_kind(a, b->vm_flags, b->vm_file) &&
	       a->vm_ops == b->vm_ops && a->vm_private_data == b->vm_private_data &&
	       (a->anon_vma == b->anon_vma || !a->anon_vma || !b->anon_vma) &&
	       a->vm_pgoff + vma_pages(a) == b->vm_pgoff;
}

/* b goes, a is as long as both. */
static void join(struct mm_struct *mm, struct vm_area_struct *a, struct vm_area_struct *b)
{
	unsigned long end = b->vm_end;

	if (!a->anon_vma && b->anon_vma) {
		a->anon_vma = b->anon_vma;
		anon_vma_link(a);
	}
	vma_remove(mm, b);
	a->vm_end = end;
	vma_release(b);
}

struct vm_area_struct *vma_join(struct mm_struct *mm, struct vm_area_struct *vma)
{
	if (vma->vm_next && may_join(vma, vma->vm_next))
		join(mm, vma, vma->vm_next);
	if (vma->vm_prev && may_join(vma->vm_prev, vma)) {
		vma = vma->vm_prev;
		join(mm, vma, vma->vm_next);
	}
	return vma;
}

struct vm_area_struct *vma_grow_over(struct mm_struct *mm, unsigned long start, unsigned long end,
				     unsigned long flags, struct file *file, unsigned long pgoff)
{
	struct vm_area_struct *prev, *next = find_vma_prev(mm, start, &prev);
	bool plain = !(flags & VM_SHARED) || file;

	if (prev && prev->vm_end == start && plain && same_kind(prev, flags, file) &&
	    prev->vm_pgoff + vma_pages(prev) == pgoff) {
		prev->vm_end = end;
		return vma_join(mm, prev);
	}
	if (next && next->vm_start == end && plain && same_kind(next, flags, file) &&
	    pgoff + ((end - start) >> PAGE_SHIFT) == next->vm_pgoff) {
		/* its place in the orders stays the same */
		next->vm_start = start;
		next->vm_pgoff = pgoff;
		return next;
	}
	return NULL;
}
