/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * compare: run a case on both sides from equal memory, and tell what differs.
 */
#ifndef ZONEMU_TESTS_DIFF_COMPARE_H
#define ZONEMU_TESTS_DIFF_COMPARE_H

#include "tests/diff/case.h"

enum verdict {
	SAME,
	DIFFERENT,
	SKIPPED, /* what the two can't agree on by their nature (compare.c says what) */
};

#define WHY_BYTES 512

/* Once, after host_start() and model_start(). */
void compare_start(void);
/* why: of DIFFERENT, one line. */
enum verdict compare_run(const struct diff_case *c, char why[WHY_BYTES]);
/* A shorter case that differs too. */
void compare_shrink(struct diff_case *c);

#endif
