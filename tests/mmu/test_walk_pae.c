/* SPDX-License-Identifier: GPL-2.0-only */
/* walk: PAE paging, SDM 3A 4.4; execute-disable, 4.6. */
#include <check.h>
#include <stdlib.h>

#include "mmu/walk.h"

#define P	 1ull
#define RW	 2ull
#define US	 4ull
#define A	 0x20ull
#define D	 0x40ull
#define PS	 0x80ull
#define G	 0x100ull
#define XD	 (1ull << 63)
#define ALL	 (P | RW | US)
#define POINTERS 0x1020u
#define DIR	 0x2000u
#define TABLE	 0x3000u

static struct physmap *map;
static struct walk_regs regs;
static uint64_t pdpte[4];

static void put(uint32_t pa, uint64_t value)
{
	physmap_poke(map, pa, &value, 8);
}

static uint64_t get(uint32_t pa)
{
	return physmap_read(map, pa, 8);
}

/* la 40000000h and on are mapped by the directory at DIR, whose first table is at TABLE. */
static void setup(void)
{
	char err[200];

	map = physmap_create(8 << 20, err, sizeof(err));
	ck_assert_ptr_nonnull(map);
	put(POINTERS + 8, DIR | P);
	put(DIR, TABLE | ALL);
	put(TABLE + 8, 0x5000 | ALL);
	regs = (struct walk_regs){
	    .cr0 = 0x80010000, .cr3 = POINTERS, .cr4 = 0xa0, .nxe = true, .pdpte = pdpte};
	ck_assert(walk_read_pdptes(map, regs.cr3, pdpte));
}

static void teardown(void)
{
	physmap_destroy(map);
}

static struct walk_result look(uint32_t la, enum walk_access access, bool user)
{
	return walk(map, &regs, la, access, user, false);
}

START_TEST(three_levels)
{
	struct walk_result r = walk(map, &regs, 0x40001234, WALK_WRITE, true, true);

	ck_assert(r.ok && r.user && r.writable);
	ck_assert_uint_eq(r.pa, 0x5234);
	ck_assert_uint_eq(r.pde_pa, DIR);
	ck_assert_uint_eq(r.pte_pa, TABLE + 8);
	ck_assert_uint_eq(get(DIR), TABLE | ALL | A);
	ck_assert_uint_eq(get(TABLE + 8), 0x5000 | ALL | A | D);
	/* The pointers have no accessed bit. */
	ck_assert_uint_eq(get(POINTERS + 8), DIR | P);
	ck_assert(physmap_page_bits(map)[1] & PAGE_TABLE);
	ck_assert_uint_eq(look(0x00001234, WALK_READ, false).error, 0);
	ck_assert(!look(0x00001234, WALK_READ, false).ok);
}
END_TEST

START_TEST(a_large_page_is_2_mib)
{
	regs.cr4 = 0x20; /* PS counts without CR4.PSE */
	put(DIR + 8, 0x400000 | ALL | PS);
	ck_assert_uint_eq(look(0x40254321, WALK_READ, true).pa, 0x454321);
	ck_assert_uint_eq(look(0x40254321, WALK_READ, true).page_bytes, 2u << 20);
	put(DIR + 8, 0x402000 | ALL | PS);
	ck_assert_uint_eq(look(0x40254321, WALK_READ, true).error, 0xd);
}
END_TEST

START_TEST(addresses_have_36_bits)
{
	put(TABLE + 8, 0xfeedcb000 | ALL);
	ck_assert_uint_eq(look(0x40001fff, WALK_READ, false).pa, 0xfeedcbfff);
	for (unsigned bit = 36; bit < 63; bit++) {
		put(TABLE + 8, 1ull << bit | 0x5000 | ALL);
		ck_assert_uint_eq(look(0x40001000, WALK_READ, false).error, 9);
		put(TABLE + 8, 0x5000 | ALL);
		put(DIR, 1ull << bit | TABLE | ALL);
		ck_assert_uint_eq(look(0x40001000, WALK_WRITE, true).error, 0xf);
		put(DIR, TABLE | ALL);
	}
}
END_TEST

START_TEST(pointers_with_reserved_bits_are_refused)
{
	const uint64_t bad[] = {2, 4, 0x20, 0x40, 0x80, 0x100, 1ull << 36, 1ull << 62, XD};

	for (unsigned i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put(POINTERS + 16, DIR | P | bad[i]);
		ck_assert(!walk_read_pdptes(map, POINTERS, pdpte));
		put(POINTERS + 16, DIR | bad[i]);
		ck_assert(walk_read_pdptes(map, POINTERS, pdpte));
	}
	/* PWT, PCD and the ignored bits */
	put(POINTERS + 16, DIR | P | 0xe18);
	ck_assert(walk_read_pdptes(map, POINTERS, pdpte));
}
END_TEST

START_TEST(execute_disable)
{
	put(TABLE + 8, 0x5000 | ALL | XD);
	ck_assert(look(0x40001000, WALK_READ, true).ok);
	ck_assert_uint_eq(look(0x40001000, WALK_EXEC, true).error, 0x15);
	ck_assert_uint_eq(look(0x40001000, WALK_EXEC, false).error, 0x11);
	put(TABLE + 8, 0x5000 | ALL);
	put(DIR, TABLE | ALL | XD);
	ck_assert_uint_eq(look(0x40001000, WALK_EXEC, true).error, 0x15);
	/* Any fault of a fetch says so, but only with NXE; without, the bit is reserved. */
	ck_assert_uint_eq(look(0x80000000, WALK_EXEC, true).error, 0x14);
	regs.nxe = false;
	ck_assert_uint_eq(look(0x80000000, WALK_EXEC, true).error, 4);
	ck_assert_uint_eq(look(0x40001000, WALK_READ, false).error, 9);
}
END_TEST

START_TEST(rights_are_those_of_both_levels)
{
	put(DIR, TABLE | P | RW);
	ck_assert_uint_eq(look(0x40001000, WALK_READ, true).error, 5);
	put(DIR, TABLE | P | US);
	ck_assert_uint_eq(look(0x40001000, WALK_WRITE, true).error, 7);
	ck_assert_uint_eq(look(0x40001000, WALK_WRITE, false).error, 3);
	put(TABLE + 8, 0x5000 | ALL | G);
	ck_assert(look(0x40001000, WALK_READ, false).global);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("walk");
	Suite *suite = suite_create("mmu/walk, PAE");
	SRunner *runner;

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, three_levels);
	tcase_add_test(tc, a_large_page_is_2_mib);
	tcase_add_test(tc, addresses_have_36_bits);
	tcase_add_test(tc, pointers_with_reserved_bits_are_refused);
	tcase_add_test(tc, execute_disable);
	tcase_add_test(tc, rights_are_those_of_both_levels);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
