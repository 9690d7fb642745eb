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
#define TAINT_USER		 6
#define TAINT_TEST		 18
enum lockdep_ok {
	LOCKDEP_STILL_OK,
	LOCKDEP_NOW_UNRELIABLE,
};
void add_taint(unsigned int flag, enum lockdep_ok ok);
int test_taint(unsigned int flag);
const char *print_tainted(void);

#endif
