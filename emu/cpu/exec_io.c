/* SPDX-License-Identifier: GPL-2.0-only */
/* exec_io: IN, OUT and the I/O permission map (SDM 1, chapter 19). */
#include "emu/cpu/debug.h"
#include "emu/cpu/exec.h"

#define TSS_IO_MAP     102 /* SDM 3A 7.2.1 */
#define TSS_TYPE_32BIT 0x9u

void io_check(struct cpu *cpu, const struct uop *u, uint16_t port, unsigned bytes)
{
	const struct segment *tss = &cpu->a.seg[SEG_TSS];
	uint32_t map, bits;

	cpu->at = u;
	if (!cpu_protected(cpu) || (cpu->a.cpl <= cpu_iopl(cpu) && !cpu_flag(cpu, FL_VM)))
		return;
	if (!(tss->attr & ATTR_P) || (tss->attr & 0xd) != TSS_TYPE_32BIT ||
	    tss->limit < TSS_IO_MAP + 1)
		cpu_raise_error(cpu, VEC_GP, 0);
	map = mem_read_as(cpu, tss->base + TSS_IO_MAP, 2, false) + port / 8u;
	/* Two bytes are always read, and both must lie within the limit. */
	if (map + 1 > tss->limit)
		cpu_raise_error(cpu, VEC_GP, 0);
	bits = mem_read_as(cpu, tss->base + map, 2, false);
	if (bits >> (port & 7) & ((1u << bytes) - 1))
		cpu_raise_error(cpu, VEC_GP, 0);
}

static uint16_t port_of(const struct cpu *cpu, const struct uop *u)
{
	return u->code ? (uint16_t)cpu->a.r[EDX] : (uint16_t)u->imm;
}

static void in_any(struct cpu *cpu, const struct uop *u)
{
	uint16_t port = port_of(cpu, u);
	uint32_t eip = next_eip(cpu, u), value;

	io_check(cpu, u, port, u->bytes);
	value = cpu->board.io_read(cpu->board.ctx, port, u->bytes);
	if (cpu->hooks.port)
		cpu->hooks.port(cpu->hooks.ctx, cpu, port, u->bytes, false, value);
	reg_set(cpu, REG_OFF(EAX), value, u->bytes);
	debug_port(cpu, port, u->bytes);
	leave_to(cpu, eip);
}

static void out_any(struct cpu *cpu, const struct uop *u)
{
	uint16_t port = port_of(cpu, u);
	uint32_t eip = next_eip(cpu, u), value = reg_get(cpu, REG_OFF(EAX), u->bytes);

	io_check(cpu, u, port, u->bytes);
	cpu->board.io_write(cpu->board.ctx, port, value, u->bytes);
	if (cpu->hooks.port)
		cpu->hooks.port(cpu->hooks.ctx, cpu, port, u->bytes, true, value);
	debug_port(cpu, port, u->bytes);
	leave_to(cpu, eip);
}

uop_fn *exec_io_pick(const struct insn *insn, struct uop *u, uint32_t mode)
{
	const uint8_t *form = insn->row->form;

	(void)mode;
	if (insn->row->sem != S_IN && insn->row->sem != S_OUT)
		return NULL;
	u->bytes = insn->opcode & 1 ? insn->op_bytes : 1;
	u->code = form[0] == F_DX || form[1] == F_DX;
	return insn->row->sem == S_IN ? in_any : out_any;
}
