/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i8254.h"
#include "devices/port61.h"

static struct bench bench;
static struct i8254 pit;

#define OUT0 0

static void setup(void)
{
	bench_init(&bench);
	i8254_init(&pit, &bench.clock, bench_wire(&bench, OUT0));
	i8254_set_gate(&pit, 2, true);
}

/* The moment of a CLK pulse. */
static uint64_t tick_ns(uint64_t tick)
{
	return clock_tick_ns(tick, I8254_HZ);
}

static void pulses(unsigned n)
{
	bench_run_to(&bench, tick_ns(clock_ticks(bench.now_ns, I8254_HZ) + n));
}

static void program(unsigned n, unsigned mode, uint16_t count)
{
	i8254_write(&pit, 3, (uint8_t)(n << 6 | 0x30 | mode << 1));
	i8254_write(&pit, n, count & 0xff);
	i8254_write(&pit, n, count >> 8);
}

static unsigned count(unsigned n)
{
	unsigned low;

	i8254_write(&pit, 3, (uint8_t)(n << 6));
	low = i8254_read(&pit, n);
	return low | i8254_read(&pit, n) << 8;
}

START_TEST(mode0) /* "Mode 0: Interrupt on Terminal Count" */
{
	setup();
	program(0, 0, 4);
	ck_assert(!bench.level[OUT0]);
	pulses(1); /* loads: OUT rises N + 1 pulses after the write */
	ck_assert_uint_eq(count(0), 4);
	pulses(3);
	ck_assert_uint_eq(count(0), 1);
	ck_assert(!bench.level[OUT0]);
	pulses(1);
	ck_assert(bench.level[OUT0]);
	ck_assert_uint_eq(count(0), 0);
	pulses(1);
	ck_assert_uint_eq(count(0), 0xffff); /* counts on */
	pulses(0x20000);
	ck_assert_uint_eq(bench.rises[OUT0], 1);
	/* the first byte of a new count stops the counting and lowers OUT at once */
	i8254_write(&pit, 0, 3);
	ck_assert(!bench.level[OUT0]);
	pulses(100);
	i8254_write(&pit, 0, 0);
	pulses(3);
	ck_assert(!bench.level[OUT0]);
	pulses(1);
	ck_assert(bench.level[OUT0]);
}
END_TEST

START_TEST(mode0_gate) /* the gate lets it count */
{
	setup();
	i8254_set_gate(&pit, 2, false);
	program(2, 0, 4);
	pulses(10);
	ck_assert_uint_eq(count(2), 4); /* loaded all the same */
	i8254_set_gate(&pit, 2, true);
	pulses(3);
	ck_assert(!i8254_out(&pit, 2));
	pulses(1);
	ck_assert(i8254_out(&pit, 2)); /* N pulses after the gate */
}
END_TEST

START_TEST(mode1) /* "Hardware Retriggerable One-Shot" */
{
	setup();
	i8254_set_gate(&pit, 2, false);
	program(2, 1, 3);
	pulses(10);
	ck_assert(i8254_out(&pit, 2));
	i8254_set_gate(&pit, 2, true);
	ck_assert(i8254_out(&pit, 2));
	pulses(1);
	ck_assert(!i8254_out(&pit, 2));
	pulses(2);
	ck_assert(!i8254_out(&pit, 2));
	i8254_set_gate(&pit, 2, false); /* only a rise counts: it triggers again */
	i8254_set_gate(&pit, 2, true);
	pulses(3);
	ck_assert(!i8254_out(&pit, 2));
	pulses(1);
	ck_assert(i8254_out(&pit, 2));
	/* a new count waits for the trigger */
	i8254_write(&pit, 2, 9);
	i8254_write(&pit, 2, 0);
	pulses(20);
	ck_assert(i8254_out(&pit, 2));
}
END_TEST

