/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * measure: what a call costs. On zonemu the TSC counts guest instructions, on other
 * machines cycles; what measuring itself costs, and interrupts on the way, are taken off.
 */
#ifndef PROMPT_MEASURE_H
#define PROMPT_MEASURE_H

#include <linux/sched.h>
#include <linux/types.h>
#include <asm/msr.h>

struct measure {
	u64 start, cost;
	unsigned long nvcsw;
	bool taken, slept;
};

static __always_inline void measure_start(struct measure *m)
{
	m->taken = true;
	m->nvcsw = current->nvcsw;
	m->start = rdtsc();
	barrier();
}

static __always_inline void measure_stop(struct measure *m)
{
	barrier();
	m->cost = rdtsc() - m->start;
	m->slept = current->nvcsw != m->nvcsw;
}

/* Run the statement and measure it into in->cost. */
#define MEASURE(in, statement)                                                                     \
	do {                                                                                       \
		measure_start(&(in)->cost);                                                        \
		statement;                                                                         \
		measure_stop(&(in)->cost);                                                         \
	} while (0)

/* The cost without what an empty measurement takes. */
u64 measure_net(const struct measure *m);
/* "instructions", or "cycles" where the TSC counts something else. */
const char *measure_unit(void);

#endif
