/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i8259.h"

static struct bench bench;
static struct i8259 pic;

#define INTR 0

static void out(unsigned port, uint8_t value)
{
	i8259_write(&pic, port >= 0xa0, port & 1, value);
}

static uint8_t in(unsigned port)
{
	return i8259_read(&pic, port >= 0xa0, port & 1);
}

static void raise(int n)
{
	i8259_set_irq(&pic, n, true);
}

static void lower(int n)
{
	i8259_set_irq(&pic, n, false);
}

static void pulse(int n)
{
	lower(n);
	raise(n);
}

static bool intr(void)
{
	return bench.level[INTR];
}

/* As every PC kernel does, with everything let through. */
static void setup(uint8_t icw4_master, uint8_t icw4_slave)
{
	bench_init(&bench);
	i8259_init(&pic, bench_wire(&bench, INTR));
	out(0x20, 0x11);
	out(0x21, 0x20);
	out(0x21, 0x04);
	out(0x21, icw4_master);
	out(0xa0, 0x11);
	out(0xa1, 0x28);
	out(0xa1, 0x02);
	out(0xa1, icw4_slave);
	out(0x21, 0x00);
	out(0xa1, 0x00);
}

static uint8_t isr(unsigned port)
{
	out(port, 0x0b);
	return in(port);
}

static uint8_t irr(unsigned port)
{
	out(port, 0x0a);
	return in(port);
}

START_TEST(silent_until_initialised)
{
	bench_init(&bench);
	i8259_init(&pic, bench_wire(&bench, INTR));
	for (int n = 0; n < 16; n++)
		if (n != 2)
			raise(n);
	ck_assert(!intr());
	/* in the middle of the initialisation too */
	out(0x20, 0x11);
	lower(0);
	raise(0);
	ck_assert(!intr());
	out(0x21, 0x08);
	out(0x21, 0x04);
	ck_assert(!intr());
	out(0x21, 0x01);
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x08);
}
END_TEST

START_TEST(icw1_forgets_edges_and_mask) /* "ICW1 and ICW2", a to f */
{
	setup(1, 1);
	out(0x21, 0xff);
	out(0x20, 0x68); /* special mask mode */
	out(0x20, 0x0b);
	out(0x20, 0xc3); /* lowest is 3 */
	raise(5);
	ck_assert_uint_eq(irr(0x20), 0x20);
	out(0x20, 0x13); /* single: no ICW3 */
	out(0x21, 0x40);
	out(0x21, 0x01);
	ck_assert_uint_eq(in(0x21), 0x00);
	ck_assert_uint_eq(in(0x20), 0x00); /* IRR selected; a held line needs a new edge */
	ck_assert(!intr());
	pulse(5);
	pulse(4);
	ck_assert_int_eq(i8259_intack(&pic), 0x44); /* 4 over 5: 7 is the lowest again */
	ck_assert_uint_eq(isr(0x20), 0x10);
}
END_TEST

START_TEST(icw1_ends_what_was_in_service)
{
	setup(1, 1);
	raise(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x20);
	out(0x20, 0x11);
	out(0x21, 0x20);
	out(0x21, 0x04);
	out(0x21, 0x01);
	ck_assert_uint_eq(isr(0x20), 0x00);
	pulse(7);
	ck_assert_int_eq(i8259_intack(&pic), 0x27);
	ck_assert_uint_eq(isr(0x20), 0x80);
}
END_TEST

START_TEST(icw1_without_icw4_or_icw3)
{
	setup(3, 1);
	out(0x20, 0x12); /* single, no ICW4: automatic EOI goes too */
	out(0x21, 0x55); /* low bits of ICW2 do not count */
	out(0x21, 0x00); /* so this is the mask */
	raise(3);
	ck_assert_int_eq(i8259_intack(&pic), 0x53);
	ck_assert_uint_eq(isr(0x20), 0x08);
}
END_TEST

