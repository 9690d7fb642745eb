/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * notifier: lists of functions to call when something happens, the more urgent first. One that
 * returns NOTIFY_STOP_MASK ends the round.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/rcupdate.h>

/* ---- the list itself ---- */

static int add(struct notifier_block **link, struct notifier_block *nb)
{
	for (; *link && (*link)->priority >= nb->priority; link = &(*link)->next)
		if (WARN(*link == nb, "notifier: %pS registered twice\n", nb->notifier_call))
			return -EEXIST;
	nb->next = *link;
	rcu_assign_pointer(*link, nb);
	return 0;
}

static int take_off(struct notifier_block **link, struct notifier_block *nb)
{
	for (; *link; link = &(*link)->next) {
		if (*link == nb) {
			rcu_assign_pointer(*link, nb->next);
			return 0;
		}
	}
	return -ENOENT;
}

static int call(struct notifier_block **list, unsigned long event, void *data)
{
	struct notifier_block *nb = rcu_dereference(*list), *next;
	int ret = NOTIFY_DONE;

	for (; nb; nb = next) {
		next = rcu_dereference(nb->next); /* it may take itself off */
		ret = nb->notifier_call(nb, event, data);
		if (ret & NOTIFY_STOP_MASK)
			break;
	}
	return ret;
}

/* ---- atomic ---- */

int atomic_notifier_chain_register(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&nh->lock, flags);
	err = add(&nh->head, nb);
	spin_unlock_irqrestore(&nh->lock, flags);
	return err;
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_register);

int atomic_notifier_chain_unregister(struct atomic_notifier_head *nh, struct notifier_block *nb)
{
	unsigned long flags;
	int err;

	spin_lock_irqsave(&nh->lock, flags);
	err = take_off(&nh->head, nb);
	spin_unlock_irqrestore(&nh->lock, flags);
	synchronize_rcu();
	return err;
}
EXPORT_SYMBOL_GPL(atomic_notifier_chain_unregister);

int atomic_notifier_call_chain(struct atomic_notifier_head *nh, unsigned long event, void *data)
{
	int ret;

	rcu_read_lock();
	ret = call(&nh->head, event, data);
	rcu_read_unlock();
	return ret;
}
EXPORT_SYMBOL_GPL(atomic_notifier_call_chain);

/* ---- blocking ---- */

int blocking_notifier_chain_register(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	int err;

	down_write(&nh->rwsem);
	err = add(&nh->head, nb);
	up_write(&nh->rwsem);
	return err;
}
EXPORT_SYMBOL_GPL(blocking_notifier_chain_register);

int blocking_notifier_chain_unregister(struct blocking_notifier_head *nh, struct notifier_block *nb)
{
	int err;

	down_write(&nh->rwsem);
	err = take_off(&nh->head, nb);
	up_write(&nh->rwsem);
	return err;
}
EXPORT_SYMBOL_GPL(blocking_notifier_chain_unregister);

int blocking_notifier_call_chain(struct blocking_notifier_head *nh, unsigned long event, void *data)
{
	int ret;

	down_read(&nh->rwsem);
	ret = call(&nh->head, event, data);
	up_read(&nh->rwsem);
	return ret;
}
EXPORT_SYMBOL_GPL(blocking_notifier_call_chain);

void srcu_init_notifier_head(struct srcu_notifier_head *nh)
{
	BLOCKING_INIT_NOTIFIER_HEAD(&nh->chain);
}
EXPORT_SYMBOL_GPL(srcu_init_notifier_head);

/* ---- raw, and of 2.6 ---- */

int notifier_chain_register(struct notifier_block **list, struct notifier_block *nb)
{
	return add(list, nb);
}
EXPORT_SYMBOL(notifier_chain_register);

int notifier_chain_unregister(struct notifier_block **list, struct notifier_block *nb)
{
	return take_off(list, nb);
}
EXPORT_SYMBOL(notifier_chain_unregister);

int notifier_call_chain(struct notifier_block **list, unsigned long event, void *data)
{
	return call(list, event, data);
}
EXPORT_SYMBOL(notifier_call_chain);

int raw_notifier_chain_register(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return add(&nh->head, nb);
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_register);

int raw_notifier_chain_unregister(struct raw_notifier_head *nh, struct notifier_block *nb)
{
	return take_off(&nh->head, nb);
}
EXPORT_SYMBOL_GPL(raw_notifier_chain_unregister);

int raw_notifier_call_chain(struct raw_notifier_head *nh, unsigned long event, void *data)
{
	return call(&nh->head, event, data);
}
EXPORT_SYMBOL_GPL(raw_notifier_call_chain);
