/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * syscore_ops: what is done for the machine itself, not for a device, last of all before it
 * stops or starts anew (drivers/base/syscore.c): interrupts off, the newest first. This kernel
 * is never suspended, so that suspend and resume are not called.
 */
#ifndef _LINUX_SYSCORE_OPS_H
#define _LINUX_SYSCORE_OPS_H

#include <linux/list.h>

struct syscore_ops {
	struct list_head node;
	int (*suspend)(void);
	void (*resume)(void);
	void (*shutdown)(void);
};

/* May sleep. */
void register_syscore_ops(struct syscore_ops *ops);
void unregister_syscore_ops(struct syscore_ops *ops);
/* By kernel/reboot.c. */
void syscore_shutdown(void);

#endif
