/* SPDX-License-Identifier: GPL-2.0-only */
/* irq: from the vector of an external interrupt to its line. */
#include <linux/context.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <asm/apic.h>
#include <asm/hw_irq.h>
#include <asm/irq_regs.h>
#include <asm/irq_vectors.h>
#include <asm/page.h>
#include <asm/ptrace.h>
#include <asm/setup.h>

#include "abi/probe.h"
#include "traps.h"

DEFINE_PER_CPU(struct pt_regs *, irq_regs);
EXPORT_PER_CPU_SYMBOL(irq_regs);

DEFINE_PER_CPU(vector_irq_t, vector_irq);
EXPORT_PER_CPU_SYMBOL(vector_irq);

#define STACK_ROOM_WARN 1024

/* Nothing stops a stack that grows into what lies below it: look at it now and then. */
static void check_stack_room(void)
{
	unsigned long sp = (unsigned long)__builtin_frame_address(0);

	if (likely(sp % THREAD_SIZE > STACK_ROOM_WARN))
		return;
	WARN_ONCE(1, "do_IRQ: %s/%d has %lu bytes of stack left\n", current->comm, current->pid,
		  sp % THREAD_SIZE);
}

static void isa_interrupt(unsigned int irq)
{
	if (i8259_is_real(irq))
		generic_handle_irq(irq);
	else
		irq_spurious_count++;
}

/* After init_IRQ(): what comes as an ISA vector is of that line, on each CPU. */
static int __init vectors_init(void)
{
	unsigned int irq;
	int cpu;

	for_each_possible_cpu(cpu) for (irq = 0; irq < NR_IRQS_LEGACY; irq++)
	    per_cpu(vector_irq, cpu)[ISA_IRQ_VECTOR(irq)] = irq_to_desc(irq);
	return 0;
}
core_initcall(vectors_init);

void do_IRQ(struct pt_regs *regs);
void do_IRQ(struct pt_regs *regs)
{
	unsigned int vector = ~regs->orig_ax;
	struct irq_desc *desc = vector < NR_VECTORS ? __this_cpu_read(vector_irq[vector]) : NULL;
	unsigned int irq = desc ? desc->irq_data.irq : vector - ISA_IRQ_VECTOR_BASE;
	struct pt_regs *interrupted = set_irq_regs(regs);

	irq_enter();
	check_stack_room();
	PROBE1(irq, entry, irq);
	if (irq < NR_IRQS_LEGACY)
		isa_interrupt(irq);
	else if (desc)
		generic_handle_irq(irq);
	else if (vector == CONTEXT_VECTOR)
		context_interrupt();
	else if (vector >= FIRST_LOCAL_VECTOR)
		apic_interrupt(vector);
	else
		pr_emerg("unexpected interrupt vector %#x\n", vector);
	PROBE1(irq, exit, irq);
	irq_exit();
	set_irq_regs(interrupted);
	exception_exit(regs);
}
