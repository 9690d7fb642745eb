/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * traps: the processor's exceptions (SDM 3A chapter 6). Page faults are in fault.c.
 */
#include <linux/bug.h>
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/uaccess.h>
#include <asm/extable.h>
#include <asm/fpu.h>
#include <asm/irq_vectors.h>
#include <asm/kprobes.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/sections.h>

#include "traps.h"

/* entry.S */
extern const char asm_divide_error[], asm_debug[], asm_nmi[], asm_int3[], asm_overflow[],
    asm_bounds[], asm_invalid_op[], asm_device_not_available[], asm_coprocessor_segment[],
    asm_invalid_tss[], asm_segment_not_present[], asm_stack_segment[], asm_general_protection[],
    asm_page_fault[], asm_coprocessor_error[], asm_alignment_check[], asm_machine_check[],
    asm_simd_error[], asm_sysenter[];

const void *const exception_entries[32] = {
    [X86_TRAP_DE] = asm_divide_error,
    [X86_TRAP_DB] = asm_debug,
    [X86_TRAP_NMI] = asm_nmi,
    [X86_TRAP_BP] = asm_int3,
    [X86_TRAP_OF] = asm_overflow,
    [X86_TRAP_BR] = asm_bounds,
    [X86_TRAP_UD] = asm_invalid_op,
    [X86_TRAP_NM] = asm_device_not_available,
    [9] = asm_coprocessor_segment,
    [X86_TRAP_TS] = asm_invalid_tss,
    [X86_TRAP_NP] = asm_segment_not_present,
    [X86_TRAP_SS] = asm_stack_segment,
    [X86_TRAP_GP] = asm_general_protection,
    [X86_TRAP_PF] = asm_page_fault,
    [X86_TRAP_MF] = asm_coprocessor_error,
    [X86_TRAP_AC] = asm_alignment_check,
    [X86_TRAP_MC] = asm_machine_check,
    [X86_TRAP_XF] = asm_simd_error,
};

extern const struct exception_table_entry __start___ex_table[], __stop___ex_table[];
extern const struct bug_entry __start___bug_table[], __stop___bug_table[];

static const struct exception_table_entry *entry_for(unsigned long ip)
{
	const struct exception_table_entry *e;

	for (e = __start___ex_table; e < __stop___ex_table; e++)
		if (e->insn == ip)
			return e;
	return search_module_extables(ip);
}

bool has_fixup(const struct pt_regs *regs)
{
	return entry_for(regs->ip);
}

bool fixup_exception(struct pt_regs *regs)
{
	const struct exception_table_entry *e = entry_for(regs->ip);

	if (e)
		regs->ip = e->fixup;
	return e;
}

void exception_exit(struct pt_regs *regs)
{
	/* on the way back to a program it is seen to (exit_to_user_work()) */
	if (user_mode(regs) || !(regs->flags & X86_EFLAGS_IF) || preempt_count() || !need_resched())
		return;
	preempt_schedule_irq();
}

/* What was interrupted had interrupts on: so may the handler, which may sleep or print much. */
static void enable_as_before(const struct pt_regs *regs)
{
	if (regs->flags & X86_EFLAGS_IF)
		local_irq_enable();
}

/* A program's exception is a signal to it. */
static void user_trap(unsigned int vector, long error_code, struct pt_regs *regs, int sig, int code)
{
	local_irq_enable();
	current->thread.trap_nr = vector;
	current->thread.error_code = error_code;
	if (code)
		force_sig_fault(sig, code, (void __user *)regs->ip);
	else
		force_sig(sig);
}

static void do_trap(const char *what, unsigned int vector, struct pt_regs *regs)
{
	long error_code = regs->orig_ax;

	regs->orig_ax = -1;
	kprobe_fault(regs);
	if (fixup_exception(regs))
		return;
	enable_as_before(regs);
	current->thread.trap_nr = vector;
	current->thread.error_code = error_code;
	die(what, regs, error_code);
	local_irq_disable();
	exception_exit(regs);
}

#define TRAP(name, vector, what, sig, code)                                                        \
	void name(struct pt_regs *regs);                                                           \
	void name(struct pt_regs *regs)                                                            \
	{                                                                                          \
		long error_code = regs->orig_ax;                                                   \
                                                                                                   \
		if (!user_mode(regs)) {                                                            \
			do_trap(what, vector, regs);                                               \
			return;                                                                    \
		}                                                                                  \
		regs->orig_ax = -1;                                                                \
		user_trap(vector, error_code, regs, sig, code);                                    \
	}

