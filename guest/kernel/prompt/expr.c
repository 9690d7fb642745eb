/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/string.h>

#include "expr.h"
#include "expr_type.h"

enum place_kind { PLACE_NONE, PLACE_NAME, PLACE_MEMORY };

/* A value, and where it can be stored to; memory is not read until the value is wanted. */
struct operand {
	struct value v;
	enum place_kind place;
	bool undefined; /* PLACE_NAME: no such variable yet */
	const char *name;
	size_t len;
};

static bool parse_assign(struct expr *e, struct operand *o);
static bool parse_unary(struct expr *e, struct operand *o);

bool expr_fail(struct expr *e, const char *fmt, ...)
{
	va_list args;

	if (e->error[0])
		return false;
	va_start(args, fmt);
	vsnprintf(e->error, sizeof(e->error), fmt, args);
	va_end(args);
	e->error_at = (unsigned int)(e->tok.text - e->text);
	return false;
}

static bool next(struct expr *e)
{
	e->next = lex_next(e->next, &e->tok);
	if (e->tok.kind == LEX_BAD)
		return expr_fail(e, "%s", e->tok.why);
	return true;
}

static bool at_op(const struct expr *e, u32 op)
{
	return e->tok.kind == LEX_OP && e->tok.op == op;
}

static bool expected(struct expr *e, const char *what)
{
	if (e->tok.kind == LEX_END)
		return expr_fail(e, "%s expected, but the line ends", what);
	return expr_fail(e, "%s expected, not '%.*s'", what, (int)e->tok.len, e->tok.text);
}

static bool take_op(struct expr *e, u32 op, const char *what)
{
	if (!at_op(e, op))
		return expected(e, what);
	return next(e);
}

static void set_number(struct value *v, u32 bits, bool is_unsigned)
{
	memset(v, 0, sizeof(*v));
	v->kind = is_unsigned ? VAL_UINT : VAL_INT;
	v->bits = bits;
}

static u32 sign_extend(u32 bits, unsigned int bytes, bool is_signed)
{
	unsigned int shift = 32 - 8 * bytes;

	if (!shift)
		return bits;
	bits <<= shift;
	return is_signed ? (u32)((s32)bits >> shift) : bits >> shift;
}

/* Make the operand's value real: read its memory, refuse what has none. */
static bool rvalue(struct expr *e, struct operand *o)
{
	u32 bits = 0;

	if (e->skipping) {
		o->place = PLACE_NONE;
		return true;
	}
	if (o->place == PLACE_NAME && o->undefined) {
		e->ops->unknown(e, o->name, o->len);
		return false;
	}
	if (o->place == PLACE_MEMORY) {
		if (!e->ops->load(e, o->v.bits, o->v.elem_bytes, &bits))
			return false;
		set_number(&o->v, sign_extend(bits, o->v.elem_bytes, o->v.elem_signed),
			   o->v.elem_bytes == 4 && !o->v.elem_signed);
	}
	o->place = PLACE_NONE;
	if (o->v.kind == VAL_VOID)
		return expr_fail(e, "a call that gives nothing has no value");
	return true;
}

static bool number_wanted(struct expr *e, struct operand *o)
{
	if (!rvalue(e, o))
		return false;
	if (value_is_number(&o->v) || e->skipping)
		return true;
	return expr_fail(e, "a number is needed here, not %s", value_kind_name(&o->v));
}

static bool parse_args(struct expr *e, unsigned int *count)
{
	struct operand o;

	*count = 0;
	while (!at_op(e, ')')) {
		if (!parse_assign(e, &o) || !rvalue(e, &o))
			return false;
		if (e->nr_args == EXPR_MAX_ARGS)
			return expr_fail(e, "more than %d arguments", EXPR_MAX_ARGS);
		e->args[e->nr_args++] = o.v;
		++*count;
		if (!at_op(e, ','))
			break;
		if (!next(e))
			return false;
		if (at_op(e, ')'))
			return expected(e, "an argument");
	}
	return take_op(e, ')', "',' or ')'");
}

static bool parse_sizeof(struct expr *e, struct operand *o)
{
	struct type type;

	if (e->tok.kind != LEX_NAME || !expr_type_parse(e, &type))
		return e->error[0] ? false : expected(e, "a type");
	set_number(&o->v, type.pointer ? 4 : type.bytes, true);
	return take_op(e, ')', "')'");
}

