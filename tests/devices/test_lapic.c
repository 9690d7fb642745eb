/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/apic_rig.h"

static struct rig rig;

static void setup(void)
{
	rig_make(&rig);
	rig_enable(&rig);
}

static void send(unsigned from, uint32_t high, uint32_t low)
{
	rig_set(&rig, from, R_ICR_HIGH, high << 24);
	rig_set(&rig, from, R_ICR, low);
}

START_TEST(after_reset) /* SDM 3A 10.4.7.1 */
{
	rig_make(&rig);
	for (unsigned n = 0; n < RIG_CPUS; n++) {
		ck_assert_uint_eq(rig_get(&rig, n, R_ID), n << 24);
		ck_assert_uint_eq(rig_get(&rig, n, R_VERSION), 0x50014);
		ck_assert_uint_eq(rig_get(&rig, n, R_SVR), 0xff);
		ck_assert_uint_eq(rig_get(&rig, n, R_DFR), 0xffffffff);
		ck_assert_uint_eq(rig_get(&rig, n, R_LDR) | rig_get(&rig, n, R_TPR), 0);
		ck_assert_uint_eq(rig_get(&rig, n, R_TIMER), 0x10000);
		ck_assert_uint_eq(lapic_base(&rig.lapic[n]), n ? 0xfee00800 : 0xfee00900);
	}
	/* Off by software, it cannot be unmasked. */
	rig_set(&rig, 1, R_LINT0, 0x700);
	ck_assert_uint_eq(rig_get(&rig, 1, R_LINT0), 0x10700);
}
END_TEST

START_TEST(priorities)
{
	setup();
	send(0, 1, 0x4055);
	ck_assert(rig.bench.level[1]);
	ck_assert(rig_bit(&rig, 1, R_IRR, 0x55));
	rig_set(&rig, 1, R_TPR, 0x50);
	ck_assert(!rig.bench.level[1]); /* of the same class */
	ck_assert_uint_eq(rig_get(&rig, 1, R_PPR), 0x50);
	rig_set(&rig, 1, R_TPR, 0x4f);
	ck_assert(rig.bench.level[1]);
	ck_assert_int_eq(lapic_intack(&rig.lapic[1]), 0x55);
	ck_assert(!rig.bench.level[1]);
	ck_assert_uint_eq(rig_get(&rig, 1, R_PPR), 0x50);
	send(0, 1, 0x405f); /* no better than what is being served */
	ck_assert(!rig.bench.level[1]);
	send(0, 1, 0x4061);
	ck_assert_int_eq(lapic_intack(&rig.lapic[1]), 0x61);
	rig_set(&rig, 1, R_EOI, 0);
	ck_assert(!rig_bit(&rig, 1, R_ISR, 0x61));
	ck_assert(rig_bit(&rig, 1, R_ISR, 0x55));
	rig_set(&rig, 1, R_EOI, 0);
	ck_assert_int_eq(lapic_intack(&rig.lapic[1]), 0x5f);
	rig_set(&rig, 1, R_EOI, 0);
	ck_assert_int_eq(lapic_intack(&rig.lapic[1]), 0xff); /* spurious: no ISR bit */
	ck_assert(!rig_bit(&rig, 1, R_ISR, 0xff));
}
END_TEST

START_TEST(destinations) /* SDM 3A 10.6.2 */
{
	setup();
	for (unsigned n = 0; n < RIG_CPUS; n++)
		rig_set(&rig, n, R_LDR, 1u << (24 + n));
	send(0, 0xff, 0x4031); /* physical, everybody */
	for (unsigned n = 0; n < RIG_CPUS; n++)
		ck_assert(rig_bit(&rig, n, R_IRR, 0x31));
	send(0, 0x0a, 0x4832); /* flat: 1 and 3 */
	for (unsigned n = 0; n < RIG_CPUS; n++)
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x32), n & 1);
	for (unsigned n = 0; n < RIG_CPUS; n++) {
		rig_set(&rig, n, R_DFR, 0);
		rig_set(&rig, n, R_LDR, (n >> 1) << 28 | 1u << (24 + (n & 1)));
	}
	send(0, 0x13, 0x4833); /* cluster 1: both */
	send(0, 0xf1, 0x4834); /* the first of each cluster */
	for (unsigned n = 0; n < RIG_CPUS; n++) {
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x33), n >> 1);
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x34), !(n & 1));
	}
	send(2, 0, 0xc4035); /* all but self */
	send(2, 0, 0x44036); /* self */
	send(2, 0, 0x84037); /* all */
	for (unsigned n = 0; n < RIG_CPUS; n++) {
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x35), n != 2);
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x36), n == 2);
		ck_assert(rig_bit(&rig, n, R_IRR, 0x37));
	}
}
END_TEST

