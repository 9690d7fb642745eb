/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fork: the memory of tasks, and the threads of the kernel. Programs begin in clone.c; how
 * both end is exit.c's matter.
 *
 * A task is held by its own running, until it has been switched away from for the last
 * time; if it is a program, by its parent until that has waited for it; and by whoever
 * calls get_task_struct().
 */
#include <linux/completion.h>
#include <linux/cred.h>
#include <linux/export.h>
#include <linux/fdtable.h>
#include <linux/fs_struct.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/misuse.h>
#include <linux/list.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/time.h>
#include <asm/fpu.h>
#include <asm/page.h>
#include <asm/switch_to.h>

#include "kernel.h"

#define STACK_END_MAGIC 0x57AC6E9Dul

struct kthread {
	int (*fn)(void *data);
	void *data;
	bool should_stop, should_park;
	int result;
	struct completion exited, parked;
};

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

/* What it holds before is never looked at. */
static bool alloc_stack(struct task_struct *task)
{
	task->stack = (void *)__get_free_pages(GFP_KERNEL, THREAD_SIZE_ORDER);
	if (!task->stack)
		return false;
	mark_stack(task->stack, true);
	*(unsigned long *)task->stack = STACK_END_MAGIC;
	atomic_set(&task->usage, 1);
	spin_lock_init(&task->alloc_lock);
	return true;
}

static struct task_struct *finish_task(struct task_struct *task)
{
	if (!task || alloc_stack(task))
		return task;
	kfree(task);
	return NULL;
}

struct task_struct *alloc_task(void)
{
	return finish_task(kzalloc(sizeof(struct task_struct), GFP_KERNEL));
}

struct task_struct *alloc_task_like(const struct task_struct *task)
{
	struct task_struct *copy = kmalloc(sizeof(*copy), GFP_KERNEL);

	if (copy)
		memcpy(copy, task, sizeof(*copy));
	return finish_task(copy);
}

void put_task_struct(struct task_struct *task)
{
	if (!atomic_dec_and_test(&task->usage))
		return;
	flush_sigqueue(&task->pending);
	put_signal_struct(task->signal);
	put_sighand(task->sighand);
	if (task->cred)
		put_cred(task->cred);
	fpu_free(task);
	put_pid(task->thread_pid);
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
	task_lock(task);
	strscpy(task->comm, name, sizeof(task->comm));
	task_unlock(task);
}

char *__get_task_comm(char *to, size_t len, struct task_struct *task)
{
	task_lock(task);
	strscpy(to, task->comm, len);
	task_unlock(task);
	return to;
}
EXPORT_SYMBOL_GPL(__get_task_comm);

static int kthread_main(void *data)
{
	struct kthread *self = data;

	int result = self->should_stop ? -EINTR : self->fn(self->data);

	/* it has become a program: current has an address space now */
	if (current->mm)
		return 0;
	do_exit(result);
}

static void link_task(struct task_struct *task, struct pid *pid)
{
	unsigned long flags;

	write_lock_irqsave(&tasklist_lock, flags);
	task->pid = task->tgid = pid->nr;
	attach_pid(task, PIDTYPE_PID, get_pid(pid));
	attach_pid(task, PIDTYPE_TGID, pid);
	list_add_tail(&task->tasks, &init_task.tasks);
	list_add_tail(&task->thread_node, &task->signal->thread_head);
	list_add_tail(&task->sibling, &task->real_parent->children);
	write_unlock_irqrestore(&tasklist_lock, flags);
}

/* What every task begins with, whatever it is to be. */
void init_new_task(struct task_struct *task)
{
	INIT_LIST_HEAD(&task->run_list);
	INIT_LIST_HEAD(&task->tasks);
	INIT_LIST_HEAD(&task->children);
	INIT_LIST_HEAD(&task->sibling);
	INIT_LIST_HEAD(&task->ptraced);
	INIT_LIST_HEAD(&task->ptrace_entry);
	INIT_LIST_HEAD(&task->thread_node);
	INIT_LIST_HEAD(&task->pending.list);
	task->start_time = ktime_get_ns();
	task->group_leader = task;
}

/* Belongs to the kernel itself: no parent that waits, root, default everything. */
static int make_kernel_task(struct task_struct *task)
{
	init_new_task(task);
	task->real_parent = task->parent = &init_task;
	task->signal = alloc_signal(NULL);
	if (!task->signal)
		return -ENOMEM;
	task->sighand = get_sighand(&init_sighand);
	task->cred = get_cred(&init_cred);
	task->fs = &init_fs;
	task->files = &init_files;
	return 0;
}

struct task_struct *kthread_create(int (*fn)(void *data), void *data, const char *namefmt, ...)
{
	struct kthread *self = kzalloc(sizeof(*self), GFP_KERNEL);
	struct task_struct *task = self ? alloc_task() : NULL;
	struct pid *pid = task && !make_kernel_task(task) ? alloc_pid() : NULL;
	va_list args;

