/* SPDX-License-Identifier: GPL-2.0-only */
/* syscore: what is done for the machine itself before it stops. */
#include <linux/export.h>
#include <linux/irqflags.h>
#include <linux/mutex.h>
#include <linux/syscore_ops.h>

static LIST_HEAD(all_ops);
static DEFINE_MUTEX(ops_mutex);

void register_syscore_ops(struct syscore_ops *ops)
{
	mutex_lock(&ops_mutex);
	list_add_tail(&ops->node, &all_ops);
	mutex_unlock(&ops_mutex);
}
EXPORT_SYMBOL_GPL(register_syscore_ops);

void unregister_syscore_ops(struct syscore_ops *ops)
{
	mutex_lock(&ops_mutex);
	list_del(&ops->node);
	mutex_unlock(&ops_mutex);
}
EXPORT_SYMBOL_GPL(unregister_syscore_ops);

/* Nothing else runs any more: a list whose owner was stopped half way is left alone. */
void syscore_shutdown(void)
{
	struct syscore_ops *ops;
	unsigned long flags;

	if (mutex_is_locked(&ops_mutex))
		return;
	local_irq_save(flags);
	list_for_each_entry_reverse(ops, &all_ops, node) if (ops->shutdown) ops->shutdown();
	local_irq_restore(flags);
}
