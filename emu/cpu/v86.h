/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * v86: what IOPL guards in virtual-8086 mode, and the virtual interrupt flag
 * of CR4.VME and CR4.PVI (SDM 3B, chapter 20).
 */
#ifndef ZONEMU_EMU_CPU_V86_H
#define ZONEMU_EMU_CPU_V86_H

#include "emu/cpu/state.h"

/* The flag that CLI and STI change here: FL_IF or FL_VIF. Raises #GP where neither is allowed. */
uint32_t v86_interrupt_flag(struct cpu *cpu);
/* What PUSHF pushes. Raises #GP. */
uint32_t v86_pushed_flags(struct cpu *cpu, unsigned op_bytes);
/* Which bits of `value` POPF and IRET load, in *mask; the value, IF moved to VIF where it is
 * virtual. Raises #GP. */
uint32_t v86_popped_flags(struct cpu *cpu, uint32_t value, unsigned op_bytes, uint32_t *mask);
/* INT n in virtual-8086 mode. True: done, by the task's own table. False: it goes by the IDT.
 * Raises #GP. */
bool v86_interrupt(struct cpu *cpu, uint8_t vector, uint32_t next_eip);

#endif
