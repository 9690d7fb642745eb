/* SPDX-License-Identifier: GPL-2.0-only */
/* dynamic_debug: pr_debug() and dev_dbg() are there when the source is compiled with -DDEBUG. */
#ifndef _LINUX_DYNAMIC_DEBUG_H
#define _LINUX_DYNAMIC_DEBUG_H

#include <linux/printk.h>

#define dynamic_pr_debug(fmt, ...)	pr_debug(fmt, ##__VA_ARGS__)
#define dynamic_dev_dbg(dev, fmt, ...)	dev_dbg(dev, fmt, ##__VA_ARGS__)
#define dynamic_hex_dump(prefix, type, row, group, buf, len, ascii)                                \
	print_hex_dump_debug(prefix, type, row, group, buf, len, ascii)

#endif