static bool parse_call(struct expr *e, struct operand *o)
{
	unsigned int first = e->nr_args, count;
	bool ok = true;

	if (!next(e))
		return false;
	if (o->len == 6 && !memcmp(o->name, "sizeof", 6))
		return parse_sizeof(e, o);
	if (!parse_args(e, &count))
		return false;
	if (!e->skipping) {
		ok = e->ops->call(e, o->name, o->len, e->args + first, count, &o->v);
		e->called = true;
	}
	e->nr_args = first;
	return ok;
}

static bool parse_name(struct expr *e, struct operand *o)
{
	const struct value *known;
	struct type type;

	o->name = e->tok.text;
	o->len = e->tok.len;
	if (expr_type_starts(e)) {
		if (!expr_type_parse(e, &type))
			return false;
		o->v.kind = VAL_TYPE;
		o->v.elem_bytes = type.pointer ? 4 : type.bytes;
		o->v.text = o->name;
		return true;
	}
	if (!next(e))
		return false;
	if (at_op(e, '('))
		return parse_call(e, o);
	if (e->ops->constant(o->name, o->len, &o->v))
		return true;
	o->place = PLACE_NAME;
	known = e->ops->get(e->owner, o->name, o->len);
	if (known)
		o->v = *known;
	else
		o->undefined = true;
	return true;
}

/* "a" "b" is one literal, as in C. */
static bool parse_string(struct expr *e, struct operand *o)
{
	unsigned int start = e->literals_used;

	while (e->tok.kind == LEX_STRING) {
		const char *s = e->tok.text, *end = s + e->tok.len;

		while (s < end && e->literals_used < sizeof(e->literals) - 1)
			s = lex_char(s, &e->literals[e->literals_used++]);
		if (s < end)
			return expr_fail(e, "more than %d bytes of text", EXPR_TEXT_BYTES - 1);
		if (!next(e))
			return false;
	}
	e->literals[e->literals_used++] = '\0';
	o->v.kind = VAL_STRING;
	o->v.text = e->literals + start;
	o->v.text_bytes = e->literals_used - start - 1;
	o->v.bits = (u32)(unsigned long)o->v.text;
	return true;
}

static bool parse_primary(struct expr *e, struct operand *o)
{
	memset(o, 0, sizeof(*o));
	switch (e->tok.kind) {
	case LEX_NUMBER:
		set_number(&o->v, e->tok.number, e->tok.is_unsigned);
		return next(e);
	case LEX_NAME:
		return parse_name(e, o);
	case LEX_STRING:
		return parse_string(e, o);
	default:
		break;
	}
	if (!at_op(e, '('))
		return expected(e, "a value");
	return next(e) && parse_assign(e, o) && take_op(e, ')', "')'");
}

static u32 element_bytes(struct expr *e, const struct value *v)
{
	if (v->kind == VAL_PTR)
		return v->elem_bytes ? v->elem_bytes : 1;
	if (v->kind == VAL_PAGE)
		return e->ops->handle_bytes(VAL_PAGE);
	return 0;
}

static bool to_memory(struct expr *e, struct operand *o)
{
	if (!rvalue(e, o))
		return false;
	e->called = false;
	if (!e->skipping && (o->v.kind != VAL_PTR || !o->v.elem_bytes))
		return expr_fail(e, "say what it points at, as in *(u8 *)p");
	o->place = PLACE_MEMORY;
	return true;
}

static bool store(struct expr *e, struct operand *o, const struct value *v)
{
	if (e->skipping)
		return true;
	if (o->place == PLACE_MEMORY)
		return e->ops->store(e, o->v.bits, o->v.elem_bytes, v->bits);
	if (o->place != PLACE_NAME)
		return expr_fail(e, "only a variable or memory can be assigned to");
	if (v->kind == VAL_VOID || v->kind == VAL_TYPE)
		return expr_fail(e, "%s cannot be kept in a variable", value_kind_name(v));
	e->assigned = o->name;
	e->assigned_len = o->len;
	return e->ops->set(e, o->name, o->len, v);
}

static bool parse_binary(struct expr *e, struct operand *left, unsigned int least);
static bool add(struct expr *e, struct value *a, const struct value *b, bool subtract);

