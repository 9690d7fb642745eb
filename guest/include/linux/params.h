/* SPDX-License-Identifier: GPL-2.0-only */
/* params: the kernel's command line (kernel/params.c). */
#ifndef _LINUX_PARAMS_H
#define _LINUX_PARAMS_H

#include <linux/types.h>

/*
 * Cut the next "name" or "name=value" off args, undoing "quotes"; *value is NULL without
 * a '='. Returns what follows. args must not begin with a space, nor be empty.
 */
#include <linux/kernel.h> /* next_arg() */

/* The early parameters; those of these names only. May be called again. */
void parse_early_param(void);
void parse_early_only(const char *const *names, size_t count);

/* Every word to its __setup() function; those nobody takes are reported, with a guess. */
void parse_args(char *args);

/* "file.name" of module_param() in the kernel's own code. -ENOENT: there is none. */
int builtin_param(const char *name, const char *value);

#endif
