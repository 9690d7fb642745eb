/* SPDX-License-Identifier: GPL-2.0-only */
/* physmap: what lies where, who hides whom, and what is remembered of a page. */
#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "mmu/physmap.h"

#define MIB (1ull << 20)

static struct physmap *map;
static char err[200];

struct probe_chip {
	uint32_t last_off, last_value;
	unsigned last_bytes, reads, writes;
};

static uint32_t chip_read(void *dev, uint32_t off, unsigned bytes)
{
	struct probe_chip *chip = dev;

	chip->last_off = off;
	chip->last_bytes = bytes;
	chip->reads++;
	return 0x10 + off;
}

static void chip_write(void *dev, uint32_t off, uint32_t value, unsigned bytes)
{
	struct probe_chip *chip = dev;

	chip->last_off = off;
	chip->last_value = value;
	chip->last_bytes = bytes;
	chip->writes++;
}

static const struct io_ops byte_ops = {.read = chip_read, .write = chip_write};
static const struct io_ops long_ops = {.read = chip_read, .write = chip_write, .max_bytes = 4};

static void setup(void)
{
	map = physmap_create(4 * MIB, err, sizeof(err));
	ck_assert_ptr_nonnull(map);
}

static void teardown(void)
{
	physmap_destroy(map);
}

START_TEST(sizes_are_refused_by_number)
{
	ck_assert_ptr_null(physmap_create(0, err, sizeof(err)));
	ck_assert_ptr_null(physmap_create(4097, err, sizeof(err)));
	ck_assert_ptr_nonnull(strstr(err, "4097"));
	ck_assert_ptr_null(physmap_create(3584 * MIB, err, sizeof(err)));
}
END_TEST

START_TEST(the_largest_memory_is_only_reserved)
{
	struct physmap *big = physmap_create(3583 * MIB, err, sizeof(err));

	ck_assert_ptr_nonnull(big);
	physmap_write(big, 3583 * MIB - 4, 0x12345678, 4);
	ck_assert_uint_eq(physmap_read(big, 3583 * MIB - 4, 4), 0x12345678);
	physmap_destroy(big);
}
END_TEST

START_TEST(ram_keeps_and_nothing_reads_ones)
{
	physmap_write(map, 0x1000, 0x1122334455667788ull, 8);
	ck_assert_uint_eq(physmap_read(map, 0x1000, 8), 0x1122334455667788ull);
	ck_assert_uint_eq(physmap_read(map, 0x1001, 2), 0x6677);
	physmap_write(map, 4 * MIB, 0, 4);
	ck_assert_uint_eq(physmap_read(map, 4 * MIB, 4), 0xffffffffu);
	ck_assert_uint_eq(physmap_read(map, 4 * MIB, 1), 0xff);
}
END_TEST

START_TEST(a_window_hides_ram_until_disabled)
{
	struct probe_chip chip = {0};
	bool writable;
	int window;

	physmap_write(map, 0xa0000, 0x5a, 1);
	window = physmap_add_mmio(map, 0xa0000, 0x20000, &byte_ops, &chip, "vga");
	ck_assert(physmap_is_mmio(map, 0xbffff));
	ck_assert(!physmap_is_mmio(map, 0xc0000));
	ck_assert_ptr_null(physmap_host_page(map, 0xa0000, &writable));
	ck_assert_uint_eq(physmap_read(map, 0xa0000, 1), 0x10);
	physmap_enable(map, window, false);
	ck_assert_uint_eq(physmap_read(map, 0xa0000, 1), 0x5a);
}
END_TEST

START_TEST(wide_accesses_are_cut_to_the_chips_width)
{
	struct probe_chip narrow = {0}, wide = {0};

	physmap_add_mmio(map, 0xfe000000, 0x1000, &byte_ops, &narrow, "narrow");
	physmap_add_mmio(map, 0xfe001000, 0x1000, &long_ops, &wide, "wide");
	ck_assert_uint_eq(physmap_read(map, 0xfe000000, 4), 0x13121110);
	ck_assert_uint_eq(narrow.reads, 4);
	physmap_write(map, 0xfe001008, 0x1122334455667788ull, 8);
	ck_assert_uint_eq(wide.writes, 2);
	ck_assert_uint_eq(wide.last_off, 12);
	ck_assert_uint_eq(wide.last_value, 0x11223344);
}
END_TEST

START_TEST(rom_is_read_only)
{
	uint8_t *rom = physmap_store(map, 4096);
	bool writable = true;

	memset(rom, 0xea, 4096);
	physmap_add_memory(map, 0xfffff000, 4096, rom, false, "bios");
	physmap_write(map, 0xfffffff0, 0, 1);
	ck_assert_uint_eq(physmap_read(map, 0xfffffff0, 1), 0xea);
	ck_assert_ptr_eq(physmap_host_page(map, 0xfffffff0, &writable), rom);
	ck_assert(!writable);
	physmap_poke(map, 0xfffffff0, "", 1);
	ck_assert_uint_eq(physmap_read(map, 0xfffffff0, 1), 0xea);
}
END_TEST

