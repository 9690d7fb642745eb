/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault-inject: allocations that fail although there is memory, so that what callers do
 * then can be tried. On the command line, or by writing to /proc/sys/debug:
 *
 *	failslab=INTERVAL,PROBABILITY,SPACE,TIMES
 *	fail_page_alloc=INTERVAL,PROBABILITY,SPACE,TIMES
 *
 * Every INTERVALth allocation fails, of those PROBABILITY percent, after SPACE bytes have
 * been given, and TIMES times in all (-1: without end). Who has __GFP_NOFAIL is spared.
 */
#ifndef _LINUX_FAULT_INJECT_H
#define _LINUX_FAULT_INJECT_H

#include <linux/gfp.h>
#include <linux/types.h>

struct fault_attr {
	const char *name;
	unsigned long probability, interval;
	int times, space;
	unsigned long count;
	u32 random;
};

extern struct fault_attr failslab, fail_page_alloc;

/* Parse and put into force. 0, -EINVAL. Process context. */
int setup_fault_attr(struct fault_attr *attr, const char *text);
/* Is it now? Counts. */
bool should_fail(struct fault_attr *attr, ssize_t size);

#endif
