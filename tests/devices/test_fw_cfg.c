/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#include <stdio.h>

#include "devices/fw_cfg.h"

#define MEMORY_BYTES 0x4000

static uint8_t memory[2][MEMORY_BYTES];
static struct bench bench;
static struct fw_cfg cfg, other;

/* Accesses beyond the test's memory vanish. */
static void mem_read(void *ctx, uint64_t pa, void *to, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		((uint8_t *)to)[i] =
		    pa + i < MEMORY_BYTES ? ((const uint8_t *)ctx)[pa + i] : (uint8_t)0xff;
}

static void mem_write(void *ctx, uint64_t pa, const void *from, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++)
		if (pa + i < MEMORY_BYTES)
			((uint8_t *)ctx)[pa + i] = ((const uint8_t *)from)[i];
}

static void wire(struct fw_cfg *chip, uint8_t *ram)
{
	fw_cfg_init(chip, (struct memory_bus){mem_read, mem_write, ram});
	ck_assert(fw_cfg_add_number(chip, FW_CFG_RAM_SIZE, 0x8000000, 8));
	ck_assert(fw_cfg_add_file(chip, "etc/e820", "0123456789", 10));
	ck_assert(fw_cfg_add_file(chip, "bootorder", "abc", 4));
	ck_assert(fw_cfg_add_file(chip, "etc/acpi/tables", "TABLES", 6));
}

static void setup(void)
{
	bench_init(&bench);
	memset(memory, 0, sizeof(memory));
	wire(&cfg, memory[0]);
}

static void done(void)
{
	fw_cfg_free(&cfg);
}

static void choose(unsigned key)
{
	fw_cfg_ops.write(&cfg, 0, key, 2);
}

static uint8_t next(void)
{
	return (uint8_t)fw_cfg_ops.read(&cfg, 1, 1);
}

static uint32_t next_be32(void)
{
	uint32_t value = 0;

	for (unsigned i = 0; i < 4; i++)
		value = value << 8 | next();
	return value;
}

static void put_be32(uint64_t pa, uint32_t value)
{
	for (unsigned i = 0; i < 4; i++)
		memory[0][pa + i] = (uint8_t)(value >> (24 - 8 * i));
}

static uint32_t dma(uint32_t control, uint32_t bytes, uint64_t to)
{
	put_be32(0x100, control);
	put_be32(0x104, bytes);
	put_be32(0x108, (uint32_t)(to >> 32));
	put_be32(0x10c, (uint32_t)to);
	fw_cfg_dma_ops.write(&cfg, 4, __builtin_bswap32(0x100), 4);
	return (uint32_t)memory[0][0x100] << 24 | memory[0][0x103];
}

START_TEST(items_are_read_byte_by_byte)
{
	choose(FW_CFG_SIGNATURE);
	ck_assert_int_eq(next(), 'Q');
	ck_assert_int_eq(next(), 'E');
	choose(FW_CFG_SIGNATURE);
	ck_assert_int_eq(next(), 'Q');
	choose(FW_CFG_ID);
	ck_assert_int_eq(next(), 3);
	for (unsigned i = 0; i < 3; i++)
		ck_assert_int_eq(next(), 0);
	choose(FW_CFG_RAM_SIZE);
	for (unsigned i = 0; i < 8; i++)
		ck_assert_int_eq(next(), i == 3 ? 8 : 0);
	ck_assert_int_eq(next(), 0); /* behind the end */
	choose(0x1234);
	ck_assert_int_eq(next(), 0);
}
END_TEST

START_TEST(the_selector_is_a_word)
{
	choose(FW_CFG_SIGNATURE);
	fw_cfg_ops.write(&cfg, 0, FW_CFG_ID, 1);
	fw_cfg_ops.write(&cfg, 1, 0x55, 1);
	ck_assert_int_eq(next(), 'Q');
	ck_assert_uint_eq(fw_cfg_ops.read(&cfg, 0, 2), UINT32_MAX);
	ck_assert_int_eq(next(), 'E');
}
END_TEST

START_TEST(files_are_sorted_and_found_by_the_directory)
{
	static const char *const names[] = {"bootorder", "etc/acpi/tables", "etc/e820"};
	static const uint32_t sizes[] = {4, 6, 10};

	choose(FW_CFG_FILE_DIR);
	ck_assert_uint_eq(next_be32(), 3);
	for (unsigned n = 0; n < 3; n++) {
		char name[56];

		ck_assert_uint_eq(next_be32(), sizes[n]);
		ck_assert_uint_eq(next_be32(), (0x20 + n) << 16);
		for (unsigned i = 0; i < sizeof(name); i++)
			name[i] = (char)next();
		ck_assert_str_eq(name, names[n]);
	}
	ck_assert_int_eq(next(), 0);
	choose(0x21);
	ck_assert_int_eq(next(), 'T');
}
END_TEST

START_TEST(a_file_can_be_replaced)
{
	ck_assert(fw_cfg_add_file(&cfg, "etc/e820", "x", 1));
	choose(FW_CFG_FILE_DIR);
	ck_assert_uint_eq(next_be32(), 3);
	choose(0x22);
	ck_assert_int_eq(next(), 'x');
	ck_assert_int_eq(next(), 0);
	ck_assert(fw_cfg_add_number(&cfg, FW_CFG_RAM_SIZE, 7, 8));
	choose(FW_CFG_RAM_SIZE);
	ck_assert_int_eq(next(), 7);
}
END_TEST

