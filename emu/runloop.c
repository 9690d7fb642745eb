/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * runloop: how the machine runs.
 *
 * The loop executes instructions up to the next timer's deadline, fires the
 * timers, and does what other threads ask for at an instruction boundary.
 * Nothing here lets the host's clock into the guest: where a slice is cut does
 * not change what the guest sees, input is taken at a fixed grid of virtual
 * time, and pacing only makes the host wait.
 */
#include <poll.h>
#include <string.h>
#include <time.h>

#include "emu/machine_state.h"

#define INPUT_GRID_NS	1000000ull  /* look for input once a virtual millisecond */
#define SLICE_MAX_INSNS 2000000ull  /* look at requests at least this often */
#define LAG_MAX_NS	50000000ull /* a busy guest falls behind; it need not catch up more */
#define LEAD_MAX_NS	10000000ull
#define SHUTDOWN_LIMIT	3
#define PACE_INSNS	100000ull  /* look at the wall clock this often */
#define TURN_INSNS	10000ull   /* see next_turn() */
#define LULL_WAIT_NS	1000000ull /* see lull_slack() */
#define LULL_RUN_INSNS	200000ull
#define LULL_WAITS	25
#define LULL_STEP_BACK	5
#define LULL_SLACK_NS	8000000ull

static uint64_t wall_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * CLOCK_NS_PER_S + (uint64_t)ts.tv_nsec;
}

static struct cpu *current(const struct machine *machine)
{
	return machine->cpu[machine->current];
}

uint64_t runloop_insns(const struct machine *machine)
{
	return machine->others_insns + cpu_insns(current(machine));
}

uint64_t runloop_now_ns(const void *ctx)
{
	const struct machine *machine = ctx;

	return (runloop_insns(machine) << machine->config.ns_shift) + machine->time.other_ns;
}

/* Instructions until a deadline, rounded up so that the deadline has passed after them. */
static uint64_t insns_until(const struct machine *machine, uint64_t deadline_ns)
{
	uint64_t now_ns = runloop_now_ns(machine);
	uint64_t round = (1ull << machine->config.ns_shift) - 1;

	if (deadline_ns == CLOCK_NEVER)
		return SLICE_MAX_INSNS;
	return deadline_ns <= now_ns ? 0
				     : (deadline_ns - now_ns + round) >> machine->config.ns_shift;
}

void runloop_deadline_nearer(void *ctx)
{
	struct machine *machine = ctx;

	if (machine->running)
		cpu_shorten(current(machine), insns_until(machine, clock_next(&machine->clock)));
}

void runloop_spend(struct machine *machine, uint64_t ns)
{
	machine->time.other_ns += ns;
	runloop_deadline_nearer(machine);
}

void runloop_end(struct machine *machine, int status)
{
	machine_quit(machine, status);
	cpu_shorten(current(machine), 0);
}

void runloop_ask_reset(struct machine *machine)
{
	machine->reset_asked = true;
	cpu_shorten(current(machine), 0);
}

/* ---- input ---- */

static bool next_key(struct machine *machine, uint8_t *code)
{
	struct run_requests *req = &machine->req;
	bool any;

	pthread_mutex_lock(&req->lock);
	any = req->key_count > 0;
	if (any) {
		*code = req->keys[req->key_first];
		req->key_first = (req->key_first + 1) % MACHINE_KEY_QUEUE;
		req->key_count--;
	}
	pthread_mutex_unlock(&req->lock);
	return any;
}

static void take_input(struct machine *machine)
{
	uint8_t code;

	board_take_serial(machine);
	while (board_wants_key(machine) && next_key(machine, &code))
		board_take_key(machine, code);
}

/* Timer: the next grid point. The grid is absolute, so that it is the same in every run. */
static void input_due(void *ctx, uint64_t now_ns)
{
	struct machine *machine = ctx;

	take_input(machine);
	clock_arm(&machine->clock, &machine->input_timer,
		  (now_ns / INPUT_GRID_NS + 1) * INPUT_GRID_NS);
}

static bool pushed_waiting(struct machine *machine)
{
	for (unsigned i = 0; i < MACHINE_SERIAL_PORTS; i++) {
		struct chardev *dev = machine->config.serial[i];

		if (dev && chardev_waits(dev) && board_wants_serial(machine, i))
			return true;
	}
	return false;
}

static bool keys_waiting(struct machine *machine)
{
	bool any;

	pthread_mutex_lock(&machine->req.lock);
	any = machine->req.key_count > 0;
	pthread_mutex_unlock(&machine->req.lock);
	return any && board_wants_key(machine);
}

