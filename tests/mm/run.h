/* SPDX-License-Identifier: GPL-2.0-only */
/* run: main() of a test program. Each test runs in a process of its own. */
#ifndef TESTS_MM_RUN_H
#define TESTS_MM_RUN_H

#include <check.h>
#include <stdlib.h>

#define RUN_SECONDS 120

/* ck_assert() tells its parent each time; in loops of millions only failures are told. */
#define expect(cond)                                                                               \
	do {                                                                                       \
		if (!(cond))                                                                       \
			ck_abort_msg("%s", #cond);                                                 \
	} while (0)

/* tests ends with NULL. Returns main()'s status. */
static inline int run_tests(const char *name, const TTest *const *tests)
{
	Suite *suite = suite_create(name);
	TCase *tc = tcase_create(name);
	SRunner *runner;
	int failed;

	for (; *tests; tests++)
		tcase_add_test(tc, *tests);
	tcase_set_timeout(tc, RUN_SECONDS);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

#endif
