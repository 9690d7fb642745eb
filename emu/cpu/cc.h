/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cc: lazy status flags. An instruction leaves its result and one operand;
 * whoever needs a flag works it out (SDM 1 3.4.3.1). AF and OF where the
 * manual calls them undefined are what the formulas below give.
 */
#ifndef ZONEMU_EMU_CPU_CC_H
#define ZONEMU_EMU_CPU_CC_H

#include "emu/cpu/state.h"

static inline enum cc_kind cc_kind(const struct cpu *cpu)
{
	return cpu->a.cc_op >> 2;
}

/* The sign bit's number of the operand size at hand: 7, 15 or 31. */
static inline unsigned cc_sign_bit(const struct cpu *cpu)
{
	return (8u << (cpu->a.cc_op & 3)) - 1;
}

static inline void cc_set(struct cpu *cpu, enum cc_kind kind, unsigned size_log2, uint32_t dst,
			  uint32_t src)
{
	cpu->a.cc_op = CC(kind, size_log2);
	cpu->a.cc_dst = dst;
	cpu->a.cc_src = src;
}

/* INC or DEC: CF stays as it was, to be worked out when somebody asks. */
static inline void cc_step(struct cpu *cpu, enum cc_kind kind, unsigned size_log2, uint32_t dst)
{
	struct cpu_arch *a = &cpu->a;

	if (a->cc_op < CC(CC_INC, 0)) {
		a->cc_old_op = a->cc_op;
		a->cc_old_dst = a->cc_dst;
		a->cc_old_src = a->cc_src;
	}
	a->cc_op = CC(kind, size_log2);
	a->cc_dst = dst;
}

static inline bool cc_zf(const struct cpu *cpu)
{
	return cc_kind(cpu) == CC_FLAGS ? cpu->a.cc_dst & FL_ZF : cpu->a.cc_dst == 0;
}

static inline bool cc_sf(const struct cpu *cpu)
{
	return cc_kind(cpu) == CC_FLAGS ? cpu->a.cc_dst & FL_SF
					: cpu->a.cc_dst >> cc_sign_bit(cpu) & 1;
}

static inline bool cc_even_parity(uint32_t value)
{
	return !__builtin_parity(value & 0xff);
}

static inline bool cc_pf(const struct cpu *cpu)
{
	return cc_kind(cpu) == CC_FLAGS ? cpu->a.cc_dst & FL_PF : cc_even_parity(cpu->a.cc_dst);
}

static inline bool cc_cf_of(uint32_t op, uint32_t dst, uint32_t src)
{
	unsigned sign_bit = (8u << (op & 3)) - 1;

	switch ((enum cc_kind)(op >> 2)) {
	case CC_ADD:
		return dst < src;
	case CC_ADC:
		return dst <= src;
	case CC_SUB:
		return ((dst + src) & 0xffffffffu >> (31 - sign_bit)) < src;
	case CC_SBB:
		return ((dst + src + 1) & 0xffffffffu >> (31 - sign_bit)) <= src;
	case CC_MUL:
		return src;
	case CC_SHL:
		return src >> sign_bit & 1;
	case CC_SHR:
		return src & 1;
	case CC_FLAGS:
		return dst & FL_CF;
	default:
		return false;
	}
}

static inline bool cc_cf(const struct cpu *cpu)
{
	const struct cpu_arch *a = &cpu->a;

	return a->cc_op >= CC(CC_INC, 0) ? cc_cf_of(a->cc_old_op, a->cc_old_dst, a->cc_old_src)
					 : cc_cf_of(a->cc_op, a->cc_dst, a->cc_src);
}

static inline bool cc_of(const struct cpu *cpu)
{
	uint32_t dst = cpu->a.cc_dst, src = cpu->a.cc_src, sign = 1u << cc_sign_bit(cpu);

	switch (cc_kind(cpu)) {
	case CC_ADD:
		return ((dst - src) ^ dst) & (src ^ dst) & sign;
	case CC_ADC:
		return ((dst - src - 1) ^ dst) & (src ^ dst) & sign;
	case CC_SUB:
		return ((dst + src) ^ src) & ((dst + src) ^ dst) & sign;
	case CC_SBB:
		return ((dst + src + 1) ^ src) & ((dst + src + 1) ^ dst) & sign;
	case CC_INC:
		return dst == sign;
	case CC_DEC:
		return dst == sign - 1;
	case CC_MUL:
		return src;
	case CC_SHL:
	case CC_SHR:
		return (dst ^ src) & sign;
	case CC_FLAGS:
		return dst & FL_OF;
	default:
		return false;
	}
}

static inline bool cc_af(const struct cpu *cpu)
{
	uint32_t dst = cpu->a.cc_dst, src = cpu->a.cc_src;

	switch (cc_kind(cpu)) {
	case CC_ADD:
		return ((dst - src) ^ src ^ dst) & 0x10;
	case CC_ADC:
		return ((dst - src - 1) ^ src ^ dst) & 0x10;
	case CC_SUB:
		return ((dst + src) ^ src ^ dst) & 0x10;
	case CC_SBB:
		return ((dst + src + 1) ^ src ^ dst) & 0x10;
	case CC_INC:
		return (dst & 0xf) == 0;
	case CC_DEC:
		return (dst & 0xf) == 0xf;
	case CC_FLAGS:
		return dst & FL_AF;
	default:
		return false;
	}
}

/* All status flags, in their places. */
static inline uint32_t cc_flags(const struct cpu *cpu)
{
	if (cc_kind(cpu) == CC_FLAGS)
		return cpu->a.cc_dst;
	return (cc_cf(cpu) ? FL_CF : 0) | (cc_pf(cpu) ? FL_PF : 0) | (cc_af(cpu) ? FL_AF : 0) |
	       (cc_zf(cpu) ? FL_ZF : 0) | (cc_sf(cpu) ? FL_SF : 0) | (cc_of(cpu) ? FL_OF : 0);
}

static inline void cc_set_flags(struct cpu *cpu, uint32_t flags)
{
	cc_set(cpu, CC_FLAGS, 2, flags & FL_STATUS, 0);
}

/* Replace some of the flags, the others staying as they are. */
static inline void cc_change(struct cpu *cpu, uint32_t flags, uint32_t mask)
{
	cc_set_flags(cpu, (cc_flags(cpu) & ~mask) | (flags & mask));
}

/* Condition codes, SDM 1 appendix B: 0 O, 2 B, 4 Z, 6 BE, 8 S, 10 P, 12 L, 14 LE; odd: not. */
static inline bool cc_cond(const struct cpu *cpu, unsigned cond)
{
	bool met;

	switch (cond >> 1) {
	case 0:
		met = cc_of(cpu);
		break;
	case 1:
		met = cc_cf(cpu);
		break;
	case 2:
		met = cc_zf(cpu);
		break;
	case 3:
		met = cc_cf(cpu) || cc_zf(cpu);
		break;
	case 4:
		met = cc_sf(cpu);
		break;
	case 5:
		met = cc_pf(cpu);
		break;
	case 6:
		met = cc_sf(cpu) != cc_of(cpu);
		break;
	default:
		met = cc_zf(cpu) || cc_sf(cpu) != cc_of(cpu);
		break;
	}
	return met != (cond & 1);
}

#endif