START_TEST(room_for_files_ends)
{
	char name[80];

	for (unsigned n = 3; n < FW_CFG_MAX_FILES; n++) {
		snprintf(name, sizeof(name), "file%02u", n);
		ck_assert(fw_cfg_add_file(&cfg, name, "", 0));
	}
	ck_assert(!fw_cfg_add_file(&cfg, "one more", "", 0));
	ck_assert(fw_cfg_add_file(&cfg, "file03", "again", 5));
	memset(name, 'n', 56);
	name[56] = '\0';
	ck_assert(!fw_cfg_add_file(&cfg, name, "", 0));
}
END_TEST

START_TEST(dma_port_has_a_signature)
{
	ck_assert_uint_eq(fw_cfg_dma_ops.read(&cfg, 0, 4), 0x554d4551); /* "QEMU" */
	ck_assert_uint_eq(fw_cfg_dma_ops.read(&cfg, 4, 4), 0x47464320); /* " CFG" */
}
END_TEST

START_TEST(dma_reads_skips_and_selects)
{
	ck_assert_uint_eq(dma(0x22u << 16 | 8 | 2, 4, 0x200), 0);
	ck_assert_int_eq(memcmp(&memory[0][0x200], "0123", 5), 0);
	ck_assert_uint_eq(dma(4, 3, 0), 0);
	ck_assert_uint_eq(dma(2, 8, 0x300), 0);
	/* three bytes are left, then zeros */
	ck_assert_int_eq(memcmp(&memory[0][0x300], "789\0\0\0\0\0", 8), 0);
	ck_assert_int_eq(next(), 0);
	ck_assert_uint_eq(dma(0x20u << 16 | 8, 0, 0), 0);
	ck_assert_int_eq(next(), 'a');
	ck_assert_uint_eq(dma(0x20u << 16 | 8 | 0x10, 4, 0x200), 1); /* nothing can be written */
	ck_assert_uint_eq(dma(0x20u << 16 | 8 | 4, 0xffffffff, 0x200), 0);
	ck_assert_int_eq(next(), 0);
	/* a descriptor where no memory is is all ones; nothing breaks */
	fw_cfg_dma_ops.write(&cfg, 0, 0xffffffff, 4);
	fw_cfg_dma_ops.write(&cfg, 4, 0xf0ffffff, 4);
	/* the high half is used once */
	ck_assert_uint_eq(dma(0x20u << 16 | 8 | 2, 1, 0x200), 0);
	ck_assert_int_eq(memory[0][0x200], 'a');
}
END_TEST

static struct bench_ports ports[2][2];

static void both(void)
{
	wire(&other, memory[1]);
	for (unsigned n = 0; n < 2; n++) {
		struct fw_cfg *chip = n ? &other : &cfg;

		ports[n][0] = (struct bench_ports){&fw_cfg_ops, chip, 2};
		ports[n][1] = (struct bench_ports){&fw_cfg_dma_ops, chip, 8};
	}
}

START_TEST(looking_changes_nothing)
{
	both();
	choose(0x22);
	next();
	bench_check_peek(ports[0], 2, &cfg, sizeof(cfg));
	ck_assert_uint_eq(fw_cfg_ops.peek(&cfg, 1, 1), '1');
	ck_assert_int_eq(next(), '1');
	fw_cfg_free(&other);
}
END_TEST

START_TEST(snapshot)
{
	static struct bench b;
	const struct bench_section from = {&fw_cfg_snap, &cfg}, to = {&fw_cfg_snap, &other};

	both();
	bench_init(&b);
	choose(0x21);
	next();
	bench_check_snapshot(&bench, ports[0], &from, &b, ports[1], &to, 2, 1, 7);
	fw_cfg_free(&other);
}
END_TEST

/* Descriptors at random, too: what they name is anywhere. */
START_TEST(random_transfers)
{
	uint64_t seed = 20261121;

	for (unsigned i = 0; i < 100000; i++) {
		uint64_t r = bench_random(&seed);

		for (unsigned k = 0; k < 16; k++)
			memory[0][(r >> 20 & 0xff0) + k] = (uint8_t)bench_random(&seed);
		memory[0][(r >> 20 & 0xff0) + 4] = 0; /* lengths below 16 MiB, most below 64 KiB */
		memory[0][(r >> 20 & 0xff0) + 5] &= r & 63 ? 0 : 0xff;
		if (r & 1)
			memset(&memory[0][(r >> 20 & 0xff0) + 8], 0, 6);
		fw_cfg_dma_ops.write(&cfg, 4, __builtin_bswap32(r >> 20 & 0xff0), 4);
		fw_cfg_ops.write(&cfg, 0, (uint32_t)(r >> 32), r & 2 ? 1 : 2);
		fw_cfg_ops.read(&cfg, r >> 3 & 1, 1);
	}
}
END_TEST

int main(void)
{
	TCase *tcase = tcase_create("fw_cfg");
	Suite *suite = suite_create("devices/fw_cfg");

	tcase_set_timeout(tcase, 300);
	tcase_add_checked_fixture(tcase, setup, done);
	tcase_add_test(tcase, items_are_read_byte_by_byte);
	tcase_add_test(tcase, the_selector_is_a_word);
	tcase_add_test(tcase, files_are_sorted_and_found_by_the_directory);
	tcase_add_test(tcase, a_file_can_be_replaced);
	tcase_add_test(tcase, room_for_files_ends);
	tcase_add_test(tcase, dma_port_has_a_signature);
	tcase_add_test(tcase, dma_reads_skips_and_selects);
	tcase_add_test(tcase, looking_changes_nothing);
	tcase_add_test(tcase, snapshot);
	tcase_add_test(tcase, random_transfers);
	suite_add_tcase(suite, tcase);
	return bench_main(suite);
}
