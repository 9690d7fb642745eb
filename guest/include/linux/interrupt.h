/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * interrupt: handlers of interrupt lines, and the work they leave for later: softirqs
 * and tasklets.
 */
#ifndef _LINUX_INTERRUPT_H
#define _LINUX_INTERRUPT_H

#include <linux/atomic.h>
#include <linux/bottom_half.h>
#include <linux/irqreturn.h>
#include <linux/irqflags.h>
#include <linux/preempt.h>
#include <linux/spinlock.h>
#include <linux/types.h>

#define IRQF_TRIGGER_NONE    0x00000000
#define IRQF_TRIGGER_RISING  0x00000001
#define IRQF_TRIGGER_FALLING 0x00000002
#define IRQF_TRIGGER_HIGH    0x00000004
#define IRQF_TRIGGER_LOW     0x00000008
#define IRQF_TRIGGER_MASK    0x0000000f
#define IRQF_SHARED	     0x00000080
#define IRQF_PROBE_SHARED    0x00000100
#define IRQF_TIMER	     0x00000200
#define IRQF_ONESHOT	     0x00002000
#define IRQF_NO_SUSPEND	     0x00004000
#define IRQF_NO_THREAD	     0x00010000
#define IRQF_EARLY_RESUME    0x00020000
#define IRQF_COND_SUSPEND    0x00040000
#define IRQF_NO_AUTOEN	     0x00080000 /* stays off until enable_irq() */
#define IRQ_NOTCONNECTED     (1U << 31)
#define IRQF_DISABLED	     0
#define IRQF_SAMPLE_RANDOM   0
#define SA_INTERRUPT	     0
#define SA_SHIRQ	     IRQF_SHARED
#define SA_SAMPLE_RANDOM     0

typedef irqreturn_t (*irq_handler_t)(int irq, void *dev_id);

struct irqaction {
	irq_handler_t handler;
	unsigned long flags;
	const char *name;
	void *dev_id;
	int irq;
	struct irqaction *next;	 /* others on the same line */
	irq_handler_t thread_fn; /* run by thread when handler says IRQ_WAKE_THREAD */
	struct task_struct *thread;
	bool thread_wanted;
};

/* Handlers run with interrupts off. 0, -EINVAL (no such line), -EBUSY (taken), -ENOMEM. */
int __must_check request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			     const char *name, void *dev_id);
/*
 * The same in two halves: handler (NULL: one that only wakes) says whether it is the device's,
 * thread_fn does the work, in a thread of its own. IRQF_ONESHOT keeps the line off meanwhile.
 */
int __must_check request_threaded_irq(unsigned int irq, irq_handler_t handler,
				      irq_handler_t thread_fn, unsigned long flags,
				      const char *name, void *dev_id);
/* In an interrupt (0: IRQC_IS_HARDIRQ), or in a thread where the line needs one (IRQC_IS_NESTED).
 */
int __must_check request_any_context_irq(unsigned int irq, irq_handler_t handler,
					 unsigned long flags, const char *name, void *dev_id);
enum { IRQC_IS_HARDIRQ = 0, IRQC_IS_NESTED };
/* Waits until the handler runs nowhere. Not in interrupts. Gives back the name. */
const void *free_irq(unsigned int irq, void *dev_id);

struct device;

/* Freed with the device's driver. name NULL: the device's. */
int __must_check devm_request_threaded_irq(struct device *dev, unsigned int irq,
					   irq_handler_t handler, irq_handler_t thread_fn,
					   unsigned long flags, const char *name, void *dev_id);
#define devm_request_irq(dev, irq, handler, flags, name, dev_id)                                   \
	devm_request_threaded_irq(dev, irq, handler, NULL, flags, name, dev_id)
int __must_check devm_request_any_context_irq(struct device *dev, unsigned int irq,
					      irq_handler_t handler, unsigned long flags,
					      const char *name, void *dev_id);
void devm_free_irq(struct device *dev, unsigned int irq, void *dev_id);
/* The same with the caller's own irqaction, for before there is memory. */
int setup_irq(unsigned int irq, struct irqaction *action);

/* Counted: as many enable_irq() as disable_irq(). */
void disable_irq(unsigned int irq); /* waits for a running handler */
void disable_irq_nosync(unsigned int irq);
void enable_irq(unsigned int irq);
void synchronize_irq(unsigned int irq);

bool synchronize_hardirq(unsigned int irq); /* the handler only, not its thread; sleeps never */
bool disable_hardirq(unsigned int irq);

/* Counted. The machine does not sleep, but the chip may want to know. */
int irq_set_irq_wake(unsigned int irq, unsigned int on);
#define enable_irq_wake(irq)  irq_set_irq_wake(irq, 1)
#define disable_irq_wake(irq) irq_set_irq_wake(irq, 0)

