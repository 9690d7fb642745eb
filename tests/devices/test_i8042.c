/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i8042.h"
#include "devices/ps2_codes.h"

enum { IRQ1 = 1, IRQ12 = 12, A20 = 20, RESET = 21 };

static struct bench bench;
static struct i8042 kbc;

#define BYTE_NS 880000ull

static void wire(struct i8042 *chip, struct bench *b)
{
	i8042_init(chip, &b->clock,
		   (struct i8042_wires){.irq1 = bench_wire(b, IRQ1),
					.irq12 = bench_wire(b, IRQ12),
					.a20 = bench_wire(b, A20),
					.reset = bench_wire(b, RESET)});
}

static void setup(void)
{
	bench_init(&bench);
	wire(&kbc, &bench);
	i8042_preset(&kbc);
}

static uint8_t status(void)
{
	return i8042_read(&kbc, 4);
}

static void command(uint8_t value)
{
	i8042_write(&kbc, 4, value);
}

static void data(uint8_t value)
{
	i8042_write(&kbc, 0, value);
}

/* Wait at most a second for a byte, as a driver does; -1: none came. */
static int get(void)
{
	for (int i = 0; i < 10000; i++) {
		if (status() & 0x01)
			return i8042_read(&kbc, 0);
		bench_run(&bench, 100000);
	}
	return -1;
}

static void expect(const uint8_t *want, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		ck_assert_int_eq(get(), want[i]);
	bench_run(&bench, 5 * BYTE_NS);
	ck_assert_uint_eq(status() & 0x01, 0);
}

#define EXPECT(...) expect((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static void mouse(uint8_t value)
{
	command(0xd4);
	data(value);
}

static void keys(const uint8_t *codes, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		ps2_keyboard_set1(&kbc.keyboard, codes[i]);
}

#define KEYS(...) keys((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

START_TEST(self_tests_and_command_byte)
{
	bench_init(&bench);
	wire(&kbc, &bench);
	ck_assert_uint_eq(status(), 0x18);
	command(0xaa);
	EXPECT(0x55);
	ck_assert_uint_eq(status() & 0x04, 0x04); /* SYS */
	command(0xab);
	EXPECT(0x00);
	command(0xa9);
	EXPECT(0x00);
	command(0x60);
	ck_assert_uint_eq(status() & 0x08, 0x08);
	data(0x65);
	ck_assert_uint_eq(status() & 0x08, 0x00);
	command(0x20);
	EXPECT(0x65);
	command(0xad);
	command(0x20);
	EXPECT(0x75);
	command(0xae);
	command(0xa8);
	command(0x20);
	EXPECT(0x45);
	command(0xa7);
	command(0x20);
	EXPECT(0x65);
	command(0x6a); /* the RAM behind it */
	data(0x99);
	command(0x2a);
	EXPECT(0x99);
	command(0xa4);
	EXPECT(0xf1);
	command(0xc0);
	EXPECT(0x80);
}
END_TEST

START_TEST(output_port_a20_and_reset)
{
	setup();
	ck_assert(bench.level[A20]);
	command(0xd0);
	EXPECT(0xcf);
	command(0xd1);
	data(0xdd);
	ck_assert(!bench.level[A20]);
	command(0xd0);
	ck_assert_int_eq(get() & 0x02, 0);
	command(0xdf);
	ck_assert(bench.level[A20]);
	command(0xdd);
	ck_assert(!bench.level[A20]);
	command(0xd1);
	data(0xdf);
	ck_assert(bench.level[A20]);
	ck_assert_uint_eq(bench.rises[RESET], 0);
	command(0xff); /* pulse nothing */
	ck_assert_uint_eq(bench.rises[RESET], 0);
	command(0xfe);
	ck_assert_uint_eq(bench.rises[RESET], 1);
	ck_assert(!bench.level[RESET]);
	command(0xd1);
	data(0xde);
	ck_assert_uint_eq(bench.rises[RESET], 2);
}
END_TEST

START_TEST(write_output_buffers)
{
	setup();
	command(0x60);
	data(0x47);
	command(0xd2);
	data(0x5a);
	ck_assert(bench.level[IRQ1]);
	ck_assert_uint_eq(status() & 0x21, 0x01);
	EXPECT(0x5a); /* not translated */
	ck_assert(!bench.level[IRQ1]);
	command(0xd3);
	data(0xa5);
	ck_assert(bench.level[IRQ12]);
	ck_assert(!bench.level[IRQ1]);
	ck_assert_uint_eq(status() & 0x21, 0x21);
	EXPECT(0xa5);
	ck_assert(!bench.level[IRQ12]);
}
END_TEST

