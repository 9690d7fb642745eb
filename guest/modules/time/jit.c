/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * jit: just in time. Ways to see time and to let it pass, as files of /proc: currentime prints
 * the clocks; jitbusy, jitsched, jitqueue and jitschedto each wait and print when they began
 * and ended. delay= ticks.
 */
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/ktime.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/seq_file.h>
#include <linux/wait.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Waiting, in several ways");

static int delay = HZ / 10;
module_param(delay, int, 0644);
MODULE_PARM_DESC(delay, "ticks to wait");

static int jit_currentime(struct seq_file *m, void *v)
{
	struct timespec64 now;
	unsigned long j = jiffies;
	u64 j64 = get_jiffies_64();

	ktime_get_real_ts64(&now);
	seq_printf(m, "0x%08lx 0x%016llx %10lld.%09ld\n", j, j64, (long long)now.tv_sec,
		   now.tv_nsec);
	return 0;
}

static int jit_busy(struct seq_file *m, void *v)
{
	unsigned long begin = jiffies;

	while (time_before(jiffies, begin + delay))
		cpu_relax();
	seq_printf(m, "%9lu %9lu\n", begin, jiffies);
	return 0;
}

static int jit_sched(struct seq_file *m, void *v)
{
	unsigned long begin = jiffies;

	while (time_before(jiffies, begin + delay))
		schedule();
	seq_printf(m, "%9lu %9lu\n", begin, jiffies);
	return 0;
}

static int jit_queue(struct seq_file *m, void *v)
{
	DECLARE_WAIT_QUEUE_HEAD(queue);
	unsigned long begin = jiffies;

	wait_event_interruptible_timeout(queue, 0, delay);
	seq_printf(m, "%9lu %9lu\n", begin, jiffies);
	return 0;
}

static int jit_schedto(struct seq_file *m, void *v)
{
	unsigned long begin = jiffies;

	set_current_state(TASK_INTERRUPTIBLE);
	schedule_timeout(delay);
	seq_printf(m, "%9lu %9lu\n", begin, jiffies);
	return 0;
}

static const struct {
	const char *name;
	int (*show)(struct seq_file *m, void *v);
} files[] = {
    {"currentime", jit_currentime}, {"jitbusy", jit_busy},	 {"jitsched", jit_sched},
    {"jitqueue", jit_queue},	    {"jitschedto", jit_schedto},
};

static int __init jit_init(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		proc_create_single(files[i].name, 0, NULL, files[i].show);
	return 0;
}

static void __exit jit_exit(void)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(files); i++)
		remove_proc_entry(files[i].name, NULL);
}

module_init(jit_init);
module_exit(jit_exit);
