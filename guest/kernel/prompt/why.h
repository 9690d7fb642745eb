/* SPDX-License-Identifier: GPL-2.0-only */
/* why: the reason of a NULL in words, from what the allocators recorded of the last call. */
#ifndef PROMPT_WHY_H
#define PROMPT_WHY_H

#include <linux/seq_file.h>

/* Appends one part; fallback when no page was asked for. */
void why_note(struct seq_file *m, const char *fallback);

#endif
