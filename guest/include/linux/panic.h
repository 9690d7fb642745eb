/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * panic: the end of the road.
 */
#ifndef _LINUX_PANIC_H
#define _LINUX_PANIC_H

#include <linux/compiler.h>

/* Say why, show a call trace, stop every CPU; with panic=N reset after N seconds, at once if N<0.
 */
void panic(const char *fmt, ...) __noreturn __cold __printf(1, 2);

extern int panic_timeout;
extern int oops_in_progress;

#define TAINT_PROPRIETARY_MODULE 0
#define TAINT_BAD_PAGE		 5
#define TAINT_DIE		 7
#define TAINT_WARN		 9
#define TAINT_OOT_MODULE	 12
void add_taint(unsigned int flag);
int test_taint(unsigned int flag);
const char *print_tainted(void);

#endif
