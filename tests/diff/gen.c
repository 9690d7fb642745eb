/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/diff/gen.h"

#include <string.h>

#include "emu/cpu/state.h"
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

/* POPF with TF in front of the instruction, which is then followed by a debug trap. */
static void step_into(struct gen *g, struct diff_case *c, unsigned bytes)
{
	struct patch *patch = &c->patch[c->patches];
	uint32_t image = (gen_u32(g) & (FL_STATUS | FL_ID)) | FL_TF | (c->eflags & FL_DF);
	bool big = !(c->sel[SEG_SS] & 4) || layout_ldt[c->sel[SEG_SS] >> 3 & 15].big;
	uint32_t mask = big ? ~0u : 0xffff, base = 0;

	if (c->sel[SEG_SS] & 4)
		base = layout_ldt[c->sel[SEG_SS] >> 3 & 15].base;
	c->r[ESP] = (c->r[ESP] & ~mask) | ((c->r[ESP] - bytes) & mask);
	if (c->patches == CASE_PATCHES)
		return;
	patch->la = base + (c->r[ESP] & mask);
	patch->bytes = (uint8_t)bytes;
	memcpy(patch->data, &image, bytes);
	c->patches++;
}

void gen_case(uint64_t seed, uint64_t number, const struct insn_row *row, struct diff_case *c)
{
	struct gen g = {.x = (seed << 40) ^ number * 0xd1342543de82ef95u};
	bool step;

	memset(c, 0, sizeof(*c));
	c->row = row;
	gen_mode(&g, c);
	if (rows_fpu(row)) {
		c->fx_seed = number + 1;
		c->fx_keep = FX_ALL & ~(gen_chance(&g, 80) ? FX_PENDING : 0);
	}
	if (row->sem == S_MOV && gen_chance(&g, 20)) {
		gen_mixed(&g, c);
		return;
	}
	if (rows_plain(row) && gen_chance(&g, 25)) {
		g.tame = true;
		gen_sequence(&g, c);
		return;
	}
	step = gen_chance(&g, 5);
	if (step)
		c->code[c->lead++] = 0x9d;
	c->code_bytes = (uint16_t)(c->lead + gen_insn(&g, row, case_code32(c), c->code + c->lead));
	c->code_off = code_place(&g, c);
	gen_state(&g, c);
	if (step)
		step_into(&g, c, case_code32(c) ? 4 : 2);
}
