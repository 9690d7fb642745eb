/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * manage: handlers of interrupts. With the first handler an interrupt is started, with the last
 * gone it is shut down.
 */
#include <linux/errno.h>
#include <linux/export.h>
#include <linux/interrupt.h>
#include <linux/irq.h>
#include <linux/err.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <asm/irq_regs.h>

#include "kernel/irq/internals.h"

unsigned long irq_spurious_count;

#define UNHANDLED_MAX 10000

/* Nobody's line that does not fall silent would stop the machine. */
void note_interrupt(struct irq_desc *desc, irqreturn_t result)
{
	if (++desc->irqs_unhandled < UNHANDLED_MAX)
		return;
	pr_err("irq %u: nobody cared, disabling it\n", desc->irq_data.irq);
	dump_stack();
	desc->depth++;
	desc->irqs_unhandled = 0;
	irq_disable(desc);
}

/* ---- threads ---- */

void irq_thread_done(struct irq_desc *desc)
{
	if (atomic_dec_and_test(&desc->threads_active))
		wake_up(&desc->wait_for_threads);
}

/* ONESHOT: the line stays masked until the thread is done. */
static void wake_thread(struct irq_desc *desc, struct irqaction *action)
{
	if (WARN_ONCE(!action->thread, "irq %d: %s wakes a thread it has not\n", action->irq,
		      action->name))
		return;
	if (xchg(&action->thread_wanted, true))
		return;
	atomic_inc(&desc->threads_active);
	if (action->flags & IRQF_ONESHOT) {
		raw_spin_lock(&desc->lock);
		desc->oneshot++;
		raw_spin_unlock(&desc->lock);
	}
	wake_up_process(action->thread);
}

static void end_oneshot(struct irq_desc *desc)
{
	chip_bus_lock(desc);
	raw_spin_lock_irq(&desc->lock);
	if (!--desc->oneshot && !irqd_irq_inprogress(&desc->irq_data) &&
	    !irqd_irq_disabled(&desc->irq_data))
		unmask_irq(desc);
	raw_spin_unlock_irq(&desc->lock);
	chip_bus_sync_unlock(desc);
}

static int run_thread(void *data)
{
	struct irqaction *action = data;
	struct irq_desc *desc = irq_to_desc(action->irq);

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (xchg(&action->thread_wanted, false)) {
			__set_current_state(TASK_RUNNING);
			action->thread_fn(action->irq, action->dev_id);
			if (action->flags & IRQF_ONESHOT)
				end_oneshot(desc);
			irq_thread_done(desc);
		} else if (kthread_should_stop()) {
			break;
		} else {
			schedule();
		}
	}
	__set_current_state(TASK_RUNNING);
	return 0;
}

static irqreturn_t only_wake(int irq, void *dev_id)
{
	return IRQ_WAKE_THREAD;
}

static irqreturn_t run_actions(struct irq_desc *desc, unsigned int irq)
{
	struct irqaction *action;
	irqreturn_t result = IRQ_NONE;

	for (action = desc->action; action; action = action->next) {
		/* up to 2.6.18 handlers had a third argument; the others do not miss it */
		irqreturn_t (*handler)(int, void *, struct pt_regs *) = (void *)action->handler;
		irqreturn_t ret = handler ? handler(irq, action->dev_id, get_irq_regs()) : IRQ_NONE;

		if (ret == IRQ_WAKE_THREAD)
			wake_thread(desc, action);
		result |= ret;
		if (WARN_ONCE(!irqs_disabled(), "irq %u handler %pS enabled interrupts\n", irq,
			      action->handler))
			local_irq_disable();
	}
	return result;
}

