/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * requests: what other threads ask of the machine. They note it under a lock and ring; the run
 * loop looks at the next instruction boundary.
 */
#include <assert.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "emu/machine_state.h"

static void ring(struct machine *machine)
{
	uint64_t one = 1;

	if (write(machine->req.ring, &one, sizeof(one)) < 0)
		assert(errno == EAGAIN); /* the counter is full: the bell is ringing already */
	/* After the write: who sees this has something to read. */
	atomic_store(&machine->req.rung, true);
	for (unsigned n = 0; n < machine->cpus; n++)
		cpu_stop(machine->cpu[n]);
}

void requests_heard(struct machine *machine)
{
	uint64_t count;

	if (!atomic_exchange(&machine->req.rung, false))
		return;
	if (read(machine->req.ring, &count, sizeof(count)) < 0)
		assert(errno == EAGAIN);
}

void machine_quit(struct machine *machine, int status)
{
	pthread_mutex_lock(&machine->req.lock);
	if (!machine->req.quit) {
		machine->req.quit = true;
		machine->req.status = status;
	}
	pthread_mutex_unlock(&machine->req.lock);
	ring(machine);
}

void machine_pause(struct machine *machine, bool paused)
{
	pthread_mutex_lock(&machine->req.lock);
	machine->req.paused = paused;
	machine->req.steps = 0;
	pthread_mutex_unlock(&machine->req.lock);
	ring(machine);
}

bool machine_paused(const struct machine *machine)
{
	struct machine *unlocked = (struct machine *)machine;
	bool paused;

	pthread_mutex_lock(&unlocked->req.lock);
	paused = machine->req.paused;
	pthread_mutex_unlock(&unlocked->req.lock);
	return paused;
}

void machine_reset(struct machine *machine)
{
	pthread_mutex_lock(&machine->req.lock);
	machine->req.reset = true;
	pthread_mutex_unlock(&machine->req.lock);
	ring(machine);
}

void machine_step(struct machine *machine, uint64_t n)
{
	pthread_mutex_lock(&machine->req.lock);
	machine->req.steps += n;
	pthread_mutex_unlock(&machine->req.lock);
	ring(machine);
}

void machine_set_speed(struct machine *machine, unsigned percent)
{
	machine->req.speed_percent = percent < 1 ? 1 : percent > 100 ? 100 : percent;
}

void machine_wake(struct machine *machine)
{
	ring(machine);
}

void machine_key(struct machine *machine, uint8_t set1_code)
{
	struct run_requests *req = &machine->req;

	pthread_mutex_lock(&req->lock);
	if (req->key_count < MACHINE_KEY_QUEUE)
		req->keys[(req->key_first + req->key_count++) % MACHINE_KEY_QUEUE] = set1_code;
	pthread_mutex_unlock(&req->lock);
	ring(machine);
}

uint64_t machine_insns(const struct machine *machine)
{
	return atomic_load_explicit(&machine->time.seen_insns, memory_order_relaxed);
}

uint64_t machine_now_ns(const struct machine *machine)
{
	return atomic_load_explicit(&machine->time.seen_now_ns, memory_order_relaxed);
}

bool machine_at_boundary(struct machine *machine, void (*fn)(void *ctx, struct machine *machine),
			 void *ctx)
{
	struct boundary_call call = {.fn = fn, .ctx = ctx};
	struct run_requests *req = &machine->req;

	pthread_mutex_lock(&req->lock);
	if (req->ended) {
		pthread_mutex_unlock(&req->lock);
		return false;
	}
	struct boundary_call **last = &req->calls;
	while (*last)
		last = &(*last)->next;
	*last = &call;
	pthread_mutex_unlock(&req->lock);
	ring(machine);
	pthread_mutex_lock(&req->lock);
	while (!call.done && !call.dropped)
		pthread_cond_wait(&req->served, &req->lock);
	pthread_mutex_unlock(&req->lock);
	return call.done;
}

void requests_serve(struct machine *machine)
{
	struct run_requests *req = &machine->req;

	pthread_mutex_lock(&req->lock);
	while (req->calls) {
		struct boundary_call *call = req->calls;

		req->calls = call->next;
		pthread_mutex_unlock(&req->lock);
		call->fn(call->ctx, machine);
		pthread_mutex_lock(&req->lock);
		call->done = true;
		pthread_cond_broadcast(&req->served);
	}
	pthread_mutex_unlock(&req->lock);
}

void requests_drop(struct machine *machine)
{
	struct run_requests *req = &machine->req;

	pthread_mutex_lock(&req->lock);
	req->ended = true;
	while (req->calls) {
		struct boundary_call *call = req->calls;

		req->calls = call->next;
		call->dropped = true;
	}
	pthread_cond_broadcast(&req->served);
	pthread_mutex_unlock(&req->lock);
}

bool requests_init(struct machine *machine, char *err, size_t err_bytes)
{
	struct run_requests *req = &machine->req;

	pthread_mutex_init(&req->lock, NULL);
	pthread_cond_init(&req->served, NULL);
	req->speed_percent = 100;
	req->paused = machine->config.start_paused;
	req->ring = eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
	if (req->ring >= 0)
		return true;
	snprintf(err, err_bytes, "cannot make an event descriptor: %s", strerror(errno));
	return false;
}

void requests_free(struct machine *machine)
{
	if (machine->req.ring >= 0)
		close(machine->req.ring);
	pthread_cond_destroy(&machine->req.served);
	pthread_mutex_destroy(&machine->req.lock);
}