/* x++ and ++x; was gets the value before. */
static bool step(struct expr *e, struct operand *o, bool down, struct value *was)
{
	struct operand target = *o;
	struct value one, now;

	if (!rvalue(e, o))
		return false;
	*was = now = o->v;
	set_number(&one, 1, false);
	if (!add(e, &now, &one, down) || !store(e, &target, &now))
		return false;
	o->v = now;
	return true;
}

static bool parse_postfix(struct expr *e, struct operand *o)
{
	struct operand index;
	struct value was;

	if (!parse_primary(e, o))
		return false;
	for (;;) {
		if (at_op(e, '[')) {
			if (!rvalue(e, o) || !next(e) || !parse_assign(e, &index) ||
			    !number_wanted(e, &index) || !add(e, &o->v, &index.v, false) ||
			    !take_op(e, ']', "']'") || !to_memory(e, o))
				return false;
		} else if (at_op(e, LEX_OP2('+', '+')) || at_op(e, LEX_OP2('-', '-'))) {
			if (!step(e, o, at_op(e, LEX_OP2('-', '-')), &was) || !next(e))
				return false;
			o->v = was;
		} else if (at_op(e, '.') || at_op(e, LEX_OP2('-', '>'))) {
			return expr_fail(e, "fields are not known here; print the whole with: %.*s",
					 (int)o->len, o->name ? o->name : "");
		} else {
			return true;
		}
	}
}

static bool parse_cast(struct expr *e, struct operand *o)
{
	struct type type;

	if (!expr_type_parse(e, &type) || !take_op(e, ')', "')'") || !parse_unary(e, o) ||
	    !rvalue(e, o))
		return false;
	if (!type.pointer && !type.bytes)
		return expr_fail(e, "a value cannot be made void");
	if (type.pointer) {
		o->v.kind = type.kind;
		o->v.elem_bytes = type.pointer > 1 ? 4 : type.bytes;
		o->v.elem_signed = type.is_signed && type.pointer == 1;
		return true;
	}
	set_number(&o->v, sign_extend(o->v.bits, type.bytes, type.is_signed),
		   type.bytes == 4 && !type.is_signed);
	return true;
}

static bool unary_op(struct expr *e, struct operand *o, u32 op)
{
	e->called = false;
	if (op == '*')
		return to_memory(e, o);
	if (op == '!') {
		if (!rvalue(e, o))
			return false;
		set_number(&o->v, !o->v.bits, false);
		return true;
	}
	if (!number_wanted(e, o))
		return false;
	if (op == '-')
		o->v.bits = -o->v.bits;
	else if (op == '~')
		o->v.bits = ~o->v.bits;
	return true;
}

static bool parse_prefix(struct expr *e, struct operand *o)
{
	u32 op = e->tok.op;
	struct value was;

	if (op == '(') {
		const char *place = e->next;
		struct token paren = e->tok;

		if (!next(e))
			return false;
		if (expr_type_starts(e))
			return parse_cast(e, o);
		e->next = place;
		e->tok = paren;
		return parse_postfix(e, o);
	}
	if (op == '&')
		return expr_fail(e, "the prompt's variables have no address; & has no use here");
	if (op == LEX_OP2('+', '+') || op == LEX_OP2('-', '-'))
		return next(e) && parse_unary(e, o) && step(e, o, op == LEX_OP2('-', '-'), &was);
	if (op != '-' && op != '+' && op != '~' && op != '!' && op != '*')
		return expected(e, "a value");
	return next(e) && parse_unary(e, o) && unary_op(e, o, op);
}

static bool deeper(struct expr *e)
{
	if (e->depth == EXPR_MAX_DEPTH)
		return expr_fail(e, "nested too deeply");
	e->depth++;
	return true;
}

static bool parse_unary(struct expr *e, struct operand *o)
{
	bool ok;

	if (e->tok.kind != LEX_OP)
		return parse_postfix(e, o);
	if (!deeper(e))
		return false;
	ok = parse_prefix(e, o);
	e->depth--;
	return ok;
}

