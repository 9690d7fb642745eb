/* SPDX-License-Identifier: GPL-2.0-only */
/* assert: what was expected, where, and what there was instead. */
#include <linux/kernel.h>
#include <linux/sched.h>

#include "kunit_internal.h"
#include <kunit/test-bug.h>

struct words {
	char *text;
	size_t len, room;
};

static __printf(2, 3) void add(struct words *words, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	words->len += vscnprintf(words->text + words->len, words->room - words->len, fmt, args);
	va_end(args);
}

/* "5 == 5" tells nobody anything. */
static bool says_itself(const char *text, long long value)
{
	char number[24];

	snprintf(number, sizeof(number), "%lld", value);
	return !strcmp(number, text);
}

static bool is_quoted(const char *text, const char *value)
{
	size_t len = strlen(text);

	return len >= 2 && text[0] == '"' && text[len - 1] == '"' &&
	       !strncmp(text + 1, value, len - 2);
}

static void add_value(struct words *words, enum kunit_assert_kind kind, const char *text,
		      long long value, const char *end)
{
	const void *address = (const void *)(unsigned long)value;

	if (kind == KUNIT_KIND_INT && !says_itself(text, value))
		add(words, KUNIT_SUBSUBTEST_INDENT "%s == %lld%s", text, value, end);
	else if (kind == KUNIT_KIND_PTR)
		add(words, KUNIT_SUBSUBTEST_INDENT "%s == %px%s", text, address, end);
	else if (kind == KUNIT_KIND_STR && !is_quoted(text, address))
		add(words, KUNIT_SUBSUBTEST_INDENT "%s == \"%s\"%s", text, (const char *)address,
		    end);
}

static void add_expected(struct words *words, const struct kunit_assert *a, long long left,
			 long long right)
{
	switch (a->kind) {
	case KUNIT_KIND_FAIL:
		break;
	case KUNIT_KIND_TRUE:
	case KUNIT_KIND_FALSE:
		add(words, KUNIT_SUBTEST_INDENT "Expected %s to be %s, but is %s\n", a->left,
		    a->kind == KUNIT_KIND_TRUE ? "true" : "false",
		    a->kind == KUNIT_KIND_TRUE ? "false" : "true");
		break;
	case KUNIT_KIND_VALID:
		if (left)
			add(words, KUNIT_SUBTEST_INDENT "Expected %s is not error, but is: %ld\n",
			    a->left, (long)left);
		else
			add(words, KUNIT_SUBTEST_INDENT "Expected %s is not null, but is\n",
			    a->left);
		break;
	default:
		add(words, KUNIT_SUBTEST_INDENT "Expected %s %s %s, but\n", a->left, a->op,
		    a->right);
		add_value(words, a->kind, a->left, left, "\n");
		add_value(words, a->kind, a->right, right, "");
	}
}

void __kunit_failed(struct kunit *test, const struct kunit_assert *assert, long long left,
		    long long right, const char *fmt, ...)
{
	struct words words = {.room = 1024};
	struct va_format more = {.fmt = fmt};
	va_list args;

	kunit_set_failure(test);
	words.text = kmalloc(words.room, GFP_ATOMIC);
	if (words.text) {
		va_start(args, fmt);
		more.va = &args;
		add(&words, "%s FAILED at %s:%d\n",
		    assert->type == KUNIT_ASSERTION ? "ASSERTION" : "EXPECTATION", assert->file,
		    assert->line);
		add_expected(&words, assert, left, right);
		if (fmt)
			add(&words, "%s%pV", assert->kind == KUNIT_KIND_FAIL ? "" : "\n", &more);
		kunit_err(test, "%s", words.text);
		va_end(args);
		kfree(words.text);
	} else {
		kunit_err(test, "FAILED at %s:%d", assert->file, assert->line);
	}
	if (assert->type == KUNIT_ASSERTION)
		kunit_try_catch_throw(&test->try_catch);
}
EXPORT_SYMBOL_GPL(__kunit_failed);

void __kunit_fail_current_test(const char *file, int line, const char *fmt, ...)
{
	struct kunit *test = current->kunit_test;
	struct va_format more = {.fmt = fmt};
	va_list args;

	if (!test)
		return;
	kunit_set_failure(test);
	va_start(args, fmt);
	more.va = &args;
	kunit_err(test, "%s:%d: %pV", file, line, &more);
	va_end(args);
}
EXPORT_SYMBOL_GPL(__kunit_fail_current_test);
