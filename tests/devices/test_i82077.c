/* SPDX-License-Identifier: GPL-2.0-only */
#include <stdarg.h>

#include "devices/i82077.h"
#include "tests/devices/ide_bench.h"

#define IRQ   6
#define TRACK 18u
#define MS    1000000ull
#define TURN  (200 * MS)

static struct bench bench;
static struct i82077 fdc;
static struct i8237 dma;
static struct bench_medium medium;
static uint8_t memory[1 << 20];

enum { DOR = 2, TDR, MSR, FIFO, DIR = 7 };

static void memory_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	(void)ctx;
	memset(to, 0xff, bytes);
	if (pa + bytes <= sizeof(memory))
		memcpy(to, memory + pa, bytes);
}

static void memory_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	(void)ctx;
	if (pa + bytes <= sizeof(memory))
		memcpy(memory + pa, from, bytes);
}

static void wire(struct i82077 *chip, struct i8237 *channels, struct bench *b)
{
	struct i8237_client client;

	i8237_init(channels, &b->clock, (struct memory_bus){memory_read, memory_write, NULL});
	i8237_preset(channels);
	i82077_init(chip, &b->clock, 1, bench_wire(b, IRQ), i8237_dreq(channels, 2));
	client = i82077_dma_client(chip);
	i8237_connect(channels, 2, &client);
	i82077_attach(chip, 0, I82077_DRIVE_1440K);
	ck_assert(i82077_insert(chip, 0, &medium.block));
}

static void out(uint8_t value)
{
	for (unsigned i = 0; i < 1000 && (i82077_read(&fdc, MSR) & 0xc0) != 0x80; i++)
		bench_run(&bench, MS);
	ck_assert_uint_eq(i82077_read(&fdc, MSR) & 0xc0, 0x80);
	i82077_write(&fdc, FIFO, value);
}

static void send(const uint8_t *bytes, unsigned count)
{
	while (count--)
		out(*bytes++);
}

#define SEND(...) send((const uint8_t[]){__VA_ARGS__}, sizeof((const uint8_t[]){__VA_ARGS__}))

static uint8_t results[10];

/* The result phase; how many bytes it had. */
static unsigned take(void)
{
	unsigned count = 0;

	while (i82077_read(&fdc, MSR) & 0x40) {
		ck_assert_uint_eq(i82077_read(&fdc, MSR) & 0xf0, 0xd0);
		ck_assert_uint_lt(count, sizeof(results));
		results[count++] = i82077_read(&fdc, FIFO);
	}
	ck_assert_uint_eq(i82077_read(&fdc, MSR) & 0xf0, 0x80);
	return count;
}

static void expect(unsigned count, ...)
{
	va_list args;

	ck_assert_uint_eq(take(), count);
	va_start(args, count);
	for (unsigned i = 0; i < count; i++)
		ck_assert_msg(results[i] == va_arg(args, int), "result byte %u is %02x", i,
			      results[i]);
	va_end(args);
}

static void wait_irq(void)
{
	for (unsigned i = 0; i < 4000 && !bench.level[IRQ]; i++)
		bench_run(&bench, MS);
	ck_assert(bench.level[IRQ]);
}

static void set_dma(uint8_t mode, uint32_t pa, unsigned bytes)
{
	i8237_write(&dma, 0, 10, 6);
	i8237_write(&dma, 0, 12, 0);
	i8237_write(&dma, 0, 11, mode | 2);
	i8237_write(&dma, 0, 4, (uint8_t)pa);
	i8237_write(&dma, 0, 4, (uint8_t)(pa >> 8));
	dma.page[1] = (uint8_t)(pa >> 16);
	i8237_write(&dma, 0, 5, (uint8_t)(bytes - 1));
	i8237_write(&dma, 0, 5, (uint8_t)((bytes - 1) >> 8));
	i8237_write(&dma, 0, 10, 2);
}

#define TO_MEMORY   0x44
#define FROM_MEMORY 0x48

static void setup_with(uint64_t sectors)
{
	bench_init(&bench);
	bench.now_ns = 12345;
	memset(memory, 0, sizeof(memory));
	bench_medium_init(&medium, sectors, sectors);
	wire(&fdc, &dma, &bench);
	i82077_write(&fdc, DOR, 0x1c);
	wait_irq();
	for (unsigned n = 0; n < 4; n++) {
		SEND(0x08);
		expect(2, 0xc0 | n, 0);
		ck_assert(!bench.level[IRQ]);
	}
	i82077_write(&fdc, DIR, 0);
	SEND(0x03, 0xdf, 0x02);
}

