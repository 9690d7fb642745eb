/* SPDX-License-Identifier: GPL-2.0-only */
/* irqflags, on the host: a flag that the tests can look at. */
#ifndef TESTS_ASM_IRQFLAGS_H
#define TESTS_ASM_IRQFLAGS_H

#define X86_EFLAGS_IF 0x200

extern unsigned long sim_eflags;

static inline unsigned long arch_local_save_flags(void)
{
	return sim_eflags;
}

static inline void arch_local_irq_restore(unsigned long flags)
{
	sim_eflags = flags;
}

static inline void arch_local_irq_disable(void)
{
	sim_eflags &= ~(unsigned long)X86_EFLAGS_IF;
}

static inline void arch_local_irq_enable(void)
{
	sim_eflags |= X86_EFLAGS_IF;
}

static inline unsigned long arch_local_irq_save(void)
{
	unsigned long flags = sim_eflags;

	arch_local_irq_disable();
	return flags;
}

static inline int arch_irqs_disabled_flags(unsigned long flags)
{
	return !(flags & X86_EFLAGS_IF);
}

static inline void arch_safe_halt(void)
{
	arch_local_irq_enable();
}

static inline void arch_halt(void)
{
}

#endif
