/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_CONTAINER_OF_H
#define _LINUX_CONTAINER_OF_H

#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/stddef.h>

/* The structure of this type whose member ptr points at. */
#define container_of(ptr, type, member)                                                            \
	({                                                                                         \
		void *__mptr = (void *)(ptr);                                                      \
		static_assert(__same_type(*(ptr), ((type *)0)->member) ||                          \
				  __same_type(*(ptr), void),                                       \
			      "container_of: the pointer is not of the member's type");            \
		((type *)(__mptr - offsetof(type, member)));                                       \
	})

#define container_of_const(ptr, type, member)                                                      \
	_Generic(ptr, const __typeof__(*(ptr)) *                                                   \
		 : ((const type *)container_of(ptr, type, member)), default                        \
		 : ((type *)container_of(ptr, type, member)))
#define container_of_safe(ptr, type, member)                                                       \
	({                                                                                         \
		__typeof__(ptr) __safe = (ptr);                                                    \
		(unsigned long)__safe >= (unsigned long)-4095 || !__safe                           \
		    ? (type *)__safe                                                               \
		    : container_of(__safe, type, member);                                          \
	})
#define typeof_member(T, m) __typeof__(((T *)0)->m)

#endif
