/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random accesses to every port and every window of a whole board, with a picture
 * taken now and then and a snapshot loaded, and random bytes as firmware: no
 * crash, no hang, nothing out of range (the sanitizers look).
 *
 * 200000 accesses and 40 firmware images, or with LONG in the environment
 * ten million and 2000.
 */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "devices/pci.h"
#include "emu/loader/firmware.h"
#include "emu/machine.h"
#include "emu/machine_state.h"

#define RAM_BYTES  (4ull << 20)
#define BIOS_BYTES 0x20000u
#define ROM_BYTES  0x8000u
#define RUN_NS	   50000u

static uint64_t seed;
static struct machine *machine;
static uint8_t bios[BIOS_BYTES], rom[ROM_BYTES];
static const struct firmware firmware = {bios, BIOS_BYTES, rom, ROM_BYTES};

/* xorshift64* */
static uint64_t next(void)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return seed * 0x2545f4914f6cdd1dull;
}

static void make_machine(const struct firmware *runs)
{
	struct machine_config config = {.ram_bytes = RAM_BYTES,
					.rtc_base_s = 0,
					.firmware = runs,
					.cpus = 2,
					.pc_testdev = true,
					.no_reboot = true,
					.boot = {.menu_wait_ms = -1, .reboot_ms = -1}};
	char err[256];

	machine = machine_create(&config, err, sizeof(err));
	ck_assert_msg(machine != NULL, "%s", err);
}

static unsigned random_bytes(uint64_t r)
{
	return 1u << (r % 3);
}

/* Half of the ports are those that some chip has. */
static void one_port(uint64_t r)
{
	const struct io_claim *claim = &machine->iobus.claim[(r >> 8) % machine->iobus.claims];
	uint16_t port = (uint16_t)(r >> 24);
	unsigned bytes = random_bytes(r >> 4);

	if (r >> 40 & 1)
		port = (uint16_t)(claim->first + port % claim->count);
	if (r >> 41 & 1)
		iobus_write(&machine->iobus, port, (uint32_t)next(), bytes);
	else
		iobus_read(&machine->iobus, port, bytes);
	iobus_peek(&machine->iobus, port, bytes);
}

/* Memory: in a window or anywhere, now and then across its end. */
static void one_address(uint64_t r)
{
	const struct phys_window *window =
	    physmap_window(machine->map, (unsigned)(r >> 8) % physmap_windows(machine->map));
	uint64_t pa = r >> 41 & 1 ? window->first + (r >> 16) % window->bytes
				  : next() & (r >> 42 & 1 ? 0x1fffff : 0xffffffff);
	unsigned bytes = random_bytes(r >> 4);
	uint8_t seen[16];

	if (pa % 4096 + bytes > 4096)
		pa -= bytes;
	if (r >> 40 & 1)
		physmap_write(machine->map, pa, next(), bytes);
	else
		physmap_read(machine->map, pa, bytes);
	physmap_peek(machine->map, pa, seen, sizeof(seen));
}

static void one_pci_register(uint64_t r)
{
	uint32_t devfn = (r >> 8 & 1 ? 0x10 : r >> 9) & 0xff;

	iobus_write(&machine->iobus, 0xcf8, 0x80000000u | devfn << 8 | (uint32_t)(r >> 20 & 0xfc),
		    4);
	if (r >> 30 & 1)
		iobus_write(&machine->iobus, 0xcfc, (uint32_t)next(), 4);
	else
		iobus_read(&machine->iobus, 0xcfc, 4);
}

