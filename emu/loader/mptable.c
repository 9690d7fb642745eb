/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/loader/mptable.h"

#include <assert.h>
#include <string.h>

#define POINTER_BYTES  16u
#define LAPIC_BASE     0xfee00000u
#define IOAPIC_BASE    0xfec00000u
#define LAPIC_VERSION  0x14
#define IOAPIC_VERSION 0x11
#define CPU_SIGNATURE  0x683u
#define CPU_FEATURES   0x0387fbffu
#define ISA_BUS	       1
#define PCI_BUS	       0
#define EVERY_LAPIC    0xff
#define PCI_DEVICES    6
#define PCI_PINS       4

enum { ENTRY_CPU = 0, ENTRY_BUS = 1, ENTRY_IOAPIC = 2, ENTRY_INTERRUPT = 3, ENTRY_LOCAL = 4 };
enum { KIND_INT = 0, KIND_NMI = 1, KIND_EXTINT = 3 };
enum { AS_THE_BUS = 0, LEVEL_HIGH = 0xd };

struct block {
	uint8_t *data;
	size_t bytes;
	unsigned entries;
};

static void add(struct block *block, uint32_t value, unsigned bytes)
{
	assert(block->bytes + bytes <= MPTABLE_MAX_BYTES);
	memcpy(block->data + block->bytes, &value, bytes);
	block->bytes += bytes;
}

static void add_text(struct block *block, const char *text, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		add(block, *text ? (uint8_t)*text++ : ' ', 1);
}

static void begin(struct block *block, unsigned kind)
{
	add(block, kind, 1);
	block->entries++;
}

static void add_cpus(struct block *block, unsigned cpus)
{
	for (unsigned n = 0; n < cpus; n++) {
		begin(block, ENTRY_CPU);
		add(block, n, 1);
		add(block, LAPIC_VERSION, 1);
		add(block, n ? 1 : 3, 1); /* enabled; the first is the boot processor */
		add(block, CPU_SIGNATURE, 4);
		add(block, CPU_FEATURES, 4);
		add(block, 0, 4);
		add(block, 0, 4);
	}
}

static void add_bus(struct block *block, unsigned id, const char *type)
{
	begin(block, ENTRY_BUS);
	add(block, id, 1);
	add_text(block, type, 6);
}

static void add_interrupt(struct block *block, unsigned entry, unsigned kind, unsigned flags,
			  unsigned bus, unsigned irq, unsigned apic, unsigned pin)
{
	begin(block, entry);
	add(block, kind, 1);
	add(block, flags, 2);
	add(block, bus, 1);
	add(block, irq, 1);
	add(block, apic, 1);
	add(block, pin, 1);
}

/* PCI interrupts come by the PIRQ lines, as firmware routes them: 10, 10, 11, 11. */
static unsigned pci_gsi(unsigned device, unsigned pin)
{
	static const uint8_t route[] = {10, 10, 11, 11};

	return device == 1 && pin == 0 ? 9 : route[(device + pin + 3) % PCI_PINS];
}

static void add_interrupts(struct block *block, unsigned ioapic)
{
	for (unsigned device = 1; device < PCI_DEVICES; device++)
		for (unsigned pin = 0; pin < PCI_PINS; pin++)
			add_interrupt(block, ENTRY_INTERRUPT, KIND_INT, LEVEL_HIGH, PCI_BUS,
				      device << 2 | pin, ioapic, pci_gsi(device, pin));
	for (unsigned irq = 0; irq < 16; irq++) {
		/* 2 is the cascade; those of PCI stand above. */
		if (irq == 2 || (irq >= 9 && irq <= 11))
			continue;
		add_interrupt(block, ENTRY_INTERRUPT, KIND_INT, AS_THE_BUS, ISA_BUS, irq, ioapic,
			      irq ? irq : 2);
	}
	add_interrupt(block, ENTRY_LOCAL, KIND_EXTINT, AS_THE_BUS, ISA_BUS, 0, 0, 0);
	add_interrupt(block, ENTRY_LOCAL, KIND_NMI, AS_THE_BUS, ISA_BUS, 0, EVERY_LAPIC, 1);
}

static uint8_t checksum(const uint8_t *data, size_t bytes)
{
	uint8_t sum = 0;

	while (bytes--)
		sum = (uint8_t)(sum - *data++);
	return sum;
}

static void add_table(struct block *block, unsigned cpus)
{
	size_t at = block->bytes, length;

	add_text(block, "PCMP", 4);
	add(block, 0, 2); /* length */
	add(block, 4, 1); /* 1.4 */
	add(block, 0, 1); /* checksum */
	add_text(block, "ZONEMU", 8);
	add_text(block, "I440FX PC", 12);
	add(block, 0, 4);
	add(block, 0, 2);
	add(block, 0, 2); /* number of entries */
	add(block, LAPIC_BASE, 4);
	add(block, 0, 4);
	add_cpus(block, cpus);
	add_bus(block, PCI_BUS, "PCI");
	add_bus(block, ISA_BUS, "ISA");
	begin(block, ENTRY_IOAPIC);
	add(block, 0, 1); /* its ID, as the MADT has it */
	add(block, IOAPIC_VERSION, 1);
	add(block, 1, 1);
	add(block, IOAPIC_BASE, 4);
	add_interrupts(block, 0);
	length = block->bytes - at;
	memcpy(block->data + at + 4, &length, 2);
	memcpy(block->data + at + 34, &block->entries, 2);
	block->data[at + 7] = checksum(block->data + at, length);
}

size_t mptable_build(uint8_t out[MPTABLE_MAX_BYTES], uint32_t pa, unsigned cpus)
{
	struct block block = {.data = out};

	add_text(&block, "_MP_", 4);
	add(&block, pa + POINTER_BYTES, 4);
	add(&block, POINTER_BYTES / 16, 1);
	add(&block, 4, 1);
	add(&block, 0, 1); /* checksum */
	add(&block, 0, 1); /* there is a table */
	add(&block, 0, 4); /* virtual wire mode: no IMCR */
	out[10] = checksum(out, POINTER_BYTES);
	add_table(&block, cpus);
	return block.bytes;
}
