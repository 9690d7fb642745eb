/* SPDX-License-Identifier: GPL-2.0-only */
/* kprobes: what the processor adds to linux/kprobes.h (guest/arch/kprobes.c). */
#ifndef _ASM_KPROBES_H
#define _ASM_KPROBES_H

#include <linux/types.h>
#include <asm/ptrace.h>

typedef u8 kprobe_opcode_t;

#define BREAKPOINT_INSTRUCTION 0xcc
#define INT3_INSN_OPCODE       0xcc
#define MAX_INSN_SIZE	       15

/*
 * The length in bytes of the kernel's instruction at code; 0: not one that is known, or not
 * one that may be executed elsewhere.
 */
unsigned int kprobe_insn_length(const u8 *code);
/* After the copy of addr's instruction at slot was stepped: as if it had been the original. */
void kprobe_after_step(struct pt_regs *regs, const u8 *addr, const u8 *slot);

/* Traps. True: it was a probe's. */
bool kprobe_int3(struct pt_regs *regs);
bool kprobe_debug(struct pt_regs *regs);
/* An exception of the instruction being stepped becomes one of the original. */
void kprobe_fault(struct pt_regs *regs);

/* Where a probed function returns to (entry of assembly), and what it calls. */
void kretprobe_trampoline(void);
unsigned long kretprobe_returned(struct pt_regs *regs);

#endif
