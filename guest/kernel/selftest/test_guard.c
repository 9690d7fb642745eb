/* SPDX-License-Identifier: GPL-2.0-only */
/* Locks that are let go when their block ends (linux/cleanup.h). */
#include <linux/cleanup.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rwsem.h>
#include <linux/selftest.h>
#include <linux/spinlock.h>

static DEFINE_MUTEX(mutex);
static DEFINE_SPINLOCK(spin);
static DECLARE_RWSEM(sem);

static int leaves_early(bool early)
{
	guard(mutex)(&mutex);
	if (early)
		return mutex_is_locked(&mutex);
	return 2;
}

SELFTEST(guard, locks_are_let_go_on_every_way_out)
{
	bool got = false;

	EXPECT(t, leaves_early(true) == 1 && !mutex_is_locked(&mutex));
	EXPECT(t, leaves_early(false) == 2 && !mutex_is_locked(&mutex));
	scoped_guard(spinlock_irqsave, &spin)
	{
		EXPECT(t, spin_is_locked(&spin) && irqs_disabled());
	}
	EXPECT(t, !spin_is_locked(&spin) && !irqs_disabled());
	scoped_guard(rwsem_write, &sem)
	{
		EXPECT(t, !down_read_trylock(&sem));
	}
	if (EXPECT(t, down_read_trylock(&sem)))
		up_read(&sem);
	mutex_lock(&mutex);
	scoped_guard(mutex_try, &mutex)
	{
		got = true;
	}
	mutex_unlock(&mutex);
	EXPECT(t, !got);
	scoped_guard(irqsave)
	{
		guard(preempt)();
		EXPECT(t, irqs_disabled());
	}
	EXPECT(t, !irqs_disabled() && preemptible());
}
