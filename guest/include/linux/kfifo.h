/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kfifo: a ring of elements between one who puts and one who takes, who need no lock
 * between them (guest/lib/kfifo.c). Its size is a power of two. With DECLARE_KFIFO() the
 * room is inside, with DECLARE_KFIFO_PTR() and struct kfifo it is allocated. Of a fifo of
 * records each keeps its own length.
 */
#ifndef _LINUX_KFIFO_H
#define _LINUX_KFIFO_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <linux/types.h>

struct __kfifo {
	unsigned int in, out; /* count on and on; their difference is what is inside */
	unsigned int mask;    /* elements, less one */
	unsigned int esize;
	void *data;
};

#define __STRUCT_KFIFO_COMMON(datatype, recsize, ptrtype)                                          \
	union {                                                                                    \
		struct __kfifo kfifo;                                                              \
		datatype *type;                                                                    \
		const datatype *const_type;                                                        \
		char (*rectype)[recsize];                                                          \
		ptrtype *ptr;                                                                      \
		ptrtype const *ptr_const;                                                          \
	}
#define __STRUCT_KFIFO(type, size, recsize, ptrtype)                                               \
	{                                                                                          \
		__STRUCT_KFIFO_COMMON(type, recsize, ptrtype);                                     \
		type buf[((size < 2) || (size & (size - 1))) ? -1 : size];                         \
	}
#define __STRUCT_KFIFO_PTR(type, recsize, ptrtype)                                                 \
	{                                                                                          \
		__STRUCT_KFIFO_COMMON(type, recsize, ptrtype);                                     \
		type buf[0];                                                                       \
	}
#define STRUCT_KFIFO(type, size) struct __STRUCT_KFIFO(type, size, 0, type)
#define STRUCT_KFIFO_PTR(type)	 struct __STRUCT_KFIFO_PTR(type, 0, type)
#define STRUCT_KFIFO_REC_1(size) struct __STRUCT_KFIFO(unsigned char, size, 1, void)
#define STRUCT_KFIFO_REC_2(size) struct __STRUCT_KFIFO(unsigned char, size, 2, void)

struct kfifo __STRUCT_KFIFO_PTR(unsigned char, 0, void);
struct kfifo_rec_ptr_1 __STRUCT_KFIFO_PTR(unsigned char, 1, void);
struct kfifo_rec_ptr_2 __STRUCT_KFIFO_PTR(unsigned char, 2, void);

#define DECLARE_KFIFO_PTR(fifo, type)	STRUCT_KFIFO_PTR(type) fifo
#define DECLARE_KFIFO(fifo, type, size) STRUCT_KFIFO(type, size) fifo

#define __is_kfifo_ptr(fifo) (sizeof(*fifo) == sizeof(STRUCT_KFIFO_PTR(__typeof__(*(fifo)->type))))
#define INIT_KFIFO(fifo)                                                                           \
	(void)({                                                                                   \
		__typeof__(&(fifo)) __fi = &(fifo);                                              \
		__fi->kfifo = (struct __kfifo){                                                  \
		    .mask = __is_kfifo_ptr(__fi) ? 0 : ARRAY_SIZE(__fi->buf) - 1,              \
		    .esize = sizeof(*__fi->buf),                                                 \
		    .data = __is_kfifo_ptr(__fi) ? NULL : __fi->buf};                          \
	})
#define DEFINE_KFIFO(fifo, type, size)                                                             \
	DECLARE_KFIFO(fifo, type, size) = (__typeof__(fifo))                                       \
	{                                                                                          \
		{                                                                                  \
			{                                                                          \
				.mask = __is_kfifo_ptr(&(fifo)) ? 0 : ARRAY_SIZE((fifo).buf) - 1,  \
				.esize = sizeof(*(fifo).buf),                                      \
				.data = __is_kfifo_ptr(&(fifo)) ? NULL : (fifo).buf                \
			}                                                                          \
		}                                                                                  \
	}

