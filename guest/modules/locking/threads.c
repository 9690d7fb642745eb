/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * threads: several threads add to one number, under a lock of the kind asked for: lock=spin,
 * mutex, sem, rwsem, atomic, seq. The sum is right, whatever the number of CPUs.
 */
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/semaphore.h>
#include <linux/seqlock.h>
#include <linux/spinlock.h>
#include <linux/string.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Locks of all kinds");

static char *lock = "spin";
module_param(lock, charp, 0444);
static int threads = 4;
module_param(threads, int, 0444);
static int rounds = 1000;
module_param(rounds, int, 0444);

static DEFINE_SPINLOCK(spin);
static DEFINE_MUTEX(mutex);
static struct semaphore sem;
static DECLARE_RWSEM(rwsem);
static DEFINE_SEQLOCK(seq);
static atomic_t atomic_sum = ATOMIC_INIT(0), left;
static int sum;
static DECLARE_COMPLETION(all_done);

/* Something that goes wrong when two do it at once. */
static void add_slowly(void)
{
	int seen = READ_ONCE(sum);

	barrier();
	WRITE_ONCE(sum, seen + 1);
}

static void add_spin(void)
{
	spin_lock(&spin);
	add_slowly();
	spin_unlock(&spin);
}

static void add_mutex(void)
{
	mutex_lock(&mutex);
	add_slowly();
	mutex_unlock(&mutex);
}

static void add_sem(void)
{
	down(&sem);
	add_slowly();
	up(&sem);
}

static void add_rwsem(void)
{
	down_write(&rwsem);
	add_slowly();
	up_write(&rwsem);
}

static void add_seq(void)
{
	write_seqlock(&seq);
	add_slowly();
	write_sequnlock(&seq);
}

static void add_atomic(void)
{
	atomic_inc(&atomic_sum);
}

static const struct {
	const char *name;
	void (*add)(void);
} kinds[] = {
    {"spin", add_spin},	  {"mutex", add_mutex}, {"sem", add_sem},
    {"rwsem", add_rwsem}, {"seq", add_seq},	{"atomic", add_atomic},
};

static int worker(void *add)
{
	int i;

	for (i = 0; i < rounds; i++) {
		((void (*)(void))add)();
		if (i % 100 == 0)
			schedule();
	}
	if (atomic_dec_and_test(&left))
		complete(&all_done);
	return 0;
}

static int __init threads_init(void)
{
	struct task_struct *task;
	int i, kind;

	for (kind = 0; kind < ARRAY_SIZE(kinds) && strcmp(kinds[kind].name, lock); kind++)
		;
	if (kind == ARRAY_SIZE(kinds))
		return -EINVAL;
	sema_init(&sem, 1);
	atomic_set(&left, threads);
	for (i = 0; i < threads; i++) {
		task = kthread_run(worker, kinds[kind].add, "adder/%d", i);
		if (IS_ERR(task) && atomic_dec_and_test(&left))
			complete(&all_done);
	}
	wait_for_completion(&all_done);
	pr_info("threads: %s: %d threads of %d rounds give %d\n", lock, threads, rounds,
		sum + atomic_read(&atomic_sum));
	return 0;
}

static void __exit threads_exit(void)
{
}

module_init(threads_init);
module_exit(threads_exit);