START_TEST(stored_memory_is_shown_where_its_window_is)
{
	uint8_t *video = physmap_store(map, 8192);
	int window = physmap_add_memory(map, 0xe0000000, 4096, video, true, "video");
	uint64_t place = physmap_place(map, video);
	bool writable = false;

	ck_assert_uint_eq(place, 4 * MIB);
	physmap_write(map, 0xe0000010, 0x1234, 2);
	ck_assert_uint_eq(video[0x11], 0x12);
	ck_assert_uint_ne(physmap_page_bits(map)[place >> 12] & PAGE_DIRTY, 0);
	ck_assert_ptr_eq(physmap_host_page(map, 0xe0000000, &writable), video);
	ck_assert(writable);
	physmap_aim(map, window, video + 4096);
	ck_assert_uint_eq(physmap_read(map, 0xe0000010, 2), 0);
	physmap_move(map, window, 0xd0000000);
	physmap_write(map, 0xd0000000, 0x55, 1);
	ck_assert_uint_eq(video[4096], 0x55);
	ck_assert_uint_eq(physmap_read(map, 0xe0000000, 1), 0xff);
	/* RAM's own addresses end before the store */
	ck_assert_uint_eq(physmap_read(map, 4 * MIB + 0x11, 1), 0xff);
}
END_TEST

static unsigned changes;

static void on_changed(void *ctx)
{
	(void)ctx;
	changes++;
}

/* A segment's four states as a host bridge makes them: what is read, and what a store changes. */
START_TEST(reads_and_writes_are_routed_apart)
{
	uint8_t *rom = physmap_store(map, 4096);
	bool writable;

	memset(rom, 0xbb, 4096);
	physmap_add_memory(map, 0xf0000, 4096, rom, false, "bios");
	physmap_listen(map, (struct physmap_listener){.changed = on_changed});
	physmap_ram(map)[0xf0000] = 0x11;

	changes = 0;
	physmap_route(map, 0xf0000, 0x1000, ROUTE_BUS, ROUTE_BUS);
	ck_assert_uint_eq(changes, 1);
	physmap_route(map, 0xf0000, 0x1000, ROUTE_BUS, ROUTE_BUS);
	ck_assert_uint_eq(changes, 1);
	physmap_write(map, 0xf0000, 0x22, 1);
	ck_assert_uint_eq(physmap_read(map, 0xf0000, 1), 0xbb);
	ck_assert_uint_eq(physmap_ram(map)[0xf0000], 0x11);

	physmap_route(map, 0xf0000, 0x1000, ROUTE_BUS, ROUTE_RAM);
	ck_assert_ptr_eq(physmap_host_page(map, 0xf0000, &writable), rom);
	ck_assert(!writable);
	physmap_write(map, 0xf0000, 0x33, 1);
	ck_assert_uint_eq(physmap_read(map, 0xf0000, 1), 0xbb);
	ck_assert_uint_eq(physmap_ram(map)[0xf0000], 0x33);

	physmap_route(map, 0xf0000, 0x1000, ROUTE_RAM, ROUTE_BUS);
	physmap_write(map, 0xf0000, 0x44, 1);
	ck_assert_uint_eq(physmap_read(map, 0xf0000, 1), 0x33);
	ck_assert_ptr_eq(physmap_host_page(map, 0xf0000, &writable), physmap_ram(map) + 0xf0000);
	ck_assert(!writable);
	physmap_poke(map, 0xf0000, "\x55", 1);
	ck_assert_uint_eq(physmap_read(map, 0xf0000, 1), 0x55);

	physmap_route(map, 0xf0000, 0x1000, ROUTE_RAM, ROUTE_RAM);
	physmap_write(map, 0xf0000, 0x66, 1);
	ck_assert_uint_eq(physmap_read(map, 0xf0000, 1), 0x66);
	ck_assert_uint_eq(rom[0], 0xbb);
	/* the next page still has no window and no route of its own: RAM; then nothing */
	physmap_write(map, 0xf1000, 0x77, 1);
	ck_assert_uint_eq(physmap_read(map, 0xf1000, 1), 0x77);
	physmap_route(map, 0xf1000, 0x1000, ROUTE_BUS, ROUTE_BUS);
	ck_assert_uint_eq(physmap_read(map, 0xf1000, 1), 0xff);
}
END_TEST

