/* SPDX-License-Identifier: GPL-2.0-only */
/* exec_bits: shifts, rotations, double shifts, bit tests and scans. */
#include "emu/cpu/exec.h"

enum { SH_ROL, SH_ROR, SH_RCL, SH_RCR, SH_SHL, SH_SHR, SH_SAL, SH_SAR };

/* Rotations change CF and OF only (SDM 2B, RCL/RCR/ROL/ROR). */
static uint32_t rotate(struct cpu *cpu, unsigned op, unsigned bits, uint32_t value, unsigned count,
		       uint32_t *flags)
{
	uint64_t carry = cc_cf(cpu), mask = (1ull << bits) - 1;
	/* Through the carry, the value is one bit longer. */
	bool through = op == SH_RCL || op == SH_RCR;
	unsigned width = through ? bits + 1 : bits;
	uint64_t wide = through ? carry << bits | value : value;
	unsigned left =
	    op == SH_ROL || op == SH_RCL ? count % width : (width - count % width) % width;
	uint64_t turned =
	    left ? (wide << left | wide >> (width - left)) & ((1ull << width) - 1) : wide;
	uint32_t result = (uint32_t)(turned & mask);
	bool top = result >> (bits - 1) & 1, second = result >> (bits - 2) & 1, cf;

	if (through)
		cf = turned >> bits & 1;
	else
		cf = op == SH_ROL ? result & 1 : top;
	*flags = (cf ? FL_CF : 0);
	if (op == SH_ROL || op == SH_RCL ? top != cf : top != second)
		*flags |= FL_OF;
	return result;
}

static void rotate_any(struct cpu *cpu, const struct uop *u, unsigned count)
{
	unsigned bytes = u->bytes;
	uint32_t la = 0, flags = 0, result;
	uint32_t value = operand_take(cpu, u, bytes, &la);

	count &= 31;
	result = count ? rotate(cpu, u->code, 8 * bytes, value, count, &flags) : value;
	operand_put(cpu, u, la, result, bytes);
	if (count)
		cc_change(cpu, flags, FL_CF | FL_OF);
	NEXT(cpu, u);
}

/* A shift by 1 to 31: *last is the value before the last step. */
static inline uint32_t shift(unsigned op, unsigned bytes, uint32_t value, unsigned count,
			     uint32_t *last)
{
	unsigned bits = 8 * bytes;
	int32_t wide = (int32_t)(value << (32 - bits)) >> (32 - bits);

	switch (op) {
	case SH_SHR:
		*last = value >> (count - 1);
		return *last >> 1;
	case SH_SAR:
		*last = (uint32_t)(wide >> (count - 1)) & size_mask(bytes);
		return (uint32_t)(wide >> (count - 1) >> 1) & size_mask(bytes);
	default:
		*last = value << (count - 1) & size_mask(bytes);
		return value << (count - 1) << 1 & size_mask(bytes);
	}
}

static inline void shift_by(struct cpu *cpu, const struct uop *u, unsigned op, unsigned bytes,
			    unsigned count)
{
	uint32_t la = 0, last = 0, value = operand_take(cpu, u, bytes, &la), result;

	count &= 31;
	if (!count) {
		operand_put(cpu, u, la, value, bytes);
		NEXT(cpu, u);
		return;
	}
	result = shift(op, bytes, value, count, &last);
	operand_put(cpu, u, la, result, bytes);
	cc_set(cpu, op == SH_SHR || op == SH_SAR ? CC_SHR : CC_SHL, size_log2(bytes), result, last);
	NEXT(cpu, u);
}

static void shift_any_imm(struct cpu *cpu, const struct uop *u)
{
	shift_by(cpu, u, u->code, u->bytes, u->imm);
}

static void shift_any_cl(struct cpu *cpu, const struct uop *u)
{
	shift_by(cpu, u, u->code, u->bytes, cpu->a.r[ECX]);
}

