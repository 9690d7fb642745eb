/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * processor: what the CPU is, and what of it belongs to a thread.
 */
#ifndef _ASM_PROCESSOR_H
#define _ASM_PROCESSOR_H

#include <linux/cache.h>
#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/segment.h>

/* User space ends where the kernel begins. */
#define TASK_SIZE	   PAGE_OFFSET
#define TASK_SIZE_MAX	   TASK_SIZE
#define STACK_TOP	   TASK_SIZE
#define STACK_TOP_MAX	   STACK_TOP
#define TASK_UNMAPPED_BASE PAGE_ALIGN(TASK_SIZE / 3)

struct fpu;

/* What switch_to() keeps outside the thread's stack. */
struct thread_struct {
	unsigned long sp;  /* kernel stack pointer while not running */
	unsigned long sp0; /* top of the kernel stack: where a trap from user mode starts */
	unsigned long sysenter_return;		/* where the vDSO goes on: asm/asm-offsets.h */
	unsigned long debugreg[4], dr6, dr7;	/* ptrace()'s; none if dr7 is 0 */
	unsigned long cr2, trap_nr, error_code; /* of the last fault */
	struct desc_struct tls_array[GDT_ENTRY_TLS_ENTRIES]; /* set_thread_area() */
	struct fpu *fpu; /* NULL: has not used the FPU (guest/arch/fpu.c) */
};

struct task_struct;
struct pt_regs;

/* What the next program watches, or nothing (guest/arch/ptrace.c). */
void load_debugregs(const struct thread_struct *thread);

/* A program begins at ip with its stack at sp, and nothing else in its registers. */
void start_thread(struct pt_regs *regs, unsigned long ip, unsigned long sp);
/* This CPU's copy of current's TLS descriptors, after they have changed. */
void load_tls(const struct thread_struct *thread);

static __always_inline void cpu_relax(void)
{
	__asm__ __volatile__("pause" ::: "memory");
}

static inline void cpuid_count(u32 leaf, u32 sub, u32 *a, u32 *b, u32 *c, u32 *d)
{
	__asm__ __volatile__("cpuid"
			     : "=a"(*a), "=b"(*b), "=c"(*c), "=d"(*d)
			     : "a"(leaf), "c"(sub));
}

#define cpuid(leaf, a, b, c, d) cpuid_count(leaf, 0, a, b, c, d)

struct cpuinfo_x86 {
	u32 cpuid_max;
	char vendor[13];
	char model_id[49];
	u32 signature; /* leaf 1 EAX */
	u32 family, model, stepping;
	u32 features_edx, features_ecx; /* leaf 1 */
	unsigned long loops_per_jiffy;
};

#define X86_FEATURE_FPU	 0
#define X86_FEATURE_PSE	 3
#define X86_FEATURE_TSC	 4
#define X86_FEATURE_MSR	 5
#define X86_FEATURE_CX8	 8
#define X86_FEATURE_APIC 9
#define X86_FEATURE_SEP	 11
#define X86_FEATURE_PGE	 13
#define X86_FEATURE_CMOV 15
#define X86_FEATURE_MMX	 23
#define X86_FEATURE_FXSR 24
#define X86_FEATURE_XMM	 25
#define X86_FEATURE_XMM2 26

extern struct cpuinfo_x86 boot_cpu_data;
#define boot_cpu_has(bit) ((boot_cpu_data.features_edx >> (bit)) & 1)

extern unsigned int cpu_khz, tsc_khz;

#endif
