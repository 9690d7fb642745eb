/* SPDX-License-Identifier: GPL-2.0-only */
/* The card with a pair of 8237A and a memory of its own, programmed as drivers do. */
#include "tests/devices/bench.h"

#include "devices/sb16.h"

#define RAM_BYTES 65536
#define MOST	  300000

struct rig {
	struct bench bench;
	struct i8237 dma;
	struct sb16 card;
	uint8_t ram[RAM_BYTES];
};

static struct rig rig, twin;
static struct sb16_frame played[MOST];
static unsigned count;
static uint32_t last_rate;

static void ram_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		((uint8_t *)to)[i] = ((struct rig *)ctx)->ram[(pa + i) % RAM_BYTES];
}

static void ram_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		((struct rig *)ctx)->ram[(pa + i) % RAM_BYTES] = ((const uint8_t *)from)[i];
}

static void play(void *ctx, const struct sb16_frame *frames, unsigned n, uint32_t rate)
{
	(void)ctx;
	last_rate = rate;
	for (unsigned i = 0; i < n && count < MOST; i++)
		played[count++] = frames[i];
}

static void build(struct rig *r, bool listen)
{
	struct sb16_wires wires = {.play = listen ? play : NULL};
	struct i8237_client client;

	memset(r, 0, sizeof(*r));
	bench_init(&r->bench);
	i8237_init(&r->dma, &r->bench.clock, (struct memory_bus){ram_read, ram_write, r});
	i8237_preset(&r->dma);
	client = sb16_dma_client(&r->card);
	for (unsigned n = 0; n < SB16_IRQS; n++)
		wires.irq[n] = bench_wire(&r->bench, (int)n);
	for (unsigned n = 0; n < I8237_CHANNELS; n++)
		if (n != 4 && n != 2) {
			wires.dreq[n] = i8237_dreq(&r->dma, (int)n);
			i8237_connect(&r->dma, n, &client);
		}
	sb16_init(&r->card, &r->bench.clock, &wires, 5, 1, 5);
	if (listen)
		count = 0;
}

static uint8_t rd(unsigned off)
{
	return (uint8_t)sb16_ops.read(&rig.card, off, 1);
}

static void wr(unsigned off, unsigned value)
{
	sb16_ops.write(&rig.card, off, value, 1);
}

static void dsp(unsigned byte)
{
	ck_assert(!(rd(0xc) & 0x80));
	wr(0xc, byte);
}

static uint8_t mixer(unsigned index)
{
	wr(4, index);
	return rd(5);
}

static void set_mixer(unsigned index, unsigned value)
{
	wr(4, index);
	wr(5, value);
}

static void program(unsigned channel, unsigned address, unsigned transfers, bool auto_init,
		    bool to_memory)
{
	unsigned chip = channel >> 2, n = channel & 3;

	i8237_write(&rig.dma, chip, 0xa, (uint8_t)(n | 4));
	i8237_write(&rig.dma, chip, 0xc, 0);
	i8237_write(&rig.dma, chip, 0xb,
		    (uint8_t)(0x40 | (auto_init ? 0x10 : 0) | (to_memory ? 4 : 8) | n));
	for (unsigned shift = 0; shift < 16; shift += 8)
		i8237_write(&rig.dma, chip, 2 * n, (uint8_t)((address >> chip) >> shift));
	for (unsigned shift = 0; shift < 16; shift += 8)
		i8237_write(&rig.dma, chip, 2 * n + 1, (uint8_t)((transfers - 1) >> shift));
	i8237_write(&rig.dma, chip, 0xa, (uint8_t)n);
}

static void rate(unsigned hz)
{
	dsp(0x41);
	dsp(hz >> 8);
	dsp(hz & 0xff);
}

static void start(unsigned command, unsigned mode, unsigned samples)
{
	dsp(command);
	dsp(mode);
	dsp((samples - 1) & 0xff);
	dsp((samples - 1) >> 8);
}

START_TEST(reset_and_version)
{
	build(&rig, true);
	dsp(0x48);
	wr(6, 1);
	ck_assert(rd(0xc) & 0x80);
	bench_run(&rig.bench, 3000);
	wr(6, 0);
	ck_assert(!(rd(0xe) & 0x80));
	bench_run(&rig.bench, 200000);
	ck_assert(rd(0xe) & 0x80);
	ck_assert_uint_eq(rd(0xa), 0xaa);
	ck_assert(!(rd(0xe) & 0x80));
	dsp(0xe1);
	ck_assert_uint_eq(rd(0xa), 4);
	ck_assert_uint_eq(rd(0xa), 5);
	dsp(0xe0);
	dsp(0x5a);
	ck_assert_uint_eq(rd(0xa), 0xa5);
	dsp(0xe4);
	dsp(0x77);
	dsp(0xe8);
	ck_assert_uint_eq(rd(0xa), 0x77);
	dsp(0xe3);
	ck_assert_uint_eq(rd(0xa), 'C');
	dsp(0xd1);
	for (unsigned i = 0; i < 43; i++)
		rd(0xa);
	ck_assert_uint_eq(rd(0xa), 0);
	dsp(0xd8);
	ck_assert_uint_eq(rd(0xa), 0xff);
}
END_TEST

