/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fpu: a program's x87, MMX and SSE registers (guest/arch/fpu.c). The kernel itself uses
 * none of them.
 */
#ifndef _ASM_FPU_H
#define _ASM_FPU_H

#include <linux/compiler.h>
#include <linux/sched.h>

#define FXSAVE_BYTES 512
#define CR0_TS	     8ul

struct fpu {
	u8 state[FXSAVE_BYTES] __aligned(16); /* as FXSAVE has it */
	bool loaded;			      /* the registers of the CPU that runs it are newer */
};

void fpu_init_cpu(void);
void fpu_save(struct fpu *fpu);

/* Its registers into memory; the next task that wants any will fault (#NM). */
static inline void fpu_switch_out(struct task_struct *prev)
{
	if (unlikely(prev->thread.fpu && prev->thread.fpu->loaded))
		fpu_save(prev->thread.fpu);
}

/* The child gets a copy. 0 or -ENOMEM. */
int fpu_fork(struct task_struct *child);
/* As at the start of a program. */
void fpu_flush(void);
void fpu_free(struct task_struct *task);
/* current's state in memory, up to date; NULL: it has none. */
struct fpu *fpu_sync(void);
/* Of a task that is stopped, or current; to, from: FXSAVE_BYTES. 0 or -ENOMEM. */
void fpu_get_state(struct task_struct *task, void *to);
int fpu_set_state(struct task_struct *task, const void *from);
/* current's state becomes this; reserved bits are cut. 0 or -ENOMEM. */
int fpu_restore(const void *state);
/* Of #MF and #XF: what si_code says of the exception that is pending. */
int fpu_exception_code(bool simd);

#endif
