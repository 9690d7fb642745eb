/* SPDX-License-Identifier: GPL-2.0-only */
/* dwarftypes: struct sample of sample.c and the kernel's structs, as the i386 ABI lays them out. */
#include <check.h>
#include <string.h>

#include "emu/debug/dwarftypes.h"
#include "emu/debug/symbols.h"

#define SAMPLE "build/tests/emu/debug/sample.elf"

static struct dwarftypes *types;

static void setup(void)
{
	char err[200] = "";

	types = dwarftypes_open(SAMPLE, err, sizeof(err));
	ck_assert_msg(types != NULL, "%s", err);
}

static void teardown(void)
{
	dwarftypes_close(types);
}

static struct dwarftypes_field member(const char *type, const char *path)
{
	struct dwarftypes_field field;

	ck_assert_msg(dwarftypes_member(types, type, path, &field), "%s", dwarftypes_error(types));
	return field;
}

static void at(const char *path, uint32_t off, uint32_t bytes, uint32_t count)
{
	struct dwarftypes_field field = member("sample", path);

	ck_assert_msg(field.off == off && field.bytes == bytes && field.count == count,
		      "%s: off %u bytes %u count %u", path, field.off, field.bytes, field.count);
}

/* struct inner: s 0, union 4 (deep 4, tail 8), 12 bytes. struct sample: c 0, bits 1, list 4,
 * number 52, grid 56, end 80. */
START_TEST(members_and_arrays)
{
	at("c", 0, 1, 1);
	at("list", 4, 48, 4);
	at("list.s", 4, 2, 1);
	at("list[2].s", 28, 2, 1);
	at("list[3].deep", 44, 4, 1);
	at("list[1].tail", 24, 3, 3);
	at("list[1].whole", 20, 4, 1);
	at("number", 52, 4, 1);
	at("pointer", 52, 4, 1);
	at("grid", 56, 24, 6);
	at("grid[5]", 76, 4, 1);
	ck_assert_uint_eq(member("sample", "end").off, 80);
	ck_assert_uint_eq(member("sample", "end").count, 0);
}
END_TEST

START_TEST(bit_fields)
{
	struct dwarftypes_field low = member("sample", "low"), high = member("sample", "high");

	ck_assert_uint_eq(low.bits, 3);
	ck_assert_uint_eq(low.off * 8 + low.bit_off, 8);
	ck_assert_uint_eq(high.bits, 7);
	ck_assert_uint_eq(high.off * 8 + high.bit_off, 11);
	ck_assert_uint_eq(member("sample", "c").bits, 0);
}
END_TEST

START_TEST(typedefs_lead_to_structs)
{
	uint32_t bytes;

	ck_assert(dwarftypes_size(types, "inner_t", &bytes));
	ck_assert_uint_eq(bytes, 12);
	ck_assert_uint_eq(member("inner_t", "deep").off, 4);
}
END_TEST

START_TEST(the_kernels_own_structs)
{
	uint32_t bytes;
	int64_t value = -1;

	ck_assert(dwarftypes_size(types, "page", &bytes));
	ck_assert_uint_eq(bytes, 32);
	ck_assert_uint_eq(member("page", "flags").off, 0);
	ck_assert_uint_eq(member("page", "_refcount").off, 4);
	ck_assert_uint_eq(member("page", "inuse").off, 8);
	ck_assert_uint_eq(member("page", "private").off, 12);
	ck_assert_uint_eq(member("page", "slab_cache").off, 16);
	ck_assert_uint_eq(member("page", "index").off, 20);
	ck_assert_uint_eq(member("zone", "free_area").count, 11);
	ck_assert_uint_eq(member("pglist_data", "node_zones").count, 3);
	ck_assert(dwarftypes_enum(types, "pageflags", "PG_slab", &value));
	ck_assert_int_eq(value, 6);
	ck_assert(dwarftypes_enum(types, NULL, "ZONE_HIGHMEM", &value));
	ck_assert_int_eq(value, 2);
}
END_TEST

static void missing(const char *type, const char *path, const char *names)
{
	struct dwarftypes_field field;

	ck_assert(!dwarftypes_member(types, type, path, &field));
	ck_assert_msg(strstr(dwarftypes_error(types), names) != NULL, "%s",
		      dwarftypes_error(types));
}

START_TEST(what_is_missing_is_named)
{
	int64_t value;

	missing("no_such_struct", "x", "\"no_such_struct\"");
	missing("sample", "nothing", "\"nothing\"");
	missing("sample", "list.nothing", "\"nothing\"");
	missing("sample", "list[4].s", "index");
	missing("sample", "list[x].s", "index");
	missing("sample", "c[0]", "index");
	missing("sample", "number.x", "\"x\"");
	missing("sample", "", "\"\"");
	ck_assert(!dwarftypes_enum(types, "pageflags", "PG_nothing", &value));
	ck_assert(strstr(dwarftypes_error(types), "PG_nothing") != NULL);
	ck_assert(!dwarftypes_enum(types, "no_enum", "x", &value));
}
END_TEST

START_TEST(addresses_have_lines)
{
	char err[200], line[200];
	struct symbols *syms = symbols_open(SAMPLE, err, sizeof(err));
	const struct symbol *sym = symbols_find(syms, "sample_function");

	ck_assert(dwarftypes_line(types, sym->la, line, sizeof(line)));
	ck_assert_msg(!strncmp(line, "tests/emu/debug/sample.c:", 25), "%s", line);
	ck_assert(!dwarftypes_line(types, 0x10, line, sizeof(line)));
	symbols_close(syms);
}
END_TEST

START_TEST(files_without_it_are_refused)
{
	char err[200] = "";

	ck_assert_ptr_null(dwarftypes_open("/no/such/file", err, sizeof(err)));
	ck_assert(strstr(err, "/no/such/file") != NULL);
	ck_assert_ptr_null(dwarftypes_open("/dev/null", err, sizeof(err)));
	ck_assert(strstr(err, "/dev/null") != NULL);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("dwarftypes");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, members_and_arrays);
	tcase_add_test(tc, bit_fields);
	tcase_add_test(tc, typedefs_lead_to_structs);
	tcase_add_test(tc, the_kernels_own_structs);
	tcase_add_test(tc, what_is_missing_is_named);
	tcase_add_test(tc, addresses_have_lines);
	tcase_add_test(tc, files_without_it_are_refused);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
