/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random accesses to the ports of every storage chip of a whole machine, with
 * images that shrink while in use: no crash, no hang, nothing out of range (the
 * sanitizers look), and a read gives what a peek just before gave.
 *
 * 300000 accesses, or with LONG in the environment ten million.
 */
#include <check.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/block.h"
#include "emu/machine.h"
#include "emu/machine_state.h"

#define RAM_BYTES  (4ull << 20)
#define BATCH	   10000u
#define IDE_CONFIG 0x80000900u /* function 1 of device 1 */

enum { DISK, SMALL_DISK, CD, FLOPPY, IMAGES };

static const struct {
	size_t bytes;
	bool readonly, snapshot;
} kinds[IMAGES] = {
    {3000000, false, false}, {512, true, false}, {999999, true, false}, {1474560, false, true}};

/* Ports, and how often each range is chosen. */
static const struct {
	uint16_t first, count;
	unsigned weight;
} ranges[] = {{0x1f0, 8, 30}, {0x3f6, 1, 2},  {0x170, 8, 30}, {0x376, 1, 2},  {0xc000, 16, 8},
	      {0x3f0, 6, 20}, {0x3f7, 1, 2},  {0x000, 16, 8}, {0x0c0, 32, 4}, {0x080, 16, 2},
	      {0x378, 3, 2},  {0x1f0, 1, 40}, {0x3f5, 1, 30}, {0x170, 1, 40}};

static uint64_t seed;
static struct machine *machine;
static struct block_image *images[IMAGES];
static char paths[IMAGES][64];
static FILE *said;

/* xorshift64* */
static uint64_t next(void)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return seed * 0x2545f4914f6cdd1dull;
}

static void make_images(void)
{
	char err[256];

	for (unsigned i = 0; i < IMAGES; i++) {
		struct block_config config = {.path = paths[i],
					      .readonly = kinds[i].readonly,
					      .snapshot = kinds[i].snapshot,
					      .raw = true};
		int fd;

		strcpy(paths[i], "/tmp/zonemu-storage-XXXXXX");
		fd = mkstemp(paths[i]);
		ck_assert_int_ge(fd, 0);
		ck_assert_int_eq(ftruncate(fd, (off_t)kinds[i].bytes), 0);
		close(fd);
		images[i] = block_open(&config, err, sizeof(err));
		ck_assert_msg(images[i] != NULL, "%s", err);
	}
}