	if (IS_ERR_OR_NULL(pid)) {
		if (task)
			free_task(task);
		kfree(self);
		return ERR_PTR(-ENOMEM);
	}
	self->fn = fn;
	self->data = data;
	init_completion(&self->exited);
	init_completion(&self->parked);
	task->kthread = self;
	task->flags = PF_KTHREAD;
	task->__state = TASK_UNINTERRUPTIBLE;
	task->static_prio = DEFAULT_PRIO;
	task->time_slice = 1;
	task->cpus_mask = ANY_CPU;
	task->cpus_ptr = (const struct cpumask *)&task->cpus_mask;
	task->thread_info.cpu = least_busy_cpu(ANY_CPU);
	task->thread_info.preempt_count = 2; /* see schedule_tail() */
	va_start(args, namefmt);
	vsnprintf(task->comm, sizeof(task->comm), namefmt, args);
	va_end(args);
	copy_thread(task, kthread_main, self);
	link_task(task, pid);
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
	init_new_task(task);
	task->real_parent = task->parent = task;
	task->cred = get_cred(&init_cred);
	task->active_mm = &init_mm;
	mmgrab(&init_mm);
	task->thread_info.cpu = cpu;
	task->thread_info.preempt_count = 1;
	task->thread.sp0 = (unsigned long)task->stack + THREAD_SIZE;
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
	kthread_unpark(task);
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

void *kthread_func(struct task_struct *task)
{
	return task->kthread ? to_kthread(task)->fn : NULL;
}
EXPORT_SYMBOL_GPL(kthread_func);

struct task_struct *kthread_create_on_cpu(int (*fn)(void *data), void *data, unsigned int cpu,
					  const char *namefmt)
{
	struct task_struct *task = kthread_create(fn, data, namefmt, cpu);

	if (!IS_ERR(task))
		kthread_bind(task, cpu);
	return task;
}
EXPORT_SYMBOL(kthread_create_on_cpu);

void kthread_complete_and_exit(struct completion *done, long code)
{
	if (done)
		complete(done);
	do_exit(code);
}
EXPORT_SYMBOL(kthread_complete_and_exit);

unsigned int kthreads_in_code(const struct gone_code *gone)
{
	struct task_struct *task;
	unsigned int found = 0;

	read_lock_irq(&tasklist_lock);
	for_each_process(task) if (task->flags & PF_KTHREAD && task->kthread &&
				   is_gone(gone, to_kthread(task)->fn))
	{
		misuse_told(gone->owner, (unsigned long)to_kthread(task)->fn + 1,
			    "leaves the thread %s/%d running (its code stays)", task->comm,
			    task->pid);
		found++;
	}
	read_unlock_irq(&tasklist_lock);
	return found;
}

/* ---- parking ---- */

bool kthread_should_park(void)
{
	return current->kthread && READ_ONCE(to_kthread(current)->should_park);
}
EXPORT_SYMBOL_GPL(kthread_should_park);

void kthread_parkme(void)
{
	struct kthread *self = to_kthread(current);

	for (;;) {
		set_current_state(TASK_UNINTERRUPTIBLE);
		if (!READ_ONCE(self->should_park))
			break;
		complete(&self->parked);
		schedule();
	}
	__set_current_state(TASK_RUNNING);
}
EXPORT_SYMBOL_GPL(kthread_parkme);

int kthread_park(struct task_struct *task)
{
	struct kthread *kthread = to_kthread(task);

	if (WARN_ON(task->flags & PF_EXITING))
		return -ENOSYS;
	if (WARN_ON_ONCE(kthread->should_park))
		return -EBUSY;
	reinit_completion(&kthread->parked);
	WRITE_ONCE(kthread->should_park, true);
	if (task != current) {
		wake_up_process(task);
		wait_for_completion(&kthread->parked);
	}
	return 0;
}
EXPORT_SYMBOL_GPL(kthread_park);

void kthread_unpark(struct task_struct *task)
{
	struct kthread *kthread = to_kthread(task);

	if (!READ_ONCE(kthread->should_park))
		return;
	WRITE_ONCE(kthread->should_park, false);
	wake_up_process(task);
}
EXPORT_SYMBOL_GPL(kthread_unpark);

bool kthread_freezable_should_stop(bool *was_frozen)
{
	if (was_frozen)
		*was_frozen = false;
	return kthread_should_stop();
}
EXPORT_SYMBOL_GPL(kthread_freezable_should_stop);

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

int kthread_wait_end(struct task_struct *task)
{
	wait_for_completion(&to_kthread(task)->exited);
	return to_kthread(task)->result;
}

/* Whoever stops it wants to know what it says; called when it ends. */
void kthread_exited(struct task_struct *task, long code)
{
	to_kthread(task)->result = code;
	complete_all(&to_kthread(task)->exited);
}

/* It ends for an oops; one that serves a person begins again. */
void kthread_restart(struct task_struct *task)
{
	if (task->restart)
		restart_later(task);
}
