/* SPDX-License-Identifier: GPL-2.0-only */
/* bug, on the host: the test ends, unless it waits for that (sim_expect_bug()). */
#ifndef TESTS_ASM_BUG_H
#define TESTS_ASM_BUG_H

void sim_bug(const char *file, int line) __attribute__((__noreturn__));

#define BUG() sim_bug(__FILE__, __LINE__)

#endif
