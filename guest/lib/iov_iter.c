/* SPDX-License-Identifier: GPL-2.0-only */
/* iov_iter: memory in pieces as one stream. */
#include <linux/bvec.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/uio.h>

void iov_iter_init(struct iov_iter *i, unsigned int direction, const struct iovec *iov,
		   unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter){.iter_type = ITER_IOVEC,
			       .data_source = direction,
			       .user_backed = true,
			       .count = count,
			       .iov = iov,
			       .nr_segs = nr_segs};
}
EXPORT_SYMBOL(iov_iter_init);

void iov_iter_kvec(struct iov_iter *i, unsigned int direction, const struct kvec *kvec,
		   unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter){.iter_type = ITER_KVEC,
			       .data_source = direction,
			       .count = count,
			       .kvec = kvec,
			       .nr_segs = nr_segs};
}
EXPORT_SYMBOL(iov_iter_kvec);

void iov_iter_bvec(struct iov_iter *i, unsigned int direction, const struct bio_vec *bvec,
		   unsigned long nr_segs, size_t count)
{
	*i = (struct iov_iter){.iter_type = ITER_BVEC,
			       .data_source = direction,
			       .count = count,
			       .bvec = bvec,
			       .nr_segs = nr_segs};
}
EXPORT_SYMBOL(iov_iter_bvec);

/* The length of the piece at hand, as a whole. */
static size_t piece_len(const struct iov_iter *i)
{
	switch (i->iter_type) {
	case ITER_IOVEC:
		return i->iov->iov_len;
	case ITER_KVEC:
		return i->kvec->iov_len;
	case ITER_BVEC:
		return i->bvec->bv_len;
	default:
		return i->iov_offset + i->count;
	}
}

static void next_piece(struct iov_iter *i)
{
	if (i->iter_type == ITER_BVEC)
		i->bvec++;
	else
		i->iov++; /* a kvec is as large */
	i->nr_segs--;
	i->iov_offset = 0;
}

static bool in_pieces(const struct iov_iter *i)
{
	return i->iter_type != ITER_UBUF && i->iter_type != ITER_DISCARD;
}

size_t iov_iter_single_seg_count(const struct iov_iter *i)
{
	return min(i->count, piece_len(i) - i->iov_offset);
}
EXPORT_SYMBOL(iov_iter_single_seg_count);

void iov_iter_advance(struct iov_iter *i, size_t bytes)
{
	size_t now;

	bytes = min(bytes, i->count);
	i->count -= bytes;
	if (!in_pieces(i)) {
		i->iov_offset += bytes;
		return;
	}
	for (;;) {
		now = min(bytes, piece_len(i) - i->iov_offset);
		i->iov_offset += now;
		bytes -= now;
		if (i->iov_offset < piece_len(i) || !i->nr_segs || (!bytes && !i->count))
			return;
		next_piece(i);
		if (!i->nr_segs)
			return;
	}
}
EXPORT_SYMBOL(iov_iter_advance);

/* The caller knows that he has come so far. */
void iov_iter_revert(struct iov_iter *i, size_t bytes)
{
	i->count += bytes;
	while (in_pieces(i) && bytes > i->iov_offset) {
		bytes -= i->iov_offset;
		if (i->iter_type == ITER_BVEC)
			i->bvec--;
		else
			i->iov--;
		i->nr_segs++;
		i->iov_offset = piece_len(i);
	}
	i->iov_offset -= bytes;
}
EXPORT_SYMBOL(iov_iter_revert);

int iov_iter_npages(const struct iov_iter *i, int maxpages)
{
	struct iov_iter at = *i;
	int pages = 0;

	while (at.count && pages < maxpages) {
		size_t len = iov_iter_single_seg_count(&at);
		unsigned long base = at.iter_type == ITER_UBUF	 ? (unsigned long)at.ubuf
				     : at.iter_type == ITER_BVEC ? at.bvec->bv_offset
								 : (unsigned long)at.iov->iov_base;

		pages += DIV_ROUND_UP(((base + at.iov_offset) & ~PAGE_MASK) + len, PAGE_SIZE);
		iov_iter_advance(&at, len);
	}
	return min(pages, maxpages);
}
EXPORT_SYMBOL(iov_iter_npages);

