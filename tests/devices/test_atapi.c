/* SPDX-License-Identifier: GPL-2.0-only */
#include "devices/atapi_inner.h"
#include "tests/devices/ide_bench.h"

#define IRQ    15
#define BLOCKS 1000u
#define STORED 400u

static struct bench bench;
static struct ide_channel channel;
static struct bench_medium medium;
static uint8_t data[1 << 20];
static uint32_t dma_room, dma_pos;

static uint32_t dma_move(void *ctx, void *from, uint32_t bytes, bool to_memory)
{
	(void)ctx;
	if (bytes > dma_room)
		bytes = dma_room;
	ck_assert(to_memory || !bytes);
	memcpy(data + dma_pos, from, bytes);
	dma_pos += bytes;
	dma_room -= bytes;
	return bytes;
}

/* The drive is the channel's second; the first is absent. */
static void setup_sized(uint64_t sectors)
{
	bench_init(&bench);
	dma_room = dma_pos = 0;
	bench_medium_init(&medium, sectors, STORED);
	medium.block.readonly = true;
	ide_init(&channel, &bench.clock, bench_wire(&bench, IRQ),
		 (struct ide_bus_master){dma_move, NULL});
	ide_attach(&channel, 1, IDE_CDROM, &medium.block, 2);
	ide_reset(&channel);
	ide_preset(&channel);
	host_out(&channel, R_DEVICE, 0xb0);
}

static void setup(void)
{
	setup_sized(BLOCKS * 4);
}

static void teardown(void)
{
	bench_medium_free(&medium);
}

/* Send a packet and take its data; how many bytes came. The status is left in *status. */
static unsigned packet_limited(const uint8_t *packet, unsigned limit, bool dma, unsigned *status)
{
	unsigned got = 0;

	host_out(&channel, R_ERROR, dma);
	host_out(&channel, R_MID, limit & 0xff);
	host_out(&channel, R_HIGH, limit >> 8);
	host_out(&channel, R_STATUS, 0xa0);
	ck_assert_uint_eq(host_wait(&channel, &bench) & (DRQ | ERR), DRQ);
	ck_assert_uint_eq(host_in(&channel, R_COUNT) & 3, 1);
	ck_assert(!bench.level[IRQ]);
	host_write_data(&channel, packet, 12);
	while ((*status = host_wait(&channel, &bench)) & DRQ && !dma) {
		unsigned bytes = host_in(&channel, R_MID) | host_in(&channel, R_HIGH) << 8;

		ck_assert_uint_eq(host_in(&channel, R_COUNT) & 3, 2);
		ck_assert_uint_le(bytes, limit ? limit : 0xfffe);
		ck_assert_uint_le(got + bytes, sizeof(data) - 1);
		host_read_data(&channel, data + got, bytes);
		got += bytes;
	}
	if (!dma || !(*status & DRQ))
		ck_assert_uint_eq(host_in(&channel, R_COUNT) & 3, 3);
	return got;
}

static unsigned packet(unsigned *status, unsigned code, unsigned b1, uint32_t b2_5, uint32_t b6_9,
		       unsigned b10)
{
	uint8_t bytes[12] = {(uint8_t)code, (uint8_t)b1};

	put_be32(bytes + 2, b2_5);
	put_be32(bytes + 6, b6_9);
	bytes[10] = (uint8_t)b10;
	return packet_limited(bytes, 0xfffe, false, status);
}

static void expect_sense(unsigned key, unsigned asc, unsigned ascq)
{
	unsigned status;

	ck_assert_uint_eq(host_in(&channel, R_ERROR) >> 4, key);
	ck_assert_uint_eq(packet(&status, 0x03, 0, 18 << 8, 0, 0), 18);
	ck_assert_uint_eq(data[2], key);
	ck_assert_uint_eq(data[12], asc);
	ck_assert_uint_eq(data[13], ascq);
}

