/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bug: what must not happen. BUG() is an undefined instruction, so it costs two bytes;
 * the place is in a table (asm/bug.h). WARN() reports and goes on.
 */
#ifndef _LINUX_BUG_H
#define _LINUX_BUG_H

#include <asm/bug.h>
#include <linux/build_bug.h>
#include <linux/compiler.h>
#include <linux/printk.h>

#define BUG_ON(cond)                                                                               \
	do {                                                                                       \
		if (unlikely(cond))                                                                \
			BUG();                                                                     \
	} while (0)

/* fmt may be NULL: only the place. */
void warn_slowpath_fmt(const char *file, int line, const char *fmt, ...);

#define WARN_ON(cond)                                                                              \
	({                                                                                         \
		int __warn = !!(cond);                                                             \
		if (unlikely(__warn))                                                              \
			warn_slowpath_fmt(__FILE__, __LINE__, NULL);                               \
		unlikely(__warn);                                                                  \
	})
#define WARN(cond, fmt...)                                                                         \
	({                                                                                         \
		int __warn = !!(cond);                                                             \
		if (unlikely(__warn))                                                              \
			warn_slowpath_fmt(__FILE__, __LINE__, fmt);                                \
		unlikely(__warn);                                                                  \
	})
#define WARN_ONCE(cond, fmt...)                                                                    \
	({                                                                                         \
		static bool __warned;                                                              \
		int __once = !!(cond);                                                             \
		if (unlikely(__once) && !__warned) {                                               \
			__warned = true;                                                           \
			warn_slowpath_fmt(__FILE__, __LINE__, fmt);                                \
		}                                                                                  \
		unlikely(__once);                                                                  \
	})
#define WARN_ON_ONCE(cond) WARN_ONCE(cond, NULL)

#endif
