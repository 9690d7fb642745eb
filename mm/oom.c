/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * oom: what happens when nothing is left to reclaim.
 *
 * 1. Purpose. Somebody has to give: first those who have offered to (balloons, caches of
 *    drivers), by the notifier chain; then the largest user process, which is killed.
 *
 * 2. Structures. A list of notifiers, asked in turn until one has freed a page; and the
 *    list of tasks (mm/oom_kill.c), of which kernel threads (no mm) are never chosen.
 *
 * 3. Invariants. The report comes before anybody is killed, and shows the memory as it was.
 *
 * 4. Locking and context. Process context. One at a time: who finds another at it counts
 *    that as progress and tries again.
 *
 * 5. Failure. Nobody can be killed: false; the allocation fails, and its caller has to
 *    live with that. (Linux would panic here; a kernel without users would then die of
 *    the first careless driver.)
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/vmstat.h>

#include "internal.h"

#define COSTLY_ORDER 3 /* for more in one piece nobody is killed */

int sysctl_panic_on_oom, sysctl_oom_dump_tasks = 1;

static struct notifier_block *notifiers;
static DEFINE_SPINLOCK(notifier_lock);
static DEFINE_SPINLOCK(oom_lock);

int register_oom_notifier(struct notifier_block *nb)
{
	spin_lock(&notifier_lock);
	nb->next = notifiers;
	notifiers = nb;
	spin_unlock(&notifier_lock);
	return 0;
}
EXPORT_SYMBOL(register_oom_notifier);

int unregister_oom_notifier(struct notifier_block *nb)
{
	struct notifier_block **link;
	int err = -ENOENT;

	spin_lock(&notifier_lock);
	for (link = &notifiers; *link; link = &(*link)->next) {
		if (*link != nb)
			continue;
		*link = nb->next;
		err = 0;
		break;
	}
	spin_unlock(&notifier_lock);
	return err;
}
EXPORT_SYMBOL(unregister_oom_notifier);

static unsigned long ask_notifiers(void)
{
	struct notifier_block *nb;
	unsigned long freed = 0;

	spin_lock(&notifier_lock);
	for (nb = notifiers; nb && !freed; nb = nb->next)
		nb->notifier_call(nb, 0, &freed);
	spin_unlock(&notifier_lock);
	return freed;
}

static void report(gfp_t gfp, unsigned int order)
{
	char names[160];

	gfp_text(gfp, names, sizeof(names));
	pr_warn("%s invoked oom-killer: gfp_mask=%#x(%s), order=%u, oom_score_adj=0\n",
		current->comm, gfp, names, order);
	dump_stack();
	show_mem();
	if (sysctl_oom_dump_tasks)
		oom_show_tasks();
}

#ifdef MM_HOST_TEST
void oom_show_tasks(void)
{
}

bool oom_kill(void)
{
	return false;
}

bool oom_is_killing(void)
{
	return false;
}

void oom_wait(void)
{
}
#endif

/*
 * A process gives single pages from anywhere: that helps neither who wants a large block nor
 * who wants DMA memory; and who said that he can do without (__GFP_REPEAT) shall.
 */
static bool killing_helps(gfp_t gfp, unsigned int order)
{
	return order <= COSTLY_ORDER && gfp_zone(gfp) != ZONE_DMA && !(gfp & __GFP_REPEAT);
}

bool out_of_memory(gfp_t gfp, unsigned int order)
{
	bool progress = true;

	if (!spin_trylock(&oom_lock))
		return true;
	if (!oom_is_killing() && !ask_notifiers()) {
		bool loud = !(gfp & __GFP_NOWARN) && may_report();

		if (loud)
			report(gfp, order);
		if (sysctl_panic_on_oom && killing_helps(gfp, order))
			panic("Out of memory: panic_on_oom is set");
		progress = killing_helps(gfp, order) && oom_kill();
		if (progress)
			count_vm_event(OOM_KILL);
		if (loud && !progress)
			pr_warn("Out of memory and no killable processes...\n");
	}
	spin_unlock(&oom_lock);
	if (progress)
		oom_wait();
	return progress;
}