static void setup(void)
{
	setup_with(2880);
}

static void teardown(void)
{
	bench_medium_free(&medium);
}

static void seek(unsigned cylinder, unsigned head)
{
	SEND(0x0f, head << 2, cylinder);
	wait_irq();
	SEND(0x08);
	expect(2, 0x20 | head << 2, cylinder);
}

static const uint8_t *sector(unsigned c, unsigned h, unsigned r)
{
	return medium.data + ((c * 2 + h) * TRACK + r - 1) * SECTOR;
}

/* A read or write of a whole command block; the result is left to be taken. */
static void transfer(uint8_t code, unsigned c, unsigned h, unsigned r, unsigned eot)
{
	SEND(code, h << 2, c, h, r, 2, eot, 0x1b, 0xff);
	wait_irq();
}

START_TEST(resets)
{
	setup();
	SEND(0x08);
	expect(1, 0x80);
	SEND(0x13, 0, 0x57, 5);
	SEND(0x0e);
	expect(10, 0, 0, 0, 0, 0xdf, 0x02, 0, 0, 0x57, 5);
	/* by DSR: the configuration goes, what SPECIFY said stays */
	i82077_write(&fdc, MSR, 0x80);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0);
	wait_irq();
	SEND(0x08);
	expect(2, 0xc0, 0);
	SEND(0x0e);
	expect(10, 0, 0, 0, 0, 0xdf, 0x02, 0, 0, 0x20, 0);
	/* locked, it stays; polling off, nobody is told */
	SEND(0x13, 0, 0x57, 5);
	SEND(0x94);
	expect(1, 0x10);
	i82077_write(&fdc, DOR, 0x18);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0);
	i82077_write(&fdc, FIFO, 0x10);
	i82077_write(&fdc, DOR, 0x1c);
	bench_run(&bench, 10 * MS);
	ck_assert(!bench.level[IRQ]);
	SEND(0x08);
	expect(1, 0x80);
	SEND(0x0e);
	expect(10, 0, 0, 0, 0, 0xdf, 0x02, 0, 0x80, 0x57, 5);
	SEND(0x14);
	expect(1, 0);
	i82077_reset(&fdc);
	ck_assert_uint_eq(i82077_read(&fdc, DOR), 0);
	teardown();
}
END_TEST

START_TEST(small_commands)
{
	setup();
	SEND(0x10);
	expect(1, 0x90);
	SEND(0x18); /* the 82078's PART ID */
	expect(1, 0x80);
	SEND(0x00);
	expect(1, 0x80);
	SEND(0x12, 0x84);
	SEND(0x0e);
	ck_assert_uint_eq(take(), 10);
	ck_assert_uint_eq(results[7], 0x04);
	SEND(0x12, 0x3b); /* without OW only GAP and WGATE */
	SEND(0x0e);
	take();
	ck_assert_uint_eq(results[7], 0x07);
	SEND(0x04, 0);
	expect(1, 0x38);
	SEND(0x04, 5);
	expect(1, 0x2d);
	medium.block.readonly = true;
	SEND(0x04, 4);
	expect(1, 0x7c);
	i82077_write(&fdc, TDR, 0xff);
	ck_assert_uint_eq(i82077_read(&fdc, TDR), 3);
	ck_assert_uint_eq(i82077_read(&fdc, 1), 0xc1);
	teardown();
}
END_TEST

