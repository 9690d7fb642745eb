/* SPDX-License-Identifier: GPL-2.0-only */
/* completion: done counts the waiters that may pass; UINT_MAX lets all pass for ever. */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>

static bool take(struct completion *x)
{
	unsigned long flags;
	bool done;

	spin_lock_irqsave(&x->wait.lock, flags);
	done = x->done;
	if (done && x->done != UINT_MAX)
		x->done--;
	spin_unlock_irqrestore(&x->wait.lock, flags);
	return done;
}

void wait_for_completion(struct completion *x)
{
	wait_event(x->wait, take(x));
}
EXPORT_SYMBOL(wait_for_completion);

int wait_for_completion_interruptible(struct completion *x)
{
	return wait_event_interruptible(x->wait, take(x));
}
EXPORT_SYMBOL(wait_for_completion_interruptible);

int wait_for_completion_killable(struct completion *x)
{
	return wait_event_killable(x->wait, take(x));
}
EXPORT_SYMBOL(wait_for_completion_killable);

unsigned long wait_for_completion_timeout(struct completion *x, unsigned long timeout)
{
	return wait_event_timeout(x->wait, take(x), timeout);
}
EXPORT_SYMBOL(wait_for_completion_timeout);

long wait_for_completion_interruptible_timeout(struct completion *x, unsigned long timeout)
{
	return wait_event_interruptible_timeout(x->wait, take(x), timeout);
}
EXPORT_SYMBOL(wait_for_completion_interruptible_timeout);

bool try_wait_for_completion(struct completion *x)
{
	return take(x);
}
EXPORT_SYMBOL(try_wait_for_completion);

bool completion_done(struct completion *x)
{
	return READ_ONCE(x->done);
}
EXPORT_SYMBOL(completion_done);

void complete(struct completion *x)
{
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	if (x->done != UINT_MAX)
		x->done++;
	__wake_up_locked(&x->wait, TASK_NORMAL, 1);
	spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete);

void complete_all(struct completion *x)
{
	unsigned long flags;

	spin_lock_irqsave(&x->wait.lock, flags);
	x->done = UINT_MAX;
	__wake_up_locked(&x->wait, TASK_NORMAL, 0);
	spin_unlock_irqrestore(&x->wait.lock, flags);
}
EXPORT_SYMBOL(complete_all);
