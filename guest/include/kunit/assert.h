/* SPDX-License-Identifier: GPL-2.0-only */
/* assert: what is told of an expectation that was not met. */
#ifndef _KUNIT_ASSERT_H
#define _KUNIT_ASSERT_H

#include <linux/compiler.h>
#include <linux/types.h>

struct kunit;

enum kunit_assert_type {
	KUNIT_ASSERTION, /* the test ends here */
	KUNIT_EXPECTATION,
};

enum kunit_assert_kind {
	KUNIT_KIND_FAIL,
	KUNIT_KIND_TRUE, /* left should have been */
	KUNIT_KIND_FALSE,
	KUNIT_KIND_VALID, /* left: neither NULL nor an error */
	KUNIT_KIND_INT,
	KUNIT_KIND_PTR,
	KUNIT_KIND_STR,
};

/* The place, and the source's words. */
struct kunit_assert {
	const char *file;
	int line;
	enum kunit_assert_type type;
	enum kunit_assert_kind kind;
	const char *left, *op, *right;
};

/* The two values, of INT; of the others addresses. fmt: more words, or NULL. */
void __kunit_failed(struct kunit *test, const struct kunit_assert *assert, long long left,
		    long long right, const char *fmt, ...) __printf(5, 6);

#endif
