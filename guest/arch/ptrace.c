/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ptrace: a stopped task's registers, its steps, its debug registers, and where it stops for
 * its tracer on the way into a system call and out of it.
 *
 * A tracer sees them as in struct user of i386 programs: sixteen registers and orig_eax first,
 * in the order of struct pt_regs; the debug registers at its end.
 */
#include <linux/elf.h>
#include <linux/kernel.h>
#include <linux/ptrace.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/ldt.h>
#include <asm/ptrace.h>

#include "traps.h"

#define USER_BYTES    284 /* of struct user */
#define USER_DEBUGREG 252
#define NR_REGS	      (sizeof(struct pt_regs) / sizeof(long))
#define FPREGS_BYTES  108
/* What a tracer may change of the flags: CF PF AF ZF SF TF DF OF RF NT AC. */
#define FLAGS_MASK 0x54dd5ul

#define DR7_RESERVED 0xfc00ul
#define DR_STEP	     0x4000ul
#define DR_TRAPS     0xful

/* ---- general registers ---- */

static unsigned long get_reg(struct task_struct *task, unsigned int at)
{
	unsigned long *regs = (unsigned long *)task_pt_regs(task), value = regs[at];

	switch (at * sizeof(long)) {
	case offsetof(struct pt_regs, ds):
	case offsetof(struct pt_regs, es):
	case offsetof(struct pt_regs, fs):
	case offsetof(struct pt_regs, gs):
	case offsetof(struct pt_regs, cs):
	case offsetof(struct pt_regs, ss):
		return value & 0xffff;
	case offsetof(struct pt_regs, flags):
		/* its tracer's, not its own */
		if (test_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF))
			value &= ~X86_EFLAGS_TF;
		return value;
	}
	return value;
}

static bool is_user_selector(unsigned long value, bool may_be_null)
{
	return (may_be_null && !(value & ~3ul)) || (value & SEGMENT_RPL_MASK) == 3;
}

static long set_reg(struct task_struct *task, unsigned int at, unsigned long value)
{
	struct pt_regs *regs = task_pt_regs(task);

	switch (at * sizeof(long)) {
	case offsetof(struct pt_regs, ds):
	case offsetof(struct pt_regs, es):
	case offsetof(struct pt_regs, fs):
	case offsetof(struct pt_regs, gs):
		value &= 0xffff;
		if (!is_user_selector(value, true))
			return -EIO;
		break;
	case offsetof(struct pt_regs, cs):
	case offsetof(struct pt_regs, ss):
		value &= 0xffff;
		if (!is_user_selector(value, false))
			return -EIO;
		break;
	case offsetof(struct pt_regs, flags):
		if (value & X86_EFLAGS_TF)
			clear_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF);
		else if (test_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF))
			value |= X86_EFLAGS_TF;
		value = (regs->flags & ~FLAGS_MASK) | (value & FLAGS_MASK);
	}
	((unsigned long *)regs)[at] = value;
	return 0;
}

static void get_regs(struct task_struct *task, unsigned long *to)
{
	unsigned int i;

	for (i = 0; i < NR_REGS; i++)
		to[i] = get_reg(task, i);
}

static long set_regs(struct task_struct *task, const unsigned long *from, unsigned int nr)
{
	unsigned int i;
	long err = 0;

	for (i = 0; i < nr && !err; i++)
		err = set_reg(task, i, from[i]);
	return err;
}

/* ---- the FPU's ---- */

/* FSAVE's image from FXSAVE's, and back (SDM 1 8.1.10, 10.5.1). */
static void to_fsave(u32 *to, const u8 *fx)
{
	const u16 *w = (const u16 *)fx;
	const u32 *d = (const u32 *)fx;
	int i;

	memset(to, 0, FPREGS_BYTES);
	to[0] = 0xffff0000 | w[0];
	to[1] = 0xffff0000 | w[1];
	to[2] = 0xffff0000;
	for (i = 0; i < 8; i++)
		if (!(w[2] >> i & 1))
			to[2] |= 3u << 2 * i;
	to[3] = d[2];
	to[4] = (d[3] & 0xffff) | (u32)w[3] << 16;
	to[5] = d[4];
	to[6] = d[5];
	for (i = 0; i < 8; i++)
		memcpy((u8 *)(to + 7) + 10 * i, fx + 32 + 16 * i, 10);
}

static void from_fsave(u8 *fx, const u32 *from)
{
	u16 *w = (u16 *)fx;
	u32 *d = (u32 *)fx;
	int i;

	w[0] = from[0];
	w[1] = from[1];
	w[2] = 0;
	for (i = 0; i < 8; i++)
		if ((from[2] >> 2 * i & 3) != 3)
			w[2] |= 1 << i;
	w[3] = from[4] >> 16;
	d[2] = from[3];
	d[3] = from[4] & 0xffff;
	d[4] = from[5];
	d[5] = from[6];
	for (i = 0; i < 8; i++)
		memcpy(fx + 32 + 16 * i, (const u8 *)(from + 7) + 10 * i, 10);
}

