/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cpu: one IA-32 processor, seen from outside: what the board gives it, how it
 * is run, looked at and told. The state itself is in emu/cpu/state.h, which
 * only the CPU, the translator and the debugger views include.
 *
 * A cpu runs on the thread that calls cpu_run(). Nothing else may be called
 * from another thread but cpu_stop().
 */
#ifndef ZONEMU_EMU_CPU_CPU_H
#define ZONEMU_EMU_CPU_CPU_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "devices/snapshot.h"
#include "mmu/physmap.h"

struct cpu;

/* What the board gives a processor. */
struct cpu_board {
	void *ctx;
	uint32_t (*io_read)(void *ctx, uint16_t port, unsigned bytes);
	void (*io_write)(void *ctx, uint16_t port, uint32_t value, unsigned bytes);
	int (*intack)(void *ctx);   /* interrupt acknowledge: the vector */
	uint64_t (*tsc)(void *ctx); /* the time-stamp counter, in ticks of virtual time */
	void (*reset)(void *ctx);   /* asked for by a shutdown cycle */
	/* Model-specific registers that are the board's, the APIC's base above all. NULL or false:
	 * no such register, #GP. */
	bool (*msr_read)(void *ctx, uint32_t msr, uint64_t *value);
	bool (*msr_write)(void *ctx, uint32_t msr, uint64_t value);
	void (*pause)(void *ctx); /* PAUSE: the processor spins; NULL: nobody wants to know */
	/* The FERR# pin: an x87 exception waits and CR0.NE is clear (SDM 1 8.7.2). May be NULL. */
	void (*ferr)(void *ctx, bool level);
};

/* What onlookers may ask to be told. All may be NULL. None may change guest state. */
struct cpu_hooks {
	void *ctx;
	/* before each instruction at linear address la */
	void (*insn)(void *ctx, struct cpu *cpu, uint32_t la);
	/* after each data access; write: value written, else value read */
	void (*mem)(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, unsigned bytes,
		    bool write, uint64_t value);
	/* each page walk done by a TLB miss */
	void (*walk)(void *ctx, struct cpu *cpu, uint32_t la, uint64_t pa, bool write, bool ok);
	/* exception or interrupt about to be delivered; hw: from the INTR or NMI pin */
	void (*event)(void *ctx, struct cpu *cpu, uint8_t vector, bool has_error, uint32_t error,
		      bool hw);
	/* port access, after it was done */
	void (*port)(void *ctx, struct cpu *cpu, uint16_t port, unsigned bytes, bool write,
		     uint32_t value);
	/* execution reached a probe set by cpu_set_probe(), before its instruction */
	void (*probe)(void *ctx, struct cpu *cpu, uint32_t la);
};

enum cpu_exit {
	CPU_EXIT_BUDGET,   /* the instructions asked for were executed, exactly */
	CPU_EXIT_HALT,	   /* halted, waiting for an interrupt */
	CPU_EXIT_STOP,	   /* cpu_stop() was called */
	CPU_EXIT_SHUTDOWN, /* triple fault; cpu_fault_report() tells how it came */
	CPU_EXIT_BREAK,	   /* reached a breakpoint; its instruction was not executed */
};

/* NULL when memory is short. The map and board outlive the cpu. id: 0 for the boot processor. */
struct cpu *cpu_create(struct physmap *map, const struct cpu_board *board, unsigned id);
/* Another one in the same machine, on the same thread. Probes and breakpoints are set on all. */
struct cpu *cpu_create_beside(struct cpu *first, const struct cpu_board *board, unsigned id);
void cpu_destroy(struct cpu *cpu);

/* RESET pin: SDM 3A table 9-1 values; caches dropped; the instruction count goes on. All but
 * processor 0 wait for a start-up IPI then. */
void cpu_reset(struct cpu *cpu);
/* What firmware leaves on every processor: its MTRRs. Entering a kernel by one of the boot
 * protocols below implies it. */
