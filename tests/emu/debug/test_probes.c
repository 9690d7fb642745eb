/* SPDX-License-Identifier: GPL-2.0-only */
/* probes: operands one by one, the notes of the sample kernel, and values from a real cpu. */
#include <check.h>
#include <string.h>

#include "emu/debug/probes.h"

#define SAMPLE "build/tests/emu/debug/sample.elf"

static struct symbols *syms;
static struct probes *probes;

static void setup(void)
{
	char err[200] = "";

	syms = symbols_open(SAMPLE, err, sizeof(err));
	ck_assert_ptr_nonnull(syms);
	probes = probes_open(SAMPLE, syms, err, sizeof(err));
	ck_assert_msg(probes != NULL, "%s", err);
}

static void teardown(void)
{
	probes_close(probes);
	symbols_close(syms);
}

static struct probe_arg parse(const char *text)
{
	struct probe_arg arg;

	ck_assert_msg(probe_parse_arg(text, strlen(text), syms, &arg), "%s", text);
	return arg;
}

START_TEST(operands)
{
	uint32_t counter = symbols_find(syms, "sample_counter")->la;
	struct probe_arg arg = parse("4@%eax");

	ck_assert(arg.kind == PROBE_ARG_REG && arg.bytes == 4 && !arg.is_signed);
	ck_assert_str_eq(arg.base, "eax");
	arg = parse("-1@%cl");
	ck_assert(arg.kind == PROBE_ARG_REG && arg.bytes == 1 && arg.is_signed);
	arg = parse("4@$-12");
	ck_assert(arg.kind == PROBE_ARG_IMM && arg.disp == -12);
	arg = parse("-4@8(%ebp)");
	ck_assert(arg.kind == PROBE_ARG_MEM && arg.disp == 8 && arg.is_signed);
	ck_assert_str_eq(arg.base, "ebp");
	arg = parse("4@-20(%ebx,%esi,8)");
	ck_assert(arg.disp == -20 && arg.scale == 8);
	ck_assert_str_eq(arg.index, "esi");
	arg = parse("4@(,%eax,4)");
	ck_assert(arg.base[0] == 0 && arg.scale == 4);
	arg = parse("4@sample_counter");
	ck_assert(arg.kind == PROBE_ARG_MEM && arg.disp == counter);
	arg = parse("4@sample_counter+4(,%edx,2)");
	ck_assert(arg.disp == counter + 4 && arg.scale == 2);
	arg = parse("4@16+sample_counter");
	ck_assert(arg.disp == counter + 16);
	arg = parse("4@$sample_counter");
	ck_assert(arg.kind == PROBE_ARG_IMM && arg.disp == counter);
	arg = parse("2@0x10");
	ck_assert(arg.kind == PROBE_ARG_MEM && arg.disp == 16 && arg.bytes == 2);
}
END_TEST

START_TEST(bad_operands_are_unknown)
{
	static const char *const bad[] = {"",
					  "4",
					  "4@",
					  "3@%eax",
					  "x@%eax",
					  "4@%",
					  "4@$",
					  "4@8(%ebp",
					  "4@8(%eax,%ebx,3)",
					  "4@no_such_symbol",
					  "4@%eax junk",
					  "4@12z",
					  "4@(%eax)x",
					  "4@$12(%eax)"};
	struct probe_arg arg;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!probe_parse_arg(bad[i], strlen(bad[i]), syms, &arg), "%s", bad[i]);
		ck_assert(arg.kind == PROBE_ARG_UNKNOWN);
	}
}
END_TEST

static const struct probe *named(const char *glob)
{
	for (size_t i = 0; i < probes_count(probes); i++)
		if (probe_matches(probes_get(probes, i), glob))
			return probes_get(probes, i);
	return NULL;
}