static void rotate_any_imm(struct cpu *cpu, const struct uop *u)
{
	rotate_any(cpu, u, u->imm);
}

static void rotate_any_cl(struct cpu *cpu, const struct uop *u)
{
	rotate_any(cpu, u, cpu->a.r[ECX]);
}

/* The usual ones: a 32-bit register, by a constant that is not zero or by CL. */
#define SHIFT_REG(name, op)                                                                        \
	static void name##_imm(struct cpu *cpu, const struct uop *u)                               \
	{                                                                                          \
		uint32_t last, result = shift(op, 4, reg_get(cpu, u->dst, 4), u->imm, &last);      \
                                                                                                   \
		reg_set(cpu, u->dst, result, 4);                                                   \
		cc_set(cpu, op == SH_SHL ? CC_SHL : CC_SHR, 2, result, last);                      \
		NEXT(cpu, u);                                                                      \
	}                                                                                          \
	static void name##_cl(struct cpu *cpu, const struct uop *u)                                \
	{                                                                                          \
		unsigned count = cpu->a.r[ECX] & 31;                                               \
		uint32_t last, result;                                                             \
                                                                                                   \
		if (count) {                                                                       \
			result = shift(op, 4, reg_get(cpu, u->dst, 4), count, &last);              \
			reg_set(cpu, u->dst, result, 4);                                           \
			cc_set(cpu, op == SH_SHL ? CC_SHL : CC_SHR, 2, result, last);              \
		}                                                                                  \
		NEXT(cpu, u);                                                                      \
	}

SHIFT_REG(shl32, SH_SHL)
SHIFT_REG(shr32, SH_SHR)
SHIFT_REG(sar32, SH_SAR)

static void shl32_imm_silent(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, reg_get(cpu, u->dst, 4) << u->imm, 4);
	NEXT(cpu, u);
}

static void shr32_imm_silent(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, reg_get(cpu, u->dst, 4) >> u->imm, 4);
	NEXT(cpu, u);
}

static void sar32_imm_silent(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, (uint32_t)((int32_t)reg_get(cpu, u->dst, 4) >> u->imm), 4);
	NEXT(cpu, u);
}

/* Rotations of 32-bit registers by 1 to 31. */

INLINE uint32_t turn(uint32_t value, unsigned left)
{
	return value << left | value >> (32 - left);
}

static void rol32_imm(struct cpu *cpu, const struct uop *u)
{
	uint32_t result = turn(reg_get(cpu, u->dst, 4), u->imm);
	bool cf = result & 1;

	reg_set(cpu, u->dst, result, 4);
	cc_change(cpu, (cf ? FL_CF : 0) | (cf != result >> 31 ? FL_OF : 0), FL_CF | FL_OF);
	NEXT(cpu, u);
}

static void ror32_imm(struct cpu *cpu, const struct uop *u)
{
	uint32_t result = turn(reg_get(cpu, u->dst, 4), 32 - u->imm);

	reg_set(cpu, u->dst, result, 4);
	cc_change(cpu, (result >> 31 ? FL_CF : 0) | ((result ^ result << 1) >> 31 ? FL_OF : 0),
		  FL_CF | FL_OF);
	NEXT(cpu, u);
}

static void rol32_imm_silent(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, turn(reg_get(cpu, u->dst, 4), u->imm), 4);
	NEXT(cpu, u);
}

static void ror32_imm_silent(struct cpu *cpu, const struct uop *u)
{
	reg_set(cpu, u->dst, turn(reg_get(cpu, u->dst, 4), 32 - u->imm), 4);
	NEXT(cpu, u);
}

uop_fn *exec_bits_silent(const struct insn *insn, const struct uop *u)
{
	if (insn->mem || u->bytes != 4 || insn->row->form[1] == F_CL || !u->imm)
		return NULL;
	switch (insn->row->sem) {
	case S_SHL:
	case S_SAL:
		return shl32_imm_silent;
	case S_SHR:
		return shr32_imm_silent;
	case S_SAR:
		return sar32_imm_silent;
	case S_ROL:
		return rol32_imm_silent;
	case S_ROR:
		return ror32_imm_silent;
	default:
		return NULL;
	}
}

