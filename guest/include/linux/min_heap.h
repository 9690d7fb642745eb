/* SPDX-License-Identifier: GPL-2.0-only */
/* min_heap: an array whose first element is the least (Knuth, volume 3, 5.2.3). */
#ifndef _LINUX_MIN_HEAP_H
#define _LINUX_MIN_HEAP_H

#include <linux/bug.h>
#include <linux/string.h>
#include <linux/types.h>

struct min_heap {
	void *data;
	int nr, size; /* elements, and room for so many */
};

struct min_heap_callbacks {
	int elem_size;
	bool (*less)(const void *lhs, const void *rhs);
	void (*swp)(void *lhs, void *rhs);
};

/* The element at pos goes down to where both below it are greater. */
static __always_inline void min_heapify(struct min_heap *heap, int pos,
					const struct min_heap_callbacks *func)
{
	int least = pos, child;

	for (;; pos = least) {
		for (child = 2 * pos + 1; child <= 2 * pos + 2 && child < heap->nr; child++)
			if (func->less(heap->data + child * func->elem_size,
				       heap->data + least * func->elem_size))
				least = child;
		if (least == pos)
			return;
		func->swp(heap->data + pos * func->elem_size, heap->data + least * func->elem_size);
	}
}

static __always_inline void min_heapify_all(struct min_heap *heap,
					    const struct min_heap_callbacks *func)
{
	int pos;

	for (pos = heap->nr / 2 - 1; pos >= 0; pos--)
		min_heapify(heap, pos, func);
}

static __always_inline void min_heap_pop(struct min_heap *heap,
					 const struct min_heap_callbacks *func)
{
	if (WARN_ONCE(heap->nr <= 0, "Popping an empty heap"))
		return;
	heap->nr--;
	memcpy(heap->data, heap->data + heap->nr * func->elem_size, func->elem_size);
	min_heapify(heap, 0, func);
}

static __always_inline void min_heap_pop_push(struct min_heap *heap, const void *element,
					      const struct min_heap_callbacks *func)
{
	memcpy(heap->data, element, func->elem_size);
	min_heapify(heap, 0, func);
}

static __always_inline void min_heap_push(struct min_heap *heap, const void *element,
					  const struct min_heap_callbacks *func)
{
	int pos = heap->nr, parent;

	if (WARN_ONCE(heap->nr >= heap->size, "Pushing on a full heap"))
		return;
	memcpy(heap->data + pos * func->elem_size, element, func->elem_size);
	for (heap->nr++; pos; pos = parent) {
		parent = (pos - 1) / 2;
		if (!func->less(heap->data + pos * func->elem_size,
				heap->data + parent * func->elem_size))
			return;
		func->swp(heap->data + pos * func->elem_size,
			  heap->data + parent * func->elem_size);
	}
}

#endif