START_TEST(fully_nested) /* "Fully Nested Mode" */
{
	setup(1, 1);
	raise(4);
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x24);
	ck_assert(!intr());
	ck_assert_uint_eq(isr(0x20), 0x10);
	ck_assert_uint_eq(irr(0x20), 0x00); /* the edge is used up, the line still high */
	raise(6);
	ck_assert(!intr()); /* lower */
	pulse(4);
	ck_assert(!intr()); /* the same */
	raise(1);
	ck_assert(intr()); /* higher */
	ck_assert_int_eq(i8259_intack(&pic), 0x21);
	ck_assert_uint_eq(isr(0x20), 0x12);
	out(0x20, 0x20); /* EOI of the highest in service */
	ck_assert_uint_eq(isr(0x20), 0x10);
	ck_assert(!intr());
	out(0x20, 0x20);
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x24);
	out(0x20, 0x64); /* specific EOI */
	ck_assert_int_eq(i8259_intack(&pic), 0x26);
	out(0x20, 0x64); /* of another level: nothing */
	ck_assert_uint_eq(isr(0x20), 0x40);
}
END_TEST

START_TEST(mask) /* OCW1 */
{
	setup(1, 1);
	out(0x21, 0x08);
	raise(3);
	ck_assert(!intr());
	ck_assert_uint_eq(irr(0x20), 0x08); /* the mask lies behind IRR */
	ck_assert_uint_eq(in(0x21), 0x08);
	out(0x21, 0x00);
	ck_assert(intr());
	out(0x21, 0x08);
	ck_assert(!intr());
}
END_TEST

START_TEST(slave_cascades)
{
	setup(1, 1);
	raise(12);
	ck_assert(intr());
	ck_assert_uint_eq(irr(0xa0), 0x10);
	ck_assert_uint_eq(irr(0x20), 0x04);
	ck_assert_int_eq(i8259_intack(&pic), 0x2c);
	ck_assert_uint_eq(isr(0x20), 0x04);
	ck_assert_uint_eq(isr(0xa0), 0x10);
	raise(9);
	ck_assert(!intr()); /* the master's IR2 is in service */
	out(0xa0, 0x20);
	out(0x20, 0x20);
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x29);
	raise(3);
	ck_assert(!intr());
	raise(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x20);
}
END_TEST

START_TEST(slave_request_left_over_makes_a_new_edge)
{
	setup(1, 1);
	raise(9);
	raise(10);
	ck_assert_int_eq(i8259_intack(&pic), 0x29);
	out(0xa0, 0x20);
	out(0x20, 0x20);
	ck_assert_int_eq(i8259_intack(&pic), 0x2a);
	out(0xa0, 0x20);
	out(0x20, 0x20);
	ck_assert(!intr());
	/* with automatic EOI the slave asks again at once */
	setup(1, 3);
	raise(9);
	raise(10);
	ck_assert_int_eq(i8259_intack(&pic), 0x29);
	out(0x20, 0x20);
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x2a);
}
END_TEST

START_TEST(spurious) /* "Interrupt Sequence": no request left at INTA */
{
	setup(1, 1);
	raise(3);
	lower(3);
	ck_assert(!intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x27);
	ck_assert_uint_eq(isr(0x20), 0x00);
	/* a request of the slave that goes between the two pulses: IR2 served, IRQ15 told */
	raise(14);
	pic.chip[1].lines = 0;
	ck_assert_int_eq(i8259_intack(&pic), 0x2f);
	ck_assert_uint_eq(isr(0xa0), 0x00);
	ck_assert_uint_eq(isr(0x20), 0x04);
}
END_TEST

START_TEST(edge_needs_the_line_to_stay)
{
	setup(1, 1);
	raise(5);
	ck_assert_uint_eq(irr(0x20), 0x20);
	lower(5);
	ck_assert_uint_eq(irr(0x20), 0x00);
	raise(5);
	ck_assert_int_eq(i8259_intack(&pic), 0x25);
	out(0x20, 0x20);
	raise(5); /* still high: no edge */
	ck_assert(!intr());
	pulse(5);
	ck_assert(intr());
}
END_TEST

