/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * calls: the kernel's functions that the prompt can call, one row each: prototype,
 * header, context, where the book tells of it, and the function that makes the call.
 */
#ifndef PROMPT_CALLS_H
#define PROMPT_CALLS_H

#include <linux/percpu.h>
#include <linux/types.h>

#include "expr.h"
#include "measure.h"
#include "prompt_private.h"

/* One call under way. */
struct invocation {
	struct prompt *pr;
	struct expr *e;
	const struct call *call;
	struct value *args;
	unsigned int nr_args;
	struct value *result; /* VAL_VOID at first */
	struct measure cost;
	bool ok; /* run() did not fail */
};

struct call {
	const char *name;
	/*
	 * One letter an argument: n number, a address, p struct page *, c cache, o mempool,
	 * % per-CPU address, s text, t type or size, v any value; after | optional ones.
	 */
	const char *args;
	bool (*run)(struct invocation *in); /* false: expr_fail() */
	const char *prototype;
	const char *header;
	const char *context;
	const char *section; /* of "Linux Device Drivers", third edition; NULL: not there */
	const char *help;
};

/* Ended by a row without a name. */
extern const struct call calls_slab[], calls_page[], calls_map[], calls_io[], calls_mem[],
    calls_misc[], calls_dev[], calls_high[], calls_percpu[], calls_dma[];

/* A per-CPU variable to try calls on (calls_percpu.c). */
DECLARE_PER_CPU(unsigned int, prompt_counter);
/* Do these bytes lie in one CPU's copy of what was taken at the prompt, or of that one? */
bool percpu_is_prompts(u32 addr, u32 bytes);

/* A constructor and a destructor for kmem_cache_create() (calls_slab.c). */
struct kmem_cache;
void prompt_ctor(void *object, struct kmem_cache *cache, unsigned long flags);
void prompt_dtor(void *object, struct kmem_cache *cache, unsigned long flags);

const struct call *calls_find(const char *name, size_t len);
/* The index-th call of all; NULL after the last. */
const struct call *calls_at(unsigned int index);

/* expr_ops.call: check the arguments against the row, run it, note cost and result. */
bool calls_invoke(struct expr *e, const char *name, size_t len, struct value *args,
		  unsigned int nr_args, struct value *result);

/* Add to the answer: ", " between the parts. */
void call_note(struct invocation *in, const char *fmt, ...) __printf(2, 3);
void call_result(struct invocation *in, enum value_kind kind, u32 bits);
/* The call gave NULL or 0: say why; fallback when no page was asked for. True. */
bool call_failed(struct invocation *in, const char *fallback);

#endif
