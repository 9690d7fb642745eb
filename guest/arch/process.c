/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * process: a thread's stack at its start, and the part of a switch that is the
 * processor's.
 */
#include <linux/build_bug.h>
#include <linux/highmem.h>
#include <linux/kernel.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <asm/asm-offsets.h>
#include <asm/desc.h>
#include <asm/page.h>
#include <asm/switch_to.h>

static_assert(offsetof(struct task_struct, thread.sp) == TASK_THREAD_SP);

/* The boot CPU begins as the task that becomes its idle task. */
DEFINE_PER_CPU(struct task_struct *, current_task) = &init_task;
EXPORT_PER_CPU_SYMBOL(current_task);

u8 init_stack[THREAD_SIZE] __section(".data..init_task") __aligned(THREAD_SIZE);

/* What __switch_to_asm pops, and where it returns to. */
struct fork_frame {
	unsigned long si, di, bx, bp;
	unsigned long ip;
};

extern const char ret_from_fork[];

void copy_thread(struct task_struct *task, int (*fn)(void *data), void *data)
{
	struct fork_frame *frame = task->stack + THREAD_SIZE - 2 * sizeof(long);

	frame--;
	*frame = (struct fork_frame){
	    .bx = (unsigned long)fn,
	    .di = (unsigned long)data,
	    .ip = (unsigned long)ret_from_fork,
	};
	task->thread.sp = (unsigned long)frame;
	task->thread.sp0 = (unsigned long)task->stack + THREAD_SIZE;
}

/* Already on next's stack. */
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
	if (unlikely(prev->kmap_ctrl.idx))
		kmap_local_sched_out(prev);
	if (unlikely(next->kmap_ctrl.idx))
		kmap_local_sched_in(next);
	load_sp0(next->thread.sp0);
	this_cpu_write(current_task, next);
	return prev;
}