START_TEST(keys_come_one_by_one)
{
	setup();
	KEYS(0x1e, 0x9e);
	ck_assert_uint_eq(status() & 0x01, 0);
	bench_run(&bench, BYTE_NS);
	ck_assert(bench.level[IRQ1]);
	bench_run(&bench, 10 * BYTE_NS);
	ck_assert_uint_eq(bench.rises[IRQ1], 1); /* held off until read */
	ck_assert_uint_eq(i8042_read(&kbc, 0), 0x1e);
	ck_assert(!bench.level[IRQ1]);
	bench_run(&bench, 2 * BYTE_NS); /* F0 is swallowed by the translation */
	ck_assert_uint_eq(bench.rises[IRQ1], 2);
	ck_assert_uint_eq(i8042_read(&kbc, 0), 0x9e);
	/* a disabled port delivers nothing */
	command(0xad);
	KEYS(0x1e, 0x9e);
	ck_assert_int_eq(get(), -1);
	command(0xae);
	EXPECT(0x1e, 0x9e);
	/* without IRQ1 it is there to be polled */
	command(0x60);
	data(0x44);
	KEYS(0x1e, 0x9e);
	bench_run(&bench, BYTE_NS);
	ck_assert(!bench.level[IRQ1]);
	EXPECT(0x1e, 0x9e);
}
END_TEST

START_TEST(scan_code_sets)
{
	setup();
	/* translated: what comes out is set 1, whatever the keyboard's own */
	KEYS(0xe0, 0x48, 0xe0, 0xc8);
	EXPECT(0xe0, 0x48, 0xe0, 0xc8);
	KEYS(0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5);
	EXPECT(0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5);
	KEYS(0x41, 0xc1, 0x54, 0xd4);
	EXPECT(0x41, 0xc1, 0x54, 0xd4);
	KEYS(0xe0, 0x2a, 0xe0, 0x37, 0xe0, 0xb7, 0xe0, 0xaa);
	EXPECT(0xe0, 0x2a, 0xe0, 0x37, 0xe0, 0xb7, 0xe0, 0xaa);
	/* untranslated */
	command(0x60);
	data(0x05);
	KEYS(0x1e, 0x9e);
	EXPECT(0x1c, 0xf0, 0x1c);
	KEYS(0xe0, 0x48, 0xe0, 0xc8);
	EXPECT(0xe0, 0x75, 0xe0, 0xf0, 0x75);
	KEYS(0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5);
	EXPECT(0xe1, 0x14, 0x77, 0xe1, 0xf0, 0x14, 0xf0, 0x77);
	KEYS(0x41, 0xc1);
	EXPECT(0x83, 0xf0, 0x83);
	data(0xf0);
	EXPECT(0xfa);
	data(0x01);
	EXPECT(0xfa);
	KEYS(0x1e, 0x9e, 0xe0, 0x48, 0xe0, 0xc8);
	EXPECT(0x1e, 0x9e, 0xe0, 0x48, 0xe0, 0xc8);
	data(0xf0);
	EXPECT(0xfa);
	data(0x00);
	EXPECT(0xfa, 0x01);
	data(0xf0);
	EXPECT(0xfa);
	data(0x04);
	EXPECT(0xfe);
}
END_TEST

START_TEST(set3_key_types)
{
	setup();
	command(0x60);
	data(0x05);
	data(0xf0);
	data(0x03);
	EXPECT(0xfa, 0xfa);
	KEYS(0x1e, 0x9e); /* typematic only: no break */
	EXPECT(0x1c);
	KEYS(0x2a, 0xaa); /* shift: make and break */
	EXPECT(0x12, 0xf0, 0x12);
	KEYS(0xe0, 0x1d, 0xe0, 0x9d);
	EXPECT(0x58, 0xf0, 0x58);
	KEYS(0xe1, 0x1d, 0x45, 0xe1, 0x9d, 0xc5);
	EXPECT(0x62);
	data(0xfa); /* all typematic, make and break */
	EXPECT(0xfa);
	KEYS(0x1e, 0x9e);
	EXPECT(0x1c, 0xf0, 0x1c);
	data(0xf9); /* all make only */
	EXPECT(0xfa);
	KEYS(0x1e, 0x9e, 0x2a, 0xaa);
	EXPECT(0x1c, 0x12);
	bench_run(&bench, CLOCK_NS_PER_S);
	data(0xfb); /* a key's own type */
	EXPECT(0xfe);
}
END_TEST

