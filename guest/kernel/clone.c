/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * clone: programs' tasks made from one that is there.
 *
 * What the child does not share by a CLONE_ flag it gets a copy of:
 *
 *	CLONE_VM       address space       copied: page tables, pages on the first write
 *	CLONE_FILES    open files
 *	CLONE_FS       root, working directory, umask
 *	CLONE_SIGHAND  signal handlers
 *	CLONE_THREAD   the process itself: signals, limits, its number
 *
 * It begins behind the same system call, which returns 0 in it.
 */
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fdtable.h>
#include <linux/fs.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <asm/fpu.h>
#include <asm/ldt.h>
#include <asm/switch_to.h>

#include "kernel.h"

#define CLONE_NEWMASK                                                                              \
	0x7e020080u /* namespaces of their own, and file handles of tasks: not here                \
		     */
#define STACK_LIMIT (8ul << 20)

struct sighand_struct init_sighand = {
    .siglock = __SPIN_LOCK_UNLOCKED(init_sighand.siglock),
    .count = ATOMIC_INIT(1),
};

/* ---- what threads share ---- */

static const struct rlimit init_rlim[RLIM_NLIMITS] = {
    [RLIMIT_CPU] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_FSIZE] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_DATA] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_STACK] = {STACK_LIMIT, RLIM_INFINITY},
    [RLIMIT_CORE] = {0, RLIM_INFINITY},
    [RLIMIT_RSS] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_NPROC] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_NOFILE] = {1024, 4096},
    [RLIMIT_MEMLOCK] = {8ul << 20, 8ul << 20},
    [RLIMIT_AS] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_LOCKS] = {RLIM_INFINITY, RLIM_INFINITY},
    [RLIMIT_SIGPENDING] = {1024, 1024},
    [RLIMIT_MSGQUEUE] = {819200, 819200},
    [RLIMIT_RTTIME] = {RLIM_INFINITY, RLIM_INFINITY},
};

static void alarm_clock(struct timer_list *timer)
{
	struct signal_struct *signal = from_timer(signal, timer, real_timer);
	struct task_struct *leader;

	read_lock(&tasklist_lock);
	leader = list_first_entry_or_null(&signal->thread_head, struct task_struct, thread_node);
	if (leader)
		group_send_sig_info(SIGALRM, SEND_SIG_PRIV, leader);
	read_unlock(&tasklist_lock);
	if (signal->it_real_incr)
		mod_timer(timer, jiffies + signal->it_real_incr);
}

struct signal_struct *alloc_signal(const struct signal_struct *like)
{
	struct signal_struct *signal = kzalloc(sizeof(*signal), GFP_KERNEL);

	if (!signal)
		return NULL;
	atomic_set(&signal->sigcnt, 1);
	atomic_set(&signal->live, 1);
	signal->nr_threads = 1;
	INIT_LIST_HEAD(&signal->thread_head);
	INIT_LIST_HEAD(&signal->posix_timers);
	init_waitqueue_head(&signal->wait_chldexit);
	INIT_LIST_HEAD(&signal->shared_pending.list);
	timer_setup(&signal->real_timer, alarm_clock, 0);
	memcpy(signal->rlim, like ? like->rlim : init_rlim, sizeof(signal->rlim));
	if (like)
		signal->oom_score_adj = like->oom_score_adj;
	return signal;
}

void put_signal_struct(struct signal_struct *signal)
{
	if (!signal || !atomic_dec_and_test(&signal->sigcnt))
		return;
	flush_sigqueue(&signal->shared_pending);
	put_pid(signal->tty_old_pgrp);
	kfree(signal);
}

struct sighand_struct *get_sighand(struct sighand_struct *sighand)
{
	atomic_inc(&sighand->count);
	return sighand;
}

void put_sighand(struct sighand_struct *sighand)
{
	if (sighand && atomic_dec_and_test(&sighand->count))
		kfree(sighand);
}

/* ---- the child's share ---- */

static int copy_sighand(unsigned long flags, struct task_struct *task)
{
	if (flags & CLONE_SIGHAND) {
		get_sighand(task->sighand);
		return 0;
	}
	task->sighand = kmalloc(sizeof(*task->sighand), GFP_KERNEL);
	if (!task->sighand)
		return -ENOMEM;
	atomic_set(&task->sighand->count, 1);
	spin_lock_init(&task->sighand->siglock);
	spin_lock_irq(&current->sighand->siglock);
	memcpy(task->sighand->action, current->sighand->action, sizeof(task->sighand->action));
	spin_unlock_irq(&current->sighand->siglock);
	return 0;
}

