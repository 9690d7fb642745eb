/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * debug: the debug registers (SDM 3B, chapter 17).
 *
 * Instruction breakpoints are marks (cpu.h) that the run loop looks at before
 * the instruction. A page with a data breakpoint in it gets no fast tags, and
 * the slow path asks. What an instruction has met is collected in a.trap, in
 * DR6's form, and delivered behind it.
 */
#ifndef ZONEMU_EMU_CPU_DEBUG_H
#define ZONEMU_EMU_CPU_DEBUG_H

#include "emu/cpu/state.h"

#define DR6_BD 0x2000u
#define DR6_BS 0x4000u
#define DR6_BT 0x8000u
#define DR7_GD 0x2000u

/* Write a debug register: 0-3, 6, 7. */
void debug_set(struct cpu *cpu, unsigned n, uint32_t value);
/* DR7, DR0-3 or CR4.DE may have changed otherwise: work out what is watched. */
void debug_update(struct cpu *cpu);
/* After a task switch: local breakpoints end; trap: the TSS's T bit. */
void debug_task_switched(struct cpu *cpu, bool trap);
/* The bits of DR6 for an instruction about to be executed at la. */
uint32_t debug_at(const struct cpu *cpu, uint32_t la);
/* Is there a data breakpoint in the page of la? */
bool debug_in_page(const struct cpu *cpu, uint32_t la);
/* A data access was, or will be made. True: it meets a breakpoint. */
bool debug_meets(const struct cpu *cpu, uint32_t la, unsigned bytes, bool write);
void debug_access(struct cpu *cpu, uint32_t la, unsigned bytes, bool write);
void debug_port(struct cpu *cpu, uint16_t port, unsigned bytes);

#endif
