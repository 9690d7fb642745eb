/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mm_user: address spaces of programs: areas (mm/mmap.c), the faults in them (mm/memory.c),
 * their pages as seen from the kernel (mm/gup.c). Part of <linux/mm.h>.
 */
#ifndef _LINUX_MM_USER_H
#define _LINUX_MM_USER_H

#include <linux/err.h>
#include <linux/mm_types.h>
#include <linux/mmap_lock.h>
#include <linux/sched.h>
#include <linux/version.h>

struct file;
struct page;

typedef unsigned long vm_flags_t;

/* vm_flags */
#define VM_NONE		0x00000000ul
#define VM_READ		0x00000001ul
#define VM_WRITE	0x00000002ul
#define VM_EXEC		0x00000004ul
#define VM_SHARED	0x00000008ul
#define VM_MAYREAD	0x00000010ul /* what mprotect() may make of it */
#define VM_MAYWRITE	0x00000020ul
#define VM_MAYEXEC	0x00000040ul
#define VM_MAYSHARE	0x00000080ul
#define VM_GROWSDOWN	0x00000100ul
#define VM_PFNMAP	0x00000400ul /* frames without a struct page that counts */
#define VM_LOCKED	0x00002000ul
#define VM_IO		0x00004000ul /* a device's: not to be read for a core or by ptrace */
#define VM_SEQ_READ	0x00008000ul
#define VM_RAND_READ	0x00010000ul
#define VM_DONTCOPY	0x00020000ul /* not for the child of a fork */
#define VM_DONTEXPAND	0x00040000ul
#define VM_ACCOUNT	0x00100000ul
#define VM_NORESERVE	0x00200000ul
#define VM_HUGETLB	0x00400000ul
#define VM_WIPEONFORK	0x02000000ul
#define VM_DONTDUMP	0x04000000ul
#define VM_MIXEDMAP	0x10000000ul
#define VM_RESERVED	(VM_DONTEXPAND | VM_DONTDUMP) /* 2.6 */
#define VM_STACK	VM_GROWSDOWN
#define VM_GROWSUP	VM_NONE
#define VM_ACCESS_FLAGS (VM_READ | VM_WRITE | VM_EXEC)
#define VM_SPECIAL	(VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP)

/* What a fault comes to. 0: the entry is in the page table or ready to be. */
#define VM_FAULT_OOM	  0x000001
#define VM_FAULT_SIGBUS	  0x000002
#define VM_FAULT_MAJOR	  0x000004
#define VM_FAULT_HWPOISON 0x000010
#define VM_FAULT_SIGSEGV  0x000040
#define VM_FAULT_NOPAGE	  0x000100 /* ->fault() has made the entry itself */
#define VM_FAULT_LOCKED	  0x000200 /* ->fault() gives its page locked */
#define VM_FAULT_RETRY	  0x000400
#define VM_FAULT_DONE_COW 0x001000
#define VM_FAULT_ERROR	  (VM_FAULT_OOM | VM_FAULT_SIGBUS | VM_FAULT_SIGSEGV | VM_FAULT_HWPOISON)

#define FAULT_FLAG_WRITE	0x01
#define FAULT_FLAG_MKWRITE	0x02
#define FAULT_FLAG_ALLOW_RETRY	0x04
#define FAULT_FLAG_RETRY_NOWAIT 0x08
#define FAULT_FLAG_KILLABLE	0x10
#define FAULT_FLAG_TRIED	0x20
#define FAULT_FLAG_USER		0x40
#define FAULT_FLAG_REMOTE	0x80
#define FAULT_FLAG_INSTRUCTION	0x100

struct vm_fault {
	struct vm_area_struct *vma;
	gfp_t gfp_mask;
	pgoff_t pgoff; /* of the page, in vm_file */
	union {
		unsigned long address;	      /* of the page */
		void __user *virtual_address; /* before 4.10 */
	};
	unsigned long real_address;
	unsigned int flags; /* FAULT_FLAG_* */
	pgd_t *pmd;
	pte_t *pte, orig_pte; /* mapped under page_table_lock; what was there */
	struct page *cow_page;
	struct page *page; /* ->fault() sets it, with a reference (unless VM_FAULT_NOPAGE) */
};

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
#define __fault_6_1	    __fault
#define __fault_4_10	    fault
#define __page_mkwrite_6_1  __page_mkwrite
#define __page_mkwrite_4_10 page_mkwrite
#else
#define __fault_6_1	   fault
#define __page_mkwrite_6_1 page_mkwrite
#endif

