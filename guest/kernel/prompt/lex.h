/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lex: cuts a line of the prompt's C into tokens. No state but the place in the text,
 * no allocation. A token points into the text, which must outlive it.
 */
#ifndef PROMPT_LEX_H
#define PROMPT_LEX_H

#include <linux/types.h>

enum lex_kind { LEX_END, LEX_NUMBER, LEX_NAME, LEX_STRING, LEX_OP, LEX_BAD };

struct token {
	enum lex_kind kind;
	const char *text; /* first character; for LEX_STRING the one after the quote */
	size_t len;
	u32 number;
	bool is_unsigned;
	u32 op;		 /* LEX_OP: its one to three characters, the last lowest (LEX_OP2...) */
	const char *why; /* LEX_BAD: what is wrong, without a full stop */
};

#define LEX_OP2(a, b)	 ((u32)(a) << 8 | (b))
#define LEX_OP3(a, b, c) ((u32)(a) << 16 | (u32)(b) << 8 | (c))

/* The token at text; returns where the next one starts. */
const char *lex_next(const char *text, struct token *t);

/* One character of a string or character literal, escapes undone; NULL: bad escape. */
const char *lex_char(const char *text, char *out);

#endif
