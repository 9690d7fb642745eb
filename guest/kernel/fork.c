/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fork: tasks' beginning and end. There are only threads of the kernel so far.
 *
 * A task is held by its own running, until it has been switched away from for the last
 * time, and by whoever calls get_task_struct().
 */
#include <linux/completion.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <asm/page.h>
#include <asm/switch_to.h>

#include "kernel.h"

#define STACK_END_MAGIC 0x57AC6E9Dul

struct kthread {
	int (*fn)(void *data);
	void *data;
	bool should_stop;
	int result;
	struct completion exited;
};

static pid_t last_pid;

static struct kthread *to_kthread(struct task_struct *task)
{
	return task->kthread;
}

/* ---- memory ---- */

static void mark_stack(void *stack, bool on)
{
	int i;

	for (i = 0; i < 1 << THREAD_SIZE_ORDER; i++) {
		struct page *page = virt_to_page(stack + i * PAGE_SIZE);

		if (on)
			set_bit(PG_stack, &page->flags);
		else
			clear_bit(PG_stack, &page->flags);
	}
}

static struct task_struct *alloc_task(void)
{
	struct task_struct *task = kzalloc(sizeof(*task), GFP_KERNEL);

	if (!task)
		return NULL;
	task->stack = (void *)__get_free_pages(GFP_KERNEL | __GFP_ZERO, THREAD_SIZE_ORDER);
	if (!task->stack) {
		kfree(task);
		return NULL;
	}
	mark_stack(task->stack, true);
	*(unsigned long *)task->stack = STACK_END_MAGIC;
	atomic_set(&task->usage, 1);
	return task;
}

void put_task_struct(struct task_struct *task)
{
	if (!atomic_dec_and_test(&task->usage))
		return;
	kfree(task->restart);
	kfree(task->kthread);
	kfree(task);
}
EXPORT_SYMBOL(put_task_struct);

/* The stack is not in use any more. */
void free_task(struct task_struct *task)
{
	mark_stack(task->stack, false);
	free_pages((unsigned long)task->stack, THREAD_SIZE_ORDER);
	task->stack = NULL;
	put_task_struct(task);
}

/* ---- beginning ---- */

void set_task_comm(struct task_struct *task, const char *name)
{
	strscpy(task->comm, name, sizeof(task->comm));
}

static int kthread_main(void *data)
{
	struct kthread *self = data;

	return self->should_stop ? -EINTR : self->fn(self->data);
}

static void link_task(struct task_struct *task)
{
	unsigned long flags;

	write_lock_irqsave(&tasklist_lock, flags);
	task->pid = task->tgid = ++last_pid;
	list_add_tail(&task->tasks, &init_task.tasks);
	write_unlock_irqrestore(&tasklist_lock, flags);
}

struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *namefmt, ...)
{
	struct kthread *self = kzalloc(sizeof(*self), GFP_KERNEL);
	struct task_struct *task = self ? alloc_task() : NULL;
	va_list args;

	if (!task) {
		kfree(self);
		return ERR_PTR(-ENOMEM);
	}
	self->fn = fn;
	self->data = data;
	init_completion(&self->exited);
	task->kthread = self;
	task->flags = PF_KTHREAD;
	task->__state = TASK_UNINTERRUPTIBLE;
	task->static_prio = DEFAULT_PRIO;
	task->time_slice = 1;
	task->parent = current;
	task->cred = current->cred;
	task->fs = current->fs;
	task->files = current->files;
	task->thread_info.cpu = least_busy_cpu();
	task->thread_info.preempt_count = 2; /* see schedule_tail() */
	INIT_LIST_HEAD(&task->run_list);
	va_start(args, namefmt);
	vsnprintf(task->comm, sizeof(task->comm), namefmt, args);
	va_end(args);
	copy_thread(task, kthread_main, self);
	link_task(task);
	return task;
}
EXPORT_SYMBOL(kthread_create);

struct task_struct *fork_idle(unsigned int cpu)
{
	struct task_struct *task = alloc_task();

	if (!task)
		return NULL;
	task->flags = PF_IDLE | PF_KTHREAD;
	task->static_prio = MAX_PRIO;
	task->parent = task;
	task->thread_info.cpu = cpu;
	task->thread_info.preempt_count = 1;
	task->thread.sp0 = (unsigned long)task->stack + THREAD_SIZE;
	INIT_LIST_HEAD(&task->tasks);
	snprintf(task->comm, sizeof(task->comm), "swapper/%u", cpu);
	init_idle(task, cpu);
	return task;
}

