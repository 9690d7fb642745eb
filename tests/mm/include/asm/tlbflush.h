/* SPDX-License-Identifier: GPL-2.0-only */
/* tlbflush, on the host: the simulated TLB forgets (tests/mm/sim.c). */
#ifndef TESTS_ASM_TLBFLUSH_H
#define TESTS_ASM_TLBFLUSH_H

#include <asm/page.h>

extern unsigned int sim_flushes_everywhere;
void sim_tlb_forget(unsigned long start, unsigned long end);

static inline void __flush_tlb_all(void)
{
	sim_tlb_forget(PAGE_OFFSET, PAGE_OFFSET + 0x40000000UL);
}

static inline void __flush_tlb_one(unsigned long addr)
{
	sim_tlb_forget(addr & PAGE_MASK, (addr & PAGE_MASK) + PAGE_SIZE);
}

/* Of the CPU that runs; the other one's is seen only by its count of flushes. */
static inline void local_flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	sim_tlb_forget(start & PAGE_MASK, PAGE_ALIGN(end));
}

static inline void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	sim_tlb_forget(start & PAGE_MASK, PAGE_ALIGN(end));
	sim_flushes_everywhere++;
}

static inline void enable_global_pages(void)
{
}

#endif
