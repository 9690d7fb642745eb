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

/* From skip bytes on. A page at a time: high ones are mapped for the moment. */
static size_t copy(struct scatterlist *sgl, unsigned int nents, void *buf, size_t len, off_t skip,
		   bool to_sg)
{
	size_t done = 0;

	for (; sgl && nents-- && done < len; sgl = sg_next(sgl)) {
		unsigned int at = min_t(size_t, skip, sgl->length);

		skip -= at;
		while (at < sgl->length && done < len) {
			unsigned int from = sgl->offset + at;
			unsigned int n = min_t(size_t, len - done, sgl->length - at);
			char *map = kmap_atomic(sg_page(sgl) + from / PAGE_SIZE);

			n = min_t(unsigned int, n, PAGE_SIZE - from % PAGE_SIZE);
			if (to_sg)
				memcpy(map + from % PAGE_SIZE, buf + done, n);
			else
				memcpy(buf + done, map + from % PAGE_SIZE, n);
			kunmap_atomic(map);
			at += n;
			done += n;
		}
	}
	return done;
}

size_t sg_copy_from_buffer(struct scatterlist *sgl, unsigned int nents, const void *buf, size_t len)
{
	return copy(sgl, nents, (void *)buf, len, 0, true);
}
EXPORT_SYMBOL(sg_copy_from_buffer);

size_t sg_copy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t len)
{
	return copy(sgl, nents, buf, len, 0, false);
}
EXPORT_SYMBOL(sg_copy_to_buffer);

size_t sg_pcopy_from_buffer(struct scatterlist *sgl, unsigned int nents, const void *buf,
			    size_t len, off_t skip)
{
	return copy(sgl, nents, (void *)buf, len, skip, true);
}
EXPORT_SYMBOL(sg_pcopy_from_buffer);

size_t sg_pcopy_to_buffer(struct scatterlist *sgl, unsigned int nents, void *buf, size_t len,
			  off_t skip)
{
	return copy(sgl, nents, buf, len, skip, false);
}
EXPORT_SYMBOL(sg_pcopy_to_buffer);
