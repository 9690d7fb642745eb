/* SPDX-License-Identifier: GPL-2.0-only */
/* The line editor against a naive model, and its output against a terminal's screen. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "guest/kernel/prompt/edit.h"

#define COLUMNS 40

static struct edit ed;

/* A terminal that knows \r, \n, \b and how to wrap; its last row is the screen. */
static char row[COLUMNS + 1];
static int column;
static char all[1 << 16];
static size_t all_len;

static void term_write(void *owner, const char *text, size_t len)
{
	(void)owner;
	for (; len; len--, text++) {
		if (all_len < sizeof(all) - 1)
			all[all_len++] = *text;
		if (*text == '\r') {
			column = 0;
		} else if (*text == '\n') {
			memset(row, ' ', COLUMNS);
		} else if (*text == '\b') {
			ck_assert_int_gt(column, 0);
			column--;
		} else {
			ck_assert_int_ge(*text, ' ');
			if (column == COLUMNS) {
				memset(row, ' ', COLUMNS);
				column = 0;
			}
			row[column++] = *text;
		}
	}
}

static const char *complete(void *owner, const char *line, size_t len, unsigned int index,
			    size_t *start)
{
	static const char *const names[] = {"kmalloc(", "kmap(", "kmap_atomic(", "vfree("};
	unsigned int i;

	(void)owner;
	for (*start = len; *start && line[*start - 1] != ' '; --*start)
		;
	for (i = 0; i < 4; i++)
		if (!strncmp(names[i], line + *start, len - *start) && !index--)
			return names[i];
	return NULL;
}

static const struct edit_ops ops = {.write = term_write, .complete = complete};

static void setup(void)
{
	memset(row, ' ', COLUMNS);
	column = 0;
	all_len = 0;
	edit_init(&ed, &ops, NULL, "> ");
	ed.columns = COLUMNS;
	edit_start(&ed);
}

static enum edit_result feed(const char *text)
{
	enum edit_result r = EDIT_MORE;

	for (; *text && r == EDIT_MORE; text++)
		r = edit_feed(&ed, *text);
	return r;
}

static void shows(const char *want, int at)
{
	char want_row[COLUMNS + 1];

	snprintf(want_row, sizeof(want_row), "> %-*s", COLUMNS - 2, want);
	ck_assert_str_eq(row, want_row);
	ck_assert_int_eq(column, at + 2);
}

START_TEST(keys)
{
	feed("kmalloc");
	shows("kmalloc", 7);
	feed("\033[D\033[D\b");
	shows("kmaloc", 4);
	feed("l");
	shows("kmalloc", 5);
	feed("\001x\005y");
	shows("xkmallocy", 9);
	feed("\033[H\033[3~\033OF\x7f");
	shows("kmalloc", 7);
	feed("(65, GFP");
	feed("\027");
	shows("kmalloc(65, ", 12);
	feed("\025");
	shows("", 0);
	feed("\031");
	shows("kmalloc(65, ", 12);
	feed("\001\006\006\013");
	shows("km", 2);
	ck_assert_int_eq(feed("\r"), EDIT_LINE);
	ck_assert_str_eq(ed.line, "km");
	edit_start(&ed);
	ck_assert_int_eq(feed("\n"), EDIT_MORE);
	ck_assert_int_eq(feed("abc\003"), EDIT_ABANDONED);
	edit_start(&ed);
	ck_assert_int_eq(feed("\004"), EDIT_END);
}
END_TEST

START_TEST(history)
{
	static const char *const lines[] = {"one", "two", "two", "three"};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		feed(lines[i]);
		ck_assert_int_eq(feed("\n"), EDIT_LINE);
		edit_start(&ed);
	}
	ck_assert_str_eq(edit_history(&ed, 1), "two");
	ck_assert_str_eq(edit_history(&ed, 2), "three");
	ck_assert_ptr_null(edit_history(&ed, 3));
	feed("dra\033[A");
	shows("three", 5);
	feed("\033[A\033[A\033[A");
	shows("one", 3);
	feed("\033[B\033[B\033[B\033[B");
	shows("dra", 3);
	feed("\025\022tw");
	ck_assert_int_eq(feed("\n"), EDIT_LINE);
	ck_assert_str_eq(ed.line, "two");
}
END_TEST

START_TEST(old_history_makes_room)
{
	char line[600];
	unsigned int i;

	for (i = 0; i < 100; i++) {
		snprintf(line, sizeof(line), "%0*u\n", 100 + i * 4, i);
		ck_assert_int_eq(feed(line), EDIT_LINE);
		edit_start(&ed);
	}
	feed("\033[A");
	ck_assert_int_eq(atoi(ed.line), 99);
	ck_assert_uint_le(ed.history_used, sizeof(ed.history));
}
END_TEST

START_TEST(completion)
{
	feed("p = kmal\t");
	shows("p = kmalloc(", 12);
	feed("\025k\t");
	shows("kma", 3);
	feed("\t");
	all[all_len] = '\0';
	ck_assert_ptr_nonnull(strstr(all, "kmalloc(  kmap(  kmap_atomic(\r\n> kma"));
	feed("x\t");
	shows("kmax", 4);
}
END_TEST

START_TEST(lines_longer_than_the_screen)
{
	char line[EDIT_LINE_BYTES + 8];

	memset(line, 'a', 1000);
	strcpy(line + 1000, "b\n");
	all_len = 0;
	ck_assert_int_eq(feed(line), EDIT_LINE);
	ck_assert_uint_eq(strlen(ed.line), 1001);
	ck_assert_uint_eq(all_len, 1003);
	edit_start(&ed);
	memset(line, 'a', sizeof(line));
	line[sizeof(line) - 2] = '\n';
	line[sizeof(line) - 1] = '\0';
	ck_assert_int_eq(feed(line), EDIT_ABANDONED);
	edit_start(&ed);
	ck_assert_int_eq(feed("ok\n"), EDIT_LINE);
}
END_TEST

/* After every key, the row on the screen is the line (or the part of it in the window). */
START_TEST(random_keys)
{
	static const char *const presses[] = {"a",	"b",	  "(",	  "\033[D", "\033[C", "\b",
					      "\033[H", "\033[F", "\004", "\013",   "\027",   "x",
					      "\031",	"longer", "\001", "\005",   "y",      "z"};
	unsigned int seed = 4711, i;
	char want[COLUMNS];

	printf("seed %u\n", seed);
	srand(seed);
	for (i = 0; i < 100000; i++) {
		if (edit_feed(&ed, 'q') != EDIT_MORE || feed(presses[rand() % 18]) != EDIT_MORE ||
		    ed.len > 100) {
			term_write(NULL, "\r\n", 2);
			edit_start(&ed);
		}
		ed.line[ed.len] = '\0';
		if (ed.wrapped)
			continue;
		snprintf(want, sizeof(want), "%.*s", (int)ed.shown, ed.line + ed.left);
		shows(want, (int)(ed.pos - ed.left));
		ck_assert(ed.shown == ed.len - ed.left || ed.shown >= COLUMNS - 3);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("edit");
	TCase *tc = tcase_create("edit");
	SRunner *sr;
	int failed;

	tcase_add_checked_fixture(tc, setup, NULL);
	tcase_set_timeout(tc, 0);
	tcase_add_test(tc, keys);
	tcase_add_test(tc, history);
	tcase_add_test(tc, old_history_makes_room);
	tcase_add_test(tc, completion);
	tcase_add_test(tc, lines_longer_than_the_screen);
	tcase_add_test(tc, random_keys);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_NORMAL);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed != 0;
}
