/* SPDX-License-Identifier: GPL-2.0-only */
/* irq_work: a function called in an interrupt soon, asked for where nothing else may be (softirq
 * here). */
#ifndef _LINUX_IRQ_WORK_H
#define _LINUX_IRQ_WORK_H

#include <linux/interrupt.h>

struct irq_work {
	struct tasklet_struct tasklet;
	void (*func)(struct irq_work *work);
};

static inline void __irq_work_run(struct tasklet_struct *t)
{
	struct irq_work *work = container_of(t, struct irq_work, tasklet);

	work->func(work);
}

#define IRQ_WORK_INIT(_func)                                                                       \
	(struct irq_work)                                                                          \
	{                                                                                          \
		.tasklet = {.count = ATOMIC_INIT(0),                                               \
			    .callback = __irq_work_run,                                            \
			    .use_callback = true},                                                 \
		.func = (_func)                                                                    \
	}
/* Where Linux would run it in an interrupt at any price, or at the next tick: the same here. */
#define IRQ_WORK_INIT_HARD(_func)    IRQ_WORK_INIT(_func)
#define IRQ_WORK_INIT_LAZY(_func)    IRQ_WORK_INIT(_func)
#define DEFINE_IRQ_WORK(name, _func) struct irq_work name = IRQ_WORK_INIT(_func)

static inline void init_irq_work(struct irq_work *work, void (*func)(struct irq_work *))
{
	*work = IRQ_WORK_INIT(func);
}

/* False: it was asked for already. */
static inline bool irq_work_queue(struct irq_work *work)
{
	bool was = work->tasklet.state & 1;

	tasklet_hi_schedule(&work->tasklet);
	return !was;
}

static inline void irq_work_sync(struct irq_work *work)
{
	tasklet_kill(&work->tasklet);
}

#endif
