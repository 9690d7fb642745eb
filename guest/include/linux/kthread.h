/* SPDX-License-Identifier: GPL-2.0-only */
/* kthread: threads of the kernel's own. */
#ifndef _LINUX_KTHREAD_H
#define _LINUX_KTHREAD_H

#include <linux/err.h>
#include <linux/sched.h>

/* Not started: wake_up_process() does. An ERR_PTR on failure. */
struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *namefmt, ...)
    __printf(3, 4);
#define kthread_create_on_node(fn, data, node, fmt...) kthread_create(fn, data, fmt)

#define kthread_run(fn, data, fmt...)                                                              \
	({                                                                                         \
		struct task_struct *__k = kthread_create(fn, data, fmt);                           \
		if (!IS_ERR(__k))                                                                  \
			wake_up_process(__k);                                                      \
		__k;                                                                               \
	})

/* Ask it to end and wait until it has; what fn returned (-EINTR: it never began). */
int kthread_stop(struct task_struct *task);
bool kthread_should_stop(void);
void kthread_bind(struct task_struct *task, unsigned int cpu);
void *kthread_data(struct task_struct *task);

/*
 * A thread that an oops ends and that is then started again with the same function and
 * data: one that serves a person, who is to go on working.
 */
struct task_struct *kthread_run_restarting(int (*fn)(void *data), void *data, const char *name);

/* Wait until an oops has ended such a thread, and start it again. */
void restart_one_thread(void);

pid_t kernel_thread(int (*fn)(void *data), void *data, unsigned long flags);

#endif
