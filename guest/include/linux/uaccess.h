/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * uaccess: memory that may not be there: a program's, and any the kernel is not sure of.
 *
 * A user address is looked at, then used; what is not mapped, or is not to be written, is
 * paged in or copied as if the program itself had touched it, and if that cannot be the
 * call fails. It never oopses. May sleep, so process context; between pagefault_disable()
 * and _enable(), or where nobody may sleep, only what is there already succeeds.
 */
#ifndef _LINUX_UACCESS_H
#define _LINUX_UACCESS_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <linux/version.h>

/* Any kernel address: 0, or -EFAULT when a byte of it is not mapped (or not writable). */
long copy_from_kernel_nofault(void *dst, const void *src, size_t size);
long copy_to_kernel_nofault(void *dst, const void *src, size_t size);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define probe_kernel_read(dst, src, size)  copy_from_kernel_nofault(dst, src, size)
#define probe_kernel_write(dst, src, size) copy_to_kernel_nofault(dst, src, size)
#endif
#define get_kernel_nofault(val, ptr) copy_from_kernel_nofault(&(val), ptr, sizeof(val))

#ifndef MM_HOST_TEST
#include <linux/sched.h>
#include <asm/uaccess.h>
#include <asm/special_insns.h>

#if LINUX_VERSION_CODE < KERNEL_VERSION(5, 10, 0)
/* Until set_fs(USER_DS) what looks like a user's address may be the kernel's, too. */
#define KERNEL_DS	 ((mm_segment_t){~0UL})
#define USER_DS		 ((mm_segment_t){TASK_SIZE})
#define get_ds()	 KERNEL_DS
#define get_fs()	 (uaccess_kernel() ? KERNEL_DS : USER_DS)
#define set_fs(limit)	 ((void)(current->addr_limit = (limit)))
#define segment_eq(a, b) ((a).seg == (b).seg)
#define uaccess_kernel() __access_ok_kernel()
/* 0 or -EFAULT. */
#define verify_area(type, addr, size) (access_ok(addr, size) ? 0 : -EFAULT)
#endif

/* How many bytes could NOT be copied; 0: all. What could not be read is zeroed at to. */
unsigned long copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long clear_user(void __user *to, unsigned long n);
/* The same after access_ok(). */
unsigned long __copy_from_user(void *to, const void __user *from, unsigned long n);
unsigned long __copy_to_user(void __user *to, const void *from, unsigned long n);
unsigned long __clear_user(void __user *to, unsigned long n);
#define __copy_from_user_inatomic(to, from, n) __copy_from_user(to, from, n)
#define __copy_to_user_inatomic(to, from, n)   __copy_to_user(to, from, n)
/* The same again, and what could not be read is left as it was. */
#define raw_copy_from_user(to, from, n) __copy_user(to, (__force const void *)(from), n)
#define raw_copy_to_user(to, from, n)	__copy_user((__force void *)(to), from, n)
#ifndef LINUX_6_1_ONLY /* of other versions */
#define copy_in_user(to, from, n) __copy_in_user(to, from, n)
#endif
unsigned long __copy_in_user(void __user *to, const void __user *from, unsigned long n);

/* Its length without the NUL, count when it is that long or longer; -EFAULT. */
long strncpy_from_user(char *dst, const char __user *src, long count);
/* Its length with the NUL, more than n when it is longer; 0: fault. */
long strnlen_user(const char __user *s, long n);
#ifndef LINUX_6_1_ONLY /* of other versions */
#define strlen_user(s) strnlen_user(s, ~0UL >> 1)
#endif

/* Only what is mapped now. 0 or -EFAULT. */
long copy_from_user_nofault(void *dst, const void __user *src, size_t size);
long copy_to_user_nofault(void __user *dst, const void *src, size_t size);

/* new to *uaddr if *old is there: 0; -EAGAIN: it is not, *old is what was; -EFAULT. */
int user_cmpxchg(u32 __user *uaddr, u32 *old, u32 new);

/* Newly allocated copies: an ERR_PTR() when it faults, -ENOMEM, -EINVAL (too long a string). */
void *memdup_user(const void __user *src, size_t len);
void *memdup_user_nul(const void __user *src, size_t len);
char *strndup_user(const char __user *s, long n);
#define vmemdup_user(src, len) memdup_user(src, len)

/* 1: all zero; 0: not; or -EFAULT. */
int check_zeroed_user(const void __user *from, size_t n);
/* A structure that may grow: 0, -EFAULT, -E2BIG when a part we do not know is not zero. */
int copy_struct_from_user(void *dst, size_t ksize, const void __user *src, size_t usize);

/* Nest. Linux 6.1's: does not forbid to sleep, but a fault then fails at once. */
void pagefault_disable(void);
void pagefault_enable(void);
bool pagefault_disabled(void);
#define faulthandler_disabled() (pagefault_disabled() || in_atomic())
#endif

#endif
