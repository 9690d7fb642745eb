/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fault: page faults (SDM 3A 4.7).
 *
 * One below TASK_SIZE is the program's, whether it or the kernel on its behalf touched the
 * page: mm/memory.c makes the page be there, or it is a signal; of the kernel's access,
 * -EFAULT by the exception table. The kernel's own memory never faults in the ordinary
 * course, so a fault above is an access that expected it or a mistake.
 */
#include <linux/irqflags.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uaccess.h>
#include <asm/irq_vectors.h>
#include <asm/kprobes.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/tlbflush.h>

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

/* Nothing that an access was prepared for. */
static void kernel_fault(struct pt_regs *regs, unsigned long error, unsigned long addr)
{
	if (fixup_exception(regs))
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

/* A program that dies of it: why, for who looks at the log. */
static void show_segfault(const struct pt_regs *regs, unsigned long error, unsigned long addr)
{
	if (current->sighand->action[SIGSEGV - 1].sa.sa_handler != SIG_DFL)
		return;
	pr_info_ratelimited("%s[%d]: segfault at %lx ip %08lx sp %08lx error %lx\n", current->comm,
			    current->pid, addr, regs->ip, regs->sp, error);
}

static void bad_area(struct pt_regs *regs, unsigned long error, unsigned long addr, int sig,
		     int code)
{
	if (!user_mode(regs)) {
		kernel_fault(regs, error, addr);
		return;
	}
	current->thread.cr2 = addr;
	current->thread.trap_nr = X86_TRAP_PF;
	current->thread.error_code = addr >= TASK_SIZE ? error | PF_PROT : error;
	if (sig == SIGSEGV)
		show_segfault(regs, error, addr);
	force_sig_fault(sig, code, (void __user *)addr);
}

static bool may_access(const struct vm_area_struct *vma, unsigned long error)
{
	if (error & PF_WRITE)
		return vma->vm_flags & VM_WRITE;
	return !(error & PF_PROT) && vma->vm_flags & VM_ACCESS_FLAGS;
}

/* mmap_lock is held. The area that addr is in, or grows into; NULL: none. */
static struct vm_area_struct *area_at(struct mm_struct *mm, unsigned long addr)
{
	struct vm_area_struct *vma = find_vma(mm, addr);

	if (!vma || addr >= vma->vm_start)
		return vma;
	if (!(vma->vm_flags & VM_GROWSDOWN) || expand_stack(vma, addr))
		return NULL;
	return vma;
}

static void fault_failed(struct pt_regs *regs, unsigned long error, unsigned long addr,
			 vm_fault_t fault)
{
	if (fault & VM_FAULT_OOM) {
		if (!user_mode(regs))
			kernel_fault(regs, error, addr);
		else if (!fatal_signal_pending(current))
			pagefault_out_of_memory();
		return;
	}
	if (fault & VM_FAULT_SIGBUS)
		bad_area(regs, error, addr, SIGBUS, BUS_ADRERR);
	else
		bad_area(regs, error, addr, SIGSEGV, SEGV_MAPERR);
}

/*
 * The kernel itself may come here with the lock held: a driver's mmap() that reads a program's
 * memory gets -EFAULT, and a mistake is reported instead of waiting for itself for ever.
 */
static bool lock_for_fault(const struct pt_regs *regs, struct mm_struct *mm)
{
	if (!user_mode(regs) && mmap_read_trylock(mm))
		return true;
	if (!user_mode(regs) && (rwsem_is_mine(&mm->mmap_lock) || !has_fixup(regs)))
		return false;
	mmap_read_lock(mm);
	return true;
}

/* Interrupts are on. */
static void user_fault(struct pt_regs *regs, unsigned long error, unsigned long addr)
{
	unsigned int flags = error & PF_WRITE ? FAULT_FLAG_WRITE : 0;
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	vm_fault_t fault;

	if (user_mode(regs))
		flags |= FAULT_FLAG_USER;
	/* mm/oom_kill.c has taken its pages: there are zeros now where its data was */
	if (unlikely(!user_mode(regs) && test_thread_flag(TIF_MEMDIE))) {
		kernel_fault(regs, error, addr);
		return;
	}
	if (unlikely(!lock_for_fault(regs, mm))) {
		kernel_fault(regs, error, addr);
		return;
	}
	vma = area_at(mm, addr);
	if (unlikely(!vma || !may_access(vma, error))) {
		mmap_read_unlock(mm);
		bad_area(regs, error, addr, SIGSEGV, vma ? SEGV_ACCERR : SEGV_MAPERR);
		return;
	}
	fault = handle_mm_fault(vma, addr, flags);
	mmap_read_unlock(mm);
	if (fault & VM_FAULT_MAJOR)
		current->maj_flt++;
	else
		current->min_flt++;
	if (unlikely(fault & VM_FAULT_ERROR))
		fault_failed(regs, error, addr, fault);
}

/* May the kernel's access to user space be helped? It must be able to sleep for it. */
static bool may_page_in(const struct pt_regs *regs)
{
	return current->mm && regs->flags & X86_EFLAGS_IF && !faulthandler_disabled();
}

void do_page_fault(struct pt_regs *regs);
void do_page_fault(struct pt_regs *regs)
{
	unsigned long addr = read_cr2();
	unsigned long error = regs->orig_ax;

	regs->orig_ax = -1;
	if (unlikely(!user_mode(regs) && regs->flags & X86_EFLAGS_TF))
		kprobe_fault(regs);
	if (unlikely(error & PF_RSVD || addr >= TASK_SIZE)) {
		if (user_mode(regs))
			local_irq_enable();
		bad_area(regs, error, addr, SIGSEGV, SEGV_MAPERR);
		return;
	}
	if (!user_mode(regs) && !may_page_in(regs)) {
		kernel_fault(regs, error, addr);
		return;
	}
	local_irq_enable();
	user_fault(regs, error, addr);
	if (!user_mode(regs)) {
		local_irq_disable();
		exception_exit(regs);
	}
}
