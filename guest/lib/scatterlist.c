/* SPDX-License-Identifier: GPL-2.0-only */
/* scatterlist: walking them, and copying what they say. */
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/scatterlist.h>
#include <linux/slab.h>

struct scatterlist *sg_next(struct scatterlist *sg)
{
	if (sg_is_last(sg))
		return NULL;
	sg++;
	return sg_is_chain(sg) ? sg_chain_ptr(sg) : sg;
}
EXPORT_SYMBOL(sg_next);

int sg_nents(struct scatterlist *sg)
{
	int n = 0;

	for (; sg; sg = sg_next(sg))
		n++;
	return n;
}
EXPORT_SYMBOL(sg_nents);

struct scatterlist *sg_last(struct scatterlist *sg, unsigned int nents)
{
	while (--nents)
		sg = sg_next(sg);
	return sg;
}
EXPORT_SYMBOL(sg_last);

int sg_alloc_table(struct sg_table *table, unsigned int nents, gfp_t gfp)
{
	*table = (struct sg_table){.nents = nents, .orig_nents = nents};
	if (!nents)
		return -EINVAL;
	table->sgl = kmalloc_array(nents, sizeof(*table->sgl), gfp);
	if (!table->sgl)
		return -ENOMEM;
	sg_init_table(table->sgl, nents);
	return 0;
}
EXPORT_SYMBOL(sg_alloc_table);

void sg_free_table(struct sg_table *table)
{
	kfree(table->sgl);
	*table = (struct sg_table){NULL};
}
EXPORT_SYMBOL(sg_free_table);

/* A piece may reach over several pages, each of which is mapped for itself. */
static void copy_piece(struct scatterlist *sg, void *buf, size_t len, bool from_buffer)
{
	unsigned int off = sg->offset;
	size_t n;

	for (; len; len -= n, buf += n, off += n) {
		struct page *page = sg_page(sg) + (off >> PAGE_SHIFT);
		void *at = kmap_atomic(page) + (off & ~PAGE_MASK);

		n = min_t(size_t, len, PAGE_SIZE - (off & ~PAGE_MASK));
		if (from_buffer)
			memcpy(at, buf, n);
		else
			memcpy(buf, at, n);
		kunmap_atomic(at);
	}
}

static size_t copy(struct scatterlist *sg, unsigned int nents, void *buf, size_t len,
		   bool from_buffer)
{
	size_t done = 0;

	for (; sg && nents-- && done < len; sg = sg_next(sg)) {
		size_t n = min_t(size_t, sg->length, len - done);

		copy_piece(sg, buf + done, n, from_buffer);
		done += n;
	}
	return done;
}

size_t sg_copy_from_buffer(struct scatterlist *sgl, unsigned int nents, const void *buf, size_t len)
{
	return copy(sgl, nents, (void *)buf, len, true);
}
EXPORT_SYMBOL(sg_copy_from_buffer);

size_t sg_copy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t len)
{
	return copy(sgl, nents, buf, len, false);
}
EXPORT_SYMBOL(sg_copy_to_buffer);
