/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * idr: small numbers for pointers (struct idr), or just small numbers (struct ida). The
 * caller of an idr locks; an ida locks itself (guest/lib/idr.c).
 */
#ifndef _LINUX_IDR_H
#define _LINUX_IDR_H

#include <linux/gfp.h>
#include <linux/percpu.h>
#include <linux/radix-tree.h>
#include <linux/xarray.h>

struct idr {
	struct xarray idr_rt;
	unsigned int idr_base, idr_next;
};

#define IDR_INIT_BASE(name, base)                                                                  \
	{                                                                                          \
		.idr_rt = XARRAY_INIT(name.idr_rt, 0), .idr_base = (base), .idr_next = 0           \
	}
#define IDR_INIT(name)	 IDR_INIT_BASE(name, 0)
#define DEFINE_IDR(name) struct idr name = IDR_INIT(name)

static inline void idr_init_base(struct idr *idr, int base)
{
	xa_init(&idr->idr_rt);
	idr->idr_base = base;
	idr->idr_next = 0;
}

static inline void idr_init(struct idr *idr)
{
	idr_init_base(idr, 0);
}

/* The smallest free number from start on, below end (<= 0: any); -ENOSPC, -ENOMEM. */
int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
/* From *id up to max; the number in *id. 0 or a negative errno. */
int idr_alloc_u32(struct idr *idr, void *ptr, u32 *id, unsigned long max, gfp_t gfp);
/* Not the smallest but the next after the last one, as process numbers are. */
int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp);
void *idr_remove(struct idr *idr, unsigned long id);
void *idr_find(const struct idr *idr, unsigned long id);
int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data);
void *idr_get_next(struct idr *idr, int *id);
void *idr_get_next_ul(struct idr *idr, unsigned long *id);
void *idr_replace(struct idr *idr, void *ptr, unsigned long id); /* the old one, or ERR_PTR */
void idr_destroy(struct idr *idr);
bool idr_is_empty(const struct idr *idr);

static inline unsigned int idr_get_cursor(const struct idr *idr)
{
	return READ_ONCE(idr->idr_next);
}

static inline void idr_set_cursor(struct idr *idr, unsigned int val)
{
	WRITE_ONCE(idr->idr_next, val);
}

static inline void idr_preload(gfp_t gfp)
{
	preempt_disable();
}

static inline void idr_preload_end(void)
{
	preempt_enable();
}

#define idr_for_each_entry(idr, entry, id)                                                         \
	for (id = 0; ((entry) = idr_get_next(idr, &(id))) != NULL; id += 1U)
#define idr_for_each_entry_ul(idr, entry, tmp, id)                                                 \
	for (tmp = 0, id = 0; ((entry) = tmp <= id ? idr_get_next_ul(idr, &(id)) : NULL) != NULL;  \
	     tmp = id, ++id)
#define idr_for_each_entry_continue(idr, entry, id)                                                \
	for ((entry) = idr_get_next((idr), &(id)); entry;                                          \
	     ++id, (entry) = idr_get_next((idr), &(id)))

#ifndef LINUX_6_1_ONLY /* of other versions */
/* As it was before 3.9: room first, then a number. */
int idr_pre_get(struct idr *idr, gfp_t gfp); /* 0: no memory */
int idr_get_new_above(struct idr *idr, void *ptr, int start, int *id);
#define idr_get_new(idr, ptr, id) idr_get_new_above(idr, ptr, 0, id)
void idr_remove_all(struct idr *idr);
#endif

struct ida {
	struct xarray xa;
};

#define IDA_INIT(name)                                                                             \
	{                                                                                          \
		.xa = XARRAY_INIT(name.xa, 0)                                                      \
	}
#define DEFINE_IDA(name) struct ida name = IDA_INIT(name)

static inline void ida_init(struct ida *ida)
{
	xa_init(&ida->xa);
}

int ida_alloc_range(struct ida *ida, unsigned int min, unsigned int max, gfp_t gfp);
void ida_free(struct ida *ida, unsigned int id);
void ida_destroy(struct ida *ida);
#define ida_alloc(ida, gfp)		     ida_alloc_range(ida, 0, ~0, gfp)
#define ida_alloc_min(ida, min, gfp)	     ida_alloc_range(ida, min, ~0, gfp)
#define ida_alloc_max(ida, max, gfp)	     ida_alloc_range(ida, 0, max, gfp)
#define ida_simple_get(ida, start, end, gfp) ida_alloc_range(ida, start, (end)-1, gfp)
#define ida_simple_remove(ida, id)	     ida_free(ida, id)
#define ida_is_empty(ida)		     xa_empty(&(ida)->xa)

#endif
