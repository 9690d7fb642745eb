/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i16550.h"

#define IRQ	0
#define CHAR_NS 86806ull /* ten bits at 115200, rounded up */

static struct bench bench;
static struct i16550 uart;
static uint8_t sent[4096];
static unsigned sent_count;

static void tx(void *ctx, uint8_t byte)
{
	(void)ctx;
	if (sent_count < sizeof(sent))
		sent[sent_count] = byte;
	sent_count++;
}

static void out(unsigned off, uint8_t value)
{
	i16550_write(&uart, off, value);
}

static uint8_t in(unsigned off)
{
	return i16550_read(&uart, off);
}

/* 115200 8n1, FIFOs by fcr, OUT2 on. */
static void setup(uint8_t fcr)
{
	bench_init(&bench);
	sent_count = 0;
	i16550_init(&uart, &bench.clock, I16550_HZ, bench_wire(&bench, IRQ), tx, NULL);
	out(3, 0x83);
	out(0, 1);
	out(1, 0);
	out(3, 0x03);
	out(2, fcr);
	out(4, 0x0b);
}

START_TEST(registers_after_reset) /* "UART Reset Configuration" */
{
	bench_init(&bench);
	i16550_init(&uart, &bench.clock, I16550_HZ, bench_wire(&bench, IRQ), tx, NULL);
	ck_assert_uint_eq(in(1), 0x00);
	ck_assert_uint_eq(in(2), 0x01);
	ck_assert_uint_eq(in(3), 0x00);
	ck_assert_uint_eq(in(4), 0x00);
	ck_assert_uint_eq(in(5), 0x60);
	ck_assert_uint_eq(in(6), 0xb0);
	out(7, 0x5a);
	ck_assert_uint_eq(in(7), 0x5a);
	out(1, 0xff);
	ck_assert_uint_eq(in(1), 0x0f);
	out(4, 0xff);
	ck_assert_uint_eq(in(4), 0x1f);
	out(2, 0x01);
	ck_assert_uint_eq(in(2) & 0xf0, 0xc0); /* a 16550A says so */
	out(2, 0x00);
	ck_assert_uint_eq(in(2) & 0xf0, 0x00);
	out(3, 0x80);
	out(0, 0x34);
	out(1, 0x12);
	ck_assert_uint_eq(in(0), 0x34);
	ck_assert_uint_eq(in(1), 0x12);
	out(3, 0x00);
	ck_assert_uint_eq(in(1), 0x0f);
}
END_TEST

START_TEST(a_character_takes_its_time)
{
	setup(0x01);
	out(0, 'a');
	ck_assert_uint_eq(in(5), 0x20); /* moved on to the shift register; not yet sent */
	out(0, 'b');
	ck_assert_uint_eq(in(5), 0x00);
	bench_run_to(&bench, CHAR_NS - 1);
	ck_assert_uint_eq(sent_count, 0);
	bench_run_to(&bench, CHAR_NS);
	ck_assert_uint_eq(sent_count, 1);
	ck_assert_uint_eq(in(5), 0x20);
	bench_run_to(&bench, 2 * CHAR_NS);
	ck_assert_uint_eq(in(5), 0x60);
	ck_assert_int_eq(memcmp(sent, "ab", 2), 0);
}
END_TEST

static uint64_t time_of_char(uint8_t lcr, uint16_t divisor)
{
	setup(0);
	out(3, 0x80);
	out(0, divisor & 0xff);
	out(1, divisor >> 8);
	out(3, lcr);
	out(0, 0);
	while (!sent_count)
		bench_run_to(&bench, clock_next(&bench.clock));
	return bench.now_ns;
}

START_TEST(line_control_shapes_the_character) /* LCR */
{
	ck_assert_uint_eq(time_of_char(0x03, 12), clock_tick_ns(12 * 16 * 10, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x07, 1), clock_tick_ns(16 * 11, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x1b, 1), clock_tick_ns(16 * 11, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x00, 1), clock_tick_ns(16 * 7, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x04, 1), clock_tick_ns(8 * 15, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x06, 1), clock_tick_ns(16 * 10, I16550_HZ));
	ck_assert_uint_eq(time_of_char(0x03, 0), clock_tick_ns(65536ull * 16 * 10, I16550_HZ));
	setup(0x01);
	out(3, 0x02); /* seven bits */
	out(0, 0xc1);
	bench_run(&bench, CHAR_NS);
	ck_assert_uint_eq(sent[0], 0x41);
}
END_TEST

