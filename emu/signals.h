/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * signals: what the shell and the user send, taken by a thread of its own. The
 * first deadly one asks for an end in order, the second ends at once. Stopped
 * and continued, the terminal is as the shell wants it.
 */
#ifndef ZONEMU_EMU_SIGNALS_H
#define ZONEMU_EMU_SIGNALS_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>

struct signals {
	pthread_t thread;
	atomic_int number; /* the one that ends the run; 0: none came */
	/* From the thread. False: nothing runs yet. */
	bool (*end)(void *ctx);
	void *ctx;
};

/* Before any other thread is made, which inherits what is blocked. False: no thread. */
bool signals_start(struct signals *signals, bool (*end)(void *ctx), void *ctx);
void signals_stop(struct signals *signals);
/* Die as the signal would have had it. */
void signals_die(int number);

#endif