#define kfifo_initialized(fifo) ((fifo)->kfifo.mask)
#define kfifo_esize(fifo)	((fifo)->kfifo.esize)
#define kfifo_recsize(fifo)	(sizeof(*(fifo)->rectype))
#define kfifo_size(fifo)	((fifo)->kfifo.mask + 1)
#define kfifo_reset(fifo)	((void)((fifo)->kfifo.in = (fifo)->kfifo.out = 0))
#define kfifo_reset_out(fifo)	((void)((fifo)->kfifo.out = (fifo)->kfifo.in))
#define kfifo_len(fifo)		((fifo)->kfifo.in - (fifo)->kfifo.out)
#define kfifo_is_empty(fifo)	((fifo)->kfifo.in == (fifo)->kfifo.out)
#define kfifo_is_full(fifo)	(kfifo_len(fifo) > (fifo)->kfifo.mask)
#define kfifo_avail(fifo)                                                                          \
	({                                                                                         \
		unsigned int __room = kfifo_size(fifo) - kfifo_len(fifo);                          \
		kfifo_recsize(fifo) == 0 ? __room                                                  \
		: __room <= kfifo_recsize(fifo)                                                    \
		    ? 0                                                                            \
		    : __kfifo_max_r(__room - kfifo_recsize(fifo), kfifo_recsize(fifo));            \
	})
#define kfifo_is_empty_spinlocked(fifo, lock)                                                      \
	({                                                                                         \
		unsigned long __flags;                                                             \
		bool __empty;                                                                      \
		spin_lock_irqsave(lock, __flags);                                                  \
		__empty = kfifo_is_empty(fifo);                                                    \
		spin_unlock_irqrestore(lock, __flags);                                             \
		__empty;                                                                           \
	})
#define kfifo_is_empty_spinlocked_noirqsave(fifo, lock)                                            \
	({                                                                                         \
		bool __empty;                                                                      \
		spin_lock(lock);                                                                   \
		__empty = kfifo_is_empty(fifo);                                                    \
		spin_unlock(lock);                                                                 \
		__empty;                                                                           \
	})
#define kfifo_skip(fifo)                                                                           \
	((void)(kfifo_recsize(fifo) ? __kfifo_skip_r(&(fifo)->kfifo, kfifo_recsize(fifo))          \
				    : (fifo)->kfifo.out++))
#define kfifo_skip_count(fifo, count) ((void)((fifo)->kfifo.out += (count)))
#define kfifo_peek_len(fifo)                                                                       \
	(!kfifo_recsize(fifo) ? kfifo_len(fifo) * sizeof(*(fifo)->type)                            \
			      : __kfifo_len_r(&(fifo)->kfifo, kfifo_recsize(fifo)))

/* size elements, rounded up to a power of two. 0, -EINVAL, -ENOMEM. */
#define kfifo_alloc(fifo, size, gfp) __kfifo_alloc(&(fifo)->kfifo, size, sizeof(*(fifo)->type), gfp)
#define kfifo_free(fifo)	     __kfifo_free(&(fifo)->kfifo)
/* size bytes of the caller's, rounded down. */
#define kfifo_init(fifo, buffer, size)                                                             \
	__kfifo_init(&(fifo)->kfifo, buffer, size, sizeof(*(fifo)->type))

/* One element, or record of its size. 0: no room; nothing there. */
#define kfifo_put(fifo, val)                                                                       \
	({                                                                                         \
		__typeof__((fifo) + 1) __f = (fifo);                                               \
		__typeof__(*__f->const_type) __val = (val);                                        \
		kfifo_in(__f, (const void *)&__val, kfifo_recsize(__f) ? sizeof(__val) : 1) != 0;  \
	})
#define kfifo_get(fifo, val)                                                                       \
	({                                                                                         \
		__typeof__((fifo) + 1) __f = (fifo);                                               \
		__kfifo_get(&__f->kfifo, val, sizeof(*(val)), kfifo_recsize(__f));                 \
	})
#define kfifo_peek(fifo, val)                                                                      \
	({                                                                                         \
		__typeof__((fifo) + 1) __f = (fifo);                                               \
		__kfifo_peek(&__f->kfifo, val, sizeof(*(val)), kfifo_recsize(__f));                \
	})

/* n elements (bytes of one record); how many there was room for, were there. */
#define kfifo_in(fifo, buf, n)                                                                     \
	({                                                                                         \
		__typeof__((fifo) + 1) __fi = (fifo);                                              \
		kfifo_recsize(__fi) ? __kfifo_in_r(&__fi->kfifo, buf, n, kfifo_recsize(__fi))      \
				    : __kfifo_in(&__fi->kfifo, buf, n);                            \
	})
