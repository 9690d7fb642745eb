/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sse_unmasked: the flags of additions, multiplications, divisions and
 * narrowings when overflow or underflow is unmasked. Nobody waits for it:
 * element by element, with the host's masked flags to start from.
 */
#include <stdbool.h>
#include <string.h>

#include "emu/cpu/sse_ops.h"

enum kind { SUM, PRODUCT, QUOTIENT, NARROWING };

struct shape {
	enum kind kind;
	unsigned bytes, count; /* of source elements */
	char scalar[12];       /* the operation on one */
};

/* False: an operation that neither overflows nor underflows. */
static bool shape_of(const char *name, struct shape *shape)
{
	static const struct {
		char start[4];
		enum kind kind;
	} kinds[] = {{"add", SUM}, {"sub", SUM}, {"mul", PRODUCT}, {"div", QUOTIENT}};

	if (!strcmp(name, "cvtsd2ss") || !strcmp(name, "cvtpd2ps")) {
		*shape = (struct shape){NARROWING, 8, name[3] == 'p' ? 2 : 1, "cvtsd2ss"};
		return true;
	}
	for (unsigned i = 0; i < 4; i++) {
		if (strncmp(name, kinds[i].start, 3) || strlen(name) != 5)
			continue;
		shape->kind = kinds[i].kind;
		shape->bytes = name[4] == 'd' ? 8 : 4;
		shape->count = name[3] == 'p' ? 16 / shape->bytes : 1;
		strcpy(shape->scalar, name);
		shape->scalar[3] = 's';
		return true;
	}
	return false;
}

static union vec element(const union vec *v, unsigned bytes, unsigned i)
{
	union vec one = {0};

	memcpy(&one, v->b + bytes * i, bytes);
	return one;
}

static unsigned fraction_bits(unsigned bytes)
{
	return bytes == 8 ? 52 : 23;
}

static uint64_t exponent(const union vec *v, unsigned bytes)
{
	return v->q[0] >> fraction_bits(bytes) & (bytes == 8 ? 0x7ff : 0xff);
}

/* The significand as an odd integer; 0 of zero. */
static uint64_t odd_part(const union vec *v, unsigned bytes)
{
	uint64_t hidden = 1ull << fraction_bits(bytes), value = v->q[0] & (hidden - 1);

	if (exponent(v, bytes))
		value |= hidden;
	while (value && !(value & 1))
		value >>= 1;
	return value;
}

/* An overflowing sum: the same with both exponents less by 4, which loses nothing of a summand
 * that matters. A tiny sum is exact. */
static bool sum_inexact(unsigned op, union vec a, union vec b, unsigned bytes, uint32_t mxcsr)
{
	union vec *both[2] = {&a, &b};

	if (!odd_part(&a, bytes) || !odd_part(&b, bytes))
		return false;
	for (int i = 0; i < 2; i++) {
		if (exponent(both[i], bytes) <= 4)
			return true;
		both[i]->q[0] -= 4ull << fraction_bits(bytes);
	}
	return sse_host_run(op, &a, &b, 0, mxcsr) & MXCSR_PE;
}

/* Would the result of an unbounded exponent be rounded? */
static bool inexact(const struct shape *shape, unsigned op, const union vec *a, const union vec *b,
		    uint32_t mxcsr, bool tiny)
{
	uint64_t x = odd_part(a, shape->bytes), y = odd_part(b, shape->bytes);

	switch (shape->kind) {
	case SUM:
		return !tiny && sum_inexact(op, *a, *b, shape->bytes, mxcsr);
	case PRODUCT:
		return (unsigned __int128)x * y >> (fraction_bits(shape->bytes) + 1) != 0;
	case QUOTIENT:
		return y && x % y;
	default:
		return y >> (fraction_bits(4) + 1) != 0;
	}
}

static uint32_t element_flags(const struct shape *shape, const union vec *a, const union vec *b,
			      uint32_t mxcsr)
{
	unsigned op = (unsigned)sse_op_find(shape->scalar);
	uint32_t unmasked = MXCSR_UNMASKED(mxcsr), flags;
	union vec result = *a;
	bool tiny = false;

	flags = sse_host_run(op, &result, b, 0, mxcsr);
	/* A result is flushed to zero when it is tiny, be it exact or not. */
	if (unmasked & MXCSR_UE) {
		result = *a;
		tiny = sse_host_run(op, &result, b, 0, mxcsr | MXCSR_FTZ) & MXCSR_UE;
	}
	if (!tiny && !(flags & unmasked & MXCSR_OE))
		return flags;
	flags &= ~(MXCSR_PE | MXCSR_UE);
	if (inexact(shape, op, a, b, mxcsr, tiny))
		flags |= MXCSR_PE;
	return tiny ? flags | MXCSR_UE : flags;
}

uint32_t sse_unmasked_flags(unsigned op, const union vec *d, const union vec *s, uint32_t mxcsr,
			    uint32_t flags)
{
	struct shape shape;

	if (!shape_of(sse_ops[op].name, &shape))
		return flags;
	for (unsigned i = 0; i < shape.count; i++) {
		union vec a = element(d, shape.bytes, i), b = element(s, shape.bytes, i);

		flags = (i ? flags : 0) | element_flags(&shape, &a, &b, mxcsr);
	}
	return flags;
}