START_TEST(keyboard_commands)
{
	setup();
	data(0xee);
	EXPECT(0xee);
	data(0xf2);
	EXPECT(0xfa, 0xab, 0x41); /* 83 in translation */
	data(0xed);
	EXPECT(0xfa);
	data(0x07);
	EXPECT(0xfa);
	ck_assert_uint_eq(kbc.keyboard.leds, 7);
	data(0xed);
	data(0xf4); /* a command instead of the parameter */
	EXPECT(0xfa, 0xfa);
	ck_assert_uint_eq(kbc.keyboard.leds, 7);
	data(0xf3);
	data(0x20);
	EXPECT(0xfa, 0xfa);
	data(0xf5);
	EXPECT(0xfa);
	KEYS(0x1e, 0x9e);
	ck_assert_int_eq(get(), -1); /* not scanning */
	data(0xf4);
	EXPECT(0xfa);
	KEYS(0x1e, 0x9e);
	EXPECT(0x1e, 0x9e);
	data(0xfe);
	ck_assert_int_eq(get(), 0x1e); /* the last byte sent, 1C, and translated again */
	data(0x01);
	EXPECT(0xfe);
	data(0xff);
	EXPECT(0xfa, 0xaa);
	ck_assert_uint_eq(kbc.keyboard.leds, 0);
	/* answers go before keys */
	KEYS(0x1e);
	data(0xee);
	EXPECT(0xee, 0x1e);
	KEYS(0x9e);
	EXPECT(0x9e);
}
END_TEST

static unsigned makes_in(uint64_t ns)
{
	uint64_t end = bench.now_ns + ns;
	unsigned makes = 0;

	while (bench.now_ns < end) {
		if (status() & 1)
			makes += i8042_read(&kbc, 0) == 0x1e;
		bench_run(&bench, 100000);
	}
	return makes;
}

START_TEST(typematic)
{
	setup();
	KEYS(0x1e);
	ck_assert_uint_eq(makes_in(499000000), 1);
	ck_assert_uint_eq(makes_in(CLOCK_NS_PER_S), 11); /* 10.9 a second */
	KEYS(0x9e);
	makes_in(10000000);
	ck_assert_uint_eq(makes_in(CLOCK_NS_PER_S), 0);
	data(0xf3);
	data(0x00); /* 250 ms, 30 a second */
	EXPECT(0xfa, 0xfa);
	KEYS(0x1e);
	ck_assert_uint_eq(makes_in(249000000), 1);
	ck_assert_uint_ge(makes_in(CLOCK_NS_PER_S), 29);
	KEYS(0x1f); /* another key takes over */
	makes_in(20000000);
	ck_assert_uint_eq(makes_in(CLOCK_NS_PER_S), 0);
	KEYS(0x9e); /* the first one's release does not stop it */
	ck_assert(clock_armed(&kbc.keyboard.repeat_timer));
	KEYS(0x9f);
	ck_assert(!clock_armed(&kbc.keyboard.repeat_timer));
}
END_TEST

START_TEST(a_full_queue_drops_whole_keys)
{
	setup();
	command(0xad);
	for (int i = 0; i < 100; i++)
		KEYS(0xe0, 0x48, 0xe0, 0xc8);
	ck_assert(!ps2_keyboard_wants_key(&kbc.keyboard));
	command(0xae);
	/* 32 bytes of set 2: six times make and break, and one more make */
	for (int i = 0; i < 6; i++) {
		ck_assert_int_eq(get(), 0xe0);
		ck_assert_int_eq(get(), 0x48);
		ck_assert_int_eq(get(), 0xe0);
		ck_assert_int_eq(get(), 0xc8);
	}
	EXPECT(0xe0, 0x48);
	ck_assert(ps2_keyboard_wants_key(&kbc.keyboard));
}
END_TEST

