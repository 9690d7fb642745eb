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

#define rdtscl(low)	((low) = (unsigned long)rdtsc())
#define rdtscll(val)	((val) = rdtsc())
#define rdtsc_ordered() rdtsc()

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
