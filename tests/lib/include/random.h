/* SPDX-License-Identifier: GPL-2.0-only */
/* random: xorshift64*, seeded by the test and so the same every time. */
#ifndef TESTS_LIB_RANDOM_H
#define TESTS_LIB_RANDOM_H

#include <linux/types.h>

static u64 random_state;

static inline u64 random_next(void)
{
	random_state ^= random_state >> 12;
	random_state ^= random_state << 25;
	random_state ^= random_state >> 27;
	return random_state * 0x2545F4914F6CDD1Dull;
}

static inline unsigned int random_below(unsigned int n)
{
	return random_next() % n;
}

#endif