static uop_fn *pick_shift(const struct insn *insn, struct uop *u)
{
	unsigned op = insn->row->sem - S_ROL;
	bool by_cl = insn->row->form[1] == F_CL;

	u->code = (uint8_t)op;
	u->imm &= 31;
	if (op <= SH_ROR && !insn->mem && u->bytes == 4 && !by_cl && u->imm)
		return op == SH_ROL ? rol32_imm : ror32_imm;
	if (op < SH_SHL)
		return by_cl ? rotate_any_cl : rotate_any_imm;
	if (!insn->mem && u->bytes == 4 && (by_cl || u->imm))
		switch (op) {
		case SH_SHR:
			return by_cl ? shr32_cl : shr32_imm;
		case SH_SAR:
			return by_cl ? sar32_cl : sar32_imm;
		default:
			return by_cl ? shl32_cl : shl32_imm;
		}
	return by_cl ? shift_any_cl : shift_any_imm;
}

/* SHLD and SHRD; with a 16-bit operand and a count over 16 the result is undefined, and is what
 * shifting dest:src:dest gives. */
static void double_shift(struct cpu *cpu, const struct uop *u, unsigned count)
{
	unsigned bytes = u->bytes;
	uint32_t la = 0, value = operand_take(cpu, u, bytes, &la);
	uint64_t other = reg_get(cpu, u->src, bytes), wide, last, result;
	bool left = u->code;

	count &= 31;
	if (!count) {
		operand_put(cpu, u, la, value, bytes);
		NEXT(cpu, u);
		return;
	}
	if (bytes == 4)
		wide = left ? (uint64_t)value << 32 | other : other << 32 | value;
	else
		wide = (uint64_t)value << 32 | other << 16 | value;
	if (left) {
		last = wide << (count - 1) >> 32;
		result = wide << count >> 32;
	} else {
		last = wide >> (count - 1);
		result = wide >> count;
	}
	result &= size_mask(bytes);
	last &= size_mask(bytes);
	operand_put(cpu, u, la, (uint32_t)result, bytes);
	cc_set(cpu, left ? CC_SHL : CC_SHR, size_log2(bytes), (uint32_t)result, (uint32_t)last);
	NEXT(cpu, u);
}

/* The usual ones: 32-bit registers by 1 to 31. */
static void shld32_imm(struct cpu *cpu, const struct uop *u)
{
	uint64_t wide = (uint64_t)reg_get(cpu, u->dst, 4) << 32 | reg_get(cpu, u->src, 4);
	uint32_t last = (uint32_t)(wide << (u->imm - 1) >> 32);
	uint32_t result = (uint32_t)(wide << u->imm >> 32);

	reg_set(cpu, u->dst, result, 4);
	cc_set(cpu, CC_SHL, 2, result, last);
	NEXT(cpu, u);
}

static void shrd32_imm(struct cpu *cpu, const struct uop *u)
{
	uint64_t wide = (uint64_t)reg_get(cpu, u->src, 4) << 32 | reg_get(cpu, u->dst, 4);
	uint32_t last = (uint32_t)(wide >> (u->imm - 1)), result = (uint32_t)(wide >> u->imm);

	reg_set(cpu, u->dst, result, 4);
	cc_set(cpu, CC_SHR, 2, result, last);
	NEXT(cpu, u);
}

static void double_shift_imm(struct cpu *cpu, const struct uop *u)
{
	double_shift(cpu, u, u->imm);
}

static void double_shift_cl(struct cpu *cpu, const struct uop *u)
{
	double_shift(cpu, u, cpu->a.r[ECX]);
}

