/* SPDX-License-Identifier: GPL-2.0-only */
/* signalfd: who waits for signals by a file (guest/fs/signalfd.c). */
#ifndef _LINUX_SIGNALFD_H
#define _LINUX_SIGNALFD_H

#include <linux/signal.h>
#include <linux/wait.h>

extern wait_queue_head_t signalfd_wait;

/* Any context: a signal has come. */
static inline void signalfd_notify(void)
{
	if (unlikely(waitqueue_active(&signalfd_wait)))
		wake_up_all(&signalfd_wait);
}

/* The next signal that is not in mask, with what is known of it; 0: none. siglock is held. */
int dequeue_signal(const sigset_t *mask, struct siginfo *info);

#endif
