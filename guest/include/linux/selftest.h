/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * selftest: tests inside the kernel, in a table the linker makes; the runner prints
 * KTAP version 1 (kernel/selftest/). A test runs in a thread, and leaves things as
 * it found them.
 */
#ifndef _LINUX_SELFTEST_H
#define _LINUX_SELFTEST_H

#include <linux/compiler.h>
#include <linux/types.h>

struct selftest {
	unsigned int failures;
	char skipped[128]; /* the reason, or empty */
};

struct selftest_case {
	const char *suite, *name, *file;
	int line;
	void (*run)(struct selftest *t);
};

/* A suite may have several files; its tests run in their order. */
#define SELFTEST(suite_name, test_name)                                                            \
	static void selftest_##suite_name##_##test_name(struct selftest *t);                       \
	static const struct selftest_case selftest_case_##suite_name##_##test_name __used          \
	    __section(".selftests") __aligned(sizeof(void *)) = {                                  \
		#suite_name, #test_name, __FILE__, __LINE__, selftest_##suite_name##_##test_name}; \
	static void selftest_##suite_name##_##test_name(struct selftest *t)

/* Note a failure as a diagnostic line; always false, to be returned or ignored. */
bool selftest_fail(struct selftest *t, const char *file, int line, const char *fmt, ...)
    __printf(4, 5);
/* Say what was found, as a diagnostic line. */
void selftest_note(const char *fmt, ...) __printf(1, 2);
/* This machine has not what the test needs: say what, then return. */
void selftest_skip(struct selftest *t, const char *fmt, ...) __printf(2, 3);

#define EXPECT(t, cond) ((cond) ? true : selftest_fail(t, __FILE__, __LINE__, "expected %s", #cond))

#define EXPECT_EQ(t, got, want)                                                                    \
	({                                                                                         \
		unsigned long __got = (unsigned long)(got), __want = (unsigned long)(want);        \
		__got == __want ? true                                                             \
				: selftest_fail(t, __FILE__, __LINE__,                             \
						"%s is %lu (0x%lx), not %s, %lu (0x%lx)", #got,    \
						__got, __got, #want, __want, __want);              \
	})

struct console_tty;

/*
 * Run those whose "suite.name" the filter matches (NULL: all; '*' stands for anything; a
 * suite's name alone means all of it). Output to tty, NULL: every console. Returns how
 * many failed; -ENOENT: the filter matches none.
 */
int selftest_run_on(struct console_tty *tty, const char *filter);
int selftest_run(const char *filter);

#endif
