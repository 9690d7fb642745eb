/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * async: functions called later, each by a work of its own. Those of a domain stand in its list,
 * the oldest first, until they have returned; the others in the domain of all.
 */
#include <linux/async.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct entry {
	struct list_head list;
	struct work_struct work;
	async_cookie_t cookie;
	async_func_t func;
	void *data;
};

static ASYNC_DOMAIN(everybody);
static DEFINE_SPINLOCK(async_lock);
static DECLARE_WAIT_QUEUE_HEAD(done);
static async_cookie_t next_cookie = 1;

static void run(struct work_struct *work)
{
	struct entry *entry = container_of(work, struct entry, work);

	entry->func(entry->data, entry->cookie);
	spin_lock_irq(&async_lock);
	list_del(&entry->list);
	spin_unlock_irq(&async_lock);
	kfree(entry);
	wake_up_all(&done);
}

async_cookie_t async_schedule_domain(async_func_t func, void *data, struct async_domain *domain)
{
	struct entry *entry = kzalloc(sizeof(*entry), GFP_ATOMIC);
	async_cookie_t cookie;
	unsigned long flags;

	spin_lock_irqsave(&async_lock, flags);
	cookie = next_cookie++;
	if (entry) {
		entry->cookie = cookie;
		entry->func = func;
		entry->data = data;
		INIT_WORK(&entry->work, run);
		list_add_tail(&entry->list, &domain->pending);
	}
	spin_unlock_irqrestore(&async_lock, flags);
	if (entry)
		queue_work(system_unbound_wq, &entry->work);
	else
		func(data, cookie);
	return cookie;
}
EXPORT_SYMBOL_GPL(async_schedule_domain);

async_cookie_t async_schedule(async_func_t func, void *data)
{
	return async_schedule_domain(func, data, &everybody);
}
EXPORT_SYMBOL_GPL(async_schedule);

static bool all_before(async_cookie_t cookie, const struct async_domain *domain)
{
	const struct entry *first;
	bool all;

	spin_lock_irq(&async_lock);
	first = list_first_entry_or_null(&domain->pending, struct entry, list);
	all = !first || first->cookie >= cookie;
	spin_unlock_irq(&async_lock);
	return all;
}

void async_synchronize_cookie_domain(async_cookie_t cookie, struct async_domain *domain)
{
	wait_event(done, all_before(cookie, domain));
}
EXPORT_SYMBOL_GPL(async_synchronize_cookie_domain);

void async_synchronize_cookie(async_cookie_t cookie)
{
	async_synchronize_cookie_domain(cookie, &everybody);
}
EXPORT_SYMBOL_GPL(async_synchronize_cookie);

void async_synchronize_full_domain(struct async_domain *domain)
{
	async_synchronize_cookie_domain(~0ull, domain);
}
EXPORT_SYMBOL_GPL(async_synchronize_full_domain);

void async_synchronize_full(void)
{
	async_synchronize_full_domain(&everybody);
}
EXPORT_SYMBOL_GPL(async_synchronize_full);
