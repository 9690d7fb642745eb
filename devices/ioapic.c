/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Intel 82093AA I/O APIC (datasheet 290566-001), at FEC00000h:
 *
 *	00 IOREGSEL   10 IOWIN, 32 bits
 *	index 00 IOAPICID   01 IOAPICVER (00170011h)   02 IOAPICARB
 *	      10+2n, 11+2n redirection entry n: vector, delivery mode (8-10),
 *	      destination mode (11), delivery status (12), polarity (13), remote
 *	      IRR (14), trigger mode (15), mask (16), destination (56-63)
 *
 * Delivery takes no time, so that delivery status is never seen set.
 *
 * NOT IMPLEMENTED: the bus's arbitration (IOAPICARB is the ID); SMI goes out, but no
 * processor takes it; SMIOUT on pin 23.
 */
#include "devices/ioapic.h"

#include <stddef.h>

enum { REGSEL = 0x00, IOWIN = 0x10 };
enum { I_ID = 0x00, I_VERSION = 0x01, I_ARBITRATION = 0x02, I_TABLE = 0x10 };

#define VERSION	       (0x11u | (IOAPIC_PINS - 1) << 16)
#define E_MODE_SHIFT   8
#define E_LOGICAL      0x00800u
#define E_LOW	       0x02000u
#define E_REMOTE_IRR   0x04000u
#define E_LEVEL	       0x08000u
#define E_MASKED       0x10000u
#define E_DEST_SHIFT   56
#define E_WRITABLE     0xff0000000001afffull
#define E_LOW_WRITABLE (uint32_t) E_WRITABLE

static bool is_active(const struct ioapic *ioapic, unsigned n)
{
	return (bool)(ioapic->lines & 1u << n) != (bool)(ioapic->entry[n] & E_LOW);
}

static void send(struct ioapic *ioapic, unsigned n)
{
	uint64_t entry = ioapic->entry[n];
	const struct apic_message message = {.mode = entry >> E_MODE_SHIFT & 7,
					     .vector = (uint8_t)entry,
					     .destination = (uint8_t)(entry >> E_DEST_SHIFT),
					     .logical = entry & E_LOGICAL,
					     .level = entry & E_LEVEL};

	apic_bus_send(ioapic->bus, &message);
}

/* "Trigger Mode", "Remote IRR": a level is sent while it is active and the last one is served. */
static void serve_level(struct ioapic *ioapic, unsigned n)
{
	uint64_t *entry = &ioapic->entry[n];

	if (!(*entry & E_LEVEL) || *entry & (E_MASKED | E_REMOTE_IRR) || !is_active(ioapic, n))
		return;
	/* Only fixed and lowest-priority interrupts are acknowledged by an EOI. */
	if ((*entry >> E_MODE_SHIFT & 7) <= APIC_LOWEST)
		*entry |= E_REMOTE_IRR;
	send(ioapic, n);
}

void ioapic_set_pin(void *owner, int pin, bool level)
{
	struct ioapic *ioapic = owner;
	unsigned n = (unsigned)pin;
	bool was = is_active(ioapic, n);

	if (level == (bool)(ioapic->lines & 1u << n))
		return;
	ioapic->lines ^= 1u << n;
	/* "Interrupt Mask": an edge at a masked pin is lost. */
	if (!was && !(ioapic->entry[n] & (E_MASKED | E_LEVEL)))
		send(ioapic, n);
	serve_level(ioapic, n);
}

void ioapic_eoi(void *ctx, uint8_t vector)
{
	struct ioapic *ioapic = ctx;

	for (unsigned n = 0; n < IOAPIC_PINS; n++)
		if ((uint8_t)ioapic->entry[n] == vector && ioapic->entry[n] & E_LEVEL) {
			ioapic->entry[n] &= ~(uint64_t)E_REMOTE_IRR;
			serve_level(ioapic, n);
		}
}

static void write_entry(struct ioapic *ioapic, unsigned n, bool high, uint32_t value)
{
	uint64_t *entry = &ioapic->entry[n];

	if (high) {
		*entry = (*entry & UINT32_MAX) | ((uint64_t)value << 32 & E_WRITABLE);
		return;
	}
	*entry = (*entry & ~(uint64_t)E_LOW_WRITABLE) | (value & E_LOW_WRITABLE);
	/* Only a level-triggered entry has one: software clears it by way of edge. */
	if (!(*entry & E_LEVEL))
		*entry &= ~(uint64_t)E_REMOTE_IRR;
	serve_level(ioapic, n);
}

static uint32_t read_index(const struct ioapic *ioapic)
{
	unsigned index = ioapic->select, n = (index - I_TABLE) / 2;

	switch (index) {
	case I_ID:
	case I_ARBITRATION:
		return (uint32_t)ioapic->id << 24;
	case I_VERSION:
		return VERSION;
	default:
		if (index < I_TABLE || n >= IOAPIC_PINS)
			return 0;
		return (uint32_t)(ioapic->entry[n] >> (index & 1 ? 32 : 0));
	}
}

static void write_index(struct ioapic *ioapic, uint32_t value)
{
	unsigned index = ioapic->select, n = (index - I_TABLE) / 2;

	if (index == I_ID)
		ioapic->id = value >> 24 & 0xf;
	else if (index >= I_TABLE && n < IOAPIC_PINS)
		write_entry(ioapic, n, index & 1, value);
}

/* ---- the window ---- */

static uint32_t window_peek(const void *dev, uint32_t off, unsigned bytes)
{
	const struct ioapic *ioapic = dev;
	unsigned in = off & 15;
	uint32_t value = 0;

	(void)bytes;
	if ((off & ~15u) == REGSEL)
		value = ioapic->select;
	else if ((off & ~15u) == IOWIN)
		value = read_index(ioapic);
	return in < 4 ? value >> (8 * in) : 0;
}

static uint32_t window_read(void *dev, uint32_t off, unsigned bytes)
{
	return window_peek(dev, off, bytes);
}

/* IOREGSEL is 8 bits wide; IOWIN is written whole (3.1.2). */
static void window_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct ioapic *ioapic = dev;

	if (off == REGSEL)
		ioapic->select = (uint8_t)value;
	else if (off == IOWIN && bytes == 4)
		write_index(ioapic, value);
}

const struct io_ops ioapic_ops = {window_read, window_write, window_peek, 4};

/* ---- making, resetting ---- */

void ioapic_reset(struct ioapic *ioapic)
{
	ioapic->id = ioapic->select = 0;
	for (unsigned n = 0; n < IOAPIC_PINS; n++)
		ioapic->entry[n] = E_MASKED;
}

void ioapic_init(struct ioapic *ioapic, struct apic_bus *bus)
{
	*ioapic = (struct ioapic){.bus = bus};
	ioapic_reset(ioapic);
}

/* ---- snapshot ---- */

static const struct snap_field fields[] = {
    SNAP(struct ioapic, id),
    SNAP(struct ioapic, select),
    SNAP(struct ioapic, lines),
    SNAP(struct ioapic, entry),
    SNAP_END,
};
const struct snap_desc ioapic_snap = {"ioapic", 1, fields, NULL};
