/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * apic_bus: the messages that local APICs and I/O APICs send each other
 * (SDM 3A 10.6, 10.7; 82093AA 3.2.4), and who takes them. Delivery is at once.
 */
#ifndef ZONEMU_DEVICES_APIC_BUS_H
#define ZONEMU_DEVICES_APIC_BUS_H

#include <stdbool.h>
#include <stdint.h>

#define APIC_BUS_MAX_CPUS 8

/* Delivery modes, as in ICR, LVT and redirection entries. */
enum apic_mode {
	APIC_FIXED = 0,
	APIC_LOWEST = 1,
	APIC_SMI = 2,
	APIC_NMI = 4,
	APIC_INIT = 5,
	APIC_STARTUP = 6, /* IPIs only */
	APIC_EXTINT = 7	  /* not in IPIs */
};

struct apic_message {
	enum apic_mode mode;
	uint8_t vector;
	uint8_t destination;
	bool logical; /* by LDR and DFR, else by APIC ID; FFh is everybody */
	bool level;   /* level-triggered: an EOI is told to the I/O APIC */
};

struct lapic;

struct apic_bus {
	struct lapic *lapic[APIC_BUS_MAX_CPUS];
	unsigned count;
	unsigned next; /* where arbitration for the lowest priority starts */
	void (*eoi)(void *ctx, uint8_t vector); /* of a level-triggered interrupt; may be NULL */
	void *ctx;
};

void apic_bus_send(struct apic_bus *bus, const struct apic_message *message);
/* To all of them by a mask of places in lapic[] (the shorthands of the ICR). */
void apic_bus_send_to(struct apic_bus *bus, const struct apic_message *message, unsigned mask);
void apic_bus_eoi(struct apic_bus *bus, uint8_t vector);

#endif
