/* SPDX-License-Identifier: GPL-2.0-only */
/* traps: what entry.S, desc.c and the exception handlers share. */
#ifndef ARCH_TRAPS_H
#define ARCH_TRAPS_H

#include <linux/types.h>
#include <asm/desc.h>
#include <asm/ptrace.h>

/* By vector; NULL: none (reserved vectors, and the double fault's task gate). */
extern const void *const exception_entries[32];

void doublefault_entry(void) __noreturn;
/* The task state that a double fault on this CPU has saved. */
const struct x86_hw_tss *doublefault_victim(void);

/* Print "Oops: ..." and everything known; then end the task, or panic where there is none. */
void die(const char *what, struct pt_regs *regs, long error_code);
void show_regs_full(struct pt_regs *regs);
/* The same with a stack pointer that is not the frame's end. */
void show_regs_at(struct pt_regs *regs, unsigned long sp, unsigned long ss);
/* The place in the exception table for regs->ip, if any, is where it goes on: true. */
bool fixup_exception(struct pt_regs *regs);
bool has_fixup(const struct pt_regs *regs); /* would it be */
/* ptrace.c: what si_code says of #DB in a program. */
int ptrace_debug_trap(struct pt_regs *regs, unsigned long dr6);
long traced_syscall(struct pt_regs *regs);
void syscall_exit_traced(struct pt_regs *regs);
/* fpu.c: current wants its registers. 0 or -ENOMEM. */
int fpu_load_current(void);
/* At the end of every handler: let a more urgent task run, if that is allowed. */
void exception_exit(struct pt_regs *regs);

#endif
