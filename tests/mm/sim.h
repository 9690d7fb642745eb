/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sim: a machine for mm/ to live in, on the host.
 *
 * Physical memory is a file in memory. Its lowmem part is mapped at PAGE_OFFSET, as the
 * linear map. What lies above is a TLB: nothing is mapped there at first; an access
 * faults, the fault handler walks the page tables that mm/ has made, and if they map the
 * address it lets the host do so too. What is mapped stays so until mm/ flushes, so a
 * missing flush is seen as on a real machine.
 *
 * There is one task, and two CPUs, of which sim_cpu runs. Locks know when they would
 * never come free.
 */
#ifndef TESTS_MM_SIM_H
#define TESTS_MM_SIM_H

#include <linux/types.h>

#define SIM_CPUS 2

extern int sim_cpu;
extern unsigned int sim_warnings;  /* WARN()s since the start */
extern unsigned int sim_wakeups;   /* tasks woken up */
extern unsigned int sim_flushes_everywhere; /* TLB flushes on all CPUs */
extern unsigned int sim_bad_pages; /* "Bad page state" and slab complaints on the log */
extern char sim_log[];		   /* what was printed, the end of it */
/* Called instead of schedule(): what others do meanwhile. NULL: sleeping fails the test. */
extern void (*sim_other_tasks)(void);

void sim_set_cpu(int cpu);

/* What schedule_work() was given since the last time. */
void sim_run_works(void);

/* A machine with so much RAM below a top, of which lowmem is in the linear map; booted. */
void sim_boot(unsigned long ram_bytes, unsigned long lowmem_bytes);
/* Only memory and memblock: before paging_init(). */
void sim_boot_memblock(unsigned long ram_bytes, unsigned long lowmem_bytes);
/* Does an access to one byte there fault? */
bool sim_faults(const volatile void *addr);
/* Would fn() end in BUG() or panic()? */
bool sim_bugs(void (*fn)(void));
/* Deterministic numbers. */
u32 sim_random(void);
void sim_seed(u32 seed);
u32 sim_below(u32 n);
/* Host address of a physical one, whatever the page tables say. */
u8 *sim_phys(unsigned long pa);

#endif