static bool add(struct expr *e, struct value *a, const struct value *b, bool subtract)
{
	u32 scale_a = element_bytes(e, a), scale_b = element_bytes(e, b);
	u32 sum;

	if (scale_a && scale_b) {
		if (!subtract || scale_a != scale_b)
			return expr_fail(e, "two addresses cannot be added");
		set_number(a, (u32)((s32)(a->bits - b->bits) / (s32)scale_a), false);
		return true;
	}
	if (scale_b && !subtract && value_is_number(a)) {
		sum = b->bits + a->bits * scale_b;
		*a = *b;
		a->bits = sum;
		return true;
	}
	if ((!scale_a && !value_is_number(a)) || !value_is_number(b))
		return expr_fail(e, "no arithmetic with %s",
				 value_kind_name(value_is_number(b) ? a : b));
	sum = b->bits * (scale_a ? scale_a : 1);
	if (!scale_a && b->kind == VAL_UINT)
		a->kind = VAL_UINT;
	a->bits = subtract ? a->bits - sum : a->bits + sum;
	return true;
}

static bool divide(struct expr *e, struct value *a, u32 b, bool remainder)
{
	if (!b)
		return expr_fail(e, "division by zero");
	if (a->kind == VAL_UINT)
		a->bits = remainder ? a->bits % b : a->bits / b;
	else if ((s32)b == -1)
		a->bits = remainder ? 0 : -a->bits;
	else
		a->bits = (u32)(remainder ? (s32)a->bits % (s32)b : (s32)a->bits / (s32)b);
	return true;
}

static bool compare(struct value *a, const struct value *b, u32 op)
{
	bool is_signed = a->kind == VAL_INT && b->kind == VAL_INT;
	bool less = is_signed ? (s32)a->bits < (s32)b->bits : a->bits < b->bits;
	bool equal = a->bits == b->bits;

	switch (op) {
	case '<':
		set_number(a, less, false);
		return true;
	case '>':
		set_number(a, !less && !equal, false);
		return true;
	case LEX_OP2('<', '='):
		set_number(a, less || equal, false);
		return true;
	case LEX_OP2('>', '='):
		set_number(a, !less, false);
		return true;
	case LEX_OP2('=', '='):
		set_number(a, equal, false);
		return true;
	case LEX_OP2('!', '='):
		set_number(a, !equal, false);
		return true;
	}
	return false;
}

static bool shift(struct expr *e, struct value *a, u32 by, bool right)
{
	if (by > 31)
		return expr_fail(e, "a shift by more than 31 bits");
	if (!right)
		a->bits <<= by;
	else
		a->bits = a->kind == VAL_UINT ? a->bits >> by : (u32)((s32)a->bits >> by);
	return true;
}

static bool arithmetic(struct expr *e, struct value *a, const struct value *b, u32 op)
{
	if (op == '+' || op == '-')
		return add(e, a, b, op == '-');
	if (compare(a, b, op))
		return true;
	if (!value_is_number(a) || !value_is_number(b))
		return expr_fail(e, "no arithmetic with %s",
				 value_kind_name(value_is_number(a) ? b : a));
	if (op == LEX_OP2('<', '<') || op == LEX_OP2('>', '>'))
		return shift(e, a, b->bits, op == LEX_OP2('>', '>'));
	if (b->kind == VAL_UINT)
		a->kind = VAL_UINT;
	switch (op) {
	case '*':
		a->bits *= b->bits;
		return true;
	case '/':
	case '%':
		return divide(e, a, b->bits, op == '%');
	case '&':
		a->bits &= b->bits;
		return true;
	case '^':
		a->bits ^= b->bits;
		return true;
	default:
		a->bits |= b->bits;
		return true;
	}
}

/* How tightly a binary operator binds; 0: it is none. */
static unsigned int precedence(const struct token *t)
{
	if (t->kind != LEX_OP)
		return 0;
	switch (t->op) {
	case '*':
	case '/':
	case '%':
		return 10;
	case '+':
	case '-':
		return 9;
	case LEX_OP2('<', '<'):
	case LEX_OP2('>', '>'):
		return 8;
	case '<':
	case '>':
	case LEX_OP2('<', '='):
	case LEX_OP2('>', '='):
		return 7;
	case LEX_OP2('=', '='):
	case LEX_OP2('!', '='):
		return 6;
	case '&':
		return 5;
	case '^':
		return 4;
	case '|':
		return 3;
	case LEX_OP2('&', '&'):
		return 2;
	case LEX_OP2('|', '|'):
		return 1;
	}
	return 0;
}

