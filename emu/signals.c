/* SPDX-License-Identifier: GPL-2.0-only */
#include "emu/signals.h"

#include <signal.h>
#include <unistd.h>

#include "emu/chardev/chardev_tty.h"

static void watched(sigset_t *set)
{
	sigemptyset(set);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
	sigaddset(set, SIGHUP);
	sigaddset(set, SIGTSTP);
	sigaddset(set, SIGCONT);
}

void signals_die(int number)
{
	sigset_t one;

	chardev_tty_restore();
	signal(number, SIG_DFL);
	sigemptyset(&one);
	sigaddset(&one, number);
	pthread_sigmask(SIG_UNBLOCK, &one, NULL);
	raise(number);
	_exit(128 + number);
}

static void take(struct signals *signals, int number)
{
	if (number == SIGTSTP) {
		chardev_tty_restore();
		kill(getpid(), SIGSTOP);
	} else if (number == SIGCONT) {
		chardev_tty_resume();
	} else if (signals->number) {
		signals_die(number);
	} else {
		signals->number = number;
		if (!signals->end(signals->ctx))
			signals_die(number);
	}
}

static void *wait_for_them(void *ctx)
{
	sigset_t set;
	int number;

	watched(&set);
	for (;;)
		if (sigwait(&set, &number) == 0)
			take(ctx, number);
	return NULL;
}

bool signals_start(struct signals *signals, bool (*end)(void *ctx), void *ctx)
{
	sigset_t set;

	signals->end = end;
	signals->ctx = ctx;
	watched(&set);
	pthread_sigmask(SIG_BLOCK, &set, NULL);
	return !pthread_create(&signals->thread, NULL, wait_for_them, signals);
}

void signals_stop(struct signals *signals)
{
	pthread_cancel(signals->thread);
	pthread_join(signals->thread, NULL);
}