START_TEST(mode2) /* "Rate Generator" */
{
	static const unsigned want[] = {4, 3, 2, 1, 4, 3, 2, 1, 4};

	setup();
	program(0, 2, 4);
	ck_assert(bench.level[OUT0]);
	for (unsigned i = 0; i < 9; i++) {
		pulses(1);
		ck_assert_uint_eq(count(0), want[i]);
		ck_assert_int_eq(bench.level[OUT0], want[i] != 1);
	}
	/* a new count is taken at the end of the period */
	i8254_write(&pit, 0, 6);
	pulses(1);
	ck_assert_uint_eq(count(0), 3);
	i8254_write(&pit, 0, 0);
	pulses(2);
	ck_assert_uint_eq(count(0), 1);
	pulses(1);
	ck_assert_uint_eq(count(0), 6);
}
END_TEST

START_TEST(mode2_gate)
{
	setup();
	program(2, 2, 4);
	pulses(4);
	ck_assert(!i8254_out(&pit, 2));
	i8254_set_gate(&pit, 2, false); /* OUT rises at once */
	ck_assert(i8254_out(&pit, 2));
	pulses(7);
	ck_assert_uint_eq(count(2), 1);
	i8254_set_gate(&pit, 2, true); /* reloads on the next pulse */
	pulses(1);
	ck_assert_uint_eq(count(2), 4);
	pulses(3);
	ck_assert(!i8254_out(&pit, 2));
}
END_TEST

START_TEST(mode3) /* "Square Wave Mode" */
{
	static const unsigned even[] = {4, 2, 4, 2, 4, 2}, odd[] = {4, 2, 0, 4, 2, 4, 2, 0};

	setup();
	program(0, 3, 4);
	for (unsigned i = 0; i < 6; i++) {
		pulses(1);
		ck_assert_uint_eq(count(0), even[i]);
		ck_assert_int_eq(bench.level[OUT0], i / 2 % 2 == 0);
	}
	program(0, 3, 5);
	for (unsigned i = 0; i < 8; i++) {
		pulses(1);
		ck_assert_uint_eq(count(0), odd[i]);
		ck_assert_int_eq(bench.level[OUT0], i < 3 || i >= 5);
	}
}
END_TEST

START_TEST(mode4) /* "Software Triggered Strobe" */
{
	setup();
	program(0, 4, 3);
	ck_assert(bench.level[OUT0]);
	pulses(3);
	ck_assert(bench.level[OUT0]);
	pulses(1); /* N + 1 pulses after the write */
	ck_assert(!bench.level[OUT0]);
	pulses(1);
	ck_assert(bench.level[OUT0]);
	ck_assert_uint_eq(count(0), 0xffff);
	pulses(0x20000);
	ck_assert_uint_eq(bench.rises[OUT0], 2); /* at the control word, and after the strobe */
}
END_TEST

START_TEST(mode5) /* "Hardware Triggered Strobe" */
{
	setup();
	i8254_set_gate(&pit, 2, false);
	program(2, 5, 3);
	pulses(20);
	ck_assert(i8254_out(&pit, 2));
	i8254_set_gate(&pit, 2, true);
	i8254_set_gate(&pit, 2, false);
	pulses(3);
	ck_assert(i8254_out(&pit, 2));
	pulses(1);
	ck_assert(!i8254_out(&pit, 2));
	pulses(1);
	ck_assert(i8254_out(&pit, 2));
}
END_TEST

START_TEST(latches_hold_until_read) /* "Counter Latch Command", "Read-Back Command" */
{
	setup();
	program(0, 2, 1000);
	pulses(101);
	i8254_write(&pit, 3, 0x00);
	pulses(50);
	i8254_write(&pit, 3, 0x00); /* ignored: still latched */
	ck_assert_uint_eq(i8254_read(&pit, 0), 900 & 0xff);
	pulses(50);
	ck_assert_uint_eq(i8254_read(&pit, 0), 900 >> 8);
	ck_assert_uint_eq(count(0), 800);
	/* status and count of counters 0 and 1: status comes first */
	i8254_write(&pit, 3, 0x54);
	i8254_write(&pit, 3, 0xc0 | 0x06);
	ck_assert_uint_eq(i8254_read(&pit, 0), 0xb4); /* OUT, both bytes, mode 2 */
	ck_assert_uint_eq(i8254_read(&pit, 0), 800 & 0xff);
	ck_assert_uint_eq(i8254_read(&pit, 0), 800 >> 8);
	ck_assert_uint_eq(i8254_read(&pit, 1), 0xd4); /* OUT, null count, low byte, mode 2 */
}
END_TEST