static bool parse_operators(struct expr *e, struct operand *left, unsigned int least)
{
	struct operand right;
	unsigned int level;
	bool skip, logical;
	u32 op;

	while ((level = precedence(&e->tok)) >= least) {
		op = e->tok.op;
		logical = level <= 2;
		if (!rvalue(e, left) || !next(e))
			return false;
		skip = logical && (level == 2 ? !left->v.bits : left->v.bits != 0);
		e->skipping += skip;
		if (!parse_binary(e, &right, level + 1) || !rvalue(e, &right))
			return false;
		e->skipping -= skip;
		e->called = false;
		if (logical)
			set_number(&left->v, skip ? level == 1 : right.v.bits != 0, false);
		else if (!e->skipping && !arithmetic(e, &left->v, &right.v, op))
			return false;
	}
	return true;
}

static bool parse_binary(struct expr *e, struct operand *left, unsigned int least)
{
	bool ok;

	if (!deeper(e))
		return false;
	ok = parse_unary(e, left) && parse_operators(e, left, least);
	e->depth--;
	return ok;
}

static bool parse_cond(struct expr *e, struct operand *o)
{
	struct operand other;
	bool yes;

	if (!parse_binary(e, o, 1))
		return false;
	if (!at_op(e, '?'))
		return true;
	if (!rvalue(e, o) || !next(e))
		return false;
	yes = o->v.bits != 0;
	e->skipping += !yes;
	if (!parse_assign(e, o) || !rvalue(e, o) || !take_op(e, ':', "':'"))
		return false;
	e->skipping += yes - !yes;
	if (!parse_assign(e, &other) || !rvalue(e, &other))
		return false;
	e->skipping -= yes;
	e->called = false;
	if (!yes)
		*o = other;
	return true;
}

/* '=' gives 1; "+=" and the like the operator alone; anything else 0. */
static u32 assignment_op(const struct token *t)
{
	u32 op = t->op >> 8;

	if (t->kind != LEX_OP || (t->op & 0xff) != '=')
		return 0;
	if (t->op == '=')
		return 1;
	if (op == LEX_OP2('<', '<') || op == LEX_OP2('>', '>'))
		return op;
	return op < 0x80 && strchr("+-*/%&|^", (int)op) ? op : 0;
}

static bool assign(struct expr *e, struct operand *o, u32 op)
{
	struct operand target = *o, right;

	if (o->place == PLACE_NONE)
		return expr_fail(e, "only a variable or memory can be assigned to");
	if (op != 1 && !rvalue(e, o))
		return false;
	if (!next(e) || !parse_assign(e, &right) || !rvalue(e, &right))
		return false;
	if (op == 1) {
		o->v = right.v;
	} else if (!e->skipping) {
		e->called = false;
		if (!arithmetic(e, &o->v, &right.v, op))
			return false;
	}
	o->place = PLACE_NONE;
	return store(e, &target, &o->v);
}

static bool parse_assign(struct expr *e, struct operand *o)
{
	u32 op;
	bool ok;

	if (!deeper(e))
		return false;
	ok = parse_cond(e, o);
	op = ok ? assignment_op(&e->tok) : 0;
	if (op)
		ok = assign(e, o, op);
	e->depth--;
	return ok;
}

void expr_init(struct expr *e, const struct expr_ops *ops, void *owner)
{
	memset(e, 0, sizeof(*e));
	e->ops = ops;
	e->owner = owner;
}

bool expr_run(struct expr *e, const char *text, struct value *v)
{
	struct operand o;

	e->text = e->next = text;
	e->depth = e->skipping = e->nr_args = e->literals_used = 0;
	e->assigned = NULL;
	e->called = false;
	e->error[0] = '\0';
	if (!next(e) || !parse_assign(e, &o))
		return false;
	if (e->tok.kind != LEX_END && !at_op(e, ';'))
		return expected(e, "an operator or the end");
	if ((o.v.kind != VAL_VOID || o.undefined) && !rvalue(e, &o))
		return false;
	*v = o.v;
	if (e->tok.kind != LEX_END)
		lex_next(e->next, &e->tok);
	if (e->tok.kind == LEX_END)
		e->next = NULL;
	return true;
}
