/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * gen_sequence: several instructions, with jumps forward among them and now and
 * then a loop around all: what one leaves to the next, flags above all. Flags
 * that the manual leaves undefined are read by none of them.
 */
#include <string.h>

#include "emu/cpu/decode.h"
#include "emu/cpu/state.h"
#include "tests/diff/gen.h"
#include "tests/diff/rows.h"

#define MOST_INSNS 14
/* SUB DWORD [counter], 1; JNZ back. */
#define LOOP_BYTES 9

struct sequence {
	unsigned count;
	uint8_t off[MOST_INSNS + 1]; /* of each instruction; the last: of the end */
	bool jumps[MOST_INSNS];	     /* its displacement must be set */
};

static bool double_shift(const struct insn_row *row)
{
	return row->sem == S_SHLD || row->sem == S_SHRD;
}

static bool is_conditional(const struct insn_row *row)
{
	return row->sem == S_JCC || row->sem == S_LOOP || row->sem == S_JCXZ;
}

/* Compares and jumps stand together in most code. */
static const struct insn_row *pick_row(struct gen *g, bool fpu)
{
	for (;;) {
		const struct insn_row *row = &insn_rows[gen_below(g, (uint32_t)insn_row_count)];
		bool common = fpu ? rows_fpu(row)
				  : row->opcode < 0x90 || row->sem == S_JCC ||
					row->sem == S_CMOVCC || row->sem == S_SETCC;

		if (rows_plain(row) && (!rows_fpu(row) || fpu) && (common || gen_chance(g, 50)))
			return row;
	}
}

/* False: the code has no room for it, or it would read what is undefined. */
static bool append(struct gen *g, struct diff_case *c, const struct insn_row *row,
		   struct sequence *s)
{
	uint32_t start = case_start(c);
	uint8_t code[16];
	unsigned bytes = gen_insn(g, row, case_code32(c), code);
	struct insn insn;

	if (decode(code, bytes, case_code32(c), &insn) != DECODE_OK || insn.len != bytes ||
	    c->code_bytes + bytes + LOOP_BYTES > CASE_CODE_BYTES)
		return false;
	if (insn.row->tests & rows_undefined(c, start + c->code_bytes))
		return false;
	if (double_shift(insn.row) && insn.op_bytes == 2)
		return false;
	/* a jump with a 16-bit operand leaves the segment's first 64 KiB only there */
	if (insn.row->props & I_JUMP && (!is_conditional(insn.row) || insn.op_prefix))
		return false;
	memcpy(c->code + c->code_bytes, code, bytes);
	s->jumps[s->count] = insn.row->props & I_JUMP;
	s->off[s->count++] = (uint8_t)c->code_bytes;
	c->code_bytes = (uint16_t)(c->code_bytes + bytes);
	s->off[s->count] = (uint8_t)c->code_bytes;
	return true;
}

/* Jumps go forward, over none to four instructions. */
static void set_jumps(struct gen *g, struct diff_case *c, const struct sequence *s)
{
	struct insn insn;

	for (unsigned i = 0; i < s->count; i++) {
		unsigned to = i + 1 + gen_below(g, 5), bytes;

		if (!s->jumps[i])
			continue;
		decode(c->code + s->off[i], c->code_bytes - s->off[i], case_code32(c), &insn);
		bytes = insn.row->form[0] == F_JB ? 1 : insn.op_bytes;
		to = to > s->count ? s->count : to;
		memset(c->code + s->off[i + 1] - bytes, 0, bytes);
		c->code[s->off[i + 1] - bytes] = (uint8_t)(s->off[to] - s->off[i + 1]);
	}
}

static bool reads_undefined(const struct diff_case *c)
{
	uint32_t end = case_start(c) + c->code_bytes;
	uint32_t mask = rows_undefined(c, end);
	struct insn insn;

	for (unsigned off = 0; off < c->code_bytes; off += insn.len) {
		decode(c->code + off, c->code_bytes - off, case_code32(c), &insn);
		if (insn.row->tests & mask)
			return true;
	}
	return false;
}

/* Go around two to five times, in a flat 32-bit world. */
void gen_loop(struct gen *g, struct diff_case *c)
{
	uint8_t code[LOOP_BYTES] = {0x83, 0x2d, 0, 0, 0, 0, 1, 0x75, 0};
	const uint32_t counter = COUNTER_LA;
	unsigned before = c->code_bytes;

	if (c->sel[SEG_DS] != SEL_DATA || !case_code32(c))
		return;
	memcpy(code + 2, &counter, 4);
	code[8] = (uint8_t) - (before + LOOP_BYTES);
	memcpy(c->code + before, code, LOOP_BYTES);
	c->code_bytes = (uint16_t)(before + LOOP_BYTES);
	/* what the last one leaves undefined, the first may read now */
	if (reads_undefined(c)) {
		c->code_bytes = (uint16_t)before;
		return;
	}
	c->patch[c->patches].la = COUNTER_LA;
	c->patch[c->patches].bytes = 4;
	c->patch[c->patches++].data[0] = (uint8_t)(2 + gen_below(g, 4));
}

static uint32_t base_of(uint16_t selector)
{
	return selector & 4 ? layout_ldt[selector >> 3 & (LDT_SLOTS - 1)].base : 0;
}

static void set_registers(struct gen *g, struct diff_case *c)
{
	for (unsigned i = 0; i < 8; i++)
		c->r[i] = gen_edge(g);
	c->r[ESI] = DATA_LA + 0x100 + gen_below(g, 0x1d00) - base_of(c->sel[SEG_DS]);
	c->r[EDI] = DATA_LA + 0x100 + gen_below(g, 0x1d00) - base_of(c->sel[SEG_ES]);
	c->r[EBP] = STACK_LA + 0x100 + gen_below(g, 0xe00) - base_of(c->sel[SEG_SS]);
	c->r[ESP] = STACK_LA + 0x200 + (gen_below(g, 0xc00) & ~3u) - base_of(c->sel[SEG_SS]);
	if (gen_chance(g, 70))
		c->r[ECX] = gen_below(g, 40);
}

void gen_sequence(struct gen *g, struct diff_case *c)
{
	struct sequence s = {0};
	unsigned want = 2 + gen_below(g, MOST_INSNS - 2);

	set_registers(g, c);
	c->code_off = (uint16_t)(gen_chance(g, 20) ? 0x1000 - gen_below(g, 60) : 0x7c0);
	for (unsigned tries = 0; s.count < want && tries < 40; tries++)
		append(g, c, s.count ? pick_row(g, c->fx_seed) : c->row, &s);
	set_jumps(g, c, &s);
	if (gen_chance(g, 25))
		gen_loop(g, c);
}
