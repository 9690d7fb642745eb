/* SPDX-License-Identifier: GPL-2.0-only */
/* context: run a function where it would not run by itself, to see how it behaves there. */
#ifndef _LINUX_CONTEXT_H
#define _LINUX_CONTEXT_H

enum run_context {
	CONTEXT_PROCESS,
	CONTEXT_HARDIRQ, /* in an interrupt, others off */
	CONTEXT_SOFTIRQ, /* in a tasklet */
	CONTEXT_ATOMIC,	 /* preemption off, as under a spinlock */
};

/* On that CPU, in that context; returns when fn has. -ENXIO, -ENOMEM. Process context. */
int run_in_context(enum run_context context, unsigned int cpu, void (*fn)(void *arg), void *arg);

/* By the entry code: a function asked for an interrupt of this vector. */
#define CONTEXT_VECTOR 0xee
void context_interrupt(void);

#endif
