/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/ide_bench.h"

#define IRQ	14
#define SECTORS 200000u
#define STORED	600u

static struct bench bench;
static struct ide_channel channel;
static struct bench_medium medium;

/* A bus master that takes so many bytes at a time. */
static uint8_t dma_memory[1 << 20];
static uint32_t dma_pos, dma_room;

static uint32_t dma_move(void *ctx, void *data, uint32_t bytes, bool to_memory)
{
	(void)ctx;
	if (bytes > dma_room)
		bytes = dma_room;
	if (to_memory)
		memcpy(dma_memory + dma_pos, data, bytes);
	else
		memcpy(data, dma_memory + dma_pos, bytes);
	dma_pos += bytes;
	dma_room -= bytes;
	return bytes;
}

static void setup_sized(uint64_t sectors)
{
	bench_init(&bench);
	dma_pos = dma_room = 0;
	bench_medium_init(&medium, sectors, sectors < STORED ? sectors : STORED);
	ide_init(&channel, &bench.clock, bench_wire(&bench, IRQ),
		 (struct ide_bus_master){dma_move, NULL});
	ide_attach(&channel, 0, IDE_DISK, &medium.block, 0);
	ide_reset(&channel);
}

static void setup(void)
{
	setup_sized(SECTORS);
}

static void teardown(void)
{
	bench_medium_free(&medium);
}

static unsigned command(unsigned code)
{
	host_out(&channel, R_STATUS, code);
	return host_wait(&channel, &bench);
}

static uint16_t words[256];

static void identify(void)
{
	host_out(&channel, R_DEVICE, 0xa0);
	ck_assert_uint_eq(command(0xec), 0x58);
	host_read_data(&channel, words, SECTOR);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
}

START_TEST(signature)
{
	setup();
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 1);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 1);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 1);
	ck_assert_uint_eq(host_in(&channel, R_MID), 0);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0);
	teardown();
}
END_TEST

START_TEST(absent_drives)
{
	setup();
	host_out(&channel, R_DEVICE, 0xb0);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0);
	ck_assert_uint_eq(ide_alt_status(&channel), 0);
	host_out(&channel, R_STATUS, 0xec);
	bench_run(&bench, 1000000);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0);
	ck_assert(!bench.level[IRQ]);
	/* drive 0 answers for it */
	host_out(&channel, R_COUNT, 0x55);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 0x55);
	teardown();

	ide_init(&channel, &bench.clock, bench_wire(&bench, IRQ), (struct ide_bus_master){0});
	host_out(&channel, R_COUNT, 0x55);
	for (unsigned off = 0; off < 8; off++)
		ck_assert_uint_eq(host_in(&channel, off), 0);
}
END_TEST

START_TEST(identify_words)
{
	uint8_t sum = 0;

	setup();
	identify();
	ck_assert_uint_eq(words[0], 0x0040);
	ck_assert_uint_eq(words[1], SECTORS / 1008);
	ck_assert_uint_eq(words[3], 16);
	ck_assert_uint_eq(words[6], 63);
	ck_assert_uint_eq(words[10], 'Z' << 8 | 'M');
	ck_assert_uint_eq(words[27], 'Z' << 8 | 'O');
	ck_assert_uint_eq(words[47], 0x8010);
	ck_assert_uint_eq(words[49] & 0x0f00, 0x0b00);
	ck_assert_uint_eq(words[53], 7);
	ck_assert_uint_eq(words[57] | (uint32_t)words[58] << 16, SECTORS / 1008 * 1008);
	ck_assert_uint_eq(words[60] | (uint32_t)words[61] << 16, SECTORS);
	ck_assert_uint_eq(words[63], 0x0007);
	ck_assert_uint_eq(words[83] & 0xc000, 0x4000);
	ck_assert_uint_eq(words[83] & 0x3400, 0x3400); /* FLUSH CACHE, its EXT, 48 bits */
	ck_assert_uint_eq(words[100] | (uint32_t)words[101] << 16, SECTORS);
	for (unsigned i = 0; i < SECTOR; i++)
		sum += ((uint8_t *)words)[i];
	ck_assert_uint_eq(words[255] & 0xff, 0xa5);
	ck_assert_uint_eq(sum, 0);
	teardown();
}
END_TEST