/* A step takes as SPECIFY says: here 16 - 13 = 3 ms. */
START_TEST(seeks)
{
	uint64_t start;

	setup();
	start = bench.now_ns;
	SEND(0x0f, 0, 40);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x81);
	wait_irq();
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x80);
	ck_assert_uint_eq(bench.rise_ns[IRQ] - start, 40 * 3 * MS);
	SEND(0x08);
	expect(2, 0x20, 40);
	ck_assert(!bench.level[IRQ]);
	SEND(0x0a | 0x40, 0);
	wait_irq();
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 0);
	ck_assert_uint_eq(results[3], 40);
	/* relative, outwards and inwards */
	SEND(0x8f, 0, 10);
	wait_irq();
	SEND(0x08);
	expect(2, 0x20, 30);
	SEND(0xcf, 0, 2);
	wait_irq();
	SEND(0x08);
	expect(2, 0x20, 32);
	start = bench.now_ns;
	SEND(0x07, 0);
	wait_irq();
	ck_assert_uint_eq(bench.rise_ns[IRQ] - start, 32 * 3 * MS);
	SEND(0x08);
	expect(2, 0x20, 0);
	/* a drive that is not there never tells of its track 0 */
	SEND(0x07, 1);
	wait_irq();
	SEND(0x08);
	expect(2, 0x71, 0);
	/* from beyond track 79 one recalibration is not enough */
	seek(82, 0);
	SEND(0x07, 0);
	wait_irq();
	SEND(0x08);
	expect(2, 0x70, 0);
	SEND(0x07, 0);
	wait_irq();
	SEND(0x08);
	expect(2, 0x20, 0);
	/* two at once */
	SEND(0x0f, 0, 5);
	SEND(0x0f, 1, 3);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x83);
	bench_run(&bench, 100 * MS);
	SEND(0x08);
	expect(2, 0x20, 5);
	ck_assert(bench.level[IRQ]);
	SEND(0x08);
	expect(2, 0x21, 3);
	ck_assert(!bench.level[IRQ]);
	teardown();
}
END_TEST

START_TEST(read_ends_by_tc)
{
	uint64_t start;

	setup();
	seek(3, 0);
	set_dma(TO_MEMORY, 0x1000, 3 * SECTOR);
	SEND(0xe6, 0, 3, 0, 4, 2, TRACK, 0x1b, 0xff);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x10);
	start = bench.now_ns;
	wait_irq();
	/* within a turn and the three sectors */
	ck_assert_uint_lt(bench.now_ns - start, TURN + TURN / 5);
	ck_assert_uint_gt(bench.now_ns - start, 2 * TURN / TRACK);
	ck_assert(bench.level[IRQ]);
	expect(7, 0, 0, 0, 3, 0, 7, 2);
	ck_assert(!bench.level[IRQ]);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(3, 0, 4), 3 * SECTOR), 0);
	ck_assert_uint_eq(memory[0x1000 + 3 * SECTOR], 0);
	/* TC within a sector */
	set_dma(TO_MEMORY, 0x1000, 100);
	transfer(0x46, 3, 0, 1, TRACK);
	expect(7, 0, 0, 0, 3, 0, 2, 2);
	/* TC at the end of the track: the next address is on the next cylinder, or head */
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	transfer(0x46, 3, 0, TRACK, TRACK);
	expect(7, 0, 0, 0, 4, 0, 1, 2);
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	transfer(0xc6, 3, 0, TRACK, TRACK);
	expect(7, 0, 0, 0, 3, 1, 1, 2);
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	transfer(0xc6, 3, 1, TRACK, TRACK);
	expect(7, 4, 0, 0, 4, 0, 1, 2);
	teardown();
}
END_TEST

START_TEST(both_sides)
{
	setup();
	seek(7, 0);
	set_dma(TO_MEMORY, 0x1000, 2 * TRACK * SECTOR);
	transfer(0xe6, 7, 0, 1, TRACK);
	expect(7, 4, 0, 0, 8, 0, 1, 2);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(7, 0, 1), 2 * TRACK * SECTOR), 0);
	teardown();
}
END_TEST

/* Without TC the end of the track is the end. */
START_TEST(end_of_track)
{
	setup();
	set_dma(TO_MEMORY, 0x1000, 40 * SECTOR);
	transfer(0x66, 0, 1, 17, TRACK);
	expect(7, 0x44, 0x80, 0, 0, 1, TRACK, 2);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(0, 1, 17), 2 * SECTOR), 0);
	teardown();
}
END_TEST