/* All with mmap_lock held: for reading in fault and page_mkwrite, for writing in the rest. */
struct vm_operations_struct {
	void (*open)(struct vm_area_struct *vma);  /* one more VMA: fork, split */
	void (*close)(struct vm_area_struct *vma); /* one less */
	int (*may_split)(struct vm_area_struct *vma, unsigned long addr);
	int (*mremap)(struct vm_area_struct *vma);
	vm_fault_t (*__fault_6_1)(struct vm_fault *vmf);
	/* Show what is in memory of [start, end), of one page table; NOPAGE: so is vmf->pgoff. */
	vm_fault_t (*map_pages)(struct vm_fault *vmf, pgoff_t start, pgoff_t end);
	vm_fault_t (*__page_mkwrite_6_1)(
	    struct vm_fault *vmf); /* a read-only page becomes writable */
	vm_fault_t (*pfn_mkwrite)(struct vm_fault *vmf);
	int (*access)(struct vm_area_struct *vma, unsigned long addr, void *buf, int len,
		      int write);
	const char *(*name)(struct vm_area_struct *vma);
	/* up to 2.6.22, in fault's place: the page with a reference, or one of NOPAGE_ below */
	struct page *(*nopage)(struct vm_area_struct *vma, unsigned long addr, int *type);
	int (*__fault_4_10)(struct vm_area_struct *vma,
			    struct vm_fault *vmf); /* from then to 4.10 */
	int (*__page_mkwrite_4_10)(struct vm_area_struct *vma, struct vm_fault *vmf);
};

#define NOPAGE_SIGBUS  ((struct page *)NULL)
#define NOPAGE_OOM     ((struct page *)-1)
#define VM_FAULT_MINOR 0 /* into *type, if not NULL */

/* Is the driver or the file system to be asked before a shared page may be written? */
static inline bool vma_asks_to_write(const struct vm_area_struct *vma)
{
	return vma->vm_ops && (vma->vm_ops->__page_mkwrite_6_1 || vma->vm_ops->__page_mkwrite_4_10);
}

static inline bool vma_is_anonymous(const struct vm_area_struct *vma)
{
	return !vma->vm_ops;
}

#ifndef LINUX_6_1_ONLY /* of other versions */
static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}

static inline void vm_flags_clear(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags &= ~flags;
}
#endif

static inline unsigned long vma_pages(const struct vm_area_struct *vma)
{
	return (vma->vm_end - vma->vm_start) >> PAGE_SHIFT;
}

/* Of the page at addr: in the file, or in the terms of anonymous memory. */
static inline pgoff_t linear_page_index(const struct vm_area_struct *vma, unsigned long addr)
{
	return ((addr - vma->vm_start) >> PAGE_SHIFT) + vma->vm_pgoff;
}

/* ---- mm/mmap.c ---- */

/* The first area that ends above addr (find_vma), and holds it (vma_lookup). mmap_lock. */
struct vm_area_struct *find_vma(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *vma_lookup(struct mm_struct *mm, unsigned long addr);
struct vm_area_struct *find_vma_prev(struct mm_struct *mm, unsigned long addr,
				     struct vm_area_struct **prev);
static inline struct vm_area_struct *find_vma_intersection(struct mm_struct *mm,
							   unsigned long start, unsigned long end)
{
	struct vm_area_struct *vma = find_vma(mm, start);

	return vma && vma->vm_start < end ? vma : NULL;
}
#ifndef LINUX_6_1_ONLY /* of other versions */
#define for_each_vma_of(mm, vma) for (vma = (mm)->mmap; vma; vma = vma->vm_next)
#endif

/* One after the other, from an address on. mmap_lock. */
struct vma_iterator {
	struct mm_struct *mm;
	unsigned long addr; /* the next area ends above it; ~0UL: there is none */
};
#define VMA_ITERATOR(name, __mm, __addr) struct vma_iterator name = {.mm = (__mm), .addr = (__addr)}

static inline void vma_iter_init(struct vma_iterator *vmi, struct mm_struct *mm, unsigned long addr)
{
	*vmi = (struct vma_iterator){.mm = mm, .addr = addr};
}

/* The next that begins below max; NULL: none. */
static inline struct vm_area_struct *vma_find(struct vma_iterator *vmi, unsigned long max)
{
	struct vm_area_struct *vma = vmi->addr == ~0UL ? NULL : find_vma(vmi->mm, vmi->addr);

	if (vma && vma->vm_start >= max)
		vma = NULL;
	vmi->addr = vma ? vma->vm_end : ~0UL;
	return vma;
}
#define vma_next(vmi)			  vma_find(vmi, ~0UL)
#define for_each_vma(vmi, vma)		  while ((vma = vma_find(&(vmi), ~0UL)) != NULL)
#define for_each_vma_range(vmi, vma, end) while ((vma = vma_find(&(vmi), end)) != NULL)

pgprot_t vm_get_page_prot(unsigned long vm_flags);
/* mmap_lock for writing. An address or -errno; len and address page-aligned. */
unsigned long do_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long pgoff);
int do_munmap(struct mm_struct *mm, unsigned long start, size_t len);
int vm_brk(unsigned long addr, unsigned long len); /* takes mmap_lock */
unsigned long get_unmapped_area(struct file *file, unsigned long addr, unsigned long len,
				unsigned long pgoff, unsigned long flags);