START_TEST(level_triggered_by_elcr) /* PIIX3, ELCR1, ELCR2 */
{
	const struct bench_ports elcr = {&i8259_elcr_ops, &pic, 2};

	setup(1, 1);
	bench_wr(&elcr, 0, 0xff);
	bench_wr(&elcr, 1, 0xff);
	ck_assert_uint_eq(bench_rd(&elcr, 0), 0xf8);
	ck_assert_uint_eq(bench_rd(&elcr, 1), 0xde);
	raise(11);
	ck_assert_int_eq(i8259_intack(&pic), 0x2b);
	ck_assert_uint_eq(irr(0xa0), 0x08); /* still asked for */
	out(0xa0, 0x20);
	out(0x20, 0x20);
	ck_assert(intr()); /* and again */
	ck_assert_int_eq(i8259_intack(&pic), 0x2b);
	lower(11);
	out(0xa0, 0x20);
	out(0x20, 0x20);
	ck_assert(!intr());
}
END_TEST

START_TEST(automatic_eoi)
{
	setup(3, 3);
	raise(4);
	raise(13);
	ck_assert_int_eq(i8259_intack(&pic), 0x2d);
	ck_assert_int_eq(i8259_intack(&pic), 0x24);
	ck_assert_uint_eq(isr(0x20), 0);
	ck_assert_uint_eq(isr(0xa0), 0);
	/* rotating: the one served becomes the lowest */
	out(0x20, 0x80);
	raise(5);
	pulse(4);
	ck_assert_int_eq(i8259_intack(&pic), 0x24);
	pulse(4);
	ck_assert_int_eq(i8259_intack(&pic), 0x25);
	out(0x20, 0x00); /* clear: stays where it is, 5 the lowest */
	pulse(7);
	pulse(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x27);
	pulse(7);
	ck_assert_int_eq(i8259_intack(&pic), 0x27);
}
END_TEST

START_TEST(rotation) /* "Automatic Rotation" */
{
	setup(1, 1);
	raise(4);
	raise(6);
	ck_assert_int_eq(i8259_intack(&pic), 0x24);
	out(0x20, 0xa0); /* rotate on non-specific EOI: 4 the lowest, 5 the highest */
	raise(3);
	ck_assert_int_eq(i8259_intack(&pic), 0x26);
	out(0x20, 0xe6); /* rotate on specific EOI: 6 the lowest */
	raise(7);
	raise(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x27);
	out(0x20, 0x20);
	ck_assert_int_eq(i8259_intack(&pic), 0x20);
	out(0x20, 0x20);
	out(0x20, 0xc0); /* set priority: 0 the lowest */
	pulse(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x23);
	pulse(1);
	ck_assert(intr()); /* 1 is the highest */
	ck_assert_int_eq(i8259_intack(&pic), 0x21);
	out(0x20, 0x40); /* no operation */
	ck_assert_uint_eq(isr(0x20), 0x0a);
}
END_TEST

START_TEST(special_mask_mode)
{
	setup(1, 1);
	raise(2 + 1);
	ck_assert_int_eq(i8259_intack(&pic), 0x23);
	raise(6);
	ck_assert(!intr());
	out(0x20, 0x68);
	out(0x21, 0x08); /* 3 masks itself: lower ones pass */
	ck_assert(intr());
	ck_assert_int_eq(i8259_intack(&pic), 0x26);
	ck_assert_uint_eq(isr(0x20), 0x48);
	out(0x20, 0x20); /* non-specific EOI leaves the masked one */
	ck_assert_uint_eq(isr(0x20), 0x08);
	out(0x20, 0x08); /* ESMM clear: the mode stays */
	pulse(6);
	ck_assert(intr());
	out(0x20, 0x48); /* off */
	ck_assert(!intr());
	out(0x20, 0x63);
	ck_assert(intr());
}
END_TEST

START_TEST(special_fully_nested) /* for a slave with its own nesting */
{
	setup(0x11, 1);
	raise(12);
	ck_assert_int_eq(i8259_intack(&pic), 0x2c);
	raise(9);
	ck_assert(intr()); /* a higher one of the slave passes */
	ck_assert_int_eq(i8259_intack(&pic), 0x29);
	ck_assert_uint_eq(isr(0xa0), 0x12);
	raise(14);
	ck_assert(!intr());
	raise(3);
	ck_assert(intr()); /* IR2 does not hold back the master's others */
}
END_TEST

