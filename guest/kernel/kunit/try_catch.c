/* SPDX-License-Identifier: GPL-2.0-only */
/* try_catch: a function in a thread of its own, so that ending the thread leaves the function. */
#include <linux/completion.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>

#include "kunit_internal.h"

#define LONGEST_SECONDS 300

/* What is still at work when somebody ends the thread from outside, as an oops does. */
#define INTERRUPTED (-EINTR)

void __noreturn kunit_try_catch_throw(struct kunit_try_catch *try_catch)
{
	try_catch->try_result = -EFAULT;
	kthread_complete_and_exit(try_catch->try_completion, 0);
}
EXPORT_SYMBOL_GPL(kunit_try_catch_throw);

static int body(void *data)
{
	struct kunit_try_catch *try_catch = data;

	try_catch->try(try_catch->context);
	try_catch->try_result = 0;
	kthread_complete_and_exit(try_catch->try_completion, 0);
}

/* Until it says that it has ended, or has been ended; an oops says nothing. */
static bool wait_for(struct task_struct *task, struct completion *done)
{
	unsigned long until = jiffies + LONGEST_SECONDS * HZ;

	while (!wait_for_completion_timeout(done, HZ / 10)) {
		if (time_after(jiffies, until))
			return false;
		if (READ_ONCE(task->flags) & PF_EXITING)
			break;
	}
	return true;
}

void kunit_try_catch_run(struct kunit_try_catch *try_catch, void *context)
{
	DECLARE_COMPLETION_ONSTACK(done);
	struct task_struct *task;
	int result;

	try_catch->context = context;
	try_catch->try_completion = &done;
	try_catch->try_result = INTERRUPTED;
	task = kthread_create(body, try_catch, "kunit_try_catch_thread");
	if (IS_ERR(task)) {
		try_catch->try_result = PTR_ERR(task);
		try_catch->catch (context);
		return;
	}
	get_task_struct(task);
	wake_up_process(task);
	if (!wait_for(task, &done)) {
		try_catch->try_result = -ETIMEDOUT;
		kthread_stop(task);
	}
	put_task_struct(task);
	result = try_catch->try_result;
	if (!result)
		return;
	/* Thrown: the case was left on purpose. */
	if (result == -EFAULT)
		try_catch->try_result = 0;
	else if (result == INTERRUPTED)
		pr_err("kunit: %s ended in the middle of it\n", try_catch->test->name);
	try_catch->catch (context);
}
EXPORT_SYMBOL_GPL(kunit_try_catch_run);