/* Wait until a wall time, input for a chip that wants it, or the bell. True: input waits. */
static bool wait_for_host(struct machine *machine, uint64_t until_wall_ns)
{
	struct pollfd fds[1 + MACHINE_SERIAL_PORTS];
	nfds_t count = 1;
	uint64_t now = wall_ns();
	uint64_t left = until_wall_ns > now ? until_wall_ns - now : 0;
	struct timespec timeout = {(time_t)(left / CLOCK_NS_PER_S), (long)(left % CLOCK_NS_PER_S)};

	fds[0] = (struct pollfd){.fd = machine->req.ring, .events = POLLIN};
	for (unsigned i = 0; i < MACHINE_SERIAL_PORTS; i++) {
		struct chardev *dev = machine->config.serial[i];
		int fd = dev && board_wants_serial(machine, i) ? chardev_fd(dev) : -1;

		if (fd >= 0)
			fds[count++] = (struct pollfd){.fd = fd, .events = POLLIN};
	}
	if (keys_waiting(machine) || pushed_waiting(machine))
		return true;
	ppoll(fds, count, until_wall_ns == CLOCK_NEVER ? NULL : &timeout, NULL);
	for (nfds_t i = 1; i < count; i++)
		if (fds[i].revents)
			return true;
	return keys_waiting(machine) || pushed_waiting(machine);
}

static void flush_serial(struct machine *machine)
{
	for (unsigned i = 0; i < MACHINE_SERIAL_PORTS; i++)
		if (machine->config.serial[i])
			chardev_flush(machine->config.serial[i]);
	for (unsigned i = 0; i < machine->config.debugcons; i++)
		chardev_flush(machine->config.debugcon[i].line);
}

/* ---- time ---- */

static void skip_to(struct machine *machine, uint64_t ns)
{
	uint64_t now = runloop_now_ns(machine);

	if (ns > now)
		machine->time.other_ns += ns - now;
}

static void anchor(struct machine *machine)
{
	machine->time.anchor_wall_ns = wall_ns();
	machine->time.anchor_now_ns = runloop_now_ns(machine);
}

void machine_set_paced(struct machine *machine, bool paced)
{
	machine->config.paced = paced;
	anchor(machine);
}

void runloop_jumped(struct machine *machine)
{
	uint64_t now_ns = runloop_now_ns(machine);

	anchor(machine);
	machine->time.pace_insns = runloop_insns(machine);
	if (clock_armed(&machine->input_timer))
		clock_arm(&machine->clock, &machine->input_timer,
			  (now_ns / INPUT_GRID_NS + 1) * INPUT_GRID_NS);
}

/* The wall time at which virtual time `ns` is due; the clocks are re-anchored on a large lag. */
static uint64_t wall_of(struct machine *machine, uint64_t ns)
{
	uint64_t due =
	    machine->time.anchor_wall_ns + (runloop_now_ns(machine) - machine->time.anchor_now_ns);

	if (due + LAG_MAX_NS < wall_ns())
		anchor(machine);
	return machine->time.anchor_wall_ns + (ns - machine->time.anchor_now_ns);
}

/*
 * A guest that has only had its timer's ticks for a while sleeps through several of them and then
 * takes them in a row: waking the host for each would cost most of what such a guest costs. It sees
 * nothing of that. Devices' answers, input or work to do, and each one counts again.
 */
static uint64_t lull_slack(struct machine *machine, uint64_t wait_ns)
{
	struct run_time *time = &machine->time;
	const uint64_t insns = runloop_insns(machine);

	if (wait_ns >= LULL_WAIT_NS && insns - time->idle_insns <= LULL_RUN_INSNS)
		time->lull += time->lull < 2 * LULL_WAITS;
	else
		time->lull -= time->lull < LULL_STEP_BACK ? time->lull : LULL_STEP_BACK;
	time->idle_insns = insns;
	return time->lull < LULL_WAITS ? 0 : LULL_SLACK_NS;
}

/* The guest waits for an interrupt: let time pass to the next timer, or until input comes. */
static void idle(struct machine *machine)
{
	uint64_t next;

	flush_serial(machine);
	if (!machine->config.paced) {
		next = clock_next(&machine->clock);
		skip_to(machine, next);
		return;
	}
	clock_disarm(&machine->clock, &machine->input_timer);
	next = clock_next(&machine->clock);

	uint64_t due = next == CLOCK_NEVER ? CLOCK_NEVER : wall_of(machine, next);
	uint64_t now = runloop_now_ns(machine);
	/* Input that is there already is taken at a time that does not depend on the host. */
	bool input = wait_for_host(machine, 0);

	if (!input) {
		uint64_t start = wall_ns(), slack = lull_slack(machine, next - now);

		if (due > start && due != CLOCK_NEVER)
			due += slack;
		input = wait_for_host(machine, due);

		uint64_t woke = wall_ns();
		uint64_t then = !input && woke >= due ? next : now + (woke - start);

		skip_to(machine, then < next ? then : next);
		now = runloop_now_ns(machine);
	}
	clock_arm(&machine->clock, &machine->input_timer,
		  input ? (now + INPUT_GRID_NS - 1) / INPUT_GRID_NS * INPUT_GRID_NS
			: (now / INPUT_GRID_NS + 1) * INPUT_GRID_NS);
	if (input) {
		machine->time.lull = 0;
		skip_to(machine, machine->input_timer.deadline_ns < next
				     ? machine->input_timer.deadline_ns
				     : next);
	}
}