START_TEST(mixer_chooses_lines)
{
	build(&rig, true);
	ck_assert_uint_eq(mixer(0x80), 2);
	ck_assert_uint_eq(mixer(0x81), 0x22);
	set_mixer(0x80, 4);
	dsp(0xf2);
	ck_assert(rig.bench.level[2] && !rig.bench.level[1]);
	ck_assert_uint_eq(mixer(0x82) & 7, 1);
	rd(0xe);
	ck_assert(!rig.bench.level[2]);
	dsp(0xf3);
	ck_assert_uint_eq(mixer(0x82) & 7, 2);
	rd(0xe);
	ck_assert(rig.bench.level[2]);
	rd(0xf);
	ck_assert(!rig.bench.level[2]);
	set_mixer(0x30, 0xff);
	ck_assert_uint_eq(mixer(0x30), 0xf8);
	set_mixer(0x22, 0x31);
	ck_assert_uint_eq(mixer(0x30), 0x38);
	ck_assert_uint_eq(mixer(0x31), 0x18);
	set_mixer(0, 0);
	ck_assert_uint_eq(mixer(0x30), 0xc0);
	ck_assert_uint_eq(mixer(0x80), 4);
}
END_TEST

START_TEST(one_block_of_8_bits)
{
	build(&rig, true);
	for (unsigned i = 0; i < 1000; i++)
		rig.ram[0x100 + i] = (uint8_t)i;
	program(1, 0x100, 1000, false, false);
	dsp(0x40);
	dsp(256 - 1000000 / 10000);
	dsp(0x14);
	dsp(999 & 0xff);
	dsp(999 >> 8);
	bench_run(&rig.bench, 90 * 1000000);
	ck_assert_uint_eq(mixer(0x82) & 7, 0);
	bench_run(&rig.bench, 20 * 1000000);
	ck_assert_uint_eq(mixer(0x82) & 7, 1);
	ck_assert(rig.bench.level[1]);
	bench_run(&rig.bench, 1000 * 1000000ull);
	ck_assert_uint_eq(count, 1000);
	ck_assert_uint_eq(last_rate, 10000);
	for (unsigned i = 0; i < 1000; i++) {
		bench_eq((uint16_t)played[i].left, (uint16_t)((i & 0xff) << 8 ^ 0x8000), "left");
		bench_eq((uint16_t)played[i].right, (uint16_t)played[i].left, "right");
	}
}
END_TEST

/* Real time: so many interrupts a second, to the last one. */
START_TEST(sixteen_bits_stereo_round_and_round)
{
	build(&rig, true);
	for (unsigned i = 0; i < 8192; i++)
		rig.ram[i] = (uint8_t)(i >> 1 >> (i & 1) * 8);
	program(5, 0, 4096, true, false);
	rate(44100);
	start(0xb6, 0x30, 2048);
	for (unsigned i = 0; i < 2000; i++) {
		bench_run(&rig.bench, 1000000);
		if (rig.bench.level[1])
			rd(0xf);
	}
	/* two channels of 2 s in blocks of 2048 */
	ck_assert_uint_ge(rig.bench.rises[1], 2 * 2 * 44100 / 2048);
	ck_assert_uint_le(rig.bench.rises[1], 2 * 2 * 44100 / 2048 + 1);
	ck_assert_uint_ge(count, 88200);
	ck_assert_uint_le(count, 88200 + 100);
	for (unsigned i = 0; i < 8192; i++) {
		bench_eq((uint16_t)played[i].left, 2 * i % 4096, "left");
		bench_eq((uint16_t)played[i].right, (2 * i + 1) % 4096, "right");
	}
	dsp(0xd9);
	bench_run(&rig.bench, 100000000);
	unsigned then = count;
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_eq(count, then);
	ck_assert_uint_eq(then % 1024, 0);
}
END_TEST

START_TEST(pause_and_continue)
{
	build(&rig, true);
	program(1, 0, 4096, true, false);
	rate(8000);
	start(0xc6, 0x00, 4096);
	bench_run(&rig.bench, 100000000);
	dsp(0xd0);
	unsigned then = count;
	ck_assert_uint_ge(then, 800);
	bench_run(&rig.bench, 500000000);
	ck_assert_uint_eq(count, then);
	dsp(0xd4);
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_ge(count, then + 700);
	ck_assert_uint_le(count, then + 900);
	/* The other width's commands are not for it. */
	dsp(0xd5);
	then = count;
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_gt(count, then);
}
END_TEST

