/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kretprobe: functions called when a function returns.
 *
 * 1. Purpose. To see what a function answers and how long it takes.
 *
 * 2. Structures. A kprobe at the function's entry takes an instance, notes the return address
 *    in it and puts kretprobe_trampoline in its place; that calls the handler and goes where
 *    the function would have gone. Of a task's instances the newest is the innermost call:
 *
 *	under_way[hash(task)] -> { task B, f } -> { task A, g } -> { task A, f }
 *
 * 3. Invariants. An instance is in its probe's list of free ones or in under_way. If its probe
 *    has gone meanwhile (rp NULL) it is freed when its call returns.
 *
 * 4. Locking and context. ret_lock, interrupts off. The handler is called without it.
 *
 * 5. Failure. No instance: the call is not followed, and counted in nmissed.
 */
#include <linux/export.h>
#include <linux/hash.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/spinlock.h>

#include "kprobes_internal.h"

#define HASH_BITS 6

static DEFINE_SPINLOCK(ret_lock);
static struct hlist_head under_way[1 << HASH_BITS];
static atomic_t followed; /* calls */

static struct hlist_head *bucket(const struct task_struct *task)
{
	return &under_way[hash_ptr(task, HASH_BITS)];
}

/* ---- with ret_lock ---- */

static struct kretprobe_instance *take_free(struct kretprobe *rp)
{
	struct llist_node *first = rp->free.first;

	if (!first)
		return NULL;
	rp->free.first = first->next;
	return llist_entry(first, struct kretprobe_instance, llist);
}

static void put_free(struct kretprobe_instance *ri)
{
	if (!ri->rp) {
		kfree(ri);
		return;
	}
	ri->llist.next = ri->rp->free.first;
	ri->rp->free.first = &ri->llist;
}

static struct kretprobe_instance *innermost(const struct task_struct *task)
{
	struct kretprobe_instance *ri;

	hlist_for_each_entry(ri, bucket(task), hlist) if (ri->task == task) return ri;
	return NULL;
}

/* ---- in ---- */

int kretprobe_entered(struct kprobe *p, struct pt_regs *regs)
{
	struct kretprobe *rp = container_of(p, struct kretprobe, kp);
	unsigned long *stack = (unsigned long *)kernel_stack_pointer(regs), flags;
	struct kretprobe_instance *ri;

	spin_lock_irqsave(&ret_lock, flags);
	ri = take_free(rp);
	if (!ri)
		rp->nmissed++;
	spin_unlock_irqrestore(&ret_lock, flags);
	if (!ri)
		return 0;
	ri->task = current;
	ri->ret_addr = (kprobe_opcode_t *)stack[0];
	ri->fp = stack;
	if (rp->entry_handler && rp->entry_handler(ri, regs)) {
		spin_lock_irqsave(&ret_lock, flags);
		put_free(ri);
		spin_unlock_irqrestore(&ret_lock, flags);
		return 0;
	}
	stack[0] = (unsigned long)kretprobe_trampoline;
	spin_lock_irqsave(&ret_lock, flags);
	hlist_add_head(&ri->hlist, bucket(current));
	atomic_inc(&followed);
	spin_unlock_irqrestore(&ret_lock, flags);
	return 0;
}

/* ---- out ---- */

/* Where the innermost call of this task goes in the end: several probes may share it. */
static unsigned long real_return(void)
{
	struct kretprobe_instance *ri;

	hlist_for_each_entry(
	    ri, bucket(current),
	    hlist) if (ri->task == current &&
		       ri->ret_addr !=
			   (void *)kretprobe_trampoline) return (unsigned long)ri->ret_addr;
	panic("kretprobe: a call that nobody knows returns in %s", current->comm);
}

unsigned long __kprobes kretprobe_returned(struct pt_regs *regs)
{
	bool alone = kprobe_enter_handler(NULL), last;
	struct kretprobe_instance *ri;
	unsigned long flags, ret;

	spin_lock_irqsave(&ret_lock, flags);
	ret = real_return();
	regs->ip = ret;
	do {
		ri = innermost(current);
		last = ri->ret_addr != (void *)kretprobe_trampoline;
		hlist_del(&ri->hlist);
		atomic_dec(&followed);
		if (ri->rp && ri->rp->handler && !kprobe_disabled(&ri->rp->kp)) {
			ri->ret_addr = (kprobe_opcode_t *)ret;
			if (alone) {
				spin_unlock(&ret_lock);
				ri->rp->handler(ri, regs);
				spin_lock(&ret_lock);
			} else {
				ri->rp->nmissed++;
			}
		}
		put_free(ri);
	} while (!last);
	spin_unlock_irqrestore(&ret_lock, flags);
	if (alone)
		kprobe_leave_handler();
	return ret;
}

void kprobe_flush_task(struct task_struct *task)
{
	struct kretprobe_instance *ri;
	unsigned long flags;

	if (!atomic_read(&followed))
		return;
	spin_lock_irqsave(&ret_lock, flags);
	while ((ri = innermost(task))) {
		hlist_del(&ri->hlist);
		atomic_dec(&followed);
		put_free(ri);
	}
	spin_unlock_irqrestore(&ret_lock, flags);
}

/* ---- registering ---- */

void kretprobe_forget(struct kretprobe *rp)
{
	struct kretprobe_instance *ri;
	unsigned long flags;
	unsigned int i;

	spin_lock_irqsave(&ret_lock, flags);
	for (i = 0; i < ARRAY_SIZE(under_way); i++)
		hlist_for_each_entry(ri, &under_way[i], hlist) if (ri->rp == rp) ri->rp = NULL;
	while ((ri = take_free(rp)))
		kfree(ri);
	spin_unlock_irqrestore(&ret_lock, flags);
	synchronize_rcu(); /* a handler that runs */
}

int register_kretprobe(struct kretprobe *rp)
{
	struct kretprobe_instance *ri;
	int i, err = 0;

	if (rp->kp.offset)
		return -EINVAL;
	if (rp->data_size > 4096)
		return -E2BIG;
	if (rp->maxactive <= 0)
		rp->maxactive = max_t(int, 10, 2 * num_possible_cpus());
	rp->kp.pre_handler = kretprobe_entered;
	rp->kp.post_handler = NULL;
	rp->nmissed = 0;
	init_llist_head(&rp->free);
	for (i = 0; i < rp->maxactive && !err; i++) {
		ri = kzalloc(sizeof(*ri) + rp->data_size, GFP_KERNEL);
		if (ri) {
			ri->rp = rp;
			put_free(ri);
		} else {
			err = -ENOMEM;
		}
	}
	if (!err)
		err = register_kprobe(&rp->kp);
	if (err)
		kretprobe_forget(rp);
	return err;
}
EXPORT_SYMBOL_GPL(register_kretprobe);

void unregister_kretprobe(struct kretprobe *rp)
{
	unregister_kprobe(&rp->kp);
	kretprobe_forget(rp);
}
EXPORT_SYMBOL_GPL(unregister_kretprobe);

int register_kretprobes(struct kretprobe **rps, int num)
{
	int i, err = num > 0 ? 0 : -EINVAL;

	for (i = 0; i < num && !err; i++)
		err = register_kretprobe(rps[i]);
	if (err && i > 1)
		unregister_kretprobes(rps, i - 1);
	return err;
}
EXPORT_SYMBOL_GPL(register_kretprobes);

void unregister_kretprobes(struct kretprobe **rps, int num)
{
	int i;

	for (i = 0; i < num; i++)
		unregister_kretprobe(rps[i]);
}
EXPORT_SYMBOL_GPL(unregister_kretprobes);