/* 28-bit PIO read: an interrupt for each sector, none at the end. */
START_TEST(read_sectors)
{
	uint8_t got[SECTOR];

	setup();
	host_lba28(&channel, 0, 17, 3);
	host_out(&channel, R_STATUS, 0x20);
	ck_assert_uint_eq(ide_alt_status(&channel) & (BSY | DRQ), BSY);
	for (unsigned i = 0; i < 3; i++) {
		bench_run(&bench, 1000000);
		ck_assert(bench.level[IRQ]);
		ck_assert_uint_eq(bench.rises[IRQ], i + 1);
		ck_assert_uint_eq(ide_alt_status(&channel) & (BSY | DRQ | ERR), DRQ);
		ck_assert(bench.level[IRQ]);
		host_in(&channel, R_STATUS);
		ck_assert(!bench.level[IRQ]);
		host_read_data(&channel, got, SECTOR);
		ck_assert_int_eq(memcmp(got, medium.data + (17 + i) * SECTOR, SECTOR), 0);
	}
	bench_run(&bench, 1000000);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_uint_eq(bench.rises[IRQ], 3);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 0);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 19);
	teardown();
}
END_TEST

/* The data port takes 8, 16 and 32 bits. */
START_TEST(data_port_widths)
{
	uint8_t *want;
	uint32_t value;

	setup();
	want = medium.data + 5 * SECTOR;
	host_lba28(&channel, 0, 5, 1);
	command(0x20);
	value = ide_command_ops.read(&channel, R_DATA, 4);
	ck_assert_int_eq(memcmp(&value, want, 4), 0);
	value = ide_command_ops.read(&channel, R_DATA, 2);
	ck_assert_int_eq(memcmp(&value, want + 4, 2), 0);
	ck_assert_uint_eq(ide_command_ops.peek(&channel, R_DATA, 1), want[6]);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 1), want[6]);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 1), want[7]);
	for (unsigned i = 8; i < SECTOR; i += 4)
		value = ide_command_ops.read(&channel, R_DATA, 4);
	ck_assert_int_eq(memcmp(&value, want + SECTOR - 4, 4), 0);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 2), 0);
	teardown();
}
END_TEST

/* PIO write: DRQ at once and without an interrupt, then one for each sector. */
START_TEST(write_sectors)
{
	uint8_t data[2 * SECTOR];

	setup();
	memset(data, 0xa5, sizeof(data));
	host_lba28(&channel, 0, 9, 2);
	host_out(&channel, R_STATUS, 0x30);
	ck_assert_uint_eq(ide_alt_status(&channel) & (BSY | DRQ), DRQ);
	ck_assert(!bench.level[IRQ]);
	host_write_data(&channel, data, SECTOR);
	ck_assert_uint_eq(ide_alt_status(&channel) & (BSY | DRQ), BSY);
	ck_assert_uint_ne(medium.data[9 * SECTOR], 0xa5);
	ck_assert_uint_eq(host_wait(&channel, &bench) & (DRQ | ERR), DRQ);
	ck_assert_uint_eq(bench.rises[IRQ], 1);
	ck_assert_uint_eq(medium.data[9 * SECTOR], 0xa5);
	host_write_data(&channel, data + SECTOR, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x50);
	ck_assert_uint_eq(bench.rises[IRQ], 2);
	ck_assert_int_eq(memcmp(medium.data + 9 * SECTOR, data, sizeof(data)), 0);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 10);
	teardown();
}
END_TEST

