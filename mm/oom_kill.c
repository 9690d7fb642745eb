/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * oom_kill: whose process has to end for want of memory.
 *
 * 1. Purpose. When nothing can be reclaimed, the process whose end gives back the most is
 *    killed, so that the others can go on.
 *
 * 2. Structures. For each process points, in pages: resident, swapped out, page tables;
 *    oom_score_adj (-1000 to 1000) adds as many thousandths of all memory, and -1000 means
 *    never. Who has the most is killed, with all that share its memory.
 *
 * 3. Invariants. init and threads of the kernel are never chosen. As long as a victim has
 *    memory, nobody else is killed: TIF_MEMDIE marks it, and lets it have the reserves it
 *    needs to end.
 *
 * 4. Locking and context. tasklist_lock for reading, interrupts off.
 *
 * 5. Failure. Nobody can be killed: false.
 */
#include <linux/cred.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/pid.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>

#include "internal.h"

#define ADJ_NEVER -1000
#define KB(pages) ((unsigned long)(pages) << (PAGE_SHIFT - 10))

/* The first thread may have gone before the others. */
static struct mm_struct *mm_of(struct task_struct *task)
{
	struct task_struct *thread;

	if (task->flags & PF_KTHREAD)
		return NULL;
	for_each_thread(task, thread) if (thread->mm) return thread->mm;
	return NULL;
}

long oom_badness(struct task_struct *task, unsigned long total_pages)
{
	long adj = task->signal ? task->signal->oom_score_adj : 0, points;
	struct mm_struct *mm = mm_of(task);

	if (!mm || adj == ADJ_NEVER)
		return LONG_MIN;
	points =
	    get_mm_rss(mm) + get_mm_counter(mm, MM_SWAPENTS) + (mm->pgtables_bytes >> PAGE_SHIFT);
	return points + adj * (long)(total_pages / 1000);
}

/* What its parent runs in, until it has a program of its own. */
static bool is_borrowed(struct task_struct *task, const struct mm_struct *mm)
{
	return task->vfork_done && task->real_parent->mm == mm;
}

/* init's memory, by whomever it is used, stays. */
static bool is_safe(struct task_struct *task)
{
	const struct mm_struct *mm = mm_of(task);
	struct task_struct *init = find_task_by_pid(1);

	return task->tgid == 1 || !mm || (init && mm_of(init) == mm) || is_borrowed(task, mm);
}

static long points_of(struct task_struct *task)
{
	long points = is_safe(task) ? LONG_MIN : oom_badness(task, totalram_pages());

	return points == LONG_MIN ? 0 : max(points, 1l);
}

void oom_show_tasks(void)
{
	struct task_struct *task;
	struct mm_struct *mm;
	unsigned long flags;

	pr_info("Tasks state (memory values in pages):\n");
	pr_info("[  pid  ]   uid  tgid total_vm      rss pgtables_bytes swapents oom_score_adj "
		"name\n");
	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task)
	{
		mm = mm_of(task);
		pr_info("[%7d] %5d %5d %8lu %8lu %8lu %8lu         %5d %s\n", task->pid,
			task_uid(task).val, task->tgid, mm ? mm->total_vm : 0,
			mm ? get_mm_rss(mm) : 0, mm ? mm->pgtables_bytes : 0,
			mm ? get_mm_counter(mm, MM_SWAPENTS) : 0, task->signal->oom_score_adj,
			task->comm);
	}
	read_unlock_irqrestore(&tasklist_lock, flags);
}

bool oom_is_killing(void)
{
	struct task_struct *task, *thread;
	unsigned long flags;
	bool killing = false;

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process_thread(task, thread) killing |=
	    thread->mm && test_ti_thread_flag(task_thread_info(thread), TIF_MEMDIE);
	read_unlock_irqrestore(&tasklist_lock, flags);
	return killing;
}

static struct task_struct *choose(void)
{
	struct task_struct *task, *chosen = NULL;
	long most = 0, points;

	for_each_process(task)
	{
		points = points_of(task);
		if (points > most) {
			most = points;
			chosen = task;
		}
	}
	return chosen;
}

static void kill_sharers(struct mm_struct *mm)
{
	struct task_struct *task, *thread;

	for_each_process_thread(task, thread)
	{
		if (thread->mm != mm || task->tgid == 1)
			continue;
		set_ti_thread_flag(task_thread_info(thread), TIF_MEMDIE);
		send_sig_info(SIGKILL, SEND_SIG_PRIV, thread);
	}
}

/*
 * What only the victim has is taken at once: he may come to his end late, or wait for a lock that
 * who asks for memory holds. He will not miss it, as he returns to his program no more.
 */
static void reap(struct mm_struct *mm)
{
	struct vm_area_struct *vma;

	if (!mmap_read_trylock(mm))
		return;
	for (vma = mm->mmap; vma; vma = vma->vm_next)
		if (vma_is_anonymous(vma) && !(vma->vm_flags & (VM_SHARED | VM_LOCKED)))
			zap_page_range(vma, vma->vm_start, vma->vm_end - vma->vm_start);
	mmap_read_unlock(mm);
}

bool oom_kill(void)
{
	struct task_struct *victim;
	struct mm_struct *mm = NULL;
	unsigned long flags;

	read_lock_irqsave(&tasklist_lock, flags);
	victim = choose();
	if (victim) {
		mm = mm_of(victim);
		pr_err("Out of memory: Killed process %d (%s) total-vm:%lukB, anon-rss:%lukB, "
		       "file-rss:%lukB, shmem-rss:%lukB, UID:%u pgtables:%lukB "
		       "oom_score_adj:%d\n",
		       victim->pid, victim->comm, KB(mm->total_vm),
		       KB(get_mm_counter(mm, MM_ANONPAGES)), KB(get_mm_counter(mm, MM_FILEPAGES)),
		       KB(get_mm_counter(mm, MM_SHMEMPAGES)), task_uid(victim).val,
		       mm->pgtables_bytes >> 10, victim->signal->oom_score_adj);
		kill_sharers(mm);
		mmget(mm);
	}
	read_unlock_irqrestore(&tasklist_lock, flags);
	if (mm) {
		reap(mm);
		mmput_async(mm);
	}
	return victim;
}

/* Who is the victim himself goes on, to his end. */
void oom_wait(void)
{
	if (test_thread_flag(TIF_MEMDIE) || !oom_is_killing())
		return;
	__set_current_state(TASK_KILLABLE);
	schedule_timeout(1);
}

/* The fault is tried again when this returns, unless it is current that has to go. */
void pagefault_out_of_memory(void)
{
	if (fatal_signal_pending(current))
		return;
	if (!out_of_memory(GFP_HIGHUSER_MOVABLE, 0))
		force_sig(SIGKILL);
}
