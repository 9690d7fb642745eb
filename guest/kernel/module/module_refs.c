/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * module_refs: who needs which module. A module whose symbols another one has is used by
 * that; one whose code may be entered from elsewhere (an open file) is counted.
 */
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "module_internal.h"

static bool uses_already(const struct list_head *uses, const struct module *target)
{
	const struct module_use *use;

	list_for_each_entry (use, uses, target_list)
		if (use->target == target)
			return true;
	return false;
}

int module_use(struct list_head *uses, struct module *source, struct module *target)
{
	struct module_use *use;

	if (source == target || uses_already(uses, target))
		return 0;
	if (target->state != MODULE_STATE_LIVE) {
		pr_err("module: %s, of which symbols are wanted, is on its way %s\n", target->name,
		       target->state == MODULE_STATE_GOING ? "out" : "in");
		return -EBUSY;
	}
	use = kmalloc(sizeof(*use), GFP_KERNEL);
	if (!use)
		return -ENOMEM;
	*use = (struct module_use){.source = source, .target = target};
	list_add(&use->source_list, &target->source_list);
	list_add(&use->target_list, uses);
	return 0;
}

void module_forget_uses(struct list_head *uses)
{
	struct module_use *use, *next;

	list_for_each_entry_safe (use, next, uses, target_list) {
		list_del(&use->source_list);
		list_del(&use->target_list);
		kfree(use);
	}
}

/* ---- counted ---- */

void __module_get(struct module *mod)
{
	if (mod)
		atomic_inc(&mod->refcnt);
}
EXPORT_SYMBOL(__module_get);

bool try_module_get(struct module *mod)
{
	return !mod || (module_is_live(mod) && atomic_inc_not_zero(&mod->refcnt));
}
EXPORT_SYMBOL(try_module_get);

void module_put(struct module *mod)
{
	if (mod)
		WARN(atomic_dec_return(&mod->refcnt) < 0, "module_put: %s was put once too often\n",
		     mod->name);
}
EXPORT_SYMBOL(module_put);

int module_refcount(struct module *mod)
{
	return atomic_read(&mod->refcnt) - 1;
}
EXPORT_SYMBOL(module_refcount);

void __module_put_and_kthread_exit(struct module *mod, long code)
{
	module_put(mod);
	do_exit(code);
}
EXPORT_SYMBOL(__module_put_and_kthread_exit);

void *__symbol_get(const char *name)
{
	unsigned long value = 0;
	struct module *owner;

	preempt_disable();
	value = find_exported_symbol(name);
	owner = __module_address(value);
	if (owner && (owner->state != MODULE_STATE_LIVE || !try_module_get(owner)))
		value = 0;
	preempt_enable();
	return (void *)value;
}
EXPORT_SYMBOL_GPL(__symbol_get);

void __symbol_put(const char *name)
{
	preempt_disable();
	module_put(__module_address(find_exported_symbol(name)));
	preempt_enable();
}
EXPORT_SYMBOL(__symbol_put);
