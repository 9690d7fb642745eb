/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * umh: programs that the kernel starts.
 *
 * 1. Purpose. What is better done by a program: finding a module's file, telling that the
 *    power fails.
 *
 * 2. Structures. A thread of the kernel's becomes the program. Another waits for it where the
 *    caller does not, and does what is left to do when it has been started.
 *
 * 3. Invariants. info is freed once, by whoever waited last: the caller or that thread.
 *
 * 4. Locking and context. Process context; may sleep unless UMH_NO_WAIT.
 *
 * 5. Failure. What exec said; -ENOMEM.
 */
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/binfmts.h>
#include <linux/umh.h>

#include "kernel.h"

struct subprocess_info *
call_usermodehelper_setup(const char *path, char **argv, char **envp, gfp_t gfp_mask,
			  int (*init)(struct subprocess_info *info, struct cred *new),
			  void (*cleanup)(struct subprocess_info *info), void *data)
{
	struct subprocess_info *info = kzalloc(sizeof(*info), gfp_mask);

	if (!info)
		return NULL;
	init_completion(&info->done);
	info->path = path;
	info->argv = argv;
	info->envp = envp;
	info->init = init;
	info->cleanup = cleanup;
	info->data = data;
	return info;
}
EXPORT_SYMBOL(call_usermodehelper_setup);

static void free_info(struct subprocess_info *info)
{
	if (info->cleanup)
		info->cleanup(info);
	kfree(info);
}

static int become_program(struct subprocess_info *info)
{
	int err = become_user();
	struct cred *new;

	if (!err)
		current->flags &= ~PF_KTHREAD; /* ends as a program, whatever comes of it */

	if (!err && info->init) {
		new = prepare_creds();
		err = new ? info->init(info, new) : -ENOMEM;
		if (err && new)
			abort_creds(new);
		else if (!err)
			commit_creds(new);
	}
	return err
		   ?: kernel_execve(info->path, (const char *const *)info->argv,
				    (const char *const *)info->envp);
}

/* The last that is known of info here is that it has been started, or not. */
static int helper(void *data)
{
	struct subprocess_info *info = data;
	int err = become_program(info);

	info->retval = err;
	complete(&info->done);
	return err;
}

/* In the order of what there is to wait for. */
static int start_and_wait(struct subprocess_info *info)
{
	struct task_struct *task = kthread_create(helper, info, "kmodule");
	int code;

	if (IS_ERR(task))
		return PTR_ERR(task);
	get_task_struct(task);
	wake_up_process(task);
	wait_for_completion(&info->done);
	code = info->retval;
	if (!code && info->wait & UMH_WAIT_PROC)
		code = kthread_wait_end(task);
	put_task_struct(task);
	return code;
}

static int unattended(void *data)
{
	start_and_wait(data);
	free_info(data);
	return 0;
}

int call_usermodehelper_exec(struct subprocess_info *info, int wait)
{
	struct task_struct *task;
	int ret = -EINVAL;

	info->wait = wait;
	if (info->path && !*info->path)
		ret = 0; /* as a setting may have it */
	if (!info->path || !*info->path || !(wait & (UMH_WAIT_EXEC | UMH_WAIT_PROC))) {
		task = info->path && *info->path ? kthread_run(unattended, info, "kmodule") : NULL;
		if (!IS_ERR_OR_NULL(task))
			return 0;
		free_info(info);
		return task ? PTR_ERR(task) : ret;
	}
	ret = start_and_wait(info);
	free_info(info);
	return ret;
}
EXPORT_SYMBOL(call_usermodehelper_exec);

int call_usermodehelper(const char *path, char **argv, char **envp, int wait)
{
	struct subprocess_info *info = call_usermodehelper_setup(
	    path, argv, envp, wait ? GFP_KERNEL : GFP_ATOMIC, NULL, NULL, NULL);

	return info ? call_usermodehelper_exec(info, wait) : -ENOMEM;
}
EXPORT_SYMBOL(call_usermodehelper);
