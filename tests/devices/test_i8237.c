/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include "devices/i8237.h"

#define MEMORY_BYTES 0x40000u
#define FIRST_PA     0x20000u /* the memory there is: channels' pages 2 to 5 */

static struct bench bench;
static struct i8237 dma;
static uint8_t memory[MEMORY_BYTES];

/* A device that gives 1, 2, 3 … and keeps what it gets, for so many transfers. */
struct port {
	struct i8237 *dma;
	int channel;
	unsigned wants, moved, terminal, verified;
	uint16_t got[256];
};

static struct port port[I8237_CHANNELS];

static void memory_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	(void)ctx;
	for (size_t i = 0; i < bytes; i++)
		((uint8_t *)to)[i] = memory[(pa - FIRST_PA + i) % MEMORY_BYTES];
}

static void memory_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	(void)ctx;
	for (size_t i = 0; i < bytes; i++)
		memory[(pa - FIRST_PA + i) % MEMORY_BYTES] = ((const uint8_t *)from)[i];
}

static void one_done(struct port *p, bool tc)
{
	p->moved++;
	p->terminal += tc;
	if (tc || (p->wants && !--p->wants))
		i8237_set_dreq(p->dma, p->channel, false);
}

static uint16_t port_read(void *dev, bool tc)
{
	struct port *p = dev;

	one_done(p, tc);
	return (uint16_t)(p->moved * 0x101);
}

static void port_write(void *dev, uint16_t value, bool tc)
{
	struct port *p = dev;

	p->got[p->moved % 256] = value;
	one_done(p, tc);
}

static void port_verify(void *dev, bool tc)
{
	((struct port *)dev)->verified++;
	one_done(dev, tc);
}

static void wire(struct i8237 *chip, struct bench *b, struct port *ports)
{
	const struct memory_bus bus = {memory_read, memory_write, NULL};

	i8237_init(chip, &b->clock, bus);
	for (int n = 0; n < I8237_CHANNELS; n++) {
		const struct i8237_client client = {port_read, port_write, port_verify, &ports[n]};

		ports[n] = (struct port){.dma = chip, .channel = n};
		if (n != 4)
			i8237_connect(chip, (unsigned)n, &client);
	}
	i8237_preset(chip);
}

static void setup(void)
{
	bench_init(&bench);
	memset(memory, 0, sizeof(memory));
	wire(&dma, &bench, port);
}

static void out(unsigned io, uint8_t value)
{
	if (io >= 0xc0)
		i8237_second_ops.write(&dma, io - 0xc0, value, 1);
	else if (io >= 0x80)
		i8237_page_ops.write(&dma, io - 0x80, value, 1);
	else
		i8237_first_ops.write(&dma, io, value, 1);
}

static uint8_t in(unsigned io)
{
	if (io >= 0xc0)
		return (uint8_t)i8237_second_ops.read(&dma, io - 0xc0, 1);
	if (io >= 0x80)
		return (uint8_t)i8237_page_ops.read(&dma, io - 0x80, 1);
	return (uint8_t)i8237_first_ops.read(&dma, io, 1);
}

static unsigned in_word(unsigned io)
{
	unsigned low = in(io);

	return low | in(io) << 8;
}

/* As Linux does: mask, clear the flip-flop, mode, page, address, count less one, unmask. */
static void program(unsigned n, uint8_t mode, uint32_t pa, unsigned transfers)
{
	static const uint8_t page_port[] = {0x87, 0x83, 0x81, 0x82, 0x8f, 0x8b, 0x89, 0x8a};
	bool word = n >= 4;
	unsigned ctl = word ? 0xd0 : 0x08, step = word ? 2 : 1, reg = n & 3;
	unsigned base = word ? 0xc0 + 4 * reg : 2 * reg;
	unsigned addr = word ? pa >> 1 & 0xffff : pa & 0xffff;

	out(ctl + 2 * step, (uint8_t)(4 | reg));
	out(ctl + 4 * step, 0);
	out(ctl + 3 * step, (uint8_t)(mode | reg));
	out(page_port[n], (uint8_t)(pa >> 16 & (word ? 0xfe : 0xff)));
	out(base, addr & 0xff);
	out(base, (uint8_t)(addr >> 8));
	out(base + step, (transfers - 1) & 0xff);
	out(base + step, (uint8_t)((transfers - 1) >> 8));
	out(ctl + 2 * step, (uint8_t)reg);
}

