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
#include <linux/sched/mm.h>
#include <linux/syscalls.h>
#include <asm/asm-offsets.h>
#include <asm/desc.h>
#include <asm/fpu.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/switch_to.h>
#include <asm/tlbflush.h>

static_assert(offsetof(struct task_struct, thread.sp) == TASK_THREAD_SP);

/* The boot CPU begins as the task that becomes its idle task. */
DEFINE_PER_CPU(struct task_struct *, current_task) = &init_task;
EXPORT_PER_CPU_SYMBOL(current_task);

u8 init_stack[THREAD_SIZE] __section(".data..init_task") __aligned(THREAD_SIZE);

static_assert(offsetof(struct task_struct, thread_info.flags) == TASK_TI_FLAGS);
static_assert(offsetof(struct task_struct, thread.sysenter_return) == TASK_SYSENTER_RETURN);
static_assert(NR_SYSCALLS == NR_syscalls);
static_assert(_TIF_SYSCALL_TRACE == 1 << TIF_SYSCALL_TRACE &&
	      _TIF_SINGLESTEP == 1 << TIF_SINGLESTEP);
static_assert(_TIF_SIGPENDING == 1 << TIF_SIGPENDING && _TIF_NEED_RESCHED == 1 << TIF_NEED_RESCHED);

/* What __switch_to_asm pops, and where it returns to. */
struct fork_frame {
	unsigned long si, di, bx, bp;
	unsigned long ip;
};

extern const char ret_from_fork[];

static struct fork_frame *new_frame(struct task_struct *task)
{
	struct fork_frame *frame;

	task->thread.sp0 = (unsigned long)task->stack + THREAD_SIZE;
	frame = (struct fork_frame *)task_pt_regs(task) - 1;
	*frame = (struct fork_frame){.ip = (unsigned long)ret_from_fork};
	task->thread.sp = (unsigned long)frame;
	return frame;
}

void copy_thread(struct task_struct *task, int (*fn)(void *data), void *data)
{
	struct fork_frame *frame = new_frame(task);

	frame->bx = (unsigned long)fn;
	frame->di = (unsigned long)data;
}

void copy_user_thread(struct task_struct *task, unsigned long sp)
{
	struct pt_regs *regs;

	new_frame(task);
	regs = task_pt_regs(task);
	*regs = *current_pt_regs();
	regs->ax = 0;
	if (test_thread_flag(TIF_FORCED_TF)) /* the parent's tracer's */
		regs->flags &= ~X86_EFLAGS_TF;
	if (sp)
		regs->sp = sp;
}

void start_thread(struct pt_regs *regs, unsigned long ip, unsigned long sp)
{
	*regs = (struct pt_regs){
	    .ds = __USER_DS,
	    .es = __USER_DS,
	    .orig_ax = -1,
	    .ip = ip,
	    .cs = __USER_CS,
	    .flags = X86_EFLAGS_IF | X86_EFLAGS_FIXED,
	    .sp = sp,
	    .ss = __USER_DS,
	};
}

/*
 * Threads of the kernel go on in the address space they find. The bit in cpu_bitmap comes
 * before CR3, so that whoever changes page tables from now on tells this CPU.
 */
static void switch_mm(struct task_struct *prev, struct task_struct *next)
{
	struct mm_struct *from = prev->active_mm, *to = next->mm;

	if (!to) {
		next->active_mm = from;
		if (prev->mm)
			mmgrab(from);
		else
			prev->active_mm = NULL;
		return;
	}
	if (to != from) {
		cpumask_set_cpu(raw_smp_processor_id(), mm_cpumask(to));
		write_cr3(__pa(to->pgd));
		cpumask_clear_cpu(raw_smp_processor_id(), mm_cpumask(from));
	}
	load_tls(&next->thread);
}

/* Already on next's stack. */
struct task_struct *__switch_to(struct task_struct *prev, struct task_struct *next)
{
	if (unlikely(prev->kmap_ctrl.idx))
		kmap_local_sched_out(prev);
	if (unlikely(next->kmap_ctrl.idx))
		kmap_local_sched_in(next);
	fpu_switch_out(prev);
	if (unlikely(prev->thread.dr7 | next->thread.dr7))
		load_debugregs(&next->thread);
	switch_mm(prev, next);
	load_sp0(next->thread.sp0);
	this_cpu_write(current_task, next);
	return prev;
}
