/* SPDX-License-Identifier: GPL-2.0-only */
/* encode: the bytes of an instruction, from its row of the table and a choice of operands. */
#ifndef ZONEMU_TESTS_EMU_CPU_ENCODE_H
#define ZONEMU_TESTS_EMU_CPU_ENCODE_H

#include <string.h>

#include "emu/cpu/insn.h"

struct encode_choice {
	bool memory;	  /* the ModRM operand is memory at `address`, else register rm */
	bool op16, ad16;  /* 66h, where it makes no other instruction; 67h */
	uint8_t prefix;	  /* F0h, F2h, F3h, a segment override; 0: none */
	uint8_t reg, rm;  /* ModRM.reg (where the row leaves it free); register in the opcode too */
	uint32_t address; /* [disp32], or [disp16] with ad16 */
	bool sib;	  /* [base + (index << scale) + address] instead; index 4: none */
	uint8_t base, index, scale;
	uint32_t imm;
	uint16_t imm2; /* ENTER's level, a far pointer's selector */
};

static inline unsigned encode_le(uint8_t *at, uint32_t value, unsigned bytes)
{
	for (unsigned i = 0; i < bytes; i++)
		at[i] = (uint8_t)(value >> 8 * i);
	return bytes;
}

static inline unsigned encode_operand(const struct encode_choice *choice, unsigned form,
				      uint8_t *at, bool second)
{
	unsigned op = choice->op16 ? 2 : 4, ad = choice->ad16 ? 2 : 4;

	switch (form) {
	case F_IB:
		return encode_le(at, second ? choice->imm2 : choice->imm, 1);
	case F_IBS:
	case F_JB:
		return encode_le(at, choice->imm, 1);
	case F_IW:
		return encode_le(at, choice->imm, 2);
	case F_IZ:
	case F_JZ:
		return encode_le(at, choice->imm, op);
	case F_AP:
		return encode_le(at, choice->imm, op) + encode_le(at + op, choice->imm2, 2);
	case F_OB:
	case F_OV:
		return encode_le(at, choice->address, ad);
	default:
		return 0;
	}
}

static inline bool encode_has_form(const struct insn_row *row, unsigned first, unsigned last)
{
	for (int i = 0; i < 3; i++)
		if (row->form[i] >= first && row->form[i] <= last)
			return true;
	return false;
}

/* Always memory: M forms. Always a register: R forms. */
static inline bool encode_memory(const struct insn_row *row, const struct encode_choice *choice)
{
	if (encode_has_form(row, F_MB, F_MS))
		return true;
	if (row->modrm)
		return false;
	return choice->memory && !encode_has_form(row, F_RV, F_RD);
}

/* In a 32-bit code segment. Returns the number of bytes, at most 15. */
static inline unsigned encode_row(const struct insn_row *row, const struct encode_choice *choice,
				  uint8_t code[16])
{
	static const uint8_t mandatory[] = {[P_66] = 0x66, [P_F2] = 0xf2, [P_F3] = 0xf3};
	unsigned n = 0, reg = row->ext >= 0 ? (unsigned)row->ext : choice->reg & 7u;
	bool in_opcode = encode_has_form(row, F_ZB, F_ZV);

	if (choice->prefix)
		code[n++] = choice->prefix;
	if (choice->op16 && row->prefix == P_ANY)
		code[n++] = 0x66;
	if (row->prefix > P_NONE)
		code[n++] = mandatory[row->prefix];
	if (choice->ad16)
		code[n++] = 0x67;
	if (row->opcode >= 0xf00)
		code[n++] = 0x0f;
	code[n++] = (uint8_t)(in_opcode ? (row->opcode & ~7u) | (choice->reg & 7u) : row->opcode);
	if (row->modrm) {
		code[n++] = row->modrm;
	} else if (insn_has_modrm(row) && encode_memory(row, choice) && choice->sib) {
		code[n++] = (uint8_t)(0x84 | reg << 3);
		code[n++] = (uint8_t)(choice->scale << 6 | choice->index << 3 | choice->base);
		n += encode_le(code + n, choice->address, 4);
	} else if (insn_has_modrm(row) && encode_memory(row, choice)) {
		code[n++] = (uint8_t)(reg << 3 | (choice->ad16 ? 6 : 5));
		n += encode_le(code + n, choice->address, choice->ad16 ? 2 : 4);
	} else if (insn_has_modrm(row)) {
		code[n++] = (uint8_t)(0xc0 | reg << 3 | (choice->rm & 7));
	}
	for (int i = 0; i < 3; i++)
		n += encode_operand(choice, row->form[i], code + n, row->sem == S_ENTER && i == 1);
	return n;
}

#endif