void handle_irq_event(struct irq_desc *desc)
{
	irqreturn_t result;

	desc->pending = 0;
	irqd_set(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	raw_spin_unlock(&desc->lock);
	result = run_actions(desc, desc->irq_data.irq);
	raw_spin_lock(&desc->lock);
	irqd_clear(&desc->irq_data, IRQD_IRQ_INPROGRESS);
	if (result == IRQ_NONE)
		note_interrupt(desc, result);
}

/* ---- request and free ---- */

static bool agree(const struct irq_desc *desc, const struct irqaction *old,
		  const struct irqaction *action)
{
	unsigned int now = desc->irq_common_data.state_use_accessors & IRQD_TRIGGER_MASK;

	if (!(old->flags & action->flags & IRQF_SHARED) ||
	    (old->flags ^ action->flags) & IRQF_ONESHOT)
		return false;
	return !(action->flags & IRQF_TRIGGER_MASK) || !now ||
	       now == (action->flags & IRQF_TRIGGER_MASK);
}

static int add_first(struct irq_desc *desc, struct irqaction *action)
{
	struct irq_data *d = &desc->irq_data;
	int err = 0;

	if (action->flags & IRQF_TRIGGER_MASK)
		err = irq_set_type_unlocked(desc, action->flags);
	if (err)
		return err;
	desc->pending = desc->replayed = 0;
	desc->oneshot = 0;
	desc->irqs_unhandled = 0;
	desc->depth = 1;
	desc->action = action;
	irqd_clear(d, IRQD_IRQ_INPROGRESS);
	if (!(action->flags & IRQF_NO_AUTOEN) && !(desc->status_use_accessors & IRQ_NOAUTOEN))
		irq_startup(desc);
	return 0;
}

static int add_action(struct irq_desc *desc, struct irqaction *action)
{
	struct irqaction **link = &desc->action;

	action->next = NULL;
	if (!*link)
		return add_first(desc, action);
	if (!agree(desc, *link, action))
		return -EBUSY;
	while (*link)
		link = &(*link)->next;
	*link = action;
	return 0;
}

static int request_resources(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	return d->chip->irq_request_resources ? d->chip->irq_request_resources(d) : 0;
}

static void release_resources(struct irq_desc *desc)
{
	struct irq_data *d = &desc->irq_data;

	if (d->chip->irq_release_resources)
		d->chip->irq_release_resources(d);
}

int setup_irq(unsigned int irq, struct irqaction *action)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;
	bool first;
	int err;

	if (!desc || desc->irq_data.chip == &no_irq_chip)
		return -EINVAL;
	action->irq = irq;
	first = !desc->action;
	err = first ? request_resources(desc) : 0;
	if (err)
		return err;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	err = add_action(desc, action);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	if (err && first)
		release_resources(desc);
	return err;
}
EXPORT_SYMBOL(setup_irq);

static irqreturn_t nested_primary(int irq, void *dev_id)
{
	WARN(1, "Primary handler called for nested irq %d\n", irq);
	return IRQ_NONE;
}

static int start_irq_thread(struct irqaction *action)
{
	struct task_struct *thread;

	if (!action->thread_fn)
		return 0;
	thread = kthread_create(run_thread, action, "irq/%d-%s", action->irq, action->name);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	action->thread = thread;
	sched_set_fifo(thread); /* it goes before what was interrupted */
	wake_up_process(thread);
	return 0;
}

static void stop_thread(struct irqaction *action)
{
	if (action->thread)
		kthread_stop(action->thread);
}

/* How the handlers of this line run: in its parent's thread, at once, in a thread of their own. */
static int prepare_action(struct irq_desc *desc, struct irqaction *action)
{
	if (desc->status_use_accessors & IRQ_NESTED_THREAD) {
		if (!action->thread_fn)
			return -EINVAL;
		action->handler = nested_primary;
		return 0;
	}
	/* a line that stays on would wake the thread for ever */
	if (!action->handler && !(action->flags & IRQF_ONESHOT) &&
	    !(desc->irq_data.chip->flags & IRQCHIP_ONESHOT_SAFE)) {
		pr_err("Threaded irq requested with handler=NULL and !ONESHOT for %s (irq %d)\n",
		       action->name, action->irq);
		return -EINVAL;
	}
	if (!action->handler)
		action->handler = only_wake;
	if (desc->irq_data.chip->flags & IRQCHIP_ONESHOT_SAFE)
		action->flags &= ~IRQF_ONESHOT;
	return start_irq_thread(action);
}

static int request_action(struct irq_desc *desc, struct irqaction *action)
{
	int err;

	mutex_lock(&desc->request_mutex);
	err = prepare_action(desc, action);
	if (!err) {
		err = setup_irq(action->irq, action);
		if (err)
			stop_thread(action);
	}
	mutex_unlock(&desc->request_mutex);
	return err;
}

int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long flags, const char *name, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action;
	int err;

	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	/* without it free_irq() could not tell whose of a shared line is to go */
	if (!desc || (!handler && !thread_fn) || ((flags & IRQF_SHARED) && !dev_id) ||
	    ((flags & IRQF_SHARED) && (flags & IRQF_NO_AUTOEN)) ||
	    desc->status_use_accessors & IRQ_NOREQUEST)
		return -EINVAL;
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler;
	action->thread_fn = thread_fn;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev_id;
	action->irq = irq;
	err = request_action(desc, action);
	if (err)
		kfree(action);
	return err;
}
EXPORT_SYMBOL(request_threaded_irq);

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id)
{
	return handler ? request_threaded_irq(irq, handler, NULL, flags, name, dev_id) : -EINVAL;
}
EXPORT_SYMBOL(request_irq);

int request_any_context_irq(unsigned int irq, irq_handler_t handler, unsigned long flags,
			    const char *name, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	int err;

	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	if (desc && desc->status_use_accessors & IRQ_NESTED_THREAD) {
		err = request_threaded_irq(irq, NULL, handler, flags, name, dev_id);
		return err ? err : IRQC_IS_NESTED;
	}
	err = (request_irq)(irq, handler, flags, name, dev_id);
	return err ? err : IRQC_IS_HARDIRQ;
}
EXPORT_SYMBOL_GPL(request_any_context_irq);