static int copy_signal(unsigned long flags, struct task_struct *task)
{
	if (flags & CLONE_THREAD) {
		atomic_inc(&task->signal->sigcnt);
		return 0;
	}
	task->signal = alloc_signal(current->signal);
	if (!task->signal)
		return -ENOMEM;
	task->signal->tty = current->signal->tty;
	return 0;
}

static int copy_files(unsigned long flags, struct task_struct *task)
{
	int err = 0;

	if (flags & CLONE_FILES) {
		atomic_inc(&task->files->count);
		return 0;
	}
	task->files = dup_fd(current->files, &err);
	return err;
}

static int copy_fs(unsigned long flags, struct task_struct *task)
{
	if (flags & CLONE_FS) {
		spin_lock(&task->fs->lock);
		task->fs->users++;
		spin_unlock(&task->fs->lock);
		return 0;
	}
	task->fs = copy_fs_struct(current->fs);
	return task->fs ? 0 : -ENOMEM;
}

static struct mm_struct *dup_mm(struct mm_struct *old)
{
	struct mm_struct *mm = mm_alloc();

	if (!mm)
		return NULL;
	mm->mmap_base = old->mmap_base;
	mm->start_code = old->start_code;
	mm->end_code = old->end_code;
	mm->start_data = old->start_data;
	mm->end_data = old->end_data;
	mm->start_brk = old->start_brk;
	mm->brk = old->brk;
	mm->start_stack = old->start_stack;
	mm->arg_start = old->arg_start;
	mm->arg_end = old->arg_end;
	mm->env_start = old->env_start;
	mm->env_end = old->env_end;
	mm->context = old->context;
	mm->dumpable = old->dumpable;
	memcpy(mm->saved_auxv, old->saved_auxv, sizeof(mm->saved_auxv));
	if (!set_mm_exe_file(mm, old->exe_file) && !dup_mmap(mm, old))
		return mm;
	mmput(mm);
	return NULL;
}

static int copy_mm(unsigned long flags, struct task_struct *task)
{
	if (flags & CLONE_VM)
		mmget(task->mm);
	else
		task->mm = dup_mm(current->mm);
	task->active_mm = task->mm;
	return task->mm ? 0 : -ENOMEM;
}

static void undo_files(struct task_struct *task)
{
	put_files_struct(task->files);
}

static void undo_fs(struct task_struct *task)
{
	exit_fs(task);
}

static void undo_mm(struct task_struct *task)
{
	mmput(task->mm);
}

/* Made one after the other; when one cannot be, those before it are given up again. */
static const struct {
	int (*copy)(unsigned long flags, struct task_struct *task);
	void (*undo)(struct task_struct *task);
} shares[] = {
    {copy_files, undo_files},
    {copy_fs, undo_fs},
    {copy_mm, undo_mm},
};

static int copy_shares(unsigned long flags, struct task_struct *task)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(shares); i++) {
		err = shares[i].copy(flags, task);
		if (err)
			break;
	}
	if (i == ARRAY_SIZE(shares))
		return 0;
	while (i--)
		shares[i].undo(task);
	task->mm = task->active_mm = NULL;
	return err;
}

static void undo_shares(struct task_struct *task)
{
	int i = ARRAY_SIZE(shares);

	while (i--)
		shares[i].undo(task);
	task->mm = task->active_mm = NULL;
}

/* ---- the task ---- */

static unsigned long nr_tasks_allowed(void)
{
	/* an eighth of memory for stacks and what else a task must have */
	return max(64ul, totalram_pages() / 8 / (THREAD_SIZE / PAGE_SIZE + 1));
}

static atomic_t nr_tasks = ATOMIC_INIT(0);

/* A copy that has nothing of its own yet but its stack. */
static struct task_struct *dup_task(void)
{
	struct task_struct *task = alloc_task_like(current);

