/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * machine_state: the inside of struct machine, shared by emu/board (which wires
 * the board) and runloop.c (which runs it). Nobody else includes it.
 */
#ifndef ZONEMU_EMU_MACHINE_STATE_H
#define ZONEMU_EMU_MACHINE_STATE_H

#include <pthread.h>
#include <stdatomic.h>

#include "devices/clock.h"
#include "devices/iobus.h"
#include "emu/chardev/chardev.h"
#include "emu/machine.h"
#include "emu/wires.h"

#define MACHINE_KEY_QUEUE 256

struct board; /* the chips: emu/board */

struct boundary_call {
	void (*fn)(void *ctx, struct machine *machine);
	void *ctx;
	bool done, dropped;
	struct boundary_call *next;
};

/* What other threads ask of the run loop. Guarded by lock; `ring` wakes the loop. */
struct run_requests {
	pthread_mutex_t lock;
	pthread_cond_t served; /* a boundary call is done, or the machine has ended */
	int ring;	       /* an eventfd */
	atomic_bool rung;      /* it may have something to read */
	bool quit, reset, ended;
	int status;
	bool paused;
	uint64_t steps;
	atomic_uint speed_percent;
	struct boundary_call *calls;
	uint8_t keys[MACHINE_KEY_QUEUE];
	unsigned key_first, key_count;
};

/* Virtual time = instructions executed by all processors << ns_shift, plus what was skipped while
 * halted and what bus cycles took. */
struct run_time {
	uint64_t other_ns;
	uint64_t anchor_wall_ns, anchor_now_ns;	       /* pacing: the two clocks agreed here */
	uint64_t pace_insns, pace_wall_ns;	       /* when it was last looked at */
	uint64_t idle_insns;			       /* when it last fell asleep */
	unsigned lull;				       /* waits for a tick in a row */
	atomic_uint_least64_t seen_insns, seen_now_ns; /* as of the last boundary */
};

#define MACHINE_MAX_PROBES   256
#define MACHINE_MAX_DEFERRED 16

struct machine_onlookers {
	struct cpu_hooks hooks[MACHINE_MAX_ONLOOKERS];
	bool used[MACHINE_MAX_ONLOOKERS];
	struct cpu_hooks merged; /* what the processors call */
	struct {
		uint32_t la;
		unsigned users;
	} probe[MACHINE_MAX_PROBES];
	unsigned probes;
	struct {
		void (*fn)(void *ctx, struct machine *machine);
		void *ctx;
	} deferred[MACHINE_MAX_DEFERRED];
	unsigned deferred_count;
};

struct machine {
	struct machine_config config;
	struct physmap *map;
	struct iobus iobus;
	struct clock clock;
	struct cpu *cpu[MACHINE_MAX_CPUS];
	unsigned cpus;
	unsigned current;      /* the processor that runs, or ran last */
	uint64_t others_insns; /* executed by all others */
	uint64_t turn_end;     /* of the current one: by the count of all */
	struct board *board;

	bool (*load)(void *ctx, struct machine *machine, char *err, size_t err_bytes);
	void *load_ctx;

	struct run_requests req;
	struct run_time time;
	struct machine_onlookers onlookers;
	struct wires wires;
	struct machine_notice notice;
	unsigned loads;
	struct clock_timer input_timer; /* input is looked for at this grid of virtual time */
	uint64_t step_end;		/* single-stepping: pause at this instruction count, or 0 */
	bool running;
	bool reset_asked; /* by a chip, on the machine's own thread */
	bool dead_halt_told;
	unsigned shutdowns; /* triple faults at the same place in a row */
	uint32_t shutdown_eip;
};

/* runloop.c */
bool runloop_init(struct machine *machine, char *err, size_t err_bytes);
uint64_t runloop_now_ns(const void *machine);
/* Instructions executed by all processors. */
uint64_t runloop_insns(const struct machine *machine);
/* A processor may have been woken: the one that runs goes on no longer than a turn. */
void runloop_woke(struct machine *machine);
/* Virtual time has jumped: what hangs on it outside of the chips is set anew. */
void runloop_jumped(struct machine *machine);
/* The current processor spins: its turn ends. */
void runloop_yield(struct machine *machine);
void runloop_deadline_nearer(void *machine);
/* A bus cycle of the processor that runs: virtual time passes without an instruction. */
void runloop_spend(struct machine *machine, uint64_t ns);
/* For chips: end the run with an exit status; ask for a reset; at the next boundary. */
void runloop_end(struct machine *machine, int status);
void runloop_ask_reset(struct machine *machine);

/* requests.c */
bool requests_init(struct machine *machine, char *err, size_t err_bytes);
void requests_free(struct machine *machine);
/* The bell has been heard: what is asked will be looked at. */
void requests_heard(struct machine *machine);
/* Do what waits for this boundary; the machine has ended: give up what waits. */
void requests_serve(struct machine *machine);
void requests_drop(struct machine *machine);

/* hooks.c: run what machine_defer() was given */
void hooks_run_deferred(struct machine *machine);

/* board/ */
bool board_reset(struct machine *machine, char *err, size_t err_bytes);
void board_save(struct machine *machine, struct snap_buf *buf);
bool board_load(struct machine *machine, struct snap_buf *buf, char *err, size_t err_bytes);
/* Give the chips what came in from outside: at most what they can take now. True: more waits. */
void board_take_serial(struct machine *machine);
void board_take_key(struct machine *machine, uint8_t set1_code);
bool board_wants_key(const struct machine *machine);
/* The machine ends: what the guest has given to the serial ports goes out. */
void board_drain(struct machine *machine);
/* True when some serial port would take a byte now. */
bool board_wants_serial(const struct machine *machine, unsigned port);

#endif
