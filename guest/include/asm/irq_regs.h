/* SPDX-License-Identifier: GPL-2.0-only */
/* irq_regs: what an interrupt has interrupted. NULL outside of one. */
#ifndef _ASM_IRQ_REGS_H
#define _ASM_IRQ_REGS_H

#include <linux/percpu.h>

struct pt_regs;

DECLARE_PER_CPU(struct pt_regs *, irq_regs);

static inline struct pt_regs *get_irq_regs(void)
{
	return this_cpu_read(irq_regs);
}

/* What it was before, for the interrupt that this one has interrupted. */
static inline struct pt_regs *set_irq_regs(struct pt_regs *regs)
{
	struct pt_regs *old = get_irq_regs();

	this_cpu_write(irq_regs, regs);
	return old;
}

#endif
