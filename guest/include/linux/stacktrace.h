/* SPDX-License-Identifier: GPL-2.0-only */
/* stacktrace: who called, as addresses or on the log. */
#ifndef _LINUX_STACKTRACE_H
#define _LINUX_STACKTRACE_H

#include <linux/types.h>

struct task_struct;

/* The return addresses from the caller outwards, the first skip left out; how many. */
unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skip);
void show_stack(struct task_struct *task); /* NULL: the caller's */
/* "CPU: 0 PID: 1 Comm: ..." */
void dump_stack_print_info(const char *level);

#endif