/* MULTIPLE: blocks of so many sectors, the last one shorter. */
START_TEST(multiple)
{
	uint8_t got[8 * SECTOR];

	setup();
	host_lba28(&channel, 0, 20, 1);
	ck_assert_uint_eq(command(0xc4) & ERR, ERR);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 4);
	host_out(&channel, R_COUNT, 3);
	ck_assert_uint_eq(command(0xc6) & ERR, ERR);
	host_out(&channel, R_COUNT, 4);
	ck_assert_uint_eq(command(0xc6), 0x50);
	identify();
	ck_assert_uint_eq(words[59], 0x0104);

	bench.rises[IRQ] = 0;
	host_lba28(&channel, 0, 20, 6);
	ck_assert_uint_eq(command(0xc4) & DRQ, DRQ);
	host_read_data(&channel, got, 4 * SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench) & DRQ, DRQ);
	host_read_data(&channel, got + 4 * SECTOR, 2 * SECTOR);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_uint_eq(bench.rises[IRQ], 2);
	ck_assert_int_eq(memcmp(got, medium.data + 20 * SECTOR, 6 * SECTOR), 0);

	bench.rises[IRQ] = 0;
	host_lba28(&channel, 0, 30, 5);
	host_out(&channel, R_STATUS, 0xc5);
	host_write_data(&channel, got, 4 * SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench) & DRQ, DRQ);
	host_write_data(&channel, got + 4 * SECTOR, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x50);
	ck_assert_uint_eq(bench.rises[IRQ], 2);
	ck_assert_int_eq(memcmp(got, medium.data + 30 * SECTOR, 5 * SECTOR), 0);
	teardown();
}
END_TEST

/* A bus master that is late, and one that takes the data piece by piece. */
START_TEST(dma)
{
	setup();
	host_lba28(&channel, 0, 100, 0);
	host_out(&channel, R_STATUS, 0xc8);
	bench_run(&bench, 10000000);
	ck_assert_uint_eq(ide_alt_status(&channel) & DRQ, DRQ);
	ck_assert(!bench.level[IRQ]);
	for (unsigned i = 0; i < 256 && !bench.level[IRQ]; i++) {
		dma_room = 1000;
		ide_dma_ready(&channel);
		bench_run(&bench, 1000000);
	}
	ck_assert_uint_eq(dma_pos, 256 * SECTOR);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_int_eq(memcmp(dma_memory, medium.data + 100 * SECTOR, 256 * SECTOR), 0);

	memset(dma_memory, 0x3c, sizeof(dma_memory));
	dma_pos = 0;
	dma_room = 300 * SECTOR;
	host_lba48(&channel, 0, 200, 300);
	ck_assert_uint_eq(command(0x35), 0x50);
	ck_assert_uint_eq(bench.rises[IRQ], 2);
	ck_assert_uint_eq(medium.data[200 * SECTOR], 0x3c);
	ck_assert_uint_eq(medium.data[500 * SECTOR - 1], 0x3c);
	ck_assert_uint_ne(medium.data[500 * SECTOR + 9], 0x3c);
	teardown();
}
END_TEST

/* 48 bits: beyond 28, and 65536 sectors at once. */
START_TEST(lba48)
{
	uint64_t number, last = (1ull << 40) - 1;

	setup_sized(last + 1);
	host_lba48(&channel, 0, last, 1);
	ck_assert_uint_eq(command(0x24) & (DRQ | ERR), DRQ);
	number = ide_command_ops.read(&channel, R_DATA, 4);
	number |= (uint64_t)ide_command_ops.read(&channel, R_DATA, 4) << 32;
	ck_assert_uint_eq(number, last);
	for (unsigned i = 8; i < SECTOR; i += 4)
		ide_command_ops.read(&channel, R_DATA, 4);
	host_lba48(&channel, 0, 0, 0);
	host_out(&channel, R_STATUS, 0x42);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x50);
	host_lba48(&channel, 0, last, 2);
	ck_assert_uint_eq(command(0x42) & ERR, ERR);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 0x10);

	host_out(&channel, R_DEVICE, 0xe0);
	ck_assert_uint_eq(command(0x27), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0xff);
	ide_control(&channel, 0x80);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 0xff);
	ck_assert_uint_eq(host_in(&channel, R_MID), 0xff);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0);
	/* a write to the command block ends HOB */
	host_out(&channel, R_DEVICE, 0xe0);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0xff);
	ck_assert_uint_eq(command(0xf8), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_DEVICE) & 15, 15);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 0xfe);
	identify();
	ck_assert_uint_eq(words[60] | (uint32_t)words[61] << 16, 0x0fffffff);
	ck_assert_uint_eq(words[102], 0x100);
	teardown();
}
END_TEST