	if (!task)
		return NULL;
	task->thread_info.flags = 0;
	task->thread_info.preempt_count = 2; /* see schedule_tail() */
	atomic_set(&task->usage, 2);	     /* its running's, and its parent's */
	init_new_task(task);
	sigemptyset(&task->pending.signal);
	task->thread.fpu = NULL;
	task->kthread = NULL;
	task->restart = NULL;
	task->signal = NULL;
	task->thread_pid = NULL;
	task->vfork_done = NULL;
	task->robust_list = NULL;
	task->journal_info = NULL;
	task->kunit_test = NULL;
	task->cpus_ptr = (const struct cpumask *)&task->cpus_mask;
	task->ptrace = 0;
	task->last_siginfo = NULL;
	memset(task->thread.debugreg, 0, sizeof(task->thread.debugreg));
	task->thread.dr6 = task->thread.dr7 = 0;
	task->kmap_ctrl.idx = 0;
	task->on_rq = task->exit_state = task->exit_code = task->pdeath_signal = 0;
	task->restore_sigmask = false;
	task->jobctl = 0;
	task->pagefault_disabled = 0;
	task->utime = task->stime = task->nvcsw = task->nivcsw = 0;
	task->min_flt = task->maj_flt = 0;
	task->sum_exec_runtime = 0;
	task->flags = (task->flags & ~(PF_SUPERPRIV | PF_MEMALLOC)) | PF_FORKNOEXEC;
	return task;
}

static void init_clone(struct task_struct *task, const struct kernel_clone_args *args)
{
	task->__state = TASK_UNINTERRUPTIBLE;
	task->time_slice = max(1, current->time_slice / 2);
	if (task->sched_reset_on_fork) {
		sched_set_policy(task, SCHED_NORMAL, 0);
		task->sched_reset_on_fork = false;
	}
	task->kernel_preempted = false;
	task->thread_info.cpu = least_busy_cpu(task->cpus_mask);
	task->set_child_tid = args->flags & CLONE_CHILD_SETTID ? args->child_tid : NULL;
	task->clear_child_tid = args->flags & CLONE_CHILD_CLEARTID ? args->child_tid : NULL;
	task->exit_signal = args->exit_signal;
	if (args->flags & CLONE_THREAD)
		task->exit_signal = -1;
	else if (args->flags & CLONE_PARENT)
		task->exit_signal = current->group_leader->exit_signal;
	/* a new stack may not be the one signals were to be handled on */
	if ((args->flags & (CLONE_VM | CLONE_VFORK)) == CLONE_VM)
		task->sas_ss_sp = task->sas_ss_size = 0;
}

static int check_flags(unsigned long flags)
{
	if (flags & CLONE_NEWMASK)
		return -EINVAL;
	if (flags & CLONE_PIDFD && flags & CLONE_THREAD)
		return -EINVAL;
	if (flags & CLONE_SIGHAND && !(flags & CLONE_VM))
		return -EINVAL;
	if (flags & CLONE_THREAD && !(flags & CLONE_SIGHAND))
		return -EINVAL;
	/* init's siblings would have nobody to wait for them */
	if (flags & CLONE_PARENT && current->tgid == 1)
		return -EINVAL;
	return 0;
}

/* Threads are counted, and all of the user's, whoever has made them. */
static bool user_has_too_many(void)
{
	unsigned long limit = rlimit(RLIMIT_NPROC), count = 0;
	struct task_struct *task, *thread;

	if (limit == RLIM_INFINITY || capable(CAP_SYS_RESOURCE))
		return false;
	read_lock_irq(&tasklist_lock);
	for_each_process_thread(task, thread) count += uid_eq(task_uid(thread), current_uid());
	read_unlock_irq(&tasklist_lock);
	return count >= limit;
}

static bool too_many(void)
{
	return atomic_read(&nr_tasks) >= nr_tasks_allowed() || user_has_too_many() ||
	       current->signal->nr_threads > PID_MAX_DEFAULT / 2;
}

/* The event that a tracer is told of; 0: of none. */
static int event_of(unsigned long flags, int exit_signal)
{
	int event = flags & CLONE_VFORK	     ? PTRACE_EVENT_VFORK
		    : exit_signal != SIGCHLD ? PTRACE_EVENT_CLONE
					     : PTRACE_EVENT_FORK;

	if (!current->ptrace || flags & CLONE_UNTRACED)
		return 0;
	return ptrace_event_enabled(current, event) ? event : 0;
}

static bool traced_as(const struct task_struct *task, unsigned long flags)
{
	return event_of(flags, task->exit_signal);
}

