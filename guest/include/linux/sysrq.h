/* SPDX-License-Identifier: GPL-2.0-only */
/* sysrq: one-key requests to the kernel (kernel/proc/sysrq.c), also /proc/sysrq-trigger. */
#ifndef _LINUX_SYSRQ_H
#define _LINUX_SYSRQ_H

#include <linux/types.h>

/* Do what the key says; false: no such key. */
bool sysrq_trigger(char key);
/* "show-memory-usage(m) ..." */
const char *sysrq_keys(void);

#endif