/* VBE with sizes that could be meant. */
static void one_video_mode(uint64_t r)
{
	static const uint16_t depths[] = {4, 8, 15, 16, 24, 32};
	const uint16_t regs[][2] = {{4, 0},
				    {1, (uint16_t)(r >> 8 & 0x3ff)},
				    {2, (uint16_t)(r >> 20 & 0x3ff)},
				    {3, depths[r >> 32 & 1 ? r % 6 : 5]},
				    {4, (uint16_t)(r >> 40 & 0xe3)},
				    {8, (uint16_t)(r >> 48)}};

	for (size_t i = 0; i < sizeof(regs) / sizeof(regs[0]); i++) {
		iobus_write(&machine->iobus, 0x1ce, regs[i][0], 2);
		iobus_write(&machine->iobus, 0x1cf, regs[i][1], 2);
	}
}

static void pass_time(uint64_t ns)
{
	machine->time.other_ns += ns;
	clock_run(&machine->clock);
}

static void one_access(void)
{
	uint64_t r = next();

	switch (r & 15) {
	case 0:
		one_pci_register(r);
		break;
	case 1:
	case 2:
	case 3:
	case 4:
	case 5:
	case 6:
	case 7:
		one_address(r);
		break;
	default:
		one_port(r);
		break;
	}
	if (r % 4096 == 77)
		one_video_mode(next());
	if (r % 32 == 3)
		pass_time(r >> 32 & 0xffff);
}

/* The same state, saved, loaded and saved again, is the same bytes. */
static void check_snapshot(void)
{
	struct snap_buf image = {0}, again = {0};
	char err[256];

	machine_save(machine, &image);
	ck_assert_msg(machine_load(machine, &image, err, sizeof(err)), "%s", err);
	machine_save(machine, &again);
	ck_assert_uint_eq(image.bytes, again.bytes);
	ck_assert_int_eq(memcmp(image.data, again.data, image.bytes), 0);
	snap_free(&image);
	snap_free(&again);
}

START_TEST(random_accesses)
{
	unsigned accesses = getenv("LONG") ? 10000000 : 200000;
	struct machine_picture picture = {0};
	char err[256];

	seed = 20261121;
	make_machine(&firmware);
	ck_assert(board_reset(machine, err, sizeof(err)));
	for (unsigned i = 0; i < accesses; i++) {
		one_access();
		if (i % 5000 == 4999)
			machine_look(machine, &picture);
		if (i % 50000 == 49999) {
			check_snapshot();
			ck_assert(board_reset(machine, err, sizeof(err)));
		}
	}
	machine_picture_free(&picture);
	machine_destroy(machine);
}
END_TEST

/* ---- firmware ---- */

static void end_run(void *owner, uint64_t now_ns)
{
	(void)now_ns;
	machine_quit(owner, 0);
}

/* Random bytes make short runs: most instructions of these are plain, and some jump about. */
static void fill_bios(void)
{
	static const uint8_t plain[] = {0x40, 0x89, 0x8b, 0xee, 0xec, 0xe6, 0xa4, 0xaa, 0x8e,
					0xb8, 0xe4, 0xef, 0x0f, 0x66, 0x67, 0xf3, 0xcd, 0xe8};

	for (size_t i = 0; i < sizeof(bios); i++) {
		uint64_t r = next();

		bios[i] = r & 3 ? plain[(r >> 8) % sizeof(plain)] : (uint8_t)(r >> 32);
	}
	for (size_t i = 0; i < sizeof(rom); i++)
		rom[i] = (uint8_t)next();
	/* the reset vector jumps somewhere into the last 64 KiB */
	bios[BIOS_BYTES - 16] = 0xe9;
}

START_TEST(random_firmware)
{
	unsigned images = getenv("LONG") ? 2000 : 40;

	seed = 402;
	for (unsigned i = 0; i < images; i++) {
		struct clock_timer timer;

		fill_bios();
		make_machine(&firmware);
		clock_timer_init(&timer, end_run, machine);
		clock_arm(machine_clock(machine), &timer, RUN_NS);
		machine_run(machine);
		machine_destroy(machine);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("emu/machine/board");
	TCase *tcase = tcase_create("board");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_set_timeout(tcase, 3600);
	tcase_add_test(tcase, random_accesses);
	tcase_add_test(tcase, random_firmware);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