START_TEST(signature_and_identify)
{
	uint16_t words[256];

	setup();
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0);
	ck_assert_uint_eq(host_in(&channel, R_MID), 0x14);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0xeb);
	host_out(&channel, R_MID, 0);
	host_out(&channel, R_STATUS, 0xec);
	ck_assert_uint_eq(host_wait(&channel, &bench) & (ERR | DRQ), ERR);
	ck_assert_uint_eq(host_in(&channel, R_MID), 0x14);
	host_out(&channel, R_STATUS, 0xa1);
	ck_assert_uint_eq(host_wait(&channel, &bench) & (ERR | DRQ), DRQ);
	host_read_data(&channel, words, 512);
	ck_assert_uint_eq(words[0], 0x85c0);
	ck_assert_uint_eq(words[49] & 0x300, 0x300);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	host_out(&channel, R_STATUS, 0x08);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0);
	ck_assert_uint_eq(host_in(&channel, R_HIGH), 0xeb);
	ck_assert_uint_eq(host_in(&channel, R_DEVICE) & 0x10, 0x10);
	/* the absent first drive */
	host_out(&channel, R_DEVICE, 0xa0);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0);
	teardown();
}
END_TEST

START_TEST(power_on_attention)
{
	unsigned status;

	setup();
	ide_reset(&channel);
	host_out(&channel, R_DEVICE, 0xb0);
	ck_assert_uint_eq(packet(&status, 0x12, 0, 36 << 8, 0, 0), 36);
	ck_assert_uint_eq(status, 0x50);
	ck_assert_uint_eq(data[0], 5);
	ck_assert_uint_eq(data[1], 0x80);
	packet(&status, 0x00, 0, 0, 0, 0);
	ck_assert_uint_eq(status & ERR, ERR);
	expect_sense(6, 0x29, 0);
	packet(&status, 0x00, 0, 0, 0, 0);
	ck_assert_uint_eq(status, 0x50);
	expect_sense(0, 0, 0);
	teardown();
}
END_TEST

START_TEST(read_10_and_12)
{
	unsigned status;

	setup();
	ck_assert_uint_eq(packet(&status, 0x28, 0, 5, 3 << 8, 0), 3 * 2048);
	ck_assert_uint_eq(status, 0x50);
	ck_assert_int_eq(memcmp(data, medium.data + 5 * 2048, 3 * 2048), 0);
	ck_assert_uint_eq(packet(&status, 0xa8, 0, 10, 40, 0), 40 * 2048);
	ck_assert_int_eq(memcmp(data, medium.data + 10 * 2048, 40 * 2048), 0);
	ck_assert_uint_eq(packet(&status, 0x28, 0, BLOCKS - 1, 1 << 8, 0), 2048);
	ck_assert_uint_eq(status, 0x50);
	ck_assert_uint_eq(packet(&status, 0x28, 0, BLOCKS, 0, 0), 0);
	ck_assert_uint_eq(status, 0x50);
	packet(&status, 0x28, 0, BLOCKS - 1, 2 << 8, 0);
	ck_assert_uint_eq(status & ERR, ERR);
	expect_sense(5, 0x21, 0);
	packet(&status, 0xa8, 0, 0xffffffff, 0xffffffff, 0);
	expect_sense(5, 0x21, 0);
	medium.bad = 43;
	packet(&status, 0x28, 0, 10, 1 << 8, 0);
	expect_sense(3, 0x11, 0);
	teardown();
}
END_TEST

/* The host's byte count bounds each block; an odd one leaves the byte below. */
START_TEST(byte_count)
{
	const uint8_t read[12] = {0x28, 0, 0, 0, 0, 7, 0, 0, 3};
	static const unsigned limits[] = {2048, 4096, 512, 100, 2049, 2, 1, 0, 0xffff};
	unsigned status;

	setup();
	memset(data, 0, sizeof(data));
	if (limits[_i] != 1) {
		ck_assert_uint_eq(packet_limited(read, limits[_i], false, &status), 3 * 2048);
		ck_assert_int_eq(memcmp(data, medium.data + 7 * 2048, 3 * 2048), 0);
		ck_assert_uint_eq(status, 0x50);
	}
	teardown();
}
END_TEST

