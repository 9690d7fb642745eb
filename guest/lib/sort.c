/* SPDX-License-Identifier: GPL-2.0-only */
/* sort: heapsort, in place, without recursion. */
#include <linux/export.h>
#include <linux/sort.h>

static void swap_bytes(void *a, void *b, int size)
{
	char *x = a, *y = b;

	while (size--) {
		char t = *x;

		*x++ = *y;
		*y++ = t;
	}
}

/* Let the element at index sink until no child of it is larger. */
static void sift_down(void *base, size_t index, size_t num, size_t size,
		      int (*cmp)(const void *, const void *), void (*swap_fn)(void *, void *, int))
{
	for (;;) {
		size_t child = 2 * index + 1;

		if (child >= num)
			return;
		if (child + 1 < num && cmp(base + child * size, base + (child + 1) * size) < 0)
			child++;
		if (cmp(base + index * size, base + child * size) >= 0)
			return;
		swap_fn(base + index * size, base + child * size, size);
		index = child;
	}
}

void sort(void *base, size_t num, size_t size, int (*cmp)(const void *, const void *),
	  void (*swap_fn)(void *, void *, int))
{
	size_t i;

	if (!swap_fn)
		swap_fn = swap_bytes;
	for (i = num / 2; i-- > 0;)
		sift_down(base, i, num, size, cmp, swap_fn);
	for (i = num; i-- > 1;) {
		swap_fn(base, base + i * size, size);
		sift_down(base, 0, i, size, cmp, swap_fn);
	}
}
EXPORT_SYMBOL(sort);
