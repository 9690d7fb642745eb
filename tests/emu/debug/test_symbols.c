/* SPDX-License-Identifier: GPL-2.0-only */
/* symbols: names to addresses and back, from the sample kernel. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "emu/debug/symbols.h"

#define SAMPLE "build/tests/emu/debug/sample.elf"

static struct symbols *syms;

static void setup(void)
{
	char err[200] = "";

	syms = symbols_open(SAMPLE, err, sizeof(err));
	ck_assert_msg(syms != NULL, "%s", err);
}

static void teardown(void)
{
	symbols_close(syms);
}

START_TEST(names_lead_to_addresses_and_back)
{
	const struct symbol *sym = symbols_find(syms, "sample_function");
	uint32_t off = 99;
	char text[64];

	ck_assert_ptr_nonnull(sym);
	ck_assert(sym->code && sym->bytes > 0);
	ck_assert_str_eq(symbols_at(syms, sym->la, &off)->name, "sample_function");
	ck_assert_uint_eq(off, 0);
	ck_assert_str_eq(symbols_format(syms, sym->la + 3, text, sizeof(text)),
			 "sample_function+0x3");
	ck_assert_str_eq(symbols_format(syms, sym->la, text, sizeof(text)), "sample_function");
}
END_TEST

START_TEST(addresses_of_nothing_have_no_name)
{
	uint32_t off;
	char text[64];

	ck_assert_ptr_null(symbols_at(syms, 0x1000, &off));
	ck_assert_str_eq(symbols_format(syms, 0x1000, text, sizeof(text)), "0x00001000");
	ck_assert_str_eq(symbols_format(NULL, 0xc0100000, text, sizeof(text)), "0xc0100000");
	ck_assert_ptr_null(symbols_find(syms, "no_such_name"));
	ck_assert_ptr_null(symbols_find(syms, ""));
}
END_TEST

START_TEST(symbols_are_in_order_and_data_is_not_code)
{
	ck_assert_uint_gt(symbols_count(syms), 4);
	for (size_t i = 1; i < symbols_count(syms); i++)
		ck_assert_uint_ge(symbols_get(syms, i)->la, symbols_get(syms, i - 1)->la);
	ck_assert_ptr_null(symbols_get(syms, symbols_count(syms)));
	ck_assert(!symbols_find(syms, "contig_page_data")->code);
}
END_TEST

START_TEST(sections_and_segments)
{
	const struct symbols_segment *segment;
	uint32_t la, bytes;

	ck_assert(symbols_section(syms, ".text", &la, &bytes));
	ck_assert_uint_eq(la, 0xc0101000);
	ck_assert_uint_gt(bytes, 8);
	ck_assert(!symbols_section(syms, ".nothing", &la, &bytes));
	ck_assert_uint_ge(symbols_segments(syms, &segment), 1);
}
END_TEST

static void refused(const char *path, const char *reason)
{
	char err[300] = "";

	ck_assert_ptr_null(symbols_open(path, err, sizeof(err)));
	ck_assert_msg(strstr(err, path) && strstr(err, reason), "%s", err);
}

START_TEST(other_files_are_refused_by_name)
{
	char path[] = "/tmp/test_symbols_XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	refused("/no/such/file", "No such file");
	refused(path, "not an ELF file");
	ck_assert_int_eq(write(fd, "\177ELF\1\1\1", 7), 7);
	refused(path, "not an ELF file");
	close(fd);
	unlink(path);
	refused("/proc/self/exe", "32-bit x86");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("symbols");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, names_lead_to_addresses_and_back);
	tcase_add_test(tc, addresses_of_nothing_have_no_name);
	tcase_add_test(tc, symbols_are_in_order_and_data_is_not_code);
	tcase_add_test(tc, sections_and_segments);
	tcase_add_test(tc, other_files_are_refused_by_name);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
