/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * exec_thread: a process of many threads execs. All threads but the one that asked end; it
 * then takes the first one's place: its number, its place in the family, its groups.
 */
#include <linux/kernel.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>

#include "kernel.h"

/* tasklist_lock is held: nobody is left, or the first one, dead. */
static bool is_alone(void)
{
	const struct task_struct *leader = current->group_leader;

	if (current->signal->nr_threads == 1)
		return true;
	return current->signal->nr_threads == 2 && leader != current &&
	       leader->exit_state == EXIT_ZOMBIE;
}

static void wait_until_alone(void)
{
	bool alone;

	do {
		__set_current_state(TASK_UNINTERRUPTIBLE);
		read_lock_irq(&tasklist_lock);
		alone = is_alone();
		read_unlock_irq(&tasklist_lock);
		if (!alone)
			schedule();
	} while (!alone);
	__set_current_state(TASK_RUNNING);
}

static void take_pid(struct task_struct *leader, enum pid_type type)
{
	struct pid *pid = type == PIDTYPE_PID ? leader->thread_pid : leader->signal->pids[type];

	hlist_del_init(&leader->pid_links[type]);
	hlist_add_head(&current->pid_links[type], &pid->tasks[type]);
}

/* The dead leader ends up as one thread more that has ended. */
static void become_leader(struct task_struct *leader)
{
	struct pid *own = current->thread_pid;

	write_lock_irq(&tasklist_lock);
	hlist_del_init(&current->pid_links[PIDTYPE_PID]);
	take_pid(leader, PIDTYPE_PID);
	take_pid(leader, PIDTYPE_TGID);
	take_pid(leader, PIDTYPE_PGID);
	take_pid(leader, PIDTYPE_SID);
	/* the two change numbers; the leader's new one goes with it */
	current->thread_pid = leader->thread_pid;
	leader->thread_pid = own;
	hlist_add_head(&leader->pid_links[PIDTYPE_PID], &own->tasks[PIDTYPE_PID]);
	leader->pid = current->pid;
	current->pid = current->tgid;
	list_replace_init(&leader->tasks, &current->tasks);
	list_replace_init(&leader->sibling, &current->sibling);
	current->exit_signal = SIGCHLD;
	leader->exit_signal = -1;
	current->group_leader = leader->group_leader = current;
	current->start_time = leader->start_time;
	leader->exit_state = EXIT_DEAD;
	write_unlock_irq(&tasklist_lock);
	release_task(leader);
}

int de_thread(void)
{
	struct signal_struct *signal = current->signal;
	int err = 0;

	write_lock_irq(&tasklist_lock);
	spin_lock(&current->sighand->siglock);
	if (signal->flags & SIGNAL_GROUP_EXIT || signal->group_exec_task) {
		err = -EAGAIN;
	} else if (signal->nr_threads > 1) {
		signal->group_exec_task = current;
		zap_other_threads(current);
	}
	spin_unlock(&current->sighand->siglock);
	write_unlock_irq(&tasklist_lock);
	if (err || !signal->group_exec_task)
		return err;
	wait_until_alone();
	if (current->group_leader != current)
		become_leader(current->group_leader);
	signal->group_exec_task = NULL;
	return 0;
}
