/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/cpu/v86.h"

#include "emu/cpu/mem.h"

#define TSS_IO_MAP    102
#define REDIRECT_BITS 32 /* bytes below the I/O map: a bit a vector */

/* Virtual-8086 mode without the right to touch IF, and with a virtual one. */
static bool virtual_flag(const struct cpu *cpu)
{
	return cpu->a.cr4 & CR4_VME && cpu_iopl(cpu) < 3;
}

/* SDM 3B table 20-2 and 20.4 */
uint32_t v86_interrupt_flag(struct cpu *cpu)
{
	if (!cpu_protected(cpu) || cpu->a.cpl <= cpu_iopl(cpu))
		return FL_IF;
	if (cpu->a.cpl == 3 && cpu->a.cr4 & (cpu_flag(cpu, FL_VM) ? CR4_VME : CR4_PVI))
		return FL_VIF;
	cpu_raise_error(cpu, VEC_GP, 0);
}

/* IF as it is, or VIF in its place with IOPL shown as 3. */
static uint32_t shown_flags(const struct cpu *cpu)
{
	uint32_t flags = cpu_eflags(cpu) & ~(FL_RF | FL_VM);

	if (!cpu_flag(cpu, FL_VM) || !virtual_flag(cpu))
		return flags;
	flags &= ~FL_IF;
	return flags | FL_IOPL | (flags & FL_VIF ? FL_IF : 0);
}

uint32_t v86_pushed_flags(struct cpu *cpu, unsigned op_bytes)
{
	if (cpu_flag(cpu, FL_VM) && cpu_iopl(cpu) < 3 && (op_bytes == 4 || !virtual_flag(cpu)))
		cpu_raise_error(cpu, VEC_GP, 0);
	return shown_flags(cpu);
}

uint32_t v86_popped_flags(struct cpu *cpu, uint32_t value, unsigned op_bytes, uint32_t *mask)
{
	*mask = FL_STATUS | FL_TF | FL_DF | FL_NT;
	if (op_bytes == 4)
		*mask |= FL_AC | FL_ID;
	if (!cpu_protected(cpu) || cpu->a.cpl == 0)
		*mask |= FL_IOPL;
	if (!cpu_protected(cpu) || cpu->a.cpl <= cpu_iopl(cpu))
		*mask |= FL_IF;
	if (!cpu_flag(cpu, FL_VM) || cpu_iopl(cpu) == 3)
		return value;
	if (op_bytes == 4 || !virtual_flag(cpu) || value & FL_TF ||
	    (value & FL_IF && cpu_flag(cpu, FL_VIP)))
		cpu_raise_error(cpu, VEC_GP, 0);
	*mask |= FL_VIF;
	return value & FL_IF ? value | FL_VIF : value & ~FL_VIF;
}

/* SDM 3B 20.3.3: a clear bit sends the vector to the task's own table. */
static bool redirected(struct cpu *cpu, uint8_t vector)
{
	const struct segment *tss = &cpu->a.seg[SEG_TSS];
	uint32_t at;

	if (!(cpu->a.cr4 & CR4_VME))
		return false;
	if (tss->limit < TSS_IO_MAP + 1)
		cpu_raise_error(cpu, VEC_GP, 0);
	at = mem_read_as(cpu, tss->base + TSS_IO_MAP, 2, false) - REDIRECT_BITS + vector / 8u;
	if (at > tss->limit)
		cpu_raise_error(cpu, VEC_GP, 0);
	return !(mem_read_as(cpu, tss->base + at, 1, false) >> (vector & 7) & 1);
}

bool v86_interrupt(struct cpu *cpu, uint8_t vector, uint32_t next_eip)
{
	const uint32_t frame[3] = {shown_flags(cpu), cpu->a.seg[SEG_CS].selector, next_eip};
	uint32_t sp = cpu->a.r[ESP], handler, at[3];

	if (!redirected(cpu, vector)) {
		if (cpu_iopl(cpu) < 3)
			cpu_raise_error(cpu, VEC_GP, 0);
		return false;
	}
	handler = mem_read_as(cpu, vector * 4u, 4, false);
	for (unsigned i = 0; i < 3; i++) {
		at[i] = segment_la(cpu, SEG_SS, (sp - 2 * (i + 1)) & 0xffff, 2, true);
		mem_probe_write_as(cpu, at[i], 2, true);
	}
	for (unsigned i = 0; i < 3; i++)
		mem_write_as(cpu, at[i], frame[i], 2, true);
	cpu->a.r[ESP] = (sp & 0xffff0000) | ((sp - 6) & 0xffff);
	cpu->a.eip = handler & 0xffff;
	cpu->a.eflags &= ~(FL_TF | FL_RF | (cpu_iopl(cpu) == 3 ? FL_IF : FL_VIF));
	segment_load_8086(cpu, SEG_CS, (uint16_t)(handler >> 16));
	return true;
}