/* These take mmap_lock. offset in bytes. */
unsigned long vm_mmap(struct file *file, unsigned long addr, unsigned long len, unsigned long prot,
		      unsigned long flags, unsigned long offset);
unsigned long vm_mmap_pgoff(struct file *file, unsigned long addr, unsigned long len,
			    unsigned long prot, unsigned long flags, unsigned long pgoff);
int vm_munmap(unsigned long start, size_t len);
int vm_brk_flags(unsigned long addr, unsigned long len, unsigned long flags);
int expand_stack(struct vm_area_struct *vma, unsigned long addr);
/* All areas of a new process's; all of a dead one's. */
int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm);
void exit_mmap(struct mm_struct *mm);
/* The one area an address space begins with: a page below STACK_TOP. 0 or -ENOMEM. */
int mm_add_stack(struct mm_struct *mm);
void mm_populate(unsigned long start, unsigned long len);
int install_special_mapping(struct mm_struct *mm, unsigned long addr, unsigned long len,
			    unsigned long flags, struct page **pages);
/* A file is cut: pages of private and shared mappings from pgoff on are taken away. */
struct address_space;
void unmap_mapping_range(struct address_space *mapping, loff_t start, loff_t len, int even_cows);

/* ---- mm/memory.c ---- */

vm_fault_t handle_mm_fault(struct vm_area_struct *vma, unsigned long addr, unsigned int flags);
/* ->fault() of a file that has a page cache, and ->mmap() that uses it. */
vm_fault_t filemap_fault(struct vm_fault *vmf);
vm_fault_t filemap_map_pages(struct vm_fault *vmf, pgoff_t start, pgoff_t end);
vm_fault_t filemap_page_mkwrite(struct vm_fault *vmf);
int filemap_fault_4_10(struct vm_area_struct *vma, struct vm_fault *vmf);
int filemap_page_mkwrite_4_10(struct vm_area_struct *vma, struct vm_fault *vmf);
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 11, 0)
#define filemap_fault	     filemap_fault_4_10
#define filemap_page_mkwrite filemap_page_mkwrite_4_10
#endif
extern const struct vm_operations_struct generic_file_vm_ops;
int generic_file_mmap(struct file *file, struct vm_area_struct *vma);
int generic_file_readonly_mmap(struct file *file, struct vm_area_struct *vma);
void zap_page_range(struct vm_area_struct *vma, unsigned long addr, unsigned long size);
int zap_vma_ptes(struct vm_area_struct *vma, unsigned long addr, unsigned long size);
pte_t *pte_alloc_map(struct mm_struct *mm, unsigned long addr); /* NULL: no memory */
pte_t *pte_lookup(struct mm_struct *mm, unsigned long addr);	/* NULL: no page table */

/* For drivers, from ->mmap() or ->fault(). 0 or -errno; the area becomes what it must be. */
int remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		    unsigned long size, pgprot_t prot);
int io_remap_pfn_range(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn,
		       unsigned long size, pgprot_t prot);
int vm_iomap_memory(struct vm_area_struct *vma, phys_addr_t start, unsigned long len);
int vm_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);
int vm_insert_pages(struct vm_area_struct *vma, unsigned long addr, struct page **pages,
		    unsigned long *num);
