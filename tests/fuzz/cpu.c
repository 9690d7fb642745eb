/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Random bytes, executed from random states of every mode and privilege: no
 * crash, no hang, nothing read out of range. What finds out is the sanitizers
 * that this is built with, an alarm, and world_unsound().
 *
 *   cpu [--starts N] [--seed S] [--batch N]
 *
 * A hundred thousand starts, or with LONG in the environment ten million (about
 * an hour). A batch of a thousand shares a world; --batch runs one of them.
 */
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/fuzz/cpu_world.h"

#define BATCH	      1000u
#define MOST_INSNS    300u
#define BATCH_SECONDS 60u

static uint64_t batch_now, start_now;
static uint64_t insns, exits[CPU_EXIT_BREAK + 1];

/* write() and numbers only: this runs in a signal handler. */
static void tell_where(const char *what)
{
	char text[128], *at = text + sizeof(text) - 1;
	uint64_t numbers[2] = {batch_now, start_now};

	*at = '\n';
	for (int i = 1; i >= 0; i--) {
		uint64_t n = numbers[i];

		do
			*--at = (char)('0' + n % 10);
		while (n /= 10);
		*--at = ' ';
	}
	if (write(STDERR_FILENO, what, strlen(what)) < 0 ||
	    write(STDERR_FILENO, at, (size_t)(text + sizeof(text) - at)) < 0)
		_exit(2);
}

static void hung(int sig)
{
	(void)sig;
	tell_where("hangs: batch, start");
	abort();
}

static void crashed(int sig)
{
	tell_where("crashes: batch, start");
	signal(sig, SIG_DFL);
	raise(sig);
}

/* Called by AddressSanitizer and its kin before they end the program. */
void __asan_on_error(void);
void __asan_on_error(void)
{
	tell_where("address error: batch, start");
}

static void fail(const char *what)
{
	fprintf(stderr, "batch %llu start %llu: %s\n", (unsigned long long)batch_now,
		(unsigned long long)start_now, what);
	exit(1);
}

static void run_once(struct world *w, FILE *nowhere)
{
	uint64_t budget = 1 + gen_below(&w->g, MOST_INSNS), before = cpu_insns(w->cpu);
	enum cpu_exit exit = cpu_run(w->cpu, budget);
	uint64_t done = cpu_insns(w->cpu) - before;
	const char *unsound = world_unsound(w);

	insns += done;
	exits[exit]++;
	if (unsound)
		fail(unsound);
	if (done > budget)
		fail("ran for more than it was asked to");
	if (exit == CPU_EXIT_SHUTDOWN)
		cpu_fault_report(w->cpu, nowhere);
	if (gen_chance(&w->g, 5))
		cpu_print_regs(w->cpu, nowhere);
}

static void start(struct world *w, FILE *nowhere)
{
	if (gen_chance(&w->g, 2))
		world_tables(w);
	for (unsigned n = gen_below(&w->g, 3); n; n--)
		world_spoil(w);
	if (gen_chance(&w->g, 2))
		world_hooks(w, !w->listening);
	world_start(w);
	for (unsigned rounds = 1 + gen_below(&w->g, 3); rounds; rounds--) {
		if (gen_chance(&w->g, 20))
			cpu_set_intr(w->cpu, gen_chance(&w->g, 70));
		if (gen_chance(&w->g, 5))
			cpu_nmi(w->cpu);
		run_once(w, nowhere);
	}
}

static void run_batch(uint64_t seed, uint64_t batch, uint64_t starts, FILE *nowhere)
{
	struct world *w = world_new(seed * 0x10001 + batch * 0x9e3779b97f4a7c15u);

	alarm(BATCH_SECONDS);
	batch_now = batch;
	w->answers = batch & 1 ? 30 : 0;
	for (start_now = 0; start_now < starts; start_now++)
		start(w, nowhere);
	alarm(0);
	world_free(w);
}

int main(int argc, char **argv)
{
	static const struct option names[] = {{"starts", required_argument, NULL, 'n'},
					      {"seed", required_argument, NULL, 's'},
					      {"batch", required_argument, NULL, 'b'},
					      {0}};
	uint64_t starts = getenv("LONG") ? 10000000 : 100000, seed = 1, batch = 0, batches;
	FILE *nowhere = fopen("/dev/null", "w");
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
	if (!nowhere)
		return 1;
	signal(SIGALRM, hung);
	signal(SIGABRT, crashed);
	batches = (starts + BATCH - 1) / BATCH;
	for (uint64_t i = 0; i < batches; i++)
		run_batch(seed, batch + i, BATCH, nowhere);
	printf("%llu starts, seed %llu: no crash, no hang\n", (unsigned long long)(batches * BATCH),
	       (unsigned long long)seed);
	printf("%llu instructions; %llu runs used up, %llu ended halted, %llu in shutdown\n",
	       (unsigned long long)insns, (unsigned long long)exits[CPU_EXIT_BUDGET],
	       (unsigned long long)exits[CPU_EXIT_HALT],
	       (unsigned long long)exits[CPU_EXIT_SHUTDOWN]);
	fclose(nowhere);
	return 0;
}
