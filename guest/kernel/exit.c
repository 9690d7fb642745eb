/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exit: how tasks end, and how their parents hear of it.
 *
 *	do_exit()   gives up memory, files, handlers; hands its children to somebody else;
 *	            becomes a zombie: a task_struct, a number and an exit code
 *	wait4()     the parent reads the code; release_task() takes the rest
 *
 * Threads of a process, and children of who ignores SIGCHLD, are not waited for: they are
 * released at once. The first thread of a process stays a zombie until the others are gone.
 *
 * Locking: tasklist_lock for families and states of exit; siglock inside it.
 */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/ptrace.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#include "abi/probe.h"
#include "kernel.h"

/* ---- what goes at once ---- */

void mm_release(struct task_struct *task)
{
	if (task->robust_list)
		exit_robust_list(task);
	if (task->clear_child_tid) {
		/* a join waits there; nobody does when no other thread is left to */
		if (task->mm && atomic_read(&task->mm->mm_users) > 1 &&
		    !put_user(0, task->clear_child_tid))
			futex_wake_user(task->clear_child_tid, 1);
		task->clear_child_tid = NULL;
	}
	read_lock_irq(&tasklist_lock);
	if (task->vfork_done) {
		complete(task->vfork_done);
		task->vfork_done = NULL;
	}
	read_unlock_irq(&tasklist_lock);
}

/* Its page tables stay loaded, as a thread's of the kernel that came after it would find them. */
static void exit_mm(struct task_struct *task)
{
	struct mm_struct *mm = task->mm;

	if (!mm)
		return;
	mm_release(task);
	mmgrab(mm);
	write_lock_irq(&tasklist_lock);
	task->mm = NULL;
	write_unlock_irq(&tasklist_lock);
	task_lock(task); /* who looks at it still? */
	task_unlock(task);
	mmput(mm);
}

/* ---- children ---- */

static struct task_struct *alive_thread(struct task_struct *task)
{
	struct task_struct *thread;

	for_each_thread(task, thread) if (!(thread->flags & PF_EXITING)) return thread;
	return NULL;
}

/* Another thread, or the next process above that has asked for it, or init. */
static struct task_struct *new_parent(struct task_struct *task)
{
	struct task_struct *to = alive_thread(task), *above;

	for (above = task->real_parent; !to && above->tgid > 1; above = above->real_parent) {
		if (!above->signal)
			break;
		if (above->signal->is_child_subreaper)
			to = alive_thread(above);
	}
	return to ? to : find_task_by_pid(1);
}

/* Those that are dead and nobody's to wait for go to the list dead. */
static void reparent_children(struct task_struct *task, struct list_head *dead)
{
	struct task_struct *to, *child, *next;

	if (list_empty(&task->children))
		return;
	to = new_parent(task);
	list_for_each_entry_safe (child, next, &task->children, sibling) {
		child->real_parent = to;
		if (!child->ptrace)
			child->parent = to;
		list_move_tail(&child->sibling, &to->children);
		if (child->pdeath_signal)
			send_sig_locked(child->pdeath_signal, SEND_SIG_NOINFO, child, true);
		if (same_thread_group(to, task) || child->ptrace)
			continue;
		/* who has not made it is told as of every child, and not killed by it */
		child->exit_signal = SIGCHLD;
		if (child->exit_state == EXIT_ZOMBIE && thread_group_empty(child) &&
		    do_notify_parent(child, child->exit_signal)) {
			child->exit_state = EXIT_DEAD;
			list_move_tail(&child->sibling, dead);
		}
	}
}

/* Of a session, without a member that has a parent in another group of it. */
static bool will_be_orphaned(struct pid *pgrp, const struct task_struct *ignored)
{
	struct task_struct *task;

	do_each_pid_task(pgrp, PIDTYPE_PGID,
			 task) if (task == ignored ||
				   (task->exit_state && thread_group_empty(task)) ||
				   task->real_parent->pid <= 1) continue;
	if (task_pgrp(task->real_parent) != pgrp &&
	    task_session(task->real_parent) == task_session(task))
		return false;
	while_each_pid_task(pgrp, PIDTYPE_PGID, task);
	return true;
}

bool is_current_pgrp_orphaned(void)
{
	bool orphaned;

	read_lock_irq(&tasklist_lock);
	orphaned = will_be_orphaned(task_pgrp(current), NULL);
	read_unlock_irq(&tasklist_lock);
	return orphaned;
}

