/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * misuse: what a driver does that cannot be meant, named with its code (guest/kernel/misuse.c).
 * The log says it with the function; the machine, where it looks on, with the source line.
 */
#ifndef _LINUX_MISUSE_H
#define _LINUX_MISUSE_H

#include <linux/compiler.h>
#include <linux/types.h>

/* "owner: fmt ... at function": one line of the log. code: in the function; a return address. */
void misuse_told(const char *owner, unsigned long code, const char *fmt, ...) __printf(3, 4);
/* For the machine alone, as the log has been told already. */
void misuse_at(const char *text, unsigned long code);
/* The same of the innermost module among the callers, if there is one. */
void misuse_of_caller(const char *text);

/*
 * A module's code goes: what would still call it, or lies in its memory, is named and taken
 * away, in the name of owner. How many there were. Process context, may sleep.
 */
struct gone_code {
	const char *owner;
	unsigned long start, bytes;
};

static inline bool is_gone(const struct gone_code *gone, const void *p)
{
	return (unsigned long)p - gone->start < gone->bytes;
}

struct file_operations;
/* Any of its functions, to name them by. */
unsigned long fops_code(const struct file_operations *fops);

unsigned int timers_code_gone(const struct gone_code *gone);
unsigned int hrtimers_code_gone(const struct gone_code *gone);
unsigned int works_code_gone(const struct gone_code *gone);
unsigned int irqs_code_gone(const struct gone_code *gone);
unsigned int proc_code_gone(const struct gone_code *gone);
unsigned int misc_code_gone(const struct gone_code *gone);
unsigned int cdevs_code_gone(const struct gone_code *gone);
unsigned int filesystems_code_gone(const struct gone_code *gone);
unsigned int shrinkers_code_gone(const struct gone_code *gone);
unsigned int resources_code_gone(const struct gone_code *gone);
/* Only named: a thread cannot be taken away. */
unsigned int kthreads_in_code(const struct gone_code *gone);

#endif
