/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * srcu: two counts of readers. Who waits turns the new ones to the other count and waits until
 * the old one is 0; twice, for a reader may have chosen its count just before it was turned.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/srcu.h>

int init_srcu_struct(struct srcu_struct *ssp)
{
	*ssp = (struct srcu_struct){.idx = 0};
	mutex_init(&ssp->lock);
	init_waitqueue_head(&ssp->wait);
	return 0;
}
EXPORT_SYMBOL_GPL(init_srcu_struct);

void cleanup_srcu_struct(struct srcu_struct *ssp)
{
	WARN(atomic_read(&ssp->readers[0]) || atomic_read(&ssp->readers[1]),
	     "cleanup_srcu_struct: there are readers\n");
}
EXPORT_SYMBOL_GPL(cleanup_srcu_struct);

int srcu_read_lock(struct srcu_struct *ssp)
{
	int idx = READ_ONCE(ssp->idx) & 1;

	atomic_inc(&ssp->readers[idx]);
	smp_mb();
	return idx;
}
EXPORT_SYMBOL_GPL(srcu_read_lock);

void srcu_read_unlock(struct srcu_struct *ssp, int idx)
{
	smp_mb();
	if (atomic_dec_and_test(&ssp->readers[idx]))
		wake_up(&ssp->wait);
}
EXPORT_SYMBOL_GPL(srcu_read_unlock);

static void turn(struct srcu_struct *ssp)
{
	unsigned int old = ssp->idx & 1;

	WRITE_ONCE(ssp->idx, ssp->idx + 1);
	smp_mb();
	wait_event(ssp->wait, !atomic_read(&ssp->readers[old]));
}

void synchronize_srcu(struct srcu_struct *ssp)
{
	mutex_lock(&ssp->lock);
	turn(ssp);
	turn(ssp);
	mutex_unlock(&ssp->lock);
}
EXPORT_SYMBOL_GPL(synchronize_srcu);
