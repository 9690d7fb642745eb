/* SPDX-License-Identifier: GPL-2.0-only */
/* irq: from the vector of an external interrupt to its line. */
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/kernel.h>
#include <asm/irq_vectors.h>
#include <asm/ptrace.h>

#include "abi/probe.h"
#include "traps.h"

void do_IRQ(struct pt_regs *regs);
void do_IRQ(struct pt_regs *regs)
{
	unsigned int vector = ~regs->orig_ax;
	unsigned int irq = vector - ISA_IRQ_VECTOR_BASE;

	irq_enter();
	PROBE1(irq, entry, irq);
	if (irq < NR_IRQS)
		generic_handle_irq(irq);
	else
		pr_emerg("unexpected interrupt vector %#x\n", vector);
	PROBE1(irq, exit, irq);
	irq_exit();
	exception_exit(regs);
}
