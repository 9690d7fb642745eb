/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kfifo: in and out count elements and never wrap but by their own width; the place is
 * their low bits. The one who puts writes the elements before in, the one who takes reads
 * them before out, so each sees whole elements only.
 */
#include <linux/export.h>
#include <linux/kfifo.h>
#include <linux/log2.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp)
{
	*fifo = (struct __kfifo){.esize = esize};
	if (size < 2)
		return -EINVAL;
	size = roundup_pow_of_two(size);
	fifo->data = kmalloc_array(size, esize, gfp);
	if (!fifo->data)
		return -ENOMEM;
	fifo->mask = size - 1;
	return 0;
}
EXPORT_SYMBOL(__kfifo_alloc);

void __kfifo_free(struct __kfifo *fifo)
{
	kfree(fifo->data);
	*fifo = (struct __kfifo){.esize = fifo->esize};
}
EXPORT_SYMBOL(__kfifo_free);

int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize)
{
	size /= esize;
	*fifo = (struct __kfifo){.esize = esize, .data = buffer};
	if (size < 2)
		return -EINVAL;
	fifo->mask = rounddown_pow_of_two(size) - 1;
	return 0;
}
EXPORT_SYMBOL(__kfifo_init);

static unsigned int room(const struct __kfifo *fifo)
{
	return fifo->mask + 1 - (fifo->in - fifo->out);
}

/* len elements from off on, in two pieces when the end lies between. */
static void write_at(struct __kfifo *fifo, unsigned int off, const void *src, unsigned int len)
{
	unsigned int at = off & fifo->mask, first = min(len, fifo->mask + 1 - at);

	memcpy(fifo->data + at * fifo->esize, src, first * fifo->esize);
	memcpy(fifo->data, src + first * fifo->esize, (len - first) * fifo->esize);
}

static void read_at(const struct __kfifo *fifo, unsigned int off, void *dst, unsigned int len)
{
	unsigned int at = off & fifo->mask, first = min(len, fifo->mask + 1 - at);

	memcpy(dst, fifo->data + at * fifo->esize, first * fifo->esize);
	memcpy(dst + first * fifo->esize, fifo->data, (len - first) * fifo->esize);
}

unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len)
{
	len = min(len, room(fifo));
	write_at(fifo, fifo->in, buf, len);
	smp_store_release(&fifo->in, fifo->in + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_in);

unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = min(len, smp_load_acquire(&fifo->in) - fifo->out);
	read_at(fifo, fifo->out, buf, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek);

unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len)
{
	len = __kfifo_out_peek(fifo, buf, len);
	smp_store_release(&fifo->out, fifo->out + len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out);

/* ---- records: their length, low byte first, before each ---- */

unsigned int __kfifo_max_r(unsigned int len, size_t recsize)
{
	return min(len, (1u << (recsize * 8)) - 1);
}
EXPORT_SYMBOL(__kfifo_max_r);

unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize)
{
	u8 bytes[2] = {0};

	if (fifo->in == fifo->out)
		return 0;
	read_at(fifo, fifo->out, bytes, recsize);
	return bytes[0] | bytes[1] << 8;
}
EXPORT_SYMBOL(__kfifo_len_r);

unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len, size_t recsize)
{
	u8 bytes[2] = {len, len >> 8};

	if (len + recsize > room(fifo) || len > __kfifo_max_r(len, recsize))
		return 0;
	write_at(fifo, fifo->in, bytes, recsize);
	write_at(fifo, fifo->in + recsize, buf, len);
	smp_store_release(&fifo->in, fifo->in + len + recsize);
	return len;
}
EXPORT_SYMBOL(__kfifo_in_r);

unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize)
{
	len = min(len, __kfifo_len_r(fifo, recsize));
	read_at(fifo, fifo->out + recsize, buf, len);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_peek_r);

void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize)
{
	if (fifo->in != fifo->out)
		smp_store_release(&fifo->out, fifo->out + __kfifo_len_r(fifo, recsize) + recsize);
}
EXPORT_SYMBOL(__kfifo_skip_r);

unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize)
{
	len = __kfifo_out_peek_r(fifo, buf, len, recsize);
	__kfifo_skip_r(fifo, recsize);
	return len;
}
EXPORT_SYMBOL(__kfifo_out_r);

/* ---- one at a time ---- */

unsigned int __kfifo_peek(struct __kfifo *fifo, void *val, size_t size, size_t recsize)
{
	return recsize ? __kfifo_out_peek_r(fifo, val, size, recsize)
		       : __kfifo_out_peek(fifo, val, 1);
}
EXPORT_SYMBOL(__kfifo_peek);

unsigned int __kfifo_get(struct __kfifo *fifo, void *val, size_t size, size_t recsize)
{
	return recsize ? __kfifo_out_r(fifo, val, size, recsize) : __kfifo_out(fifo, val, 1);
}
EXPORT_SYMBOL(__kfifo_get);

/* ---- user space ---- */

/* The bytes of len that could not be copied, from or to off. */
static unsigned long copy_user(struct __kfifo *fifo, unsigned int off, void __user *user,
			       unsigned int len, bool to_user)
{
	unsigned int size = (fifo->mask + 1) * fifo->esize;
	unsigned int at = (off & fifo->mask) * fifo->esize, first = min(len, size - at);
	unsigned long left;

	left = to_user ? copy_to_user(user, fifo->data + at, first)
		       : copy_from_user(fifo->data + at, user, first);
	if (left)
		return left + (len - first);
	return to_user ? copy_to_user(user + first, fifo->data, len - first)
		       : copy_from_user(fifo->data, user + first, len - first);
}

int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied, size_t recsize)
{
	unsigned int want = recsize ? len : min_t(unsigned long, len / fifo->esize, room(fifo));
	u8 bytes[2] = {len, len >> 8};
	unsigned long left;

	*copied = 0;
	if (recsize && (len + recsize > room(fifo) || len > __kfifo_max_r(len, recsize)))
		return 0;
	left = copy_user(fifo, fifo->in + recsize, (void __user *)from, want * fifo->esize, false);
	if (left)
		want -= recsize ? want : DIV_ROUND_UP(left, fifo->esize);
	if (recsize && left)
		return -EFAULT;
	if (recsize)
		write_at(fifo, fifo->in, bytes, recsize);
	smp_store_release(&fifo->in, fifo->in + want + recsize);
	*copied = want * fifo->esize;
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_from_user);

int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len, unsigned int *copied,
		    size_t recsize)
{
	unsigned int there =
	    recsize ? __kfifo_len_r(fifo, recsize) : smp_load_acquire(&fifo->in) - fifo->out;
	unsigned int want = min_t(unsigned long, len / fifo->esize, there);
	unsigned long left = copy_user(fifo, fifo->out + recsize, to, want * fifo->esize, true);

	if (left && recsize) {
		*copied = 0;
		return -EFAULT;
	}
	want -= DIV_ROUND_UP(left, fifo->esize);
	*copied = want * fifo->esize;
	if (recsize)
		__kfifo_skip_r(fifo, recsize);
	else
		smp_store_release(&fifo->out, fifo->out + want);
	return left ? -EFAULT : 0;
}
EXPORT_SYMBOL(__kfifo_to_user);
