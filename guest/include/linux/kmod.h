/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kmod: modules loaded because somebody needs them. They are looked for, by name or by
 * alias, among the files that came with -initrd; then by the program modprobe_path names.
 */
#ifndef _LINUX_KMOD_H
#define _LINUX_KMOD_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/types.h>
#include <linux/umh.h>

#define KMOD_PATH_LEN 256
extern char modprobe_path[]; /* /proc/sys/kernel/modprobe */

/* 0: loaded, or there already. -ENOENT: no such file, or what loading it said; above 0: how
 * the program ended. May sleep. */
int __request_module(bool wait, const char *fmt, ...) __printf(2, 3);
#define request_module(fmt...)	      __request_module(true, fmt)
#define request_module_nowait(fmt...) __request_module(false, fmt)
#define try_then_request_module(x, fmt...)                                                         \
	({                                                                                         \
		__typeof__(x) __found = (x);                                                       \
		__found ? __found : (__request_module(true, fmt), (x));                            \
	})

#endif
