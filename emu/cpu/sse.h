/* SPDX-License-Identifier: GPL-2.0-only */
/* sse: what the handlers of MMX, SSE and SSE2 share. */
#ifndef ZONEMU_EMU_CPU_SSE_H
#define ZONEMU_EMU_CPU_SSE_H

#include "emu/cpu/exec.h"
#include "emu/cpu/sse_ops.h"
#include "emu/cpu/x87.h"

/* Where an operand is when it is not memory. */
enum vec_file { XMM, MMX, GENERAL, IMMEDIATE };

/* A handler by what its row does and where its first two operands are. */
struct vec_handler {
	uint8_t sem, to, from;
	uop_fn *fn;
};

_Noreturn void sse_not_available(struct cpu *cpu, const struct uop *u);
_Noreturn void mmx_not_available(struct cpu *cpu, const struct uop *u);

/* #MF for an x87 exception that waits. */
static inline void need_no_pending(struct cpu *cpu, const struct uop *u)
{
	if (UNLIKELY(cpu->a.fpu.sw & FPU_ES))
		x87_report(cpu, u);
}

/* Raises #UD or #NM where XMM registers may not be touched (SDM 3A 13.1.1, table 13-1). */
static inline void need_sse(struct cpu *cpu, const struct uop *u)
{
	if (UNLIKELY(cpu->a.cr0 & (CR0_EM | CR0_TS) || !(cpu->a.cr4 & CR4_OSFXSR)))
		sse_not_available(cpu, u);
}

/* The same for MMX registers, and #MF (SDM 3A 12.1). */
static inline void need_mmx(struct cpu *cpu, const struct uop *u)
{
	if (UNLIKELY(cpu->a.cr0 & (CR0_EM | CR0_TS)))
		mmx_not_available(cpu, u);
	need_no_pending(cpu, u);
}

static inline union vec *xmm(struct cpu *cpu, unsigned n)
{
	return (union vec *)cpu->a.fpu.xmm[n];
}

/* From x87 to MMX: the stack starts at 0, and every register holds something (SDM 3A 12.2). */
static inline void mmx_enter(struct cpu *cpu)
{
	cpu->a.fpu.top = 0;
	cpu->a.fpu.empty = 0;
}

static inline uint64_t mmx_get(const struct cpu *cpu, unsigned n)
{
	return cpu->a.fpu.sig[n];
}

static inline void mmx_set(struct cpu *cpu, unsigned n, uint64_t value)
{
	cpu->a.fpu.sig[n] = value;
	cpu->a.fpu.se[n] = 0xffff;
}

/* The linear address of a 16-byte operand that must be aligned, or of another that need not. */
static inline uint32_t vec_la(struct cpu *cpu, const struct uop *u, unsigned bytes, bool aligned,
			      bool write)
{
	uint32_t la = mem_la(cpu, u, bytes, write);

	if (UNLIKELY(aligned && la & 15))
		raise_error_at(cpu, u, VEC_GP, 0);
	return la;
}

static inline uint64_t load_quad(const void *p)
{
	uint64_t value;

	memcpy(&value, p, 8);
	return value;
}

INLINE const union vec *vec_from_memory(struct cpu *cpu, const struct uop *u, unsigned bytes,
					bool aligned)
{
	uint32_t la = vec_la(cpu, u, bytes, aligned, false);
	const void *host = tlb_read(cpu->tlb, la, bytes);
	union vec *temp = &cpu->vec_source;

	if (bytes < 8) {
		vec_set(temp, host ? mem_load(host, bytes) : mem_read_slow(cpu, u, la, bytes));
	} else if (UNLIKELY(!host)) {
		temp->q[1] = 0;
		mem_read_wide_slow(cpu, u, la, temp, bytes);
	} else if (bytes == 8) {
		vec_set(temp, load_quad(host));
	} else if (aligned) {
		return host;
	} else {
		memcpy(temp, host, 16);
	}
	return temp;
}

/* The source operand, zeros above it. It may be where the guest keeps it: not to be written. */
INLINE const union vec *vec_source(struct cpu *cpu, const struct uop *u, enum vec_file file,
				   unsigned bytes, bool aligned)
{
	if (file != IMMEDIATE && u->mem)
		return vec_from_memory(cpu, u, bytes, aligned);
	if (file == XMM)
		return xmm(cpu, u->src);
	vec_set(&cpu->vec_source, file == MMX	    ? mmx_get(cpu, u->src)
				  : file == GENERAL ? reg_get(cpu, u->src, 4)
						    : u->imm);
	return &cpu->vec_source;
}

/* The moves' handlers; sse_move.c. */
extern const struct vec_handler sse_moves[];
extern const size_t sse_move_count;

/* sse_state.c: the state as FXSAVE has it; the whole of it, whatever CR4 says. */
void fxsave_store(const struct cpu *cpu, uint8_t image[512]);
void fxsave_load(struct cpu *cpu, const uint8_t image[512]);

void sse_maskmov_address(const struct insn *insn, struct uop *u, uint32_t mode);

uop_fn sse_fxsave, sse_fxrstor, sse_ldmxcsr, sse_stmxcsr;

#endif