START_TEST(null_count_flag) /* "Null Count Operation" */
{
	setup();
	program(0, 2, 100);
	i8254_write(&pit, 3, 0xe2);
	ck_assert_uint_eq(i8254_read(&pit, 0) & 0x40, 0x40);
	pulses(1);
	i8254_write(&pit, 3, 0xe2);
	ck_assert_uint_eq(i8254_read(&pit, 0) & 0x40, 0x00);
	i8254_write(&pit, 0, 50);
	i8254_write(&pit, 0, 0);
	pulses(50);
	i8254_write(&pit, 3, 0xe2);
	ck_assert_uint_eq(i8254_read(&pit, 0) & 0x40, 0x40); /* until the period ends */
	pulses(50);
	i8254_write(&pit, 3, 0xe2);
	ck_assert_uint_eq(i8254_read(&pit, 0) & 0x40, 0x00);
}
END_TEST

START_TEST(bcd_and_single_bytes)
{
	setup();
	i8254_write(&pit, 3, 0x31); /* counter 0, both, mode 0, BCD */
	i8254_write(&pit, 0, 0x00);
	i8254_write(&pit, 0, 0x10); /* 1000 */
	pulses(2);
	ck_assert_uint_eq(count(0), 0x0999);
	pulses(1000);
	ck_assert_uint_eq(count(0), 0x9999);
	i8254_write(&pit, 3, 0x20); /* high byte only */
	i8254_write(&pit, 0, 0x02);
	pulses(1);
	ck_assert_uint_eq(i8254_read(&pit, 0), 0x02);
	pulses(1);
	ck_assert_uint_eq(i8254_read(&pit, 0), 0x01);
	ck_assert_uint_eq(i8254_read(&pit, 0), 0x01);
	i8254_write(&pit, 3, 0x10); /* low byte only: 0 counts 65536 */
	i8254_write(&pit, 0, 0x00);
	pulses(65536);
	ck_assert(!bench.level[OUT0]);
	pulses(1);
	ck_assert(bench.level[OUT0]);
	ck_assert_uint_eq(i8254_read(&pit, 3), 0xff);
}
END_TEST

START_TEST(irq0_keeps_exact_time)
{
	setup();
	program(0, 2, 11932); /* HZ=100 */
	bench_run_to(&bench, 100 * CLOCK_NS_PER_S);
	/* edges at pulse 1 + k * 11932, by ticks of an ideal crystal: 9999 of them, and the first
	 */
	ck_assert_uint_eq(bench.rises[OUT0], 1 + (119318200 - 1) / 11932);
	ck_assert_uint_eq(bench.rise_ns[OUT0], tick_ns(1 + (119318200 - 1) / 11932 * 11932ull));
}
END_TEST

START_TEST(port_61h)
{
	static struct port61 port;

	setup();
	port61_init(&port, &pit, &bench.clock);
	port61_reset(&port);
	program(2, 0, 1000);
	pulses(2000);
	ck_assert_uint_eq(port61_read(&port) & 0x2f, 0x00); /* the gate is closed */
	port61_write(&port, 0xff);
	pulses(1000);
	ck_assert_uint_eq(port61_read(&port) & 0xef, 0x2f);
	port61_write(&port, 0x00);
	bench_run_to(&bench, tick_ns(18 * 1000));
	ck_assert_uint_eq(port61_read(&port) & 0x10, 0x00);
	pulses(18); /* 15.085 us */
	ck_assert_uint_eq(port61_read(&port) & 0x10, 0x10);
	pulses(18);
	ck_assert_uint_eq(port61_read(&port) & 0x10, 0x00);
}
END_TEST

START_TEST(preset_is_a_pc_firmware)
{
	setup();
	i8254_preset(&pit);
	bench_run_to(&bench, 10 * CLOCK_NS_PER_S);
	ck_assert_uint_eq(bench.rises[OUT0], 1 + (11931820 - 1) / 65536);
}
END_TEST