START_TEST(code_tables_agree)
{
	for (unsigned code = 1; code <= 0x58; code++) {
		uint8_t set2 = ps2_set1_to_set2((uint8_t)code);

		if (code != 0x55)
			ck_assert_uint_ne(set2, 0);
		ck_assert_uint_eq(ps2_set2_to_set1(set2), set2 ? code : 0xff);
	}
	ck_assert_uint_eq(ps2_set1_to_set2(0x41), 0x83);
	ck_assert_uint_eq(ps2_set1_to_set2(0x54), 0x84);
	ck_assert_uint_eq(ps2_set2_to_set1(0xaa), 0xaa);
	/* no two keys share a set-3 code but Print Screen's two names */
	for (unsigned a = 1; a < 0xb2; a++)
		for (unsigned b = 1; b < a; b++) {
			uint8_t code = ps2_set1_to_set3(a % 0x59, a >= 0x59);

			if (code && code == ps2_set1_to_set3(b % 0x59, b >= 0x59))
				ck_assert_uint_eq(code, 0x57);
		}
}
END_TEST

START_TEST(mouse_commands_and_packets)
{
	setup();
	command(0x60);
	data(0x47);
	mouse(0xff);
	ck_assert_int_eq(get(), 0xfa);
	EXPECT(0xaa, 0x00);
	mouse(0xf2);
	EXPECT(0xfa, 0x00);
	mouse(0xe9);
	EXPECT(0xfa, 0x00, 0x02, 100);
	mouse(0xe8);
	mouse(0x03);
	ck_assert_int_eq(get(), 0xfa);
	mouse(0xf4);
	EXPECT(0xfa);
	bench.rises[IRQ12] = 0;
	ps2_mouse_move(&kbc.mouse, 5, -3, 0, 1);
	ck_assert_int_eq(get(), 0x29); /* left button, y negative */
	ck_assert_uint_eq(bench.rises[IRQ12], 1);
	EXPECT(5, 0xfd);
	ps2_mouse_move(&kbc.mouse, -200, 0, 0, 0); /* more than a packet holds */
	EXPECT(0x18, 0x81, 0x00, 0x18, 0xb7, 0x00);
	ps2_mouse_move(&kbc.mouse, 0, 0, 0, 0);
	ck_assert_int_eq(get(), -1);
	mouse(0xe9);
	EXPECT(0xfa, 0x20, 0x03, 100);
	mouse(0xeb);
	EXPECT(0xfa, 0x08, 0x00, 0x00);
	mouse(0xf0); /* remote: only when asked */
	EXPECT(0xfa);
	ps2_mouse_move(&kbc.mouse, 1, 1, 0, 0);
	ck_assert_int_eq(get(), -1);
	mouse(0xeb);
	EXPECT(0xfa, 0x08, 0x01, 0x01);
	mouse(0xee); /* wrap */
	EXPECT(0xfa);
	mouse(0xeb);
	EXPECT(0xeb);
	mouse(0xec);
	EXPECT(0xfa);
	mouse(0xe1);
	EXPECT(0xfe);
	mouse(0xfe);
	EXPECT(0xfe);
	mouse(0xf6);
	EXPECT(0xfa);
	mouse(0xe9);
	EXPECT(0xfa, 0x00, 0x02, 100);
}
END_TEST

static void set_mouse_rate(uint8_t rate)
{
	mouse(0xf3);
	ck_assert_int_eq(get(), 0xfa);
	mouse(rate);
	ck_assert_int_eq(get(), 0xfa);
}

START_TEST(mouse_wheel_and_buttons)
{
	setup();
	set_mouse_rate(200);
	set_mouse_rate(100);
	set_mouse_rate(80);
	mouse(0xf2);
	EXPECT(0xfa, 0x03);
	mouse(0xf4);
	EXPECT(0xfa);
	ps2_mouse_move(&kbc.mouse, 0, 0, -1, 0);
	EXPECT(0x08, 0x00, 0x00, 0xff);
	set_mouse_rate(200);
	set_mouse_rate(200);
	set_mouse_rate(80);
	mouse(0xf2);
	EXPECT(0xfa, 0x04);
	ps2_mouse_move(&kbc.mouse, 0, 0, 1, 0x10);
	EXPECT(0x08, 0x00, 0x00, 0x21);
	mouse(0xe7); /* 2:1 */
	EXPECT(0xfa);
	ps2_mouse_move(&kbc.mouse, 3, 10, 0, 0);
	EXPECT(0x08, 0x03, 0x14, 0x00);
}
END_TEST

