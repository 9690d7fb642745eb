/* SPDX-License-Identifier: GPL-2.0-only */
/* vars: the prompt's named variables, shared by all prompts. */
#ifndef PROMPT_VARS_H
#define PROMPT_VARS_H

#include "expr.h"

#define VARS_MAX       64
#define VAR_NAME_MAX   31
#define VAR_ORIGIN_MAX 63

struct var {
	char name[VAR_NAME_MAX + 1];
	struct value value;
	char origin[VAR_ORIGIN_MAX + 1]; /* the statement it comes from, cut short */
	bool freed;			 /* what it points at was given back */
};

struct var *vars_find(const char *name, size_t len);
/* The index-th variable, in the order of their making; NULL after the last. */
struct var *vars_at(unsigned int index);
/* NULL: the table is full. */
struct var *vars_set(const char *name, size_t len, const struct value *v);
/* Everything that points at this was freed (or, freed false, is in use again). */
void vars_mark(u32 bits, enum value_kind kind, bool freed);
/* A variable that still points at what was freed there; NULL: none. */
struct var *vars_freed(u32 bits);
bool vars_forget(const char *name, size_t len);

#endif
