/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gen_mixed: code that writes code: what it has run, is about to run, and will
 * run again, by stores of one byte and four and by REP STOS. All that is
 * written is one-byte instructions over one-byte instructions.
 */
#include <string.h>

#include "emu/cpu/state.h"
#include "tests/diff/gen.h"

#define RUNS	  4u
#define RUN_BYTES 6u

struct mixed {
	unsigned runs, run[RUNS]; /* offsets of runs of one-byte instructions */
	unsigned stores;
	struct {
		unsigned at, span; /* where the address stands; bytes that will be written */
	} store[RUNS];
};

/* CMC, CLC, STC, CLD, STD, CBW, CWD, LAHF, SAHF, NOP, INC and DEC of all but ESP. */
static uint8_t one_byte(struct gen *g)
{
	static const uint8_t bytes[] = {0xf5, 0xf8, 0xf9, 0xfc, 0xfd, 0x98, 0x99, 0x9f,
					0x9e, 0x90, 0x40, 0x41, 0x42, 0x43, 0x45, 0x46,
					0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4d, 0x4e, 0x4f};

	return bytes[gen_below(g, sizeof(bytes))];
}

static void emit(struct diff_case *c, const void *bytes, unsigned count)
{
	memcpy(c->code + c->code_bytes, bytes, count);
	c->code_bytes = (uint16_t)(c->code_bytes + count);
}

static void emit_run(struct gen *g, struct diff_case *c, struct mixed *m)
{
	m->run[m->runs++] = c->code_bytes;
	for (unsigned i = 0; i < RUN_BYTES; i++) {
		uint8_t byte = one_byte(g);

		emit(c, &byte, 1);
	}
}

static void emit_store(struct gen *g, struct diff_case *c, struct mixed *m)
{
	uint8_t values[4] = {one_byte(g), one_byte(g), one_byte(g), one_byte(g)};
	uint8_t byte[] = {0xc6, 0x05, 0, 0, 0, 0, values[0]};
	uint8_t dword[] = {0xc7, 0x05, 0, 0, 0, 0, values[0], values[1], values[2], values[3]};
	/* MOV AL; MOV EDI; MOV ECX, 1 to 4; CLD; REP STOSB */
	uint8_t string[] = {0xb0, values[0], 0xbf, 0, 0, 0, 0, 0xb9, 4, 0, 0, 0, 0xfc, 0xf3, 0xaa};
	unsigned kind = gen_below(g, 3);

	m->store[m->stores].at = c->code_bytes + (kind < 2 ? 2u : 3u);
	m->store[m->stores++].span = kind ? 4 : 1;
	string[8] = (uint8_t)(1 + gen_below(g, 4));
	if (kind == 0)
		emit(c, byte, sizeof(byte));
	else if (kind == 1)
		emit(c, dword, sizeof(dword));
	else
		emit(c, string, sizeof(string));
}

/* Each store writes somewhere into some run, before it or behind. */
static void aim_stores(struct gen *g, struct diff_case *c, const struct mixed *m)
{
	for (unsigned i = 0; i < m->stores; i++) {
		uint32_t la = MIXED_LA + c->code_off + m->run[gen_below(g, m->runs)] +
			      gen_below(g, RUN_BYTES + 1 - m->store[i].span);

		memcpy(c->code + m->store[i].at, &la, 4);
	}
}

void gen_mixed(struct gen *g, struct diff_case *c)
{
	struct mixed m = {0};
	unsigned runs = 2 + gen_below(g, RUNS - 1);

	for (unsigned i = 0; i < 6; i++)
		c->sel[i] = i == SEG_CS ? SEL_CODE : SEL_DATA;
	c->mixed = true;
	c->code_off = (uint16_t)gen_below(g, 0xf00);
	for (unsigned i = 0; i < 8; i++)
		c->r[i] = gen_edge(g);
	for (unsigned i = 0; i < runs; i++) {
		if (i || gen_chance(g, 50))
			emit_store(g, c, &m);
		emit_run(g, c, &m);
	}
	aim_stores(g, c, &m);
	if (gen_chance(g, 60))
		gen_loop(g, c);
}