static bool has_stopped(struct pid *pgrp)
{
	struct task_struct *task;

	do_each_pid_task(pgrp, PIDTYPE_PGID,
			 task) if (task->signal->flags & SIGNAL_STOP_STOPPED) return true;
	while_each_pid_task(pgrp, PIDTYPE_PGID, task);
	return false;
}

static void signal_pgrp(struct pid *pgrp, int sig)
{
	struct task_struct *task;

	do_each_pid_task(pgrp, PIDTYPE_PGID, task) send_sig_locked(sig, SEND_SIG_PRIV, task, true);
	while_each_pid_task(pgrp, PIDTYPE_PGID, task);
}

/* Stopped jobs that lose the shell that could let them go on are told so (POSIX "orphaned"). */
static void kill_orphaned_pgrp(struct task_struct *task, struct task_struct *parent)
{
	struct pid *pgrp = task_pgrp(task);
	const struct task_struct *ignored = task;

	if (!parent)
		parent = task->real_parent;
	else
		ignored = NULL;
	if (!parent->signal || task_pgrp(parent) == pgrp ||
	    task_session(parent) != task_session(task))
		return;
	if (!will_be_orphaned(pgrp, ignored) || !has_stopped(pgrp))
		return;
	signal_pgrp(pgrp, SIGHUP);
	signal_pgrp(pgrp, SIGCONT);
}

/* ---- the end of the rest ---- */

static void add_account(struct task_account *sum, const struct task_struct *task)
{
	sum->utime += task->utime;
	sum->stime += task->stime;
	sum->nvcsw += task->nvcsw;
	sum->nivcsw += task->nivcsw;
	sum->min_flt += task->min_flt;
	sum->maj_flt += task->maj_flt;
}

/* exec waits for the other threads to be gone. */
static void wake_exec(struct signal_struct *signal)
{
	if (signal->group_exec_task)
		wake_up_process(signal->group_exec_task);
}

/* tasklist_lock is held for writing. The reference that was its parent's is the caller's now. */
static void unlink_task(struct task_struct *task)
{
	struct signal_struct *signal = task->signal;

	add_account(&signal->ended, task);
	list_del_init(&task->ptrace_entry);
	task->ptrace = 0;
	if (thread_group_leader(task)) {
		detach_pid(task, PIDTYPE_TGID);
		detach_pid(task, PIDTYPE_PGID);
		detach_pid(task, PIDTYPE_SID);
		list_del_init(&task->tasks);
		list_del_init(&task->sibling);
	}
	detach_pid(task, PIDTYPE_PID);
	spin_lock(&task->sighand->siglock);
	list_del_init(&task->thread_node);
	signal->nr_threads--;
	spin_unlock(&task->sighand->siglock);
	task->exit_state = EXIT_DEAD;
	clone_count_exit();
	wake_exec(signal);
}

/* Its leader may have waited for this one to be the last. */
void release_task(struct task_struct *task)
{
	struct task_struct *leader = NULL;

	write_lock_irq(&tasklist_lock);
	unlink_task(task);
	if (task->group_leader != task && task->group_leader->exit_state == EXIT_ZOMBIE &&
	    thread_group_empty(task->group_leader)) {
		leader = task->group_leader;
		if (!do_notify_parent(leader, leader->exit_signal))
			leader = NULL;
	}
	pidfd_process_ended();
	write_unlock_irq(&tasklist_lock);
	put_task_struct(task);
	if (leader)
		release_task(leader);
}

/* True: nobody will wait for it. */
static bool exit_notify(struct task_struct *task, bool group_dead, struct list_head *dead,
			struct list_head *ptrace_dead)
{
	bool release;

	write_lock_irq(&tasklist_lock);
	if (unlikely(!list_empty(&task->ptraced)))
		exit_ptrace(task, ptrace_dead);
	reparent_children(task, dead);
	if (group_dead)
		kill_orphaned_pgrp(task->group_leader, NULL);
	task->exit_state = EXIT_ZOMBIE;
	if (unlikely(task->ptrace))
		release = do_notify_parent(task, thread_group_leader(task) &&
							     thread_group_empty(task) &&
							     !ptrace_reparented(task)
							 ? task->exit_signal
							 : SIGCHLD);
	else if (thread_group_leader(task))
		release = thread_group_empty(task) && do_notify_parent(task, task->exit_signal);
	else
		release = true;
	if (release)
		task->exit_state = EXIT_DEAD;
	wake_exec(task->signal);
	pidfd_process_ended();
	write_unlock_irq(&tasklist_lock);
	return release;
}