START_TEST(the_notes_of_an_elf_file)
{
	const struct probe *sum = named("sample:sum"), *done = named("boot:done");
	const struct symbol *function = symbols_find(syms, "sample_function");

	ck_assert_uint_eq(probes_count(probes), 4);
	ck_assert_ptr_nonnull(sum);
	ck_assert_ptr_nonnull(done);
	ck_assert_uint_eq(sum->arg_count, 2);
	ck_assert_uint_eq(done->arg_count, 0);
	ck_assert(sum->la >= function->la && sum->la < function->la + function->bytes);
	ck_assert_ptr_eq(probes_at(probes, sum->la), sum);
	ck_assert_ptr_null(probes_at(probes, sum->la + 1));
	for (size_t i = 1; i < probes_count(probes); i++)
		ck_assert_uint_gt(probes_get(probes, i)->la, probes_get(probes, i - 1)->la);
	for (size_t i = 0; i < probes_count(probes); i++)
		for (unsigned n = 0; n < probes_get(probes, i)->arg_count; n++)
			ck_assert_int_ne(probes_get(probes, i)->arg[n].kind, PROBE_ARG_UNKNOWN);
}
END_TEST

START_TEST(globs)
{
	const struct probe *kfree = named("kmem:kfree");

	ck_assert(probe_matches(kfree, "kmem:*"));
	ck_assert(probe_matches(kfree, "kmem"));
	ck_assert(probe_matches(kfree, "*:kf?ee"));
	ck_assert(probe_matches(kfree, "*"));
	ck_assert(!probe_matches(kfree, "kme"));
	ck_assert(!probe_matches(kfree, "kmem:kmalloc"));
}
END_TEST

/* A cpu with paging off: linear is physical. */
static struct cpu *small_cpu(struct physmap **map)
{
	static const struct cpu_board board = {0};
	char err[200];
	struct cpu *cpu;

	*map = physmap_create(1 << 20, err, sizeof(err));
	ck_assert_ptr_nonnull(*map);
	cpu = cpu_create(*map, &board, 0);
	ck_assert_ptr_nonnull(cpu);
	cpu_set_reg(cpu, "eax", 0x12345678);
	cpu_set_reg(cpu, "ecx", 0xfffffffe);
	cpu_set_reg(cpu, "ebx", 0x1000);
	cpu_set_reg(cpu, "esi", 3);
	return cpu;
}

START_TEST(values)
{
	static const struct {
		const char *arg;
		bool ok;
		int64_t value;
	} cases[] = {
	    {"4@%eax", true, 0x12345678}, {"1@%ah", true, 0x56},
	    {"2@%ax", true, 0x5678},	  {"-4@%ecx", true, -2},
	    {"4@%ecx", true, 0xfffffffe}, {"-1@%cl", true, -2},
	    {"4@$-1", true, 0xffffffff},  {"-4@$-1", true, -1},
	    {"4@4(%ebx)", true, 0xcafe},  {"4@-8(%ebx,%esi,4)", true, 0xcafe},
	    {"4@0x1004", true, 0xcafe},	  {"1@4(%ebx)", true, 0xfe},
	    {"-1@4(%ebx)", true, -2},	  {"4@%no", false, 0},
	};
	struct physmap *map;
	struct cpu *cpu = small_cpu(&map);
	uint32_t word = 0xcafe;

	physmap_poke(map, 0x1004, &word, sizeof(word));
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct probe probe = {.arg_count = 1};
		int64_t value = 0;

		probe.arg[0] = parse(cases[i].arg);
		ck_assert_msg(probe_value(&probe, 0, cpu, &value) == cases[i].ok, "%s",
			      cases[i].arg);
		ck_assert_msg(value == cases[i].value, "%s: %lld", cases[i].arg, (long long)value);
		ck_assert(!probe_value(&probe, 1, cpu, &value));
	}
	cpu_destroy(cpu);
	physmap_destroy(map);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("probes");
	TCase *tc = tcase_create("all");

	tcase_add_checked_fixture(tc, setup, teardown);
	tcase_add_test(tc, operands);
	tcase_add_test(tc, bad_operands_are_unknown);
	tcase_add_test(tc, the_notes_of_an_elf_file);
	tcase_add_test(tc, globs);
	tcase_add_test(tc, values);
	suite_add_tcase(suite, tc);

	SRunner *runner = srunner_create(suite);

	srunner_run_all(runner, CK_NORMAL);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
