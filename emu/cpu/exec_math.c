/* SPDX-License-Identifier: GPL-2.0-only */
/* exec_math: multiplication, division, decimal adjustment. */
#include "emu/cpu/exec.h"

/* The double-width accumulator: AX, DX:AX or EDX:EAX. */
static uint64_t accumulator(const struct cpu *cpu, unsigned bytes)
{
	if (bytes == 1)
		return cpu->a.r[EAX] & 0xffff;
	return (uint64_t)reg_get(cpu, REG_OFF(EDX), bytes) << 8 * bytes |
	       reg_get(cpu, REG_OFF(EAX), bytes);
}

static void set_accumulator(struct cpu *cpu, unsigned bytes, uint64_t value)
{
	if (bytes == 1) {
		reg_set(cpu, REG_OFF(EAX), (uint32_t)value, 2);
		return;
	}
	reg_set(cpu, REG_OFF(EAX), (uint32_t)value, bytes);
	reg_set(cpu, REG_OFF(EDX), (uint32_t)(value >> 8 * bytes), bytes);
}

static int64_t as_signed(uint64_t value, unsigned bytes)
{
	unsigned shift = 64 - 8 * bytes;

	return (int64_t)(value << shift) >> shift;
}

static void mul_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint64_t product =
	    (uint64_t)operand_get(cpu, u, u->dst, bytes) * reg_get(cpu, REG_OFF(EAX), bytes);

	set_accumulator(cpu, bytes, product);
	cc_set(cpu, CC_MUL, size_log2(bytes), (uint32_t)product & size_mask(bytes),
	       product >> 8 * bytes != 0);
	NEXT(cpu, u);
}

static void imul_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	int64_t product = as_signed(operand_get(cpu, u, u->dst, bytes), bytes) *
			  as_signed(reg_get(cpu, REG_OFF(EAX), bytes), bytes);

	set_accumulator(cpu, bytes, (uint64_t)product);
	cc_set(cpu, CC_MUL, size_log2(bytes), (uint32_t)product & size_mask(bytes),
	       product != as_signed((uint64_t)product, bytes));
	NEXT(cpu, u);
}

static inline void imul_to(struct cpu *cpu, const struct uop *u, uint32_t a, uint32_t b)
{
	unsigned bytes = u->bytes;
	int64_t product = as_signed(a, bytes) * as_signed(b, bytes);

	reg_set(cpu, u->dst, (uint32_t)product, bytes);
	cc_set(cpu, CC_MUL, size_log2(bytes), (uint32_t)product & size_mask(bytes),
	       product != as_signed((uint64_t)product, bytes));
	NEXT(cpu, u);
}

static void imul2(struct cpu *cpu, const struct uop *u)
{
	uint32_t value = operand_get(cpu, u, u->src, u->bytes);

	imul_to(cpu, u, reg_get(cpu, u->dst, u->bytes), value);
}

static void imul3(struct cpu *cpu, const struct uop *u)
{
	imul_to(cpu, u, operand_get(cpu, u, u->src, u->bytes), u->imm);
}

/* The usual ones: 32-bit registers. */

static void mul32_r(struct cpu *cpu, const struct uop *u)
{
	uint64_t product = (uint64_t)reg_get(cpu, u->dst, 4) * cpu->a.r[EAX];

	cpu->a.r[EAX] = (uint32_t)product;
	cpu->a.r[EDX] = (uint32_t)(product >> 32);
	cc_set(cpu, CC_MUL, 2, (uint32_t)product, product >> 32 != 0);
	NEXT(cpu, u);
}

INLINE void imul32(struct cpu *cpu, const struct uop *u, uint32_t a, uint32_t b)
{
	int64_t product = (int64_t)(int32_t)a * (int32_t)b;

	reg_set(cpu, u->dst, (uint32_t)product, 4);
	cc_set(cpu, CC_MUL, 2, (uint32_t)product, product != (int32_t)product);
	NEXT(cpu, u);
}

static void imul32_rr(struct cpu *cpu, const struct uop *u)
{
	imul32(cpu, u, reg_get(cpu, u->dst, 4), reg_get(cpu, u->src, 4));
}

static void imul32_rri(struct cpu *cpu, const struct uop *u)
{
	imul32(cpu, u, reg_get(cpu, u->src, 4), u->imm);
}

static void div_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	uint64_t divisor = operand_get(cpu, u, u->dst, bytes), dividend = accumulator(cpu, bytes);

	if (!divisor || dividend / divisor > size_mask(bytes))
		raise_at(cpu, u, VEC_DE);
	set_accumulator(cpu, bytes, dividend / divisor | dividend % divisor << 8 * bytes);
	NEXT(cpu, u);
}

