/* SPDX-License-Identifier: GPL-2.0-only */
/* kunit_internal: what the files of kunit tell each other. */
#ifndef KERNEL_KUNIT_INTERNAL_H
#define KERNEL_KUNIT_INTERNAL_H

#include <kunit/test.h>

/* /sys/kernel/debug/kunit/SUITE, and the logs that are shown there. Without memory: none. */
void kunit_debugfs_add(struct kunit_suite *suite);
void kunit_debugfs_remove(struct kunit_suite *suite);

static inline void kunit_try_catch_init(struct kunit_try_catch *try_catch, struct kunit *test,
					kunit_try_catch_func_t try, kunit_try_catch_func_t catch)
{
	try_catch->test = test;
	try_catch->try = try;
	try_catch->catch = catch;
}

#endif
