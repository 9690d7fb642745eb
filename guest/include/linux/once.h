/* SPDX-License-Identifier: GPL-2.0-only */
/* once: done the first time only. */
#ifndef _LINUX_ONCE_H
#define _LINUX_ONCE_H

#include <linux/atomic.h>
#include <linux/types.h>

#define DO_ONCE(func, ...)                                                                         \
	({                                                                                         \
		static int __done;                                                                 \
		bool __first = !xchg(&__done, 1);                                                  \
		if (__first)                                                                       \
			func(__VA_ARGS__);                                                         \
		__first;                                                                           \
	})
#define DO_ONCE_SLEEPABLE(func, ...) DO_ONCE(func, ##__VA_ARGS__)
#define DO_ONCE_LITE(func, ...)	     DO_ONCE(func, ##__VA_ARGS__)
#define get_random_once(buf, n)	     DO_ONCE(get_random_bytes, buf, n)

#endif
