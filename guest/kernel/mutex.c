/* SPDX-License-Identifier: GPL-2.0-only */
/* mutex: locked and unlocked by one atomic operation as long as nobody waits. */
#include <linux/bug.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/mutex.h>
#include <linux/sched.h>

/* A waiter leaves -1 behind, so that the holder knows to wake somebody. */
static bool take_contended(struct mutex *lock)
{
	return atomic_xchg(&lock->count, -1) == 1;
}

static bool take_free(struct mutex *lock)
{
	return atomic_cmpxchg(&lock->count, 1, 0) == 1;
}

static void tell_if_own(const struct mutex *lock)
{
	if (lock->owner != current)
		return;
	pr_err("BUG: %s/%d locks a mutex that it holds, and waits for ever\n", current->comm,
	       current->pid);
	dump_stack();
	misuse_of_caller("locks a mutex that it holds, and waits for ever");
}

void mutex_lock(struct mutex *lock)
{
	might_sleep();
	if (!take_free(lock)) {
		tell_if_own(lock);
		(void)___wait_event(lock->wait, take_contended(lock), TASK_UNINTERRUPTIBLE, 1, 0,
				    schedule());
	}
	lock->owner = current;
}
EXPORT_SYMBOL(mutex_lock);

int mutex_lock_interruptible(struct mutex *lock)
{
	might_sleep();
	if (!take_free(lock)) {
		tell_if_own(lock);
		if (___wait_event(lock->wait, take_contended(lock), TASK_INTERRUPTIBLE, 1, 0,
				  schedule()))
			return -EINTR;
	}
	lock->owner = current;
	return 0;
}
EXPORT_SYMBOL(mutex_lock_interruptible);

int mutex_trylock(struct mutex *lock)
{
	if (!take_free(lock))
		return 0;
	lock->owner = current;
	return 1;
}
EXPORT_SYMBOL(mutex_trylock);

void mutex_unlock(struct mutex *lock)
{
	WARN_ONCE(lock->owner != current, "mutex unlocked by %s, which does not hold it\n",
		  current->comm);
	lock->owner = NULL;
	if (atomic_xchg(&lock->count, 1) < 0)
		wake_up(&lock->wait);
}
EXPORT_SYMBOL(mutex_unlock);