/* ---- against a model that goes pulse by pulse, as the datasheet's figures do ---- */

struct model {
	unsigned mode, cr, ce, n;
	bool bcd, gate, out, loaded, load, armed, pending_low;
};

static unsigned model_count(const struct model *m)
{
	if (!m->bcd)
		return m->cr ? m->cr : 65536;
	return m->cr ? (m->cr >> 12) * 1000 + (m->cr >> 8 & 15) * 100 + (m->cr >> 4 & 15) * 10 +
			   (m->cr & 15)
		     : 10000;
}

static unsigned model_down(const struct model *m, unsigned by)
{
	unsigned top = m->bcd ? 10000 : 65536;

	return (m->ce % top + top - by) % top;
}

static void model_load(struct model *m)
{
	m->n = m->ce = model_count(m);
	if (m->mode == 3)
		m->ce &= ~1u;
	m->loaded = m->armed = true;
	m->load = m->pending_low = false;
}

static void model_square(struct model *m)
{
	bool odd = m->n & 1;

	/* high: N/2 counts, one more when odd (through 0); low: N/2 counts */
	if (m->ce == (odd && m->out ? 0 : 2)) {
		m->out = !m->out;
		m->n = model_count(m);
		m->ce = m->n & ~1u;
	} else {
		m->ce -= 2;
	}
}

static void model_pulse(struct model *m)
{
	if (m->load) {
		model_load(m);
		m->out = m->mode > 1;
		return;
	}
	if (m->pending_low) {
		m->pending_low = false;
		m->out = true;
	}
	if (!m->loaded || (!m->gate && m->mode != 1 && m->mode != 5))
		return;
	if (m->mode == 3) {
		model_square(m);
		return;
	}
	if (m->mode == 2 && m->ce == 1) {
		m->n = m->ce = model_count(m);
		m->out = true;
		return;
	}
	m->ce = model_down(m, 1);
	if (m->mode == 2)
		m->out = m->ce != 1;
	if (m->mode != 2 && m->ce == 0 && m->armed) {
		m->armed = false;
		m->out = m->mode < 4;
		m->pending_low = m->mode >= 4;
	}
}

static void model_program(struct model *m, unsigned mode, bool bcd)
{
	m->mode = mode;
	m->bcd = bcd;
	m->out = mode != 0;
	m->load = m->loaded = m->armed = m->pending_low = false;
	m->ce = 0;
}

static void model_write(struct model *m, unsigned cr)
{
	m->cr = cr;
	if (m->mode == 0)
		m->out = false;
	if (m->mode == 0 || m->mode == 4 || ((m->mode == 2 || m->mode == 3) && !m->loaded))
		m->load = true;
}

static void model_gate(struct model *m, bool gate)
{
	bool rises = gate && !m->gate;

	m->gate = gate;
	if (rises && (m->mode == 1 || m->mode == 5 || (m->mode != 0 && m->mode != 4 && m->loaded)))
		m->load = true;
	if (!gate && (m->mode == 2 || m->mode == 3))
		m->out = true;
}

static unsigned random_cr(uint64_t *seed, bool bcd)
{
	unsigned n = 2 + bench_random(seed) % (bench_random(seed) % 4 ? 20 : 9000);

	return bcd ? n / 1000 << 12 | n / 100 % 10 << 8 | n / 10 % 10 << 4 | n % 10 : n;
}

static void write_cr(unsigned cr)
{
	i8254_write(&pit, 2, cr & 0xff);
	i8254_write(&pit, 2, cr >> 8);
}

static void change_something(struct model *m, uint64_t *seed)
{
	unsigned what = bench_random(seed) % 8, cr;

	if (what == 0) {
		model_program(m, bench_random(seed) % 6, bench_random(seed) & 1);
		i8254_write(&pit, 3, 0xb0 | m->mode << 1 | m->bcd);
	}
	if (what <= 1) {
		cr = random_cr(seed, m->bcd);
		model_write(m, cr);
		write_cr(cr);
	} else if (what == 2) {
		model_gate(m, !m->gate);
		i8254_set_gate(&pit, 2, m->gate);
	}
}