START_TEST(not_found)
{
	uint64_t start;

	setup();
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	start = bench.now_ns;
	transfer(0x46, 0, 0, 19, 20);
	ck_assert_uint_gt(bench.now_ns - start, TURN);
	ck_assert_uint_lt(bench.now_ns - start, 2 * TURN + 10 * MS);
	expect(7, 0x40, 0x04, 0, 0, 0, 19, 2);
	transfer(0x46, 1, 0, 1, TRACK); /* the head is on 0 */
	expect(7, 0x40, 0x04, 0x10, 1, 0, 1, 2);
	SEND(0x46, 0, 0, 0, 1, 3, TRACK, 0x1b, 0xff); /* 1024 bytes */
	wait_irq();
	expect(7, 0x40, 0x04, 0, 0, 0, 1, 3);
	SEND(0x46, 4, 0, 0, 1, 2, TRACK, 0x1b, 0xff); /* head 1 has addresses with head 1 */
	wait_irq();
	expect(7, 0x44, 0x04, 0, 0, 0, 1, 2);
	i82077_write(&fdc, DIR, 2);
	transfer(0x46, 0, 0, 1, TRACK);
	expect(7, 0x40, 0x01, 0, 0, 0, 1, 2);
	SEND(0x4a, 0);
	wait_irq();
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 0x40);
	ck_assert_uint_eq(results[1], 0x01);
	i82077_write(&fdc, DIR, 0);
	transfer(0x06, 0, 0, 1, TRACK); /* FM */
	expect(7, 0x40, 0x01, 0, 0, 0, 1, 2);
	teardown();
}
END_TEST

START_TEST(writes)
{
	setup();
	memset(memory + 0x2000, 0x77, 2 * SECTOR);
	set_dma(FROM_MEMORY, 0x2000, SECTOR + 10);
	transfer(0x45, 0, 1, 2, TRACK);
	expect(7, 4, 0, 0, 0, 1, 4, 2);
	ck_assert_uint_eq(sector(0, 1, 2)[0], 0x77);
	ck_assert_uint_eq(sector(0, 1, 3)[9], 0x77);
	/* the rest of the last sector is zeros */
	ck_assert_uint_eq(sector(0, 1, 3)[10], 0);
	ck_assert_uint_eq(sector(0, 1, 3)[511], 0);
	ck_assert_uint_ne(sector(0, 1, 4)[9], 0);
	medium.block.readonly = true;
	transfer(0x45, 0, 1, 2, TRACK);
	expect(7, 0x44, 0x02, 0, 0, 1, 2, 2);
	medium.block.readonly = false;
	medium.bad = 18 + 1;
	set_dma(FROM_MEMORY, 0x2000, SECTOR);
	transfer(0x45, 0, 1, 2, TRACK);
	expect(7, 0x44, 0x20, 0x20, 0, 1, 2, 2);
	transfer(0x46, 0, 1, 2, TRACK);
	expect(7, 0x44, 0x20, 0x20, 0, 1, 2, 2);
	teardown();
}
END_TEST

START_TEST(deleted_data)
{
	setup();
	memset(memory + 0x2000, 0x77, SECTOR);
	set_dma(FROM_MEMORY, 0x2000, SECTOR);
	transfer(0x49, 0, 0, 2, TRACK);
	expect(7, 0, 0, 0, 0, 0, 3, 2);
	/* READ DATA stops after it, or skips it */
	set_dma(TO_MEMORY, 0x3000, 3 * SECTOR);
	transfer(0x46, 0, 0, 1, TRACK);
	expect(7, 0, 0, 0x40, 0, 0, 2, 2);
	ck_assert_uint_eq(memory[0x3000 + SECTOR], 0x77);
	set_dma(TO_MEMORY, 0x3000, 2 * SECTOR);
	transfer(0x66, 0, 0, 1, TRACK);
	expect(7, 0, 0, 0x40, 0, 0, 4, 2);
	ck_assert_int_eq(memcmp(memory + 0x3000 + SECTOR, sector(0, 0, 3), SECTOR), 0);
	/* READ DELETED DATA the other way round */
	set_dma(TO_MEMORY, 0x4000, SECTOR);
	transfer(0x6c, 0, 0, 1, TRACK);
	expect(7, 0, 0, 0x40, 0, 0, 3, 2);
	ck_assert_uint_eq(memory[0x4000], 0x77);
	/* and a plain write makes it plain again */
	set_dma(FROM_MEMORY, 0x2000, SECTOR);
	transfer(0x45, 0, 0, 2, TRACK);
	take();
	set_dma(TO_MEMORY, 0x3000, 3 * SECTOR);
	transfer(0x46, 0, 0, 1, TRACK);
	expect(7, 0, 0, 0, 0, 0, 4, 2);
	teardown();
}
END_TEST