START_TEST(cylinders_heads_sectors)
{
	setup();
	/* cylinder 2, head 3, sector 4 of 16 heads and 63 sectors */
	host_out(&channel, R_DEVICE, 0xa3);
	host_out(&channel, R_COUNT, 1);
	host_out(&channel, R_LOW, 4);
	host_out(&channel, R_MID, 2);
	host_out(&channel, R_HIGH, 0);
	ck_assert_uint_eq(command(0x21) & DRQ, DRQ);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 4), (2 * 16 + 3) * 63 + 4 - 1);
	/* other parameters: 5 heads, 17 sectors */
	host_out(&channel, R_DEVICE, 0xa4);
	host_out(&channel, R_COUNT, 17);
	ck_assert_uint_eq(command(0x91), 0x50);
	identify();
	ck_assert_uint_eq(words[3], 16);
	ck_assert_uint_eq(words[55], 5);
	ck_assert_uint_eq(words[56], 17);
	ck_assert_uint_eq(words[54], SECTORS / 85);
	host_out(&channel, R_DEVICE, 0xa4);
	host_out(&channel, R_COUNT, 2);
	host_out(&channel, R_LOW, 17);
	host_out(&channel, R_MID, 7);
	command(0x20);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 4), 7 * 85 + 84);
	for (unsigned i = 4; i < SECTOR; i += 4)
		ide_command_ops.read(&channel, R_DATA, 4);
	host_wait(&channel, &bench);
	host_read_data(&channel, words, SECTOR);
	/* the registers tell of the last sector */
	ck_assert_uint_eq(host_in(&channel, R_DEVICE), 0xa0);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 1);
	ck_assert_uint_eq(host_in(&channel, R_MID), 8);
	/* there is no sector 0, 18 or head 6 */
	host_out(&channel, R_LOW, 0);
	ck_assert_uint_eq(command(0x20) & ERR, ERR);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 0x10);
	host_out(&channel, R_LOW, 18);
	ck_assert_uint_eq(command(0x20) & ERR, ERR);
	host_out(&channel, R_LOW, 1);
	host_out(&channel, R_DEVICE, 0xa5);
	ck_assert_uint_eq(command(0x20) & ERR, ERR);
	/* a soft reset keeps the translation */
	ide_control(&channel, 4);
	ide_control(&channel, 0);
	host_wait(&channel, &bench);
	identify();
	ck_assert_uint_eq(words[55], 5);
	teardown();
}
END_TEST

/* What an image's partition table says of its geometry is what the drive has. */
START_TEST(geometry)
{
	struct ide_geometry g;

	setup();
	g = ide_guess_geometry(&medium.block);
	ck_assert_uint_eq(g.heads, 16);
	medium.data[510] = 0x55;
	medium.data[511] = 0xaa;
	medium.data[446 + 5] = 3;
	medium.data[446 + 6] = 17 | 0x40;
	medium.data[446 + 12] = 200;
	g = ide_guess_geometry(&medium.block);
	ck_assert_uint_eq(g.heads, 4);
	ck_assert_uint_eq(g.sectors, 17);
	ck_assert_uint_eq(g.cylinders, SECTORS / (4 * 17));
	/* a table for a translated geometry says nothing of the drive's own */
	medium.data[446 + 5] = 254;
	medium.data[446 + 6] = 63;
	g = ide_guess_geometry(&medium.block);
	ck_assert_uint_eq(g.heads, 16);
	ck_assert_uint_eq(g.sectors, 63);
	teardown();
}
END_TEST