/* ---- copies ---- */

/* Between kernel memory and the piece at hand; how many bytes could not be copied. */
static size_t copy_piece(struct iov_iter *i, void *mem, size_t len, bool to_iter)
{
	switch (i->iter_type) {
	case ITER_UBUF:
		return to_iter ? copy_to_user(i->ubuf + i->iov_offset, mem, len)
			       : copy_from_user(mem, i->ubuf + i->iov_offset, len);
	case ITER_IOVEC:
		return to_iter ? copy_to_user(i->iov->iov_base + i->iov_offset, mem, len)
			       : copy_from_user(mem, i->iov->iov_base + i->iov_offset, len);
	case ITER_KVEC:
		if (to_iter)
			memcpy(i->kvec->iov_base + i->iov_offset, mem, len);
		else
			memcpy(mem, i->kvec->iov_base + i->iov_offset, len);
		return 0;
	case ITER_BVEC: {
		size_t off = i->bvec->bv_offset + i->iov_offset;
		struct page *page = i->bvec->bv_page + (off >> PAGE_SHIFT);

		if (to_iter)
			memcpy_to_page(page, off & ~PAGE_MASK, mem, len);
		else
			memcpy_from_page(mem, page, off & ~PAGE_MASK, len);
		return 0;
	}
	default: /* ITER_DISCARD */
		return 0;
	}
}

static size_t piece_at_hand(const struct iov_iter *i, size_t bytes)
{
	size_t len = min(bytes, iov_iter_single_seg_count(i));

	if (i->iter_type == ITER_BVEC)
		len = min_t(size_t, len,
			    PAGE_SIZE - ((i->bvec->bv_offset + i->iov_offset) & ~PAGE_MASK));
	return len;
}

static size_t copy_all(struct iov_iter *i, void *mem, size_t bytes, bool to_iter)
{
	size_t done = 0, len, left;

	bytes = min(bytes, i->count);
	while (done < bytes) {
		len = piece_at_hand(i, bytes - done);
		left = copy_piece(i, mem + done, len, to_iter);
		iov_iter_advance(i, len - left);
		done += len - left;
		if (left)
			break;
	}
	return done;
}

size_t copy_to_iter(const void *from, size_t bytes, struct iov_iter *i)
{
	size_t left;

	if (likely(i->iter_type == ITER_UBUF)) {
		bytes = min(bytes, i->count);
		left = copy_to_user(i->ubuf + i->iov_offset, from, bytes);
		i->iov_offset += bytes - left;
		i->count -= bytes - left;
		return bytes - left;
	}
	return copy_all(i, (void *)from, bytes, true);
}
EXPORT_SYMBOL(copy_to_iter);

size_t copy_from_iter(void *to, size_t bytes, struct iov_iter *i)
{
	size_t left;

	if (likely(i->iter_type == ITER_UBUF)) {
		bytes = min(bytes, i->count);
		left = copy_from_user(to, i->ubuf + i->iov_offset, bytes);
		i->iov_offset += bytes - left;
		i->count -= bytes - left;
		return bytes - left;
	}
	return copy_all(i, to, bytes, false);
}
EXPORT_SYMBOL(copy_from_iter);

/* The map is one that survives a page fault on the other side. */
size_t copy_page_to_iter(struct page *page, size_t off, size_t bytes, struct iov_iter *i)
{
	char *addr = kmap_local_page(page);
	size_t done = copy_to_iter(addr + off, bytes, i);

	kunmap_local(addr);
	return done;
}
EXPORT_SYMBOL(copy_page_to_iter);

size_t copy_page_from_iter(struct page *page, size_t off, size_t bytes, struct iov_iter *i)
{
	char *addr = kmap_local_page(page);
	size_t done = copy_from_iter(addr + off, bytes, i);

	kunmap_local(addr);
	return done;
}
EXPORT_SYMBOL(copy_page_from_iter);