START_TEST(dma)
{
	const uint8_t read[12] = {0x28, 0, 0, 0, 0, 7, 0, 0, 70};
	unsigned status;

	setup();
	packet_limited(read, 0, true, &status);
	ck_assert_uint_eq(status & (BSY | DRQ), DRQ);
	ck_assert(!bench.level[IRQ]);
	for (unsigned i = 0; i < 200 && !bench.level[IRQ]; i++) {
		dma_room = 999;
		ide_dma_ready(&channel);
		bench_run(&bench, 1000000);
	}
	ck_assert_uint_eq(dma_pos, 70 * 2048);
	ck_assert_uint_eq(host_in(&channel, R_STATUS), 0x50);
	ck_assert_int_eq(memcmp(data, medium.data + 7 * 2048, 70 * 2048), 0);
	teardown();
}
END_TEST

/* The same three blocks as ECMA-130 has them, checked by syndromes. */
static void check_raw(const uint8_t *block, uint32_t lba)
{
	uint32_t crc = 0;

	ck_assert_uint_eq(block[0], 0);
	ck_assert_uint_eq(block[1], 0xff);
	ck_assert_uint_eq(block[11], 0);
	ck_assert_uint_eq(block[12], 0);
	ck_assert_uint_eq(block[13], 2);
	ck_assert_uint_eq(block[14], lba % 75 / 10 << 4 | lba % 10);
	ck_assert_uint_eq(block[15], 1);
	ck_assert_int_eq(memcmp(block + 16, medium.data + lba * 2048, 2048), 0);
	for (unsigned i = 0; i < 2068; i++) {
		crc ^= block[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xd8018001 : 0);
	}
	ck_assert_uint_eq(crc, 0);
	/* every row and column of the product code has sum 0 */
	for (unsigned column = 0; column < 86; column++) {
		uint8_t sum = 0;

		for (unsigned row = 0; row < 26; row++)
			sum ^= block[12 + column + 86 * row];
		ck_assert_uint_eq(sum, 0);
	}
	for (unsigned diagonal = 0; diagonal < 52; diagonal++) {
		unsigned at = (diagonal / 2) * 86 + diagonal % 2;
		uint8_t sum = block[2248 + diagonal] ^ block[2248 + 52 + diagonal];

		for (unsigned i = 0; i < 43; i++)
			sum ^= block[12 + (at + 88 * i) % 2236];
		ck_assert_uint_eq(sum, 0);
	}
}

START_TEST(read_cd)
{
	unsigned status;

	setup();
	ck_assert_uint_eq(packet(&status, 0xbe, 0, 5, 2 << 8 | 0x10, 0), 2 * 2048);
	ck_assert_int_eq(memcmp(data, medium.data + 5 * 2048, 2 * 2048), 0);
	ck_assert_uint_eq(packet(&status, 0xbe, 0, 5, 3 << 8 | 0xf8, 0), 3 * 2352);
	for (unsigned i = 0; i < 3; i++)
		check_raw(data + i * 2352, 5 + i);
	ck_assert_uint_eq(packet(&status, 0xbe, 0, 5, 3 << 8, 0), 0);
	ck_assert_uint_eq(status, 0x50);
	packet(&status, 0xbe, 1 << 2, 5, 3 << 8 | 0x10, 0); /* audio */
	expect_sense(5, 0x64, 0);
	packet(&status, 0xbe, 0, 5, 3 << 8 | 0x10, 1); /* subchannel */
	expect_sense(5, 0x24, 0);
	/* 00:02:05 to 00:02:07 */
	const uint8_t msf[12] = {0xb9, 0, 0, 0, 2, 5, 0, 2, 7, 0x10};
	ck_assert_uint_eq(packet_limited(msf, 0xfffe, false, &status), 2 * 2048);
	ck_assert_int_eq(memcmp(data, medium.data + 5 * 2048, 2 * 2048), 0);
	teardown();
}
END_TEST