static long fp_request(struct task_struct *task, bool extended, bool write, void __user *buf,
		       size_t len)
{
	u8 fx[FXSAVE_BYTES];
	u32 old[FPREGS_BYTES / 4];

	fpu_get_state(task, fx);
	if (!extended)
		to_fsave(old, fx);
	if (!write)
		return copy_to_user(buf, extended ? (void *)fx : old, len) ? -EFAULT : 0;
	if (copy_from_user(extended ? (void *)fx : old, buf, len))
		return -EFAULT;
	if (!extended)
		from_fsave(fx, old);
	return fpu_set_state(task, fx);
}

/* ---- debug registers (SDM 3B 17.2) ---- */

static long set_debugreg(struct task_struct *task, unsigned int nr, unsigned long value)
{
	struct thread_struct *thread = &task->thread;
	unsigned int i;

	if (nr < 4) {
		if (value >= TASK_SIZE)
			return -EINVAL;
		thread->debugreg[nr] = value;
	} else if (nr == 6) {
		thread->dr6 = value;
	} else if (nr == 7) {
		value &= ~DR7_RESERVED;
		for (i = 0; i < 4; i++) {
			unsigned int kind = value >> (16 + 4 * i) & 15;

			/* neither an I/O breakpoint nor one of eight bytes; code is one byte */
			if (value >> 2 * i & 3 &&
			    ((kind & 3) == 2 || kind >> 2 == 2 || (!(kind & 3) && kind >> 2)))
				return -EINVAL;
		}
		thread->dr7 = value;
	} else {
		return -EIO;
	}
	return 0;
}

static unsigned long get_debugreg(const struct task_struct *task, unsigned int nr)
{
	if (nr < 4)
		return task->thread.debugreg[nr];
	return nr == 6 ? task->thread.dr6 : nr == 7 ? task->thread.dr7 : 0;
}

void ptrace_disable_debugregs(struct task_struct *task)
{
	memset(task->thread.debugreg, 0, sizeof(task->thread.debugreg));
	if (task->thread.dr7 && task == current)
		__asm__ __volatile__("movl %0,%%dr7" ::"r"(0));
	task->thread.dr6 = task->thread.dr7 = 0;
}

void load_debugregs(const struct thread_struct *thread)
{
	__asm__ __volatile__("movl %0,%%dr7" ::"r"(0));
	if (!thread->dr7)
		return;
	__asm__ __volatile__("movl %0,%%dr0" ::"r"(thread->debugreg[0]));
	__asm__ __volatile__("movl %0,%%dr1" ::"r"(thread->debugreg[1]));
	__asm__ __volatile__("movl %0,%%dr2" ::"r"(thread->debugreg[2]));
	__asm__ __volatile__("movl %0,%%dr3" ::"r"(thread->debugreg[3]));
	__asm__ __volatile__("movl %0,%%dr7" ::"r"(thread->dr7));
}

int ptrace_debug_trap(struct pt_regs *regs, unsigned long dr6)
{
	current->thread.dr6 =
	    (current->thread.dr6 & ~(DR_TRAPS | DR_STEP)) | (dr6 & (DR_TRAPS | DR_STEP));
	if (dr6 & DR_TRAPS)
		regs->flags |= X86_EFLAGS_RF; /* once at each instruction */
	return dr6 & DR_STEP || !(dr6 & DR_TRAPS) ? TRAP_TRACE : TRAP_HWBKPT;
}

/* ---- steps ---- */

void user_enable_single_step(struct task_struct *task)
{
	struct pt_regs *regs = task_pt_regs(task);

	set_ti_thread_flag(task_thread_info(task), TIF_SINGLESTEP);
	if (regs->flags & X86_EFLAGS_TF)
		return;
	regs->flags |= X86_EFLAGS_TF;
	set_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF);
}

void user_disable_single_step(struct task_struct *task)
{
	clear_ti_thread_flag(task_thread_info(task), TIF_SINGLESTEP);
	if (test_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF)) {
		clear_ti_thread_flag(task_thread_info(task), TIF_FORCED_TF);
		task_pt_regs(task)->flags &= ~X86_EFLAGS_TF;
	}
}

/* ---- system calls ---- */

static void report(unsigned long message)
{
	int sig = SIGTRAP;

	if (!(current->ptrace & PT_PTRACED))
		return;
	if (current->ptrace & PT_OPT(PTRACE_O_TRACESYSGOOD))
		sig |= 0x80;
	sig = ptrace_notify(sig, message);
	if (sig)
		send_sig(sig, current, 1);
}

