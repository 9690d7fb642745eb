/* SPDX-License-Identifier: GPL-2.0-only */
/* proc_limits: /proc/PID/limits, and what decides who is killed for want of memory. */
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>

#include "proc_pid.h"

static const struct {
	const char *name, *unit;
} limits[RLIM_NLIMITS] = {
    [RLIMIT_CPU] = {"Max cpu time", "seconds"},
    [RLIMIT_FSIZE] = {"Max file size", "bytes"},
    [RLIMIT_DATA] = {"Max data size", "bytes"},
    [RLIMIT_STACK] = {"Max stack size", "bytes"},
    [RLIMIT_CORE] = {"Max core file size", "bytes"},
    [RLIMIT_RSS] = {"Max resident set", "bytes"},
    [RLIMIT_NPROC] = {"Max processes", "processes"},
    [RLIMIT_NOFILE] = {"Max open files", "files"},
    [RLIMIT_MEMLOCK] = {"Max locked memory", "bytes"},
    [RLIMIT_AS] = {"Max address space", "bytes"},
    [RLIMIT_LOCKS] = {"Max file locks", "locks"},
    [RLIMIT_SIGPENDING] = {"Max pending signals", "signals"},
    [RLIMIT_MSGQUEUE] = {"Max msgqueue size", "bytes"},
    [RLIMIT_NICE] = {"Max nice priority", NULL},
    [RLIMIT_RTPRIO] = {"Max realtime priority", NULL},
    [RLIMIT_RTTIME] = {"Max realtime timeout", "us"},
};

static void show_limit(struct seq_file *m, unsigned long limit)
{
	if (limit == RLIM_INFINITY)
		seq_printf(m, "%-20s ", "unlimited");
	else
		seq_printf(m, "%-20lu ", limit);
}

static int show_limits(struct seq_file *m, struct task_struct *task)
{
	int i;

	seq_printf(m, "%-25s %-20s %-20s %-10s\n", "Limit", "Soft Limit", "Hard Limit", "Units");
	for (i = 0; i < RLIM_NLIMITS; i++) {
		seq_printf(m, "%-25s ", limits[i].name);
		show_limit(m, task->signal->rlim[i].rlim_cur);
		show_limit(m, task->signal->rlim[i].rlim_max);
		if (limits[i].unit)
			seq_printf(m, "%-10s\n", limits[i].unit);
		else
			seq_putc(m, '\n');
	}
	return 0;
}

/* 0 to 2000; 666: one that has nothing. */
static int show_oom_score(struct seq_file *m, struct task_struct *task)
{
	long total = totalram_pages() + total_swap_pages, points;

	read_lock(&tasklist_lock);
	points = oom_badness(task, total);
	read_unlock(&tasklist_lock);
	if (points == LONG_MIN)
		points = 0;
	else
		points = max(0l, (1000 + points * 1000 / total) * 2 / 3);
	seq_printf(m, "%ld\n", points);
	return 0;
}

static int show_adj(struct seq_file *m, void *v)
{
	struct task_struct *task = proc_pid_task(m->private);

	if (!task)
		return -ESRCH;
	seq_printf(m, "%d\n", task->signal->oom_score_adj);
	put_task_struct(task);
	return 0;
}

static int adj_open(struct inode *inode, struct file *file)
{
	return single_open(file, show_adj, inode);
}

/* To make oneself safer takes a right. */
static ssize_t adj_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct task_struct *task;
	ssize_t ret;
	int adj;

	ret = kstrtoint_from_user(buf, count, 0, &adj);
	if (ret)
		return ret;
	if (adj < -1000 || adj > 1000)
		return -EINVAL;
	task = proc_pid_task(file_inode(file));
	if (!task)
		return -ESRCH;
	ret = count;
	if (adj < task->signal->oom_score_adj && !capable(CAP_SYS_RESOURCE))
		ret = -EACCES;
	else
		task->signal->oom_score_adj = adj;
	put_task_struct(task);
	return ret;
}

static const struct file_operations adj_fops = {.open = adj_open,
						.read_iter = seq_read_iter,
						.write = adj_write,
						.llseek = seq_lseek,
						.release = single_release};

static int __init proc_limits_init(void)
{
	proc_pid_register("limits", 0444, show_limits);
	proc_pid_register("oom_score", 0444, show_oom_score);
	return proc_pid_register_row(&(struct proc_pid_row){
	    .name = "oom_score_adj", .mode = S_IFREG | 0644, .fops = &adj_fops});
}
fs_initcall(proc_limits_init);
