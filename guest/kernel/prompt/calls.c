/* SPDX-License-Identifier: GPL-2.0-only */
#include <abi/probe.h>
#include <linux/alloc_why.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/slab_def.h>
#include <linux/string.h>

#include "access.h"
#include "calls.h"
#include "cmds.h"
#include "consts.h"
#include "context.h"
#include "describe.h"
#include "explain.h"
#include "expr_type.h"
#include "nearest.h"
#include "vars.h"
#include "why.h"

#define CALL_LOGLEVEL 3 /* what is worse than an error comes through */

static const struct call *const groups[] = {calls_slab,	  calls_page, calls_map, calls_high,
					    calls_percpu, calls_dma,  calls_dev, calls_io,
					    calls_mem,	  calls_misc};

const struct call *calls_at(unsigned int index)
{
	const struct call *call;
	unsigned int g;

	for (g = 0; g < ARRAY_SIZE(groups); g++)
		for (call = groups[g]; call->name; call++)
			if (!index--)
				return call;
	return NULL;
}

const struct call *calls_find(const char *name, size_t len)
{
	const struct call *call;
	unsigned int i;

	for (i = 0; (call = calls_at(i)); i++)
		if (strlen(call->name) == len && !memcmp(call->name, name, len))
			return call;
	return NULL;
}

void call_note(struct invocation *in, const char *fmt, ...)
{
	va_list args;

	seq_puts(&in->pr->note, ", ");
	va_start(args, fmt);
	seq_vprintf(&in->pr->note, fmt, args);
	va_end(args);
}

void call_result(struct invocation *in, enum value_kind kind, u32 bits)
{
	in->result->kind = kind;
	in->result->bits = bits;
}

bool call_failed(struct invocation *in, const char *fallback)
{
	why_note(&in->pr->note, fallback);
	return true;
}

static bool wrong_count(struct invocation *in, unsigned int least, const char *bound)
{
	return expr_fail(in->e, "%s: %u argument%s given, %s%u needed: %s", in->call->name,
			 in->nr_args, in->nr_args == 1 ? "" : "s", bound, least,
			 in->call->prototype);
}

static bool fits(char letter, const struct value *v)
{
	switch (letter) {
	case 'n':
		return value_is_number(v);
	case 'a':
		return v->kind == VAL_PTR || v->kind == VAL_STRING || value_is_number(v);
	case 's':
		return v->kind == VAL_PTR || v->kind == VAL_STRING;
	case 'p':
		return v->kind == VAL_PAGE;
	case 'c':
		return v->kind == VAL_CACHE;
	case 'o':
		return v->kind == VAL_POOL;
	case '%':
		return v->kind == VAL_PERCPU;
	case 'v':
		return v->kind != VAL_VOID && v->kind != VAL_TYPE;
	case 't':
		return v->kind == VAL_TYPE || value_is_number(v);
	}
	return false;
}

/* A handle must be one: a struct page outside mem_map would take the kernel down. */
static bool genuine(struct invocation *in, const struct value *v)
{
	if (v->kind == VAL_PAGE && !is_struct_page(v->bits))
		return expr_fail(in->e, "%s: 0x%08x is no struct page: mem_map is 0x%08x-0x%08x",
				 in->call->name, v->bits, (u32)mem_map, (u32)(mem_map + max_mapnr));
	if (v->kind == VAL_CACHE && !is_kmem_cache((void *)v->bits))
		return expr_fail(in->e,
				 "%s: 0x%08x is no cache: destroyed perhaps (see "
				 "/proc/slabinfo)",
				 in->call->name, v->bits);
	return true;
}

static bool check_args(struct invocation *in)
{
	const char *letter = in->call->args;
	unsigned int i, least = 0, most = 0;
	bool optional = false;

	for (; *letter; letter++) {
		optional |= *letter == '|';
		if (*letter == '|')
			continue;
		most++;
		least += !optional;
	}
	if (in->nr_args < least)
		return wrong_count(in, least, optional ? "at least " : "");
	if (in->nr_args > most)
		return wrong_count(in, most, optional ? "at most " : "");
	letter = in->call->args;
	for (i = 0; i < in->nr_args; i++, letter++) {
		letter += *letter == '|';
		if (!fits(*letter, &in->args[i]))
			return expr_fail(in->e, "%s: argument %u is %s: %s", in->call->name, i + 1,
					 value_kind_name(&in->args[i]), in->call->prototype);
		if (!genuine(in, &in->args[i]))
			return false;
	}
	return true;
}

static void note_cost(struct invocation *in)
{
	if (!in->cost.taken)
		return;
	call_note(in, "%llu %s", measure_net(&in->cost), measure_unit());
	call_note(in, in->cost.slept ? "slept" : "did not sleep");
}

/* In the context that the statement asks for. */
static void run_call(void *arg)
{
	struct invocation *in = arg;

	alloc_why_begin();
	in->ok = in->call->run(in);
}

bool calls_invoke(struct expr *e, const char *name, size_t len, struct value *args,
		  unsigned int nr_args, struct value *result)
{
	static unsigned int call_number;
	struct prompt *pr = e->owner;
	struct invocation in = {
	    .pr = pr,
	    .e = e,
	    .call = calls_find(name, len),
	    .args = args,
	    .nr_args = nr_args,
	    .result = result,
	};
	unsigned int number;

	memset(result, 0, sizeof(*result));
	if (!in.call) {
		names_unknown(e, name, len);
		return false;
	}
	if (!check_args(&in))
		return false;
	pr->note.count = 0;
	pr->note_text[0] = '\0';
	number = ++call_number;
	/* one line is the answer: what the kernel grumbles goes to the log only */
	pr->loglevel = console_loglevel;
	console_loglevel = min(console_loglevel, CALL_LOGLEVEL);
	explain_before();
	PROBE1(prompt, call_begin, number);
	context_run(pr, run_call, &in);
	PROBE2(prompt, call_end, number, result->bits);
	console_loglevel = pr->loglevel;
	explain_after(&in);
	if (in.ok) {
		context_note(pr);
		note_cost(&in);
	}
	return in.ok;
}
