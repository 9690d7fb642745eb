/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/apic_bus.h"

#include "devices/lapic.h"

/* SDM 3A 10.6.2.4: the focus processor takes it; else the lowest priority, in turn among equals. */
static void send_to_lowest(struct apic_bus *bus, const struct apic_message *message, unsigned mask)
{
	struct lapic *best = NULL;
	unsigned best_n = 0, best_priority = 0;

	for (unsigned i = 0; i < bus->count; i++) {
		unsigned n = (bus->next + i) % bus->count;
		struct lapic *lapic = bus->lapic[n];
		unsigned priority;

		if (!(mask & 1u << n) || !lapic_enabled(lapic))
			continue;
		if (lapic_has_focus(lapic, message->vector)) {
			lapic_receive(lapic, message);
			return;
		}
		priority = lapic_arbitration_priority(lapic);
		if (!best || priority < best_priority) {
			best = lapic;
			best_n = n;
			best_priority = priority;
		}
	}
	if (!best)
		return;
	bus->next = (best_n + 1) % bus->count;
	lapic_receive(best, message);
}

void apic_bus_send_to(struct apic_bus *bus, const struct apic_message *message, unsigned mask)
{
	if (message->mode == APIC_LOWEST) {
		send_to_lowest(bus, message, mask);
		return;
	}
	for (unsigned n = 0; n < bus->count; n++)
		if (mask & 1u << n)
			lapic_receive(bus->lapic[n], message);
}

void apic_bus_send(struct apic_bus *bus, const struct apic_message *message)
{
	unsigned mask = 0;

	for (unsigned n = 0; n < bus->count; n++)
		if (lapic_is_addressed(bus->lapic[n], message->logical, message->destination))
			mask |= 1u << n;
	apic_bus_send_to(bus, message, mask);
}

void apic_bus_eoi(struct apic_bus *bus, uint8_t vector)
{
	if (bus->eoi)
		bus->eoi(bus->ctx, vector);
}
