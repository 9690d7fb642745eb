/* SPDX-License-Identifier: GPL-2.0-only */
/* The runner: the table's suites one after the other, in KTAP version 1. */
#include <linux/bug.h>
#include <linux/errno.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/selftest.h>
#include <linux/sort.h>
#include <linux/string.h>
#include <linux/tty_simple.h>

extern const struct selftest_case __start_selftests[], __stop_selftests[];

#define MAX_CASES 512

struct counts {
	unsigned int pass, fail, skip;
};

static DEFINE_MUTEX(run_mutex);
static struct console_tty *output; /* NULL: all; under run_mutex */

static void __printf(1, 2) say(const char *fmt, ...)
{
	struct console_tty *tty;
	char line[256];
	va_list args;

	va_start(args, fmt);
	vscnprintf(line, sizeof(line), fmt, args);
	va_end(args);
	if (output) {
		tty_puts(output, line);
		return;
	}
	for_each_console_tty(tty) tty_puts(tty, line);
}

bool selftest_fail(struct selftest *t, const char *file, int line, const char *fmt, ...)
{
	const char *base = strrchr(file, '/');
	char text[192];
	va_list args;

	t->failures++;
	va_start(args, fmt);
	vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	say("    # %s:%d: %s\n", base ? base + 1 : file, line, text);
	return false;
}

void selftest_note(const char *fmt, ...)
{
	char text[192];
	va_list args;

	va_start(args, fmt);
	vscnprintf(text, sizeof(text), fmt, args);
	va_end(args);
	say("    # %s\n", text);
}

void selftest_skip(struct selftest *t, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vscnprintf(t->skipped, sizeof(t->skipped), fmt, args);
	va_end(args);
}

/* '*' stands for any run of characters. */
static bool glob(const char *pattern, const char *text)
{
	for (; *pattern != '*'; pattern++, text++) {
		if (*pattern != *text)
			return false;
		if (!*pattern)
			return true;
	}
	for (;; text++) {
		if (glob(pattern + 1, text))
			return true;
		if (!*text)
			return false;
	}
}

static bool selected(const struct selftest_case *c, const char *filter)
{
	char full[96];

	if (!filter || !*filter || !strcmp(c->suite, filter))
		return true;
	snprintf(full, sizeof(full), "%s.%s", c->suite, c->name);
	return glob(filter, full);
}

/* The table, by suite and place in the source: the linker has it in no order. */
static const struct selftest_case *cases[MAX_CASES + 1];

static int by_place(const void *a, const void *b)
{
	const struct selftest_case *x = *(const struct selftest_case *const *)a;
	const struct selftest_case *y = *(const struct selftest_case *const *)b;
	int order = strcmp(x->suite, y->suite);

	if (!order)
		order = strcmp(x->file, y->file);
	return order ? order : x->line - y->line;
}

static void sort_cases(void)
{
	unsigned int count = __stop_selftests - __start_selftests, i;

	BUG_ON(count > MAX_CASES);
	for (i = 0; i < count; i++)
		cases[i] = __start_selftests + i;
	cases[count] = NULL;
	sort(cases, count, sizeof(cases[0]), by_place, NULL);
}

/* The first case past the suite that begins here. */
static const struct selftest_case **suite_end(const struct selftest_case **c)
{
	const char *suite = (*c)->suite;

	while (*c && !strcmp((*c)->suite, suite))
		c++;
	return c;
}

static unsigned int count_selected(const struct selftest_case **c, const char *filter)
{
	const struct selftest_case **end = suite_end(c);
	unsigned int count = 0;

	for (; c < end; c++)
		count += selected(*c, filter);
	return count;
}

static void run_case(const struct selftest_case *c, unsigned int number, struct counts *sum)
{
	struct selftest t = {0};

	c->run(&t);
	if (t.failures) {
		say("    not ok %u %s\n", number, c->name);
		sum->fail++;
	} else if (t.skipped[0]) {
		say("    ok %u %s # SKIP %s\n", number, c->name, t.skipped);
		sum->skip++;
	} else {
		say("    ok %u %s\n", number, c->name);
		sum->pass++;
	}
}

static void run_suite(const struct selftest_case **c, const char *filter, unsigned int number,
		      struct counts *total)
{
	const struct selftest_case **end = suite_end(c);
	const char *suite = (*c)->suite;
	struct counts sum = {0};
	unsigned int in_suite = 0;

	say("    KTAP version 1\n    # Subtest: %s\n    1..%u\n", suite, count_selected(c, filter));
	for (; c < end; c++)
		if (selected(*c, filter))
			run_case(*c, ++in_suite, &sum);
	say("%s %u %s%s\n", sum.fail ? "not ok" : "ok", number, suite,
	    sum.skip == in_suite ? " # SKIP all of it" : "");
	total->pass += sum.pass;
	total->fail += sum.fail;
	total->skip += sum.skip;
}

static int run_all(const char *filter)
{
	const struct selftest_case **c;
	struct counts total = {0};
	unsigned int suites = 0, number = 0;

	sort_cases();
	for (c = cases; *c; c = suite_end(c))
		suites += count_selected(c, filter) != 0;
	say("KTAP version 1\n1..%u\n", suites);
	for (c = cases; *c; c = suite_end(c))
		if (count_selected(c, filter))
			run_suite(c, filter, ++number, &total);
	say("# totals: pass:%u fail:%u skip:%u\n", total.pass, total.fail, total.skip);
	return suites ? (int)total.fail : -ENOENT;
}

int selftest_run_on(struct console_tty *tty, const char *filter)
{
	int failed;

	mutex_lock(&run_mutex);
	output = tty;
	failed = run_all(filter);
	output = NULL;
	mutex_unlock(&run_mutex);
	return failed;
}

int selftest_run(const char *filter)
{
	return selftest_run_on(NULL, filter);
}
