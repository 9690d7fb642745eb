/* SPDX-License-Identifier: GPL-2.0-only */
/* eras: how calls were declared in other times; each form compiles here. */
#ifndef PROMPT_ERAS_H
#define PROMPT_ERAS_H

struct era {
	const char *name, *when, *prototype;
};

/* The index-th form of other times of the call; NULL after the last. */
const struct era *eras_of(const char *name, unsigned int index);

#endif
