/* SPDX-License-Identifier: GPL-2.0-only */
/* completion: wait for something to be done once. */
#ifndef _LINUX_COMPLETION_H
#define _LINUX_COMPLETION_H

#include <linux/wait.h>

struct completion {
	unsigned int done;
	wait_queue_head_t wait;
};

#define COMPLETION_INITIALIZER(work)                                                               \
	{                                                                                          \
		.wait = __WAIT_QUEUE_HEAD_INITIALIZER((work).wait)                                 \
	}
#define DECLARE_COMPLETION(work)	 struct completion work = COMPLETION_INITIALIZER(work)
#define DECLARE_COMPLETION_ONSTACK(work) DECLARE_COMPLETION(work)

static inline void init_completion(struct completion *x)
{
	x->done = 0;
	init_waitqueue_head(&x->wait);
}

static inline void reinit_completion(struct completion *x)
{
	x->done = 0;
}

#define INIT_COMPLETION(x) ((x).done = 0)

void wait_for_completion(struct completion *x);
int wait_for_completion_interruptible(struct completion *x);
int wait_for_completion_killable(struct completion *x);
/* The ticks left; 0: none, it is not done. */
unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout);
/* The ticks left; 0: none, -ERESTARTSYS: a signal. */
long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout);
#define wait_for_completion_killable_timeout(x, t) wait_for_completion_interruptible_timeout(x, t)
#define wait_for_completion_io(x)		   wait_for_completion(x)
#define wait_for_completion_io_timeout(x, t)	   wait_for_completion_timeout(x, t)
bool try_wait_for_completion(struct completion *x);
bool completion_done(struct completion *x);
void complete(struct completion *x);
void complete_all(struct completion *x);
#ifndef LINUX_6_1_ONLY /* of other versions */
void complete_and_exit(struct completion *x, long code) __noreturn;
#endif

#endif
