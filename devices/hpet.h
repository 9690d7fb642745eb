/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hpet: the high precision event timers (IA-PC HPET specification 1.0a): a
 * 64-bit counter at 100 MHz and three comparators.
 */
#ifndef ZONEMU_DEVICES_HPET_H
#define ZONEMU_DEVICES_HPET_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define HPET_BASE	  0xfed00000u
#define HPET_WINDOW_BYTES 4096u
#define HPET_TIMERS	  3
#define HPET_TICK_NS	  10
#define HPET_ID		  0x8086a201u /* low half of the capabilities, as ACPI's table repeats */
/* The I/O APIC inputs that a timer may be routed to. */
#define HPET_ROUTES 0x00f00004u
#define HPET_PINS   24

struct hpet_timer {
	uint64_t config, comparator, period;
	uint64_t seen; /* the counter when the comparator was last looked at */
	bool level;    /* what it drives its line to */
	struct clock_timer timer;
	struct hpet *hpet;
};

struct hpet_wires {
	struct irq_line pin[HPET_PINS]; /* I/O APIC inputs; those not in HPET_ROUTES are unused */
	struct irq_line irq0, irq8;	/* legacy replacement: of timers 0 and 1 */
	void (*legacy)(void *ctx, bool on); /* the 8254's and the RTC's interrupts are cut off */
	void *ctx;
};

struct hpet {
	struct clock *clock;
	struct hpet_wires wires;
	uint64_t config, status;
	uint64_t count; /* when halted; else what it was at start_ns */
	uint64_t start_ns;
	struct hpet_timer timer[HPET_TIMERS];
};

void hpet_init(struct hpet *hpet, struct clock *clock, const struct hpet_wires *wires);
void hpet_reset(struct hpet *hpet);

extern const struct io_ops hpet_ops; /* the window */
extern const struct snap_desc hpet_snap;

#endif
