/* SPDX-License-Identifier: GPL-2.0-only */
/* context: "irq: ", "softirq: ", "atomic: " and "cpu N: " before a statement. */
#ifndef PROMPT_CONTEXT_H
#define PROMPT_CONTEXT_H

#include <linux/context.h>

#include "prompt_private.h"

/* Take the prefixes off; NULL: an error, which was printed. */
char *context_parse(struct prompt *pr, char *text);
/* fn(arg) where the prefixes say. */
void context_run(struct prompt *pr, void (*fn)(void *arg), void *arg);
/* What it says before the cost: ", in a hard interrupt", and whether it was caught sleeping. */
void context_note(struct prompt *pr);

#endif