START_TEST(lowest_priority)
{
	setup();
	for (unsigned n = 0; n < RIG_CPUS; n++)
		rig_set(&rig, n, R_TPR, n == 2 ? 0x10 : 0x20);
	send(0, 0xff, 0x4141);
	for (unsigned n = 0; n < RIG_CPUS; n++)
		ck_assert_int_eq(rig_bit(&rig, n, R_IRR, 0x41), n == 2);
	/* Who has it already is the focus, whatever its priority. */
	rig_set(&rig, 2, R_TPR, 0xf0);
	send(0, 0xff, 0x4141);
	ck_assert(!rig_bit(&rig, 0, R_IRR, 0x41) && !rig_bit(&rig, 1, R_IRR, 0x41));
	/* Among equals they take turns. */
	unsigned taken = 0;
	for (unsigned i = 0; i < 3; i++)
		send(0, 0xff, 0x4150 + i);
	for (unsigned n = 0; n < RIG_CPUS; n++)
		taken |= (rig_get(&rig, n, R_IRR + 0x20) >> 16 & 7) ? 1u << n : 0;
	ck_assert_uint_eq(taken, 0xb);
}
END_TEST

START_TEST(other_modes)
{
	setup();
	send(0, 1, 0x400);
	send(0, 1, 0x4500);
	send(0, 1, 0x8500); /* INIT level de-assert: nothing */
	send(0, 1, 0x4699);
	ck_assert_uint_eq(rig.cpu[1].nmis, 1);
	ck_assert_uint_eq(rig.cpu[1].inits, 1);
	ck_assert_uint_eq(rig.cpu[1].startups, 1);
	ck_assert_uint_eq(rig.cpu[1].startup_vector, 0x99);
	/* Those reach one that software has off; fixed ones do not. */
	rig_set(&rig, 1, R_SVR, 0xff);
	send(0, 1, 0x4044);
	send(0, 1, 0x400);
	ck_assert(!rig_bit(&rig, 1, R_IRR, 0x44));
	ck_assert_uint_eq(rig.cpu[1].nmis, 2);
}
END_TEST

START_TEST(errors) /* SDM 3A 10.5.3 */
{
	setup();
	rig_set(&rig, 0, R_ERROR, 0x77);
	send(0, 1, 0x400f);
	ck_assert_uint_eq(rig_get(&rig, 0, R_ESR), 0);
	rig_set(&rig, 0, R_ESR, 0);
	ck_assert_uint_eq(rig_get(&rig, 0, R_ESR), 0x20);
	ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 0x77);
	rig_set(&rig, 0, R_EOI, 0);
	rig_get(&rig, 0, 0x40);
	rig_set(&rig, 0, R_ESR, 0);
	ck_assert_uint_eq(rig_get(&rig, 0, R_ESR), 0x80);
	rig_set(&rig, 0, R_ESR, 0);
	ck_assert_uint_eq(rig_get(&rig, 0, R_ESR), 0);
	/* An error whose own vector is illegal ends there. */
	rig_set(&rig, 0, R_ERROR, 3);
	send(0, 1, 0x4001);
	rig_set(&rig, 0, R_ESR, 0);
	ck_assert_uint_eq(rig_get(&rig, 0, R_ESR), 0x60);
}
END_TEST

START_TEST(virtual_wire) /* 10.1, 10.5.1 */
{
	rig_make(&rig);
	lapic_set_lint(&rig.lapic[0], 0, true);
	ck_assert(rig.bench.level[0]); /* as it comes up: firmware need not know of it */
	ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 8);
	ck_assert_uint_eq(rig.extints, 1);
	lapic_set_lint(&rig.lapic[0], 0, false);
	ck_assert(!rig.bench.level[0]);
	lapic_set_lint(&rig.lapic[1], 0, true);
	ck_assert(!rig.bench.level[1]);
	/* Off, the pins are the processor's. */
	ck_assert(lapic_set_base(&rig.lapic[1], 0xfee00000));
	ck_assert(rig.bench.level[1]);
	lapic_set_lint(&rig.lapic[1], 1, true);
	ck_assert_uint_eq(rig.cpu[1].nmis, 1);
	ck_assert(!lapic_set_base(&rig.lapic[1], 1));
	ck_assert(!lapic_set_base(&rig.lapic[1], 1ull << 40));
	lapic_preset(&rig.lapic[0]);
	lapic_set_lint(&rig.lapic[0], 1, true);
	ck_assert_uint_eq(rig.cpu[0].nmis, 1);
}
END_TEST

START_TEST(lint_level)
{
	setup();
	rig_set(&rig, 0, R_LINT1, 0x8042);
	lapic_set_lint(&rig.lapic[0], 1, true);
	ck_assert_uint_eq(rig_get(&rig, 0, R_LINT1), 0xc042); /* remote IRR */
	ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 0x42);
	rig_set(&rig, 0, R_EOI, 0);
	ck_assert(rig.bench.level[0]); /* it is still there */
	ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 0x42);
	lapic_set_lint(&rig.lapic[0], 1, false);
	rig_set(&rig, 0, R_EOI, 0);
	ck_assert(!rig.bench.level[0]);
	ck_assert_uint_eq(rig_get(&rig, 0, R_LINT1), 0x8042);
}
END_TEST

