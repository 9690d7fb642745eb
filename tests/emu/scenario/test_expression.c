/* SPDX-License-Identifier: GPL-2.0-only */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "emu/scenario/console.h"
#include "emu/scenario/expression.h"

static bool look_up(void *ctx, const char *name, int64_t *value, char *err, size_t err_bytes)
{
	(void)ctx;
	*value = 7;
	snprintf(err, err_bytes, "no %s", name);
	return !strcmp(name, "slab.kmalloc-96.in_use");
}

static const struct {
	const char *text;
	bool compare, parses, has_value;
	int64_t value;
} cases[] = {
    {"1", false, true, true, 1},
    {"2 + 3 * 4", false, true, true, 14},
    {"20 - 3 - 4", false, true, true, 13},
    {"0x10 + 4K", false, true, true, 4112},
    {"7 % 4 * 2 / 3", false, true, true, 2},
    {"slab.kmalloc-96.in_use - 1", false, true, true, 6},
    {"slab.kmalloc-96.in_use == 7", true, true, true, 1},
    {"1 + 1 != 2", true, true, true, 0},
    {"1 <= 1", true, true, true, 1},
    {"2 < 1", true, true, true, 0},
    {"9223372036854775807 + 1 < 0", true, true, true, 1},
    {"nothing", false, true, false, 0},
    {"1 / 0", false, true, false, 0},
    {"1 % 0 == 0", true, true, false, 0},
    {"", false, false, false, 0},
    {"1 +", false, false, false, 0},
    {"+ 1", false, false, false, 0},
    {"1 1", false, false, false, 0},
    {"1+1", false, false, false, 0},
    {"1 == 1", false, false, false, 0},
    {"1 == 1 == 1", true, false, false, 0},
    {"1 ==", true, false, false, 0},
    {"12x", false, false, false, 0},
    {"1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1", false, true, true, 16},
    {"1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1 + 1", false, false, false, 0},
};

START_TEST(expressions)
{
	char err[200] = "";
	struct expression *e =
	    expression_parse(cases[_i].text, cases[_i].compare, err, sizeof(err));
	int64_t value = 0, left, right;

	ck_assert_msg(!!e == cases[_i].parses, "%s: %s", cases[_i].text, err);
	if (!e) {
		ck_assert_int_ne(err[0], 0);
		return;
	}
	ck_assert_int_eq(
	    expression_value(e, look_up, NULL, &value, &left, &right, err, sizeof(err)),
	    cases[_i].has_value);
	if (cases[_i].has_value)
		ck_assert_int_eq(value, cases[_i].value);
	expression_free(e);
}
END_TEST

static struct console console;

static void print(const char *text)
{
	while (*text)
		console_put(&console, (uint8_t)*text++);
}

START_TEST(a_prompt_is_new_after_what_was_sent)
{
	regex_t prompt, word;

	ck_assert_int_eq(regcomp(&prompt, "^> $", REG_EXTENDED | REG_NEWLINE), 0);
	ck_assert_int_eq(regcomp(&word, "a+b", REG_EXTENDED | REG_NEWLINE), 0);
	console_clear(&console);
	print("hello\r\n\033[1;32m> \033[0m");
	ck_assert(console_at_prompt(&console, &prompt));
	console_note_sent(&console);
	ck_assert(!console_at_prompt(&console, &prompt));
	print("x\b \baab\n");
	ck_assert(!console_at_prompt(&console, &prompt));
	ck_assert(console_expect(&console, &word));
	ck_assert(!console_expect(&console, &word));
	ck_assert(console_has(&console, &word));
	print("> ");
	ck_assert(console_at_prompt(&console, &prompt));
	ck_assert_str_eq(console_tail(&console, 1), "> aab\n> ");
	regfree(&prompt);
	regfree(&word);
}
END_TEST

START_TEST(a_long_output_keeps_its_end)
{
	regex_t word;

	ck_assert_int_eq(regcomp(&word, "the end", REG_EXTENDED | REG_NEWLINE), 0);
	console_clear(&console);
	for (unsigned i = 0; i < 3 * CONSOLE_BYTES / 10; i++)
		print("123456789\n");
	print("the end");
	ck_assert(console_expect(&console, &word));
	ck_assert_uint_le(console.length, CONSOLE_BYTES);
	regfree(&word);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario");
	TCase *tcase = tcase_create("scenario");
	SRunner *runner = srunner_create(suite);
	int failed;

	tcase_add_loop_test(tcase, expressions, 0, sizeof(cases) / sizeof(cases[0]));
	tcase_add_test(tcase, a_prompt_is_new_after_what_was_sent);
	tcase_add_test(tcase, a_long_output_keeps_its_end);
	suite_add_tcase(suite, tcase);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
