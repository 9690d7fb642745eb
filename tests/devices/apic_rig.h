/* SPDX-License-Identifier: GPL-2.0-only */
/* apic_rig: four local APICs and an I/O APIC on a bus, and what they do to their processors. */
#ifndef ZONEMU_TESTS_DEVICES_APIC_RIG_H
#define ZONEMU_TESTS_DEVICES_APIC_RIG_H

#include "devices/ioapic.h"
#include "devices/lapic.h"
#include "tests/devices/bench.h"

#define RIG_CPUS 4

enum {
	R_ID = 0x20,
	R_VERSION = 0x30,
	R_TPR = 0x80,
	R_APR = 0x90,
	R_PPR = 0xa0,
	R_EOI = 0xb0,
	R_LDR = 0xd0,
	R_DFR = 0xe0,
	R_SVR = 0xf0,
	R_ISR = 0x100,
	R_TMR = 0x180,
	R_IRR = 0x200,
	R_ESR = 0x280,
	R_ICR = 0x300,
	R_ICR_HIGH = 0x310,
	R_TIMER = 0x320,
	R_LINT0 = 0x350,
	R_LINT1 = 0x360,
	R_ERROR = 0x370,
	R_INITIAL = 0x380,
	R_CURRENT = 0x390,
	R_DIVIDE = 0x3e0
};

struct rig_cpu {
	struct rig *rig;
	unsigned nmis, inits, startups;
	uint8_t startup_vector;
};

struct rig {
	struct bench bench;
	struct apic_bus bus;
	struct lapic lapic[RIG_CPUS];
	struct ioapic ioapic;
	struct rig_cpu cpu[RIG_CPUS];
	unsigned extints; /* acknowledges that reached the 8259A */
};

static void rig_nmi(void *ctx)
{
	((struct rig_cpu *)ctx)->nmis++;
}

static void rig_init_pin(void *ctx)
{
	((struct rig_cpu *)ctx)->inits++;
}

static void rig_startup(void *ctx, uint8_t vector)
{
	struct rig_cpu *cpu = ctx;

	cpu->startups++;
	cpu->startup_vector = vector;
}

static int rig_extint(void *ctx)
{
	((struct rig_cpu *)ctx)->rig->extints++;
	return 8;
}

static inline void rig_make(struct rig *rig)
{
	memset(rig, 0, sizeof(*rig));
	bench_init(&rig->bench);
	for (int n = 0; n < RIG_CPUS; n++) {
		const struct lapic_wires wires = {.intr = bench_wire(&rig->bench, n),
						  .nmi = rig_nmi,
						  .init = rig_init_pin,
						  .startup = rig_startup,
						  .extint = rig_extint,
						  .ctx = &rig->cpu[n]};

		rig->cpu[n].rig = rig;
		lapic_init(&rig->lapic[n], &rig->bus, &rig->bench.clock, &wires);
	}
	ioapic_init(&rig->ioapic, &rig->bus);
	rig->bus.eoi = ioapic_eoi;
	rig->bus.ctx = &rig->ioapic;
}

static inline uint32_t rig_get(struct rig *rig, unsigned cpu, unsigned reg)
{
	return lapic_ops.read(&rig->lapic[cpu], reg, 4);
}

static inline void rig_set(struct rig *rig, unsigned cpu, unsigned reg, uint32_t value)
{
	lapic_ops.write(&rig->lapic[cpu], reg, value, 4);
}

static inline void rig_enable(struct rig *rig)
{
	for (unsigned n = 0; n < RIG_CPUS; n++)
		rig_set(rig, n, R_SVR, 0x1ff);
}

/* One bit of IRR, ISR or TMR. */
static inline bool rig_bit(struct rig *rig, unsigned cpu, unsigned reg, unsigned vector)
{
	return rig_get(rig, cpu, reg + (vector >> 5) * 16) >> (vector & 31) & 1;
}

static inline void rig_ioapic_set(struct rig *rig, unsigned index, uint32_t value)
{
	ioapic_ops.write(&rig->ioapic, 0, index, 4);
	ioapic_ops.write(&rig->ioapic, 0x10, value, 4);
}

static inline uint32_t rig_ioapic_get(struct rig *rig, unsigned index)
{
	ioapic_ops.write(&rig->ioapic, 0, index, 4);
	return ioapic_ops.read(&rig->ioapic, 0x10, 4);
}

#endif