START_TEST(read_track)
{
	setup();
	set_dma(TO_MEMORY, 0x1000, TRACK * SECTOR);
	transfer(0x42, 0, 0, 1, TRACK);
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 0);
	ck_assert_uint_eq(results[1], 0);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(0, 0, 1), TRACK * SECTOR), 0);
	/* addresses that are otherwise are told, and do not stop it */
	set_dma(TO_MEMORY, 0x1000, 2 * SECTOR);
	transfer(0x42, 0, 0, 5, TRACK);
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 0);
	ck_assert_uint_eq(results[1], 4);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(0, 0, 1), 2 * SECTOR), 0);
	teardown();
}
END_TEST

START_TEST(verify_and_scan)
{
	setup();
	transfer(0x56, 0, 0, 1, TRACK);
	expect(7, 0, 0, 0, 1, 0, 1, 2);
	SEND(0x56, 0x80, 0, 0, 3, 2, TRACK, 0x1b, 4); /* EC: four sectors */
	wait_irq();
	expect(7, 0, 0, 0, 0, 0, 7, 2);
	/* SCAN EQUAL finds sector 5 */
	memcpy(memory + 0x2000, sector(0, 0, 5), SECTOR);
	memory[0x2000 + 300] = 0xff;
	for (unsigned i = 1; i < 5; i++)
		memcpy(memory + 0x2000 + i * SECTOR, memory + 0x2000, SECTOR);
	set_dma(FROM_MEMORY | 0x10, 0x2000, SECTOR * 5 + 100);
	SEND(0x51, 0, 0, 0, 3, 2, TRACK, 0x1b, 1);
	wait_irq();
	expect(7, 0, 0, 0x08, 0, 0, 5, 2);
	/* and does not find what is not there */
	memset(memory + 0x2000, 0x12, 20 * SECTOR);
	set_dma(FROM_MEMORY, 0x2000, SECTOR * 20);
	SEND(0x51, 0, 0, 0, 16, 2, TRACK, 0x1b, 1);
	wait_irq();
	expect(7, 0, 0, 0x04, 1, 0, 1, 2);
	/* nothing on the disk is above FEh everywhere */
	memset(memory + 0x2000, 0xfe, 20 * SECTOR);
	set_dma(FROM_MEMORY, 0x2000, SECTOR * 20);
	SEND(0x59, 0, 0, 0, 2, 2, TRACK, 0x1b, 1);
	wait_irq();
	expect(7, 0, 0, 0, 0, 0, 2, 2);
	teardown();
}
END_TEST

START_TEST(format_track)
{
	setup();
	seek(5, 1);
	for (unsigned i = 0; i < TRACK; i++) {
		uint8_t *id = memory + 0x2000 + 4 * i;

		id[0] = 5;
		id[1] = 1;
		id[2] = (uint8_t)(i + 1);
		id[3] = 2;
	}
	set_dma(FROM_MEMORY, 0x2000, TRACK * 4);
	SEND(0x4d, 4, 2, TRACK, 0x6c, 0xf6);
	wait_irq();
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 4);
	for (unsigned i = 0; i < TRACK * SECTOR; i++)
		bench_eq(sector(5, 1, 1)[i], 0xf6, "a formatted byte");
	ck_assert_uint_ne(sector(5, 0, TRACK)[511], 0xf6);
	ck_assert_uint_ne(sector(6, 0, 1)[10], 0xf6);
	teardown();
}
END_TEST

/* Without DMA: by the FIFO, at the disk's pace. */
START_TEST(pio_read)
{
	uint8_t got[SECTOR];
	unsigned interrupts = 0;

	setup();
	SEND(0x03, 0xdf, 0x03);
	SEND(0x13, 0, _i ? 0x10 | (_i - 1) : 0x30, 0);
	SEND(0x46, 0, 0, 0, 6, 2, 6, 0x1b, 0xff);
	for (unsigned i = 0; i < SECTOR;) {
		for (unsigned n = 0; n < 300000 && !bench.level[IRQ]; n++)
			bench_run(&bench, 1000);
		ck_assert(bench.level[IRQ]);
		interrupts++;
		ck_assert_uint_eq(i82077_read(&fdc, MSR), 0xf0);
		while (i < SECTOR && i82077_read(&fdc, MSR) == 0xf0)
			got[i++] = i82077_read(&fdc, FIFO);
	}
	ck_assert_int_eq(memcmp(got, sector(0, 0, 6), SECTOR), 0);
	wait_irq();
	expect(7, 0x40, 0x80, 0, 0, 0, 6, 2);
	/* FIFOTHR n: called with 16 - (n + 1) bytes */
	ck_assert_uint_le(interrupts, _i ? SECTOR / (_i < 16 ? 16 - _i : 1) + 1 : SECTOR);
	ck_assert_uint_ge(interrupts, _i ? 30 : SECTOR - 1);
	teardown();
}
END_TEST

