/* SPDX-License-Identifier: GPL-2.0-only */
/* semaphore: counting; see rwsem.c for readers and writers. */
#include <linux/export.h>
#include <linux/sched.h>
#include <linux/semaphore.h>

static bool take(struct semaphore *sem)
{
	unsigned long flags;
	bool got;

	spin_lock_irqsave(&sem->wait.lock, flags);
	got = sem->count > 0;
	sem->count -= got;
	spin_unlock_irqrestore(&sem->wait.lock, flags);
	return got;
}

void down(struct semaphore *sem)
{
	might_sleep();
	if (!take(sem))
		(void)___wait_event(sem->wait, take(sem), TASK_UNINTERRUPTIBLE, 1, 0, schedule());
}
EXPORT_SYMBOL(down);

int down_interruptible(struct semaphore *sem)
{
	might_sleep();
	if (take(sem))
		return 0;
	return ___wait_event(sem->wait, take(sem), TASK_INTERRUPTIBLE, 1, 0, schedule()) ? -EINTR
											 : 0;
}
EXPORT_SYMBOL(down_interruptible);

int down_trylock(struct semaphore *sem)
{
	return !take(sem);
}
EXPORT_SYMBOL(down_trylock);

int down_timeout(struct semaphore *sem, long timeout)
{
	return wait_event_timeout(sem->wait, take(sem), timeout) ? 0 : -ETIME;
}
EXPORT_SYMBOL(down_timeout);

void up(struct semaphore *sem)
{
	unsigned long flags;

	spin_lock_irqsave(&sem->wait.lock, flags);
	sem->count++;
	__wake_up_locked(&sem->wait, TASK_NORMAL, 1);
	spin_unlock_irqrestore(&sem->wait.lock, flags);
}
EXPORT_SYMBOL(up);
