/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * daemonize: how a thread of kernel_thread() left its parent behind in 2.6: a name of its own, no
 * signals but those it allows. Here it has neither files nor memory nor a session, and is told
 * nothing that it has not allowed, from the beginning.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>

void daemonize(const char *name, ...)
{
	va_list args;

	va_start(args, name);
	vsnprintf(current->comm, sizeof(current->comm), name, args);
	va_end(args);
}
EXPORT_SYMBOL(daemonize);
