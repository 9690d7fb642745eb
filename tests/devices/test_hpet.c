/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/hpet.h"

enum { CONFIG = 0x10, STATUS = 0x20, COUNTER = 0xf0, T0 = 0x100, T1 = 0x120, T2 = 0x140 };
enum { COMPARATOR = 8 };
enum { IRQ0 = 24, IRQ8 = 25, LEGACY = 26 };
enum { LEVEL = 2, ENABLE = 4, PERIODIC = 8, SET = 0x40, BITS32 = 0x100, PIN20 = 20 << 9 };

static struct bench bench, other;
static struct hpet hpet, twin;

static void legacy(void *ctx, bool on)
{
	bench_set(ctx, LEGACY, on);
}

static void make(struct hpet *chip, struct bench *b)
{
	struct hpet_wires wires = {
	    .irq0 = bench_wire(b, IRQ0), .irq8 = bench_wire(b, IRQ8), .legacy = legacy, .ctx = b};

	bench_init(b);
	for (int n = 0; n < HPET_PINS; n++)
		if (HPET_ROUTES >> n & 1)
			wires.pin[n] = bench_wire(b, n);
	hpet_init(chip, &b->clock, &wires);
}

static void set(uint32_t off, uint32_t value)
{
	hpet_ops.write(&hpet, off, value, 4);
}

static uint32_t get(uint32_t off)
{
	return hpet_ops.read(&hpet, off, 4);
}

START_TEST(registers)
{
	make(&hpet, &bench);
	ck_assert_uint_eq(get(0), 0x8086a201);
	ck_assert_uint_eq(get(4), 10000000);
	ck_assert_uint_eq(get(T0), 0x30);
	ck_assert_uint_eq(get(T0 + 4), HPET_ROUTES);
	ck_assert_uint_eq(get(T0 + COMPARATOR), 0xffffffff);
	set(T0, 3 << 9); /* there is no such route */
	ck_assert_uint_eq(get(T0), 0x30);
	set(T0, PIN20 | ENABLE);
	ck_assert_uint_eq(get(T0), PIN20 | ENABLE | 0x30);
	ck_assert_uint_eq(get(0x200), 0);
}
END_TEST

START_TEST(counting)
{
	make(&hpet, &bench);
	bench_run(&bench, 1000);
	ck_assert_uint_eq(get(COUNTER), 0);
	set(COUNTER, 5);
	set(COUNTER + 4, 1);
	set(CONFIG, 1);
	bench_run(&bench, 995);
	ck_assert_uint_eq(get(COUNTER), 5 + 99);
	set(COUNTER, 7); /* only while it is halted */
	ck_assert_uint_eq(get(COUNTER), 5 + 99);
	set(CONFIG, 0);
	bench_run(&bench, 1000);
	ck_assert_uint_eq(get(COUNTER), 5 + 99);
	ck_assert_uint_eq(get(COUNTER + 4), 1);
}
END_TEST

START_TEST(one_shot)
{
	make(&hpet, &bench);
	set(T2, PIN20 | ENABLE | BITS32);
	set(T2 + COMPARATOR, 100);
	set(CONFIG, 1);
	bench_run(&bench, 999);
	ck_assert_uint_eq(bench.rises[20], 0);
	bench_run(&bench, 1);
	ck_assert_uint_eq(bench.rises[20], 1);
	ck_assert(bench.level[20]); /* an edge: it stays up for who is late */
	bench_run(&bench, 1000000);
	ck_assert_uint_eq(bench.rises[20], 1);
	/* What it has passed comes when the 32 bits have gone round. */
	set(T2 + COMPARATOR, get(COUNTER) - 1);
	bench_run(&bench, 42900000000ull);
	ck_assert_uint_eq(bench.rises[20], 1);
	bench_run(&bench, 60000000);
	ck_assert_uint_eq(bench.rises[20], 2);
	set(T2, PIN20 | BITS32);
	ck_assert(!bench.level[20]);
}
END_TEST

