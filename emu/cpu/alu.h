/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * alu: the eight arithmetic and logic operations, apart from their operands.
 * Called with constant op and size, each folds to a few instructions.
 */
#ifndef ZONEMU_EMU_CPU_ALU_H
#define ZONEMU_EMU_CPU_ALU_H

#include "emu/cpu/cc.h"

enum { ALU_ADD, ALU_OR, ALU_ADC, ALU_SBB, ALU_AND, ALU_SUB, ALU_XOR, ALU_CMP };

static inline uint32_t alu_result(const struct cpu *cpu, unsigned op, unsigned bytes, uint32_t a,
				  uint32_t b)
{
	uint32_t mask = 0xffffffffu >> (32 - 8 * bytes);

	switch (op) {
	case ALU_ADD:
		return (a + b) & mask;
	case ALU_OR:
		return a | b;
	case ALU_ADC:
		return (a + b + cc_cf(cpu)) & mask;
	case ALU_SBB:
		return (a - b - cc_cf(cpu)) & mask;
	case ALU_AND:
		return a & b;
	case ALU_XOR:
		return a ^ b;
	default:
		return (a - b) & mask;
	}
}

static inline void alu_flags(struct cpu *cpu, unsigned op, unsigned bytes, uint32_t a, uint32_t b,
			     uint32_t result)
{
	unsigned lg = bytes >> 1;

	switch (op) {
	case ALU_ADD:
		cc_set(cpu, CC_ADD, lg, result, b);
		break;
	case ALU_ADC: /* the carry that came in shows in the result */
		cc_set(cpu, CC_ADD + ((result - a - b) & 1), lg, result, b);
		break;
	case ALU_SBB:
		cc_set(cpu, CC_SUB + ((a - b - result) & 1), lg, result, b);
		break;
	case ALU_SUB:
	case ALU_CMP:
		cc_set(cpu, CC_SUB, lg, result, b);
		break;
	default:
		cc_set(cpu, CC_LOGIC, lg, result, 0);
		break;
	}
}

#endif
