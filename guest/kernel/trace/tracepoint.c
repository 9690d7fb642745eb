/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tracepoint: who is called at which. A list is never changed where readers may be: a new one
 * takes its place, and the old one goes after an RCU grace period.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/tracepoint.h>

static DEFINE_MUTEX(tracepoint_mutex);

static unsigned int count(const struct tracepoint_func *funcs)
{
	unsigned int n = 0;

	while (funcs && funcs[n].func)
		n++;
	return n;
}

static int find(const struct tracepoint_func *funcs, const void *func, const void *data)
{
	unsigned int i, n = count(funcs);

	for (i = 0; i < n; i++)
		if (funcs[i].func == func && funcs[i].data == data)
			return (int)i;
	return -ENOENT;
}

static void replace(struct tracepoint *tp, struct tracepoint_func *new)
{
	struct tracepoint_func *old = tp->funcs;

	rcu_assign_pointer(tp->funcs, new);
	synchronize_rcu();
	kfree(old);
}

static int add(struct tracepoint *tp, const struct tracepoint_func *func)
{
	unsigned int n = count(tp->funcs), i;
	struct tracepoint_func *new;
	int err;

	if (find(tp->funcs, func->func, func->data) >= 0)
		return -EEXIST;
	new = kcalloc(n + 2, sizeof(*new), GFP_KERNEL);
	if (!new)
		return -ENOMEM;
	err = !n && tp->regfunc ? tp->regfunc() : 0;
	if (err) {
		kfree(new);
		return err;
	}
	for (i = 0; i < n && tp->funcs[i].prio >= func->prio; i++)
		new[i] = tp->funcs[i];
	new[i] = *func;
	for (; i < n; i++)
		new[i + 1] = tp->funcs[i];
	replace(tp, new);
	return 0;
}

int tracepoint_probe_register_prio(struct tracepoint *tp, void *probe, void *data, int prio)
{
	struct tracepoint_func func = {probe, data, prio};
	int err;

	mutex_lock(&tracepoint_mutex);
	err = probe ? add(tp, &func) : -EINVAL;
	mutex_unlock(&tracepoint_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(tracepoint_probe_register_prio);

int tracepoint_probe_register(struct tracepoint *tp, void *probe, void *data)
{
	return tracepoint_probe_register_prio(tp, probe, data, TRACEPOINT_DEFAULT_PRIO);
}
EXPORT_SYMBOL_GPL(tracepoint_probe_register);

static int take_off(struct tracepoint *tp, int at)
{
	unsigned int n = count(tp->funcs);
	struct tracepoint_func *new = NULL;

	if (n > 1) {
		new = kcalloc(n, sizeof(*new), GFP_KERNEL);
		if (!new)
			return -ENOMEM;
		memcpy(new, tp->funcs, at * sizeof(*new));
		memcpy(new + at, tp->funcs + at + 1, (n - 1 - at) * sizeof(*new));
	}
	replace(tp, new);
	if (!new && tp->unregfunc)
		tp->unregfunc();
	return 0;
}

int tracepoint_probe_unregister(struct tracepoint *tp, void *probe, void *data)
{
	int at;

	mutex_lock(&tracepoint_mutex);
	at = find(tp->funcs, probe, data);
	if (at >= 0)
		at = take_off(tp, at);
	mutex_unlock(&tracepoint_mutex);
	return at;
}
EXPORT_SYMBOL_GPL(tracepoint_probe_unregister);