START_TEST(errors)
{
	uint8_t got[SECTOR];

	setup();
	/* beyond the end */
	host_lba28(&channel, 0, SECTORS, 1);
	ck_assert_uint_eq(command(0x20), 0x51);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 0x10);
	ck_assert(bench.rises[IRQ] == 1);
	/* the last sector is there, the next is not */
	host_lba28(&channel, 0, SECTORS - 1, 2);
	ck_assert_uint_eq(command(0x20) & DRQ, DRQ);
	host_read_data(&channel, got, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x51);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 0x10);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 1);
	/* a sector that cannot be read, in the middle of a DMA */
	medium.bad = 42;
	dma_room = 100 * SECTOR;
	host_lba28(&channel, 0, 40, 100);
	ck_assert_uint_eq(command(0xc8), 0x51);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 0x40);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 42);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 98);
	/* one that cannot be written */
	host_lba28(&channel, 0, 42, 1);
	host_out(&channel, R_STATUS, 0x30);
	host_write_data(&channel, got, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x71);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 4);
	/* the next command is without fault */
	ck_assert_uint_eq(command(0xe5), 0x50);
	medium.bad = UINT64_MAX - 1;
	ck_assert_uint_eq(command(0xe7), 0x71);
	medium.bad = UINT64_MAX;
	medium.block.readonly = true;
	host_lba28(&channel, 0, 1, 1);
	host_out(&channel, R_STATUS, 0x30);
	host_write_data(&channel, got, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x51);
	teardown();
}
END_TEST

static const uint8_t aborted[] = {0x00, 0x01, 0x08, 0x22, 0x80, 0xb0, 0xd0, 0xf1, 0xf9, 0x37, 0x92};

START_TEST(aborts)
{
	setup();
	ck_assert_uint_eq(command(aborted[_i]), 0x51);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 4);
	ck_assert_uint_eq(bench.rises[IRQ], 1);
	teardown();
}
END_TEST

START_TEST(packet_commands_show_the_signature)
{
	setup();
	host_out(&channel, R_MID, 0x55);
	ck_assert_uint_eq(command(0xa1), 0x51);
	ck_assert_uint_eq(host_in(&channel, R_MID), 0);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0);
	teardown();
}
END_TEST

START_TEST(power)
{
	setup();
	ck_assert_uint_eq(command(0xe0), 0x50);
	ck_assert_uint_eq(command(0xe5), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 0);
	ck_assert_uint_eq(command(0xe1), 0x50);
	command(0x98);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 0xff);
	command(0x94);
	host_lba28(&channel, 0, 1, 1);
	command(0x40);
	command(0xe5);
	ck_assert_uint_eq(host_in(&channel, R_COUNT), 0xff);
	teardown();
}
END_TEST

START_TEST(features)
{
	setup();
	host_out(&channel, R_ERROR, 0x82);
	ck_assert_uint_eq(command(0xef), 0x50);
	host_out(&channel, R_ERROR, 0x55);
	ck_assert_uint_eq(command(0xef), 0x50);
	host_out(&channel, R_ERROR, 0x03);
	host_out(&channel, R_COUNT, 0x22);
	ck_assert_uint_eq(command(0xef), 0x50);
	identify();
	ck_assert_uint_eq(words[85] & 0x60, 0);
	ck_assert_uint_eq(words[82] & 0x60, 0x60);
	ck_assert_uint_eq(words[63], 0x0407);
	host_out(&channel, R_COUNT, 0x45);
	command(0xef);
	identify();
	ck_assert_uint_eq(words[63], 0x0007);
	ck_assert_uint_eq(words[88], 0x203f);
	host_out(&channel, R_ERROR, 0x03);
	host_out(&channel, R_COUNT, 0x23);
	ck_assert_uint_eq(command(0xef), 0x51);
	host_out(&channel, R_ERROR, 0x99);
	ck_assert_uint_eq(command(0xef), 0x51);
	teardown();
}
END_TEST

