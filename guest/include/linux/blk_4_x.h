/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * blk_4_x: bios as they were from 3.14, which brought struct bvec_iter, to 4.20. How one went is an
 * argument of bio_endio() up to 4.2, bi_error up to 4.12, and bi_status since.
 */
#ifndef _LINUX_BLK_4_X_H
#define _LINUX_BLK_4_X_H

#include <linux/bio.h>
#include <linux/highmem.h>
#include <linux/version.h>

#define bio_to_phys(bio)  (page_to_phys(bio_page(bio)) + bio_offset(bio))
#define bvec_to_phys(bv)  (page_to_phys((bv)->bv_page) + (bv)->bv_offset)
#define bio_rw(bio)	  ((bio)->bi_rw & 1)
#define bio_rw_ahead(bio) ((bio)->bi_rw & REQ_RAHEAD)
#define __bio_kmap_atomic(bio, iter)                                                               \
	((char *)kmap_atomic(bio_iter_iovec(bio, iter).bv_page) +                                  \
	 bio_iter_iovec(bio, iter).bv_offset)
#define __bio_kunmap_atomic(addr) kunmap_atomic((void *)(addr))
static inline char *bvec_kmap_irq(struct bio_vec *bv, unsigned long *flags)
{
	local_irq_save(*flags);
	return (char *)kmap_atomic(bv->bv_page) + bv->bv_offset;
}
static inline void bvec_kunmap_irq(char *buffer, unsigned long *flags)
{
	kunmap_atomic((void *)((unsigned long)buffer & PAGE_MASK));
	local_irq_restore(*flags);
}

#define bio_alloc(gfp, vecs) (bio_alloc)(NULL, vecs, 0, gfp)

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 3, 0)
#define bio_endio(bio, error) bio_endio_2_6(bio, (bio)->bi_iter.bi_size, error)
#undef bio_io_error
#define bio_io_error(bio) bio_endio(bio, -EIO)
#elif LINUX_VERSION_CODE < KERNEL_VERSION(4, 13, 0)
#define bio_endio(bio) bio_endio_2_6(bio, (bio)->bi_iter.bi_size, (bio)->bi_error)
#undef bio_io_error
#define bio_io_error(bio) bio_endio_2_6(bio, (bio)->bi_iter.bi_size, -EIO)
#endif

#if LINUX_VERSION_CODE >= KERNEL_VERSION(4, 14, 0)
#define bi_disk bi_bdev->bd_disk
#endif

#if LINUX_VERSION_CODE < KERNEL_VERSION(4, 8, 0)
#define READA (READ | REQ_RAHEAD)
#define submit_bio(rw, bio)                                                                        \
	do {                                                                                       \
		(bio)->bi_opf |= (rw);                                                             \
		(submit_bio)(bio);                                                                 \
	} while (0)
#undef generic_make_request
#define generic_make_request(bio) (submit_bio)(bio)
#endif

#endif
