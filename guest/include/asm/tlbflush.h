/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tlbflush: make CPUs forget translations (SDM 3A 4.10.4). An entry that was not
 * present is never remembered, so mapping something new needs no flush.
 */
#ifndef _ASM_TLBFLUSH_H
#define _ASM_TLBFLUSH_H

#include <linux/irqflags.h>
#include <asm/page.h>
#include <asm/processor.h>

#define X86_CR4_PSE 0x10
#define X86_CR4_PGE 0x80

static inline unsigned long read_cr3(void)
{
	unsigned long v;

	__asm__ __volatile__("mov %%cr3,%0" : "=r"(v));
	return v;
}

static inline void write_cr3(unsigned long v)
{
	__asm__ __volatile__("mov %0,%%cr3" ::"r"(v) : "memory");
}

static inline unsigned long read_cr4(void)
{
	unsigned long v;

	__asm__ __volatile__("mov %%cr4,%0" : "=r"(v));
	return v;
}

static inline void write_cr4(unsigned long v)
{
	__asm__ __volatile__("mov %0,%%cr4" ::"r"(v) : "memory");
}

/* All but the kernel's global pages. */
static inline void __flush_tlb(void)
{
	write_cr3(read_cr3());
}

/* Everything: turning PGE off and on drops the global ones too. */
static inline void __flush_tlb_all(void)
{
	unsigned long flags, cr4;

	local_irq_save(flags);
	cr4 = read_cr4();
	if (cr4 & X86_CR4_PGE) {
		write_cr4(cr4 & ~(unsigned long)X86_CR4_PGE);
		write_cr4(cr4);
	} else {
		__flush_tlb();
	}
	local_irq_restore(flags);
}

static inline void __flush_tlb_one(unsigned long addr)
{
	__asm__ __volatile__("invlpg %0" ::"m"(*(char *)addr) : "memory");
}

/* Every CPU this kernel runs on has them (PGE). */
static inline void enable_global_pages(void)
{
	write_cr4(read_cr4() | X86_CR4_PGE);
}

/* Beyond so many pages INVLPG by INVLPG costs more than refilling. */
#define TLB_FLUSH_ONE_BY_ONE 32

static inline void local_flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	if ((end - start) >> PAGE_SHIFT > TLB_FLUSH_ONE_BY_ONE) {
		__flush_tlb_all();
		return;
	}
	for (; start < end; start += PAGE_SIZE)
		__flush_tlb_one(start);
}

/* On every CPU (guest/arch/tlb.c). Any context. */
void flush_tlb_kernel_range(unsigned long start, unsigned long end);
void flush_tlb_all(void);
/* Do what another CPU may have asked this one for; for who waits with interrupts off. */
void tlb_flush_poll(void);

#endif
