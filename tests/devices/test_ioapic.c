/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/apic_rig.h"

#include "devices/isa_irq.h"

static struct rig rig;

static void entry(unsigned pin, uint32_t low, unsigned destination)
{
	rig_ioapic_set(&rig, 0x11 + 2 * pin, destination << 24);
	rig_ioapic_set(&rig, 0x10 + 2 * pin, low);
}

static uint32_t low(unsigned pin)
{
	return rig_ioapic_get(&rig, 0x10 + 2 * pin);
}

static void setup(void)
{
	rig_make(&rig);
	rig_enable(&rig);
}

static void take(unsigned cpu, int vector)
{
	ck_assert_int_eq(lapic_intack(&rig.lapic[cpu]), vector);
}

START_TEST(registers) /* 82093AA 3.2 */
{
	setup();
	ck_assert_uint_eq(rig_ioapic_get(&rig, 1), 0x00170011);
	rig_ioapic_set(&rig, 0, 0xff000000);
	ck_assert_uint_eq(rig_ioapic_get(&rig, 0), 0x0f000000);
	ck_assert_uint_eq(rig_ioapic_get(&rig, 2), 0x0f000000);
	for (unsigned pin = 0; pin < IOAPIC_PINS; pin++)
		ck_assert_uint_eq(low(pin), 0x10000);
	entry(23, 0xffffffff, 0xab);
	ck_assert_uint_eq(low(23), 0x1afff); /* delivery status and remote IRR are read only */
	ck_assert_uint_eq(rig_ioapic_get(&rig, 0x11 + 46), 0xab000000);
	ck_assert_uint_eq(rig_ioapic_get(&rig, 0x40), 0);
	ck_assert_uint_eq(rig_ioapic_get(&rig, 0x0f), 0);
}
END_TEST

START_TEST(edges)
{
	setup();
	entry(4, 0x34, 1);
	ioapic_set_pin(&rig.ioapic, 4, true);
	take(1, 0x34);
	ck_assert(!rig_bit(&rig, 1, R_TMR, 0x34));
	rig_set(&rig, 1, R_EOI, 0);
	ck_assert(!rig.bench.level[1]); /* the pin is still high */
	ioapic_set_pin(&rig.ioapic, 4, false);
	/* At a masked pin an edge is lost. */
	entry(4, 0x10034, 1);
	ioapic_set_pin(&rig.ioapic, 4, true);
	entry(4, 0x34, 1);
	ck_assert(!rig.bench.level[1]);
	/* Active low: the edge is the fall. */
	entry(4, 0x2034, 1);
	ioapic_set_pin(&rig.ioapic, 4, false);
	take(1, 0x34);
}
END_TEST

START_TEST(levels)
{
	setup();
	entry(10, 0x8045, 2);
	ioapic_set_pin(&rig.ioapic, 10, true);
	ck_assert_uint_eq(low(10), 0xc045);
	take(2, 0x45);
	ck_assert(rig_bit(&rig, 2, R_TMR, 0x45));
	ck_assert(!rig.bench.level[2]);
	rig_set(&rig, 2, R_EOI, 0);
	ck_assert(rig.bench.level[2]); /* it is still there: once more */
	take(2, 0x45);
	ioapic_set_pin(&rig.ioapic, 10, false);
	rig_set(&rig, 2, R_EOI, 0);
	ck_assert_uint_eq(low(10), 0x8045);
	ck_assert(!rig.bench.level[2]);
	/* Unmasked while it is active, it is sent. */
	entry(10, 0x18045, 2);
	ioapic_set_pin(&rig.ioapic, 10, true);
	ck_assert(!rig.bench.level[2]);
	entry(10, 0x8045, 2);
	ck_assert(rig.bench.level[2]);
	/* By way of edge and back, remote IRR is cleared without an EOI. */
	entry(10, 0x10045, 2);
	ck_assert_uint_eq(low(10), 0x10045);
}
END_TEST

START_TEST(modes)
{
	setup();
	entry(0, 0x700, 0);
	ioapic_set_pin(&rig.ioapic, 0, true);
	take(0, 8); /* the 8259A's vector */
	ck_assert_uint_eq(rig.extints, 1);
	entry(1, 0x400, 3);
	ioapic_set_pin(&rig.ioapic, 1, true);
	ck_assert_uint_eq(rig.cpu[3].nmis, 1);
	entry(2, 0x500, 3);
	ioapic_set_pin(&rig.ioapic, 2, true);
	ck_assert_uint_eq(rig.cpu[3].inits, 1);
	for (unsigned n = 0; n < RIG_CPUS; n++)
		rig_set(&rig, n, R_LDR, 1u << (24 + n));
	rig_set(&rig, 1, R_TPR, 0x80);
	entry(3, 0x953, 0x06); /* lowest priority of 1 and 2 */
	ioapic_set_pin(&rig.ioapic, 3, true);
	take(2, 0x53);
}
END_TEST

START_TEST(random_accesses)
{
	uint64_t seed = 0x82093;

	setup();
	for (unsigned i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);

		switch (r & 3) {
		case 0:
			ioapic_set_pin(&rig.ioapic, (int)(r >> 8 & 0xff) % IOAPIC_PINS,
				       r >> 16 & 1);
			break;
		case 1:
			bench_eq(ioapic_ops.peek(&rig.ioapic, r >> 8 & 0xfff, 4),
				 ioapic_ops.read(&rig.ioapic, r >> 8 & 0xfff, 4), "peek");
			break;
		case 2:
			ioapic_ops.write(&rig.ioapic, r & 0x400 ? 0 : 0x10, (uint32_t)(r >> 24), 4);
			break;
		default:
			rig_set(&rig, r >> 8 & 3, R_EOI, 0);
			lapic_intack(&rig.lapic[r >> 8 & 3]);
		}
	}
}
END_TEST

/* ---- isa_irq: several chips on one line, to both controllers ---- */

START_TEST(shared_lines)
{
	struct irq_line pic[ISA_IRQS], ioapic[ISA_IRQS], a, b;
	struct bench bench;
	struct isa_irq isa;

	bench_init(&bench);
	for (int n = 0; n < ISA_IRQS; n++) {
		pic[n] = bench_wire(&bench, n);
		ioapic[n] = bench_wire(&bench, 16 + n);
	}
	isa_irq_init(&isa, pic, ioapic);
	a = isa_irq_connect(&isa, 9);
	b = isa_irq_connect(&isa, 9);
	irq_set(&a, true);
	ck_assert(bench.level[9] && bench.level[25]);
	irq_set(&b, true);
	irq_set(&a, false);
	ck_assert(bench.level[9]);
	ck_assert_uint_eq(bench.rises[9], 1);
	isa_irq_cut(&isa, &b, true);
	ck_assert(!bench.level[9] && !bench.level[25]);
	irq_set(&a, true);
	ck_assert(bench.level[9]);
	irq_set(&a, false);
	isa_irq_cut(&isa, &b, false);
	ck_assert(bench.level[9]);
	irq_set(&b, false);
	ck_assert(!bench.level[9]);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {registers, edges,		  levels,
				      modes,	 random_accesses, shared_lines};

	return bench_main(bench_suite("ioapic", tests, sizeof(tests) / sizeof(tests[0])));
}