START_TEST(a_masked_channel_makes_it_wait)
{
	build(&rig, true);
	program(1, 0, 1000, false, false);
	i8237_write(&rig.dma, 0, 0xa, 5);
	rate(8000);
	start(0xc0, 0, 1000);
	bench_run(&rig.bench, 1000000000);
	ck_assert_uint_eq(count, 0);
	i8237_write(&rig.dma, 0, 0xa, 1);
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_ge(count, 800);
	ck_assert_uint_le(count, 820);
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_eq(count, 1000);
}
END_TEST

START_TEST(recording_gives_silence)
{
	build(&rig, true);
	memset(rig.ram, 0x55, sizeof(rig.ram));
	program(1, 0, 500, false, true);
	rate(8000);
	start(0xc8, 0, 500);
	bench_run(&rig.bench, 100000000);
	for (unsigned i = 0; i < 500; i++)
		bench_eq(rig.ram[i], 0x80, "a recorded byte");
	ck_assert_uint_eq(rig.ram[500], 0x55);
	ck_assert_uint_eq(mixer(0x82) & 7, 1);
	ck_assert_uint_eq(count, 0);
}
END_TEST

START_TEST(silence_takes_its_time)
{
	build(&rig, true);
	rate(8000);
	dsp(0x80);
	dsp(799 & 0xff);
	dsp(799 >> 8);
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_eq(mixer(0x82) & 7, 1);
	bench_run(&rig.bench, 100000000);
	ck_assert_uint_eq(count, 800);
}
END_TEST

START_TEST(midi_interface)
{
	build(&rig, true);
	ck_assert_uint_eq(mpu401_ops.read(&rig.card.midi, 1, 1) & 0xc0, 0x80);
	mpu401_ops.write(&rig.card.midi, 1, 0xff, 1);
	ck_assert_uint_eq(mixer(0x82) & 7, 4);
	ck_assert_uint_eq(mpu401_ops.read(&rig.card.midi, 1, 1) & 0xc0, 0);
	ck_assert_uint_eq(mpu401_ops.read(&rig.card.midi, 0, 1), 0xfe);
	ck_assert_uint_eq(mixer(0x82) & 7, 0);
	mpu401_ops.write(&rig.card.midi, 1, 0x3f, 1);
	ck_assert_uint_eq(mpu401_ops.read(&rig.card.midi, 0, 1), 0xfe);
	mpu401_ops.write(&rig.card.midi, 0, 0x90, 1);
	ck_assert_uint_eq(mpu401_ops.read(&rig.card.midi, 1, 1) & 0xc0, 0x80);
}
END_TEST

static void ports_of(struct rig *r, struct bench_ports *ports)
{
	ports[0] = (struct bench_ports){&sb16_ops, &r->card, 16};
	ports[1] = (struct bench_ports){&mpu401_ops, &r->card.midi, 2};
	ports[2] = (struct bench_ports){&i8237_first_ops, &r->dma, 16};
	ports[3] = (struct bench_ports){&i8237_second_ops, &r->dma, 32};
}

START_TEST(looking_saving_and_noise)
{
	struct bench_ports ports[4], others[4];

	build(&rig, true);
	ports_of(&rig, ports);
	bench_check_peek(ports, 2, &rig.card, sizeof(rig.card));
	program(1, 0, 4096, true, false);
	rate(22050);
	start(0xc6, 0x20, 1024);
	bench_run(&rig.bench, 7654321);
	for (unsigned round = 0; round < 4; round++) {
		build(&twin, false);
		ports_of(&twin, others);
		const struct bench_section from[] = {{&i8237_snap, &rig.dma},
						     {&sb16_snap, &rig.card},
						     {&mpu401_snap, &rig.card.midi}};
		const struct bench_section to[] = {{&i8237_snap, &twin.dma},
						   {&sb16_snap, &twin.card},
						   {&mpu401_snap, &twin.card.midi}};

		memcpy(twin.ram, rig.ram, sizeof(rig.ram));
		bench_check_snapshot(&rig.bench, ports, from, &twin.bench, others, to, 4, 3,
				     9 + round);
	}
	bench_fuzz(&rig.bench, ports, 4, 4711, 400000);
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    reset_and_version,	     mixer_chooses_lines,
	    one_block_of_8_bits,     sixteen_bits_stereo_round_and_round,
	    pause_and_continue,	     a_masked_channel_makes_it_wait,
	    recording_gives_silence, silence_takes_its_time,
	    midi_interface,	     looking_saving_and_noise,
	};

	return bench_main(bench_suite("sb16", tests, sizeof(tests) / sizeof(tests[0])));
}