static void request(unsigned n, unsigned transfers)
{
	port[n].wants = transfers;
	i8237_set_dreq(&dma, (int)n, true);
}

START_TEST(device_to_memory) /* a floppy's read */
{
	setup();
	program(2, 0x44, 0x21234, 512);
	request(2, 500);
	ck_assert_uint_eq(port[2].moved, 500);
	ck_assert_uint_eq(port[2].terminal, 0);
	for (unsigned i = 0; i < 512; i++)
		bench_eq(memory[0x1234 + i], i < 500 ? (uint8_t)(i + 1) : 0, "byte");
	/* the residue: count register plus one */
	out(0x0c, 0);
	ck_assert_uint_eq(in_word(5), 11);
	ck_assert_uint_eq(in_word(4), 0x1234 + 500);
	ck_assert_uint_eq(in(0x08) & 0x0f, 0);
	request(2, 0);
	ck_assert_uint_eq(port[2].moved, 512);
	ck_assert_uint_eq(port[2].terminal, 1);
	ck_assert_uint_eq(in_word(5), 0xffff);
	ck_assert_uint_eq(in(0x08), 0x04); /* TC, cleared by reading */
	ck_assert_uint_eq(in(0x08), 0x00);
	ck_assert_uint_eq(in(0x0f), 0x0f); /* masked itself */
	request(2, 0);
	ck_assert_uint_eq(port[2].moved, 512);
	ck_assert_uint_eq(in(0x08), 0x40); /* it asks in vain */
}
END_TEST

START_TEST(memory_to_device)
{
	setup();
	for (unsigned i = 0; i < 64; i++)
		memory[0x10000 + i] = (uint8_t)(0x80 + i);
	program(1, 0x48, 0x30000, 64);
	request(1, 0);
	ck_assert_uint_eq(port[1].moved, 64);
	for (unsigned i = 0; i < 64; i++)
		bench_eq(port[1].got[i], 0x80 + i, "byte");
}
END_TEST

START_TEST(words_on_the_second_chip)
{
	setup();
	program(5, 0x44, 0x3fffc, 4); /* 128 KiB page: wraps inside it */
	request(5, 0);
	ck_assert_uint_eq(port[5].moved, 4);
	ck_assert_uint_eq(memory[0x1fffc] | memory[0x1fffd] << 8, 0x0101);
	ck_assert_uint_eq(memory[0x1fffe] | memory[0x1ffff] << 8, 0x0202);
	ck_assert_uint_eq(memory[0x00000] | memory[0x00001] << 8, 0x0303);
	program(6, 0x48, 0x20000, 2);
	request(6, 0);
	ck_assert_uint_eq(port[6].got[0], 0x0303);
}
END_TEST

START_TEST(address_wraps_in_its_page) /* and counts down when told */
{
	setup();
	program(3, 0x44, 0x2ffff, 3);
	request(3, 0);
	ck_assert_uint_eq(memory[0x0ffff], 1);
	ck_assert_uint_eq(memory[0x00000], 2);
	ck_assert_uint_eq(memory[0x00001], 3);
	ck_assert_uint_eq(memory[0x10000], 0);
	program(3, 0x64, 0x30001, 3);
	request(3, 0);
	ck_assert_uint_eq(memory[0x10001], 4);
	ck_assert_uint_eq(memory[0x10000], 5);
	ck_assert_uint_eq(memory[0x1ffff], 6);
}
END_TEST

START_TEST(autoinitialize)
{
	setup();
	program(1, 0x54, 0x20000, 16);
	request(1, 0);
	ck_assert_uint_eq(port[1].moved, 16);
	out(0x0c, 0);
	ck_assert_uint_eq(in_word(2), 0x0000);
	ck_assert_uint_eq(in_word(3), 15);
	ck_assert_uint_eq(in(0x0f) & 0x02, 0); /* not masked */
	ck_assert_uint_eq(in(0x08) & 0x02, 0x02);
	request(1, 5);
	ck_assert_uint_eq(memory[4], 21);
	ck_assert_uint_eq(in_word(2), 5);
}
END_TEST

