/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bench: what a chip's test program needs around the chip: a clock set by hand,
 * wires that remember their level and edges, and the three checks that every
 * chip must pass: looking changes nothing, a saved and loaded chip goes on as
 * the first one does, and a million random accesses break nothing.
 */
#ifndef ZONEMU_TESTS_DEVICES_BENCH_H
#define ZONEMU_TESTS_DEVICES_BENCH_H

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "devices/irq.h"
#include "devices/snapshot.h"

#define BENCH_WIRES 32

struct bench {
	struct clock clock;
	uint64_t now_ns;
	bool level[BENCH_WIRES];
	unsigned rises[BENCH_WIRES];
	uint64_t rise_ns[BENCH_WIRES]; /* when the last one was */
	uint64_t hash;		       /* of every change of every wire, and when */
};

static uint64_t bench_now(const void *ctx)
{
	return ((const struct bench *)ctx)->now_ns;
}

static void bench_set(void *owner, int n, bool level)
{
	struct bench *bench = owner;

	if (level == bench->level[n])
		return;
	bench->level[n] = level;
	bench->hash = (bench->hash ^ bench->now_ns ^ (unsigned)n << 1 ^ level) * 0x100000001b3ull;
	if (level) {
		bench->rises[n]++;
		bench->rise_ns[n] = bench->now_ns;
	}
}

static inline struct irq_line bench_wire(struct bench *bench, int n)
{
	return (struct irq_line){bench_set, bench, n};
}

static inline void bench_init(struct bench *bench)
{
	memset(bench, 0, sizeof(*bench));
	clock_init(&bench->clock, bench_now, NULL, bench);
}

/* Let time pass to ns, firing every timer at its own time. */
static inline void bench_run_to(struct bench *bench, uint64_t ns)
{
	while (clock_next(&bench->clock) <= ns) {
		if (clock_next(&bench->clock) > bench->now_ns)
			bench->now_ns = clock_next(&bench->clock);
		clock_run(&bench->clock);
	}
	bench->now_ns = ns;
}

static inline void bench_run(struct bench *bench, uint64_t ns)
{
	bench_run_to(bench, bench->now_ns + ns);
}

/* A chip's ports, or its window. */
struct bench_ports {
	const struct io_ops *ops;
	void *dev;
	unsigned count;
};

static inline unsigned bench_rd(const struct bench_ports *ports, unsigned off)
{
	return ports->ops->read(ports->dev, off, 1) & 0xff;
}

static inline void bench_wr(const struct bench_ports *ports, unsigned off, unsigned value)
{
	ports->ops->write(ports->dev, off, value & 0xff, 1);
}

/* For loops: a check that costs nothing while it holds. */
static inline void bench_eq(uint64_t got, uint64_t want, const char *what)
{
	if (got != want)
		ck_abort_msg("%s: got %#llx, expected %#llx", what, (unsigned long long)got,
			     (unsigned long long)want);
}

/* xorshift64*: the same on every host. */
static inline uint64_t bench_random(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return *seed * 0x2545f4914f6cdd1dull;
}

/* Looking at every port leaves all bytes of the chip as they are. */
static inline void bench_check_peek(const struct bench_ports *ports, unsigned sets, const void *dev,
				    size_t bytes)
{
	uint8_t *before = malloc(bytes);

	ck_assert_ptr_nonnull(before);
	memcpy(before, dev, bytes);
	for (unsigned s = 0; s < sets; s++)
		for (unsigned off = 0; off < ports[s].count; off++)
			ports[s].ops->peek(ports[s].dev, off, 1);
	ck_assert_int_eq(memcmp(before, dev, bytes), 0);
	free(before);
}

/* One random access; reads must give what a peek just before gave. The value, for comparing. */
static inline unsigned bench_poke_at_random(const struct bench_ports *ports, unsigned sets,
					    uint64_t *seed)
{
	uint64_t r = bench_random(seed);
	const struct bench_ports *set = &ports[(r >> 8) % sets];
	unsigned off = (unsigned)(r >> 16) % set->count, seen;

	if (r & 1) {
		bench_wr(set, off, (unsigned)(r >> 40));
		return 0;
	}
	seen = set->ops->peek(set->dev, off, 1) & 0xff;
	bench_eq(bench_rd(set, off), seen, "a read after a peek");
	return seen;
}

static inline uint64_t bench_random_ns(uint64_t *seed)
{
	uint64_t r = bench_random(seed);

	return r % 16 ? r % 4000 : r % 1000000;
}

static inline void bench_fuzz(struct bench *bench, const struct bench_ports *ports, unsigned sets,
			      uint64_t seed, unsigned accesses)
{
	for (unsigned i = 0; i < accesses; i++) {
		bench_poke_at_random(ports, sets, &seed);
		bench_run(bench, bench_random_ns(&seed) / 4);
	}
}

struct bench_section {
	const struct snap_desc *desc;
	void *dev;
};

/* Bring chip b to where chip a is through a snapshot, and see that both do the same from then on.
 */
static inline void bench_check_snapshot(struct bench *a, const struct bench_ports *a_ports,
					const struct bench_section *from, struct bench *b,
					const struct bench_ports *b_ports,
					const struct bench_section *to, unsigned sets,
					unsigned sections, uint64_t seed)
{
	struct snap_buf image = {0}, again = {0};
	char err[160] = "";
	uint64_t b_seed;

	for (unsigned i = 0; i < sections; i++)
		snap_save(&image, from[i].desc, from[i].dev);
	b->now_ns = a->now_ns;
	for (unsigned i = 0; i < sections; i++)
		ck_assert_msg(snap_load(&image, to[i].desc, to[i].dev, &b->clock, err, sizeof(err)),
			      "%s", err);
	for (unsigned i = 0; i < sections; i++)
		snap_save(&again, to[i].desc, to[i].dev);
	ck_assert_uint_eq(image.bytes, again.bytes);
	ck_assert_int_eq(memcmp(image.data, again.data, image.bytes), 0);
	ck_assert_int_eq(memcmp(a->level, b->level, sizeof(a->level)), 0);
	a->hash = b->hash = 0;
	for (unsigned i = 0; i < 5000; i++) {
		uint64_t ns = bench_random_ns(&seed);

		b_seed = seed;
		bench_eq(bench_poke_at_random(b_ports, sets, &b_seed),
			 bench_poke_at_random(a_ports, sets, &seed), "the loaded chip's read");
		bench_run(a, ns);
		bench_run(b, ns);
		bench_eq(b->hash, a->hash, "the loaded chip's wires");
	}
	snap_free(&image);
	snap_free(&again);
}

/* The main() of every test program. */
static inline int bench_main(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_NORMAL);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}

static inline Suite *bench_suite(const char *name, const TTest *const tests[], size_t count)
{
	Suite *suite = suite_create(name);
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, 300);
	for (size_t i = 0; i < count; i++)
		tcase_add_test(tcase, tests[i]);
	suite_add_tcase(suite, tcase);
	return suite;
}

#endif