START_TEST(pio_write)
{
	unsigned i = 0;

	setup();
	SEND(0x03, 0xdf, 0x03);
	SEND(0x13, 0, _i ? 0x17 : 0x30, 0);
	SEND(0x45, 0, 0, 0, 6, 2, 6, 0x1b, 0xff);
	while (i < SECTOR) {
		for (unsigned n = 0; n < 300000 && !bench.level[IRQ]; n++)
			bench_run(&bench, 1000);
		ck_assert_uint_eq(i82077_read(&fdc, MSR), 0xb0);
		while (i < SECTOR && i82077_read(&fdc, MSR) == 0xb0)
			i82077_write(&fdc, FIFO, (uint8_t)(i++ * 5));
	}
	wait_irq();
	expect(7, 0x40, 0x80, 0, 0, 0, 6, 2);
	for (i = 0; i < SECTOR; i++)
		bench_eq(sector(0, 0, 6)[i], (uint8_t)(i * 5), "a written byte");
	teardown();
}
END_TEST

START_TEST(overruns)
{
	setup();
	/* a DMA channel that is masked */
	i8237_write(&dma, 0, 10, 6);
	transfer(0x46, 0, 0, 1, TRACK);
	expect(7, 0x40, 0x10, 0, 0, 0, 1, 2);
	transfer(0x45, 0, 0, 1, TRACK);
	expect(7, 0x40, 0x10, 0, 0, 0, 1, 2);
	/* a host that does not come */
	SEND(0x03, 0xdf, 0x03);
	SEND(0x13, 0, 0x17, 0);
	SEND(0x46, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	for (unsigned n = 0; n < 1000000 && !bench.level[IRQ]; n++)
		bench_run(&bench, 1000);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0xf0);
	bench.rises[IRQ] = 0;
	bench_run(&bench, 100 * MS);
	ck_assert_uint_eq(bench.rises[IRQ],
			  1); /* for the result, though the FIFO's was not served */
	expect(7, 0x40, 0x10, 0, 0, 0, 1, 2);
	SEND(0x45, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	i82077_write(&fdc, FIFO, 1);
	bench_run(&bench, 400 * MS);
	expect(7, 0x40, 0x10, 0, 0, 0, 1, 2);
	teardown();
}
END_TEST

START_TEST(implied_seek)
{
	uint64_t start;

	setup();
	SEND(0x13, 0, 0x57, 0);
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	start = bench.now_ns;
	transfer(0x46, 20, 0, 1, TRACK);
	ck_assert_uint_ge(bench.now_ns - start, 60 * MS);
	expect(7, 0, 0, 0, 20, 0, 2, 2);
	ck_assert_int_eq(memcmp(memory + 0x1000, sector(20, 0, 1), SECTOR), 0);
	teardown();
}
END_TEST

/* The line is up from power-on, or a change, until a step with a disk in. */
START_TEST(disk_change)
{
	setup();
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0x80);
	SEND(0x07, 0); /* on track 0 it does not step */
	wait_irq();
	SEND(0x08);
	expect(2, 0x20, 0);
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0x80);
	seek(1, 0);
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0);
	ck_assert(i82077_insert(&fdc, 0, NULL));
	seek(2, 0);
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0x80);
	ck_assert(i82077_insert(&fdc, 0, &medium.block));
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0x80);
	seek(1, 0);
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0);
	i82077_write(&fdc, DOR, 0x0c); /* not selected without its motor */
	ck_assert(i82077_insert(&fdc, 0, NULL));
	ck_assert_uint_eq(i82077_read(&fdc, DIR), 0);
	teardown();
}
END_TEST