START_TEST(periodic)
{
	make(&hpet, &bench);
	set(CONFIG, 3);
	ck_assert(bench.level[LEGACY]);
	set(T0, ENABLE | PERIODIC | SET | BITS32);
	set(T0 + COMPARATOR, 1000);
	set(T0 + COMPARATOR, 250);
	bench_run(&bench, 9990);
	ck_assert_uint_eq(bench.rises[IRQ0], 0);
	bench_run(&bench, 10 + 2500 * 8);
	ck_assert_uint_eq(bench.rises[IRQ0], 9);
	ck_assert_uint_eq(get(T0 + COMPARATOR), 1000 + 250 * 9);
	/* Not enabled it goes on without a word. */
	set(T0, PERIODIC | BITS32);
	bench_run(&bench, 25000);
	ck_assert_uint_eq(bench.rises[IRQ0], 9);
	ck_assert_uint_eq(get(T0 + COMPARATOR), 1000 + 250 * 19);
	set(CONFIG, 0);
	ck_assert(!bench.level[LEGACY]);
}
END_TEST

START_TEST(level)
{
	make(&hpet, &bench);
	set(T1, PIN20 | LEVEL | ENABLE);
	set(T1 + COMPARATOR, 10);
	set(T1 + COMPARATOR + 4, 0);
	set(CONFIG, 1);
	bench_run(&bench, 100);
	ck_assert(bench.level[20]);
	ck_assert_uint_eq(get(STATUS), 2);
	set(STATUS, 1);
	ck_assert(bench.level[20]);
	set(CONFIG, 3); /* legacy: timer 1 is IRQ 8's now */
	ck_assert(!bench.level[20] && bench.level[IRQ8]);
	set(STATUS, 2);
	ck_assert(!bench.level[IRQ8]);
	ck_assert_uint_eq(get(STATUS), 0);
}
END_TEST

static uint32_t poke(struct hpet *chip, uint64_t r)
{
	uint32_t off = (uint32_t)(r >> 8) % 0x160 & ~3u;

	if (r & 1) {
		hpet_ops.write(chip, off, (uint32_t)(r >> 24) & (r & 4 ? 0xffff : 0xffffffff),
			       r & 8 || off < 0x100 ? 4 : 2);
		return 0;
	}
	/* A look gives what it was when it was last looked at; a read catches up first. */
	hpet_ops.read(chip, off, 4);
	bench_eq(hpet_ops.peek(chip, off, 4), hpet_ops.read(chip, off, 4), "peek");
	return hpet_ops.read(chip, off, 4);
}

START_TEST(random_and_snapshot)
{
	uint64_t seed = 0x100a;
	struct snap_buf image = {0};
	char err[160];

	make(&hpet, &bench);
	for (unsigned i = 0; i < 300000; i++) {
		poke(&hpet, bench_random(&seed));
		bench_run(&bench, seed % 500);
	}
	make(&twin, &other);
	snap_save(&image, &hpet_snap, &hpet);
	other.now_ns = bench.now_ns;
	ck_assert_msg(snap_load(&image, &hpet_snap, &twin, &other.clock, err, sizeof(err)), "%s",
		      err);
	ck_assert_mem_eq(bench.level, other.level, sizeof(bench.level));
	bench.hash = other.hash = 0;
	for (unsigned i = 0; i < 50000; i++) {
		uint64_t r = bench_random(&seed), ns = bench_random(&seed) % 500;

		bench_eq(poke(&twin, r), poke(&hpet, r), "the loaded one's answer");
		bench_run(&bench, ns);
		bench_run(&other, ns);
		bench_eq(other.hash, bench.hash, "the loaded one's wires");
	}
	snap_free(&image);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {registers, counting, one_shot,
				      periodic,	 level,	   random_and_snapshot};

	return bench_main(bench_suite("hpet", tests, sizeof(tests) / sizeof(tests[0])));
}
