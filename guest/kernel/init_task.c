/* SPDX-License-Identifier: GPL-2.0-only */
/* init_task: the task that boots, and then is the first CPU's idle one. */
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <asm/page.h>

#include "kernel.h"

extern u8 init_stack[];

struct task_struct init_task = {
    .thread_info = {.preempt_count = 1},
    .stack = init_stack,
    .flags = PF_IDLE | PF_KTHREAD,
    .static_prio = MAX_PRIO,
    .alloc_lock = __SPIN_LOCK_UNLOCKED(init_task.alloc_lock),
    .cpus_mask = ANY_CPU,
    .cpus_ptr = (const struct cpumask *)&init_task.cpus_mask,
    .comm = "swapper/0",
    .parent = &init_task,
    .real_parent = &init_task,
    .group_leader = &init_task,
    .tasks = LIST_HEAD_INIT(init_task.tasks),
    .children = LIST_HEAD_INIT(init_task.children),
    .sibling = LIST_HEAD_INIT(init_task.sibling),
    .ptraced = LIST_HEAD_INIT(init_task.ptraced),
    .ptrace_entry = LIST_HEAD_INIT(init_task.ptrace_entry),
    .thread_node = LIST_HEAD_INIT(init_task.thread_node),
    .pending = {.list = LIST_HEAD_INIT(init_task.pending.list)},
    .cred = &init_cred,
    .sighand = &init_sighand,
    .active_mm = &init_mm,
    .thread = {.sp0 = (unsigned long)init_stack + THREAD_SIZE},
};
EXPORT_SYMBOL(init_task);
