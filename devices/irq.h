/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irq: a wire from a chip's output to another chip's input (IRQ, INTR, DREQ,
 * A20, RESET alike). Level semantics: the receiver sees edges by comparing.
 * An unconnected line (set == NULL) may be driven; nothing happens.
 */
#ifndef ZONEMU_DEVICES_IRQ_H
#define ZONEMU_DEVICES_IRQ_H

#include <stdbool.h>

struct irq_line {
	void (*set)(void *owner, int n, bool level);
	void *owner;
	int n; /* the receiver's input number */
};

static inline void irq_set(const struct irq_line *line, bool level)
{
	if (line->set)
		line->set(line->owner, line->n, level);
}

#endif