int vm_map_pages(struct vm_area_struct *vma, struct page **pages, unsigned long num);
vm_fault_t vmf_insert_page(struct vm_area_struct *vma, unsigned long addr, struct page *page);
vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma, unsigned long addr, unsigned long pfn);
int remap_vmalloc_range(struct vm_area_struct *vma, void *addr, unsigned long pgoff);
int remap_vmalloc_range_partial(struct vm_area_struct *vma, unsigned long uaddr, void *kaddr,
				unsigned long pgoff, unsigned long size);

/* ---- mm/gup.c ---- */

#define FOLL_WRITE    0x01 /* about to be written: private pages are copied now */
#define FOLL_GET      0x04
#define FOLL_FORCE    0x10 /* whatever the area's rights are */
#define FOLL_LONGTERM 0x100
#define FOLL_PIN      0x200

/* How many pages, each with a reference (put_page()), or -errno. mmap_lock for reading. */
long get_user_pages_remote(struct mm_struct *mm, unsigned long start, unsigned long nr,
			   unsigned int gup_flags, struct page **pages,
			   struct vm_area_struct **vmas, int *locked);
/* Of current's. */
long get_user_pages(unsigned long start, unsigned long nr, unsigned int gup_flags,
		    struct page **pages, struct vm_area_struct **vmas);
#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 9, 0)
#define __gup_flags(write, force) (((write) ? FOLL_WRITE : 0) | ((force) ? FOLL_FORCE : 0))
#define __gup_6(start, nr, write, force, pages, vmas)                                              \
	(get_user_pages)(start, nr, __gup_flags(write, force), pages, vmas)
/* Before 4.6 of any task's, which is current in all but ptrace. */
#define __gup_8(task, mm, start, nr, write, force, pages, vmas)                                    \
	get_user_pages_remote(mm, start, nr, __gup_flags(write, force), pages, vmas, NULL)
#define __gup_pick(_1, _2, _3, _4, _5, _6, _7, _8, form, ...) form
#define get_user_pages(...)				      __gup_pick(__VA_ARGS__, __gup_8, , __gup_6, , , , , , )(__VA_ARGS__)
#endif
/* Takes mmap_lock itself. */
int get_user_pages_fast(unsigned long start, int nr, unsigned int gup_flags, struct page **pages);
#define get_user_pages_unlocked(start, nr, pages, flags)                                           \
	get_user_pages_fast(start, nr, flags, pages)
#define pin_user_pages(start, nr, flags, pages, vmas) get_user_pages(start, nr, flags, pages, vmas)
#define pin_user_pages_fast(start, nr, flags, pages)  get_user_pages_fast(start, nr, flags, pages)
#define unpin_user_page(page)			      put_page(page)
void unpin_user_pages(struct page **pages, unsigned long nr);
void unpin_user_pages_dirty_lock(struct page **pages, unsigned long nr, bool dirty);
/* Read or write another's memory; how many bytes. */
int access_process_vm(struct task_struct *task, unsigned long addr, void *buf, int len,
		      unsigned int gup_flags);
int access_remote_vm(struct mm_struct *mm, unsigned long addr, void *buf, int len,
		     unsigned int gup_flags);

/* ---- accounts; page_table_lock ---- */

static inline void add_mm_counter(struct mm_struct *mm, int member, long value)
{
	mm->rss_stat[member] += value;
}
#define inc_mm_counter(mm, member) add_mm_counter(mm, member, 1)
#define dec_mm_counter(mm, member) add_mm_counter(mm, member, -1)

static inline unsigned long get_mm_counter(const struct mm_struct *mm, int member)
{
	long value = READ_ONCE(mm->rss_stat[member]);

	return value < 0 ? 0 : value;
}

static inline unsigned long get_mm_rss(const struct mm_struct *mm)
{
	return get_mm_counter(mm, MM_FILEPAGES) + get_mm_counter(mm, MM_ANONPAGES) +
	       get_mm_counter(mm, MM_SHMEMPAGES);
}

/* ---- TLBs, on every CPU that has mm loaded (guest/arch/tlb.c) ---- */

void flush_tlb_mm(struct mm_struct *mm);
void flush_tlb_range(struct vm_area_struct *vma, unsigned long start, unsigned long end);
void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr);

#define flush_dcache_page(page)	       ((void)(page))
#define update_mmu_cache(vma, addr, p) ((void)(p))

extern long total_swap_pages; /* mm/swap.c: 0 without any */

#define ZERO_PAGE(addr) (empty_zero_page)
extern struct page *empty_zero_page;

#endif