START_TEST(capacity_and_contents)
{
	static const uint8_t full_points[] = {0xa0, 0xa1, 0xa2, 1};
	unsigned status;

	setup_sized(BLOCKS * 4 - 3); /* its last block is short */
	ck_assert_uint_eq(packet(&status, 0x25, 0, 0, 0, 0), 8);
	ck_assert_uint_eq(get_be32(data), BLOCKS - 1);
	ck_assert_uint_eq(get_be32(data + 4), 2048);
	ck_assert_uint_eq(packet(&status, 0x28, 0, BLOCKS - 1, 1 << 8, 0), 2048);
	ck_assert_uint_eq(status, 0x50);
	/* READ TOC */
	ck_assert_uint_eq(packet(&status, 0x43, 0, 0, 100 << 8, 0), 20);
	ck_assert_uint_eq(get_be16(data), 18);
	ck_assert_uint_eq(data[5], 0x14);
	ck_assert_uint_eq(data[6], 1);
	ck_assert_uint_eq(get_be32(data + 8), 0);
	ck_assert_uint_eq(data[14], 0xaa);
	ck_assert_uint_eq(get_be32(data + 16), BLOCKS);
	ck_assert_uint_eq(packet(&status, 0x43, 2, 0, 0xaau << 24 | 100 << 8, 0), 12);
	ck_assert_uint_eq(data[6], 0xaa);
	ck_assert_uint_eq(get_be32(data + 8), 15 << 8 | 25); /* 00:15:25 */
	packet(&status, 0x43, 0, 0, 2 << 24 | 100 << 8, 0);
	expect_sense(5, 0x24, 0);
	ck_assert_uint_eq(packet(&status, 0x43, 0, 1u << 24, 100 << 8, 0), 12);
	ck_assert_uint_eq(packet(&status, 0x43, 0, 0, 100 << 8 | 0x40, 0), 12);
	ck_assert_uint_eq(packet(&status, 0x43, 0, 2u << 24, 100 << 8, 0), 48);
	for (unsigned i = 0; i < 4; i++)
		ck_assert_uint_eq(data[4 + 11 * i + 3], full_points[i]);
	/* what the host has no room for does not come */
	ck_assert_uint_eq(packet(&status, 0x43, 0, 0, 4 << 8, 0), 4);
	ck_assert_uint_eq(packet(&status, 0x43, 0, 0, 0, 0), 0);
	ck_assert_uint_eq(status, 0x50);
	ck_assert_uint_eq(packet(&status, 0x51, 0, 0, 100 << 8, 0), 34);
	ck_assert_uint_eq(packet(&status, 0x52, 1, 1, 100 << 8, 0), 36);
	ck_assert_uint_eq(get_be32(data + 24), BLOCKS);
	ck_assert_uint_eq(packet(&status, 0x42, 2, 0x40010000, 100 << 8, 0), 16);
	ck_assert_uint_eq(data[1], 0x15);
	teardown();
}
END_TEST

START_TEST(modes_and_configuration)
{
	unsigned status;

	setup();
	ck_assert_uint_eq(packet(&status, 0x5a, 0, 0x2a000000, 100 << 8, 0), 30);
	ck_assert_uint_eq(get_be16(data), 28);
	ck_assert_uint_eq(data[2], 1);
	ck_assert_uint_eq(data[8], 0x2a);
	ck_assert_uint_eq(data[9], 20);
	ck_assert_uint_eq(data[14] & 2, 0);
	packet(&status, 0x1e, 0, 1 << 8, 0, 0);
	packet(&status, 0x5a, 0, 0x2a000000, 100 << 8, 0);
	ck_assert_uint_eq(data[14] & 2, 2);
	ck_assert_uint_eq(packet(&status, 0x5a, 0, 0x3f000000, 100 << 8, 0), 8 + 8 + 8 + 22);
	packet(&status, 0x5a, 0, 0x6a000000, 100 << 8, 0); /* changeable: nothing */
	ck_assert_uint_eq(data[8], 0x2a);
	ck_assert_uint_eq(data[10], 0);
	packet(&status, 0x5a, 0, 0xea000000, 100 << 8, 0);
	expect_sense(5, 0x39, 0);
	packet(&status, 0x5a, 0, 0x05000000, 100 << 8, 0);
	expect_sense(5, 0x24, 0);

	packet(&status, 0x46, 0, 0, 200 << 8, 0);
	ck_assert_uint_eq(get_be16(data + 6), 8);
	ck_assert_uint_eq(packet(&status, 0x46, 2, 0x00010000, 200 << 8, 0), 16);
	ck_assert_uint_eq(get_be16(data + 8), 1);
	ck_assert_uint_eq(packet(&status, 0x4a, 1, 0x00001000, 8 << 8, 0), 8);
	ck_assert_uint_eq(data[2], 4);
	ck_assert_uint_eq(data[5], 2);
	packet(&status, 0x4a, 0, 0x00001000, 8 << 8, 0);
	expect_sense(5, 0x24, 0);
	ck_assert_uint_eq(packet(&status, 0xbd, 0, 0, 8, 0), 8);
	packet(&status, 0xbb, 0, 0xffff0000, 0, 0);
	ck_assert_uint_eq(status, 0x50);
	packet(&status, 0xff, 0, 0, 0, 0);
	expect_sense(5, 0x20, 0);
	packet(&status, 0xad, 0, 0, 0x0000ffff, 0);
	expect_sense(5, 0x24, 0); /* a CD has no DVD structure */
	teardown();
}
END_TEST

