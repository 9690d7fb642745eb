/* SPDX-License-Identifier: GPL-2.0-only */
/* special_insns: control registers (SDM 3A 2.5). */
#ifndef _ASM_SPECIAL_INSNS_H
#define _ASM_SPECIAL_INSNS_H

static inline unsigned long read_cr0(void)
{
	unsigned long value;

	__asm__ __volatile__("movl %%cr0,%0" : "=r"(value)::"memory");
	return value;
}

static inline void write_cr0(unsigned long value)
{
	__asm__ __volatile__("movl %0,%%cr0" ::"r"(value) : "memory");
}

static inline unsigned long __read_cr4(void)
{
	unsigned long value;

	__asm__ __volatile__("movl %%cr4,%0" : "=r"(value)::"memory");
	return value;
}

static inline void __write_cr4(unsigned long value)
{
	__asm__ __volatile__("movl %0,%%cr4" ::"r"(value) : "memory");
}

#endif
