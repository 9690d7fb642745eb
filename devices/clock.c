/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * clock: virtual time and the timers that hang on it (see clock.h).
 *
 * The timers form a list sorted by deadline. A machine has a dozen of them, so
 * a list beats a heap, and it keeps equal deadlines in arming order for free.
 */
#include "devices/clock.h"

#include <assert.h>
#include <stddef.h>

void clock_init(struct clock *clock, uint64_t (*now)(const void *ctx), void (*nearer)(void *ctx),
		void *ctx)
{
	*clock = (struct clock){.now = now, .nearer = nearer, .ctx = ctx};
}

void clock_timer_init(struct clock_timer *timer, void (*fire)(void *owner, uint64_t now_ns),
		      void *owner)
{
	*timer = (struct clock_timer){.deadline_ns = CLOCK_NEVER, .fire = fire, .owner = owner};
}

void clock_disarm(struct clock *clock, struct clock_timer *timer)
{
	struct clock_timer **link = &clock->first;

	if (timer->deadline_ns == CLOCK_NEVER)
		return;
	while (*link != timer) {
		assert(*link);
		link = &(*link)->next;
	}
	*link = timer->next;
	timer->next = NULL;
	timer->deadline_ns = CLOCK_NEVER;
}

void clock_arm(struct clock *clock, struct clock_timer *timer, uint64_t deadline_ns)
{
	struct clock_timer **link = &clock->first;

	assert(timer->fire);
	clock_disarm(clock, timer);
	if (deadline_ns == CLOCK_NEVER)
		return;
	while (*link && (*link)->deadline_ns <= deadline_ns)
		link = &(*link)->next;
	timer->deadline_ns = deadline_ns;
	timer->next = *link;
	*link = timer;
	if (clock->first == timer && clock->nearer)
		clock->nearer(clock->ctx);
}

uint64_t clock_next(const struct clock *clock)
{
	return clock->first ? clock->first->deadline_ns : CLOCK_NEVER;
}

void clock_run(struct clock *clock)
{
	uint64_t now_ns = clock_now(clock);

	while (clock->first && clock->first->deadline_ns <= now_ns) {
		struct clock_timer *timer = clock->first;

		clock_disarm(clock, timer);
		timer->fire(timer->owner, now_ns);
	}
}

uint64_t clock_muldiv(uint64_t a, uint64_t b, uint64_t c)
{
	return (uint64_t)((unsigned __int128)a * b / c);
}

uint64_t clock_ticks(uint64_t ns, uint64_t hz)
{
	return clock_muldiv(ns, hz, CLOCK_NS_PER_S);
}

uint64_t clock_tick_ns(uint64_t tick, uint64_t hz)
{
	return (uint64_t)(((unsigned __int128)tick * CLOCK_NS_PER_S + hz - 1) / hz);
}