START_TEST(a_dvd)
{
	unsigned status;

	setup_sized(2000000ull * 4);
	packet(&status, 0x46, 0, 0, 200 << 8, 0);
	ck_assert_uint_eq(get_be16(data + 6), 0x10);
	const uint8_t physical[12] = {0xad, 0, 0, 0, 0, 0, 0, 0, 0x08, 0x04};
	ck_assert_uint_eq(packet_limited(physical, 0xfffe, false, &status), 2052);
	ck_assert_uint_eq(get_be32(data + 12), 0x30000 + 2000000 - 1);
	teardown();
}
END_TEST

START_TEST(tray)
{
	unsigned status;

	setup();
	packet(&status, 0x1e, 0, 1 << 8, 0, 0);
	packet(&status, 0x1b, 0, 2 << 8, 0, 0);
	expect_sense(5, 0x53, 2);
	ck_assert(!ide_change_medium(&channel, 1, NULL, false));
	packet(&status, 0x4a, 1, 0x00001000, 8 << 8, 0);
	ck_assert_uint_eq(data[4], 1); /* somebody wants it open */
	packet(&status, 0x1e, 0, 0, 0, 0);
	packet(&status, 0x1b, 0, 2 << 8, 0, 0);
	ck_assert_uint_eq(status, 0x50);
	packet(&status, 0x28, 0, 0, 1 << 8, 0);
	expect_sense(2, 0x3a, 2);
	packet(&status, 0x4a, 1, 0x00001000, 8 << 8, 0);
	ck_assert_uint_eq(data[4], 3);
	ck_assert_uint_eq(data[5], 1);
	packet(&status, 0x1b, 0, 3 << 8, 0, 0);
	packet(&status, 0x00, 0, 0, 0, 0);
	expect_sense(6, 0x28, 0);
	packet(&status, 0x00, 0, 0, 0, 0);
	ck_assert_uint_eq(status, 0x50);
	/* by hand */
	ck_assert(ide_change_medium(&channel, 1, NULL, false));
	packet(&status, 0x25, 0, 0, 0, 0);
	expect_sense(2, 0x3a, 1);
	ck_assert(ide_change_medium(&channel, 1, &medium.block, false));
	packet(&status, 0x25, 0, 0, 0, 0);
	expect_sense(6, 0x28, 0);
	/* with a pin */
	packet(&status, 0x1e, 0, 1 << 8, 0, 0);
	ck_assert(!ide_change_medium(&channel, 1, NULL, false));
	ck_assert(ide_change_medium(&channel, 1, NULL, true));
	packet(&status, 0x25, 0, 0, 0, 0);
	expect_sense(2, 0x3a, 1);
	teardown();
}
END_TEST

#define PORTS                                                                                      \
	{                                                                                          \
		{&ide_command_ops, &channel, 8},                                                   \
		{                                                                                  \
			&ide_control_ops, &channel, 1                                              \
		}                                                                                  \
	}

