/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm_types: struct page, one for each page frame, in the array mem_map; struct mm_struct,
 * an address space, and its vm_area_structs.
 */
#ifndef _LINUX_MM_TYPES_H
#define _LINUX_MM_TYPES_H

#include <linux/types.h>
#include <linux/list.h>
#include <linux/atomic.h>

#ifndef MM_HOST_TEST
#include <linux/auxvec.h>
#include <linux/cpumask.h>
#include <linux/rbtree.h>
#include <linux/rwsem.h>
#include <linux/spinlock.h>
#include <linux/workqueue.h>
#include <asm/pgtable_types.h>
#endif

struct kmem_cache;
struct vm_struct;
struct address_space;
struct anon_vma;
struct file;
struct linux_binfmt;
struct mm_struct;
struct vm_operations_struct;

/* 32 bytes on i386: 8 MiB of mem_map for each GiB of RAM. */
struct page {
	unsigned long flags; /* 1 << PG_*, and the zone's index from PAGE_ZONE_SHIFT */
	atomic_t _refcount;  /* 0: free */
	union {
		atomic_t _mapcount; /* user mappings, less one */
		unsigned int inuse; /* PG_slab: objects given out (first page of the slab) */
	};
	unsigned long private; /* PG_buddy, PG_head: order. PG_slab: the struct slab */
	union {
		struct address_space *mapping; /* or an anon_vma, bit 0 set: PageAnon() */
		struct kmem_cache *slab_cache; /* PG_slab */
		struct vm_struct *vm_area;     /* PG_vmalloc */
		struct page *first_page;       /* PG_tail */
	};
	/* page cache: offset in pages; anonymous: the address's page number in its VMA's terms.
	 * Else the allocation's call site */
	unsigned long index;
	struct list_head lru; /* free list, per-CPU list, LRU; PG_slab: unused */
};

#ifndef MM_HOST_TEST
/*
 * One range of an address space in which every page is treated alike. mmap_lock for
 * writing to change one, for reading to look.
 */
struct vm_area_struct {
	unsigned long vm_start, vm_end; /* end exclusive; whole pages */
	struct vm_area_struct *vm_next, *vm_prev;
	struct rb_node vm_rb;
	struct mm_struct *vm_mm;
	pgprot_t vm_page_prot;
	unsigned long vm_flags;		/* VM_* of <linux/mm.h> */
	struct list_head shared;	/* vm_file: in its address_space's i_mmap */
	struct list_head anon_vma_node; /* in anon_vma's list */
	struct anon_vma *anon_vma;	/* NULL: no anonymous page yet (mm/rmap.c) */
	const struct vm_operations_struct *vm_ops;
	unsigned long vm_pgoff; /* of vm_start in vm_file, in pages; anonymous: vm_start's own */
	struct file *vm_file;	/* or NULL; the VMA holds a reference */
	void *vm_private_data;
};

enum { MM_FILEPAGES, MM_ANONPAGES, MM_SWAPENTS, MM_SHMEMPAGES, NR_MM_COUNTERS };

typedef struct {
	void __user *vdso;
} mm_context_t;

struct mm_struct {
	struct vm_area_struct *mmap; /* by address */
	struct rb_root mm_rb;
	struct vm_area_struct *mmap_cache; /* the last one found */
	unsigned long mmap_base, task_size;
	pgd_t *pgd;
	struct list_head pgd_list;   /* all of them: the kernel's part follows swapper_pg_dir */
	atomic_t mm_users, mm_count; /* <linux/sched/mm.h> */
	int map_count;
	spinlock_t page_table_lock;    /* every entry of its page tables */
	struct rw_semaphore mmap_lock; /* <linux/mmap_lock.h>; mmap_sem before 5.8 */
	cpumask_t cpu_bitmap;	       /* CPUs that have it loaded */
	long rss_stat[NR_MM_COUNTERS]; /* pages; under page_table_lock */
	unsigned long pgtables_bytes;
	unsigned long hiwater_rss, hiwater_vm;			       /* pages */
	unsigned long total_vm, locked_vm, data_vm, exec_vm, stack_vm; /* pages */
	unsigned long def_flags;
	unsigned long start_code, end_code, start_data, end_data;
	unsigned long start_brk, brk, start_stack;
	unsigned long arg_start, arg_end, env_start, env_end;
	unsigned long saved_auxv[AT_VECTOR_SIZE];
	unsigned int membarrier; /* what it has registered for */
	int dumpable; /* may others of its user look into it, and a core of it be written? */
	struct file *exe_file;
	struct work_struct async_put_work; /* mmput_async() */
	mm_context_t context;
	unsigned int oom_killed : 1;
};
#define mmap_sem mmap_lock

static inline cpumask_t *mm_cpumask(struct mm_struct *mm)
{
	return &mm->cpu_bitmap;
}

typedef unsigned int vm_fault_t; /* VM_FAULT_* of <linux/mm.h> */

extern struct mm_struct init_mm;
#endif

#endif
