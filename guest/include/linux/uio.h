/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uio: memory in pieces, the user's or the kernel's, as one stream (guest/lib/iov_iter.c).
 * Copies move the iterator on, and return how many bytes they could copy: fewer than asked
 * at its end, or where user memory is not there.
 */
#ifndef _LINUX_UIO_H
#define _LINUX_UIO_H

#include <linux/compiler.h>
#include <linux/mm_types.h>
#include <linux/types.h>

struct bio_vec;

#define UIO_FASTIOV 8
#define UIO_MAXIOV  1024

struct iovec {
	void __user *iov_base;
	size_t iov_len;
};

struct kvec {
	void *iov_base;
	size_t iov_len;
};

enum iter_type { ITER_IOVEC, ITER_KVEC, ITER_BVEC, ITER_UBUF, ITER_DISCARD };

#define ITER_SOURCE 1 /* == WRITE: data comes from the iterator */
#define ITER_DEST   0 /* == READ */

struct iov_iter {
	u8 iter_type;
	bool data_source;
	bool user_backed;
	size_t iov_offset; /* in the first piece that is left */
	size_t count;	   /* bytes left */
	union {
		const struct iovec *iov;
		const struct kvec *kvec;
		const struct bio_vec *bvec;
		void __user *ubuf;
	};
	unsigned long nr_segs;
};

void iov_iter_init(struct iov_iter *i, unsigned int direction, const struct iovec *iov,
		   unsigned long nr_segs, size_t count);
void iov_iter_kvec(struct iov_iter *i, unsigned int direction, const struct kvec *kvec,
		   unsigned long nr_segs, size_t count);
void iov_iter_bvec(struct iov_iter *i, unsigned int direction, const struct bio_vec *bvec,
		   unsigned long nr_segs, size_t count);

static inline void iov_iter_ubuf(struct iov_iter *i, unsigned int direction, void __user *buf,
				 size_t count)
{
	*i = (struct iov_iter){.iter_type = ITER_UBUF,
			       .data_source = direction,
			       .user_backed = true,
			       .count = count,
			       .ubuf = buf,
			       .nr_segs = 1};
}

static inline size_t iov_iter_count(const struct iov_iter *i)
{
	return i->count;
}

static inline bool iter_is_iovec(const struct iov_iter *i)
{
	return i->iter_type == ITER_IOVEC;
}
#define iter_is_ubuf(i)	    ((i)->iter_type == ITER_UBUF)
#define iov_iter_is_kvec(i) ((i)->iter_type == ITER_KVEC)
#define iov_iter_is_bvec(i) ((i)->iter_type == ITER_BVEC)
#define user_backed_iter(i) ((i)->user_backed)
#define iov_iter_rw(i)	    ((i)->data_source ? WRITE : READ)

static inline void iov_iter_truncate(struct iov_iter *i, u64 count)
{
	if (i->count > count)
		i->count = count;
}

static inline void iov_iter_reexpand(struct iov_iter *i, size_t count)
{
	i->count = count;
}

void iov_iter_advance(struct iov_iter *i, size_t bytes);
void iov_iter_revert(struct iov_iter *i, size_t bytes);
size_t iov_iter_single_seg_count(const struct iov_iter *i);
int iov_iter_npages(const struct iov_iter *i, int maxpages);
size_t iov_iter_zero(size_t bytes, struct iov_iter *i);
/* Have the memory there before locks are taken; how many bytes are not. */
size_t fault_in_iov_iter_readable(const struct iov_iter *i, size_t bytes);
size_t fault_in_iov_iter_writeable(const struct iov_iter *i, size_t bytes);

size_t copy_to_iter(const void *from, size_t bytes, struct iov_iter *i);
size_t copy_from_iter(void *to, size_t bytes, struct iov_iter *i);
size_t copy_page_to_iter(struct page *page, size_t off, size_t bytes, struct iov_iter *i);
size_t copy_page_from_iter(struct page *page, size_t off, size_t bytes, struct iov_iter *i);

static inline bool copy_to_iter_full(const void *from, size_t bytes, struct iov_iter *i)
{
	size_t copied = copy_to_iter(from, bytes, i);

	if (copied == bytes)
		return true;
	iov_iter_revert(i, copied);
	return false;
}

/* All, or nothing. */
static inline bool copy_from_iter_full(void *to, size_t bytes, struct iov_iter *i)
{
	size_t copied = copy_from_iter(to, bytes, i);

	if (copied == bytes)
		return true;
	iov_iter_revert(i, copied);
	return false;
}

/* A program's array of pieces. *iov: room for fast_segs of them, or NULL on return; kfree() it. */
ssize_t import_iovec(int direction, const struct iovec __user *uvec, unsigned int nr_segs,
		     unsigned int fast_segs, struct iovec **iov, struct iov_iter *i);
int import_single_range(int direction, void __user *buf, size_t len, struct iovec *iov,
			struct iov_iter *i);

#endif