START_TEST(mouse_packets_keep_the_sample_rate)
{
	unsigned bytes = 0;

	setup();
	set_mouse_rate(10);
	mouse(0xf4);
	EXPECT(0xfa);
	for (uint64_t end = bench.now_ns + CLOCK_NS_PER_S; bench.now_ns < end;) {
		ps2_mouse_move(&kbc.mouse, 1, 0, 0, 0);
		bench_run(&bench, 1000000);
		for (; status() & 1; bytes++)
			i8042_read(&kbc, 0);
	}
	ck_assert_uint_le(bytes, 33);
	ck_assert_uint_ge(bytes, 27);
}
END_TEST

START_TEST(both_ports_take_turns)
{
	bool last_aux = false;

	setup();
	mouse(0xf4);
	EXPECT(0xfa);
	for (int i = 0; i < 4; i++)
		KEYS(0x1e);
	ps2_mouse_move(&kbc.mouse, 1, 1, 0, 0);
	bench_run(&bench, 20000000);
	for (int i = 0; i < 6; i++) {
		bool aux;

		ck_assert_uint_eq(status() & 1, 1);
		aux = status() & 0x20;
		i8042_read(&kbc, 0);
		if (i)
			ck_assert_int_ne(aux, last_aux);
		last_aux = aux;
		bench_run(&bench, BYTE_NS);
	}
}
END_TEST

#define SETS	 2
#define SECTIONS 3

static void ports_of(struct i8042 *chip, struct bench_ports ports[SETS])
{
	ports[0] = (struct bench_ports){&i8042_data_ops, chip, 1};
	ports[1] = (struct bench_ports){&i8042_status_ops, chip, 1};
}

static void sections_of(struct i8042 *chip, struct bench_section sections[SECTIONS])
{
	sections[0] = (struct bench_section){&i8042_snap, chip};
	sections[1] = (struct bench_section){&ps2_keyboard_snap, &chip->keyboard};
	sections[2] = (struct bench_section){&ps2_mouse_snap, &chip->mouse};
}

START_TEST(looking_changes_nothing)
{
	struct bench_ports ports[SETS];

	setup();
	ports_of(&kbc, ports);
	KEYS(0x1e, 0x9e);
	bench_run(&bench, BYTE_NS);
	ck_assert_uint_eq(status() & 1, 1);
	bench_check_peek(ports, SETS, &kbc, sizeof(kbc));
}
END_TEST

START_TEST(a_loaded_controller_goes_on)
{
	static struct bench other_bench;
	static struct i8042 other;
	struct bench_ports ports[SETS], other_ports[SETS];
	struct bench_section from[SECTIONS], to[SECTIONS];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		ports_of(&kbc, ports);
		sections_of(&kbc, from);
		bench_init(&other_bench);
		wire(&other, &other_bench);
		ports_of(&other, other_ports);
		sections_of(&other, to);
		bench_fuzz(&bench, ports, SETS, seed, 100);
		command(0x60);
		data(0x47);
		mouse(0xf4);
		data(0xf2);
		KEYS(0x1e, 0xe0);
		ps2_mouse_move(&kbc.mouse, 1, 2, 3, 4);
		bench_check_snapshot(&bench, ports, from, &other_bench, other_ports, to, SETS,
				     SECTIONS, seed + 100);
	}
}
END_TEST

START_TEST(random_accesses)
{
	struct bench_ports ports[SETS];
	uint64_t seed = 0x8042;

	setup();
	ports_of(&kbc, ports);
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);

		bench_poke_at_random(ports, SETS, &seed);
		if (r % 4 == 0)
			ps2_keyboard_set1(&kbc.keyboard, (uint8_t)(r >> 8));
		if (r % 16 == 1)
			ps2_mouse_move(&kbc.mouse, (int)(r >> 32), (int)(r >> 16), (int8_t)(r >> 8),
				       (uint8_t)(r >> 24));
		bench_run(&bench, bench_random_ns(&seed));
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    self_tests_and_command_byte,
	    output_port_a20_and_reset,
	    write_output_buffers,
	    keys_come_one_by_one,
	    scan_code_sets,
	    set3_key_types,
	    keyboard_commands,
	    typematic,
	    a_full_queue_drops_whole_keys,
	    code_tables_agree,
	    mouse_commands_and_packets,
	    mouse_wheel_and_buttons,
	    mouse_packets_keep_the_sample_rate,
	    both_ports_take_turns,
	    looking_changes_nothing,
	    a_loaded_controller_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("i8042", tests, sizeof(tests) / sizeof(tests[0])));
}