START_TEST(timer_one_shot) /* 10.5.4 */
{
	setup();
	rig_set(&rig, 0, R_DIVIDE, 3); /* by 16 */
	rig_set(&rig, 0, R_TIMER, 0x50);
	rig_set(&rig, 0, R_INITIAL, 100);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 100);
	bench_run(&rig.bench, 800);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 50);
	rig_set(&rig, 0, R_DIVIDE, 11); /* by 1: what is left goes on */
	bench_run(&rig.bench, 49);
	ck_assert(!rig.bench.level[0]);
	bench_run(&rig.bench, 1);
	ck_assert(rig.bench.level[0]);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 0);
	/* To periodic now: it does not start again by itself. */
	rig_set(&rig, 0, R_TIMER, 0x20050);
	ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 0x50);
	bench_run(&rig.bench, 10000);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 0);
	ck_assert(!rig_bit(&rig, 0, R_IRR, 0x50));
}
END_TEST

START_TEST(timer_periodic)
{
	unsigned came = 0;

	setup();
	rig_set(&rig, 0, R_DIVIDE, 0); /* by 2 */
	rig_set(&rig, 0, R_TIMER, 0x20050);
	rig_set(&rig, 0, R_INITIAL, 500);
	for (unsigned i = 0; i < 100; i++) {
		bench_run(&rig.bench, 100);
		if (rig.bench.level[0]) {
			ck_assert_int_eq(lapic_intack(&rig.lapic[0]), 0x50);
			rig_set(&rig, 0, R_EOI, 0);
			came++;
		}
	}
	ck_assert_uint_eq(came, 10);
	/* Masked it counts on, and tells nobody; what it missed is gone. */
	rig_set(&rig, 0, R_TIMER, 0x30050);
	bench_run(&rig.bench, 2300);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 350);
	rig_set(&rig, 0, R_TIMER, 0x20050);
	ck_assert(!rig.bench.level[0]);
	bench_run(&rig.bench, 700);
	ck_assert(rig.bench.level[0]);
	/* A request that nobody takes needs no more events. */
	bench_run(&rig.bench, 1);
	ck_assert_uint_eq(clock_next(&rig.bench.clock), CLOCK_NEVER);
	rig_set(&rig, 0, R_INITIAL, 0);
	ck_assert_uint_eq(rig_get(&rig, 0, R_CURRENT), 0);
}
END_TEST

static struct rig twin;

/* All 32-bit accesses at random, on all of them; the other one is loaded from the first. */
static uint32_t poke(struct rig *on, uint64_t r)
{
	struct lapic *lapic = &on->lapic[r >> 50 & 3];
	unsigned off = (unsigned)(r >> 16) & 0x3f0;

	if (off == R_INITIAL)
		r |= 0x10000ull << 28; /* not too often */
	switch (r & 7) {
	case 0:
		lapic_set_lint(lapic, r >> 8 & 1, r >> 9 & 1);
		return 0;
	case 1:
		return (uint32_t)lapic_intack(lapic);
	case 2:
	case 3:
		bench_eq(lapic_ops.peek(lapic, off, 4), lapic_ops.read(lapic, off, 4), "peek");
		return lapic_ops.read(lapic, off, 4);
	default:
		lapic_ops.write(lapic, off, (uint32_t)(r >> 28), r & 0x100 ? 4 : 1);
		return 0;
	}
}

START_TEST(random_and_snapshot)
{
	uint64_t seed = 0x14be55;
	struct snap_buf image = {0};
	char err[160];

	setup();
	for (unsigned i = 0; i < 300000; i++) {
		poke(&rig, bench_random(&seed));
		bench_run(&rig.bench, seed % 3000);
	}
	rig_make(&twin);
	twin.bench.now_ns = rig.bench.now_ns;
	twin.bus.next = rig.bus.next;
	for (unsigned n = 0; n < RIG_CPUS; n++)
		snap_save(&image, &lapic_snap, &rig.lapic[n]);
	for (unsigned n = 0; n < RIG_CPUS; n++)
		ck_assert_msg(snap_load(&image, &lapic_snap, &twin.lapic[n], &twin.bench.clock, err,
					sizeof(err)),
			      "%s", err);
	for (unsigned i = 0; i < 100000; i++) {
		uint64_t r = bench_random(&seed), ns = bench_random(&seed) % 3000;

		bench_eq(poke(&twin, r), poke(&rig, r), "the loaded one's answer");
		bench_run(&rig.bench, ns);
		bench_run(&twin.bench, ns);
		ck_assert_mem_eq(twin.bench.level, rig.bench.level, sizeof(rig.bench.level));
	}
	snap_free(&image);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    after_reset,  priorities, destinations,   lowest_priority, other_modes,	   errors,
	    virtual_wire, lint_level, timer_one_shot, timer_periodic,  random_and_snapshot};

	return bench_main(bench_suite("lapic", tests, sizeof(tests) / sizeof(tests[0])));
}
