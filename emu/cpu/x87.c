/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * x87: the unit modelled is that of the P6 family (SDM 1, chapter 8): exceptions
 * wait for the next waiting instruction; the last instruction's opcode and
 * pointers are kept of every non-control instruction, the data pointer of those
 * with a memory operand; CS and DS selectors are kept; tags are computed from the
 * registers when stored; reserved bits of environments are stored as ones.
 */
#include "emu/cpu/x87.h"

void x87_report(struct cpu *cpu, const struct uop *u)
{
	struct fpu *fpu = &cpu->a.fpu;

	if (cpu->a.cr0 & CR0_NE)
		raise_at(cpu, u, VEC_MF);
	cpu->at = u;
	if (!fpu->ferr) {
		fpu->ferr = true;
		if (cpu->board.ferr)
			cpu->board.ferr(cpu->board.ctx, true);
	}
	if (fpu->ignne)
		return;
	/* Stand still before the instruction: it is begun again after an interrupt. */
	cpu->a.halted = true;
	cpu_run_alone(cpu);
}

void x87_calm(struct cpu *cpu)
{
	struct fpu *fpu = &cpu->a.fpu;

	if (!fpu->ferr || fpu->sw & FPU_ES)
		return;
	fpu->ferr = false;
	if (cpu->board.ferr)
		cpu->board.ferr(cpu->board.ctx, false);
}

void x87_not_ready(struct cpu *cpu, const struct uop *u)
{
	if (cpu->a.cr0 & (CR0_EM | CR0_TS))
		raise_at(cpu, u, VEC_NM);
	x87_report(cpu, u);
}

/* ---- memory ---- */

void x87_read_slow(struct cpu *cpu, const struct uop *u, uint32_t la, void *to, unsigned bytes,
		   unsigned unit)
{
	unsigned step = bytes % 4 ? 2 : 4;

	mem_check_alignment(cpu, u, la, unit);
	mem_probe_read(cpu, u, la, bytes);
	for (unsigned i = 0; i < bytes; i += step)
		mem_store((char *)to + i, mem_read_as(cpu, la + i, step, cpu->a.cpl == 3), step);
}

void x87_write_slow(struct cpu *cpu, const struct uop *u, uint32_t la, const void *from,
		    unsigned bytes, unsigned unit)
{
	unsigned step = bytes % 4 ? 2 : 4;

	mem_check_alignment(cpu, u, la, unit);
	mem_probe_write(cpu, u, la, bytes);
	for (unsigned i = 0; i < bytes; i += step)
		mem_write_as(cpu, la + i, mem_load((const char *)from + i, step), step,
			     cpu->a.cpl == 3);
}

/* ---- which is which ---- */

uop_fn *exec_x87_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	static uop_fn *(*const parts[])(const struct insn *, struct uop *) = {
	    x87_arith_pick, x87_move_pick, x87_control_pick, x87_elementary_pick};

	(void)mode;
	if (insn->row->sem != S_FWAIT && (insn->row->sem < S_FADD || insn->row->sem > S_FCOMIP))
		return NULL;
	u->imm = (insn->opcode & 7u) << 8 | (unsigned)insn->mod << 6 | insn->reg << 3 | insn->rm;
	if (!insn->mem)
		u->src = insn->rm;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		uop_fn *fn = parts[i](insn, u);

		if (fn)
			return fn;
	}
	return NULL;
}
