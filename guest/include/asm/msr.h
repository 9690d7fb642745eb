/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _ASM_MSR_H
#define _ASM_MSR_H

#include <linux/types.h>

static inline u64 rdtsc(void)
{
	u64 v;

	__asm__ __volatile__("rdtsc" : "=A"(v));
	return v;
}

static inline u64 rdtsc_ordered(void)
{
	return rdtsc();
}

#ifdef __ERA_2_6__
#define __rdtsc_halves(low, high)                                                                  \
	do {                                                                                       \
		u64 __tsc = rdtsc_ordered();                                                       \
		(low) = (u32)__tsc;                                                                \
		(high) = __tsc >> 32;                                                              \
	} while (0)
#define rdtsc(low, high) __rdtsc_halves(low, high)
#endif
#define rdtscl(low)  ((low) = (unsigned long)rdtsc_ordered())
#define rdtscll(val) ((val) = rdtsc_ordered())

static inline u64 rdmsrl_value(u32 msr)
{
	u64 v;

	__asm__ __volatile__("rdmsr" : "=A"(v) : "c"(msr));
	return v;
}

static inline void wrmsrl(u32 msr, u64 v)
{
	__asm__ __volatile__("wrmsr" ::"c"(msr), "A"(v) : "memory");
}

#define rdmsrl(msr, val) ((val) = rdmsrl_value(msr))

#endif