START_TEST(small_commands)
{
	uint8_t pattern[SECTOR], got[SECTOR];

	setup();
	ck_assert_uint_eq(command(0x10), 0x50);
	host_lba28(&channel, 0, 77, 1);
	ck_assert_uint_eq(command(0x70), 0x50);
	host_lba28(&channel, 0, SECTORS, 1);
	ck_assert_uint_eq(command(0x70), 0x51);
	ck_assert_uint_eq(command(0xea), 0x50);
	ck_assert_uint_eq(medium.flushes, 1);
	for (unsigned i = 0; i < SECTOR; i++)
		pattern[i] = (uint8_t)(i * 3);
	host_out(&channel, R_STATUS, 0xe8);
	host_write_data(&channel, pattern, SECTOR);
	ck_assert_uint_eq(host_wait(&channel, &bench), 0x50);
	ck_assert_uint_eq(command(0xe4) & DRQ, DRQ);
	host_read_data(&channel, got, SECTOR);
	ck_assert_int_eq(memcmp(got, pattern, SECTOR), 0);
	teardown();
}
END_TEST

START_TEST(soft_reset)
{
	setup();
	host_out(&channel, R_COUNT, 8);
	command(0xc6);
	host_lba28(&channel, 0, 17, 3);
	host_out(&channel, R_STATUS, 0x20);
	ide_control(&channel, 4);
	ck_assert_uint_eq(ide_alt_status(&channel), BSY);
	bench_run(&bench, 10000000);
	ck_assert_uint_eq(ide_alt_status(&channel), BSY);
	host_out(&channel, R_STATUS, 0xec);
	ide_control(&channel, 0);
	ck_assert_uint_eq(ide_alt_status(&channel), BSY);
	bench_run(&bench, 10000000);
	ck_assert_uint_eq(ide_alt_status(&channel), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 1);
	ck_assert_uint_eq(host_in(&channel, R_LOW), 1);
	ck_assert_uint_eq(bench.rises[IRQ], 1);
	identify();
	ck_assert_uint_eq(words[59], 0x0108);
	teardown();
}
END_TEST

START_TEST(diagnostic)
{
	setup();
	host_out(&channel, R_DEVICE, 0xb0);
	host_out(&channel, R_STATUS, 0x90); /* goes to both */
	ck_assert_uint_eq(ide_alt_status(&channel) & BSY, BSY);
	bench_run(&bench, 10000000);
	ck_assert_uint_eq(bench.rises[IRQ], 1);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_uint_eq(host_in(&channel, R_ERROR), 1);
	ck_assert_uint_eq(host_in(&channel, R_DEVICE) & 0x10, 0);
	teardown();
}
END_TEST

/* nIEN releases the line; the interrupt stays pending. */
START_TEST(interrupt_enable)
{
	setup();
	ide_control(&channel, 2);
	host_out(&channel, R_STATUS, 0xe5);
	ck_assert(!bench.level[IRQ]);
	ide_control(&channel, 0);
	ck_assert(bench.level[IRQ]);
	host_out(&channel, R_DEVICE, 0xb0);
	ck_assert(!bench.level[IRQ]);
	host_out(&channel, R_DEVICE, 0xa0);
	ck_assert(bench.level[IRQ]);
	host_in(&channel, R_STATUS);
	ck_assert(!bench.level[IRQ]);
	/* a command takes it away, too */
	host_out(&channel, R_STATUS, 0xe5);
	host_lba28(&channel, 0, 1, 1);
	ck_assert(bench.level[IRQ]);
	host_out(&channel, R_STATUS, 0x20);
	ck_assert(!bench.level[IRQ]);
	teardown();
}
END_TEST

START_TEST(busy_drive_ignores_the_host)
{
	setup();
	host_lba28(&channel, 0, 17, 1);
	host_out(&channel, R_STATUS, 0x20);
	host_out(&channel, R_LOW, 99);
	host_out(&channel, R_STATUS, 0xec);
	ck_assert_uint_eq(host_wait(&channel, &bench) & DRQ, DRQ);
	ck_assert_uint_eq(ide_command_ops.read(&channel, R_DATA, 4), 17);
	/* with DRQ, a new command ends the old */
	ck_assert_uint_eq(command(0xe5), 0x50);
	teardown();
}
END_TEST

/* ---- the three checks ---- */

#define PORTS                                                                                      \
	{                                                                                          \
		{&ide_command_ops, &channel, 8},                                                   \
		{                                                                                  \
			&ide_control_ops, &channel, 1                                              \
		}                                                                                  \
	}

