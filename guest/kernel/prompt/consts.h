/* SPDX-License-Identifier: GPL-2.0-only */
/* consts: names with a value: flags, sizes, and the kernel's own variables (jiffies). */
#ifndef PROMPT_CONSTS_H
#define PROMPT_CONSTS_H

#include "expr.h"

bool consts_get(const char *name, size_t len, struct value *v);
/* The index-th name; NULL after the last. */
const char *consts_at(unsigned int index);

/* An error for a name that nobody knows, with the nearest that somebody does. */
void names_unknown(struct expr *e, const char *name, size_t len);

#endif
