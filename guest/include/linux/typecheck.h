/* SPDX-License-Identifier: GPL-2.0-only */
/* typecheck: a warning when x is not of the type. */
#ifndef _LINUX_TYPECHECK_H
#define _LINUX_TYPECHECK_H

#define typecheck(type, x)                                                                         \
	({                                                                                         \
		type __dummy;                                                                      \
		__typeof__(x) __dummy2;                                                            \
		(void)(&__dummy == &__dummy2);                                                     \
		1;                                                                                 \
	})
#define typecheck_fn(type, function)                                                               \
	({                                                                                         \
		__typeof__(type) __tmp = function;                                                 \
		(void)__tmp;                                                                       \
	})
#define typecheck_pointer(x)                                                                       \
	({                                                                                         \
		__typeof__(x) __dummy;                                                             \
		(void)sizeof(*__dummy);                                                            \
		1;                                                                                 \
	})

#endif