START_TEST(peeks)
{
	const struct bench_ports ports[] = PORTS;

	setup();
	host_lba28(&channel, 0, 17, 3);
	command(0x20);
	bench_check_peek(ports, 2, &channel, sizeof(channel));
	teardown();
}
END_TEST

START_TEST(snapshots)
{
	static struct ide_channel other;
	struct bench bench2;
	const struct bench_ports ports[] = PORTS;
	const struct bench_ports ports2[] = {{&ide_command_ops, &other, 8},
					     {&ide_control_ops, &other, 1}};
	const struct bench_section from[] = {{&ide_snap, &channel},
					     {&ide_drive_snap, &channel.drive[0]},
					     {&ide_drive_snap, &channel.drive[1]}};
	const struct bench_section to[] = {{&ide_snap, &other},
					   {&ide_drive_snap, &other.drive[0]},
					   {&ide_drive_snap, &other.drive[1]}};

	setup();
	medium.block.readonly = true; /* both have it */
	bench_init(&bench2);
	ide_init(&other, &bench2.clock, bench_wire(&bench2, IRQ),
		 (struct ide_bus_master){dma_move, NULL});
	ide_attach(&other, 0, IDE_DISK, &medium.block, 0);
	ide_reset(&other);
	host_lba28(&channel, 0, 17, 3);
	host_out(&channel, R_STATUS, 0x20);
	bench_run(&bench, 1000000);
	host_read_data(&channel, words, 100);
	bench_check_snapshot(&bench, ports, from, &bench2, ports2, to, 2, 3, 11 + (uint64_t)_i);
	teardown();
}
END_TEST

/* An image that was not written by us breaks nothing. */
START_TEST(wild_snapshots)
{
	const struct bench_ports ports[] = PORTS;
	uint64_t seed = 100 + (uint64_t)_i;
	struct snap_buf image = {0};
	char err[160];

	setup();
	snap_save(&image, &ide_drive_snap, &channel.drive[0]);
	for (unsigned round = 0; round < 300; round++) {
		struct ide_drive *drive = &channel.drive[0];

		for (unsigned i = 0; i < 100; i++) {
			uint64_t r = bench_random(&seed);
			size_t at = r % image.bytes;

			/* mostly outside the big buffer */
			if (i % 10)
				at = r % 900;
			image.data[at] = (uint8_t)(r >> 32);
		}
		image.read_off = 0;
		if (!snap_load(&image, &ide_drive_snap, drive, &bench.clock, err, sizeof(err))) {
			snap_free(&image);
			snap_save(&image, &ide_drive_snap, drive);
			continue;
		}
		bench_fuzz(&bench, ports, 2, seed, 50);
	}
	snap_free(&image);
	teardown();
}
END_TEST

START_TEST(random_accesses)
{
	const struct bench_ports ports[] = PORTS;

	setup();
	dma_room = sizeof(dma_memory);
	bench_fuzz(&bench, ports, 2, 77, 300000);
	teardown();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ata_disk");
	TCase *tcase = tcase_create("ata_disk");
	const TTest *const tests[] = {signature,
				      absent_drives,
				      identify_words,
				      read_sectors,
				      data_port_widths,
				      write_sectors,
				      multiple,
				      dma,
				      lba48,
				      cylinders_heads_sectors,
				      geometry,
				      errors,
				      packet_commands_show_the_signature,
				      power,
				      features,
				      small_commands,
				      soft_reset,
				      diagnostic,
				      interrupt_enable,
				      busy_drive_ignores_the_host,
				      peeks,
				      random_accesses};

	tcase_set_timeout(tcase, 120);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		tcase_add_test(tcase, tests[i]);
	tcase_add_loop_test(tcase, aborts, 0, sizeof(aborted));
	tcase_add_loop_test(tcase, snapshots, 0, 4);
	tcase_add_loop_test(tcase, wild_snapshots, 0, 4);
	suite_add_tcase(suite, tcase);
	return bench_main(suite);
}