/* What the chip itself knows of an interrupt. -EINVAL: it cannot say. */
enum irqchip_irq_state {
	IRQCHIP_STATE_PENDING,
	IRQCHIP_STATE_ACTIVE,
	IRQCHIP_STATE_MASKED,
	IRQCHIP_STATE_LINE_LEVEL,
};
int irq_get_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool *state);
int irq_set_irqchip_state(unsigned int irq, enum irqchip_irq_state which, bool val);
struct cpumask;
int irq_set_affinity(unsigned int irq, const struct cpumask *mask);
int irq_set_affinity_hint(unsigned int irq, const struct cpumask *mask);

enum {
	HI_SOFTIRQ,
	TIMER_SOFTIRQ,
	NET_TX_SOFTIRQ,
	NET_RX_SOFTIRQ,
	TASKLET_SOFTIRQ,
	SCHED_SOFTIRQ,
	RCU_SOFTIRQ,
	NR_SOFTIRQS
};

struct softirq_action {
	void (*action)(struct softirq_action *action);
};

void open_softirq(int nr, void (*action)(struct softirq_action *action));
void raise_softirq(unsigned int nr);
void raise_softirq_irqoff(unsigned int nr);
void do_softirq(void);
void softirq_init(void);
unsigned long kstat_softirqs_cpu(unsigned int nr, unsigned int cpu);

/* Around the handling of an interrupt (arch). */
void irq_enter(void);
void irq_exit(void);

/* A function run soon, in a softirq, on one CPU at a time however often it is scheduled. */
struct tasklet_struct {
	struct tasklet_struct *next;
	unsigned long state;
	atomic_t count; /* 0: enabled */
	bool use_callback;
	union {
		void (*func)(unsigned long data);
		void (*callback)(struct tasklet_struct *t);
	};
	unsigned long data;
};

/* DECLARE_TASKLET(name, callback), and as before 5.9 (name, func, data). */
#define __DECLARE_TASKLET_2(off, name, fn)                                                         \
	struct tasklet_struct name = {                                                             \
	    .count = ATOMIC_INIT(off), .callback = (fn), .use_callback = true}
#define __DECLARE_TASKLET_3(off, name, fn, arg)                                                    \
	struct tasklet_struct name = {                                                             \
	    .count = ATOMIC_INIT(off), .func = (fn), .data = (unsigned long)(arg)}
#define __DECLARE_TASKLET_PICK(_1, _2, _3, form, ...) form
#define __DECLARE_TASKLET(off, ...)                                                                \
	__DECLARE_TASKLET_PICK(__VA_ARGS__, __DECLARE_TASKLET_3, __DECLARE_TASKLET_2, )            \
	(off, __VA_ARGS__)
#define DECLARE_TASKLET(...)	      __DECLARE_TASKLET(0, __VA_ARGS__)
#define DECLARE_TASKLET_DISABLED(...) __DECLARE_TASKLET(1, __VA_ARGS__)
#define DECLARE_TASKLET_DISABLED_OLD(name, fn)                                                     \
	struct tasklet_struct name = {.count = ATOMIC_INIT(1), .func = (fn)}
#define DECLARE_TASKLET_OLD(name, fn)                                                              \
	struct tasklet_struct name = {.count = ATOMIC_INIT(0), .func = (fn)}
#define from_tasklet(var, tasklet, field) container_of(tasklet, __typeof__(*var), field)

void tasklet_init(struct tasklet_struct *t, void (*func)(unsigned long data), unsigned long data);
void tasklet_setup(struct tasklet_struct *t, void (*callback)(struct tasklet_struct *t));
void tasklet_schedule(struct tasklet_struct *t);
void tasklet_hi_schedule(struct tasklet_struct *t);
void tasklet_kill(struct tasklet_struct *t); /* waits for it; may sleep */
void tasklet_disable(struct tasklet_struct *t);
void tasklet_enable(struct tasklet_struct *t);
#define tasklet_disable_nosync(t) atomic_inc(&(t)->count)
#define tasklet_unlock_wait(t)	  ((void)(t))
#ifndef LINUX_6_1_ONLY /* of other versions */
#define tasklet_hi_enable(t) tasklet_enable(t)
#endif

/*
 * Which line does the device use? Between on and off let it interrupt, once: the line, 0 for
 * none, negative if there were several (guest/kernel/irq_probe.c). May sleep.
 */
unsigned long probe_irq_on(void);
int probe_irq_off(unsigned long mask);
unsigned int probe_irq_mask(unsigned long mask); /* all that came */

#ifdef __ERA_2_6__
/* A third argument, which all handlers are given. */
#define request_irq(irq, handler, flags, name, dev_id)                                             \
	request_irq(irq, (irq_handler_t)(handler), flags, name, dev_id)
#endif

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/hardirq.h>
#include <linux/kref.h>
#include <linux/sched.h>
#include <linux/jiffies.h>
#include <asm/io.h>
#endif

#endif
