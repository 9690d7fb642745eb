/* SPDX-License-Identifier: GPL-2.0-only */
#include "tests/devices/bench.h"

#define TIMERS 40

struct probe {
	struct clock_timer timer;
	struct bench *bench;
	uint64_t fired_ns;
	unsigned fired, order;
	uint64_t again_ns; /* re-arm so far ahead, or 0 */
	unsigned *counter;
};

static void fire(void *owner, uint64_t now_ns)
{
	struct probe *probe = owner;

	probe->fired++;
	probe->fired_ns = now_ns;
	probe->order = (*probe->counter)++;
	if (probe->again_ns)
		clock_arm(&probe->bench->clock, &probe->timer, now_ns + probe->again_ns);
}

static void probe_init(struct probe *probe, struct bench *bench, unsigned *counter)
{
	*probe = (struct probe){.bench = bench, .counter = counter};
	clock_timer_init(&probe->timer, fire, probe);
}

START_TEST(equal_deadlines_fire_in_arming_order)
{
	struct bench bench;
	struct probe probe[4];
	unsigned counter = 0;

	bench_init(&bench);
	for (int i = 0; i < 4; i++)
		probe_init(&probe[i], &bench, &counter);
	clock_arm(&bench.clock, &probe[2].timer, 100);
	clock_arm(&bench.clock, &probe[0].timer, 100);
	clock_arm(&bench.clock, &probe[3].timer, 50);
	clock_arm(&bench.clock, &probe[1].timer, 100);
	/* moving a timer to the same place puts it last */
	clock_arm(&bench.clock, &probe[2].timer, 100);
	ck_assert_uint_eq(clock_next(&bench.clock), 50);
	bench.now_ns = 100;
	clock_run(&bench.clock);
	ck_assert_uint_eq(probe[3].order, 0);
	ck_assert_uint_eq(probe[0].order, 1);
	ck_assert_uint_eq(probe[1].order, 2);
	ck_assert_uint_eq(probe[2].order, 3);
	ck_assert_uint_eq(clock_next(&bench.clock), CLOCK_NEVER);
}
END_TEST

START_TEST(a_timer_may_rearm_and_disarm)
{
	struct bench bench;
	struct probe probe;
	unsigned counter = 0;

	bench_init(&bench);
	probe_init(&probe, &bench, &counter);
	ck_assert(!clock_armed(&probe.timer));
	clock_disarm(&bench.clock, &probe.timer);
	probe.again_ns = 10;
	clock_arm(&bench.clock, &probe.timer, 10);
	bench_run_to(&bench, 100);
	ck_assert_uint_eq(probe.fired, 10);
	ck_assert(clock_armed(&probe.timer));
	clock_disarm(&bench.clock, &probe.timer);
	bench_run_to(&bench, 200);
	ck_assert_uint_eq(probe.fired, 10);
	/* in the past: at the next run */
	probe.again_ns = 0;
	clock_arm(&bench.clock, &probe.timer, 5);
	clock_run(&bench.clock);
	ck_assert_uint_eq(probe.fired, 11);
	ck_assert_uint_eq(probe.fired_ns, 200);
}
END_TEST

static void count_nearer(void *ctx)
{
	((struct bench *)ctx)->rises[0]++;
}

START_TEST(nearer_is_told_only_when_the_next_deadline_moves_up)
{
	struct bench bench;
	struct probe probe[2];
	unsigned counter = 0;

	bench_init(&bench);
	clock_init(&bench.clock, bench_now, count_nearer, &bench);
	probe_init(&probe[0], &bench, &counter);
	probe_init(&probe[1], &bench, &counter);
	clock_arm(&bench.clock, &probe[0].timer, 100);
	ck_assert_uint_eq(bench.rises[0], 1);
	clock_arm(&bench.clock, &probe[1].timer, 200);
	ck_assert_uint_eq(bench.rises[0], 1);
	clock_arm(&bench.clock, &probe[1].timer, 50);
	ck_assert_uint_eq(bench.rises[0], 2);
}
END_TEST

START_TEST(random_timers_fire_at_their_time)
{
	struct bench bench;
	struct probe probe[TIMERS];
	uint64_t due[TIMERS], seed = 0x5eed0001;
	unsigned counter = 0;

	bench_init(&bench);
	for (int i = 0; i < TIMERS; i++) {
		probe_init(&probe[i], &bench, &counter);
		due[i] = CLOCK_NEVER;
	}
	for (int step = 0; step < 20000; step++) {
		unsigned i = bench_random(&seed) % TIMERS;

		if (bench_random(&seed) % 4) {
			due[i] = bench.now_ns + 1 + bench_random(&seed) % 1000;
			clock_arm(&bench.clock, &probe[i].timer, due[i]);
		} else {
			due[i] = CLOCK_NEVER;
			clock_disarm(&bench.clock, &probe[i].timer);
		}
		bench_run(&bench, bench_random(&seed) % 100);
		for (int k = 0; k < TIMERS; k++) {
			if (due[k] <= bench.now_ns) {
				bench_eq(probe[k].fired_ns, due[k], "fired at");
				due[k] = CLOCK_NEVER;
			}
			bench_eq(probe[k].timer.deadline_ns, due[k], "deadline");
		}
	}
}
END_TEST

START_TEST(ticks_convert_both_ways)
{
	static const uint64_t hz[] = {32768, 1193182, 1843200, 3579545, 999999999};
	uint64_t seed = 0x5eed0002;

	ck_assert_uint_eq(clock_muldiv(UINT64_MAX, UINT64_MAX, UINT64_MAX), UINT64_MAX);
	ck_assert_uint_eq(clock_ticks(CLOCK_NS_PER_S, 1193182), 1193182);
	for (unsigned h = 0; h < sizeof(hz) / sizeof(hz[0]); h++) {
		for (int i = 0; i < 10000; i++) {
			uint64_t tick = 1 + bench_random(&seed) % (1ull << 40);
			uint64_t ns = clock_tick_ns(tick, hz[h]);

			bench_eq(clock_ticks(ns, hz[h]), tick, "tick");
			bench_eq(clock_ticks(ns - 1, hz[h]), tick - 1, "tick before");
		}
	}
}
END_TEST

int main(void)
{
	const TTest *const tests[] = {
	    equal_deadlines_fire_in_arming_order,
	    a_timer_may_rearm_and_disarm,
	    nearer_is_told_only_when_the_next_deadline_moves_up,
	    random_timers_fire_at_their_time,
	    ticks_convert_both_ways,
	};

	return bench_main(bench_suite("clock", tests, sizeof(tests) / sizeof(tests[0])));
}
