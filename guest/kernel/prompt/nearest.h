/* SPDX-License-Identifier: GPL-2.0-only */
/* nearest: which of many names a misspelt one was meant to be. */
#ifndef PROMPT_NEAREST_H
#define PROMPT_NEAREST_H

#include <linux/types.h>

struct nearest {
	const char *wanted;
	size_t wanted_len;
	const char *best; /* NULL: none is near enough */
	unsigned int distance;
};

void nearest_init(struct nearest *n, const char *wanted, size_t len);
void nearest_try(struct nearest *n, const char *name);

#endif
