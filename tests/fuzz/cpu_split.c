/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The same program run twice, once in as few calls of cpu_run() as interrupts
 * allow, once in pieces cut at random, ends in the same state: where runs are
 * cut is nothing that a guest can see. Interrupts come at instruction counts.
 *
 * But for programs that change page tables in use: when a translation that is out of
 * date goes is nothing that a processor promises (SDM 3A 4.10.4.2), and here it does
 * depend on where runs are cut. Such a program that ends apart is counted, not blamed.
 *
 *   cpu_split [--starts N] [--seed S] [--batch N]
 */
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/cpu_world.h"

#define BATCH	   500u
#define MOST_INSNS 600u
#define EVENTS	   4u

static const char stale[] = "translations out of date";
static uint64_t programs, stale_ones;

struct event {
	uint64_t after; /* instructions after the one before */
	bool nmi;
};

static bool ended(enum cpu_exit exit)
{
	return exit == CPU_EXIT_HALT || exit == CPU_EXIT_SHUTDOWN;
}

/* Run insns instructions; pieces: each cut as the generator says, or NULL. */
static enum cpu_exit run(struct cpu *cpu, uint64_t insns, struct gen *pieces)
{
	uint64_t end = cpu_insns(cpu) + insns;
	enum cpu_exit exit = CPU_EXIT_BUDGET;

	while (cpu_insns(cpu) < end && !ended(exit)) {
		uint64_t left = end - cpu_insns(cpu), piece = left;

		if (pieces)
			piece = 1 + gen_below(pieces, gen_chance(pieces, 50) ? 4 : 60);
		exit = cpu_run(cpu, piece < left ? piece : left);
	}
	return exit;
}

static void run_events(struct cpu *cpu, const struct event events[EVENTS], struct gen *pieces)
{
	for (unsigned i = 0; i < EVENTS; i++) {
		if (run(cpu, events[i].after, pieces) == CPU_EXIT_SHUTDOWN)
			return;
		if (events[i].nmi)
			cpu_nmi(cpu);
		else
			cpu_set_intr(cpu, true);
	}
	run(cpu, MOST_INSNS, pieces);
}

/* Flags are kept in more ways than one; what they are must be alike. */
static bool kept_lazily(const char *name)
{
	return !strncmp(name, "cc_", 3);
}

static const char *differing(struct world *one, struct world *other)
{
	if (cpu_eflags(one->cpu) != cpu_eflags(other->cpu))
		return "eflags";
	for (const struct snap_field *field = cpu_snap.fields; field->name; field++)
		if (!kept_lazily(field->name) &&
		    memcmp((char *)cpu_snap_state(one->cpu) + field->off,
			   (char *)cpu_snap_state(other->cpu) + field->off, field->bytes) != 0)
			return field->name;
	if (memcmp(physmap_ram(one->map), physmap_ram(other->map), WORLD_BYTES) != 0)
		return "memory";
	if (one->g.x != other->g.x)
		return "what devices were asked";
	return NULL;
}

static void forget_tables(struct world *w)
{
	for (uint32_t pfn = 0; pfn < WORLD_BYTES >> PHYS_PAGE_SHIFT; pfn++)
		physmap_page_bits(w->map)[pfn] &= (uint8_t)~PAGE_TABLE;
}

/* Is a page that was walked not what it was before? Accessed and dirty are the walk's own. */
static bool tables_changed(struct world *w, const uint32_t *before)
{
	const uint32_t walks_own = 0x60, per_page = PHYS_PAGE_BYTES / 4;
	const uint32_t *now = (const uint32_t *)physmap_ram(w->map);

	for (uint32_t i = 0; i < WORLD_BYTES / 4; i++)
		if (physmap_page_bits(w->map)[i / per_page] & PAGE_TABLE &&
		    (before[i] ^ now[i]) & ~walks_own)
			return true;
	return false;
}

static const char *start(struct world *one, struct world *other, struct gen *g)
{
	static uint32_t before[WORLD_BYTES / 4];
	struct event events[EVENTS];
	const char *what;

	for (unsigned i = 0; i < EVENTS; i++)
		events[i] = (struct event){gen_below(g, MOST_INSNS / EVENTS), gen_chance(g, 20)};
	world_spoil(one);
	world_spoil(other);
	world_start(one);
	world_start(other);
	forget_tables(one);
	memcpy(before, physmap_ram(one->map), sizeof(before));
	run_events(one->cpu, events, NULL);
	run_events(other->cpu, events, g);
	programs++;
	what = differing(one, other);
	if (!what || !tables_changed(one, before))
		return what;
	stale_ones++;
	return stale;
}

static bool run_batch(uint64_t seed, uint64_t batch)
{
	uint64_t x = seed * 0x10001 + batch * 0x9e3779b97f4a7c15u;
	struct world *one = world_new(x), *other = world_new(x);
	struct gen g = {.x = ~x};
	const char *what = NULL;

	for (unsigned i = 0; i < BATCH && !what; i++) {
		what = start(one, other, &g);
		if (what && what != stale)
			printf("seed %llu batch %llu start %u: %s\n", (unsigned long long)seed,
			       (unsigned long long)batch, i, what);
	}
	world_free(one);
	world_free(other);
	return !what || what == stale;
}

int main(int argc, char **argv)
{
	static const struct option names[] = {{"starts", required_argument, NULL, 'n'},
					      {"seed", required_argument, NULL, 's'},
					      {"batch", required_argument, NULL, 'b'},
					      {0}};
	uint64_t starts = getenv("LONG") ? 1000000 : 10000, seed = 1, batch = 0, batches;
	int option;

	while ((option = getopt_long(argc, argv, "", names, NULL)) != -1) {
		uint64_t value = optarg ? strtoull(optarg, NULL, 0) : 0;

		if (option == 'n')
			starts = value;
		else if (option == 's')
			seed = value;
		else if (option == 'b')
			batch = value, starts = BATCH;
		else
			return 2;
	}
	batches = (starts + BATCH - 1) / BATCH;
	for (uint64_t i = 0; i < batches; i++)
		if (!run_batch(seed, batch + i))
			return 1;
	printf(
	    "%llu programs, seed %llu: cut or not, the same; %llu apart by %s ended their batch\n",
	    (unsigned long long)programs, (unsigned long long)seed, (unsigned long long)stale_ones,
	    stale);
	return 0;
}
