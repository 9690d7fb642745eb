/* SPDX-License-Identifier: GPL-2.0-only */
/* bio: making, filling and sending of transfers (guest/block/bio.c). */
#ifndef _LINUX_BIO_H
#define _LINUX_BIO_H

#include <linux/blk_types.h>
#include <linux/gfp.h>

#define BIO_MAX_VECS  256u
#define BIO_MAX_PAGES BIO_MAX_VECS

/*
 * Room for so many pieces, at most BIO_MAX_VECS. With __GFP_WAIT it never fails, as long as
 * those before are sent and come back. Any context without.
 */
struct bio *bio_alloc(struct block_device *bdev, unsigned short nr_vecs, blk_opf_t opf, gfp_t gfp);
void bio_get(struct bio *bio);
void bio_put(struct bio *bio); /* the last frees it */

static inline void bio_set_dev(struct bio *bio, struct block_device *bdev)
{
	bio->bi_bdev = bdev;
}

/* len, or 0: it is full (or too large for the device). */
int bio_add_page(struct bio *bio, struct page *page, unsigned int len, unsigned int off);

/* To the driver; bi_end_io() tells when it is done, and bi_status how. May sleep. */
void submit_bio(struct bio *bio);
#define submit_bio_noacct(bio) submit_bio(bio)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define generic_make_request(bio) submit_bio(bio)
#endif
/* And wait; 0 or -errno. bi_end_io and bi_private are this call's. */
int submit_bio_wait(struct bio *bio);

/* By the driver: it is over. Any context. */
void bio_endio(struct bio *bio);

static inline void bio_io_error(struct bio *bio)
{
	bio->bi_status = BLK_STS_IOERR;
	bio_endio(bio);
}

static inline void bio_advance_iter(const struct bio *bio, struct bvec_iter *iter,
				    unsigned int bytes)
{
	iter->bi_sector += bytes >> SECTOR_SHIFT;
	bvec_iter_advance(bio->bi_io_vec, iter, bytes);
}

static inline void bio_advance(struct bio *bio, unsigned int bytes)
{
	bio_advance_iter(bio, &bio->bi_iter, bytes);
}

static inline bool bio_has_data(const struct bio *bio)
{
	return bio && bio->bi_iter.bi_size;
}

#define bio_iter_iovec(bio, iter)    bvec_iter_bvec((bio)->bi_io_vec, iter)
#define mp_bio_iter_iovec(bio, iter) mp_bvec_iter_bvec((bio)->bi_io_vec, iter)
#define bio_page(bio)		     bio_iter_iovec(bio, (bio)->bi_iter).bv_page
#define bio_offset(bio)		     bio_iter_iovec(bio, (bio)->bi_iter).bv_offset
#define bio_iovec(bio)		     bio_iter_iovec(bio, (bio)->bi_iter)
#define bio_cur_bytes(bio)	     bio_iovec(bio).bv_len

#define __bio_for_each_segment(bvl, bio, iter, start)                                              \
	for (iter = (start); (iter).bi_size && ((bvl = bio_iter_iovec(bio, iter)), 1);             \
	     bio_advance_iter(bio, &(iter), (bvl).bv_len))
/* Page by page; piece by piece. */
#define bio_for_each_segment(bvl, bio, iter) __bio_for_each_segment(bvl, bio, iter, (bio)->bi_iter)
#define bio_for_each_bvec(bvl, bio, iter)                                                          \
	for (iter = (bio)->bi_iter; (iter).bi_size && ((bvl = mp_bio_iter_iovec(bio, iter)), 1);   \
	     bio_advance_iter(bio, &(iter), (bvl).bv_len))
/* All there ever was, for its owner, from bi_end_io() too. */
#define bio_for_each_segment_all(bvl, bio, iter)                                                   \
	for (iter = (struct bvec_iter){.bi_size = bio_all_bytes(bio)};                             \
	     (iter).bi_size && ((bvl = bio_iter_iovec(bio, iter)), 1);                             \
	     bio_advance_iter(bio, &(iter), (bvl).bv_len))

static inline unsigned int bio_all_bytes(const struct bio *bio)
{
	unsigned int i, bytes = 0;

	for (i = 0; i < bio->bi_vcnt; i++)
		bytes += bio->bi_io_vec[i].bv_len;
	return bytes;
}

#endif