pid_t kernel_thread(int (*fn)(void *data), void *data, unsigned long flags)
{
	struct task_struct *task = kthread_run(fn, data, "%s", current->comm);

	return IS_ERR(task) ? PTR_ERR(task) : task->pid;
}
EXPORT_SYMBOL(kernel_thread);

struct task_struct *find_task_by_pid(pid_t pid)
{
	struct task_struct *task;

	for_each_process(task) if (task->pid == pid) return task;
	return NULL;
}
EXPORT_SYMBOL(find_task_by_pid);

/* ---- what a thread and its maker say to each other ---- */

bool kthread_should_stop(void)
{
	return current->kthread && READ_ONCE(to_kthread(current)->should_stop);
}
EXPORT_SYMBOL(kthread_should_stop);

void *kthread_data(struct task_struct *task)
{
	return to_kthread(task)->data;
}
EXPORT_SYMBOL(kthread_data);

int kthread_stop(struct task_struct *task)
{
	int result;

	get_task_struct(task);
	WRITE_ONCE(to_kthread(task)->should_stop, true);
	wake_up_process(task);
	wait_for_completion(&to_kthread(task)->exited);
	result = to_kthread(task)->result;
	put_task_struct(task);
	return result;
}
EXPORT_SYMBOL(kthread_stop);

void kthread_bind(struct task_struct *task, unsigned int cpu)
{
	task->thread_info.cpu = cpu;
}
EXPORT_SYMBOL(kthread_bind);

/* ---- threads that begin again ---- */

struct restart {
	struct list_head list;
	int (*fn)(void *data);
	void *data;
	char comm[TASK_COMM_LEN];
};

static LIST_HEAD(restart_list);
static DEFINE_SPINLOCK(restart_lock);
static DECLARE_WAIT_QUEUE_HEAD(restart_wait);

static void restart_later(struct task_struct *task)
{
	unsigned long flags;

	spin_lock_irqsave(&restart_lock, flags);
	list_add_tail(&task->restart->list, &restart_list);
	spin_unlock_irqrestore(&restart_lock, flags);
	task->restart = NULL; /* is the list's now */
	wake_up(&restart_wait);
}

struct task_struct *kthread_run_restarting(int (*fn)(void *data), void *data, const char *name)
{
	struct restart *entry = kzalloc(sizeof(*entry), GFP_KERNEL);
	struct task_struct *task;

	if (!entry)
		return ERR_PTR(-ENOMEM);
	task = kthread_create(fn, data, "%s", name);
	if (IS_ERR(task)) {
		kfree(entry);
		return task;
	}
	entry->fn = fn;
	entry->data = data;
	strscpy(entry->comm, name, sizeof(entry->comm));
	task->restart = entry; /* kept ready: the oops may have left no way to allocate */
	wake_up_process(task);
	return task;
}
EXPORT_SYMBOL(kthread_run_restarting);

void restart_one_thread(void)
{
	struct restart *entry;

	while (wait_event_interruptible(restart_wait, !list_empty(&restart_list)))
		flush_signals(current);
	spin_lock_irq(&restart_lock);
	entry = list_first_entry_or_null(&restart_list, struct restart, list);
	if (entry)
		list_del(&entry->list);
	spin_unlock_irq(&restart_lock);
	if (!entry)
		return; /* somebody else was faster */
	if (IS_ERR(kthread_run_restarting(entry->fn, entry->data, entry->comm)))
		pr_err("%s: no memory to start it again\n", entry->comm);
	kfree(entry);
}

/* ---- end ---- */

void do_exit(long code)
{
	struct task_struct *task = current;
	unsigned long flags;

	if (in_interrupt())
		panic("Aiee, killing interrupt handler!");
	if (task->flags & PF_IDLE)
		panic("Attempted to kill the idle task!");
	if (task->pid == 1)
		panic("Attempted to kill init! exitcode=0x%08lx", code);
	task->flags |= PF_EXITING;
	task->exit_code = code;

	write_lock_irqsave(&tasklist_lock, flags);
	list_del_init(&task->tasks);
	write_unlock_irqrestore(&tasklist_lock, flags);

	to_kthread(task)->result = code;
	complete_all(&to_kthread(task)->exited);

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
	if (current->restart)
		restart_later(current);
	do_exit(11); /* SIGSEGV's number, as a program's end by a fault shows it */
}
