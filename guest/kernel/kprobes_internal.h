/* SPDX-License-Identifier: GPL-2.0-only */
/* kprobes_internal: what kprobes.c, kretprobe.c and the debugfs files tell each other. */
#ifndef KERNEL_KPROBES_INTERNAL_H
#define KERNEL_KPROBES_INTERNAL_H

#include <linux/kprobes.h>
#include <linux/seq_file.h>

/* Around a handler that no breakpoint calls: false if one of this CPU's runs already. */
bool kprobe_enter_handler(struct kprobe *p);
void kprobe_leave_handler(void);

/* The pre_handler of kretprobes. */
int kretprobe_entered(struct kprobe *p, struct pt_regs *regs);
/* Its instances go, those under way when their calls return. May sleep. */
void kretprobe_forget(struct kretprobe *rp);

void kprobes_show(struct seq_file *m);

#endif
