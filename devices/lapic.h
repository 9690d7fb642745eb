/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lapic: a processor's local APIC (SDM 3A chapter 10), in xAPIC mode: its
 * registers, its timer at LAPIC_TIMER_HZ, and IA32_APIC_BASE.
 */
#ifndef ZONEMU_DEVICES_LAPIC_H
#define ZONEMU_DEVICES_LAPIC_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/apic_bus.h"
#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define LAPIC_BASE	   0xfee00000u /* after a reset */
#define LAPIC_WINDOW_BYTES 4096u
#define LAPIC_TIMER_HZ	   1000000000ull /* before the divider; one tick a nanosecond */
#define LAPIC_LVTS	   6

/* What the processor and the board give it. */
struct lapic_wires {
	struct irq_line intr;			    /* to the processor; level */
	void (*nmi)(void *ctx);			    /* edges */
	void (*init)(void *ctx);		    /* INIT */
	void (*startup)(void *ctx, uint8_t vector); /* SIPI */
	int (*extint)(void *ctx);		    /* interrupt acknowledge to the 8259A */
	void (*moved)(void *ctx); /* IA32_APIC_BASE changed: see lapic_base(); may be NULL */
	void *ctx;
};

struct lapic {
	struct apic_bus *bus;
	struct clock *clock;
	struct lapic_wires wires;
	unsigned number; /* its place on the bus */

	uint64_t base; /* IA32_APIC_BASE */
	uint8_t id;
	uint8_t tpr;
	uint32_t ldr, dfr, svr;
	uint32_t irr[8], isr[8], tmr[8];
	uint32_t errors, esr; /* found since ESR was written; what it reads as */
	uint32_t icr[2];
	uint32_t lvt[LAPIC_LVTS];
	bool lint[2];	     /* the pins */
	bool extint_message; /* the I/O APIC sent an ExtINT that was not yet acknowledged */

	/* timer */
	uint32_t initial_count, divide;
	bool counting;
	uint64_t zero_ns; /* when the count reaches 0 next, if counting */
	struct clock_timer timer;
};

/* Put on the bus as the next one; the first is the boot processor's. id: after a reset. */
void lapic_init(struct lapic *lapic, struct apic_bus *bus, struct clock *clock,
		const struct lapic_wires *wires);
/* RESET. The boot processor's LINT0 passes the 8259A's INTR, so that firmware which knows nothing
 * of APICs gets interrupts. */
void lapic_reset(struct lapic *lapic);
/* INIT: as RESET, but the APIC ID and IA32_APIC_BASE stay (SDM 3A 10.4.7.3). */
void lapic_init_reset(struct lapic *lapic);
/* What firmware leaves: enabled, the boot processor in virtual-wire mode with NMI on LINT1. */
void lapic_preset(struct lapic *lapic);

/* Pins: owner is the lapic; n 0 is LINT0 (the 8259A's INTR), 1 is LINT1 (NMI). */
void lapic_set_lint(void *lapic, int n, bool level);
struct irq_line lapic_line(struct lapic *lapic, int n);

/* The processor's interrupt acknowledge: the vector; spurious when nothing waits. */
int lapic_intack(struct lapic *lapic);

/* IA32_APIC_BASE. False: a reserved bit is set, #GP. */
bool lapic_set_base(struct lapic *lapic, uint64_t value);
uint64_t lapic_base(const struct lapic *lapic);
/* By IA32_APIC_BASE: off means that its window is not there, and the pins go to the processor. */
bool lapic_present(const struct lapic *lapic);

/* ---- for the bus ---- */
bool lapic_enabled(const struct lapic *lapic); /* by hardware and software */
bool lapic_is_addressed(const struct lapic *lapic, bool logical, uint8_t destination);
bool lapic_has_focus(const struct lapic *lapic, uint8_t vector);
unsigned lapic_arbitration_priority(const struct lapic *lapic);
void lapic_receive(struct lapic *lapic, const struct apic_message *message);

extern const struct io_ops lapic_ops; /* the 4 KiB window */
extern const struct snap_desc lapic_snap;

#endif