START_TEST(block_mode_runs_to_its_end)
{
	setup();
	program(3, 0x84, 0x20000, 100);
	request(3, 1); /* lets go after one; the block goes on */
	ck_assert_uint_eq(port[3].moved, 100);
	ck_assert_uint_eq(port[3].terminal, 1);
}
END_TEST

START_TEST(verify_moves_nothing)
{
	setup();
	program(0, 0x40, 0x20000, 10);
	request(0, 0);
	ck_assert_uint_eq(port[0].verified, 10);
	ck_assert_uint_eq(port[0].terminal, 1);
	ck_assert_uint_eq(memory[0], 0);
}
END_TEST

START_TEST(what_holds_a_channel_back)
{
	setup();
	program(2, 0x44, 0x20000, 4);
	out(0x08, 0x04); /* controller off */
	request(2, 1);
	ck_assert_uint_eq(port[2].moved, 0);
	out(0x08, 0x00);
	ck_assert_uint_eq(port[2].moved, 1);
	out(0xd4, 0x04); /* channel 4 masked: the whole first chip waits */
	request(2, 1);
	ck_assert_uint_eq(port[2].moved, 1);
	ck_assert_uint_eq(in(0xd0), 0x10);
	out(0xd4, 0x00);
	ck_assert_uint_eq(port[2].moved, 2);
	out(0xd6, 0x00); /* channel 4 not in cascade mode */
	request(2, 1);
	ck_assert_uint_eq(port[2].moved, 2);
	out(0xd6, 0xc0);
	ck_assert_uint_eq(port[2].moved, 3);
	out(0x0a, 0x06);
	request(2, 1);
	ck_assert_uint_eq(port[2].moved, 3);
	out(0x0e, 0x00); /* clear mask register */
	ck_assert_uint_eq(port[2].moved, 4);
}
END_TEST

START_TEST(software_request)
{
	setup();
	program(3, 0x80, 0x20000, 8);
	out(0x0a, 0x07); /* the mask does not hold it back */
	out(0x09, 0x07);
	ck_assert_uint_eq(port[3].verified, 8);
	ck_assert_uint_eq(in(0x08), 0x08); /* the request went with TC */
}
END_TEST

START_TEST(master_clear_and_flip_flop)
{
	setup();
	out(0x00, 0x34);
	out(0x00, 0x12);
	ck_assert_uint_eq(in(0x00), 0x34);
	out(0x0c, 0); /* low byte again */
	ck_assert_uint_eq(in(0x00), 0x34);
	ck_assert_uint_eq(in(0x00), 0x12);
	in(0x00);
	out(0x0f, 0x00);
	out(0x0d, 0x00);
	ck_assert_uint_eq(in(0x0f), 0x0f);
	ck_assert_uint_eq(in(0x00), 0x34); /* flip-flop cleared, the address kept */
	ck_assert_uint_eq(in(0x0d), 0x00);
}
END_TEST

static unsigned order[8], served;

static void note_verify(void *dev, bool tc)
{
	(void)tc;
	order[served++ % 8] = (unsigned)((struct port *)dev)->channel;
	i8237_set_dreq(&dma, ((struct port *)dev)->channel, false);
}

/* Let channels 0 to 3 ask together, twice, and see who goes first. */
static void race(uint8_t command)
{
	setup();
	served = 0;
	for (unsigned n = 0; n < 4; n++) {
		const struct i8237_client client = {NULL, NULL, note_verify, &port[n]};

		i8237_connect(&dma, n, &client);
		program(n, 0x40, 0x20000, 100);
	}
	for (int round = 0; round < 2; round++) {
		out(0x08, 0x04);
		for (int n = 3; n >= 0; n--)
			i8237_set_dreq(&dma, n, round == 0 ? n == 1 : true);
		out(0x08, command);
	}
}

START_TEST(priorities)
{
	race(0x00);
	ck_assert_uint_eq(served, 5);
	for (unsigned i = 1; i < 5; i++)
		ck_assert_uint_eq(order[i], i - 1);
	race(0x10); /* rotating: the one served last is the lowest */
	ck_assert_uint_eq(order[0], 1);
	for (unsigned i = 1; i < 5; i++)
		ck_assert_uint_eq(order[i], (i + 1) & 3);
}
END_TEST

