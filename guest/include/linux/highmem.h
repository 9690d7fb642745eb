/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * highmem: kernel addresses, for a while, for pages outside the linear map. All of these
 * give a lowmem page's linear address at no cost.
 */
#ifndef _LINUX_HIGHMEM_H
#define _LINUX_HIGHMEM_H

#include <linux/mm.h>
#include <linux/string.h>
#include <asm/highmem.h>

extern int pkmap_count[LAST_PKMAP];

/* Until kunmap(page); nests. May sleep when every slot is taken. kunmap: any context. */
void *kmap(struct page *page);
void kunmap(struct page *page);

/*
 * Until kunmap_atomic(address), last in first out, a few at a time; meanwhile the caller
 * may not sleep. Any context. Older kernels named a slot (KM_USER0...) as well.
 */
void *__kmap_atomic(struct page *page);
void *kmap_atomic_pfn(unsigned long pfn);
void *kmap_atomic_prot(struct page *page, pgprot_t prot);
void __kunmap_atomic(const void *addr);
#define kmap_atomic(page, ...)	 __kmap_atomic(page)
#define kunmap_atomic(addr, ...) __kunmap_atomic(addr)

/*
 * The same without switching preemption off: the task may sleep with the map, but not hand
 * the address to another. Also last mapped, first unmapped. Any context.
 */
void *kmap_local_page(struct page *page);
void *kmap_local_pfn_prot(unsigned long pfn, pgprot_t prot);
void kunmap_local(const void *addr);
#define kmap_local_pfn(pfn) kmap_local_pfn_prot(pfn, PAGE_KERNEL)
#define kmap_local_page_prot(page, prot)                                                           \
	(PageHighMem(page) ? kmap_local_pfn_prot(page_to_pfn(page), prot) : page_address(page))
/* By the scheduler, interrupts off: task's maps leave this CPU; come to it. */
struct task_struct;
void kmap_local_sched_out(struct task_struct *task);
void kmap_local_sched_in(struct task_struct *task);

enum km_type {
	KM_BOUNCE_READ,
	KM_SKB_SUNRPC_DATA,
	KM_SKB_DATA_SOFTIRQ,
	KM_USER0,
	KM_USER1,
	KM_BIO_SRC_IRQ,
	KM_BIO_DST_IRQ,
	KM_PTE0,
	KM_PTE1,
	KM_IRQ0,
	KM_IRQ1,
	KM_SOFTIRQ0,
	KM_SOFTIRQ1,
};

/* The page behind an address of kmap()'s or kmap_atomic()'s, or of the linear map. */
struct page *kmap_to_page(void *addr);
/* Take unused kmaps away from their pages. */
void kmap_flush_unused(void);
#ifndef MODULE /* the kernel's own */
void kmap_init(void);
#endif

static inline void clear_highpage(struct page *page)
{
	void *addr = kmap_atomic(page);

	clear_page(addr);
	kunmap_atomic(addr);
}

static inline void copy_highpage(struct page *to, struct page *from)
{
	void *src = kmap_atomic(from), *dst = kmap_atomic(to);

	copy_page(dst, src);
	kunmap_atomic(dst);
	kunmap_atomic(src);
}

static inline void zero_user(struct page *page, unsigned int start, unsigned int size)
{
	char *addr = kmap_local_page(page);

	memset(addr + start, 0, size);
	kunmap_local(addr);
}

static inline void memcpy_from_page(char *to, struct page *page, size_t offset, size_t len)
{
	char *addr = kmap_local_page(page);

	memcpy(to, addr + offset, len);
	kunmap_local(addr);
}

static inline void memcpy_to_page(struct page *page, size_t offset, const char *from, size_t len)
{
	char *addr = kmap_local_page(page);

	memcpy(addr + offset, from, len);
	kunmap_local(addr);
}

#define clear_user_highpage(page, va)	      clear_highpage(page)
#define copy_user_highpage(to, from, va, vma) copy_highpage(to, from)
#define alloc_highpage()		      alloc_page(GFP_HIGHUSER)

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/fs.h>
#include <linux/hardirq.h>
#include <linux/interrupt.h>
#endif

#endif
