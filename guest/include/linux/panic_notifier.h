/* SPDX-License-Identifier: GPL-2.0-only */
/* panic_notifier: who is told that the kernel panics, with its last words (guest/kernel/panic.c). */
#ifndef _LINUX_PANIC_NOTIFIER_H
#define _LINUX_PANIC_NOTIFIER_H

#include <linux/notifier.h>

/* Called on the CPU that panics, the others stopped, interrupts off; data is the message. */
extern struct atomic_notifier_head panic_notifier_list;

#endif
