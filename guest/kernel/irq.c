/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * irq: interrupt lines and their handlers. A line is masked while its handlers run; with
 * the first handler it is unmasked, with the last gone masked.
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

struct irq_desc irq_desc[NR_IRQS];
unsigned long irq_spurious_count;

#define UNHANDLED_MAX 10000

/* Nobody's line that does not fall silent would stop the machine. */
static void note_unhandled(struct irq_desc *desc, unsigned int irq)
{
	if (++desc->unhandled < UNHANDLED_MAX)
		return;
	pr_err("irq %u: nobody cared, disabling it\n", irq);
	dump_stack();
	desc->depth++;
	desc->unhandled = 0;
}

/* ONESHOT: the line stays masked until the thread is done, as if it were disabled once. */
static void wake_thread(struct irq_desc *desc, struct irqaction *action)
{
	if (WARN_ONCE(!action->thread, "irq %d: %s wakes a thread it has not\n", action->irq,
		      action->name))
		return;
	if (xchg(&action->thread_wanted, true))
		return;
	if (action->flags & IRQF_ONESHOT) {
		spin_lock(&desc->lock);
		desc->depth++;
		spin_unlock(&desc->lock);
	}
	wake_up_process(action->thread);
}

static int run_thread(void *data)
{
	struct irqaction *action = data;

	for (;;) {
		set_current_state(TASK_INTERRUPTIBLE);
		if (xchg(&action->thread_wanted, false)) {
			__set_current_state(TASK_RUNNING);
			action->thread_fn(action->irq, action->dev_id);
			if (action->flags & IRQF_ONESHOT)
				enable_irq(action->irq);
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

void generic_handle_irq(unsigned int irq)
{
	struct irq_desc *desc = &irq_desc[irq];
	irqreturn_t result;

	spin_lock(&desc->lock);
	if (!desc->chip->mask_ack(irq)) {
		irq_spurious_count++;
		spin_unlock(&desc->lock);
		return;
	}
	desc->count[smp_processor_id()]++;
	if (desc->depth || !desc->action) {
		spin_unlock(&desc->lock);
		return; /* stays masked until it is enabled */
	}
	desc->in_progress = true;
	spin_unlock(&desc->lock);
	result = run_actions(desc, irq);
	spin_lock(&desc->lock);
	desc->in_progress = false;
	if (result == IRQ_NONE)
		note_unhandled(desc, irq);
	if (!desc->depth && desc->action)
		desc->chip->unmask(irq);
	spin_unlock(&desc->lock);
}

static int add_action(struct irq_desc *desc, unsigned int irq, struct irqaction *action)
{
	struct irqaction **link = &desc->action;

	if (*link && !((*link)->flags & action->flags & IRQF_SHARED))
		return -EBUSY;
	while (*link)
		link = &(*link)->next;
	action->next = NULL;
	*link = action;
	if (desc->action == action) {
		desc->depth = !!(action->flags & IRQF_NO_AUTOEN);
		desc->unhandled = 0;
		if (!desc->depth)
			desc->chip->unmask(irq);
	}
	return 0;
}

int setup_irq(unsigned int irq, struct irqaction *action)
{
	unsigned long flags;
	int err;

	if (irq >= NR_IRQS || !irq_desc[irq].chip)
		return -EINVAL;
	action->irq = irq;
	spin_lock_irqsave(&irq_desc[irq].lock, flags);
	err = add_action(&irq_desc[irq], irq, action);
	spin_unlock_irqrestore(&irq_desc[irq].lock, flags);
	return err;
}
EXPORT_SYMBOL(setup_irq);

static int start_irq_thread(struct irqaction *action)
{
	struct task_struct *thread;

	if (!action->thread_fn)
		return 0;
	thread = kthread_create(run_thread, action, "irq/%d-%s", action->irq, action->name);
	if (IS_ERR(thread))
		return PTR_ERR(thread);
	action->thread = thread;
	wake_up_process(thread);
	return 0;
}

static void stop_thread(struct irqaction *action)
{
	if (action->thread)
		kthread_stop(action->thread);
}

int request_threaded_irq(unsigned int irq, irq_handler_t handler, irq_handler_t thread_fn,
			 unsigned long flags, const char *name, void *dev_id)
{
	struct irqaction *action;
	int err;

	if (irq == IRQ_NOTCONNECTED)
		return -ENOTCONN;
	/* without it free_irq() could not tell whose of a shared line is to go */
	if ((!handler && !thread_fn) || ((flags & IRQF_SHARED) && !dev_id))
		return -EINVAL;
	/* a line that stays on would wake the thread for ever */
	if (!handler && !(flags & IRQF_ONESHOT)) {
		pr_err("Threaded irq requested with handler=NULL and !ONESHOT for %s (irq %u)\n",
		       name, irq);
		return -EINVAL;
	}
	action = kzalloc(sizeof(*action), GFP_KERNEL);
	if (!action)
		return -ENOMEM;
	action->handler = handler ? handler : only_wake;
	action->thread_fn = thread_fn;
	action->flags = flags;
	action->name = name;
	action->dev_id = dev_id;
	action->irq = irq;
	err = start_irq_thread(action);
	if (!err)
		err = setup_irq(irq, action);
	if (err) {
		stop_thread(action);
		kfree(action);
	}
	return err;
}
EXPORT_SYMBOL(request_threaded_irq);

int request_irq(unsigned int irq, irq_handler_t handler, unsigned long flags, const char *name,
		void *dev_id)
{
	return handler ? request_threaded_irq(irq, handler, NULL, flags, name, dev_id) : -EINVAL;
}
EXPORT_SYMBOL(request_irq);

static struct irqaction *remove_action(struct irq_desc *desc, unsigned int irq, void *dev_id)
{
	struct irqaction **link, *action;

	for (link = &desc->action; (action = *link); link = &action->next) {
		if (action->dev_id == dev_id) {
			*link = action->next;
			if (!desc->action)
				desc->chip->mask(irq);
			return action;
		}
	}
	return NULL;
}

const void *free_irq(unsigned int irq, void *dev_id)
{
	struct irqaction *action = NULL;
	const char *name;
	unsigned long flags;

	if (irq < NR_IRQS && irq_desc[irq].chip) {
		spin_lock_irqsave(&irq_desc[irq].lock, flags);
		action = remove_action(&irq_desc[irq], irq, dev_id);
		spin_unlock_irqrestore(&irq_desc[irq].lock, flags);
	}
	if (WARN(!action, "Trying to free already-free IRQ %u\n", irq))
		return NULL;
	synchronize_irq(irq);
	stop_thread(action);
	name = action->name;
	kfree(action);
	return name;
}
EXPORT_SYMBOL(free_irq);

unsigned int irqs_code_gone(const struct gone_code *gone)
{
	const struct irqaction *action;
	unsigned int found = 0, irq;

	for (irq = 0; irq < NR_IRQS; irq++) {
		do {
			irq_handler_t handler = NULL;
			void *dev_id = NULL;

			spin_lock_irq(&irq_desc[irq].lock);
			for (action = irq_desc[irq].action; action; action = action->next)
				if (is_gone(gone, action->handler) ||
				    is_gone(gone, action->thread_fn))
					break;
			if (action) {
				handler = is_gone(gone, action->handler) ? action->handler
									 : action->thread_fn;
				dev_id = action->dev_id;
			}
			spin_unlock_irq(&irq_desc[irq].lock);
			if (action) {
				misuse_told(gone->owner, (unsigned long)handler + 1,
					    "leaves the handler of IRQ %u (taken away)", irq);
				free_irq(irq, dev_id);
				found++;
			}
		} while (action);
	}
	return found;
}

void synchronize_irq(unsigned int irq)
{
	while (READ_ONCE(irq_desc[irq].in_progress))
		cpu_relax();
}
EXPORT_SYMBOL(synchronize_irq);

void disable_irq_nosync(unsigned int irq)
{
	unsigned long flags;

	spin_lock_irqsave(&irq_desc[irq].lock, flags);
	if (!irq_desc[irq].depth++)
		irq_desc[irq].chip->mask(irq);
	spin_unlock_irqrestore(&irq_desc[irq].lock, flags);
}
EXPORT_SYMBOL(disable_irq_nosync);

void disable_irq(unsigned int irq)
{
	disable_irq_nosync(irq);
	synchronize_irq(irq);
}
EXPORT_SYMBOL(disable_irq);

void enable_irq(unsigned int irq)
{
	struct irq_desc *desc = &irq_desc[irq];
	unsigned long flags;

	spin_lock_irqsave(&desc->lock, flags);
	if (!WARN(!desc->depth, "Unbalanced enable for IRQ %u\n", irq) && !--desc->depth &&
	    desc->action)
		desc->chip->unmask(irq);
	spin_unlock_irqrestore(&desc->lock, flags);
}
EXPORT_SYMBOL(enable_irq);
