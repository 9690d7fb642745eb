/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * expr: evaluates the prompt's C, one statement at a time, as it parses it.
 *
 * Integers are those of i386: 32 bits, signed or not by C's rules. Besides them there
 * are addresses (with the size of what they point at), the kernel's own handles
 * (struct page *, struct kmem_cache * ...) and string literals. Everything the
 * language does not know itself (names, calls, memory) comes from struct expr_ops,
 * so the same code runs on a host under test.
 *
 * Failure: one line in e->error, e->error_at the place in the text.
 */
#ifndef PROMPT_EXPR_H
#define PROMPT_EXPR_H

#include <linux/types.h>

#include "lex.h"

enum value_kind {
	VAL_VOID,
	VAL_INT,
	VAL_UINT,
	VAL_PTR,    /* elem_bytes says to what; 0: void * */
	VAL_PAGE,   /* struct page * */
	VAL_CACHE,  /* struct kmem_cache * */
	VAL_POOL,   /* mempool_t * */
	VAL_PERCPU, /* what alloc_percpu() gives */
	VAL_STRING, /* a literal: text, text_bytes; bits is its address */
	VAL_TYPE,   /* a type's name as an argument: elem_bytes is its size */
};

struct value {
	u32 bits;
	u8 kind;
	u8 elem_signed;
	u16 elem_bytes;
	const char *text;
	u32 text_bytes; /* without the final NUL */
};

struct expr;

/* name is not NUL-terminated. A false return has called expr_fail(). */
struct expr_ops {
	/* a constant or a kernel variable; false (without error): no such name */
	bool (*constant)(const char *name, size_t len, struct value *v);
	/* a variable of the user's; NULL: no such name */
	const struct value *(*get)(void *owner, const char *name, size_t len);
	bool (*set)(struct expr *e, const char *name, size_t len, const struct value *v);
	bool (*call)(struct expr *e, const char *name, size_t len, struct value *args,
		     unsigned int nr_args, struct value *result);
	bool (*load)(struct expr *e, u32 addr, unsigned int bytes, u32 *bits);
	bool (*store)(struct expr *e, u32 addr, unsigned int bytes, u32 bits);
	/* error for a name nobody knows: suggest one */
	void (*unknown)(struct expr *e, const char *name, size_t len);
	/* bytes from one element of a handle's array to the next (struct page) */
	u32 (*handle_bytes)(enum value_kind kind);
};

#define EXPR_MAX_ARGS	16 /* of all calls under evaluation at once */
#define EXPR_MAX_DEPTH	18 /* parentheses, calls, operators within each other: stacks are small */
#define EXPR_TEXT_BYTES 512

struct expr {
	const struct expr_ops *ops;
	void *owner;
	const char *text, *next;
	struct token tok;
	unsigned int depth, skipping, nr_args;
	struct value args[EXPR_MAX_ARGS];
	char literals[EXPR_TEXT_BYTES]; /* the strings of one statement */
	unsigned int literals_used;
	/* what the statement was, for the answer */
	const char *assigned; /* the variable's name, or NULL */
	size_t assigned_len;
	bool called; /* its value came straight from a call */
	char error[256];
	unsigned int error_at; /* column, from 0 */
};

void expr_init(struct expr *e, const struct expr_ops *ops, void *owner);

/*
 * Evaluate the statement at text, up to ';' or the end. false: e->error.
 * e->next is where the next statement starts, NULL after the last.
 */
bool expr_run(struct expr *e, const char *text, struct value *v);

/* Always false, so that a failure can be returned at once. The first error stays. */
bool expr_fail(struct expr *e, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static inline bool value_is_number(const struct value *v)
{
	return v->kind == VAL_INT || v->kind == VAL_UINT;
}

#endif
