/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * seqlock: readers that try again when a writer came in between. The count is odd while
 * something is being written.
 */
#ifndef _LINUX_SEQLOCK_H
#define _LINUX_SEQLOCK_H

#include <linux/spinlock.h>
#include <asm/barrier.h>
#include <asm/processor.h>

typedef struct seqcount {
	unsigned int sequence;
} seqcount_t;

#define SEQCNT_ZERO(name)                                                                          \
	{                                                                                          \
		0                                                                                  \
	}
#define seqcount_init(s) ((s)->sequence = 0)

static inline unsigned int read_seqcount_begin(const seqcount_t *s)
{
	unsigned int now;

	while ((now = READ_ONCE(s->sequence)) & 1)
		cpu_relax();
	smp_rmb();
	return now;
}

/* True: what was read is worth nothing. */
static inline int read_seqcount_retry(const seqcount_t *s, unsigned int start)
{
	smp_rmb();
	return READ_ONCE(s->sequence) != start;
}

static inline void write_seqcount_begin(seqcount_t *s)
{
	s->sequence++;
	smp_wmb();
}

static inline void write_seqcount_end(seqcount_t *s)
{
	smp_wmb();
	s->sequence++;
}

/* With a lock for the writers. */
typedef struct {
	seqcount_t seqcount;
	spinlock_t lock;
} seqlock_t;

#define __SEQLOCK_UNLOCKED(name)                                                                   \
	{                                                                                          \
		.seqcount = SEQCNT_ZERO(name), .lock = __SPIN_LOCK_UNLOCKED((name).lock)           \
	}
#define SEQLOCK_UNLOCKED	((seqlock_t)__SEQLOCK_UNLOCKED(old))
#define DEFINE_SEQLOCK(x)	seqlock_t x = __SEQLOCK_UNLOCKED(x)
#define seqlock_init(s)		(seqcount_init(&(s)->seqcount), spin_lock_init(&(s)->lock))
#define read_seqbegin(s)	read_seqcount_begin(&(s)->seqcount)
#define read_seqretry(s, start) read_seqcount_retry(&(s)->seqcount, start)

static inline void write_seqlock(seqlock_t *s)
{
	spin_lock(&s->lock);
	write_seqcount_begin(&s->seqcount);
}

static inline void write_sequnlock(seqlock_t *s)
{
	write_seqcount_end(&s->seqcount);
	spin_unlock(&s->lock);
}

#define write_seqlock_irqsave(s, flags)                                                            \
	do {                                                                                       \
		local_irq_save(flags);                                                             \
		write_seqlock(s);                                                                  \
	} while (0)
#define write_sequnlock_irqrestore(s, flags)                                                       \
	do {                                                                                       \
		write_sequnlock(s);                                                                \
		local_irq_restore(flags);                                                          \
	} while (0)
#define write_seqlock_bh(s)    (local_bh_disable(), write_seqlock(s))
#define write_sequnlock_bh(s)  (write_sequnlock(s), local_bh_enable())
#define write_seqlock_irq(s)   (local_irq_disable(), write_seqlock(s))
#define write_sequnlock_irq(s) (write_sequnlock(s), local_irq_enable())

#endif
