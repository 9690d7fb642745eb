/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The differential tester: every row of the instruction table on the host's
 * processor and in the interpreter, from the same states.
 *
 *   diff [--cases N] [--first N] [--seed S] [--row NAME] [--failures N]
 *   diff --replay 'LINE'
 *
 * A million cases, or with LONG in the environment 21 (about three minutes).
 * Status 0: none differed; 1: some did; 77: the host cannot do this.
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/diff/compare.h"
#include "tests/diff/gen.h"
#include "tests/diff/host.h"
#include "tests/diff/model.h"
#include "tests/diff/once.h"
#include "tests/diff/rows.h"
#include "tests/diff/vendor.h"

struct options {
	uint64_t first, cases, seed;
	const char *row, *replay;
	unsigned failures;
};

struct count {
	uint64_t cases, skipped, different;
};

static struct count *count;

static bool wanted(const struct options *options, const struct insn_row *row)
{
	return !rows_reason(row) && (!options->row || !strcmp(options->row, row->name));
}

static void print_failure(struct diff_case *c, uint64_t number)
{
	char line[CASE_LINE_BYTES], why[WHY_BYTES];

	compare_shrink(c);
	compare_run(c, why);
	case_print(c, line);
	printf("case %llu, %s %x /%d: host%s\n  --replay '%s'\n", (unsigned long long)number,
	       c->row->name, c->row->opcode, c->row->ext, why + (why[0] == ';'), line);
	fflush(stdout);
}

static bool try_case(const struct options *options, uint64_t number, size_t row)
{
	struct diff_case c;
	char why[WHY_BYTES];

	gen_case(options->seed, number, &insn_rows[row], &c);
	switch (compare_run(&c, why)) {
	case SKIPPED:
		count[row].skipped++;
		return true;
	case DIFFERENT:
		count[row].different++;
		print_failure(&c, number);
		return false;
	default:
		count[row].cases++;
		return true;
	}
}

static unsigned run_all(const struct options *options)
{
	unsigned different = 0;

	for (uint64_t number = 0; number < options->cases;) {
		uint64_t before = number;

		for (size_t row = 0; row < insn_row_count && number < options->cases; row++) {
			if (!wanted(options, &insn_rows[row]))
				continue;
			number++;
			different += number > options->first && !try_case(options, number - 1, row);
			if (different >= options->failures)
				return different;
		}
		if (number == before)
			break;
	}
	return different;
}

static void row_label(const struct insn_row *row, char text[48])
{
	if (row->ext >= 0)
		snprintf(text, 48, "%s %x/%d", row->name, row->opcode, row->ext);
	else
		snprintf(text, 48, "%s %x", row->name, row->opcode);
}

static bool print_refused(void)
{
	bool all = true;
	char label[48];

	for (size_t i = 0; i < insn_row_count; i++) {
		const char *image = rows_image(&insn_rows[i]);

		if (!rows_refused(&insn_rows[i]))
			continue;
		row_label(&insn_rows[i], label);
		printf("refused to users: %-18s carried out by %s%s\n", label,
		       image ? "tests/images/" : "nobody", image ? image : "");
		all = all && image;
	}
	return all;
}

/* True: every row was reached, or says why not. */
static bool print_rows(const struct options *options)
{
	bool all = true;
	unsigned column = 0;
	char label[48];

	for (size_t i = 0; i < insn_row_count; i++) {
		row_label(&insn_rows[i], label);
		if (wanted(options, &insn_rows[i])) {
			printf("%-18s %8llu%s", label, (unsigned long long)count[i].cases,
			       ++column % 4 ? "  " : "\n");
			all = all && count[i].cases;
		}
	}
	printf("%s", column % 4 ? "\n" : "");
	for (size_t i = 0; i < insn_row_count; i++) {
		const char *reason = rows_reason(&insn_rows[i]);

		row_label(&insn_rows[i], label);
		if (reason && !options->row)
			printf("not reached: %-18s %s\n", label, reason);
	}
	return print_refused() && all;
}

static int replay(const char *line)
{
	struct diff_case c;
	char why[WHY_BYTES];

	if (!case_parse(&c, line)) {
		fprintf(stderr, "diff: not a case: %s\n", line);
		return 2;
	}
	if (compare_run(&c, why) == DIFFERENT) {
		printf("%s: host%s\n", line, why + 1);
		return 1;
	}
	return 0;
}

/* How many of the cases that were put right differ again. */
static unsigned run_once(void)
{
	unsigned different = 0;

	for (size_t i = 0; i < once_count; i++)
		different += replay(once_cases[i]) != 0;
	printf("%zu cases of old\n", once_count);
	return different;
}

static int run(const struct options *options)
{
	uint64_t cases = 0, skipped = 0;
	unsigned different = run_once() + run_all(options), rows = 0;
	bool all = print_rows(options);

	vendor_print();
	for (size_t i = 0; i < insn_row_count; i++) {
		cases += count[i].cases;
		skipped += count[i].skipped;
		rows += count[i].cases != 0;
	}
	printf("%llu cases alike in %u rows, %u different, %llu not comparable, seed %llu\n",
	       (unsigned long long)cases, rows, different, (unsigned long long)skipped,
	       (unsigned long long)options->seed);
	if (!all && !different)
		printf("some rows were not reached\n");
	return different || !all;
}

static bool take_options(int argc, char **argv, struct options *options)
{
	static const struct option names[] = {{"cases", required_argument, NULL, 'n'},
					      {"seed", required_argument, NULL, 's'},
					      {"first", required_argument, NULL, '1'},
					      {"row", required_argument, NULL, 'o'},
					      {"replay", required_argument, NULL, 'r'},
					      {"failures", required_argument, NULL, 'f'},
					      {0}};
	int option;

	while ((option = getopt_long(argc, argv, "", names, NULL)) != -1)
		switch (option) {
		case 'n':
			options->cases = strtoull(optarg, NULL, 0);
			break;
		case '1':
			options->first = strtoull(optarg, NULL, 0);
			break;
		case 's':
			options->seed = strtoull(optarg, NULL, 0);
			break;
		case 'o':
			options->row = optarg;
			break;
		case 'r':
			options->replay = optarg;
			break;
		case 'f':
			options->failures = (unsigned)strtoul(optarg, NULL, 0);
			break;
		default:
			return false;
		}
	return optind == argc;
}

int main(int argc, char **argv)
{
	struct options options = {
	    .cases = getenv("LONG") ? 21000000 : 1000000, .seed = 1, .failures = 10};
	const char *why = "";
	char processor[128];

	if (!take_options(argc, argv, &options))
		return 2;
	if (!host_start(&why)) {
		printf("skipped: %s\n", why);
		return 77;
	}
	model_start();
	compare_start();
	vendor_start(host_is_amd());
	host_processor(processor, sizeof(processor));
	printf("host: %s\n", processor);
	count = calloc(insn_row_count, sizeof(*count));
	if (!count)
		return 1;
	return options.replay ? replay(options.replay) : run(&options);
}