START_TEST(transmit_fifo_holds_sixteen)
{
	setup(0x01);
	for (unsigned i = 0; i < 20; i++)
		out(0, (uint8_t)i);
	bench_run(&bench, 30 * CHAR_NS);
	ck_assert_uint_eq(sent_count, 17); /* one in the shift register, sixteen behind it */
	ck_assert_uint_eq(sent[16], 16);
	setup(0x00);
	out(0, 'x');
	out(0, 'y');
	out(0, 'z'); /* over y */
	bench_run(&bench, 30 * CHAR_NS);
	ck_assert_uint_eq(sent_count, 2);
	ck_assert_uint_eq(sent[1], 'z');
}
END_TEST

START_TEST(lossless_transmitter)
{
	for (unsigned fcr = 0; fcr < 2; fcr++) {
		setup((uint8_t)fcr);
		uart.lossless = true;
		for (unsigned i = 0; i < 100; i++)
			out(0, (uint8_t)i);
		ck_assert_uint_eq(sent_count, fcr ? 83 : 98); /* the rest takes its time */
		bench_run(&bench, 30 * CHAR_NS);
		ck_assert_uint_eq(sent_count, 100);
		for (unsigned i = 0; i < 100; i++)
			ck_assert_uint_eq(sent[i], i);
	}
}
END_TEST

START_TEST(transmitter_interrupt) /* IIR */
{
	setup(0x01);
	out(1, 0x02);
	ck_assert(bench.level[IRQ]); /* empty when enabled */
	ck_assert_uint_eq(in(2) & 0x0f, 0x02);
	ck_assert(!bench.level[IRQ]); /* reading IIR resets it */
	ck_assert_uint_eq(in(2) & 0x0f, 0x01);
	out(1, 0x00);
	out(1, 0x02);
	ck_assert(bench.level[IRQ]);
	out(0, 'a');
	out(0, 'b');
	ck_assert(!bench.level[IRQ]); /* writing THR too */
	bench_run(&bench, CHAR_NS);
	ck_assert(bench.level[IRQ]);
	/* a higher source hides it, and then reading IIR does not reset it */
	out(1, 0x03);
	i16550_receive(&uart, 'r');
	bench_run(&bench, CHAR_NS);
	ck_assert_uint_eq(in(2) & 0x0f, 0x04);
	ck_assert_uint_eq(in(0), 'r');
	ck_assert_uint_eq(in(2) & 0x0f, 0x02);
	ck_assert_uint_eq(in(2) & 0x0f, 0x01);
}
END_TEST

START_TEST(out2_gates_the_interrupt)
{
	setup(0x01);
	out(1, 0x02);
	ck_assert(bench.level[IRQ]);
	out(4, 0x03);
	ck_assert(!bench.level[IRQ]);
	out(4, 0x0b);
	ck_assert(bench.level[IRQ]);
	out(4, 0x1b); /* loop mode forces the pin off */
	ck_assert(!bench.level[IRQ]);
}
END_TEST

START_TEST(receiving_without_fifo)
{
	setup(0x00);
	out(1, 0x01);
	i16550_receive(&uart, 'a');
	bench_run(&bench, CHAR_NS - 1);
	ck_assert_uint_eq(in(5), 0x60);
	bench_run(&bench, 1);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(2), 0x04);
	ck_assert_uint_eq(in(5), 0x61);
	ck_assert_uint_eq(in(0), 'a');
	ck_assert(!bench.level[IRQ]);
	ck_assert_uint_eq(in(5), 0x60);
	/* overrun: the first one is lost */
	i16550_receive(&uart, 'b');
	i16550_receive(&uart, 'c');
	bench_run(&bench, 2 * CHAR_NS);
	ck_assert_uint_eq(in(5), 0x63);
	ck_assert_uint_eq(in(5), 0x61);
	ck_assert_uint_eq(in(0), 'c');
}
END_TEST

static void receive(unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		i16550_receive(&uart, (uint8_t)i);
		bench_run(&bench, CHAR_NS);
	}
}

