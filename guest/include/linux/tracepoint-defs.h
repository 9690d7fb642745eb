/* SPDX-License-Identifier: GPL-2.0-only */
/* tracepoint-defs: a place in the code, and who is to be called there. */
#ifndef _LINUX_TRACEPOINT_DEFS_H
#define _LINUX_TRACEPOINT_DEFS_H

#include <linux/types.h>

struct tracepoint_func {
	void *func; /* NULL ends a list */
	void *data;
	int prio; /* the higher are called earlier */
};

struct tracepoint {
	const char *name;
	struct tracepoint_func *funcs; /* NULL: nobody; under RCU */
	int (*regfunc)(void);	       /* before the first comes */
	void (*unregfunc)(void);
};

#endif
