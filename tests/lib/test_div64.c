/* SPDX-License-Identifier: GPL-2.0-only */
/* 64-bit division as i386 has to do it, against the host's own. */
#include <check.h>
#include <stdlib.h>

#include <linux/kernel.h>

#include "random.h"

#define SEED   0x5eed0064ull
#define ROUNDS 2000000

u64 __udivmoddi4(u64 n, u64 divisor, u64 *rest);
s64 __divdi3(s64 n, s64 divisor);
s64 __moddi3(s64 n, s64 divisor);
int __popcountdi2(u64 n);

static const u64 edges[] = {
    1,		 2,	      3,	   0x7fffffff,	       0x80000000,	   0xffffffff,
    0x100000000, 0x100000001, 0x1ffffffff, 0x7fffffffffffffff, 0x8000000000000000, ~0ull,
    ~0ull - 1};

static void check(u64 n, u64 divisor)
{
	u64 rest, quotient = __udivmoddi4(n, divisor, &rest);

	if (quotient != n / divisor || rest != n % divisor)
		ck_abort_msg("%llu / %llu: %llu, rest %llu", (unsigned long long)n,
			     (unsigned long long)divisor, (unsigned long long)quotient,
			     (unsigned long long)rest);
}

static void check_signed(s64 n, s64 divisor)
{
	if (n == LLONG_MIN && divisor == -1)
		return;
	if (__divdi3(n, divisor) != n / divisor || __moddi3(n, divisor) != n % divisor)
		ck_abort_msg("%lld / %lld", (long long)n, (long long)divisor);
}

START_TEST(at_the_edges)
{
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(edges); i++)
		for (j = 0; j < ARRAY_SIZE(edges); j++) {
			check(edges[i], edges[j]);
			check(0, edges[j]);
			check_signed((s64)edges[i], (s64)edges[j]);
			check_signed((s64)-edges[i], (s64)edges[j]);
		}
}
END_TEST

START_TEST(anywhere)
{
	u64 n, divisor;
	unsigned int i;

	random_state = SEED;
	for (i = 0; i < ROUNDS; i++) {
		n = random_next() >> random_below(64);
		divisor = random_next() >> random_below(64);
		if (!divisor)
			continue;
		check(n, divisor);
		check_signed((s64)n, (s64)divisor);
		if (__popcountdi2(n) != __builtin_popcountll(n))
			ck_abort_msg("bits of %llx", (unsigned long long)n);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("div64");
	TCase *tc = tcase_create("div64");
	SRunner *runner;
	int failed;

	tcase_add_test(tc, at_the_edges);
	tcase_add_test(tc, anywhere);
	tcase_set_timeout(tc, 60);
	suite_add_tcase(suite, tc);
	runner = srunner_create(suite);
	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