START_TEST(receive_fifo_trigger_and_timeout) /* FCR, "FIFO Interrupt Mode Operation" */
{
	static const unsigned trigger[4] = {1, 4, 8, 14};

	for (unsigned t = 0; t < 4; t++) {
		setup((uint8_t)(t << 6 | 0x01));
		out(1, 0x01);
		receive(trigger[t] - 1);
		ck_assert(!bench.level[IRQ]);
		receive(1);
		ck_assert(bench.level[IRQ]);
		ck_assert_uint_eq(in(2), 0xc4);
		in(0);
		ck_assert(!bench.level[IRQ]); /* drops below the level */
		if (t == 0)
			continue;
		bench_run(&bench, 4 * CHAR_NS - 10);
		ck_assert(!bench.level[IRQ]);
		bench_run(&bench, 10);
		ck_assert(bench.level[IRQ]); /* four characters later */
		ck_assert_uint_eq(in(2), 0xcc);
		in(0);
		ck_assert(!bench.level[IRQ]); /* a read starts the time anew */
		bench_run(&bench, 4 * CHAR_NS);
		ck_assert(bench.level[IRQ]);
	}
}
END_TEST

START_TEST(receive_fifo_overrun_and_errors)
{
	setup(0x01);
	out(1, 0x04);
	receive(16);
	ck_assert_uint_eq(in(5), 0x61);
	receive(1);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(2), 0xc6);
	ck_assert_uint_eq(in(5), 0x63);
	ck_assert(!bench.level[IRQ]);
	for (unsigned i = 0; i < 16; i++)
		ck_assert_uint_eq(in(0), i);
	ck_assert_uint_eq(in(5), 0x60);
	/* a break shows when it comes to the top; bit 7 says that it is in there */
	i16550_receive(&uart, 'a');
	i16550_break(&uart);
	i16550_receive(&uart, 'c');
	bench_run(&bench, 3 * CHAR_NS);
	ck_assert(!bench.level[IRQ]);
	ck_assert_uint_eq(in(5), 0xe1);
	ck_assert_uint_eq(in(0), 'a');
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(5), 0xf1);
	ck_assert_uint_eq(in(5), 0x61);
	ck_assert_uint_eq(in(0), 0x00);
	ck_assert_uint_eq(in(0), 'c');
}
END_TEST

START_TEST(fifo_control_clears) /* FCR */
{
	setup(0x01);
	receive(5);
	out(0, 1);
	out(0, 2);
	out(2, 0x03);
	ck_assert_uint_eq(in(5) & 0x01, 0);
	out(2, 0x05);
	ck_assert_uint_eq(in(5), 0x20); /* the shift register goes on */
	bench_run(&bench, 5 * CHAR_NS);
	ck_assert_uint_eq(sent_count, 1);
	receive(5);
	out(2, 0x00); /* a change of bit 0 clears both */
	ck_assert_uint_eq(in(5), 0x60);
}
END_TEST

START_TEST(loop_mode) /* MCR, bit 4 */
{
	setup(0x01);
	out(4, 0x1a); /* as Linux probes: RTS and OUT2 */
	ck_assert_uint_eq(in(6) & 0xf0, 0x90);
	out(4, 0x15);
	ck_assert_uint_eq(in(6) & 0xf0, 0x60);
	for (unsigned i = 0; i < 16; i++)
		out(0, (uint8_t)(0x30 + i));
	bench_run(&bench, 16 * CHAR_NS);
	for (unsigned i = 0; i < 16; i++)
		ck_assert_uint_eq(in(0), 0x30 + i);
	ck_assert_uint_eq(sent_count, 0);
	ck_assert_uint_eq(in(5), 0x60);
	ck_assert(!i16550_wants_input(&uart));
}
END_TEST

START_TEST(modem_status) /* MSR */
{
	setup(0x01);
	out(1, 0x08);
	in(6);
	i16550_set_modem(&uart, 0x30);
	ck_assert(bench.level[IRQ]);
	ck_assert_uint_eq(in(2) & 0x0f, 0x00);
	ck_assert_uint_eq(in(6), 0x38);
	ck_assert(!bench.level[IRQ]);
	i16550_set_modem(&uart, 0x70);
	ck_assert_uint_eq(in(6), 0x70); /* RI counts at its end */
	i16550_set_modem(&uart, 0x30);
	ck_assert_uint_eq(in(6), 0x34);
}
END_TEST