/* No drive, or no motor: no index pulse, and no end but a reset. */
START_TEST(nothing_turns)
{
	setup();
	i82077_write(&fdc, DOR, 0x0c);
	SEND(0x46, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	bench_run(&bench, 10000 * MS);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x10);
	ck_assert(!bench.level[IRQ]);
	i82077_write(&fdc, DOR, 0x18);
	i82077_write(&fdc, DOR, 0x1c);
	wait_irq();
	for (unsigned n = 0; n < 4; n++) {
		SEND(0x08);
		take();
	}
	/* an empty drive turns, but has no marks */
	SEND(0x46, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	ck_assert(i82077_insert(&fdc, 0, NULL));
	wait_irq();
	expect(7, 0x40, 0x01, 0, 0, 0, 1, 2);
	transfer(0x45, 0, 0, 1, TRACK);
	expect(7, 0x40, 0x01, 0, 0, 0, 1, 2);
	SEND(0x4d, 4, 2, TRACK, 0x6c, 0xf6);
	wait_irq();
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[0], 0x44);
	SEND(0x46, 1, 0, 0, 1, 2, TRACK, 0x1b, 0xff); /* no such drive */
	bench_run(&bench, 10000 * MS);
	ck_assert_uint_eq(i82077_read(&fdc, MSR), 0x10);
	teardown();
}
END_TEST

START_TEST(gate)
{
	setup();
	i82077_write(&fdc, DOR, 0x14);
	SEND(0x0f, 0, 1);
	bench_run(&bench, 100 * MS);
	ck_assert(!bench.level[IRQ]);
	i82077_write(&fdc, DOR, 0x1c);
	ck_assert(bench.level[IRQ]);
	SEND(0x08);
	expect(2, 0x20, 1);
	teardown();
}
END_TEST

static const struct {
	uint32_t sectors;
	uint8_t rate, last;
} sizes[] = {{320, 2, 8},   {360, 2, 9},   {640, 2, 8},	  {720, 2, 9},	 {1440, 2, 9},
	     {2400, 0, 15}, {2880, 0, 18}, {3360, 0, 21}, {5760, 3, 36}, {1, 0, 18},
	     {2879, 0, 18}, {3000, 3, 36}, {7680, 3, 48}};

/* Every size of image: the last sector of its first track is there, the next is not. */
START_TEST(formats)
{
	const struct i82077_format *format = i82077_format(sizes[_i].sectors);

	setup_with(sizes[_i].sectors);
	ck_assert_ptr_nonnull(format);
	ck_assert_uint_eq(format->sectors, sizes[_i].last);
	ck_assert_uint_eq(format->rate, sizes[_i].rate);
	i82077_attach(&fdc, 0, format->drive);
	i82077_write(&fdc, DIR, sizes[_i].rate);
	set_dma(TO_MEMORY, 0x1000, SECTOR);
	transfer(0x46, 0, 0, sizes[_i].last, sizes[_i].last);
	expect(7, 0, 0, 0, 1, 0, 1, 2);
	if (sizes[_i].last <= sizes[_i].sectors)
		ck_assert_int_eq(
		    memcmp(memory + 0x1000, medium.data + (sizes[_i].last - 1) * SECTOR, SECTOR),
		    0);
	else /* where the image ends there are zeros, which cannot be changed */
		ck_assert_uint_eq(memory[0x1000], 0);
	transfer(0x46, 0, 0, sizes[_i].last + 1, 60);
	ck_assert_uint_eq(take(), 7);
	ck_assert_uint_eq(results[1], 4);
	teardown();
}
END_TEST

START_TEST(too_large)
{
	setup();
	medium.block.sectors = 7681;
	ck_assert(!i82077_insert(&fdc, 0, &medium.block));
	ck_assert_ptr_null(i82077_format(0));
	ck_assert_ptr_null(i82077_format(UINT64_MAX));
	teardown();
}
END_TEST

#define PORTS                                                                                      \
	{                                                                                          \
		{&i82077_ops, &fdc, 6},                                                            \
		{                                                                                  \
			&i82077_change_ops, &fdc, 1                                                \
		}                                                                                  \
	}