/* A guest faster than its clock waits for the wall; a slowed one rests in proportion. */
static void pace(struct machine *machine)
{
	struct run_time *time = &machine->time;
	unsigned percent = machine->req.speed_percent;
	uint64_t insns = runloop_insns(machine);

	/* Asking the host for the time costs more than a short slice does. */
	if (insns - time->pace_insns < PACE_INSNS || (percent == 100 && !machine->config.paced))
		return;
	time->pace_insns = insns;
	if (percent < 100)
		wait_for_host(machine, wall_ns() + (wall_ns() - time->pace_wall_ns) *
						       (100 - percent) / percent);
	if (machine->config.paced) {
		uint64_t due = wall_of(machine, runloop_now_ns(machine));

		if (due > wall_ns() + LEAD_MAX_NS)
			wait_for_host(machine, due);
	}
	time->pace_wall_ns = wall_ns();
}

/* ---- turns ---- */

/*
 * Processors take turns of TURN_INSNS instructions in a fixed order; one that
 * sleeps is passed over, one that spins ends its turn, and the only one awake
 * goes on until it has woken another. A turn is counted in instructions, whatever slices it is run
 * in, so that the order is the same in every run. There is one host thread: what LOCK asks for
 * comes by itself.
 */
static bool all_others_sleep(const struct machine *machine)
{
	for (unsigned n = 0; n < machine->cpus; n++)
		if (n != machine->current && !cpu_asleep(machine->cpu[n]))
			return false;
	return true;
}

static void switch_to(struct machine *machine, unsigned n)
{
	uint64_t all = runloop_insns(machine);

	machine->current = n;
	machine->others_insns = all - cpu_insns(machine->cpu[n]);
	machine->turn_end = all_others_sleep(machine) ? UINT64_MAX : all + TURN_INSNS;
}

void runloop_woke(struct machine *machine)
{
	uint64_t all = runloop_insns(machine);

	if (machine->turn_end <= all + TURN_INSNS)
		return;
	machine->turn_end = all + TURN_INSNS;
	cpu_shorten(current(machine), TURN_INSNS);
}

/* The processor whose turn it is now. False: all of them sleep. */
static bool next_turn(struct machine *machine)
{
	bool over = runloop_insns(machine) >= machine->turn_end;

	if (!over && !cpu_asleep(current(machine)))
		return true;
	for (unsigned i = 1; i <= machine->cpus; i++) {
		unsigned n = (machine->current + i) % machine->cpus;

		if (!cpu_asleep(machine->cpu[n])) {
			switch_to(machine, n);
			return true;
		}
	}
	return false;
}

void runloop_yield(struct machine *machine)
{
	if (machine->turn_end == UINT64_MAX)
		return; /* the only one awake */
	machine->turn_end = 0;
	cpu_shorten(current(machine), 0);
}

/* ---- the loop ---- */

/* Where all processors halt with interrupts off, they wait for a reset that nobody may send. */
static void tell_dead_halt(struct machine *machine)
{
	uint64_t eflags = 0, eip = 0;

	for (unsigned n = 0; n < machine->cpus; n++) {
		cpu_get_reg(machine->cpu[n], "eflags", &eflags);
		if (eflags & 1 << 9)
			return;
	}
	if (machine->dead_halt_told)
		return;
	cpu_get_reg(machine->cpu[0], "eip", &eip);
	flush_serial(machine);
	fprintf(stderr, "zonemu: the guest halted with interrupts off at eip %08llx\n",
		(unsigned long long)eip);
	machine->dead_halt_told = true;
}

static void do_reset(struct machine *machine)
{
	char err[256] = "";

	machine->reset_asked = false;
	pthread_mutex_lock(&machine->req.lock);
	machine->req.reset = false;
	pthread_mutex_unlock(&machine->req.lock);
	if (machine->config.no_reboot) {
		machine_quit(machine, 0);
		return;
	}
	if (!board_reset(machine, err, sizeof(err))) {
		fprintf(stderr, "zonemu: %s\n", err);
		machine_quit(machine, 1);
	}
	machine->dead_halt_told = false;
	switch_to(machine, 0);
	clock_arm(&machine->clock, &machine->input_timer,
		  (runloop_now_ns(machine) / INPUT_GRID_NS + 1) * INPUT_GRID_NS);
}