/* From entry.S, in place of the call: the tracer may want another one, or none. */
long traced_syscall(struct pt_regs *regs)
{
	unsigned long nr;

	report(PTRACE_EVENTMSG_SYSCALL_ENTRY);
	if (fatal_signal_pending(current))
		return -EINTR;
	nr = regs->orig_ax;
	if (nr == -1ul)
		return regs->ax;
	return nr < NR_syscalls ? sys_call_table[nr](regs) : sys_ni_syscall(regs);
}

void syscall_exit_traced(struct pt_regs *regs)
{
	local_irq_enable();
	if (test_thread_flag(TIF_SYSCALL_TRACE))
		report(PTRACE_EVENTMSG_SYSCALL_EXIT);
	if (test_thread_flag(TIF_SINGLESTEP))
		force_sig_fault(SIGTRAP, SI_USER, (void __user *)regs->ip);
	if (!current->ptrace) /* a program's own trap flag, that SYSENTER has cleared */
		clear_thread_flag(TIF_SINGLESTEP);
	local_irq_disable();
}

/* ---- requests ---- */

static long peek_user(struct task_struct *child, unsigned long addr, unsigned long __user *to)
{
	unsigned long value = 0;

	if (addr & 3 || addr >= USER_BYTES)
		return -EIO;
	if (addr < sizeof(struct pt_regs))
		value = get_reg(child, addr / sizeof(long));
	else if (addr >= USER_DEBUGREG)
		value = get_debugreg(child, (addr - USER_DEBUGREG) / sizeof(long));
	return put_user(value, to);
}

static long poke_user(struct task_struct *child, unsigned long addr, unsigned long value)
{
	if (addr & 3 || addr >= USER_BYTES)
		return -EIO;
	if (addr < sizeof(struct pt_regs))
		return set_reg(child, addr / sizeof(long), value);
	if (addr >= USER_DEBUGREG)
		return set_debugreg(child, (addr - USER_DEBUGREG) / sizeof(long), value);
	return 0;
}

long arch_ptrace(struct task_struct *child, long request, unsigned long addr, unsigned long data)
{
	void __user *buf = (void __user *)data;
	unsigned long regs[NR_REGS];

	switch (request) {
	case PTRACE_PEEKUSR:
		return peek_user(child, addr, buf);
	case PTRACE_POKEUSR:
		return poke_user(child, addr, data);
	case PTRACE_GETREGS:
		get_regs(child, regs);
		return copy_to_user(buf, regs, sizeof(regs)) ? -EFAULT : 0;
	case PTRACE_SETREGS:
		if (copy_from_user(regs, buf, sizeof(regs)))
			return -EFAULT;
		return set_regs(child, regs, NR_REGS);
	case PTRACE_GETFPREGS:
	case PTRACE_SETFPREGS:
		return fp_request(child, false, request == PTRACE_SETFPREGS, buf, FPREGS_BYTES);
	case PTRACE_GETFPXREGS:
	case PTRACE_SETFPXREGS:
		return fp_request(child, true, request == PTRACE_SETFPXREGS, buf, FXSAVE_BYTES);
	case PTRACE_GET_THREAD_AREA:
		return (int)addr < 0 ? -EIO : do_get_thread_area(child, addr, buf);
	case PTRACE_SET_THREAD_AREA:
		return (int)addr < 0 ? -EIO : do_set_thread_area(child, addr, data, false);
	}
	return -EIO;
}

#define NT_PRSTATUS   1
#define NT_PRFPREG    2
#define NT_PRXFPREG   0x46e62b7f
#define NT_X86_XSTATE 0x202

static long general_regset(struct task_struct *child, bool write, void __user *buf, size_t *len)
{
	unsigned long regs[NR_REGS];

	if (*len % sizeof(long))
		return -EINVAL;
	*len = min(*len, sizeof(regs));
	if (!write) {
		get_regs(child, regs);
		return copy_to_user(buf, regs, *len) ? -EFAULT : 0;
	}
	if (copy_from_user(regs, buf, *len))
		return -EFAULT;
	return set_regs(child, regs, *len / sizeof(long));
}

long arch_ptrace_regset(struct task_struct *child, bool write, unsigned int type, void __user *buf,
			size_t *len)
{
	switch (type) {
	case NT_PRSTATUS:
		return general_regset(child, write, buf, len);
	case NT_PRFPREG:
	case NT_PRXFPREG:
		if (*len % 4)
			return -EINVAL;
		*len = min(*len, (size_t)(type == NT_PRFPREG ? FPREGS_BYTES : FXSAVE_BYTES));
		return fp_request(child, type == NT_PRXFPREG, write, buf, *len);
	case NT_X86_XSTATE:
		return -ENODEV;
	}
	return -EINVAL;
}