#define kfifo_out(fifo, buf, n)                                                                    \
	({                                                                                         \
		__typeof__((fifo) + 1) __fi = (fifo);                                              \
		kfifo_recsize(__fi) ? __kfifo_out_r(&__fi->kfifo, buf, n, kfifo_recsize(__fi))     \
				    : __kfifo_out(&__fi->kfifo, buf, n);                           \
	})
#define kfifo_out_peek(fifo, buf, n)                                                               \
	({                                                                                         \
		__typeof__((fifo) + 1) __fi = (fifo);                                              \
		kfifo_recsize(__fi)                                                                \
		    ? __kfifo_out_peek_r(&__fi->kfifo, buf, n, kfifo_recsize(__fi))                \
		    : __kfifo_out_peek(&__fi->kfifo, buf, n);                                      \
	})
#define __kfifo_locked(lock, call)                                                                 \
	({                                                                                         \
		unsigned long __flags;                                                             \
		unsigned int __n;                                                                  \
		spin_lock_irqsave(lock, __flags);                                                  \
		__n = call;                                                                        \
		spin_unlock_irqrestore(lock, __flags);                                             \
		__n;                                                                               \
	})
#define kfifo_in_spinlocked(fifo, buf, n, lock)	 __kfifo_locked(lock, kfifo_in(fifo, buf, n))
#define kfifo_out_spinlocked(fifo, buf, n, lock) __kfifo_locked(lock, kfifo_out(fifo, buf, n))
#define kfifo_in_locked(fifo, buf, n, lock)	 kfifo_in_spinlocked(fifo, buf, n, lock)
#define kfifo_out_locked(fifo, buf, n, lock)	 kfifo_out_spinlocked(fifo, buf, n, lock)
#define __kfifo_locked_plain(lock, call)                                                           \
	({                                                                                         \
		unsigned int __n;                                                                  \
		spin_lock(lock);                                                                   \
		__n = call;                                                                        \
		spin_unlock(lock);                                                                 \
		__n;                                                                               \
	})
#define kfifo_in_spinlocked_noirqsave(fifo, buf, n, lock)                                          \
	__kfifo_locked_plain(lock, kfifo_in(fifo, buf, n))
#define kfifo_out_spinlocked_noirqsave(fifo, buf, n, lock)                                         \
	__kfifo_locked_plain(lock, kfifo_out(fifo, buf, n))

/* From and to user space: *copied bytes; 0, or -EFAULT. */
#define kfifo_from_user(fifo, from, len, copied)                                                   \
	__kfifo_from_user(&(fifo)->kfifo, from, len, copied, kfifo_recsize(fifo))
#define kfifo_to_user(fifo, to, len, copied)                                                       \
	__kfifo_to_user(&(fifo)->kfifo, to, len, copied, kfifo_recsize(fifo))

int __kfifo_alloc(struct __kfifo *fifo, unsigned int size, size_t esize, gfp_t gfp);
void __kfifo_free(struct __kfifo *fifo);
int __kfifo_init(struct __kfifo *fifo, void *buffer, unsigned int size, size_t esize);
unsigned int __kfifo_in(struct __kfifo *fifo, const void *buf, unsigned int len);
unsigned int __kfifo_out(struct __kfifo *fifo, void *buf, unsigned int len);
unsigned int __kfifo_out_peek(struct __kfifo *fifo, void *buf, unsigned int len);
unsigned int __kfifo_in_r(struct __kfifo *fifo, const void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_out_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_out_peek_r(struct __kfifo *fifo, void *buf, unsigned int len, size_t recsize);
unsigned int __kfifo_len_r(struct __kfifo *fifo, size_t recsize);
void __kfifo_skip_r(struct __kfifo *fifo, size_t recsize);
unsigned int __kfifo_max_r(unsigned int len, size_t recsize);
unsigned int __kfifo_get(struct __kfifo *fifo, void *val, size_t size, size_t recsize);
unsigned int __kfifo_peek(struct __kfifo *fifo, void *val, size_t size, size_t recsize);
int __kfifo_from_user(struct __kfifo *fifo, const void __user *from, unsigned long len,
		      unsigned int *copied, size_t recsize);
int __kfifo_to_user(struct __kfifo *fifo, void __user *to, unsigned long len, unsigned int *copied,
		    size_t recsize);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/scatterlist.h>
#include <linux/slab.h>
#endif

#endif
