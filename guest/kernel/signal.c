/* SPDX-License-Identifier: GPL-2.0-only */
/* signal: what a sleeper looks at. */
#include <linux/export.h>
#include <linux/sched/signal.h>

int fatal_signal_pending(struct task_struct *task)
{
	return signal_pending(task) &&
	       (task->flags & PF_KTHREAD || sigismember(&task->pending.signal, SIGKILL));
}
EXPORT_SYMBOL(fatal_signal_pending);

void flush_signals(struct task_struct *task)
{
	clear_ti_thread_flag(task_thread_info(task), TIF_SIGPENDING);
}
EXPORT_SYMBOL(flush_signals);
