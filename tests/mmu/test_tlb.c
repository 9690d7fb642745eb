/* SPDX-License-Identifier: GPL-2.0-only */
/* tlb: what one compare lets through, and what each kind of flush takes away. */
#include "mmu/tlb.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

static struct tlb *tlb;
static uint8_t pages[4][4096];

static void set_up(void)
{
	tlb = malloc(sizeof(*tlb));
	tlb_init(tlb);
}

static void tear_down(void)
{
	free(tlb);
}

START_TEST(empty_lets_nothing_through)
{
	for (uint64_t la = 0; la < 1ull << 32; la += 4096) {
		ck_assert_ptr_null(tlb_read(tlb, (uint32_t)la, 1));
		ck_assert_ptr_null(tlb_write(tlb, (uint32_t)la, 4));
	}
}
END_TEST

START_TEST(only_its_page_and_right)
{
	tlb_fill(tlb, 0x12345678, pages[0], true, false, false, false);
	ck_assert_ptr_eq(tlb_read(tlb, 0x12345000, 1), pages[0]);
	ck_assert_ptr_eq(tlb_read(tlb, 0x12345ffc, 4), pages[0] + 0xffc);
	ck_assert_ptr_null(tlb_write(tlb, 0x12345000, 1));
	ck_assert_ptr_null(tlb_read(tlb, 0x12344fff, 1));
	ck_assert_ptr_null(tlb_read(tlb, 0x12346000, 1));
	/* the same slot, another page */
	uint32_t other = 0x12744000;
	while (tlb_slot(other) != tlb_slot(0x12345000))
		other += 4096;
	ck_assert_ptr_null(tlb_read(tlb, other, 1));
}
END_TEST

/* Copying between two places a power of two apart must not push its own pages out. */
START_TEST(pages_far_apart_stand_side_by_side)
{
	for (unsigned shift = 12; shift < 31; shift++) {
		tlb_fill(tlb, 0xc0000000, pages[0], true, true, false, false);
		tlb_fill(tlb, 0xc0000000 + (1u << shift), pages[1], true, true, false, false);
		ck_assert_ptr_eq(tlb_read(tlb, 0xc0000000, 1), pages[0]);
	}
}
END_TEST

START_TEST(neighbours_never_share_a_slot)
{
	for (uint64_t la = 0; la < 1ull << 32; la += 4096) {
		ck_assert_uint_ne(tlb_slot((uint32_t)la), tlb_slot((uint32_t)(la + 4096)));
		ck_assert_ptr_eq(tlb_entry(tlb, (uint32_t)la), &tlb->entry[tlb_slot((uint32_t)la)]);
	}
}
END_TEST

START_TEST(crossing_a_page_is_slow)
{
	tlb_fill(tlb, 0x5000, pages[0], true, true, false, false);
	tlb_fill(tlb, 0x6000, pages[1], true, true, false, false);
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x5ffe, 2));
	ck_assert_ptr_null(tlb_read(tlb, 0x5fff, 2));
	ck_assert_ptr_null(tlb_write(tlb, 0x5ffd, 4));
	tlb_fill(tlb, 0xfffff000, pages[2], true, true, false, false);
	tlb_fill(tlb, 0, pages[3], true, true, false, false);
	ck_assert_ptr_eq(tlb_read(tlb, 0xffffffff, 1), pages[2] + 4095);
	ck_assert_ptr_null(tlb_read(tlb, 0xffffffff, 2));
}
END_TEST

START_TEST(rights_add_up_on_one_page)
{
	tlb_fill(tlb, 0x5000, pages[0], true, false, false, false);
	tlb_fill(tlb, 0x5000, pages[0], false, true, false, false);
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x5000, 1));
	ck_assert_ptr_nonnull(tlb_write(tlb, 0x5000, 1));
	/* mapped elsewhere: nothing of the old place stays */
	tlb_fill(tlb, 0x5000, pages[1], true, false, false, false);
	ck_assert_ptr_eq(tlb_read(tlb, 0x5000, 1), pages[1]);
	ck_assert_ptr_null(tlb_write(tlb, 0x5000, 1));
}
END_TEST

START_TEST(globals_survive_a_flush)
{
	tlb_fill(tlb, 0x5000, pages[0], true, true, true, false);
	tlb_fill(tlb, 0x6000, pages[1], true, true, false, false);
	tlb_flush(tlb, false);
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x5000, 1));
	ck_assert_ptr_null(tlb_read(tlb, 0x6000, 1));
	tlb_flush(tlb, false);
	tlb_flush(tlb, true);
	ck_assert_ptr_null(tlb_read(tlb, 0x5000, 1));
}
END_TEST