TRAP(do_divide_error, X86_TRAP_DE, "divide error", SIGFPE, FPE_INTDIV)
TRAP(do_overflow, X86_TRAP_OF, "overflow", SIGSEGV, 0)
TRAP(do_bounds, X86_TRAP_BR, "bounds", SIGSEGV, 0)
TRAP(do_coprocessor_segment, 9, "coprocessor segment overrun", SIGFPE, 0)
TRAP(do_invalid_tss, X86_TRAP_TS, "invalid TSS", SIGSEGV, 0)
TRAP(do_segment_not_present, X86_TRAP_NP, "segment not present", SIGBUS, 0)
TRAP(do_stack_segment, X86_TRAP_SS, "stack segment", SIGBUS, 0)
TRAP(do_general_protection, X86_TRAP_GP, "general protection fault", SIGSEGV, 0)
TRAP(do_coprocessor_error, X86_TRAP_MF, "coprocessor error", SIGFPE, fpu_exception_code(false))
TRAP(do_alignment_check, X86_TRAP_AC, "alignment check", SIGBUS, BUS_ADRALN)
TRAP(do_simd_error, X86_TRAP_XF, "simd exception", SIGFPE, fpu_exception_code(true))
/* of the IRET that should have gone back to the program */
TRAP(do_iret_error, 32, "iret exception", SIGSEGV, 0)

void do_device_not_available(struct pt_regs *regs);
void do_device_not_available(struct pt_regs *regs)
{
	if (!user_mode(regs)) {
		do_trap("device not available (no FPU code in the kernel)", X86_TRAP_NM, regs);
		return;
	}
	regs->orig_ax = -1;
	local_irq_enable();
	if (fpu_load_current())
		force_sig(SIGKILL);
}

void do_machine_check(struct pt_regs *regs);
void do_machine_check(struct pt_regs *regs)
{
	show_regs_full(regs);
	panic("Machine check");
}

void do_nmi(struct pt_regs *regs);
void do_nmi(struct pt_regs *regs)
{
	preempt_count_add(NMI_OFFSET);
	pr_emerg("Uhhuh. NMI received for unknown reason.\n");
	show_regs_full(regs);
	preempt_count_sub(NMI_OFFSET);
}

/* A stray INT3 or single step of nobody's: say where, go on. */
void do_int3(struct pt_regs *regs);
void __kprobes do_int3(struct pt_regs *regs)
{
	regs->orig_ax = -1;
	if (!user_mode(regs) && kprobe_int3(regs))
		return;
	if (user_mode(regs)) {
		user_trap(X86_TRAP_BP, 0, regs, SIGTRAP, 0);
		return;
	}
	pr_warn("int3 at %pS\n", (void *)(regs->ip - 1));
}

void do_debug(struct pt_regs *regs);
void __kprobes do_debug(struct pt_regs *regs)
{
	unsigned long dr6;

	regs->orig_ax = -1;
	if (!user_mode(regs) && kprobe_debug(regs))
		return;
	__asm__ __volatile__("movl %%dr6,%0" : "=r"(dr6));
	__asm__ __volatile__("movl %0,%%dr6" ::"r"(0));
	if (user_mode(regs)) {
		user_trap(X86_TRAP_DB, 0, regs, SIGTRAP, ptrace_debug_trap(regs, dr6));
		return;
	}
	regs->flags &= ~(unsigned long)X86_EFLAGS_TF;
	/* a program that steps itself through SYSENTER: it stops behind the call */
	if (regs->ip == (unsigned long)asm_sysenter) {
		set_thread_flag(TIF_SINGLESTEP);
		return;
	}
	/* what a program watches, and the kernel touches for it */
	if (dr6 & 0xf && current->thread.dr7)
		return;
	pr_warn("debug trap at %pS\n", (void *)regs->ip);
}

static const struct bug_entry *find_bug(unsigned long addr)
{
	const struct bug_entry *bug;

	for (bug = __start___bug_table; bug < __stop___bug_table; bug++)
		if (bug->addr == addr)
			return bug;
	return module_find_bug(addr);
}

void do_invalid_op(struct pt_regs *regs);
void do_invalid_op(struct pt_regs *regs)
{
	const struct bug_entry *bug;

	if (user_mode(regs)) {
		regs->orig_ax = -1;
		user_trap(X86_TRAP_UD, 0, regs, SIGILL, ILL_ILLOPN);
		return;
	}
	bug = find_bug(regs->ip);
	if (bug) {
		pr_emerg("------------[ cut here ]------------\n");
		pr_emerg("kernel BUG at %s:%u!\n", bug->file, bug->line);
	}
	do_trap("invalid opcode", X86_TRAP_UD, regs);
}

/* In the double fault's own task. Nothing of the other's stack is touched but to be shown. */
void doublefault_entry(void)
{
	const struct x86_hw_tss *tss = doublefault_victim();
	struct pt_regs regs = {
	    .bx = tss->bx,
	    .cx = tss->cx,
	    .dx = tss->dx,
	    .si = tss->si,
	    .di = tss->di,
	    .bp = tss->bp,
	    .ax = tss->ax,
	    .ds = tss->ds,
	    .es = tss->es,
	    .fs = tss->fs,
	    .gs = tss->gs,
	    .ip = tss->ip,
	    .cs = tss->cs,
	    .flags = tss->flags,
	};

	oops_in_progress = 1;
	pr_emerg("PANIC: double fault, ESP %08x is %s the stack of task %s/%d\n", tss->sp,
		 tss->sp - (unsigned long)current->stack < THREAD_SIZE ? "on" : "off",
		 current->comm, current->pid);
	show_regs_at(&regs, tss->sp, tss->ss);
	panic("Double fault");
}
