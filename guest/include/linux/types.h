/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * types: the integer types, and the few structures every header needs.
 */
#ifndef _LINUX_TYPES_H
#define _LINUX_TYPES_H

#if __STDC_HOSTED__
#include <stdbool.h>
#endif
#include <linux/stddef.h>
#include <asm/posix_types.h>

#define BITS_PER_LONG	   (__SIZEOF_LONG__ * 8)
#define BITS_PER_LONG_LONG 64

#if !__STDC_HOSTED__
/* No macros as <stdbool.h> has them: names are made of "bool". */
typedef _Bool bool;
enum { false = 0, true = 1 };
#endif

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef signed char s8;
typedef short s16;
typedef int s32;
typedef long long s64;

typedef u8 __u8;
typedef u16 __u16;
typedef u32 __u32;
typedef u64 __u64;
typedef s8 __s8;
typedef s16 __s16;
typedef s32 __s32;
typedef s64 __s64;

typedef u16 __le16, __be16;
typedef u32 __le32, __be32;
typedef u64 __le64, __be64;
typedef u32 __wsum;
typedef u16 __sum16;

/* where 32-bit and 64-bit programs are to see the same: i386 would align them to 4 */
#define __aligned_u64  __u64 __attribute__((aligned(8)))
#define __aligned_s64  __s64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))
#define aligned_u64    __aligned_u64
#define aligned_s64    __aligned_s64
#define aligned_be64   __aligned_be64
#define aligned_le64   __aligned_le64

typedef unsigned int gfp_t;
typedef unsigned int slab_flags_t;
typedef unsigned int fmode_t;
typedef unsigned long pgoff_t;
typedef unsigned short umode_t;
typedef u64 sector_t;
typedef u64 cycles_t;

#if BITS_PER_LONG == 32
typedef u32 phys_addr_t; /* no PAE: nothing above 4 GiB can be reached */
#else
typedef u64 phys_addr_t;
#endif
typedef phys_addr_t resource_size_t;
typedef unsigned long irq_hw_number_t;

/* As 64-bit programs lay them out. */
#define __aligned_u64  __u64 __attribute__((aligned(8)))
#define __aligned_s64  __s64 __attribute__((aligned(8)))
#define __aligned_be64 __be64 __attribute__((aligned(8)))
#define __aligned_le64 __le64 __attribute__((aligned(8)))
typedef phys_addr_t dma_addr_t;

typedef struct {
	int counter;
} atomic_t;

#define ATOMIC_INIT(i)                                                                             \
	{                                                                                          \
		(i)                                                                                \
	}

typedef struct {
	long counter;
} atomic_long_t;

#define ATOMIC_LONG_INIT(i)                                                                        \
	{                                                                                          \
		(i)                                                                                \
	}

typedef struct {
	s64 counter;
} __attribute__((aligned(8))) atomic64_t;

struct list_head {
	struct list_head *next, *prev;
};

struct hlist_head {
	struct hlist_node *first;
};

struct hlist_node {
	struct hlist_node *next, **pprev;
};

struct callback_head {
	struct callback_head *next;
	void (*func)(struct callback_head *head);
};
#define rcu_head callback_head

#define DECLARE_BITMAP(name, bits) unsigned long name[((bits) + BITS_PER_LONG - 1) / BITS_PER_LONG]

#endif
