/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * expr_type: the names of C's types, and the kernel's, in casts, sizeof() and as
 * arguments (alloc_percpu(int)).
 */
#ifndef PROMPT_EXPR_TYPE_H
#define PROMPT_EXPR_TYPE_H

#include "expr.h"

struct type {
	u16 bytes; /* of the type without its stars; 0: void, or a struct only pointed at */
	u8 is_signed;
	u8 pointer; /* stars */
	u8 kind;    /* enum value_kind of one star: VAL_PTR, VAL_PAGE ... */
};

/* Does the token begin a type? */
bool expr_type_starts(const struct expr *e);

/* Read a type, its stars included; the token after it is current then. */
bool expr_type_parse(struct expr *e, struct type *type);

/* "a number", "a struct page *" ... for messages. */
const char *value_kind_name(const struct value *v);

#endif