static void make_machine(void)
{
	struct machine_config config = {.ram_bytes = RAM_BYTES, .rtc_base_s = 0};
	char err[256];

	make_images();
	config.ide[0] = (struct machine_drive){true, false, block_medium(images[DISK])};
	config.ide[1] = (struct machine_drive){true, false, block_medium(images[SMALL_DISK])};
	config.ide[2] = (struct machine_drive){true, true, block_medium(images[CD])};
	config.floppy[0] = (struct machine_drive){true, false, block_medium(images[FLOPPY])};
	config.floppy[1] = (struct machine_drive){true, false, NULL};
	machine = machine_create(&config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
	ck_assert(board_reset(machine, err, sizeof(err)));
}

static void drop_machine(void)
{
	machine_destroy(machine);
	for (unsigned i = 0; i < IMAGES; i++) {
		block_close(images[i]);
		unlink(paths[i]);
	}
}

static void pass_time(uint64_t ns)
{
	machine->time.other_ns += ns;
	clock_run(&machine->clock);
}

static void out(uint16_t port, uint32_t value, unsigned bytes)
{
	iobus_write(&machine->iobus, port, value, bytes);
}

static uint16_t random_port(uint64_t r)
{
	unsigned total = 0, at;

	for (size_t i = 0; i < sizeof(ranges) / sizeof(ranges[0]); i++)
		total += ranges[i].weight;
	at = (unsigned)(r % total);
	for (size_t i = 0;; i++) {
		if (at < ranges[i].weight)
			return (uint16_t)(ranges[i].first + (r >> 16) % ranges[i].count);
		at -= ranges[i].weight;
	}
}

static void one_access(void)
{
	uint64_t r = next();
	uint16_t port = random_port(r);
	unsigned bytes = 1u << ((r >> 32) % 3);
	uint32_t seen;

	if (r >> 40 & 1) {
		out(port, (uint32_t)next(), bytes);
		return;
	}
	seen = iobus_peek(&machine->iobus, port, bytes);
	/* A wide read of byte registers may change the later ones by the earlier. */
	if (bytes == 1 || port == 0x1f0 || port == 0x170)
		ck_assert_uint_eq(iobus_read(&machine->iobus, port, bytes), seen);
	else
		iobus_read(&machine->iobus, port, bytes);
}

/* A command that has a chance: an address near, a table for the bus master. */
static void one_ide_command(void)
{
	static const uint8_t commands[] = {0x20, 0x24, 0x25, 0x29, 0x30, 0x34, 0x35, 0x39, 0x40,
					   0x91, 0xa0, 0xa0, 0xa1, 0xc4, 0xc5, 0xc6, 0xc8, 0xca,
					   0xe4, 0xe7, 0xe8, 0xec, 0xef, 0x08, 0x90, 0x27, 0xf8};
	static const uint8_t packets[] = {0x00, 0x03, 0x12, 0x1b, 0x1e, 0x25, 0x28, 0x43,
					  0x46, 0x4a, 0x51, 0x5a, 0xa8, 0xb9, 0xbe};
	uint64_t r = next();
	uint16_t base = r & 1 ? 0x1f0 : 0x170, bm = r & 1 ? 0xc000 : 0xc008;
	uint8_t prd[64];

	for (size_t i = 0; i < sizeof(prd); i++)
		prd[i] = (uint8_t)(next() >> (i % 4 == 3 ? 42 : 32));
	physmap_poke(machine->map, 0x1000, prd, sizeof(prd));
	out(bm, 0, 1);
	out((uint16_t)(bm + 4), 0x1000, 4);
	out((uint16_t)(base + 6), (uint32_t)(0xe0 | (r >> 1 & 0x10)), 1);
	for (uint16_t i = 1; i < 6; i++)
		out((uint16_t)(base + i), (uint32_t)(r >> (8 + 6 * i)) & 0x1f, 1);
	out((uint16_t)(base + 7), commands[(r >> 8) % sizeof(commands)], 1);
	if (r >> 60 & 1) {
		out(base, packets[(r >> 20) % sizeof(packets)], 1);
		for (unsigned i = 1; i < 12; i++)
			out(base, (uint32_t)next() & (i == 5 || i == 8 || i == 9 ? 0xff : 1), 1);
	}
	if (r >> 61 & 1)
		out(bm, 9, 1);
	pass_time(r >> 62 & 1 ? 3000000 : 30000);
}

static void one_floppy_command(void)
{
	static const uint8_t commands[] = {0x46, 0xe6, 0x45, 0x49, 0x4c, 0x42, 0x56, 0x51,
					   0x4d, 0x4a, 0x0f, 0x07, 0x08, 0x03, 0x13};
	uint64_t r = next();

	if (r % 4 == 0) {
		out(0x3f2, 0, 1);
		out(0x3f2, 0x3c, 1);
		pass_time(1000000);
	}
	out(0x3f7, 0, 1);
	out(0x0a, 6, 1);
	out(0x0b, r >> 8 & 1 ? 0x46 : 0x4a, 1);
	out(0x0a, 2, 1);
	out(0x3f5, commands[(r >> 12) % sizeof(commands)], 1);
	for (unsigned i = 0; i < 8; i++)
		out(0x3f5, (uint32_t)(next() & (i == 4 ? 2 : 0x13)), 1);
	pass_time(r >> 20 & 1 ? 400000000 : 1000000);
}

static void one_batch(unsigned n)
{
	for (unsigned i = 0; i < BATCH; i++) {
		uint64_t r = next();

		if (r % 200 == 0)
			one_ide_command();
		else if (r % 200 == 1)
			one_floppy_command();
		else if (r % 1000 == 2) {
			out(0xcf8, (uint32_t)(IDE_CONFIG | (r >> 32 & 0x7c)), 4);
			out(0xcfc, (uint32_t)next(), 4);
		}
		one_access();
		if (r % 16 == 3)
			pass_time(r >> 32 & 0xfffff);
	}
	/* The host's side fails, too. */
	if (n % 8 == 3)
		ck_assert_int_eq(truncate(paths[n / 8 % IMAGES], (off_t)(n * 100)), 0);
}

START_TEST(random_accesses)
{
	unsigned batches = getenv("LONG") ? 1000 : 30;
	char err[256];

	seed = 20261121;
	/* What the images have to say is not this test's. */
	said = tmpfile();
	dup2(fileno(said), STDERR_FILENO);
	for (unsigned n = 0; n < batches; n++) {
		if (n % 64 == 0) {
			if (machine)
				drop_machine();
			make_machine();
		}
		if (n % 4 == 0)
			ck_assert(board_reset(machine, err, sizeof(err)));
		one_batch(n);
	}
	drop_machine();
}
END_TEST

/* What happened to the image is the guest's to know, as a drive tells it, and the user's. */
START_TEST(a_disk_that_shrinks)
{
	char line[300] = "";

	said = tmpfile();
	dup2(fileno(said), STDERR_FILENO);
	make_machine();
	ck_assert_int_eq(truncate(paths[DISK], 4096), 0);
	out(0x1f6, 0xe0, 1);
	out(0x1f2, 1, 1);
	out(0x1f3, 100, 1);
	out(0x1f4, 0, 1);
	out(0x1f5, 0, 1);
	out(0x1f7, 0x20, 1);
	pass_time(10000000);
	ck_assert_uint_eq(iobus_read(&machine->iobus, 0x1f7, 1), 0x51);
	ck_assert_uint_eq(iobus_read(&machine->iobus, 0x1f1, 1), 0x40);
	rewind(said);
	ck_assert_ptr_nonnull(fgets(line, sizeof(line), said));
	ck_assert_ptr_nonnull(strstr(line, "the file has shrunk"));
	drop_machine();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("storage");
	TCase *tcase = tcase_create("storage");
	SRunner *runner;
	int failed;

	tcase_set_timeout(tcase, getenv("LONG") ? 3600 : 120);
	tcase_add_test(tcase, a_disk_that_shrinks);
	tcase_add_test(tcase, random_accesses);
	suite_add_tcase(suite, tcase);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