static unsigned digits(const struct model *m)
{
	unsigned n = m->ce % (m->bcd ? 10000 : 65536);

	return m->bcd ? n / 1000 << 12 | n / 100 % 10 << 8 | n / 10 % 10 << 4 | n % 10 : n;
}

START_TEST(all_modes_against_the_model)
{
	struct model m = {.gate = true};
	uint64_t seed = 0x8254, tick = 0;

	setup();
	model_program(&m, 2, false);
	i8254_write(&pit, 3, 0xb4);
	for (int i = 0; i < 200000; i++) {
		unsigned n =
		    bench_random(&seed) % 4 ? bench_random(&seed) % 3 : bench_random(&seed) % 100;

		change_something(&m, &seed);
		for (unsigned k = 0; k < n; k++)
			model_pulse(&m);
		tick += n;
		bench_run_to(&bench, tick_ns(tick));
		bench_eq(i8254_out(&pit, 2), m.out, "OUT");
		if (m.loaded && bench_random(&seed) & 1)
			bench_eq(count(2), digits(&m), "count");
	}
}
END_TEST

/* Counter 0's wire, driven by timers, must show every edge that the model has. */
START_TEST(edges_against_the_model)
{
	struct model m = {.gate = true};
	uint64_t seed = 0x8255, tick = 0;
	unsigned rises = 0;
	bool level = false;

	setup();
	for (int i = 0; i < 3000; i++) {
		unsigned n = bench_random(&seed) % 300, cr, mode = bench_random(&seed) % 6;

		if (mode != m.mode || i == 0) {
			model_program(&m, mode, false);
			i8254_write(&pit, 3, (uint8_t)(0x30 | mode << 1));
			rises += m.out && !level;
			level = m.out;
		}
		cr = random_cr(&seed, false) % 400 + 2;
		model_write(&m, cr);
		i8254_write(&pit, 0, cr & 0xff);
		i8254_write(&pit, 0, cr >> 8);
		level = m.out;
		for (unsigned k = 0; k < n; k++) {
			model_pulse(&m);
			rises += m.out && !level;
			level = m.out;
		}
		tick += n;
		bench_run_to(&bench, tick_ns(tick));
		bench_eq(bench.rises[OUT0], rises, "rises of OUT 0");
		bench_eq(bench.level[OUT0], level, "OUT 0");
	}
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports = {&i8254_ops, &pit, 4};

	setup();
	program(0, 3, 12345);
	program(2, 2, 777);
	i8254_write(&pit, 3, 0xc2);
	bench.now_ns += 123456;
	bench_check_peek(&ports, 1, &pit, sizeof(pit));
}
END_TEST

START_TEST(a_loaded_timer_goes_on)
{
	static struct bench other_bench;
	static struct i8254 other;
	const struct bench_section from = {&i8254_snap, &pit}, to = {&i8254_snap, &other};
	const struct bench_ports ports = {&i8254_ops, &pit, 4},
				 other_ports = {&i8254_ops, &other, 4};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		program(0, seed % 6, 1000);
		bench_init(&other_bench);
		i8254_init(&other, &other_bench.clock, bench_wire(&other_bench, OUT0));
		bench_fuzz(&bench, &ports, 1, seed, 100);
		bench_check_snapshot(&bench, &ports, &from, &other_bench, &other_ports, &to, 1, 1,
				     seed + 100);
	}
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports = {&i8254_ops, &pit, 4};

	setup();
	bench_fuzz(&bench, &ports, 1, 0x61, 1000000);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    mode0,
	    mode0_gate,
	    mode1,
	    mode2,
	    mode2_gate,
	    mode3,
	    mode4,
	    mode5,
	    latches_hold_until_read,
	    null_count_flag,
	    bcd_and_single_bytes,
	    irq0_keeps_exact_time,
	    port_61h,
	    preset_is_a_pc_firmware,
	    all_modes_against_the_model,
	    edges_against_the_model,
	    looking_changes_nothing,
	    a_loaded_timer_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("i8254", tests, sizeof(tests) / sizeof(tests[0])));
}