static void idiv_any(struct cpu *cpu, const struct uop *u)
{
	unsigned bytes = u->bytes;
	int64_t divisor = as_signed(operand_get(cpu, u, u->dst, bytes), bytes);
	int64_t dividend = as_signed(accumulator(cpu, bytes), bytes * 2);
	int64_t quotient;

	if (!divisor || (dividend == INT64_MIN && divisor == -1))
		raise_at(cpu, u, VEC_DE);
	quotient = dividend / divisor;
	if (quotient != as_signed((uint64_t)quotient, bytes))
		raise_at(cpu, u, VEC_DE);
	set_accumulator(cpu, bytes,
			((uint64_t)quotient & size_mask(bytes)) | (uint64_t)(dividend % divisor)
								      << 8 * bytes);
	NEXT(cpu, u);
}

/* SF, ZF and PF of AL, with given CF and AF. */
static void decimal_flags(struct cpu *cpu, uint8_t al, bool cf, bool af)
{
	cc_set_flags(cpu, (cf ? FL_CF : 0) | (af ? FL_AF : 0) | (al ? 0 : FL_ZF) |
			      (al & 0x80 ? FL_SF : 0) | (cc_even_parity(al) ? FL_PF : 0));
}

/* DAA and DAS, SDM 2A */
static void decimal_adjust(struct cpu *cpu, const struct uop *u, int sign)
{
	uint8_t al = (uint8_t)cpu->a.r[EAX], old = al;
	bool cf = cc_cf(cpu), af = cc_af(cpu), carry = false;

	if ((al & 0xf) > 9 || af) {
		carry = cf || (sign > 0 ? al > 0xf9 : al < 6);
		al = (uint8_t)(al + 6 * sign);
		af = true;
	}
	if (old > 0x99 || cf) {
		al = (uint8_t)(al + 0x60 * sign);
		carry = true;
	}
	reg_set(cpu, REG_OFF(EAX), al, 1);
	decimal_flags(cpu, al, carry, af);
	NEXT(cpu, u);
}

static void daa(struct cpu *cpu, const struct uop *u)
{
	decimal_adjust(cpu, u, 1);
}

static void das(struct cpu *cpu, const struct uop *u)
{
	decimal_adjust(cpu, u, -1);
}

/* AAA and AAS, SDM 2A: the carry out of AL goes on into AH. */
static void ascii_adjust(struct cpu *cpu, const struct uop *u, int sign)
{
	uint32_t ax = cpu->a.r[EAX] & 0xffff;
	bool adjust = (ax & 0xf) > 9 || cc_af(cpu);

	if (adjust)
		ax += (uint32_t)(0x106 * sign);
	ax &= 0xff0f;
	reg_set(cpu, REG_OFF(EAX), ax, 2);
	decimal_flags(cpu, (uint8_t)ax, adjust, adjust);
	NEXT(cpu, u);
}

static void aaa(struct cpu *cpu, const struct uop *u)
{
	ascii_adjust(cpu, u, 1);
}

static void aas(struct cpu *cpu, const struct uop *u)
{
	ascii_adjust(cpu, u, -1);
}

static void aam(struct cpu *cpu, const struct uop *u)
{
	uint8_t al = (uint8_t)cpu->a.r[EAX], base = (uint8_t)u->imm;

	if (!base)
		raise_at(cpu, u, VEC_DE);
	reg_set(cpu, REG_OFF(EAX), (uint32_t)(al / base) << 8 | al % base, 2);
	decimal_flags(cpu, al % base, false, false);
	NEXT(cpu, u);
}

static void aad(struct cpu *cpu, const struct uop *u)
{
	uint32_t ax = cpu->a.r[EAX];
	uint8_t al = (uint8_t)(ax + (ax >> 8 & 0xff) * u->imm);

	reg_set(cpu, REG_OFF(EAX), al, 2);
	decimal_flags(cpu, al, false, false);
	NEXT(cpu, u);
}

uop_fn *exec_math_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	bool quick = !insn->mem && u->bytes == 4;

	(void)mode;
	switch (insn->row->sem) {
	case S_MUL:
		return quick ? mul32_r : mul_any;
	case S_IMUL:
		return imul_any;
	case S_IMUL2:
		return quick ? imul32_rr : imul2;
	case S_IMUL3:
		return quick ? imul32_rri : imul3;
	case S_DIV:
		return div_any;
	case S_IDIV:
		return idiv_any;
	case S_DAA:
		return daa;
	case S_DAS:
		return das;
	case S_AAA:
		return aaa;
	case S_AAS:
		return aas;
	case S_AAM:
		return aam;
	case S_AAD:
		return aad;
	default:
		return NULL;
	}
}
