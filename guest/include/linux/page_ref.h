/* SPDX-License-Identifier: GPL-2.0-only */
/* page_ref: a page's own count of users; that of a compound page is its head's. */
#ifndef _LINUX_PAGE_REF_H
#define _LINUX_PAGE_REF_H

#include <linux/atomic.h>
#include <linux/mm.h>

static inline void page_ref_add(struct page *page, int n)
{
	atomic_add(n, &page->_refcount);
}

static inline void page_ref_sub(struct page *page, int n)
{
	atomic_sub(n, &page->_refcount);
}

#define page_ref_inc(page) page_ref_add(page, 1)
#define page_ref_dec(page) page_ref_sub(page, 1)

static inline int page_ref_sub_return(struct page *page, int n)
{
	return atomic_sub_return(n, &page->_refcount);
}

#define page_ref_dec_return(page)      page_ref_sub_return(page, 1)
#define page_ref_sub_and_test(page, n) (page_ref_sub_return(page, n) == 0)
#define page_ref_dec_and_test(page)    (page_ref_dec_return(page) == 0)
#define page_ref_inc_return(page)      atomic_inc_return(&(page)->_refcount)
/* Not if it is u already; whether it was done. */
#define page_ref_add_unless(page, n, u) atomic_add_unless(&(page)->_refcount, n, u)

/* With exactly n users, all of them the caller's, nobody else gets at it until it is unfrozen. */
static inline int page_ref_freeze(struct page *page, int n)
{
	return atomic_cmpxchg(&page->_refcount, n, 0) == n;
}

static inline void page_ref_unfreeze(struct page *page, int n)
{
	smp_mb();
	atomic_set(&page->_refcount, n);
}

#endif
