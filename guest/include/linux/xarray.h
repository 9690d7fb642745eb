/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * xarray: an array of pointers as large as an unsigned long can count, of which only what
 * is used takes memory (guest/lib/xarray.c). Functions lock the array themselves, but for
 * those with two underscores, whose caller holds xa_lock.
 */
#ifndef _LINUX_XARRAY_H
#define _LINUX_XARRAY_H

#include <linux/bug.h>
#include <linux/err.h>
#include <linux/gfp.h>
#include <linux/limits.h>
#include <linux/radix-tree.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct xarray {
	spinlock_t xa_lock;
	gfp_t xa_flags;
	unsigned int height; /* levels of nodes */
	void *xa_head;
};

typedef unsigned int xa_mark_t;
#define XA_MARK_0  ((xa_mark_t)0U)
#define XA_MARK_1  ((xa_mark_t)1U)
#define XA_MARK_2  ((xa_mark_t)2U)
#define XA_PRESENT ((xa_mark_t)8U)

#define XA_FLAGS_LOCK_IRQ 1U
#define XA_FLAGS_LOCK_BH  2U
#define XA_FLAGS_ALLOC	  4U  /* free entries can be looked for */
#define XA_FLAGS_ALLOC1	  12U /* from 1 on */

#define XARRAY_INIT(name, flags)                                                                   \
	{                                                                                          \
		.xa_lock = __SPIN_LOCK_UNLOCKED(name.xa_lock), .xa_flags = (flags)                 \
	}
#define DEFINE_XARRAY_FLAGS(name, flags) struct xarray name = XARRAY_INIT(name, flags)
#define DEFINE_XARRAY(name)		 DEFINE_XARRAY_FLAGS(name, 0)
#define DEFINE_XARRAY_ALLOC(name)	 DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC)
#define DEFINE_XARRAY_ALLOC1(name)	 DEFINE_XARRAY_FLAGS(name, XA_FLAGS_ALLOC1)

static inline void xa_init_flags(struct xarray *xa, gfp_t flags)
{
	*xa = (struct xarray){.xa_flags = flags};
	spin_lock_init(&xa->xa_lock);
}

static inline void xa_init(struct xarray *xa)
{
	xa_init_flags(xa, 0);
}

/* An integer below LONG_MAX in place of a pointer; errors as entries of what functions return. */
#define xa_mk_value(v)	       ((void *)((unsigned long)(v) << 1 | 1))
#define xa_to_value(e)	       ((unsigned long)(e) >> 1)
#define xa_is_value(e)	       ((unsigned long)(e)&1)
#define xa_is_err(e)	       IS_ERR(e)
#define xa_err(e)	       PTR_ERR_OR_ZERO(e)
#define xa_tag_pointer(p, tag) ((void *)((unsigned long)(p) | (tag)))
#define xa_untag_pointer(e)    ((void *)((unsigned long)(e) & ~3UL))
#define xa_pointer_tag(e)      ((unsigned int)((unsigned long)(e)&3UL))
#define XA_ZERO_ENTRY	       ((void *)1030UL)
#define xa_is_zero(e)	       ((e) == XA_ZERO_ENTRY)

struct xa_limit {
	u32 max, min;
};
#define XA_LIMIT(_min, _max) ((struct xa_limit){.min = (_min), .max = (_max)})
#define xa_limit_32b	     XA_LIMIT(0, UINT_MAX)
#define xa_limit_31b	     XA_LIMIT(0, INT_MAX)
#define xa_limit_16b	     XA_LIMIT(0, USHRT_MAX)

#define xa_lock(xa)			spin_lock(&(xa)->xa_lock)
#define xa_unlock(xa)			spin_unlock(&(xa)->xa_lock)
#define xa_trylock(xa)			spin_trylock(&(xa)->xa_lock)
#define xa_lock_bh(xa)			spin_lock_bh(&(xa)->xa_lock)
#define xa_unlock_bh(xa)		spin_unlock_bh(&(xa)->xa_lock)
#define xa_lock_irq(xa)			spin_lock_irq(&(xa)->xa_lock)
#define xa_unlock_irq(xa)		spin_unlock_irq(&(xa)->xa_lock)
#define xa_lock_irqsave(xa, flags)	spin_lock_irqsave(&(xa)->xa_lock, flags)
#define xa_unlock_irqrestore(xa, flags) spin_unlock_irqrestore(&(xa)->xa_lock, flags)

