/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * clock: virtual time and the timers that hang on it.
 *
 * Virtual time is in nanoseconds since reset. It is computed by the machine
 * from the count of executed instructions (plus the idle time skipped while
 * every CPU was halted), never from the host's clock, so that a run repeats.
 * A chip owns its struct clock_timer; the clock only links it. Timers with
 * equal deadlines fire in the order in which they were armed.
 */
#ifndef ZONEMU_DEVICES_CLOCK_H
#define ZONEMU_DEVICES_CLOCK_H

#include <stdbool.h>
#include <stdint.h>

#define CLOCK_NEVER    UINT64_MAX
#define CLOCK_NS_PER_S 1000000000ull

struct clock_timer {
	struct clock_timer *next; /* the clock's; NULL when not armed */
	uint64_t deadline_ns;	  /* CLOCK_NEVER when not armed */
	void (*fire)(void *owner, uint64_t now_ns);
	void *owner;
};

struct clock {
	uint64_t (*now)(const void *ctx); /* the time source */
	void (*nearer)(void *ctx);	  /* told when the next deadline moved nearer */
	void *ctx;
	struct clock_timer *first; /* sorted by deadline */
};

void clock_init(struct clock *clock, uint64_t (*now)(const void *ctx), void (*nearer)(void *ctx),
		void *ctx);

/* The virtual time in ns. */
static inline uint64_t clock_now(const struct clock *clock)
{
	return clock->now(clock->ctx);
}

void clock_timer_init(struct clock_timer *timer, void (*fire)(void *owner, uint64_t now_ns),
		      void *owner);

/* Arm (or move) a timer. A deadline in the past fires at the next clock_run(). */
void clock_arm(struct clock *clock, struct clock_timer *timer, uint64_t deadline_ns);
void clock_disarm(struct clock *clock, struct clock_timer *timer);
static inline bool clock_armed(const struct clock_timer *timer)
{
	return timer->deadline_ns != CLOCK_NEVER;
}

/* The next deadline in ns, or CLOCK_NEVER. */
uint64_t clock_next(const struct clock *clock);

/* Fire every timer whose deadline is at or before now. A timer may re-arm itself. */
void clock_run(struct clock *clock);

/* a * b / c without overflow, for converting ns to ticks and back (c != 0). */
uint64_t clock_muldiv(uint64_t a, uint64_t b, uint64_t c);

/* An oscillator of hz that started at time 0: the ticks seen by ns, and the first ns that has
 * seen a tick. clock_ticks(clock_tick_ns(t, hz), hz) == t while hz is below 1 GHz. */
uint64_t clock_ticks(uint64_t ns, uint64_t hz);
uint64_t clock_tick_ns(uint64_t tick, uint64_t hz);

#endif
