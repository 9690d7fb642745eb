/* SPDX-License-Identifier: GPL-2.0-only */
/* sched_show: what a task is at, and who sleeps where nobody may. */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kallsyms.h>
#include <linux/kernel.h>
#include <linux/misuse.h>
#include <linux/panic.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/stacktrace.h>
#include <linux/string.h>
#include <asm/page.h>

#include "kernel.h"

char task_state_char(const struct task_struct *task)
{
	unsigned int state = task->__state & ~TASK_WAKEKILL;

	if (task->exit_state & EXIT_ZOMBIE)
		return 'Z';
	switch (state) {
	case TASK_RUNNING:
		return 'R';
	case TASK_INTERRUPTIBLE:
		return 'S';
	case TASK_UNINTERRUPTIBLE:
		return 'D';
	case TASK_DEAD:
		return 'X';
	}
	return state & __TASK_TRACED ? 't' : 'T';
}

unsigned long task_stack_free(const struct task_struct *task)
{
	const unsigned long *word = task->stack;
	const unsigned long *end = task->stack + THREAD_SIZE;

	for (word++; word < end && !*word; word++)
		;
	return (unsigned long)word - (unsigned long)task->stack;
}

void sched_show_task(struct task_struct *task)
{
	pr_info("task:%-15s state:%c stack:%5lu pid:%5d flags:0x%08x\n", task->comm,
		task_state_char(task), task_stack_free(task), task->pid, task->flags);
	show_stack(task);
}
EXPORT_SYMBOL_GPL(sched_show_task);

static atomic_t sleeps_caught = ATOMIC_INIT(0);

unsigned int might_sleep_count(void)
{
	return atomic_read(&sleeps_caught);
}

void __might_sleep(const char *file, int line)
{
	static unsigned long last;

	if ((preemptible() && !(current->flags & PF_IDLE)) || system_state == SYSTEM_BOOTING ||
	    oops_in_progress)
		return;
	atomic_inc(&sleeps_caught);
	if (last && time_before(jiffies, last + HZ))
		return;
	last = jiffies;
	pr_err("BUG: sleeping function called from invalid context at %s:%d\n", file, line);
	pr_err("in_atomic(): %d, irqs_disabled(): %d, pid: %d, name: %s\n", in_atomic(),
	       irqs_disabled(), current->pid, current->comm);
	dump_stack();
	add_taint(TAINT_WARN, LOCKDEP_STILL_OK);
	misuse_of_caller("sleeps where it must not");
}
EXPORT_SYMBOL(__might_sleep);

bool in_sched_functions(unsigned long addr)
{
	static const char *const names[] = {"__switch_to_asm",	"switch_tasks",	       "__schedule",
					    "schedule",		"schedule_timeout",    "__down",
					    "preempt_schedule", "preempt_schedule_irq"};
	const char *name = kallsyms_lookup(addr, NULL, NULL);
	int i;

	for (i = 0; name && i < ARRAY_SIZE(names); i++)
		if (!strncmp(name, names[i], strlen(names[i])) &&
		    (!name[strlen(names[i])] || name[strlen(names[i])] == '.'))
			return true;
	return false;
}