size_t iov_iter_zero(size_t bytes, struct iov_iter *i)
{
	static const char zeros[256];
	size_t done = 0, len, copied;

	while (done < bytes && i->count) {
		if (i->iter_type == ITER_UBUF) {
			len = min(bytes - done, i->count);
			copied = len - clear_user(i->ubuf + i->iov_offset, len);
			iov_iter_advance(i, copied);
		} else {
			len = min3(bytes - done, sizeof(zeros), i->count);
			copied = copy_to_iter(zeros, len, i);
		}
		done += copied;
		if (copied < len)
			break;
	}
	return done;
}
EXPORT_SYMBOL(iov_iter_zero);

/* ---- to have it there before a lock is taken ---- */

static size_t fault_in(const struct iov_iter *i, size_t bytes, bool write)
{
	struct iov_iter at = *i;
	size_t left = min(bytes, at.count);

	if (!i->user_backed)
		return 0;
	while (left) {
		size_t len = piece_at_hand(&at, left), done;
		char __user *base =
		    (at.iter_type == ITER_UBUF ? at.ubuf : at.iov->iov_base) + at.iov_offset;

		for (done = 0; done < len;) {
			char byte;

			if (get_user(byte, base + done) || (write && put_user(byte, base + done)))
				return left - done;
			done =
			    min_t(size_t, len,
				  done + PAGE_SIZE - ((unsigned long)(base + done) & ~PAGE_MASK));
		}
		iov_iter_advance(&at, len);
		left -= len;
	}
	return 0;
}

size_t fault_in_iov_iter_readable(const struct iov_iter *i, size_t bytes)
{
	return fault_in(i, bytes, false);
}
EXPORT_SYMBOL(fault_in_iov_iter_readable);

size_t fault_in_iov_iter_writeable(const struct iov_iter *i, size_t bytes)
{
	return fault_in(i, bytes, true);
}
EXPORT_SYMBOL(fault_in_iov_iter_writeable);

/* ---- a program's arrays ---- */

ssize_t import_iovec(int direction, const struct iovec __user *uvec, unsigned int nr_segs,
		     unsigned int fast_segs, struct iovec **iovp, struct iov_iter *i)
{
	struct iovec *iov = *iovp;
	unsigned long seg;
	size_t total = 0;

	if (nr_segs > UIO_MAXIOV) {
		*iovp = NULL;
		return -EINVAL;
	}
	if (nr_segs > fast_segs) {
		iov = kmalloc_array(nr_segs, sizeof(*iov), GFP_KERNEL);
		*iovp = iov;
		if (!iov)
			return -ENOMEM;
	} else {
		*iovp = NULL;
	}
	if (copy_from_user(iov, uvec, nr_segs * sizeof(*iov)))
		goto fault;
	for (seg = 0; seg < nr_segs; seg++) {
		size_t len = iov[seg].iov_len;

		if ((ssize_t)len < 0) {
			kfree(*iovp);
			*iovp = NULL;
			return -EINVAL;
		}
		if (!access_ok(iov[seg].iov_base, len))
			goto fault;
		iov[seg].iov_len = min_t(size_t, len, (INT_MAX & PAGE_MASK) - total);
		total += iov[seg].iov_len;
	}
	iov_iter_init(i, direction, iov, nr_segs, total);
	return total;
fault:
	kfree(*iovp);
	*iovp = NULL;
	return -EFAULT;
}
EXPORT_SYMBOL(import_iovec);

int import_single_range(int direction, void __user *buf, size_t len, struct iovec *iov,
			struct iov_iter *i)
{
	len = min_t(size_t, len, INT_MAX & PAGE_MASK);
	if (!access_ok(buf, len))
		return -EFAULT;
	*iov = (struct iovec){buf, len};
	iov_iter_init(i, direction, iov, 1, len);
	return 0;
}
EXPORT_SYMBOL(import_single_range);