START_TEST(a_flush_takes_more_than_the_log_holds)
{
	for (uint32_t i = 0; i < TLB_ENTRIES; i++)
		tlb_fill(tlb, i << 12, pages[i % 4], true, true, false, false);
	tlb_flush(tlb, false);
	for (uint32_t i = 0; i < TLB_ENTRIES; i++)
		ck_assert_ptr_null(tlb_read(tlb, i << 12, 1));
	/* and the short way works again afterwards */
	tlb_fill(tlb, 0x5000, pages[0], true, true, false, false);
	tlb_flush(tlb, false);
	ck_assert_ptr_null(tlb_read(tlb, 0x5000, 1));
}
END_TEST

START_TEST(one_page_goes)
{
	tlb_fill(tlb, 0x5000, pages[0], true, true, true, false);
	tlb_fill(tlb, 0x6000, pages[1], true, true, false, false);
	tlb_flush_page(tlb, 0x5abc);
	ck_assert_ptr_null(tlb_read(tlb, 0x5000, 1));
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x6000, 1));
}
END_TEST

START_TEST(a_part_of_a_large_page_takes_all_of_it)
{
	tlb_fill(tlb, 0x400000, pages[0], true, true, true, true);
	tlb_fill(tlb, 0x7ff000, pages[1], true, true, true, true);
	tlb_fill(tlb, 0x900000, pages[2], true, true, false, false);
	tlb_flush_page(tlb, 0x900000);
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x400000, 1));
	tlb_flush_page(tlb, 0x501000);
	ck_assert_ptr_null(tlb_read(tlb, 0x400000, 1));
	ck_assert_ptr_null(tlb_read(tlb, 0x7ff000, 1));
}
END_TEST

START_TEST(writes_go_by_host_page)
{
	/* two linear pages on one host page, and another */
	tlb_fill(tlb, 0x5000, pages[0], true, true, false, false);
	tlb_fill(tlb, 0xc0005000, pages[0], true, true, false, false);
	tlb_fill(tlb, 0x6000, pages[1], true, true, false, false);
	tlb_flush_writes_to(tlb, pages[0]);
	ck_assert_ptr_null(tlb_write(tlb, 0x5000, 1));
	ck_assert_ptr_null(tlb_write(tlb, 0xc0005000, 1));
	ck_assert_ptr_nonnull(tlb_write(tlb, 0x6000, 1));
	tlb_flush_writes(tlb);
	ck_assert_ptr_null(tlb_write(tlb, 0x6000, 1));
	ck_assert_ptr_nonnull(tlb_read(tlb, 0x6000, 1));
}
END_TEST

/* Against a map that keeps every page, over random fills and flushes. */
START_TEST(never_more_than_the_model)
{
	static struct {
		int host, read, write, global;
	} model[64];
	unsigned seed = 20240611;

	for (int step = 0; step < 200000; step++) {
		seed = seed * 1103515245 + 12345;
		unsigned n = seed >> 8 & 63, what = seed >> 16 & 255, host = seed >> 24 & 3;
		uint32_t la = (n & 31) << 12 | (n & 32) << 22;

		if (what < 200) {
			model[n].host = (int)host;
			model[n].read = 1;
			model[n].write = what & 1;
			model[n].global = !(what & 6);
			tlb_flush_page(tlb, la);
			tlb_fill(tlb, la, pages[host], true, what & 1, !(what & 6), false);
		} else if (what < 240) {
			memset(&model[n], 0, sizeof(model[n]));
			tlb_flush_page(tlb, la);
		} else {
			for (int i = 0; i < 64; i++)
				if (what & 1 || !model[i].global)
					memset(&model[i], 0, sizeof(model[i]));
			tlb_flush(tlb, what & 1);
		}
		const uint8_t *r = tlb_read(tlb, la, 4), *w = tlb_write(tlb, la, 4);

		/* an entry may have been pushed out, but never invented */
		ck_assert(!r || (model[n].read && r == pages[model[n].host]));
		ck_assert(!w || (model[n].write && w == pages[model[n].host]));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("tlb");
	TCase *tcase = tcase_create("tlb");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_set_timeout(tcase, 60);
	tcase_add_test(tcase, empty_lets_nothing_through);
	tcase_add_test(tcase, only_its_page_and_right);
	tcase_add_test(tcase, pages_far_apart_stand_side_by_side);
	tcase_add_test(tcase, neighbours_never_share_a_slot);
	tcase_add_test(tcase, crossing_a_page_is_slow);
	tcase_add_test(tcase, rights_add_up_on_one_page);
	tcase_add_test(tcase, globals_survive_a_flush);
	tcase_add_test(tcase, a_flush_takes_more_than_the_log_holds);
	tcase_add_test(tcase, one_page_goes);
	tcase_add_test(tcase, a_part_of_a_large_page_takes_all_of_it);
	tcase_add_test(tcase, writes_go_by_host_page);
	tcase_add_test(tcase, never_more_than_the_model);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