/* A triple fault resets a PC. One that comes back at the same place will do so for ever. */
static void shutdown_cycle(struct machine *machine)
{
	uint64_t eip = 0;

	flush_serial(machine);
	cpu_fault_report(current(machine), stderr);
	cpu_get_reg(current(machine), "eip", &eip);
	machine->shutdowns = (uint32_t)eip == machine->shutdown_eip ? machine->shutdowns + 1 : 1;
	machine->shutdown_eip = (uint32_t)eip;
	if (machine->config.no_shutdown) {
		machine_pause(machine, true);
	} else if (machine->shutdowns >= SHUTDOWN_LIMIT && !machine->config.no_reboot) {
		fprintf(stderr, "zonemu: the same triple fault after %u resets; giving up\n",
			machine->shutdowns - 1);
		machine_quit(machine, 1);
	} else if (machine->config.no_reboot) {
		machine_quit(machine, 1);
	} else {
		machine->reset_asked = true;
	}
}

static void publish(struct machine *machine)
{
	atomic_store_explicit(&machine->time.seen_insns, runloop_insns(machine),
			      memory_order_relaxed);
	atomic_store_explicit(&machine->time.seen_now_ns, runloop_now_ns(machine),
			      memory_order_relaxed);
}

/* Other threads ring; on this one there are three ways to ask for something. */
static bool asked_for_something(const struct machine *machine)
{
	return machine->req.rung || machine->reset_asked || machine->step_end ||
	       machine->onlookers.deferred_count;
}

/* Do what was asked for. False: the machine has ended. */
static bool serve(struct machine *machine)
{
	struct run_requests *req = &machine->req;

	for (;;) {
		requests_heard(machine);
		hooks_run_deferred(machine);
		requests_serve(machine);
		pthread_mutex_lock(&req->lock);
		bool quit = req->quit, reset = req->reset || machine->reset_asked;
		bool paused = req->paused;
		if (paused && req->steps && !machine->step_end)
			machine->step_end = runloop_insns(machine) + req->steps;
		if (!paused || machine->step_end)
			req->steps = 0;
		pthread_mutex_unlock(&req->lock);
		if (quit)
			return false;
		if (reset) {
			do_reset(machine);
			continue;
		}
		if (!paused)
			machine->step_end = 0;
		if (!paused || machine->step_end)
			return true;
		flush_serial(machine);
		wait_for_host(machine, wall_ns() + CLOCK_NS_PER_S);
		anchor(machine);
	}
}

static uint64_t slice_insns(struct machine *machine)
{
	uint64_t insns = insns_until(machine, clock_next(&machine->clock));
	uint64_t done = runloop_insns(machine);

	if (insns > SLICE_MAX_INSNS)
		insns = SLICE_MAX_INSNS;
	if (machine->step_end && machine->step_end - done < insns)
		insns = machine->step_end - done;
	if (machine->turn_end - done < insns)
		insns = machine->turn_end - done;
	return insns;
}

static void run_slice(struct machine *machine)
{
	enum cpu_exit exit = CPU_EXIT_BUDGET;
	bool awake = next_turn(machine);
	uint64_t insns = awake ? slice_insns(machine) : 0;

	if (insns) {
		machine->running = true;
		exit = cpu_run(current(machine), insns);
		machine->running = false;
	}
	if (machine->step_end &&
	    (runloop_insns(machine) >= machine->step_end || !awake || exit == CPU_EXIT_BREAK)) {
		machine->step_end = 0;
		machine->req.rung = true; /* pause again */
	}
	clock_run(&machine->clock);
	if (exit == CPU_EXIT_SHUTDOWN) {
		shutdown_cycle(machine);
	} else if (exit == CPU_EXIT_BREAK) {
		machine_pause(machine, true);
	} else if (!awake && !next_turn(machine)) {
		tell_dead_halt(machine);
		idle(machine);
		machine->time.pace_wall_ns = wall_ns();
		clock_run(&machine->clock);
	}
}

int machine_run(struct machine *machine)
{
	char err[256] = "";

	if (!board_reset(machine, err, sizeof(err))) {
		fprintf(stderr, "zonemu: %s\n", err);
		requests_drop(machine);
		return 1;
	}
	anchor(machine);
	switch_to(machine, 0);
	clock_arm(&machine->clock, &machine->input_timer, INPUT_GRID_NS);
	machine->req.rung = true;
	while (!asked_for_something(machine) || serve(machine)) {
		run_slice(machine);
		publish(machine);
		pace(machine);
	}
	board_drain(machine);
	flush_serial(machine);
	publish(machine);
	requests_drop(machine);
	return machine->req.status;
}

bool runloop_init(struct machine *machine, char *err, size_t err_bytes)
{
	if (!requests_init(machine, err, err_bytes))
		return false;
	clock_timer_init(&machine->input_timer, input_due, machine);
	return true;
}
