/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/gen.h"

#include <string.h>

#include "tests/diff/rows.h"

/* In the middle of a page; across the two; up to the end of what is mapped. */
static uint16_t code_place(struct gen *g, const struct diff_case *c)
{
	switch (gen_below(g, 10)) {
	case 0:
		return (uint16_t)(0x1000 - gen_below(g, c->code_bytes + 1u));
	case 1:
		return (uint16_t)(gen_chance(g, 70) ? CODE_BYTES - c->code_bytes - PAD_BYTES - 1
						    : CODE_BYTES - gen_below(g, c->code_bytes));
	default:
		return (uint16_t)(0x7e0 + gen_below(g, 0x50));
	}
}

void gen_case(uint64_t seed, uint64_t number, const struct insn_row *row, struct diff_case *c)
{
	struct gen g = {.x = (seed << 40) ^ number * 0xd1342543de82ef95u};

	memset(c, 0, sizeof(*c));
	c->row = row;
	gen_mode(&g, c);
	if (rows_fpu(row)) {
		c->fx_seed = number + 1;
		c->fx_keep = FX_ALL & ~(gen_chance(&g, 80) ? FX_PENDING : 0);
	}
	if (rows_plain(row) && gen_chance(&g, 25)) {
		g.tame = true;
		gen_sequence(&g, c);
		return;
	}
	c->code_bytes = (uint16_t)gen_insn(&g, row, case_code32(c), c->code);
	c->code_off = code_place(&g, c);
	gen_state(&g, c);
}