/* tasklist_lock for writing. */
static void link_clone(struct task_struct *task, unsigned long flags, struct pid *pid)
{
	task->pid = pid->nr;
	attach_pid(task, PIDTYPE_PID, get_pid(pid));
	if (flags & (CLONE_PARENT | CLONE_THREAD))
		task->real_parent = current->real_parent;
	else
		task->real_parent = current;
	task->parent = task->real_parent;
	if (flags & CLONE_THREAD) {
		task->group_leader = current->group_leader;
		task->tgid = current->tgid;
		current->signal->nr_threads++;
		atomic_inc(&current->signal->live);
	} else {
		task->tgid = task->pid;
		attach_pid(task, PIDTYPE_TGID, pid);
		attach_pid(task, PIDTYPE_PGID, task_pgrp(current));
		attach_pid(task, PIDTYPE_SID, task_session(current));
		list_add_tail(&task->sibling, &task->real_parent->children);
		list_add_tail(&task->tasks, &init_task.tasks);
	}
	list_add_tail(&task->thread_node, &task->signal->thread_head);
	ptrace_init_task(task, flags & CLONE_PTRACE || traced_as(task, flags));
	atomic_inc(&nr_tasks);
}

void clone_count_exit(void)
{
	atomic_dec(&nr_tasks);
}

