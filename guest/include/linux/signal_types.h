/* SPDX-License-Identifier: GPL-2.0-only */
/* signal_types: a signal on its way to its handler. */
#ifndef _LINUX_SIGNAL_TYPES_H
#define _LINUX_SIGNAL_TYPES_H

#include <linux/signal.h>

struct pt_regs;

struct ksignal {
	struct k_sigaction ka;
	struct siginfo info;
	int sig;
};

/*
 * Let regs lead to the handler, with a frame on the program's stack from which sigreturn()
 * restores everything, saved as the mask. 0 or -EFAULT (guest/arch/signal_frame.c).
 */
int setup_signal_frame(struct ksignal *ksig, const sigset_t *saved, struct pt_regs *regs);
/* new or old may be NULL; sp: the program's. 0, -EPERM, -EINVAL, -ENOMEM. */
int do_sigaltstack(const stack_t *new, stack_t *old, unsigned long sp);
/* From entry.S (guest/kernel/signal_deliver.c). */
void exit_to_user_work(struct pt_regs *regs);

#endif
