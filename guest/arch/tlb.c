/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tlb: making every CPU forget translations.
 *
 * Who has changed kernel page tables raises the generation and sends an interrupt; each
 * CPU flushes and notes which generation it has seen; the sender waits for all of them.
 * A CPU that spins for a lock with interrupts off would never see the interrupt, and the
 * sender may hold that lock: so spinning looks for the request too (tlb_flush_poll()), and
 * so does the sender while it waits. Therefore a flush may be asked for in any context.
 */
#include <linux/atomic.h>
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/mm.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/smp.h>
#include <asm/apic.h>
#include <asm/spinlock.h>
#include <asm/tlbflush.h>

static atomic_t wanted = ATOMIC_INIT(0); /* generation */
static DEFINE_PER_CPU(int, seen);

void tlb_flush_poll(void)
{
	unsigned long flags;
	int now;

	local_irq_save(flags);
	now = atomic_read(&wanted);
	if (this_cpu_read(seen) != now) {
		__flush_tlb_all();
		this_cpu_write(seen, now);
	}
	local_irq_restore(flags);
}

/* Generations wrap; they are never 2^31 apart. */
static bool has_seen(unsigned int cpu, int generation)
{
	return READ_ONCE(per_cpu(seen, cpu)) - generation >= 0;
}

static void flush_others(void)
{
	int generation = atomic_inc_return(&wanted);
	unsigned int cpu;

	apic_send_ipi_all_others(TLB_FLUSH_VECTOR);
	for_each_online_cpu(cpu)
	{
		if (cpu == smp_processor_id())
			continue;
		while (!has_seen(cpu, generation)) {
			tlb_flush_poll();
			cpu_relax();
		}
	}
}

void flush_tlb_kernel_range(unsigned long start, unsigned long end)
{
	preempt_disable();
	local_flush_tlb_kernel_range(start, end);
	if (num_online_cpus() > 1)
		flush_others();
	preempt_enable();
}
EXPORT_SYMBOL(flush_tlb_kernel_range);

void flush_tlb_all(void)
{
	preempt_disable();
	__flush_tlb_all();
	if (num_online_cpus() > 1)
		flush_others();
	preempt_enable();
}
EXPORT_SYMBOL(flush_tlb_all);

/* ---- programs' pages ---- */

/* Some other CPU has it loaded, or its page directory is just being left. Preemption is off. */
static bool others_have(const struct mm_struct *mm)
{
	return mm->cpu_bitmap.bits[0] & ~(1ul << smp_processor_id());
}

void flush_tlb_mm(struct mm_struct *mm)
{
	preempt_disable();
	if (current->active_mm == mm)
		__flush_tlb();
	if (others_have(mm))
		flush_others();
	preempt_enable();
}
EXPORT_SYMBOL(flush_tlb_mm);

void flush_tlb_range(struct vm_area_struct *vma, unsigned long start, unsigned long end)
{
	struct mm_struct *mm = vma->vm_mm;

	if ((end - start) >> PAGE_SHIFT > TLB_FLUSH_ONE_BY_ONE) {
		flush_tlb_mm(mm);
		return;
	}
	preempt_disable();
	if (current->active_mm == mm)
		for (; start < end; start += PAGE_SIZE)
			__flush_tlb_one(start);
	if (others_have(mm))
		flush_others();
	preempt_enable();
}
EXPORT_SYMBOL(flush_tlb_range);

void flush_tlb_page(struct vm_area_struct *vma, unsigned long addr)
{
	flush_tlb_range(vma, addr, addr + PAGE_SIZE);
}
EXPORT_SYMBOL(flush_tlb_page);

void arch_spin_poll(void)
{
	if (this_cpu_read(seen) != atomic_read(&wanted))
		tlb_flush_poll();
	cpu_relax();
}
EXPORT_SYMBOL(arch_spin_poll);

/* Far longer than anybody may hold a lock: a holder that sleeps, or who waits here himself. */
#define LOCKUP_POLLS 10000000ul

static noinline void tell_lockup(void)
{
	pr_emerg("BUG: spinlock lockup suspected on CPU#%d, %s/%d\n", smp_processor_id(),
		 current->comm, current->pid);
	dump_stack();
	misuse_of_caller("waits for a spinlock that is not given back");
}

void arch_spin_wait(arch_spinlock_t *lock, u16 ticket)
{
	unsigned long polls = 0;

	while (READ_ONCE(lock->serving) != ticket) {
		arch_spin_poll();
		if (++polls == LOCKUP_POLLS)
			tell_lockup();
	}
}
EXPORT_SYMBOL(arch_spin_wait);
