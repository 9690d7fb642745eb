/* SPDX-License-Identifier: GPL-2.0-only */
/* oom: out of memory (mm/oom.c). */
#ifndef _LINUX_OOM_H
#define _LINUX_OOM_H

#include <linux/gfp.h>
#include <linux/notifier.h>

/*
 * Asked when an allocation finds nothing more to reclaim. data: unsigned long *, to which
 * to add the pages that were freed. Must not sleep, nor allocate.
 */
int register_oom_notifier(struct notifier_block *nb);
int unregister_oom_notifier(struct notifier_block *nb);

/*
 * How much its end would give back, in pages, oom_score_adj counted in. LONG_MIN: never.
 * Under tasklist_lock.
 */
struct task_struct;
long oom_badness(struct task_struct *task, unsigned long total_pages);

/* /proc/sys/vm: end the kernel instead (1, 2); list the tasks. */
extern int sysctl_panic_on_oom, sysctl_oom_dump_tasks;

/* False: nobody could give anything. Reported, unless __GFP_NOWARN. Process context. */
bool out_of_memory(gfp_t gfp, unsigned int order);
/* A program's page fault could not get a page: somebody is killed, or the fault is tried again. */
void pagefault_out_of_memory(void);

#endif
