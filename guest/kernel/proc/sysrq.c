/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/panic.h>
#include <linux/proc_fs.h>
#include <linux/reboot.h>
#include <linux/sched.h>
#include <linux/sysrq.h>

static void show_tasks(void)
{
	struct task_struct *task;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task) sched_show_task(task);
	read_unlock_irqrestore(&tasklist_lock, flags);
}

static void crash(void)
{
	panic("sysrq triggered crash");
}

static void reboot(void)
{
	kernel_restart(NULL);
}

static void run_oom(void)
{
	out_of_memory(GFP_KERNEL, 0);
}

static void show_help(void)
{
	pr_info("sysrq: HELP : %s\n", sysrq_keys());
}

static const struct {
	char key;
	const char *action;
	void (*run)(void);
} keys[] = {
    {'b', "Resetting", reboot},
    {'c', "Trigger a crash", crash},
    {'f', "Manual OOM execution", run_oom},
    {'h', NULL, show_help},
    {'m', "Show Memory", show_mem},
    {'o', "Power Off", kernel_power_off},
    {'t', "Show State", show_tasks},
};

const char *sysrq_keys(void)
{
	return "reboot(b) crash(c) memory-full-oom-kill(f) help(h) show-memory-usage(m) "
	       "poweroff(o) "
	       "show-task-states(t)";
}

bool sysrq_trigger(char key)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(keys); i++) {
		if (keys[i].key != key)
			continue;
		if (keys[i].action)
			pr_info("sysrq: %s\n", keys[i].action);
		keys[i].run();
		return true;
	}
	return false;
}

static int trigger_write(struct proc_dir_entry *de, char *text, size_t len)
{
	if (!len || !sysrq_trigger(text[0]))
		show_help();
	return 0;
}

static int __init sysrq_init(void)
{
	proc_set_write(proc_create_single("sysrq-trigger", 0200, NULL, NULL), trigger_write);
	return 0;
}
fs_initcall(sysrq_init);
