/* SPDX-License-Identifier: GPL-2.0-only */
/* task: hardware task switches (SDM 3A, chapter 7). Each raises what fails. */
#ifndef ZONEMU_EMU_CPU_TASK_H
#define ZONEMU_EMU_CPU_TASK_H

#include "emu/cpu/state.h"

/* System descriptor types, SDM 3A table 3-2 */
enum {
	TYPE_TSS16 = 1,
	TYPE_LDT = 2,
	TYPE_CALL_GATE16 = 4,
	TYPE_TASK_GATE = 5,
	TYPE_INT16 = 6,
	TYPE_TRAP16 = 7,
	TYPE_TSS32 = 9,
	TYPE_CALL_GATE32 = 12,
	TYPE_INT32 = 14,
	TYPE_TRAP32 = 15,
	TYPE_BUSY = 2, /* a bit of the TSS types */
};

/* What switches: a CALL or an event nests the new task in the old one. */
enum task_cause { TASK_JUMP, TASK_CALL, TASK_RETURN };

/* SS:ESP of an inner privilege from the TSS (7.2.1, 7.6). */
void tss_stack(struct cpu *cpu, unsigned cpl, uint16_t *ss, uint32_t *esp);
/* To the task of an available TSS (busy for a return), already checked but for its limit.
 * next_eip: where the old task will go on. */
void task_switch(struct cpu *cpu, uint16_t selector, struct descriptor *desc, enum task_cause cause,
		 uint32_t next_eip);
/* Through a task gate that may be used. */
void task_gate(struct cpu *cpu, const struct descriptor *gate, enum task_cause cause,
	       uint32_t next_eip);
/* A far jump or call to a TSS or task gate. False: the descriptor is neither. */
bool task_transfer(struct cpu *cpu, uint16_t selector, struct descriptor *desc,
		   enum task_cause cause, uint32_t next_eip);
/* IRET in a nested task. */
void task_return(struct cpu *cpu, uint32_t next_eip);

#endif
