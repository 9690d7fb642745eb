/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault: page faults (SDM 3A 4.7). The kernel's own memory never faults in the ordinary
 * course, so a fault is an access that expected it (the exception table) or a mistake.
 */
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/page.h>
#include <asm/ptrace.h>

#include "traps.h"

#define PF_PROT	 1
#define PF_WRITE 2
#define PF_USER	 4
#define PF_RSVD	 8
#define PF_INSTR 16

static unsigned long read_cr2(void)
{
	unsigned long cr2;

	__asm__ __volatile__("movl %%cr2,%0" : "=r"(cr2));
	return cr2;
}

static unsigned long read_cr3(void)
{
	unsigned long cr3;

	__asm__ __volatile__("movl %%cr3,%0" : "=r"(cr3));
	return cr3;
}

#define PDE_PRESENT 0x001
#define PDE_4M	    0x080

/* The entries that led to the fault. Tables lie in lowmem. */
static void dump_pagetable(unsigned long addr)
{
	const u32 *pgd = __va(read_cr3() & PAGE_MASK);
	u32 pde = pgd[addr >> 22];

	if ((pde & (PDE_PRESENT | PDE_4M)) != PDE_PRESENT) {
		pr_alert("*pde = %08x\n", pde);
	} else {
		const u32 *table = __va(pde & PAGE_MASK);

		pr_alert("*pde = %08x *pte = %08x\n", pde, table[(addr >> PAGE_SHIFT) & 0x3ff]);
	}
}

static void report_fault(struct pt_regs *regs, unsigned long error, unsigned long addr)
{
	if (addr < PAGE_SIZE && !user_mode(regs))
		pr_alert("BUG: kernel NULL pointer dereference, address: %08lx\n", addr);
	else
		pr_alert("BUG: unable to handle page fault for address: %08lx\n", addr);
	pr_alert("#PF: %s %s in %s mode\n", error & PF_USER ? "user" : "supervisor",
		 error & PF_INSTR   ? "instruction fetch"
		 : error & PF_WRITE ? "write access"
				    : "read access",
		 user_mode(regs) ? "user" : "kernel");
	pr_alert("#PF: error_code(0x%04lx) - %s\n", error,
		 error & PF_RSVD   ? "reserved bit violation"
		 : error & PF_PROT ? "permissions violation"
				   : "not-present page");
	dump_pagetable(addr);
}

void do_page_fault(struct pt_regs *regs);
void do_page_fault(struct pt_regs *regs)
{
	unsigned long addr = read_cr2();
	unsigned long error = regs->orig_ax;

	regs->orig_ax = -1;
	if (!user_mode(regs) && fixup_exception(regs))
		return;
	if (regs->flags & X86_EFLAGS_IF)
		local_irq_enable();
	current->thread.cr2 = addr;
	current->thread.error_code = error;
	oops_in_progress++;
	report_fault(regs, error, addr);
	oops_in_progress--;
	die("Oops", regs, error);
	local_irq_disable();
	exception_exit(regs);
}