START_TEST(snapshots)
{
	static struct ide_channel other;
	struct bench bench2;
	const struct bench_ports ports[] = PORTS;
	const struct bench_ports ports2[] = {{&ide_command_ops, &other, 8},
					     {&ide_control_ops, &other, 1}};
	const struct bench_section from[] = {{&ide_snap, &channel},
					     {&ide_drive_snap, &channel.drive[1]}};
	const struct bench_section to[] = {{&ide_snap, &other}, {&ide_drive_snap, &other.drive[1]}};

	setup();
	bench_init(&bench2);
	ide_init(&other, &bench2.clock, bench_wire(&bench2, IRQ),
		 (struct ide_bus_master){dma_move, NULL});
	ide_attach(&other, 1, IDE_CDROM, &medium.block, 2);
	ide_reset(&other);
	host_out(&channel, R_MID, 0);
	host_out(&channel, R_HIGH, 8);
	host_out(&channel, R_STATUS, 0xa0);
	host_write_data(&channel, "\x28\0\0\0\0\x07\0\0\x46\0\0\0", 12);
	bench_run(&bench, 100000ull * (unsigned)_i);
	bench_check_peek(ports, 2, &channel, sizeof(channel));
	bench_check_snapshot(&bench, ports, from, &bench2, ports2, to, 2, 2, 11 + (uint64_t)_i);
	teardown();
}
END_TEST

/* Random packets, some of them with random data before; the drive always comes back. */
START_TEST(random_packets)
{
	uint64_t seed = 5 + (uint64_t)_i;

	setup();
	for (unsigned round = 0; round < 3000; round++) {
		static const uint8_t codes[] = {0x00, 0x03, 0x12, 0x1b, 0x1e, 0x25, 0x28, 0x2b,
						0x42, 0x43, 0x46, 0x4a, 0x51, 0x52, 0x5a, 0xa8,
						0xad, 0xb9, 0xbb, 0xbd, 0xbe, 0xa1, 0x55};
		uint64_t r = bench_random(&seed);
		uint8_t bytes[12];

		for (unsigned i = 0; i < 12; i++)
			bytes[i] = (uint8_t)(bench_random(&seed) >> (r & 1 ? 40 : 47));
		bytes[0] = codes[r % sizeof(codes)];
		host_out(&channel, R_DEVICE, 0xb0);
		host_out(&channel, R_STATUS, 0x08);
		host_out(&channel, R_ERROR, r >> 20 & 1);
		host_out(&channel, R_MID, r >> 24);
		host_out(&channel, R_HIGH, r >> 32 & 15);
		host_out(&channel, R_STATUS, 0xa0);
		host_write_data(&channel, bytes, 12);
		dma_room = sizeof(data);
		dma_pos = 0;
		for (unsigned i = 0; i < 40; i++) {
			bench_run(&bench, bench_random_ns(&seed));
			for (unsigned n = 0; n < 64; n++)
				ide_command_ops.read(&channel, R_DATA, 4);
		}
	}
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
	snap_save(&image, &ide_drive_snap, &channel.drive[1]);
	for (unsigned round = 0; round < 300; round++) {
		for (unsigned i = 0; i < 60; i++) {
			uint64_t r = bench_random(&seed);

			image.data[i % 2 ? r % 500 : image.bytes - 1 - r % 250] =
			    (uint8_t)(r >> 32);
		}
		image.read_off = 0;
		if (!snap_load(&image, &ide_drive_snap, &channel.drive[1], &bench.clock, err,
			       sizeof(err))) {
			snap_free(&image);
			snap_save(&image, &ide_drive_snap, &channel.drive[1]);
			continue;
		}
		host_out(&channel, R_DEVICE, 0xb0);
		bench_fuzz(&bench, ports, 2, seed, 100);
	}
	snap_free(&image);
	teardown();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("atapi");
	TCase *tcase = tcase_create("atapi");
	const TTest *const tests[] = {
	    signature_and_identify, power_on_attention,	     read_10_and_12, dma, read_cd,
	    capacity_and_contents,  modes_and_configuration, a_dvd,	     tray};

	tcase_set_timeout(tcase, 120);
	for (size_t i = 0; i < sizeof(tests) / sizeof(tests[0]); i++)
		tcase_add_test(tcase, tests[i]);
	tcase_add_loop_test(tcase, byte_count, 0, 9);
	tcase_add_loop_test(tcase, snapshots, 0, 12);
	tcase_add_loop_test(tcase, random_packets, 0, 2);
	tcase_add_loop_test(tcase, wild_snapshots, 0, 4);
	suite_add_tcase(suite, tcase);
	return bench_main(suite);
}
