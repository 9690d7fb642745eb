/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hw_irq: which line an interrupt's vector stands for, on each CPU (guest/arch/irq.c). What is
 * put there is what do_IRQ() looks at: INT $0x3b comes to line 11's handlers as long as the
 * descriptor of line 11 is in vector_irq[0x3b], where it is from boot on.
 */
#ifndef _ASM_HW_IRQ_H
#define _ASM_HW_IRQ_H

#include <linux/irqdesc.h>
#include <linux/percpu.h>
#include <asm/irq_vectors.h>

#define VECTOR_UNUSED NULL
#define NR_VECTORS    256

typedef struct irq_desc *vector_irq_t[NR_VECTORS];
DECLARE_PER_CPU(vector_irq_t, vector_irq);

#endif
