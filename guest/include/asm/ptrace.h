/* SPDX-License-Identifier: GPL-2.0-only */
/* ptrace: the registers as entry.S stacks them. */
#ifndef _ASM_PTRACE_H
#define _ASM_PTRACE_H

#ifdef __ASSEMBLY__
#define PT_EBX	    0
#define PT_EBP	    20
#define PT_EAX	    24
#define PT_GS	    40
#define PT_ORIG_EAX 44
#define PT_IP	    48
#define PT_CS	    52
#define PT_FLAGS    56
#define PT_SP	    60
#else

#include <asm/segment.h>

struct pt_regs {
	unsigned long bx, cx, dx, si, di, bp, ax;
	unsigned long ds, es, fs, gs; /* low 16 bits count */
	unsigned long orig_ax;	      /* error code, ~vector of an interrupt, or -1 */
	unsigned long ip, cs, flags;
	unsigned long sp, ss; /* only when it came from user mode */
};

static inline int user_mode(const struct pt_regs *regs)
{
	return (regs->cs & SEGMENT_RPL_MASK) == 3;
}

/* From kernel mode nothing was switched: the stack is where the frame ends. */
static inline unsigned long kernel_stack_pointer(const struct pt_regs *regs)
{
	return (unsigned long)&regs->sp;
}

/* A system call's registers at the top of a task's kernel stack. */
#define task_pt_regs(task) ((struct pt_regs *)((task)->thread.sp0) - 1)
#define current_pt_regs()  task_pt_regs(current)

#define X86_EFLAGS_CF	 0x000001ul
#define X86_EFLAGS_FIXED 0x000002ul
#define X86_EFLAGS_TF	 0x000100ul
#define X86_EFLAGS_DF	 0x000400ul
#define X86_EFLAGS_NT	 0x004000ul
#define X86_EFLAGS_RF	 0x010000ul
#define X86_EFLAGS_AC	 0x040000ul

#define instruction_pointer(regs) ((regs)->ip)
#define user_stack_pointer(regs)  ((regs)->sp)
#define frame_pointer(regs)	  ((regs)->bp)

static inline void instruction_pointer_set(struct pt_regs *regs, unsigned long ip)
{
	regs->ip = ip;
}

/* Where a function has just returned, or a system call: its value. */
static inline unsigned long regs_return_value(const struct pt_regs *regs)
{
	return regs->ax;
}

/* The n-th word of the kernel's stack; 0: it is not that deep. */
static inline unsigned long regs_get_kernel_stack_nth(struct pt_regs *regs, unsigned int n)
{
	unsigned long *at = (unsigned long *)kernel_stack_pointer(regs) + n;

	return ((unsigned long)at ^ kernel_stack_pointer(regs)) & ~8191ul ? 0 : *at;
}

/* Where a function has just been entered: its n-th argument. Three are in registers. */
static inline unsigned long regs_get_kernel_argument(struct pt_regs *regs, unsigned int n)
{
	switch (n) {
	case 0:
		return regs->ax;
	case 1:
		return regs->dx;
	case 2:
		return regs->cx;
	}
	return regs_get_kernel_stack_nth(regs, n - 2);
}

#endif
#endif