START_TEST(poll) /* "Poll Command" */
{
	setup(1, 1);
	out(0x20, 0x0c);
	ck_assert_uint_eq(in(0x20) & 0x80, 0);
	raise(6);
	raise(4);
	out(0x20, 0x0c);
	ck_assert_uint_eq(in(0x20), 0x84);
	ck_assert_uint_eq(in(0x20), 0x40); /* once only; IRR as before */
	ck_assert_uint_eq(isr(0x20), 0x10);
	out(0x20, 0x20);
	out(0x20, 0x0c);
	ck_assert_uint_eq(in(0x21), 0x86); /* any read will do */
	out(0x20, 0x20);
	/* a slave's request: first the master, then the slave */
	raise(10);
	out(0x20, 0x0c);
	ck_assert_uint_eq(in(0x20), 0x82);
	out(0xa0, 0x0c);
	ck_assert_uint_eq(in(0xa0), 0x82);
	ck_assert_uint_eq(isr(0xa0), 0x04);
}
END_TEST

START_TEST(preset_is_a_pc_firmware)
{
	bench_init(&bench);
	i8259_init(&pic, bench_wire(&bench, INTR));
	i8259_preset(&pic);
	ck_assert_uint_eq(in(0x21), 0xfb);
	ck_assert_uint_eq(in(0xa1), 0xff);
	out(0x21, 0);
	out(0xa1, 0);
	raise(0);
	ck_assert_int_eq(i8259_intack(&pic), 0x08);
	out(0x20, 0x20);
	raise(8);
	ck_assert_int_eq(i8259_intack(&pic), 0x70);
}
END_TEST

#define SETS 3

static void ports_of(struct i8259 *chip, struct bench_ports ports[SETS])
{
	ports[0] = (struct bench_ports){&i8259_master_ops, chip, 2};
	ports[1] = (struct bench_ports){&i8259_slave_ops, chip, 2};
	ports[2] = (struct bench_ports){&i8259_elcr_ops, chip, 2};
}

START_TEST(looking_changes_nothing)
{
	struct bench_ports ports[SETS];

	setup(1, 1);
	ports_of(&pic, ports);
	raise(4);
	raise(10);
	bench_check_peek(ports, SETS, &pic, sizeof(pic));
	out(0x20, 0x0c);
	out(0xa0, 0x0c);
	ck_assert_uint_eq(i8259_peek(&pic, 0, 0), 0x82);
	bench_check_peek(ports, SETS, &pic, sizeof(pic));
}
END_TEST

START_TEST(a_loaded_pair_goes_on)
{
	static struct bench other_bench;
	static struct i8259 other;
	const struct bench_section from = {&i8259_snap, &pic}, to = {&i8259_snap, &other};
	struct bench_ports ports[SETS], other_ports[SETS];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup(1, 1);
		ports_of(&pic, ports);
		bench_init(&other_bench);
		i8259_init(&other, bench_wire(&other_bench, INTR));
		ports_of(&other, other_ports);
		raise(4);
		raise(10);
		bench_fuzz(&bench, ports, SETS, seed, 100);
		bench_check_snapshot(&bench, ports, &from, &other_bench, other_ports, &to, SETS, 1,
				     seed + 100);
	}
}
END_TEST

START_TEST(random_accesses)
{
	struct bench_ports ports[SETS];
	uint64_t seed = 0x8259;

	setup(1, 1);
	ports_of(&pic, ports);
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);
		int n = (int)(r >> 8) & 15;

		bench_poke_at_random(ports, SETS, &seed);
		if (n != 2)
			i8259_set_irq(&pic, n, r & 1);
		if (intr() && r & 2)
			bench_eq(i8259_intack(&pic) < 256, 1, "vector");
		bench_eq(pic.chip[0].out, intr(), "INTR");
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    silent_until_initialised,
	    icw1_forgets_edges_and_mask,
	    icw1_ends_what_was_in_service,
	    icw1_without_icw4_or_icw3,
	    fully_nested,
	    mask,
	    slave_cascades,
	    slave_request_left_over_makes_a_new_edge,
	    spurious,
	    edge_needs_the_line_to_stay,
	    level_triggered_by_elcr,
	    automatic_eoi,
	    rotation,
	    special_mask_mode,
	    special_fully_nested,
	    poll,
	    preset_is_a_pc_firmware,
	    looking_changes_nothing,
	    a_loaded_pair_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("i8259", tests, sizeof(tests) / sizeof(tests[0])));
}