START_TEST(a_stuck_dreq_does_not_hang_the_host)
{
	static unsigned endless;
	const struct i8237_client client = {NULL, NULL, NULL, &endless};

	setup();
	i8237_connect(&dma, 1, &client);
	program(1, 0x10, 0x20000, 1000); /* demand, auto-initialize */
	i8237_set_dreq(&dma, 1, true);
	ck_assert(clock_armed(&dma.more));
	bench_run(&bench, 10000000);
	ck_assert(clock_armed(&dma.more));
	i8237_set_dreq(&dma, 1, false);
	bench_run(&bench, 10000000);
	ck_assert(!clock_armed(&dma.more));
}
END_TEST

START_TEST(page_registers)
{
	setup();
	for (unsigned i = 0; i < 16; i++)
		out(0x80 + i, (uint8_t)(0xa0 + i));
	for (unsigned i = 0; i < 16; i++)
		ck_assert_uint_eq(in(0x80 + i), 0xa0 + i);
	ck_assert_uint_eq(i8237_address(&dma, 2), 0xa10000);
	ck_assert_uint_eq(i8237_address(&dma, 5), 0xaa0000);
}
END_TEST

#define SETS 3

static void ports_of(struct i8237 *chip, struct bench_ports ports[SETS])
{
	ports[0] = (struct bench_ports){&i8237_first_ops, chip, 16};
	ports[1] = (struct bench_ports){&i8237_second_ops, chip, 32};
	ports[2] = (struct bench_ports){&i8237_page_ops, chip, 16};
}

START_TEST(looking_changes_nothing)
{
	struct bench_ports ports[SETS];

	setup();
	ports_of(&dma, ports);
	program(2, 0x44, 0x20000, 4);
	request(2, 2);
	bench_check_peek(ports, SETS, &dma, sizeof(dma));
}
END_TEST

START_TEST(a_loaded_pair_goes_on)
{
	static struct bench other_bench;
	static struct i8237 other;
	static struct port other_port[I8237_CHANNELS];
	const struct bench_section from = {&i8237_snap, &dma}, to = {&i8237_snap, &other};
	struct bench_ports ports[SETS], other_ports[SETS];

	for (uint64_t seed = 1; seed <= 20; seed++) {
		setup();
		ports_of(&dma, ports);
		bench_init(&other_bench);
		wire(&other, &other_bench, other_port);
		ports_of(&other, other_ports);
		bench_fuzz(&bench, ports, SETS, seed, 100);
		program(2, 0x44, 0x20000, 100);
		request(2, 50);
		memcpy(other_port, port, sizeof(port));
		for (unsigned n = 0; n < I8237_CHANNELS; n++)
			other_port[n].dma = &other;
		bench_check_snapshot(&bench, ports, &from, &other_bench, other_ports, &to, SETS, 1,
				     seed + 100);
		for (unsigned n = 0; n < I8237_CHANNELS; n++)
			ck_assert_uint_eq(port[n].moved, other_port[n].moved);
	}
}
END_TEST

START_TEST(random_accesses)
{
	struct bench_ports ports[SETS];
	uint64_t seed = 0x8237;

	setup();
	ports_of(&dma, ports);
	for (int i = 0; i < 1000000; i++) {
		unsigned n = bench_random(&seed) & 7;

		bench_poke_at_random(ports, SETS, &seed);
		if (n != 4 && bench_random(&seed) % 64 == 0)
			request(n, 1 + bench_random(&seed) % 8);
		if (n != 4 && bench_random(&seed) % 64 == 1)
			i8237_set_dreq(&dma, (int)n, false);
		bench_eq(dma.running, 0, "running");
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    device_to_memory,
	    memory_to_device,
	    words_on_the_second_chip,
	    address_wraps_in_its_page,
	    autoinitialize,
	    block_mode_runs_to_its_end,
	    verify_moves_nothing,
	    what_holds_a_channel_back,
	    software_request,
	    master_clear_and_flip_flop,
	    priorities,
	    a_stuck_dreq_does_not_hang_the_host,
	    page_registers,
	    looking_changes_nothing,
	    a_loaded_pair_goes_on,
	    random_accesses,
	};

	return bench_main(bench_suite("i8237", tests, sizeof(tests) / sizeof(tests[0])));
}