START_TEST(snapshots)
{
	static struct i82077 other;
	static struct i8237 dma2;
	struct bench bench2;
	const struct bench_ports ports[] = PORTS;
	const struct bench_ports ports2[] = {{&i82077_ops, &other, 6},
					     {&i82077_change_ops, &other, 1}};
	const struct bench_section from[] = {{&i8237_snap, &dma},
					     {&i82077_drive_snap, &fdc.drive[0]},
					     {&i82077_drive_snap, &fdc.drive[1]},
					     {&i82077_snap, &fdc}};
	const struct bench_section to[] = {{&i8237_snap, &dma2},
					   {&i82077_drive_snap, &other.drive[0]},
					   {&i82077_drive_snap, &other.drive[1]},
					   {&i82077_snap, &other}};

	setup();
	medium.block.readonly = true;
	bench_init(&bench2);
	wire(&other, &dma2, &bench2);
	SEND(0x03, 0xdf, _i & 1);
	SEND(0x0f, 1, 70);
	set_dma(TO_MEMORY, 0x1000, TRACK * SECTOR);
	SEND(0x46, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	bench_run(&bench, 30 * MS * (unsigned)_i + 1);
	bench_check_peek(ports, 2, &fdc, sizeof(fdc));
	bench_check_snapshot(&bench, ports, from, &bench2, ports2, to, 2, 4, 5 + (uint64_t)_i);
	teardown();
}
END_TEST

START_TEST(wild_snapshots)
{
	const struct bench_ports ports[] = PORTS;
	uint64_t seed = 100 + (uint64_t)_i;
	struct snap_buf image = {0};
	char err[160];

	setup();
	SEND(0x46, 0, 0, 0, 1, 2, TRACK, 0x1b, 0xff);
	snap_save(&image, &i82077_snap, &fdc);
	for (unsigned round = 0; round < 500; round++) {
		for (unsigned i = 0; i < 20; i++) {
			uint64_t r = bench_random(&seed);

			image.data[r % image.bytes] = (uint8_t)(r >> 32);
		}
		image.read_off = 0;
		if (!snap_load(&image, &i82077_snap, &fdc, &bench.clock, err, sizeof(err))) {
			snap_free(&image);
			snap_save(&image, &i82077_snap, &fdc);
			continue;
		}
		bench_fuzz(&bench, ports, 2, seed, 50);
	}
	snap_free(&image);
	teardown();
}
END_TEST

/* Random accesses, and random commands that are whole. */
START_TEST(random_accesses)
{
	static const uint8_t codes[] = {0x46, 0xe6, 0x4c, 0x45, 0x49, 0x42, 0x56, 0x51, 0x59, 0x5d,
					0x4d, 0x4a, 0x03, 0x04, 0x07, 0x08, 0x0f, 0x8f, 0x13, 0x12};
	const struct bench_ports ports[] = PORTS;
	uint64_t seed = 9 + (uint64_t)_i;

	setup();
	bench_fuzz(&bench, ports, 2, seed, 20000);
	for (unsigned round = 0; round < 3000; round++) {
		uint64_t r = bench_random(&seed);

		if (r % 8 == 0) {
			i82077_write(&fdc, DOR, 0);
			i82077_write(&fdc, DOR, 0x1c);
			bench_run(&bench, MS);
		}
		i82077_write(&fdc, DIR, 0);
		if (r & 0x100)
			set_dma(r & 0x200 ? TO_MEMORY : FROM_MEMORY, 0x10000,
				1 + (r >> 32) % 20000);
		i82077_write(&fdc, FIFO, codes[(r >> 12) % sizeof(codes)]);
		for (unsigned i = 0; i < 8; i++) {
			uint64_t v = bench_random(&seed);

			i82077_write(&fdc, FIFO, (uint8_t)(v & 0x80 ? v >> 8 & 3 : v >> 8));
		}
		bench_run(&bench, (r >> 24 & 0xff) * MS * 2);
		for (unsigned i = 0; i < 40; i++)
			bench_poke_at_random(ports, 2, &seed);
	}
	teardown();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("i82077");
	TCase *tcase = tcase_create("i82077");
	const TTest *const tests[] = {
	    resets,	     small_commands, seeks,    read_ends_by_tc, both_sides,
	    end_of_track,    not_found,	     writes,   deleted_data,	read_track,
	    verify_and_scan, format_track,   overruns, implied_seek,	disk_change,
	    nothing_turns,   gate,	     too_large};

	tcase_set_timeout(tcase, 120);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		tcase_add_test(tcase, tests[i]);
	tcase_add_loop_test(tcase, pio_read, 0, 17);
	tcase_add_loop_test(tcase, pio_write, 0, 2);
	tcase_add_loop_test(tcase, formats, 0, sizeof(sizes) / sizeof(sizes[0]));
	tcase_add_loop_test(tcase, snapshots, 0, 10);
	tcase_add_loop_test(tcase, wild_snapshots, 0, 4);
	tcase_add_loop_test(tcase, random_accesses, 0, 2);
	suite_add_tcase(suite, tcase);
	return bench_main(suite);
}
