/* SPDX-License-Identifier: GPL-2.0-only */
/* rwsem: many readers or one writer; a writer that waits keeps new readers out. */
#include <linux/export.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

static bool take_read(struct rw_semaphore *sem)
{
	unsigned long flags;
	bool got;

	spin_lock_irqsave(&sem->wait.lock, flags);
	got = sem->count >= 0 && !sem->writers_waiting;
	sem->count += got;
	spin_unlock_irqrestore(&sem->wait.lock, flags);
	return got;
}

/* waiting: the caller is counted among the waiting writers, and no longer when it succeeds. */
static bool take_write(struct rw_semaphore *sem, bool waiting)
{
	unsigned long flags;
	bool got;

	spin_lock_irqsave(&sem->wait.lock, flags);
	got = sem->count == 0;
	if (got) {
		sem->count = -1;
		sem->writers_waiting -= waiting;
	}
	spin_unlock_irqrestore(&sem->wait.lock, flags);
	return got;
}

/* Whoever may now: the waiters sort it out among themselves. */
static void give_back(struct rw_semaphore *sem, int readers)
{
	unsigned long flags;

	spin_lock_irqsave(&sem->wait.lock, flags);
	sem->count = sem->count < 0 ? readers : sem->count - 1;
	__wake_up_locked(&sem->wait, TASK_NORMAL, 0);
	spin_unlock_irqrestore(&sem->wait.lock, flags);
}

void down_read(struct rw_semaphore *sem)
{
	wait_event(sem->wait, take_read(sem));
}
EXPORT_SYMBOL(down_read);

int down_read_trylock(struct rw_semaphore *sem)
{
	return take_read(sem);
}
EXPORT_SYMBOL(down_read_trylock);

void down_write(struct rw_semaphore *sem)
{
	unsigned long flags;

	might_sleep();
	if (take_write(sem, false))
		return;
	spin_lock_irqsave(&sem->wait.lock, flags);
	sem->writers_waiting++;
	spin_unlock_irqrestore(&sem->wait.lock, flags);
	wait_event(sem->wait, take_write(sem, true));
}
EXPORT_SYMBOL(down_write);

int down_write_trylock(struct rw_semaphore *sem)
{
	return take_write(sem, false);
}
EXPORT_SYMBOL(down_write_trylock);

void up_read(struct rw_semaphore *sem)
{
	give_back(sem, 0);
}
EXPORT_SYMBOL(up_read);

void up_write(struct rw_semaphore *sem)
{
	give_back(sem, 0);
}
EXPORT_SYMBOL(up_write);

void downgrade_write(struct rw_semaphore *sem)
{
	give_back(sem, 1);
}
EXPORT_SYMBOL(downgrade_write);
