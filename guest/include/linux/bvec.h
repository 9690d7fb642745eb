/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bvec: pieces of memory by page, for pages that have no address; and how far through an
 * array of them somebody is. A piece may go on over pages that follow in memory.
 */
#ifndef _LINUX_BVEC_H
#define _LINUX_BVEC_H

#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm_types.h>
#include <linux/types.h>

struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len;
	unsigned int bv_offset;
};

struct bvec_iter {
	sector_t bi_sector;	   /* on the device */
	unsigned int bi_size;	   /* bytes left */
	unsigned int bi_idx;	   /* in the array */
	unsigned int bi_bvec_done; /* bytes of that piece that are done */
};

/* What comes next, as far as it is in one piece. */
static inline struct bio_vec mp_bvec_iter_bvec(const struct bio_vec *vec, struct bvec_iter iter)
{
	const struct bio_vec *v = vec + iter.bi_idx;
	unsigned int at = v->bv_offset + iter.bi_bvec_done;

	return (struct bio_vec){
	    .bv_page = v->bv_page + (at >> PAGE_SHIFT),
	    .bv_offset = at & ~PAGE_MASK,
	    .bv_len = min(v->bv_len - iter.bi_bvec_done, iter.bi_size),
	};
}

/* The same, as far as it is in one page. */
static inline struct bio_vec bvec_iter_bvec(const struct bio_vec *vec, struct bvec_iter iter)
{
	struct bio_vec v = mp_bvec_iter_bvec(vec, iter);

	v.bv_len = min_t(unsigned int, v.bv_len, PAGE_SIZE - v.bv_offset);
	return v;
}

static inline void bvec_iter_advance(const struct bio_vec *vec, struct bvec_iter *iter,
				     unsigned int bytes)
{
	bytes = min(bytes, iter->bi_size);
	iter->bi_size -= bytes;
	bytes += iter->bi_bvec_done;
	while (bytes && bytes >= vec[iter->bi_idx].bv_len)
		bytes -= vec[iter->bi_idx++].bv_len;
	iter->bi_bvec_done = bytes;
}

static inline void *bvec_kmap_local(struct bio_vec *bv)
{
	return (char *)kmap_local_page(bv->bv_page) + bv->bv_offset;
}

static inline void memcpy_from_bvec(char *to, struct bio_vec *bv)
{
	memcpy_from_page(to, bv->bv_page, bv->bv_offset, bv->bv_len);
}

static inline void memcpy_to_bvec(struct bio_vec *bv, const char *from)
{
	memcpy_to_page(bv->bv_page, bv->bv_offset, from, bv->bv_len);
}

static inline void memzero_bvec(struct bio_vec *bv)
{
	zero_user(bv->bv_page, bv->bv_offset, bv->bv_len);
}

#endif