void cpu_preset(struct cpu *cpu);

/*
 * Run at most max_insns instructions. An instruction counts when it completes;
 * a REP string instruction counts once an iteration; a faulting one does not.
 * Returns at an instruction boundary, always.
 */
enum cpu_exit cpu_run(struct cpu *cpu, uint64_t max_insns);

/* From inside a callback: shorten the current run to end after `insns` more instructions. */
void cpu_shorten(struct cpu *cpu, uint64_t insns);
/* From any thread: make cpu_run() return CPU_EXIT_STOP soon. Async: not for repeatable runs. */
void cpu_stop(struct cpu *cpu);

/* Pins. INTR is level-triggered by the interrupt controller's output; NMI is an edge. */
void cpu_set_intr(struct cpu *cpu, bool level);
void cpu_nmi(struct cpu *cpu);
/* INIT: processor 0 starts at the reset vector, others wait for a start-up IPI, which makes them
 * run in real mode at vector * 4 KiB; without an INIT before, it is ignored (SDM 3A 8.4). */
void cpu_init_pin(struct cpu *cpu);
void cpu_startup(struct cpu *cpu, uint8_t vector);
/* The IGNNE# pin: x87 exceptions are to be ignored while CR0.NE is clear. */
void cpu_set_ignne(struct cpu *cpu, bool level);

/* Instructions executed since creation, exact inside every callback too. */
uint64_t cpu_insns(const struct cpu *cpu);
bool cpu_halted(const struct cpu *cpu);
/* Halted, and nothing is there that would wake it: running it would do nothing. */
bool cpu_asleep(const struct cpu *cpu);

/* Hooks switch the engine to a slower path where they need it; NULL takes them away. */
void cpu_set_hooks(struct cpu *cpu, const struct cpu_hooks *hooks);
/* Probes and breakpoints by linear address; setting one twice is one. */
void cpu_set_probe(struct cpu *cpu, uint32_t la, bool on);
void cpu_set_breakpoint(struct cpu *cpu, uint32_t la, bool on);

/* Registers by name ("eax", "eip", "eflags", "cs", "cr3", "cs.base" …); false: no such name. */
bool cpu_get_reg(const struct cpu *cpu, const char *name, uint64_t *value);
bool cpu_set_reg(struct cpu *cpu, const char *name, uint64_t value);

struct cpu_multiboot_entry {
	uint32_t eip, eax, ebx;
};
/* The machine state of the Multiboot specification 0.6.96, section 3.2. */
void cpu_enter_multiboot(struct cpu *cpu, const struct cpu_multiboot_entry *entry);

struct cpu_linux_entry {
	uint32_t eip, esi;
	uint32_t gdt; /* where it lies; 10h and 18h are flat code and data */
	uint16_t gdt_limit;
};
/* The machine state of Linux's 32-bit boot protocol (Documentation/x86/boot.rst). */
void cpu_enter_linux(struct cpu *cpu, const struct cpu_linux_entry *entry);

/* Linear to physical as data reads at CPL 0 see it now, touching nothing. False: not mapped. */
bool cpu_translate(const struct cpu *cpu, uint32_t la, uint64_t *pa);
/* Looking at guest-virtual memory, page by page; returns the bytes read before a hole. */
size_t cpu_peek(const struct cpu *cpu, uint32_t la, void *to, size_t bytes);

/* The registers as QEMU's "info registers" lays them out. */
void cpu_print_regs(const struct cpu *cpu, FILE *out);
/* After CPU_EXIT_SHUTDOWN: the chain of exceptions: vector, error code, CS:EIP, CR2 and the gate,
 * selector or stack that could not be used, one line each. */
void cpu_fault_report(const struct cpu *cpu, FILE *out);

extern const struct snap_desc cpu_snap;
/* The struct that cpu_snap describes. */
void *cpu_snap_state(struct cpu *cpu);

#endif
