/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mc146818: the real-time clock and its 128 bytes of CMOS memory. It runs on
 * virtual time from the base it was given.
 */
#ifndef ZONEMU_DEVICES_MC146818_H
#define ZONEMU_DEVICES_MC146818_H

#include <stdbool.h>
#include <stdint.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

struct mc146818 {
	struct clock *clock;
	struct irq_line irq; /* IRQ8; high while an enabled flag of register C is set */
	uint8_t index;	     /* bits 6-0 of port 70h */
	bool nmi_masked;     /* its bit 7 */
	uint8_t cmos[128];   /* time, alarm, registers A, B and D, memory */
	uint8_t flags;	     /* register C: PF, AF, UF */
	uint64_t chain_ns;   /* when the divider chain was last zero */
	uint64_t updates;    /* update cycles done since then */
	uint64_t periods;    /* periodic ticks since then that register C has seen */
	struct clock_timer update_timer, periodic_timer;
};

/* base_s: seconds since 1970 at virtual time 0, UTC. */
void mc146818_init(struct mc146818 *rtc, struct clock *clock, struct irq_line irq, int64_t base_s);
void mc146818_reset(struct mc146818 *rtc);
/* The memory sizes as a PC's firmware stores them: base, 1-64M, above 16M, above 4G. */
void mc146818_set_memory(struct mc146818 *rtc, uint64_t ram_bytes);
/* Drive types (0 none, 4 1.44M) and the equipment byte. */
void mc146818_set_floppies(struct mc146818 *rtc, uint8_t type_a, uint8_t type_b);
/* Any other byte that firmware keeps (0Eh-7Fh). The checksum at 2Eh is brought up to date. */
void mc146818_set_cmos(struct mc146818 *rtc, uint8_t index, uint8_t value);

uint8_t mc146818_read(struct mc146818 *rtc, unsigned off);
uint8_t mc146818_peek(const struct mc146818 *rtc, unsigned off);
void mc146818_write(struct mc146818 *rtc, unsigned off, uint8_t value);

extern const struct io_ops mc146818_ops; /* 070h-071h */
extern const struct snap_desc mc146818_snap;

#endif
