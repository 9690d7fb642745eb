/* SPDX-License-Identifier: GPL-2.0-only */
/* irqflags: interrupts of this CPU, on and off. */
#ifndef _LINUX_IRQFLAGS_H
#define _LINUX_IRQFLAGS_H

#include <linux/cleanup.h>

#include <asm/irqflags.h>

#define local_irq_disable()	 arch_local_irq_disable()
#define local_irq_enable()	 arch_local_irq_enable()
#define local_irq_save(flags)	 ((flags) = arch_local_irq_save())
#define local_irq_restore(flags) arch_local_irq_restore(flags)
#define local_save_flags(flags)	 ((flags) = arch_local_save_flags())
#define irqs_disabled()		 arch_irqs_disabled_flags(arch_local_save_flags())
#define irqs_disabled_flags(f)	 arch_irqs_disabled_flags(f)
#define raw_local_irq_save(f)	 local_irq_save(f)
#define raw_local_irq_restore(f) local_irq_restore(f)
#define raw_local_irq_disable()	 local_irq_disable()
#define raw_local_irq_enable()	 local_irq_enable()
#define safe_halt()		 arch_safe_halt()

/* guard(irqsave)() */
DEFINE_LOCK_GUARD_0(irq, local_irq_disable(), local_irq_enable())
DEFINE_LOCK_GUARD_0(irqsave, local_irq_save(_T->flags), local_irq_restore(_T->flags),
		    unsigned long flags)

#endif
