/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec: what the handlers share. A handler executes one instruction and calls
 * the next one in tail position, which the compiler makes a jump; a handler
 * that ends its trace goes on to another or returns to the run loop.
 *
 * A handler changes nothing before its last access that can raise: operands
 * are read, results computed, memory written, then registers and flags set.
 */
#ifndef ZONEMU_EMU_CPU_EXEC_H
#define ZONEMU_EMU_CPU_EXEC_H

#include "emu/cpu/cc.h"
#include "emu/cpu/decode.h"
#include "emu/cpu/mem.h"
#include "emu/cpu/trace.h"

#define NEXT(cpu, u) (u)[1].fn(cpu, (u) + 1)

#define INLINE	       static inline __attribute__((always_inline))
#define UNLIKELY(cond) __builtin_expect(!!(cond), 0)

/* Where operands are: register or immediate or memory, destination first. */
enum uop_shape { SHAPE_RR, SHAPE_RI, SHAPE_RM, SHAPE_MR, SHAPE_MI, SHAPES };

static inline void *reg_at(struct cpu *cpu, unsigned off)
{
	return (char *)cpu->a.r + off;
}

static inline uint32_t reg_get(const struct cpu *cpu, unsigned off, unsigned bytes)
{
	return mem_load((const char *)cpu->a.r + off, bytes);
}

static inline void reg_set(struct cpu *cpu, unsigned off, uint32_t value, unsigned bytes)
{
	mem_store(reg_at(cpu, off), value, bytes);
}

static inline uint32_t size_mask(unsigned bytes)
{
	return 0xffffffffu >> (32 - 8 * bytes);
}

static inline unsigned size_log2(unsigned bytes)
{
	return bytes >> 1;
}

/* Where calls in tail position are not made jumps, the stack bounds how far traces run on. */
static inline bool may_run_on(struct cpu *cpu)
{
#ifdef CPU_CHAIN
	(void)cpu;
	return true;
#else
	return ++cpu->run_on < 8;
#endif
}

/* Go on to another trace, or leave to the run loop when the run or something else wants it. */
static inline void trace_enter(struct cpu *cpu, const struct trace *to, uint32_t eip)
{
	int64_t left = cpu->left - to->cost;

	if (!UNLIKELY(left < cpu_floor(cpu)) && may_run_on(cpu)) {
		cpu->left = left;
		cpu->trace = to;
		cpu->page_eip = eip - (to->pa & 4095);
		to->uop[0].fn(cpu, to->uop);
		return;
	}
	cpu->trace = NULL;
	cpu->a.eip = eip;
}

/* Leave for an address that may lie anywhere. */
static inline void leave_to(struct cpu *cpu, uint32_t eip)
{
	trace_enter(cpu, trace_quick(cpu, eip), eip);
}

/* Leave to the run loop, whatever may come next: flags, modes or pins may have changed. */
static inline void leave(struct cpu *cpu, uint32_t eip)
{
	cpu->trace = NULL;
	cpu->a.eip = eip;
}

static inline uint32_t next_eip(const struct cpu *cpu, const struct uop *u)
{
	return cpu->page_eip + u->off + u->len;
}

/* Take exit n of the trace (0: not taken or end, 1: taken) to page_eip + delta. */
void branch_slow(struct cpu *cpu, unsigned n, uint32_t eip);

static inline void branch(struct cpu *cpu, unsigned n, uint32_t delta)
{
	const struct trace *to = cpu->trace->link[n];
	int64_t left = cpu->left - to->cost;

	/* A link stays within its page, and so page_eip stays. */
	if (!UNLIKELY(left < cpu_floor(cpu)) && may_run_on(cpu)) {
		cpu->left = left;
		cpu->trace = to;
		to->uop[0].fn(cpu, to->uop);
		return;
	}
	branch_slow(cpu, n, cpu->page_eip + delta);
}

/* ---- operands of handlers that serve all sizes ---- */

/* A ModRM operand that is only read, or only written. */
static inline uint32_t operand_get(struct cpu *cpu, const struct uop *u, unsigned reg,
				   unsigned bytes)
{
	return u->mem ? mem_read(cpu, u, mem_la(cpu, u, bytes, false), bytes)
		      : reg_get(cpu, reg, bytes);
}

static inline void operand_set(struct cpu *cpu, const struct uop *u, unsigned reg, uint32_t value,
			       unsigned bytes)
{
	if (u->mem)
		mem_write(cpu, u, mem_la(cpu, u, bytes, true), value, bytes);
	else
		reg_set(cpu, reg, value, bytes);
}

/* A ModRM operand that is read and then written: *la is for operand_put(). */
static inline uint32_t operand_take(struct cpu *cpu, const struct uop *u, unsigned bytes,
				    uint32_t *la)
{
	if (!u->mem)
		return reg_get(cpu, u->dst, bytes);
	*la = mem_la(cpu, u, bytes, true);
	return mem_read_rmw(cpu, u, *la, bytes);
}

static inline void operand_put(struct cpu *cpu, const struct uop *u, uint32_t la, uint32_t value,
			       unsigned bytes)
{
	if (u->mem)
		mem_write(cpu, u, la, value, bytes);
	else
		reg_set(cpu, u->dst, value, bytes);
}

static inline _Noreturn void raise_at(struct cpu *cpu, const struct uop *u, uint8_t vector)
{
	cpu->at = u;
	cpu_raise(cpu, vector);
}

static inline _Noreturn void raise_error_at(struct cpu *cpu, const struct uop *u, uint8_t vector,
					    uint32_t error)
{
	cpu->at = u;
	cpu_raise_error(cpu, vector, error);
}

/* ---- the families ---- */

/* The handler of a decoded instruction for the mode at hand; fills what it needs beyond the
 * operands. exec_*.c, each for the semantics it knows; NULL: not mine. */
uop_fn *exec_alu_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_data_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_math_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_bits_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_stack_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_branch_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_string_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_io_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_system_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_sse_pick(const struct insn *insn, struct uop *u, uint32_t mode);
uop_fn *exec_x87_pick(const struct insn *insn, struct uop *u, uint32_t mode);
/* A compare or test at u and the conditional jump after it in one; NULL: no such pair. */
uop_fn *exec_fused_pick(const struct insn *first, const struct uop *u, const struct insn *jcc);
/* The same instruction when nobody will see its status flags; NULL: no better way. */
uop_fn *exec_alu_silent(const struct insn *insn, const struct uop *u);
uop_fn *exec_bits_silent(const struct insn *insn, const struct uop *u);
enum uop_shape exec_shape(const struct insn *insn);

/* exec_alu.c: by operation, log2 of the size and shape: handlers that take any memory. */
extern uop_fn *const exec_alu_table[8][3][SHAPES];
extern uop_fn *const exec_test_table[3][SHAPES];

/* Steps that no instruction stands for. */
void exec_end(struct cpu *cpu, const struct uop *u);	   /* the end of a straight trace */
void exec_probe(struct cpu *cpu, const struct uop *u);	   /* tell hooks.probe, go on */
void exec_undefined(struct cpu *cpu, const struct uop *u); /* #UD */
void exec_too_long(struct cpu *cpu, const struct uop *u);  /* #GP(0) */

/* exec_stack.c */
uint32_t stack_mask(const struct cpu *cpu);
void stack_push(struct cpu *cpu, const struct uop *u, uint32_t value, unsigned bytes);

/* exec_io.c: raises #GP unless IOPL or the TSS's map permits the ports. */
void io_check(struct cpu *cpu, const struct uop *u, uint16_t port, unsigned bytes);

#endif