static int publish(struct task_struct *task, unsigned long flags, struct pid *pid)
{
	int err = 0;

	write_lock_irq(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
	/* a signal that came meanwhile is for both sides of the fork, so not half done */
	recalc_sigpending();
	if (signal_pending(current))
		err = -ERESTARTNOINTR;
	else
		link_clone(task, flags, pid);
	spin_unlock(&current->sighand->siglock);
	write_unlock_irq(&tasklist_lock);
	return err;
}

static struct task_struct *copy_process(const struct kernel_clone_args *args)
{
	unsigned long flags = args->flags;
	struct task_struct *task = NULL;
	struct pid *pid;
	int err = check_flags(flags);

	if (err)
		return ERR_PTR(err);
	if (too_many())
		return ERR_PTR(-EAGAIN);
	pid = alloc_pid();
	if (IS_ERR(pid))
		return ERR_CAST(pid);
	task = dup_task();
	if (!task) {
		free_pid(pid);
		return ERR_PTR(-ENOMEM);
	}
	task->cred = get_cred(current_cred());
	init_clone(task, args);
	err = copy_sighand(flags, task);
	if (err)
		task->sighand = NULL;
	if (!err) {
		task->signal = current->signal;
		err = copy_signal(flags, task);
	}
	if (!err)
		err = fpu_fork(task);
	if (!err)
		err = copy_shares(flags, task);
	if (!err) {
		copy_user_thread(task, args->stack);
		if (flags & CLONE_SETTLS)
			err = do_set_thread_area(task, -1, args->tls, false);
		if (!err)
			err = publish(task, flags, pid);
		if (err)
			undo_shares(task);
	}
	if (!err)
		return task;
	free_pid(pid);
	put_task_struct(task);
	free_task(task);
	return ERR_PTR(err);
}

/* Killed while it waits, the parent leaves the child alone with its memory. */
static void wait_for_vfork_done(struct task_struct *child, struct completion *vfork)
{
	int killed = wait_for_completion_killable(vfork);

	if (killed) {
		write_lock_irq(&tasklist_lock);
		child->vfork_done = NULL;
		write_unlock_irq(&tasklist_lock);
	}
	put_task_struct(child);
}

/* The child is there already: if this fails, the number is -1. */
static void give_pidfd(struct task_struct *child, int __user *to)
{
	int fd = pidfd_create(get_pid(task_pid(child)), 0);

	put_user(fd < 0 ? -1 : fd, to);
}

pid_t kernel_clone(const struct kernel_clone_args *args)
{
	struct task_struct *child = copy_process(args);
	struct completion vfork;
	int event;
	pid_t nr;

	if (IS_ERR(child))
		return PTR_ERR(child);
	nr = child->pid;
	if (args->flags & CLONE_PIDFD)
		give_pidfd(child, args->pidfd);
	event = event_of(args->flags, args->flags & CLONE_THREAD ? -1 : args->exit_signal);
	if (args->flags & CLONE_PARENT_SETTID)
		put_user(nr, args->parent_tid);
	if (args->flags & CLONE_VFORK) {
		init_completion(&vfork);
		child->vfork_done = &vfork;
		get_task_struct(child);
	}
	wake_up_process(child);
	if (unlikely(event))
		ptrace_event(event, nr);
	if (args->flags & CLONE_VFORK) {
		wait_for_vfork_done(child, &vfork);
		ptrace_event(PTRACE_EVENT_VFORK_DONE, nr);
	}
	return nr;
}

/* In the child, before it goes to user mode (schedule_tail()). */
void clone_started(void)
{
	if (current->set_child_tid)
		put_user(current->pid, current->set_child_tid);
}

int become_user(void)
{
	struct files_struct *files;
	struct fs_struct *fs;
	int err = 0;

	files = dup_fd(&init_files, &err);
	fs = files ? copy_fs_struct(&init_fs) : NULL;
	if (!fs) {
		if (files)
			put_files_struct(files);
		return err ? err : -ENOMEM;
	}
	current->files = files;
	current->fs = fs;
	write_lock_irq(&tasklist_lock);
	attach_pid(current, PIDTYPE_PGID, &init_struct_pid);
	attach_pid(current, PIDTYPE_SID, &init_struct_pid);
	get_task_struct(current); /* its parent's */
	atomic_inc(&nr_tasks);
	write_unlock_irq(&tasklist_lock);
	return 0;
}

/* ---- system calls ---- */

SYSCALL_DEFINE0(fork)
{
	struct kernel_clone_args args = {.exit_signal = SIGCHLD};

	return kernel_clone(&args);
}

SYSCALL_DEFINE0(vfork)
{
	struct kernel_clone_args args = {.flags = CLONE_VFORK | CLONE_VM, .exit_signal = SIGCHLD};

	return kernel_clone(&args);
}

SYSCALL_DEFINE5(clone, unsigned long, flags, unsigned long, stack, int __user *, parent_tid,
		unsigned long, tls, int __user *, child_tid)
{
	struct kernel_clone_args args = {
	    .flags = flags & ~(unsigned long)CSIGNAL,
	    .exit_signal = flags & CSIGNAL,
	    .stack = stack,
	    .parent_tid = parent_tid,
	    .child_tid = child_tid,
	    .tls = tls,
	    .pidfd = parent_tid,
	};

	if ((flags & (CLONE_PIDFD | CLONE_PARENT_SETTID)) == (CLONE_PIDFD | CLONE_PARENT_SETTID))
		return -EINVAL;
	return kernel_clone(&args);
}

struct clone_args {
	u64 flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls, set_tid,
	    set_tid_size, cgroup;
};

#define CLONE_ARGS_SIZE_VER0 64

SYSCALL_DEFINE2(clone3, struct clone_args __user *, uargs, size_t, size)
{
	struct kernel_clone_args args;
	struct clone_args in;
	int err;

	if (size < CLONE_ARGS_SIZE_VER0)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;
	err = copy_struct_from_user(&in, sizeof(in), uargs, size);
	if (err)
		return err;
	if (in.flags >> 32 || in.flags & CSIGNAL || in.exit_signal & ~(u64)CSIGNAL ||
	    in.set_tid_size || !in.stack != !in.stack_size)
		return -EINVAL;
	args = (struct kernel_clone_args){
	    .flags = in.flags,
	    .exit_signal = in.exit_signal,
	    .stack = in.stack + in.stack_size,
	    .parent_tid = (int __user *)(unsigned long)in.parent_tid,
	    .child_tid = (int __user *)(unsigned long)in.child_tid,
	    .tls = in.tls,
	    .pidfd = (int __user *)(unsigned long)in.pidfd,
	};
	return kernel_clone(&args);
}

SYSCALL_DEFINE1(set_tid_address, int __user *, tidptr)
{
	current->clear_child_tid = tidptr;
	return current->pid;
}

/* What is a task's own already, or is shared with nobody, may be asked for. */
SYSCALL_DEFINE1(unshare, unsigned long, flags)
{
	int err = 0;

	if (flags & ~(unsigned long)(CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_VM |
				     CLONE_THREAD | CLONE_SYSVSEM))
		return -EINVAL;
	if (flags & (CLONE_THREAD | CLONE_SIGHAND | CLONE_VM) && !thread_group_empty(current))
		return -EINVAL;
	if (flags & CLONE_FILES && atomic_read(&current->files->count) > 1) {
		struct files_struct *files = dup_fd(current->files, &err), *old = current->files;

		if (!files)
			return err;
		current->files = files;
		put_files_struct(old);
	}
	if (flags & CLONE_FS && current->fs->users > 1) {
		struct fs_struct *fs = copy_fs_struct(current->fs);

		if (!fs)
			return -ENOMEM;
		exit_fs(current);
		current->fs = fs;
	}
	return 0;
}
