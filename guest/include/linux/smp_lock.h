/* SPDX-License-Identifier: GPL-2.0-only */
/* smp_lock: the one big lock of 2.6, which its holder may take again. */
#ifndef _LINUX_SMP_LOCK_H
#define _LINUX_SMP_LOCK_H

#include <linux/sched.h>

void lock_kernel(void);
void unlock_kernel(void);
int kernel_locked(void); /* by the caller */

#endif
