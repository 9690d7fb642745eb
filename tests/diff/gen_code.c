/* SPDX-License-Identifier: GPL-2.0-only */
/* gen_code: the bytes of instructions, in every shape that their rows allow. */
#include <string.h>

#include "emu/cpu/decode.h"
#include "tests/diff/gen.h"

static bool has_form(const struct insn_row *row, unsigned first, unsigned last)
{
	for (int i = 0; i < 3; i++)
		if (row->form[i] >= first && row->form[i] <= last)
			return true;
	return false;
}

static unsigned put_le(uint8_t *at, uint32_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		at[i] = (uint8_t)(value >> 8 * i);
	return bytes;
}

/* REP means another instruction on many newer opcodes: only where it repeats, or does nothing. */
static bool may_take_rep(const struct insn_row *row)
{
	return row->opcode < 0xf00 && row->sem != S_NOP;
}

static unsigned put_prefixes(struct gen *g, const struct insn_row *row, bool *op, bool *ad,
			     uint8_t *code)
{
	static const uint8_t segments[] = {0x26, 0x2e, 0x36, 0x3e, 0x64, 0x65};
	static const uint8_t mandatory[] = {[P_66] = 0x66, [P_F2] = 0xf2, [P_F3] = 0xf3};
	const bool repeats = row->props & (I_REP | I_REPZ);
	uint8_t list[8];
	unsigned n = 0;

	if (row->prefix > P_NONE)
		list[n++] = mandatory[row->prefix];
	if (row->prefix == P_ANY && gen_chance(g, 25))
		list[n++] = 0x66;
	if (gen_chance(g, g->tame ? 2 : 15))
		list[n++] = 0x67;
	if (gen_chance(g, g->tame ? 5 : 15))
		list[n++] = segments[gen_below(g, 6)];
	if (gen_chance(g, 2))
		list[n++] = segments[gen_below(g, 6)];
	if (gen_chance(g, row->props & I_LOCK ? 10 : 1) && !has_form(row, F_CD, F_DD))
		list[n++] = 0xf0;
	if (gen_chance(g, repeats ? 60 : 3) && may_take_rep(row))
		list[n++] = gen_chance(g, 50) ? 0xf2 : 0xf3;
	for (unsigned i = 0; i < n; i++) {
		unsigned other = i + gen_below(g, n - i);
		uint8_t prefix = list[other];

		list[other] = list[i];
		code[i] = prefix;
		*op |= prefix == 0x66;
		*ad |= prefix == 0x67;
	}
	return n;
}

static unsigned gen_reg(struct gen *g)
{
	static const uint8_t tame[8] = {0, 1, 2, 3, 7, 0, 1, 7};
	unsigned reg = gen_below(g, 8);

	return g->tame && gen_chance(g, 95) ? tame[reg] : reg;
}

/* [ESI + disp8], [EBP + disp8], [ESP + disp8] */
static unsigned put_tame_address(struct gen *g, unsigned reg, uint8_t *code)
{
	static const uint8_t bases[] = {6, 5, 6, 5, 4};
	unsigned rm = bases[gen_below(g, 5)], n = 0;

	code[n++] = (uint8_t)(0x40 | reg << 3 | rm);
	if (rm == 4)
		code[n++] = 0x24;
	code[n++] = (uint8_t)(rm == 4 ? gen_below(g, 64) : gen_u32(g));
	return n;
}

/* ModRM with all that follows it. mod < 0: any. */
static unsigned put_modrm(struct gen *g, unsigned reg, int mod, bool ad32, uint8_t *code)
{
	unsigned rm, n = 1;

	if (mod < 0)
		mod = gen_chance(g, g->tame ? 60 : 35) ? 3 : (int)gen_below(g, 3);
	if (mod != 3 && g->tame && ad32 && gen_chance(g, 90))
		return put_tame_address(g, reg, code);
	rm = mod == 3 ? gen_reg(g) : gen_below(g, 8);
	code[0] = (uint8_t)(mod << 6 | (int)(reg << 3 | rm));
	if (mod == 3)
		return n;
	if (ad32 && rm == 4) {
		code[n++] = (uint8_t)gen_u32(g);
		rm = code[n - 1] & 7;
	}
	if (mod == 1)
		code[n++] = (uint8_t)gen_edge(g);
	else if (mod == 2 || (mod == 0 && rm == (ad32 ? 5u : 6u)))
		n += put_le(code + n, gen_edge(g), ad32 ? 4 : 2);
	return n;
}

static unsigned put_operand(struct gen *g, unsigned form, unsigned op, unsigned ad, uint8_t *code)
{
	uint32_t value = gen_edge(g);

	switch (form) {
	case F_IB:
	case F_IBS:
	case F_JB:
		return put_le(code, value, 1);
	case F_IW:
		return put_le(code, value, 2);
	case F_IZ:
	case F_JZ:
		return put_le(code, value, op);
	case F_AP:
		return put_le(code, value, op) + put_le(code + op, gen_edge(g), 2);
	case F_OB:
	case F_OV:
		return put_le(code, value, ad);
	default:
		return 0;
	}
}

/* Its register forms are newer instructions, or the VEX and EVEX prefixes. */
static bool has_younger(const struct insn_row *row)
{
	return row->opcode >= 0xf00 || (row->opcode >= 0xd8 && row->opcode <= 0xdf) ||
	       row->sem == S_BOUND || row->sem == S_LOADFAR;
}

static unsigned put_row(struct gen *g, const struct insn_row *row, bool op32, bool ad32,
			uint8_t *code)
{
	unsigned n = 0, reg = row->ext >= 0 ? (unsigned)row->ext : gen_reg(g);
	bool in_opcode = has_form(row, F_ZB, F_ZV);
	int mod = has_form(row, F_RV, F_RD) ? 3 : -1;

	/* a register where only memory will do is #UD: now and then */
	if (has_form(row, F_MB, F_MS) && (has_younger(row) || gen_chance(g, 97)))
		mod = (int)gen_below(g, 3);
	if (row->opcode >= 0xf00)
		code[n++] = 0x0f;
	code[n++] = (uint8_t)(in_opcode ? row->opcode | gen_reg(g) : row->opcode);
	if (row->modrm)
		code[n++] = row->modrm;
	else if (insn_has_modrm(row))
		n += put_modrm(g, reg, mod, ad32, code + n);
	for (int i = 0; i < 3; i++)
		n += put_operand(g, row->form[i], op32 ? 4 : 2, ad32 ? 4 : 2, code + n);
	return n;
}

unsigned gen_insn(struct gen *g, const struct insn_row *row, bool code32, uint8_t code[16])
{
	uint8_t bytes[32];
	bool op = false, ad = false;
	unsigned n = put_prefixes(g, row, &op, &ad, bytes);

	n += put_row(g, row, code32 != op, code32 != ad, bytes + n);
	n = n > INSN_MAX_BYTES ? INSN_MAX_BYTES : n;
	memcpy(code, bytes, n);
	return n;
}
