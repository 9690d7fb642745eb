/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * decode: the bytes of one instruction taken apart, by the instruction table
 * (SDM 2, chapter 2).
 */
#ifndef ZONEMU_EMU_CPU_DECODE_H
#define ZONEMU_EMU_CPU_DECODE_H

#include "emu/cpu/insn.h"

#define INSN_MAX_BYTES 15

enum decode_status {
	DECODE_OK,
	DECODE_UNDEFINED, /* #UD */
	DECODE_TOO_LONG,  /* more than 15 bytes: #GP(0) */
	DECODE_MORE,	  /* the bytes given end within the instruction */
};

struct insn {
	const struct insn_row *row;
	uint8_t len;
	uint8_t op_bytes; /* 2 or 4, by code segment and prefix */
	uint8_t ad_bytes;
	uint8_t seg; /* enum seg_name of the memory operand, override applied */
	uint8_t rep; /* 0, 0xf2 or 0xf3: the last such prefix */
	bool lock, op_prefix;
	uint16_t opcode;
	uint8_t mod, reg, rm; /* of ModRM */
	bool mem;	      /* there is a memory operand */
	uint8_t base, index;  /* register numbers; 8: none */
	uint8_t scale;	      /* log2 */
	uint32_t disp;
	uint32_t imm, imm2; /* imm2: ENTER's level, a far pointer's selector */
};

/* code32: the default operand and address size is 32 bits. */
enum decode_status decode(const uint8_t *bytes, unsigned count, bool code32, struct insn *insn);
/* The bytes of an operand: 1, 2, 4, 6, 8, 16 or 512; 0 for none. An operand in an MMX or XMM
 * register has those of the register, but WD, WQ and QD only what is used of it. */
unsigned decode_form_bytes(const struct insn *insn, uint8_t form);

#endif
