/* SPDX-License-Identifier: GPL-2.0-only */
/* walk: 32-bit paging, SDM 3A 4.3, 4.6 (rights) and 4.7 (error codes). */
#include <check.h>
#include <stdlib.h>

#include "mmu/walk.h"

#define P 1u
#define RW 2u
#define US 4u
#define A 0x20u
#define D 0x40u
#define PS 0x80u
#define G 0x100u
#define PG_WP 0x80010000u
#define PG_ONLY 0x80000000u

static struct physmap *map;
static struct walk_regs regs;

static void put(uint32_t pa, uint32_t value)
{
	physmap_poke(map, pa, &value, 4);
}

static uint32_t get(uint32_t pa)
{
	return (uint32_t)physmap_read(map, pa, 4);
}

static void setup(void)
{
	char err[200];

	map = physmap_create(8 << 20, err, sizeof(err));
	ck_assert_ptr_nonnull(map);
	regs = (struct walk_regs){.cr0 = PG_WP, .cr3 = 0x1000, .cr4 = 0x90};
	put(0x1000, 0x2000 | P | RW | US);
}

static void teardown(void)
{
	physmap_destroy(map);
}

START_TEST(paging_off_is_the_identity)
{
	regs.cr0 = 0;
	struct walk_result r = walk(map, &regs, 0xdeadbeef, WALK_WRITE, true, true);

	ck_assert(r.ok && r.user && r.writable);
	ck_assert_uint_eq(r.pa, 0xdeadbeef);
}
END_TEST

START_TEST(a_small_page_sets_accessed_and_dirty)
{
	put(0x2004, 0x5000 | P | RW | US);
	struct walk_result r = walk(map, &regs, 0x1234, WALK_READ, true, true);

	ck_assert(r.ok && !r.dirty);
	ck_assert_uint_eq(r.pa, 0x5234);
	ck_assert_uint_eq(get(0x2004) & (A | D), A);
	ck_assert_uint_eq(get(0x1000) & (A | D), A);
	r = walk(map, &regs, 0x1234, WALK_WRITE, true, true);
	ck_assert(r.ok && r.dirty);
	ck_assert_uint_eq(get(0x2004) & (A | D), A | D);
	ck_assert_uint_ne(physmap_page_bits(map)[1] & PAGE_TABLE, 0);
	ck_assert_uint_ne(physmap_page_bits(map)[2] & PAGE_TABLE, 0);
}
END_TEST

START_TEST(looking_touches_nothing)
{
	put(0x2004, 0x5000 | P);
	ck_assert(walk(map, &regs, 0x1000, WALK_READ, false, false).ok);
	ck_assert_uint_eq(get(0x2004), 0x5000 | P);
	ck_assert_uint_eq(physmap_page_bits(map)[1] & PAGE_TABLE, 0);
}
END_TEST

START_TEST(a_fault_changes_no_bits)
{
	put(0x2004, 0x5000 | P | US);
	struct walk_result r = walk(map, &regs, 0x1000, WALK_WRITE, true, true);

	ck_assert(!r.ok);
	ck_assert_uint_eq(r.error, 7);
	ck_assert_uint_eq(get(0x1000) & A, 0);
	ck_assert_uint_eq(get(0x2004) & A, 0);
}
END_TEST

/* SDM 3A table 4-15 style: rights by (entry bits, CR0.WP), for both rings. */
START_TEST(rights_of_every_combination)
{
	for (unsigned bits = 0; bits < 16; bits++) {
		uint32_t pde = (bits & 1 ? RW : 0) | (bits & 2 ? US : 0);
		uint32_t pte = (bits & 4 ? RW : 0) | (bits & 8 ? US : 0);

		for (int wp = 0; wp < 2; wp++) {
			bool us = pde & pte & US, rw = pde & pte & RW;

			regs.cr0 = wp ? PG_WP : PG_ONLY;
			put(0x1000, 0x2000 | P | pde);
			put(0x2000, 0x5000 | P | pte);
			ck_assert_int_eq(walk(map, &regs, 0, WALK_READ, true, false).ok, us);
			ck_assert_int_eq(walk(map, &regs, 0, WALK_WRITE, true, false).ok, us && rw);
			ck_assert(walk(map, &regs, 0, WALK_READ, false, false).ok);
			ck_assert_int_eq(walk(map, &regs, 0, WALK_WRITE, false, false).ok,
					 rw || !wp);
		}
	}
}
END_TEST

START_TEST(error_codes)
{
	put(0x2004, 0);
	ck_assert_uint_eq(walk(map, &regs, 0x1000, WALK_READ, false, false).error, 0);
	ck_assert_uint_eq(walk(map, &regs, 0x1000, WALK_WRITE, false, false).error, 2);
	ck_assert_uint_eq(walk(map, &regs, 0x1000, WALK_READ, true, false).error, 4);
	put(0x2004, 0x5000 | P | RW);
	ck_assert_uint_eq(walk(map, &regs, 0x1000, WALK_READ, true, false).error, 5);
	ck_assert_uint_eq(walk(map, &regs, 0x1000, WALK_EXEC, true, false).error, 5);
	put(0x1004, 0x00402000 | PS | P);
	ck_assert_uint_eq(walk(map, &regs, 0x400000, WALK_READ, false, false).error, 9);
}
END_TEST

START_TEST(a_large_page_maps_four_mebibytes)
{
	put(0x1004, 0x00400000 | PS | P | RW | G);
	struct walk_result r = walk(map, &regs, 0x7fffff, WALK_WRITE, false, true);

	ck_assert(r.ok && r.global && !r.user);
	ck_assert_uint_eq(r.pa, 0x7fffff);
	ck_assert_uint_eq(r.page_bytes, 4u << 20);
	ck_assert_uint_eq(get(0x1004) & (A | D), A | D);
	regs.cr4 = 0x10; /* PSE without PGE: G is ignored */
	ck_assert(!walk(map, &regs, 0x7fffff, WALK_READ, false, false).global);
	regs.cr4 = 0; /* without PSE the PS bit is ignored and a table is walked */
	put(0x400000, 0x6000 | P);
	ck_assert_uint_eq(walk(map, &regs, 0x400123, WALK_READ, false, false).pa, 0x6123);
}
END_TEST

START_TEST(tables_beyond_memory_read_as_ones)
{
	regs.cr3 = 0xf0000000;
	struct walk_result r = walk(map, &regs, 0, WALK_READ, false, true);

	/* All ones is a present 4 MiB entry with reserved bits set. */
	ck_assert(!r.ok);
	ck_assert_uint_eq(r.error, 9);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("walk");
	Suite *suite = suite_create("mmu/walk");
	SRunner *runner;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, paging_off_is_the_identity);
	tcase_add_test(tc, a_small_page_sets_accessed_and_dirty);
	tcase_add_test(tc, looking_touches_nothing);
	tcase_add_test(tc, a_fault_changes_no_bits);
	tcase_add_test(tc, rights_of_every_combination);
	tcase_add_test(tc, error_codes);
	tcase_add_test(tc, a_large_page_maps_four_mebibytes);
	tcase_add_test(tc, tables_beyond_memory_read_as_ones);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
