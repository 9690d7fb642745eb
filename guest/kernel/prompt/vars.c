/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/string.h>

#include "vars.h"

static struct var vars[VARS_MAX];
static unsigned int nr_vars;

struct var *vars_find(const char *name, size_t len)
{
	unsigned int i;

	for (i = 0; i < nr_vars; i++)
		if (strlen(vars[i].name) == len && !memcmp(vars[i].name, name, len))
			return &vars[i];
	return NULL;
}

struct var *vars_at(unsigned int index)
{
	return index < nr_vars ? &vars[index] : NULL;
}

struct var *vars_set(const char *name, size_t len, const struct value *v)
{
	struct var *var = vars_find(name, len);

	if (!var) {
		if (nr_vars == VARS_MAX)
			return NULL;
		var = &vars[nr_vars++];
		memcpy(var->name, name, len);
		var->name[len] = '\0';
	}
	var->value = *v;
	var->freed = false;
	var->origin[0] = '\0';
	return var;
}

void vars_mark(u32 bits, enum value_kind kind, bool freed)
{
	unsigned int i;

	for (i = 0; i < nr_vars; i++)
		if (vars[i].value.bits == bits && vars[i].value.kind == kind && bits)
			vars[i].freed = freed;
}

struct var *vars_freed(u32 bits)
{
	unsigned int i;

	for (i = 0; i < nr_vars; i++)
		if (vars[i].value.bits == bits && vars[i].freed)
			return &vars[i];
	return NULL;
}

bool vars_forget(const char *name, size_t len)
{
	struct var *var = vars_find(name, len);

	if (!var)
		return false;
	nr_vars--;
	memmove(var, var + 1, (vars + nr_vars - var) * sizeof(*var));
	return true;
}
