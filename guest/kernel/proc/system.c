/* SPDX-License-Identifier: GPL-2.0-only */
/* What the system is and how long it runs: version, cmdline, uptime, loadavg, stat ... */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/math64.h>
#include <linux/printk.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/utsname.h>

static int version_show(struct seq_file *m, void *v)
{
	seq_puts(m, linux_banner);
	return 0;
}

static int cmdline_show(struct seq_file *m, void *v)
{
	seq_printf(m, "%s\n", saved_command_line);
	return 0;
}

/* The time since boot and the time that CPU 0 idled, in seconds and hundredths. */
static int uptime_show(struct seq_file *m, void *v)
{
	u64 up = div_u64((get_jiffies_64() - INITIAL_JIFFIES) * 100, HZ);
	u64 idle = div_u64((u64)init_task.stime * 100, HZ);
	u32 up_rest, idle_rest;

	up = div_u64_rem(up, 100, &up_rest);
	idle = div_u64_rem(idle, 100, &idle_rest);
	seq_printf(m, "%llu.%02u %llu.%02u\n", up, up_rest, idle, idle_rest);
	return 0;
}

static unsigned int count_tasks(pid_t *last)
{
	struct task_struct *task;
	unsigned long flags;
	unsigned int count = 0;

	*last = 0;
	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task)
	{
		count++;
		*last = max(*last, task->pid);
	}
	read_unlock_irqrestore(&tasklist_lock, flags);
	return count;
}

/* The averages themselves are not kept. */
static int loadavg_show(struct seq_file *m, void *v)
{
	pid_t last;
	unsigned int tasks = count_tasks(&last);

	seq_printf(m, "0.00 0.00 0.00 %lu/%u %d\n", nr_running(), tasks, last);
	return 0;
}

static int stat_show(struct seq_file *m, void *v)
{
	struct task_struct *task;
	unsigned long flags, busy = 0;
	pid_t last;

	count_tasks(&last);
	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task) busy += task->stime;
	read_unlock_irqrestore(&tasklist_lock, flags);
	seq_printf(m, "cpu  0 0 %lu %lu 0 0 0 0 0 0\n", busy, init_task.stime);
	seq_printf(m, "cpu0 0 0 %lu %lu 0 0 0 0 0 0\n", busy, init_task.stime);
	seq_printf(m, "ctxt %llu\nprocesses %d\nprocs_running %lu\nprocs_blocked 0\n",
		   nr_context_switches(), last, nr_running());
	return 0;
}

static int filesystems_show(struct seq_file *m, void *v)
{
	seq_puts(m, "nodev\tproc\n");
	return 0;
}

static int __init proc_system_init(void)
{
	proc_create_single("version", 0, NULL, version_show);
	proc_create_single("cmdline", 0, NULL, cmdline_show);
	proc_create_single("uptime", 0, NULL, uptime_show);
	proc_create_single("loadavg", 0, NULL, loadavg_show);
	proc_create_single("stat", 0, NULL, stat_show);
	proc_create_single("filesystems", 0, NULL, filesystems_show);
	return 0;
}
fs_initcall(proc_system_init);
