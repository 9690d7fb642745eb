/* SPDX-License-Identifier: GPL-2.0-only */
/* ptrace: the registers as entry.S stacks them. */
#ifndef _ASM_PTRACE_H
#define _ASM_PTRACE_H

#ifdef __ASSEMBLY__
#define PT_EBX	    0
#define PT_GS	    40
#define PT_ORIG_EAX 44
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

#define instruction_pointer(regs) ((regs)->ip)
#define frame_pointer(regs)	  ((regs)->bp)

#endif
#endif
