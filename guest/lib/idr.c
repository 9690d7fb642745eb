/* SPDX-License-Identifier: GPL-2.0-only */
/* idr: numbers for pointers, in an xarray; and numbers alone, in one whose entries say nothing. */
#include <linux/export.h>
#include <linux/idr.h>
#include <linux/kernel.h>

/* A number may stand for NULL, which an xarray would take for nothing. */
static void *hide(void *ptr)
{
	return ptr ?: XA_ZERO_ENTRY;
}

int idr_alloc_u32(struct idr *idr, void *ptr, u32 *id, unsigned long max, gfp_t gfp)
{
	unsigned int base = idr->idr_base;
	u32 first = *id < base ? 0 : *id - base;
	int err;

	if (max < base)
		return -ENOSPC;
	err = xa_alloc(&idr->idr_rt, id, hide(ptr), XA_LIMIT(first, max - base), gfp);
	if (err)
		return err == -EBUSY ? -ENOSPC : err;
	*id += base;
	return 0;
}
EXPORT_SYMBOL_GPL(idr_alloc_u32);

int idr_alloc(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	u32 id = start;
	int err;

	if (WARN_ON_ONCE(start < 0))
		return -EINVAL;
	err = idr_alloc_u32(idr, ptr, &id, end > 0 ? end - 1 : INT_MAX, gfp);
	return err ?: (int)id;
}
EXPORT_SYMBOL_GPL(idr_alloc);

int idr_alloc_cyclic(struct idr *idr, void *ptr, int start, int end, gfp_t gfp)
{
	unsigned long max = end > 0 ? end - 1 : INT_MAX;
	u32 id = max_t(u32, idr->idr_next, start);
	int err = id <= max ? idr_alloc_u32(idr, ptr, &id, max, gfp) : -ENOSPC;

	if (err == -ENOSPC && id > start) {
		id = start;
		err = idr_alloc_u32(idr, ptr, &id, max, gfp);
	}
	if (err)
		return err;
	idr->idr_next = id + 1;
	return id;
}
EXPORT_SYMBOL(idr_alloc_cyclic);

void *idr_remove(struct idr *idr, unsigned long id)
{
	return xa_erase(&idr->idr_rt, id - idr->idr_base);
}
EXPORT_SYMBOL_GPL(idr_remove);

void *idr_find(const struct idr *idr, unsigned long id)
{
	return xa_load((struct xarray *)&idr->idr_rt, id - idr->idr_base);
}
EXPORT_SYMBOL_GPL(idr_find);

void *idr_get_next_ul(struct idr *idr, unsigned long *id)
{
	unsigned long index = *id < idr->idr_base ? 0 : *id - idr->idr_base;
	void *entry = xa_find(&idr->idr_rt, &index, ULONG_MAX, XA_PRESENT);

	if (entry)
		*id = index + idr->idr_base;
	return entry;
}
EXPORT_SYMBOL(idr_get_next_ul);

void *idr_get_next(struct idr *idr, int *id)
{
	unsigned long at = *id;
	void *entry = idr_get_next_ul(idr, &at);

	if (!entry || at > INT_MAX)
		return NULL;
	*id = at;
	return entry;
}
EXPORT_SYMBOL(idr_get_next);

int idr_for_each(const struct idr *idr, int (*fn)(int id, void *p, void *data), void *data)
{
	unsigned long index;
	void *entry;
	int err;

	xa_for_each((struct xarray *)&idr->idr_rt, index, entry)
	{
		err = fn(index + idr->idr_base, entry, data);
		if (err)
			return err;
	}
	return 0;
}
EXPORT_SYMBOL(idr_for_each);

void *idr_replace(struct idr *idr, void *ptr, unsigned long id)
{
	void *old = idr_find(idr, id);

	return old ? xa_store(&idr->idr_rt, id - idr->idr_base, hide(ptr), GFP_NOWAIT)
		   : ERR_PTR(-ENOENT);
}
EXPORT_SYMBOL(idr_replace);

void idr_destroy(struct idr *idr)
{
	xa_destroy(&idr->idr_rt);
}
EXPORT_SYMBOL(idr_destroy);

void idr_remove_all(struct idr *idr)
{
	xa_destroy(&idr->idr_rt);
}
EXPORT_SYMBOL(idr_remove_all);

bool idr_is_empty(const struct idr *idr)
{
	return xa_empty(&idr->idr_rt);
}
EXPORT_SYMBOL(idr_is_empty);

/* Nothing is kept ready here: idr_get_new_above() asks for memory itself. */
int idr_pre_get(struct idr *idr, gfp_t gfp)
{
	return 1;
}
EXPORT_SYMBOL(idr_pre_get);

int idr_get_new_above(struct idr *idr, void *ptr, int start, int *id)
{
	int got = idr_alloc(idr, ptr, start, 0, GFP_ATOMIC);

	if (got < 0)
		return got == -ENOMEM ? -EAGAIN : got;
	*id = got;
	return 0;
}
EXPORT_SYMBOL(idr_get_new_above);

int ida_alloc_range(struct ida *ida, unsigned int least, unsigned int most, gfp_t gfp)
{
	u32 id;
	int err = xa_alloc(&ida->xa, &id, xa_mk_value(1),
			   XA_LIMIT(least, min_t(u32, most, INT_MAX)), gfp);

	return err == -EBUSY ? -ENOSPC : err ?: (int)id;
}
EXPORT_SYMBOL(ida_alloc_range);

void ida_free(struct ida *ida, unsigned int id)
{
	WARN(!xa_erase(&ida->xa, id), "ida_free called for id=%u which is not allocated.\n", id);
}
EXPORT_SYMBOL(ida_free);

void ida_destroy(struct ida *ida)
{
	xa_destroy(&ida->xa);
}
EXPORT_SYMBOL(ida_destroy);
