/* SPDX-License-Identifier: GPL-2.0-only */
/* percpu_counter: a sum that each CPU adds to on its own, and that is exact only when asked for. */
#ifndef _LINUX_PERCPU_COUNTER_H
#define _LINUX_PERCPU_COUNTER_H

#include <linux/errno.h>
#include <linux/percpu.h>
#include <linux/spinlock.h>

struct percpu_counter {
	spinlock_t lock;
	s64 count;
	s32 __percpu *counters;
};

#define PERCPU_COUNTER_BATCH 32

static inline int percpu_counter_init(struct percpu_counter *fbc, s64 amount, gfp_t gfp)
{
	spin_lock_init(&fbc->lock);
	fbc->count = amount;
	fbc->counters = alloc_percpu(s32);
	return fbc->counters ? 0 : -ENOMEM;
}

static inline void percpu_counter_destroy(struct percpu_counter *fbc)
{
	free_percpu(fbc->counters);
	fbc->counters = NULL;
}

static inline void percpu_counter_add_batch(struct percpu_counter *fbc, s64 amount, s32 batch)
{
	unsigned long flags;
	s32 *mine;

	preempt_disable();
	mine = this_cpu_ptr(fbc->counters);
	spin_lock_irqsave(&fbc->lock, flags);
	if (*mine + amount >= batch || *mine + amount <= -batch) {
		fbc->count += *mine + amount;
		*mine = 0;
	} else {
		*mine += amount;
	}
	spin_unlock_irqrestore(&fbc->lock, flags);
	preempt_enable();
}

static inline s64 percpu_counter_sum(struct percpu_counter *fbc)
{
	unsigned long flags;
	unsigned int cpu;
	s64 sum;

	spin_lock_irqsave(&fbc->lock, flags);
	sum = fbc->count;
	for_each_possible_cpu(cpu) sum += *per_cpu_ptr(fbc->counters, cpu);
	spin_unlock_irqrestore(&fbc->lock, flags);
	return sum;
}

static inline void percpu_counter_set(struct percpu_counter *fbc, s64 amount)
{
	unsigned long flags;
	unsigned int cpu;

	spin_lock_irqsave(&fbc->lock, flags);
	for_each_possible_cpu(cpu) * per_cpu_ptr(fbc->counters, cpu) = 0;
	fbc->count = amount;
	spin_unlock_irqrestore(&fbc->lock, flags);
}

#define percpu_counter_add(fbc, n)	  percpu_counter_add_batch(fbc, n, PERCPU_COUNTER_BATCH)
#define percpu_counter_sub(fbc, n)	  percpu_counter_add(fbc, -(s64)(n))
#define percpu_counter_inc(fbc)		  percpu_counter_add(fbc, 1)
#define percpu_counter_dec(fbc)		  percpu_counter_add(fbc, -1)
#define percpu_counter_read(fbc)	  ((fbc)->count)
#define percpu_counter_read_positive(fbc) max_t(s64, (fbc)->count, 0)
#define percpu_counter_sum_positive(fbc)  max_t(s64, percpu_counter_sum(fbc), 0)
#define percpu_counter_compare(fbc, rhs)                                                           \
	({                                                                                         \
		s64 __sum = percpu_counter_sum(fbc);                                               \
		__sum<(rhs) ? -1 : __sum>(rhs);                                                    \
	})

#endif