/* Where there are terminals, their driver has one. */
void __weak disassociate_ctty(int on_exit)
{
}

static void exit_program(struct task_struct *task, long code)
{
	struct signal_struct *signal = task->signal;
	struct task_struct *child, *next;
	bool group_dead, release;
	LIST_HEAD(dead);
	LIST_HEAD(ptrace_dead);

	exit_signals(task);
	group_dead = atomic_dec_and_test(&signal->live);
	if (group_dead) {
		del_timer_sync(&signal->real_timer);
		exit_posix_timers();
		exit_sem();
		if (task->mm)
			signal->ended.maxrss = max(task->mm->hiwater_rss, get_mm_rss(task->mm));
	}
	exit_mm(task);
	exit_files(task);
	exit_fs(task);
	if (group_dead && signal->leader)
		disassociate_ctty(1);
	release = exit_notify(task, group_dead, &dead, &ptrace_dead);
	list_for_each_entry_safe (child, next, &ptrace_dead, ptrace_entry)
		release_task(child);
	list_for_each_entry_safe (child, next, &dead, sibling)
		release_task(child);
	if (release)
		release_task(task);
}

static void exit_kthread(struct task_struct *task, long code)
{
	write_lock_irq(&tasklist_lock);
	list_del_init(&task->tasks);
	list_del_init(&task->sibling);
	list_del_init(&task->thread_node);
	detach_pid(task, PIDTYPE_TGID);
	detach_pid(task, PIDTYPE_PID);
	write_unlock_irq(&tasklist_lock);
	kthread_exited(task, code);
}

void do_exit(long code)
{
	struct task_struct *task = current;

	if (in_interrupt())
		panic("Aiee, killing interrupt handler!");
	if (task->flags & PF_IDLE)
		panic("Attempted to kill the idle task!");
	if (task->tgid == 1 && (task->flags & PF_KTHREAD || atomic_read(&task->signal->live) == 1))
		panic("Attempted to kill init! exitcode=0x%08lx", code);
	if (!(task->flags & PF_KTHREAD))
		ptrace_event(PTRACE_EVENT_EXIT, code);
	task->exit_code = code;
	kprobe_flush_task(task);
	if (task->flags & PF_KTHREAD) {
		task->flags |= PF_EXITING;
		exit_kthread(task, code);
	} else {
		exit_program(task, code);
		if (task->kthread) /* that it was once */
			kthread_exited(task, code);
	}
	preempt_disable();
	task->__state = TASK_DEAD;
	preempt_enable_no_resched();
	schedule();
	BUG();
}
EXPORT_SYMBOL(do_exit);

void complete_and_exit(struct completion *x, long code)
{
	if (x)
		complete(x);
	do_exit(code);
}
EXPORT_SYMBOL(complete_and_exit);

void oops_end_task(void)
{
	if (in_interrupt())
		panic("Fatal exception in interrupt");
	if (preempt_count()) {
		pr_alert("note: %s[%d] exited with preempt_count %d\n", current->comm, current->pid,
			 preempt_count());
		current_thread_info()->preempt_count = 0;
	}
	local_irq_enable();
	kthread_restart(current);
	do_exit(SIGSEGV);
}

/* The whole process, with the code of who began it. */
void do_group_exit(int code)
{
	struct signal_struct *signal = current->signal;

	spin_lock_irq(&current->sighand->siglock);
	if (signal->flags & SIGNAL_GROUP_EXIT) {
		code = signal->group_exit_code;
	} else if (!signal->group_exec_task) {
		signal->group_exit_code = code;
		signal->flags = SIGNAL_GROUP_EXIT;
		zap_other_threads(current);
	}
	spin_unlock_irq(&current->sighand->siglock);
	do_exit(code);
}

SYSCALL_DEFINE1(exit, int, code)
{
	do_exit((code & 0xff) << 8);
}

SYSCALL_DEFINE1(exit_group, int, code)
{
	do_group_exit((code & 0xff) << 8);
}