START_TEST(input_waits_for_a_listener)
{
	setup(0x01);
	ck_assert(!i16550_wants_input(&uart));
	/* a driver that sends, looking at the status once a character */
	for (int i = 0; i < 5; i++) {
		ck_assert_uint_eq(in(5) & 0x60, 0x60);
		ck_assert(!i16550_wants_input(&uart));
		out(0, 'x');
		while (!(in(5) & 0x40))
			bench_run(&bench, CHAR_NS / 4);
		ck_assert(!i16550_wants_input(&uart));
	}
	/* one look after another at the idle line */
	for (int i = 0; i < 3; i++)
		in(5);
	ck_assert(i16550_wants_input(&uart));
	for (int i = 0; i < 16; i++) {
		ck_assert(i16550_wants_input(&uart));
		i16550_receive(&uart, 'a');
	}
	ck_assert(!i16550_wants_input(&uart)); /* no room */
	bench_run(&bench, 20 * CHAR_NS);
	ck_assert(!i16550_wants_input(&uart));
	in(0);
	ck_assert(i16550_wants_input(&uart));
	out(0, 'x');
	ck_assert(!i16550_wants_input(&uart));
	out(1, 0x01);
	ck_assert(i16550_wants_input(&uart));
}
END_TEST

START_TEST(drain_sends_all_at_once)
{
	setup(0x01);
	for (unsigned i = 0; i < 10; i++)
		out(0, (uint8_t)i);
	i16550_drain(&uart);
	ck_assert_uint_eq(sent_count, 10);
	ck_assert_uint_eq(in(5), 0x60);
	bench_run(&bench, 100 * CHAR_NS);
	ck_assert_uint_eq(sent_count, 10);
}
END_TEST

START_TEST(a_faster_crystal_makes_a_faster_line)
{
	setup(0x01);
	uart.hz = 16 * I16550_HZ;
	out(0, 'a');
	bench_run(&bench, CHAR_NS / 16 + 1);
	ck_assert_uint_eq(sent_count, 1);
}
END_TEST

START_TEST(looking_changes_nothing)
{
	const struct bench_ports ports = {&i16550_ops, &uart, 8};

	setup(0x01);
	out(1, 0x0f);
	receive(3);
	i16550_break(&uart);
	bench_run(&bench, CHAR_NS);
	i16550_set_modem(&uart, 0);
	bench_check_peek(&ports, 1, &uart, sizeof(uart));
	out(3, 0x83);
	bench_check_peek(&ports, 1, &uart, sizeof(uart));
}
END_TEST

START_TEST(a_loaded_uart_goes_on)
{
	static struct bench other_bench;
	static struct i16550 other;
	const struct bench_section from = {&i16550_snap, &uart}, to = {&i16550_snap, &other};
	const struct bench_ports ports = {&i16550_ops, &uart, 8},
				 other_ports = {&i16550_ops, &other, 8};

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup(0x41);
		out(1, 0x0f);
		bench_init(&other_bench);
		i16550_init(&other, &other_bench.clock, I16550_HZ, bench_wire(&other_bench, IRQ),
			    tx, NULL);
		bench_fuzz(&bench, &ports, 1, seed, 50);
		out(3, 0x03);
		i16550_receive(&uart, 'a');
		i16550_receive(&uart, 'b');
		out(0, 'c');
		out(0, 'd');
		bench_check_snapshot(&bench, &ports, &from, &other_bench, &other_ports, &to, 1, 1,
				     seed + 100);
	}
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports = {&i16550_ops, &uart, 8};
	uint64_t seed = 0x16550;

	setup(0x01);
	for (int i = 0; i < 1000000; i++) {
		uint64_t r = bench_random(&seed);

		bench_poke_at_random(&ports, 1, &seed);
		if (r % 8 == 0 && (i16550_wants_input(&uart) || r % 64 == 0))
			i16550_receive(&uart, (uint8_t)(r >> 8));
		if (r % 1024 == 1)
			i16550_break(&uart);
		if (r % 1024 == 2)
			i16550_set_modem(&uart, (uint8_t)(r >> 8));
		bench_run(&bench, bench_random_ns(&seed));
		bench_eq(uart.rx_count <= 16 && uart.wire_count <= 16 && uart.tx_count <= 16, 1,
			 "queues in bounds");
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    registers_after_reset,
	    a_character_takes_its_time,
	    line_control_shapes_the_character,
	    transmit_fifo_holds_sixteen,
	    lossless_transmitter,
	    transmitter_interrupt,
	    out2_gates_the_interrupt,
	    receiving_without_fifo,
	    receive_fifo_trigger_and_timeout,
	    receive_fifo_overrun_and_errors,
	    fifo_control_clears,
	    loop_mode,
	    modem_status,
	    input_waits_for_a_listener,
	    drain_sends_all_at_once,
	    a_faster_crystal_makes_a_faster_line,
	    looking_changes_nothing,
	    a_loaded_uart_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("i16550", tests, sizeof(tests) / sizeof(tests[0])));
}
