/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rwsem: many readers or one writer; a writer that waits keeps new readers out. Taken and
 * given back by one atomic operation as long as nobody waits: who has to sets WAITING, and
 * then whoever comes asks under wait.lock, and the last to leave wakes them.
 */
#include <linux/export.h>
#include <linux/rwsem.h>
#include <linux/sched.h>

#define WRITER	(1 << 30)
#define WAITING (1u << 31)
#define READERS (WRITER - 1)

static bool take(struct rw_semaphore *sem, unsigned int forbidden, int more)
{
	int old = atomic_read(&sem->count);

	while (!(old & forbidden))
		if (atomic_try_cmpxchg(&sem->count, &old, old + more))
			return true;
	return false;
}

static bool take_read(struct rw_semaphore *sem)
{
	return take(sem, WRITER | WAITING, 1);
}

static bool take_write(struct rw_semaphore *sem)
{
	return take(sem, ~0u, WRITER);
}

/* ---- somebody waits ---- */

static void begin_wait(struct rw_semaphore *sem, bool write)
{
	unsigned long flags;

	spin_lock_irqsave(&sem->wait.lock, flags);
	sem->waiters++;
	sem->writers_waiting += write;
	atomic_or(WAITING, &sem->count);
	spin_unlock_irqrestore(&sem->wait.lock, flags);
}

/* A writer for whom all have left; a reader when no writer has it or wants it. */
static bool take_waiting(struct rw_semaphore *sem, bool write)
{
	unsigned long flags;
	bool got;

	spin_lock_irqsave(&sem->wait.lock, flags);
	if (write)
		got = take(sem, WRITER | READERS, WRITER);
	else
		got = !sem->writers_waiting && take(sem, WRITER, 1);
	if (got) {
		sem->writers_waiting -= write;
		if (!--sem->waiters)
			atomic_and(~WAITING, &sem->count);
	}
	spin_unlock_irqrestore(&sem->wait.lock, flags);
	return got;
}

static void wait_for(struct rw_semaphore *sem, bool write)
{
	begin_wait(sem, write);
	wait_event(sem->wait, take_waiting(sem, write));
}

static void give_back(struct rw_semaphore *sem, int less)
{
	unsigned int left = atomic_sub_return(less, &sem->count);

	if (unlikely(left & WAITING) && !(left & WRITER))
		wake_up_all(&sem->wait);
}

/* ---- */

void down_read(struct rw_semaphore *sem)
{
	might_sleep();
	if (unlikely(!take_read(sem)))
		wait_for(sem, false);
}
EXPORT_SYMBOL(down_read);

int down_read_trylock(struct rw_semaphore *sem)
{
	return take_read(sem);
}
EXPORT_SYMBOL(down_read_trylock);

void down_write(struct rw_semaphore *sem)
{
	might_sleep();
	if (unlikely(!take_write(sem)))
		wait_for(sem, true);
	WRITE_ONCE(sem->owner, current);
}
EXPORT_SYMBOL(down_write);

int down_write_trylock(struct rw_semaphore *sem)
{
	if (!take_write(sem))
		return 0;
	WRITE_ONCE(sem->owner, current);
	return 1;
}
EXPORT_SYMBOL(down_write_trylock);

void up_read(struct rw_semaphore *sem)
{
	give_back(sem, 1);
}
EXPORT_SYMBOL(up_read);

void up_write(struct rw_semaphore *sem)
{
	WRITE_ONCE(sem->owner, NULL);
	give_back(sem, WRITER);
}
EXPORT_SYMBOL(up_write);

bool rwsem_is_mine(const struct rw_semaphore *sem)
{
	return READ_ONCE(sem->owner) == current;
}

void downgrade_write(struct rw_semaphore *sem)
{
	WRITE_ONCE(sem->owner, NULL);
	give_back(sem, WRITER - 1);
}
EXPORT_SYMBOL(downgrade_write);
