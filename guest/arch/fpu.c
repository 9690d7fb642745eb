/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fpu: a program's x87, MMX and SSE registers (SDM 3A 13.3, 13.4; 2A "FXSAVE").
 *
 * A task gets its 512 bytes at its first instruction that needs them. What it holds in the
 * registers goes to memory when it is switched out, and CR0.TS is set; they come back at
 * its next such instruction, by the exception #NM. So a task that computes nothing costs
 * nothing, and one may go on on another CPU.
 */
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/fpu.h>
#include <asm/special_insns.h>
#include <asm/processor.h>
#include <asm/siginfo.h>
#include <asm/tlbflush.h>

#include "traps.h"

#define CR0_MP		   (1ul << 1)
#define CR0_EM		   (1ul << 2)
#define CR0_NE		   (1ul << 5)
#define CR4_OSFXSR	   (1ul << 9)
#define CR4_OSXMMEXCPT	   (1ul << 10)
#define FCW_DEFAULT	   0x37f
#define MXCSR_DEFAULT	   0x1f80
#define MXCSR_MASK_DEFAULT 0xffbf

/* FXSAVE's image: the words that are looked at. */
struct fxsave {
	u16 cwd, swd, twd, fop;
	u32 fip, fcs, foo, fos, mxcsr, mxcsr_mask;
};

static struct kmem_cache *fpu_cache;
static u32 mxcsr_mask = MXCSR_MASK_DEFAULT;

static void clts(void)
{
	__asm__ __volatile__("clts" ::: "memory");
}

static void stts(void)
{
	write_cr0(read_cr0() | CR0_TS);
}

static void fxsave(void *state)
{
	__asm__ __volatile__("fxsave (%0)" ::"r"(state) : "memory");
}

static void fxrstor(const void *state)
{
	__asm__ __volatile__("fxrstor (%0)" ::"r"(state) : "memory");
}

void fpu_init_cpu(void)
{
	write_cr0((read_cr0() & ~CR0_EM) | CR0_MP | CR0_NE | CR0_TS);
	write_cr4(read_cr4() | CR4_OSFXSR | CR4_OSXMMEXCPT);
}

static u32 __init read_mxcsr_mask(void)
{
	static u8 state[FXSAVE_BYTES] __initdata __aligned(16);

	clts();
	fxsave(state);
	stts();
	return ((struct fxsave *)state)->mxcsr_mask;
}

static int __init fpu_init(void)
{
	u32 mask;

	fpu_init_cpu();
	mask = read_mxcsr_mask();
	if (mask)
		mxcsr_mask = mask;
	fpu_cache = kmem_cache_create("fpu", sizeof(struct fpu), 16, SLAB_PANIC, NULL);
	return 0;
}
core_initcall(fpu_init);

void fpu_save(struct fpu *fpu)
{
	fxsave(fpu->state);
	fpu->loaded = false;
	stts();
}

static void default_state(struct fpu *fpu)
{
	struct fxsave *fx = (struct fxsave *)fpu->state;

	memset(fpu, 0, sizeof(*fpu));
	fx->cwd = FCW_DEFAULT;
	fx->mxcsr = MXCSR_DEFAULT;
}

static struct fpu *state_of(struct task_struct *task)
{
	if (!task->thread.fpu) {
		struct fpu *fpu = kmem_cache_alloc(fpu_cache, GFP_KERNEL);

		if (fpu)
			default_state(fpu);
		task->thread.fpu = fpu;
	}
	return task->thread.fpu;
}

static struct fpu *own_state(void)
{
	return state_of(current);
}

void fpu_get_state(struct task_struct *task, void *to)
{
	struct fpu none;

	if (task == current)
		fpu_sync();
	if (!task->thread.fpu)
		default_state(&none);
	memcpy(to, task->thread.fpu ? task->thread.fpu->state : none.state, FXSAVE_BYTES);
}

int fpu_set_state(struct task_struct *task, const void *from)
{
	struct fpu *fpu = state_of(task);

	if (!fpu)
		return -ENOMEM;
	memcpy(fpu->state, from, FXSAVE_BYTES);
	((struct fxsave *)fpu->state)->mxcsr &= mxcsr_mask;
	return 0;
}

/* Interrupts are on, so it may be switched out in between: then it begins anew. */
int fpu_load_current(void)
{
	struct fpu *fpu = own_state();

	if (!fpu)
		return -ENOMEM;
	preempt_disable();
	clts();
	if (!fpu->loaded) {
		fxrstor(fpu->state);
		fpu->loaded = true;
	}
	preempt_enable();
	return 0;
}

struct fpu *fpu_sync(void)
{
	preempt_disable();
	fpu_switch_out(current);
	preempt_enable();
	return current->thread.fpu;
}

int fpu_fork(struct task_struct *child)
{
	struct fpu *from = fpu_sync();

	child->thread.fpu = NULL;
	if (!from)
		return 0;
	child->thread.fpu = kmem_cache_alloc(fpu_cache, GFP_KERNEL);
	if (!child->thread.fpu)
		return -ENOMEM;
	memcpy(child->thread.fpu, from, sizeof(*from));
	return 0;
}

void fpu_free(struct task_struct *task)
{
	if (task->thread.fpu)
		kmem_cache_free(fpu_cache, task->thread.fpu);
	task->thread.fpu = NULL;
}

void fpu_flush(void)
{
	fpu_sync();
	fpu_free(current);
}

int fpu_restore(const void *state)
{
	struct fpu *fpu = fpu_sync() ?: own_state();
	struct fxsave *fx;

	if (!fpu)
		return -ENOMEM;
	memcpy(fpu->state, state, FXSAVE_BYTES);
	fx = (struct fxsave *)fpu->state;
	fx->mxcsr &= mxcsr_mask;
	return 0;
}

static int code_of(unsigned int exceptions)
{
	if (exceptions & 0x01)
		return FPE_FLTINV;
	if (exceptions & 0x04)
		return FPE_FLTDIV;
	if (exceptions & 0x08)
		return FPE_FLTOVF;
	if (exceptions & 0x12)
		return FPE_FLTUND;
	return exceptions & 0x20 ? FPE_FLTRES : 0;
}

int fpu_exception_code(bool simd)
{
	const struct fpu *fpu = fpu_sync();
	const struct fxsave *fx = fpu ? (const struct fxsave *)fpu->state : NULL;

	if (!fx)
		return 0;
	if (simd)
		return code_of(fx->mxcsr & ~(fx->mxcsr >> 7));
	return code_of(fx->swd & ~fx->cwd);
}
