/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ftrace: a function called when others are entered.
 *
 * 1. Purpose. Tracers, and modules that put a function of their own before one of the kernel's.
 *
 * 2. Structures. ops->places -> { kprobe at one address } -> ...; the probes are armed while ops
 *    is registered.
 *
 * 3. Invariants. A place's address is a function's first instruction.
 *
 * 4. Locking and context. ftrace_mutex; ops->func with interrupts off.
 *
 * 5. Failure. -EINVAL, -ENOENT, -ENOMEM, and what register_kprobe() says.
 */
#include <linux/export.h>
#include <linux/ftrace.h>
#include <linux/glob.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

struct place {
	struct list_head list;
	struct kprobe kp;
	struct ftrace_ops *ops;
};

static DEFINE_MUTEX(ftrace_mutex);

static int entered(struct kprobe *p, struct pt_regs *regs)
{
	struct place *place = container_of(p, struct place, kp);
	unsigned long ip = (unsigned long)p->addr;
	unsigned long parent = *(unsigned long *)kernel_stack_pointer(regs), before = regs->ip;

	place->ops->func(ip, parent, place->ops, (struct ftrace_regs *)regs);
	return regs->ip != before;
}

/* ---- with ftrace_mutex ---- */

static bool is_registered(const struct ftrace_ops *ops)
{
	return ops->flags & FTRACE_OPS_FL_ENABLED;
}

static void remove_place(struct place *place)
{
	list_del(&place->list);
	if (is_registered(place->ops))
		unregister_kprobe(&place->kp);
	kfree(place);
}

static void remove_all(struct ftrace_ops *ops)
{
	struct place *place, *next;

	if (!ops->places.next)
		INIT_LIST_HEAD(&ops->places);
	list_for_each_entry_safe (place, next, &ops->places, list)
		remove_place(place);
}

static struct place *find_place(struct ftrace_ops *ops, unsigned long ip)
{
	struct place *place;

	list_for_each_entry (place, &ops->places, list)
		if ((unsigned long)place->kp.addr == ip)
			return place;
	return NULL;
}

static int add_place(struct ftrace_ops *ops, unsigned long ip)
{
	struct place *place;
	int err = 0;

	if (find_place(ops, ip))
		return 0;
	place = kzalloc(sizeof(*place), GFP_KERNEL);
	if (!place)
		return -ENOMEM;
	place->ops = ops;
	place->kp.addr = (kprobe_opcode_t *)ip;
	place->kp.pre_handler = entered;
	if (is_registered(ops))
		err = register_kprobe(&place->kp);
	if (err)
		kfree(place);
	else
		list_add_tail(&place->list, &ops->places);
	return err;
}

static int prepare(struct ftrace_ops *ops, int reset)
{
	if (reset || !ops->places.next)
		remove_all(ops);
	return 0;
}

/* ---- filters ---- */

int ftrace_set_filter_ip(struct ftrace_ops *ops, unsigned long ip, int remove, int reset)
{
	struct place *place;
	int err;

	mutex_lock(&ftrace_mutex);
	err = prepare(ops, reset);
	if (remove) {
		place = find_place(ops, ip);
		if (place)
			remove_place(place);
		else
			err = -EINVAL;
	} else {
		err = add_place(ops, ip);
	}
	mutex_unlock(&ftrace_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(ftrace_set_filter_ip);

struct search {
	struct ftrace_ops *ops;
	const char *pattern;
	unsigned int found;
	int err;
};

static int add_if_named_so(void *arg, const char *name, struct module *mod, unsigned long addr)
{
	struct search *search = arg;

	if (!core_kernel_text(addr) || !glob_match(search->pattern, name))
		return 0;
	search->err = add_place(search->ops, addr);
	search->found++;
	return search->err == -ENOMEM;
}

int ftrace_set_filter(struct ftrace_ops *ops, unsigned char *buf, int len, int reset)
{
	char pattern[KSYM_NAME_LEN];
	struct search search = {.ops = ops, .pattern = pattern};
	unsigned long addr;
	int err;

	if (len <= 0 || len >= sizeof(pattern))
		return -EINVAL;
	memcpy(pattern, buf, len);
	pattern[len] = '\0';
	mutex_lock(&ftrace_mutex);
	err = prepare(ops, reset);
	addr = kallsyms_lookup_name(pattern);
	if (addr) {
		err = add_place(ops, addr);
	} else {
		kallsyms_on_each_symbol(add_if_named_so, &search);
		err = !search.found ? -EINVAL : search.err == -ENOMEM ? -ENOMEM : 0;
	}
	mutex_unlock(&ftrace_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(ftrace_set_filter);

void ftrace_free_filter(struct ftrace_ops *ops)
{
	mutex_lock(&ftrace_mutex);
	remove_all(ops);
	mutex_unlock(&ftrace_mutex);
}
EXPORT_SYMBOL_GPL(ftrace_free_filter);

/* ---- on and off ---- */

int register_ftrace_function(struct ftrace_ops *ops)
{
	struct place *place;
	int err = 0;

	mutex_lock(&ftrace_mutex);
	if (is_registered(ops) || !ops->func || !ops->places.next || list_empty(&ops->places))
		err = is_registered(ops) ? -EBUSY : -EINVAL;
	if (err == -EINVAL)
		pr_err("ftrace: %ps: no filter; without one every function would be traced, which "
		       "is not done here\n",
		       ops->func);
	if (!err) {
		list_for_each_entry (place, &ops->places, list) {
			err = register_kprobe(&place->kp);
			if (err)
				break;
		}
		if (err)
			list_for_each_entry_continue_reverse(place, &ops->places, list)
			    unregister_kprobe(&place->kp);
	}
	if (!err)
		ops->flags |= FTRACE_OPS_FL_ENABLED;
	mutex_unlock(&ftrace_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(register_ftrace_function);

int unregister_ftrace_function(struct ftrace_ops *ops)
{
	struct place *place;
	int err = -EBUSY;

	mutex_lock(&ftrace_mutex);
	if (is_registered(ops)) {
		list_for_each_entry (place, &ops->places, list)
			unregister_kprobe(&place->kp);
		ops->flags &= ~FTRACE_OPS_FL_ENABLED;
		err = 0;
	}
	mutex_unlock(&ftrace_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(unregister_ftrace_function);
