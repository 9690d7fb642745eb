/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * dumpstack: call traces and registers, in Linux's form.
 *
 * Functions keep frame pointers: at %ebp stands the caller's %ebp, above it the return
 * address. Where entry.S stacked registers, the chain holds the address of the pt_regs
 * with bit 31 cleared. Every step is checked, for a trace is wanted most when the stack
 * is broken.
 */
#include <linux/export.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/stacktrace.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/sections.h>

#include "traps.h"

#define MAX_FRAMES  64
#define CODE_BEFORE 20
#define CODE_BYTES  40

struct unwind {
	unsigned long bp;
	unsigned long low, high;    /* the stack: frames rise from low to high */
	const struct pt_regs *regs; /* met at this step, or NULL */
};

static void unwind_start(struct unwind *u, unsigned long bp)
{
	*u = (struct unwind){.bp = bp};
	/* THREAD_SIZE-aligned, as every kernel stack is */
	u->low = ((bp | PAGE_OFFSET) & ~(THREAD_SIZE - 1));
	u->high = u->low + THREAD_SIZE;
}

static bool on_stack(const struct unwind *u, unsigned long addr, size_t bytes)
{
	return addr >= u->low && addr <= u->high - bytes && addr % sizeof(long) == 0;
}

/* The next return address, or 0 at the end. */
static unsigned long unwind_next(struct unwind *u)
{
	unsigned long frame[2];

	u->regs = NULL;
	if (u->bp && u->bp < PAGE_OFFSET) {
		const struct pt_regs *regs = (void *)(u->bp | 0x80000000ul);

		if (!on_stack(u, (unsigned long)regs, offsetof(struct pt_regs, sp)))
			return 0;
		u->low = (unsigned long)regs;
		u->bp = user_mode(regs) ? 0 : regs->bp;
		u->regs = regs;
		return regs->ip;
	}
	if (!on_stack(u, u->bp, sizeof(frame)))
		return 0;
	if (copy_from_kernel_nofault(frame, (void *)u->bp, sizeof(frame)))
		return 0;
	u->low = u->bp + sizeof(frame);
	u->bp = frame[0];
	return frame[1];
}

static void show_trace(unsigned long bp, const char *level)
{
	struct unwind u;
	int n;

	printk("%sCall Trace:\n", level);
	unwind_start(&u, bp);
	for (n = 0; n < MAX_FRAMES; n++) {
		unsigned long ip = unwind_next(&u);

		if (!ip)
			return;
		if (u.regs)
			printk("%s EIP: %pS (interrupted, EFLAGS: %08lx)\n", level, (void *)ip,
			       u.regs->flags);
		else
			printk("%s %pB\n", level, (void *)ip);
	}
}

unsigned int stack_trace_save(unsigned long *store, unsigned int size, unsigned int skip)
{
	struct unwind u;
	unsigned int n = 0;

	unwind_start(&u, (unsigned long)__builtin_frame_address(0));
	while (n < size) {
		unsigned long ip = unwind_next(&u);

		if (!ip)
			break;
		if (skip)
			skip--;
		else
			store[n++] = ip;
	}
	return n;
}
EXPORT_SYMBOL_GPL(stack_trace_save);

void show_stack(struct task_struct *task)
{
	unsigned long bp = (unsigned long)__builtin_frame_address(0);

	if (task && task != current)
		bp = ((unsigned long *)task->thread.sp)[3]; /* as __switch_to_asm pushed it */
	show_trace(bp, KERN_DEFAULT);
}

unsigned long get_wchan(const struct task_struct *task)
{
	struct unwind u;
	unsigned long ip;

	if (task == current || task_is_running(task))
		return 0;
	unwind_start(&u, ((unsigned long *)task->thread.sp)[3]);
	do {
		ip = unwind_next(&u);
	} while (ip && in_sched_functions(ip));
	return ip;
}

void dump_stack_print_info(const char *level)
{
	printk("%sCPU: %d PID: %d Comm: %s %s %s %s\n", level, raw_smp_processor_id(), current->pid,
	       current->comm, print_tainted(), utsname()->release, utsname()->version);
}

void dump_stack(void)
{
	dump_stack_print_info(KERN_DEFAULT);
	show_trace((unsigned long)__builtin_frame_address(0), KERN_DEFAULT);
}
EXPORT_SYMBOL(dump_stack);

/* "Code: 55 89 e5 <0f> 0b": the bytes around the instruction, its first one in <>. */
static void show_code(const struct pt_regs *regs)
{
	char line[CODE_BYTES * 3 + 16];
	unsigned long start = regs->ip - CODE_BEFORE;
	int i, len = 0;

	for (i = 0; i < CODE_BYTES; i++) {
		u8 byte;

		if (copy_from_kernel_nofault(&byte, (void *)(start + i), 1)) {
			if (start + i < regs->ip)
				continue;
			len += scnprintf(line + len, sizeof(line) - len,
					 " Unable to access opcode bytes at 0x%lx.", start + i);
			break;
		}
		len += scnprintf(line + len, sizeof(line) - len,
				 start + i == regs->ip ? " <%02x>" : " %02x", byte);
	}
	pr_emerg("Code:%s\n", line);
}

#define READ_CR(n)                                                                                 \
	({                                                                                         \
		unsigned long __cr;                                                                \
		__asm__ __volatile__("movl %%cr" #n ",%0" : "=r"(__cr));                           \
		__cr;                                                                              \
	})

static void show_registers(const struct pt_regs *regs, unsigned long sp, unsigned long ss)
{
	pr_emerg("EIP: %pS\n", (void *)regs->ip);
	show_code(regs);
	pr_emerg("EAX: %08lx EBX: %08lx ECX: %08lx EDX: %08lx\n", regs->ax, regs->bx, regs->cx,
		 regs->dx);
	pr_emerg("ESI: %08lx EDI: %08lx EBP: %08lx ESP: %08lx\n", regs->si, regs->di, regs->bp, sp);
	pr_emerg("DS: %04x ES: %04x FS: %04x GS: %04x SS: %04x EFLAGS: %08lx\n", (u16)regs->ds,
		 (u16)regs->es, (u16)regs->fs, (u16)regs->gs, (u16)ss, regs->flags);
	pr_emerg("CR0: %08lx CR2: %08lx CR3: %08lx CR4: %08lx\n", READ_CR(0), READ_CR(2),
		 READ_CR(3), READ_CR(4));
}

void show_regs_at(struct pt_regs *regs, unsigned long sp, unsigned long ss)
{
	dump_stack_print_info(KERN_EMERG);
	show_registers(regs, sp, ss);
	show_trace(regs->bp, KERN_EMERG);
}

void show_regs_full(struct pt_regs *regs)
{
	if (user_mode(regs))
		show_regs_at(regs, regs->sp, regs->ss);
	else
		show_regs_at(regs, kernel_stack_pointer(regs), __KERNEL_DS);
}

static int die_counter;

void die(const char *what, struct pt_regs *regs, long error_code)
{
	unsigned long flags;

	local_irq_save(flags);
	oops_in_progress++;
	pr_emerg("%s: %04lx [#%d] PREEMPT SMP\n", what, error_code & 0xffff, ++die_counter);
	show_regs_full(regs);
	print_modules();
	if (is_module_text_address(regs->ip))
		misuse_at("crashes", regs->ip + 1);
	add_taint(TAINT_DIE, LOCKDEP_STILL_OK);
	pr_emerg("---[ end trace %016x ]---\n", 0);
	oops_in_progress--;
	local_irq_restore(flags);
	oops_end_task();
}
