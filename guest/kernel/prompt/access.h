/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * access: the prompt's reads and writes of memory. Each is checked against the page
 * tables first, and a write also against what a write would wreck, so a wild pointer
 * costs one line and not the machine.
 */
#ifndef PROMPT_ACCESS_H
#define PROMPT_ACCESS_H

#include "expr.h"

/* false: expr_fail() has said why. addr is in the kernel's address space. */
bool access_readable(struct expr *e, u32 addr, u32 bytes);
bool access_writable(struct expr *e, u32 addr, u32 bytes);

bool access_load(struct expr *e, u32 addr, unsigned int bytes, u32 *bits);
bool access_store(struct expr *e, u32 addr, unsigned int bytes, u32 bits);

/* The physical address behind addr, by the page tables; false: not mapped. */
bool access_translate(u32 addr, u32 *pa, bool *writable);

/* A NUL-terminated text at addr, at most max bytes; NULL: not readable. */
const char *access_string(struct expr *e, const struct value *v, size_t max);

#endif
