/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gen: cases out of numbers. The same seed and number give the same case.
 */
#ifndef ZONEMU_TESTS_DIFF_GEN_H
#define ZONEMU_TESTS_DIFF_GEN_H

#include "tests/diff/case.h"

struct gen {
	uint64_t x;
	/* Instructions that follow each other: they mostly leave ESI, EBP and ESP alone, which
	 * point into memory, and address it by them. */
	bool tame;
};

static inline uint32_t gen_u32(struct gen *g)
{
	uint64_t z = g->x += 0x9e3779b97f4a7c15u;

	z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
	z = (z ^ z >> 27) * 0x94d049bb133111ebu;
	return (uint32_t)(z >> 32);
}

static inline uint32_t gen_below(struct gen *g, uint32_t n)
{
	return (uint32_t)((uint64_t)gen_u32(g) * n >> 32);
}

/* True in percent of all cases. */
static inline bool gen_chance(struct gen *g, uint32_t percent)
{
	return gen_below(g, 100) < percent;
}

/* gen_code.c: one instruction of a row; returns its bytes. */
unsigned gen_insn(struct gen *g, const struct insn_row *row, bool code32, uint8_t code[16]);
/* gen_state.c: numbers that tell implementations apart. */
uint32_t gen_edge(struct gen *g);
/* Segments and flags, then registers and memory that suit the code. */
void gen_mode(struct gen *g, struct diff_case *c);
void gen_state(struct gen *g, struct diff_case *c);

/* gen_sequence.c: a few instructions, the first of a row that is plain. */
void gen_sequence(struct gen *g, struct diff_case *c);
/* A loop around the code there is, where it can be made. */
void gen_loop(struct gen *g, struct diff_case *c);
/* gen_mixed.c: code that writes itself. */
void gen_mixed(struct gen *g, struct diff_case *c);

/* A case for one row. */
void gen_case(uint64_t seed, uint64_t number, const struct insn_row *row, struct diff_case *c);

#endif
