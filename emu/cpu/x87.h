/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * x87: what the handlers of the x87 unit share, and what MMX and FXSR need of it.
 *
 * A handler begins with x87_begin() (#NM, #MF), reads memory, tells
 * x87_note_*() that it ran, and then changes registers. Exceptions found on the
 * way go into the status word by x87_raised(); the next waiting instruction
 * reports what is not masked.
 */
#ifndef ZONEMU_EMU_CPU_X87_H
#define ZONEMU_EMU_CPU_X87_H

#include "emu/cpu/exec.h"
#include "emu/cpu/softfloat.h"

/* An unmasked exception waits: #MF, or FERR# and a halt until an interrupt (SDM 1 8.7). Returns
 * only when IGNNE# says that it is to be ignored. */
void x87_report(struct cpu *cpu, const struct uop *u);
/* ES may have gone: FERR# is driven no longer. */
void x87_calm(struct cpu *cpu);
/* What x87_begin() finds: #NM, or x87_report(). */
void x87_not_ready(struct cpu *cpu, const struct uop *u);

/* Of waiting instructions. */
static inline void x87_begin(struct cpu *cpu, const struct uop *u)
{
	if (UNLIKELY(cpu->a.cr0 & (CR0_EM | CR0_TS) || cpu->a.fpu.sw & FPU_ES))
		x87_not_ready(cpu, u);
}

/* Of the others. */
static inline void x87_begin_quietly(struct cpu *cpu, const struct uop *u)
{
	if (UNLIKELY(cpu->a.cr0 & (CR0_EM | CR0_TS)))
		raise_at(cpu, u, VEC_NM);
}

/* ---- registers ---- */

static inline unsigned st_number(const struct fpu *fpu, unsigned i)
{
	return (fpu->top + i) & 7;
}

static inline bool st_empty(const struct fpu *fpu, unsigned i)
{
	return fpu->empty >> st_number(fpu, i) & 1;
}

static inline struct f80 st_get(const struct fpu *fpu, unsigned i)
{
	unsigned n = st_number(fpu, i);

	return (struct f80){fpu->sig[n], fpu->se[n]};
}

static inline void st_set(struct fpu *fpu, unsigned i, struct f80 value)
{
	unsigned n = st_number(fpu, i);

	fpu->sig[n] = value.sig;
	fpu->se[n] = value.se;
	fpu->empty &= (uint8_t) ~(1u << n);
}

static inline void st_push(struct fpu *fpu, struct f80 value)
{
	fpu->top = (fpu->top - 1) & 7;
	st_set(fpu, 0, value);
}

static inline void st_pop(struct fpu *fpu)
{
	fpu->empty |= (uint8_t)(1u << fpu->top);
	fpu->top = (fpu->top + 1) & 7;
}

static inline struct sf sf_of(const struct fpu *fpu)
{
	return (struct sf){.cw = fpu->cw};
}

/* ---- what ran last ---- */

static inline void x87_note(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	fpu->fop = (uint16_t)u->imm;
	fpu->fip = cpu->page_eip + u->off;
	fpu->fcs = cpu->a.seg[SEG_CS].selector;
}

/* Of an instruction with a memory operand, after its last access. */
static inline void x87_note_memory(struct cpu *cpu, const struct uop *u)
{
	x87_note(cpu, u);
	cpu->a.fpu.fdp = mem_off(cpu, u);
	cpu->a.fpu.fds = cpu->a.seg[u->seg].selector;
}

/* ---- exceptions ---- */

/* Take an operation's flags. True: one that is not masked forbids the result. */
static inline bool x87_raised(struct fpu *fpu, unsigned flags)
{
	unsigned unmasked = flags & ~fpu->cw & FPU_EXCEPTIONS;

	fpu->sw = (uint16_t)((fpu->sw & ~FPU_C1) | flags);
	if (UNLIKELY(unmasked))
		fpu->sw |= FPU_ES | FPU_BUSY;
	return unmasked & (FPU_IE | FPU_DE | FPU_ZE);
}

/* False: not masked. */
static inline bool x87_underflow(struct fpu *fpu)
{
	return !x87_raised(fpu, FPU_IE | FPU_SF);
}

static inline bool x87_overflow(struct fpu *fpu)
{
	return !x87_raised(fpu, FPU_IE | FPU_SF | FPU_C1);
}

static inline void x87_set_cc(struct fpu *fpu, unsigned cc)
{
	fpu->sw = (uint16_t)((fpu->sw & ~(FPU_C0 | FPU_C2 | FPU_C3)) | cc);
}

/* ---- memory ---- */

/* Of any number of bytes; all can be accessed, or nothing is. unit: what must be aligned. */
void x87_read_slow(struct cpu *cpu, const struct uop *u, uint32_t la, void *to, unsigned bytes,
		   unsigned unit);
void x87_write_slow(struct cpu *cpu, const struct uop *u, uint32_t la, const void *from,
		    unsigned bytes, unsigned unit);

static inline void x87_read(struct cpu *cpu, const struct uop *u, uint32_t la, void *to,
			    unsigned bytes, unsigned unit)
{
	const void *p = tlb_read(cpu->tlb, la, bytes);

	if (__builtin_expect(p != NULL, 1))
		memcpy(to, p, bytes);
	else
		x87_read_slow(cpu, u, la, to, bytes, unit);
}

static inline void x87_write(struct cpu *cpu, const struct uop *u, uint32_t la, const void *from,
			     unsigned bytes, unsigned unit)
{
	void *p = tlb_write(cpu->tlb, la, bytes);

	if (__builtin_expect(p != NULL, 1))
		memcpy(p, from, bytes);
	else
		x87_write_slow(cpu, u, la, from, bytes, unit);
}

/* ---- handlers ---- */

/*
 * The handler `name`, which does `what` and goes on. What it does stands apart:
 * where the address of a local variable was given away, the compiler would not
 * make a jump of the last call.
 */
#define X87_HANDLER(name, what)                                                                    \
	static __attribute__((noinline)) void name##_apart(struct cpu *cpu, const struct uop *u)   \
	{                                                                                          \
		what;                                                                              \
	}                                                                                          \
	static void name(struct cpu *cpu, const struct uop *u)                                     \
	{                                                                                          \
		name##_apart(cpu, u);                                                              \
		NEXT(cpu, u);                                                                      \
	}

uop_fn *x87_arith_pick(const struct insn *insn, struct uop *u);
uop_fn *x87_move_pick(const struct insn *insn, struct uop *u);
uop_fn *x87_control_pick(const struct insn *insn, struct uop *u);
uop_fn *x87_elementary_pick(const struct insn *insn, struct uop *u);

#endif
