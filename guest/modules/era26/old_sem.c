/* SPDX-License-Identifier: GPL-2.0-only */
/* old_sem: semaphores as mutexes, kernel_thread() and the big kernel lock. */
#include <linux/completion.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/smp_lock.h>
#include <linux/spinlock.h>
#include <asm/semaphore.h>

MODULE_LICENSE("GPL");

static DECLARE_MUTEX(one);
static DECLARE_MUTEX_LOCKED(gate);
static struct semaphore third;
static spinlock_t lock = SPIN_LOCK_UNLOCKED;
static DECLARE_COMPLETION(done);
static int value;

static int open_gate(void *data)
{
	if (down_interruptible(&one))
		return -EINTR;
	spin_lock(&lock);
	value = *(int *)data;
	spin_unlock(&lock);
	up(&one);
	up(&gate);
	complete(&done);
	return 0;
}

static int __init old_sem_init(void)
{
	int wanted = 7;

	init_MUTEX(&third);
	if (down_trylock(&third))
		return -EBUSY;
	lock_kernel();
	kernel_thread(open_gate, &wanted, 0);
	down(&gate);
	unlock_kernel();
	wait_for_completion(&done);
	up(&third);
	printk(KERN_INFO "old_sem: %d\n", value);
	return 0;
}

static void __exit old_sem_exit(void)
{
}

module_init(old_sem_init);
module_exit(old_sem_exit);