START_TEST(dma_follows_the_routes_of_writes)
{
	struct memory_bus bus = physmap_memory_bus(map);
	uint8_t byte = 0x99;

	physmap_route(map, 0xc0000, 0x4000, ROUTE_RAM, ROUTE_BUS);
	bus.write(bus.ctx, 0xc0000, &byte, 1);
	ck_assert_uint_eq(physmap_ram(map)[0xc0000], 0);
	physmap_route(map, 0xc0000, 0x4000, ROUTE_BUS, ROUTE_RAM);
	bus.write(bus.ctx, 0xc3fff, &byte, 1);
	ck_assert_uint_eq(physmap_ram(map)[0xc3fff], 0x99);
	bus.read(bus.ctx, 0xc3fff, &byte, 1);
	ck_assert_uint_eq(byte, 0xff);
}
END_TEST

START_TEST(a20_off_wraps_the_second_mebibyte)
{
	physmap_write(map, 0x500, 0x77, 1);
	physmap_write(map, MIB + 0x500, 0x88, 1);
	physmap_set_a20(map, false);
	ck_assert_uint_eq(physmap_read(map, MIB + 0x500, 1), 0x77);
	physmap_set_a20(map, true);
	ck_assert_uint_eq(physmap_read(map, MIB + 0x500, 1), 0x88);
}
END_TEST

START_TEST(looking_has_no_side_effect)
{
	struct probe_chip chip = {0};
	uint8_t seen[8192];

	physmap_add_mmio(map, 0xa0000, 0x20000, &byte_ops, &chip, "vga");
	physmap_peek(map, 0x9f000, seen, sizeof(seen));
	ck_assert_uint_eq(chip.reads, 0);
	ck_assert_uint_eq(seen[4095], 0);
	ck_assert_uint_eq(seen[4096], 0xff);
	ck_assert_uint_eq(physmap_page_bits(map)[0x9f], 0);
}
END_TEST

static unsigned wrote_calls, clean_calls;
static uint64_t wrote_pa;

static void on_wrote(void *ctx, uint64_t pa, size_t bytes)
{
	(void)ctx;
	(void)bytes;
	wrote_calls++;
	wrote_pa = pa;
}

static void on_clean(void *ctx)
{
	(void)ctx;
	clean_calls++;
}

START_TEST(dma_into_code_is_told)
{
	struct memory_bus bus = physmap_memory_bus(map);
	uint8_t data[16] = {1, 2, 3};

	wrote_calls = 0;
	physmap_listen(map, (struct physmap_listener){.wrote = on_wrote});
	bus.write(bus.ctx, 0x2000, data, sizeof(data));
	ck_assert_uint_eq(wrote_calls, 0);
	physmap_page_bits(map)[3] |= PAGE_CODE;
	bus.write(bus.ctx, 0x2ff8, data, sizeof(data));
	ck_assert_uint_eq(wrote_calls, 1);
	ck_assert_uint_eq(wrote_pa, 0x3000);
	ck_assert_uint_ne(physmap_page_bits(map)[2] & PAGE_DMA, 0);
}
END_TEST

static uint32_t run_first[4], run_pages[4];
static unsigned runs;

static void on_run(void *ctx, uint32_t pfn, uint32_t pages)
{
	(void)ctx;
	run_first[runs] = pfn;
	run_pages[runs++] = pages;
}

START_TEST(dirty_pages_come_in_runs_once)
{
	runs = clean_calls = 0;
	physmap_listen(map, (struct physmap_listener){.clean = on_clean});
	physmap_write(map, 0x5000, 1, 1);
	physmap_write(map, 0x6000, 1, 1);
	physmap_write(map, 0x9000, 1, 1);
	physmap_collect_dirty(map, 0, 1024, on_run, NULL);
	ck_assert_uint_eq(runs, 2);
	ck_assert_uint_eq(run_first[0], 5);
	ck_assert_uint_eq(run_pages[0], 2);
	ck_assert_uint_eq(run_first[1], 9);
	ck_assert_uint_eq(clean_calls, 1);
	physmap_collect_dirty(map, 0, UINT32_MAX, on_run, NULL);
	ck_assert_uint_eq(runs, 2);
	ck_assert_uint_eq(clean_calls, 1);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("physmap");
	Suite *suite = suite_create("mmu/physmap");
	SRunner *runner;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, sizes_are_refused_by_number);
	tcase_add_test(tc, the_largest_memory_is_only_reserved);
	tcase_add_test(tc, ram_keeps_and_nothing_reads_ones);
	tcase_add_test(tc, a_window_hides_ram_until_disabled);
	tcase_add_test(tc, wide_accesses_are_cut_to_the_chips_width);
	tcase_add_test(tc, rom_is_read_only);
	tcase_add_test(tc, stored_memory_is_shown_where_its_window_is);
	tcase_add_test(tc, reads_and_writes_are_routed_apart);
	tcase_add_test(tc, dma_follows_the_routes_of_writes);
	tcase_add_test(tc, a20_off_wraps_the_second_mebibyte);
	tcase_add_test(tc, looking_has_no_side_effect);
	tcase_add_test(tc, dma_into_code_is_told);
	tcase_add_test(tc, dirty_pages_come_in_runs_once);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
