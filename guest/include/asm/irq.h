/* SPDX-License-Identifier: GPL-2.0-only */
/* irq: the lines there are. */
#ifndef _ASM_IRQ_H
#define _ASM_IRQ_H

#include <linux/irq.h>
#include <asm/irq_vectors.h>

#endif