static struct irqaction *remove_action(struct irq_desc *desc, void *dev_id)
{
	struct irqaction **link, *action;

	for (link = &desc->action; (action = *link); link = &action->next) {
		if (action->dev_id == dev_id) {
			*link = action->next;
			if (!desc->action)
				irq_shutdown(desc);
			return action;
		}
	}
	return NULL;
}

static struct irqaction *free_action(struct irq_desc *desc, void *dev_id)
{
	struct irqaction *action;
	unsigned long flags;

	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	action = remove_action(desc, dev_id);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
	return action;
}

const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irq_desc *desc = irq_to_desc(irq);
	struct irqaction *action = NULL;
	const char *name;

	if (!desc)
		return NULL;
	mutex_lock(&desc->request_mutex);
	action = free_action(desc, dev_id);
	if (WARN(!action, "Trying to free already-free IRQ %u\n", irq)) {
		mutex_unlock(&desc->request_mutex);
		return NULL;
	}
	synchronize_hardirq(irq);
	stop_thread(action);
	synchronize_irq(irq);
	if (!desc->action)
		release_resources(desc);
	mutex_unlock(&desc->request_mutex);
	name = action->name;
	kfree(action);
	return name;
}
EXPORT_SYMBOL(free_irq);

static const struct irqaction *find_gone(struct irq_desc *desc, const struct gone_code *gone)
{
	const struct irqaction *action;

	for (action = desc->action; action; action = action->next)
		if (is_gone(gone, action->handler) || is_gone(gone, action->thread_fn))
			return action;
	return NULL;
}

/* Numbers whose chip is gone can never be used again. */
static unsigned int chip_gone(struct irq_desc *desc, const struct gone_code *gone)
{
	const void *at =
	    is_gone(gone, desc->handle_irq) ? (const void *)desc->handle_irq : desc->irq_data.chip;

	if (!is_gone(gone, at))
		return 0;
	misuse_told(gone->owner, (unsigned long)at, "leaves IRQ %u and its chip (taken away)",
		    desc->irq_data.irq);
	raw_spin_lock_irq(&desc->lock);
	desc->irq_data.chip = &no_irq_chip;
	desc->handle_irq = handle_bad_irq;
	raw_spin_unlock_irq(&desc->lock);
	irq_free_descs(desc->irq_data.irq, 1);
	return 1;
}

unsigned int irqs_code_gone(const struct gone_code *gone)
{
	const struct irqaction *action;
	unsigned int found = 0, irq;
	struct irq_desc *desc;

	for_each_irq_desc(irq, desc)
	{
		do {
			irq_handler_t handler = NULL;
			void *dev_id = NULL;

			raw_spin_lock_irq(&desc->lock);
			action = find_gone(desc, gone);
			if (action) {
				handler = is_gone(gone, action->handler) ? action->handler
									 : action->thread_fn;
				dev_id = action->dev_id;
			}
			raw_spin_unlock_irq(&desc->lock);
			if (action) {
				misuse_told(gone->owner, (unsigned long)handler + 1,
					    "leaves the handler of IRQ %u (taken away)", irq);
				free_irq(irq, dev_id);
				found++;
			}
		} while (action);
		found += chip_gone(desc, gone);
	}
	return found;
}

/* ---- on and off ---- */

bool synchronize_hardirq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	while (desc && READ_ONCE(desc->irq_common_data.state_use_accessors) & IRQD_IRQ_INPROGRESS)
		cpu_relax();
	return !desc || !atomic_read(&desc->threads_active);
}
EXPORT_SYMBOL(synchronize_hardirq);

void synchronize_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);

	if (!synchronize_hardirq(irq))
		wait_event(desc->wait_for_threads, !atomic_read(&desc->threads_active));
}
EXPORT_SYMBOL(synchronize_irq);

void disable_irq_nosync(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	if (!desc->depth++)
		irq_disable(desc);
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
}
EXPORT_SYMBOL(disable_irq_nosync);

void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}
EXPORT_SYMBOL(disable_irq);

bool disable_hardirq(unsigned int irq)
{
	disable_irq_nosync(irq);
	return synchronize_hardirq(irq);
}
EXPORT_SYMBOL_GPL(disable_hardirq);

void enable_irq(unsigned int irq)
{
	struct irq_desc *desc = irq_to_desc(irq);
	unsigned long flags;

	if (!desc)
		return;
	chip_bus_lock(desc);
	raw_spin_lock_irqsave(&desc->lock, flags);
	if (!WARN(!desc->depth, "Unbalanced enable for IRQ %u\n", irq) && !--desc->depth &&
	    desc->action) {
		irq_startup(desc);
		check_irq_resend(desc);
	}
	raw_spin_unlock_irqrestore(&desc->lock, flags);
	chip_bus_sync_unlock(desc);
}
EXPORT_SYMBOL(enable_irq);

irqreturn_t no_action(int irq, void *dev_id)
{
	return IRQ_NONE;
}
EXPORT_SYMBOL_GPL(no_action);