static uop_fn *pick_double_shift(const struct insn *insn, struct uop *u)
{
	bool left = insn->row->sem == S_SHLD;

	u->code = left;
	u->imm &= 31;
	if (insn->row->form[2] == F_CL)
		return double_shift_cl;
	if (!insn->mem && u->bytes == 4 && u->imm)
		return left ? shld32_imm : shrd32_imm;
	return double_shift_imm;
}

/* ---- bit tests ---- */

enum { BIT_TEST, BIT_SET, BIT_RESET, BIT_COMPLEMENT };

static uint32_t change_bit(unsigned op, uint32_t value, uint32_t bit)
{
	switch (op) {
	case BIT_SET:
		return value | bit;
	case BIT_RESET:
		return value & ~bit;
	case BIT_COMPLEMENT:
		return value ^ bit;
	default:
		return value;
	}
}

/* A bit number in a register reaches beyond the operand in memory, either way (SDM 2A, BT). */
static uint32_t bit_la(struct cpu *cpu, const struct uop *u, int32_t number, bool write)
{
	unsigned bytes = u->bytes;
	int32_t cell = number >> (bytes == 4 ? 5 : 4);
	uint32_t off = mem_off(cpu, u) + (uint32_t)(cell * (int32_t)bytes);

	return u->checked ? mem_checked_la(cpu, u, off, bytes, write) : off;
}

static void bit_op(struct cpu *cpu, const struct uop *u, int32_t number)
{
	unsigned op = u->code, bytes = u->bytes;
	uint32_t bit = 1u << (number & (int32_t)(8 * bytes - 1)), value, la = 0;

	if (!u->mem) {
		value = reg_get(cpu, u->dst, bytes);
		if (op != BIT_TEST)
			reg_set(cpu, u->dst, change_bit(op, value, bit), bytes);
	} else {
		la = bit_la(cpu, u, number, op != BIT_TEST);
		value =
		    op == BIT_TEST ? mem_read(cpu, u, la, bytes) : mem_read_rmw(cpu, u, la, bytes);
		if (op != BIT_TEST)
			mem_write(cpu, u, la, change_bit(op, value, bit), bytes);
	}
	cc_change(cpu, value & bit ? FL_CF : 0, FL_CF);
	NEXT(cpu, u);
}

static void bit_by_reg(struct cpu *cpu, const struct uop *u)
{
	uint32_t number = reg_get(cpu, u->src, u->bytes);

	bit_op(cpu, u, u->bytes == 4 ? (int32_t)number : (int16_t)number);
}

static void bit_by_imm(struct cpu *cpu, const struct uop *u)
{
	bit_op(cpu, u, (int32_t)(u->imm & (8u * u->bytes - 1)));
}

/* A zero source leaves the destination as it was, as processors do (SDM 2A says undefined). */
static void bit_scan(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = operand_get(cpu, u, u->src, u->bytes);

	if (value)
		reg_set(cpu, u->dst,
			(uint32_t)(u->code ? 31 - __builtin_clz(value) : __builtin_ctz(value)),
			u->bytes);
	cc_change(cpu, value ? 0 : FL_ZF, FL_ZF);
	NEXT(cpu, u);
}

uop_fn *exec_bits_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	const struct insn_row *row = insn->row;

	(void)mode;
	switch (row->sem) {
	case S_ROL:
	case S_ROR:
	case S_RCL:
	case S_RCR:
	case S_SHL:
	case S_SHR:
	case S_SAL:
	case S_SAR:
		return pick_shift(insn, u);
	case S_SHLD:
	case S_SHRD:
		return pick_double_shift(insn, u);
	case S_BT:
	case S_BTS:
	case S_BTR:
	case S_BTC:
		u->code = (uint8_t)(row->sem - S_BT);
		return row->form[1] == F_IB ? bit_by_imm : bit_by_reg;
	case S_BSF:
	case S_BSR:
		u->code = row->sem == S_BSR;
		return bit_scan;
	default:
		return NULL;
	}
}
