/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * explain: which way the last call took through the allocators, list by list: what was in
 * the lists before and after it. The allocators know nothing of this and pay nothing.
 */
#ifndef PROMPT_EXPLAIN_H
#define PROMPT_EXPLAIN_H

#include "calls.h"

/* Around a call. */
void explain_before(void);
void explain_after(const struct invocation *in);

/* "explain", "explain last": the last call. */
void explain_last(struct prompt *pr);
/* "explain p": what lies there now and where it comes from; the call, if it was the last. */
void explain_value(struct prompt *pr, const struct value *v);

#endif
