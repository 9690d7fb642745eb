/* SPDX-License-Identifier: GPL-2.0-only */
/* test-bug: for code under test that finds itself to be wrong. Nothing outside of a test. */
#ifndef _KUNIT_TEST_BUG_H
#define _KUNIT_TEST_BUG_H

#include <linux/compiler.h>

void __kunit_fail_current_test(const char *file, int line, const char *fmt, ...) __printf(3, 4);
#define kunit_fail_current_test(fmt, ...)                                                          \
	__kunit_fail_current_test(__FILE__, __LINE__, fmt, ##__VA_ARGS__)

#endif
