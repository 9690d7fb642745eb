/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * smp_lock: the big kernel lock of 2.6. Its holder may take it again. Unlike there, it is
 * not let go while its holder sleeps: it guards nothing here but what modules think it does.
 */
#include <linux/export.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/smp_lock.h>

static DEFINE_MUTEX(big_lock);
static struct task_struct *holder;
static int depth;

int kernel_locked(void)
{
	return READ_ONCE(holder) == current;
}
EXPORT_SYMBOL(kernel_locked);

void lock_kernel(void)
{
	if (!kernel_locked()) {
		mutex_lock(&big_lock);
		holder = current;
	}
	depth++;
}
EXPORT_SYMBOL(lock_kernel);

void unlock_kernel(void)
{
	if (WARN(!kernel_locked(), "unlock_kernel: not locked by this task\n"))
		return;
	if (!--depth) {
		holder = NULL;
		mutex_unlock(&big_lock);
	}
}
EXPORT_SYMBOL(unlock_kernel);
