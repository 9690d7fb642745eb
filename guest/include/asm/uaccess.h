/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uaccess: single values from and to user space (guest/arch/uaccess.c has the copies). An
 * instruction that may fault has a row in the table of exceptions, which leads to where
 * -EFAULT is made.
 */
#ifndef _ASM_UACCESS_H
#define _ASM_UACCESS_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <asm/processor.h>

static inline bool __access_ok(unsigned long addr, unsigned long size)
{
	return size <= TASK_SIZE && addr <= TASK_SIZE - size;
}

/* After set_fs(KERNEL_DS) it may be the kernel's. */
bool __access_ok_kernel(void);

/* Are size bytes at addr user space at all? (addr, size); before 5.0 (type, addr, size). */
#define __access_ok_2(addr, size, ...)	     __access_ok((unsigned long)(addr), size)
#define __access_ok_3(type, addr, size, ...) __access_ok((unsigned long)(addr), size)
#define __access_ok_pick(a, b, c, pick, ...) pick
#define access_ok(...)                                                                             \
	(likely(__access_ok_pick(__VA_ARGS__, __access_ok_3, __access_ok_2, )(__VA_ARGS__, )) ||   \
	 __access_ok_kernel())
#define VERIFY_READ  0
#define VERIFY_WRITE 1

#define _ASM_EXTABLE(from, to)                                                                     \
	"	.pushsection __ex_table,\"a\"\n"                                                         \
	"	.long " #from ", " #to "\n"                                                        \
	"	.popsection\n"

#define __get_user_asm(err, x, ptr, type, insn, reg)                                               \
	__asm__ __volatile__("1:	" insn " %2,%" reg "1\n"                                   \
			     "2:\n"                                                                \
			     "	.pushsection .text.fixup,\"ax\"\n"                                  \
			     "3:	movl %3,%0\n"                                                     \
			     "	xorl %k1,%k1\n"                                                     \
			     "	jmp 2b\n"                                                           \
			     "	.popsection\n" _ASM_EXTABLE(1b, 3b)                                \
			     : "+r"(err), "=&q"(x)                                                 \
			     : "m"(*(const volatile type *)(ptr)), "i"(-EFAULT))

#define __put_user_asm(err, x, ptr, type, insn, reg)                                               \
	__asm__ __volatile__("1:	" insn " %" reg "1,%2\n"                                   \
			     "2:\n"                                                                \
			     "	.pushsection .text.fixup,\"ax\"\n"                                  \
			     "3:	movl %3,%0\n"                                                     \
			     "	jmp 2b\n"                                                           \
			     "	.popsection\n" _ASM_EXTABLE(1b, 3b)                                \
			     : "+r"(err)                                                           \
			     : "q"(x), "m"(*(volatile type *)(ptr)), "i"(-EFAULT)                  \
			     : "memory")

#define __uaccess_size_bad(v) (sizeof(v) != 1 && sizeof(v) != 2 && sizeof(v) != 4 && sizeof(v) != 8)
/* The integer that can be cast to v's type, a pointer's too. */
#define __uaccess_int(v) __typeof__(__builtin_choose_expr(sizeof(v) == 8, 0ull, 0ul))

unsigned long __copy_user(void *to, const void *from, unsigned long n);

/* No look at the address: access_ok() has had one. 0 or -EFAULT, then x is 0. */
#define __get_user(x, ptr)                                                                         \
	({                                                                                         \
		int __gu_err = 0;                                                                  \
		const __typeof__(*(ptr)) __user *__gu_ptr = (ptr);                                 \
		u32 __gu_val;                                                                      \
		BUILD_BUG_ON(__uaccess_size_bad(*__gu_ptr));                                       \
		switch (sizeof(*__gu_ptr)) {                                                       \
		case 1:                                                                            \
			__get_user_asm(__gu_err, __gu_val, __gu_ptr, u8, "movb", "b");             \
			(x) = (__typeof__(*(ptr)))(unsigned long)(u8)__gu_val;                     \
			break;                                                                     \
		case 2:                                                                            \
			__get_user_asm(__gu_err, __gu_val, __gu_ptr, u16, "movw", "w");            \
			(x) = (__typeof__(*(ptr)))(unsigned long)(u16)__gu_val;                    \
			break;                                                                     \
		case 4:                                                                            \
			__get_user_asm(__gu_err, __gu_val, __gu_ptr, u32, "movl", "k");            \
			(x) = (__typeof__(*(ptr)))(unsigned long)__gu_val;                         \
			break;                                                                     \
		default: {                                                                         \
			u64 __gu_long = 0;                                                         \
			if (__copy_user(&__gu_long, (const void *)__gu_ptr, 8)) {                  \
				__gu_long = 0;                                                     \
				__gu_err = -EFAULT;                                                \
			}                                                                          \
			(x) = (__typeof__(*(ptr)))(__uaccess_int(*(ptr)))__gu_long;                \
		}                                                                                  \
		}                                                                                  \
		__gu_err;                                                                          \
	})

#define __put_user(x, ptr)                                                                         \
	({                                                                                         \
		int __pu_err = 0;                                                                  \
		__typeof__(*(ptr)) __user *__pu_ptr = (ptr);                                       \
		__typeof__(*(ptr)) __pu_val = (x);                                                 \
		BUILD_BUG_ON(__uaccess_size_bad(*__pu_ptr));                                       \
		switch (sizeof(*__pu_ptr)) {                                                       \
		case 1:                                                                            \
			__put_user_asm(__pu_err, (u32)__pu_val, __pu_ptr, u8, "movb", "b");        \
			break;                                                                     \
		case 2:                                                                            \
			__put_user_asm(__pu_err, (u32)__pu_val, __pu_ptr, u16, "movw", "w");       \
			break;                                                                     \
		case 4:                                                                            \
			__put_user_asm(__pu_err, (u32)__pu_val, __pu_ptr, u32, "movl", "k");       \
			break;                                                                     \
		default:                                                                           \
			if (__copy_user((void *)__pu_ptr, &__pu_val, 8))                           \
				__pu_err = -EFAULT;                                                \
		}                                                                                  \
		__pu_err;                                                                          \
	})

#define get_user(x, ptr)                                                                           \
	({                                                                                         \
		const __typeof__(*(ptr)) __user *__gu_at = (ptr);                                  \
		access_ok(__gu_at, sizeof(*__gu_at)) ? __get_user(x, __gu_at)                      \
						     : ((x) = (__typeof__(*(ptr)))0, -EFAULT);     \
	})

#define put_user(x, ptr)                                                                           \
	({                                                                                         \
		__typeof__(*(ptr)) __user *__pu_at = (ptr);                                        \
		access_ok(__pu_at, sizeof(*__pu_at)) ? __put_user(x, __pu_at) : -EFAULT;           \
	})

#endif