/* NULL: nothing there. Readers need no lock. */
void *xa_load(struct xarray *xa, unsigned long index);
/* What was there, or an error as of xa_err(). Storing NULL erases. */
void *xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *__xa_store(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
void *xa_erase(struct xarray *xa, unsigned long index);
void *__xa_erase(struct xarray *xa, unsigned long index);
/* Only where old is; what was there. */
void *xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
void *__xa_cmpxchg(struct xarray *xa, unsigned long index, void *old, void *entry, gfp_t gfp);
void *xa_store_range(struct xarray *xa, unsigned long first, unsigned long last, void *entry,
		     gfp_t gfp);
int xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp); /* -EBUSY */
int __xa_insert(struct xarray *xa, unsigned long index, void *entry, gfp_t gfp);
/* Where nothing is; 0, -EBUSY (none free within the limit), -ENOMEM. cyclic: 1, it wrapped. */
int xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);
int __xa_alloc(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, gfp_t gfp);
int xa_alloc_cyclic(struct xarray *xa, u32 *id, void *entry, struct xa_limit limit, u32 *next,
		    gfp_t gfp);
int xa_reserve(struct xarray *xa, unsigned long index, gfp_t gfp);
void xa_release(struct xarray *xa, unsigned long index);
bool xa_get_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void __xa_set_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
void __xa_clear_mark(struct xarray *xa, unsigned long index, xa_mark_t mark);
bool xa_marked(const struct xarray *xa, xa_mark_t mark);
/* The first at or after (strictly after) *index, up to max; its place in *index. */
void *xa_find(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter);
void *xa_find_after(struct xarray *xa, unsigned long *index, unsigned long max, xa_mark_t filter);
unsigned int xa_extract(struct xarray *xa, void **dst, unsigned long start, unsigned long max,
			unsigned int n, xa_mark_t filter);
void xa_destroy(struct xarray *xa);

static inline bool xa_empty(const struct xarray *xa)
{
	return !xa->xa_head;
}

#define xa_store_bh(xa, index, entry, gfp)                                                         \
	({                                                                                         \
		void *__old;                                                                       \
		xa_lock_bh(xa);                                                                    \
		__old = __xa_store(xa, index, entry, gfp);                                         \
		xa_unlock_bh(xa);                                                                  \
		__old;                                                                             \
	})
#define xa_store_irq(xa, index, entry, gfp)                                                        \
	({                                                                                         \
		void *__old;                                                                       \
		xa_lock_irq(xa);                                                                   \
		__old = __xa_store(xa, index, entry, gfp);                                         \
		xa_unlock_irq(xa);                                                                 \
		__old;                                                                             \
	})
#define xa_erase_irq(xa, index)                                                                    \
	({                                                                                         \
		void *__old;                                                                       \
		xa_lock_irq(xa);                                                                   \
		__old = __xa_erase(xa, index);                                                     \
		xa_unlock_irq(xa);                                                                 \
		__old;                                                                             \
	})
#define xa_erase_bh(xa, index)                                                                     \
	({                                                                                         \
		void *__old;                                                                       \
		xa_lock_bh(xa);                                                                    \
		__old = __xa_erase(xa, index);                                                     \
		xa_unlock_bh(xa);                                                                  \
		__old;                                                                             \
	})

#define xa_for_each_range(xa, index, entry, start, last)                                           \
	for (index = start, entry = xa_find(xa, &index, last, XA_PRESENT); entry;                  \
	     entry = xa_find_after(xa, &index, last, XA_PRESENT))
#define xa_for_each_start(xa, index, entry, start)                                                 \
	xa_for_each_range(xa, index, entry, start, ULONG_MAX)
#define xa_for_each(xa, index, entry) xa_for_each_start(xa, index, entry, 0)
#define xa_for_each_marked(xa, index, entry, filter)                                               \
	for (index = 0, entry = xa_find(xa, &index, ULONG_MAX, filter); entry;                     \
	     entry = xa_find_after(xa, &index, ULONG_MAX, filter))

#endif
