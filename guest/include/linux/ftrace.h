/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ftrace: a function called when others are entered (guest/kernel/ftrace.c). Here by kprobes at
 * the addresses that the filter names: there must be a filter.
 */
#ifndef _LINUX_FTRACE_H
#define _LINUX_FTRACE_H

#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/list.h>
#include <linux/types.h>
#include <asm/ptrace.h>

struct ftrace_ops;

struct ftrace_regs {
	struct pt_regs regs;
};

/* regs->ip changed: there it goes on, with FTRACE_OPS_FL_IPMODIFY. Interrupts are off. */
typedef void (*ftrace_func_t)(unsigned long ip, unsigned long parent_ip, struct ftrace_ops *op,
			      struct ftrace_regs *fregs);

#define FTRACE_OPS_FL_ENABLED		     (1 << 0)
#define FTRACE_OPS_FL_DYNAMIC		     (1 << 1)
#define FTRACE_OPS_FL_SAVE_REGS		     (1 << 2)
#define FTRACE_OPS_FL_SAVE_REGS_IF_SUPPORTED (1 << 3)
#define FTRACE_OPS_FL_RECURSION		     (1 << 4)
#define FTRACE_OPS_FL_IPMODIFY		     (1 << 11)
#define FTRACE_OPS_FL_RCU		     (1 << 13)

struct ftrace_ops {
	ftrace_func_t func;
	unsigned long flags;
	void *private;
	struct list_head places; /* set up by the first filter */
};

static inline struct pt_regs *ftrace_get_regs(struct ftrace_regs *fregs)
{
	return fregs ? &fregs->regs : NULL;
}

#define ftrace_instruction_pointer_set(fregs, ip)      ((fregs)->regs.ip = (ip))
#define ftrace_regs_set_instruction_pointer(fregs, ip) ((fregs)->regs.ip = (ip))
#define ftrace_regs_get_instruction_pointer(fregs)     ((fregs)->regs.ip)
#define ftrace_regs_get_argument(fregs, n)	       regs_get_kernel_argument(&(fregs)->regs, n)
#define ftrace_regs_get_stack_pointer(fregs)	       kernel_stack_pointer(&(fregs)->regs)

/* remove: out of the filter. reset: all that was in it goes first. Before or after registering. */
int ftrace_set_filter_ip(struct ftrace_ops *ops, unsigned long ip, int remove, int reset);
/* By name, a glob: "vfs_*". -EINVAL: none is of that name. */
int ftrace_set_filter(struct ftrace_ops *ops, unsigned char *buf, int len, int reset);
void ftrace_free_filter(struct ftrace_ops *ops);
/* -EINVAL: without a filter. */
int register_ftrace_function(struct ftrace_ops *ops);
int unregister_ftrace_function(struct ftrace_ops *ops);

/* No recursion comes of it: a probe within a handler is passed over. */
#define ftrace_test_recursion_trylock(ip, parent_ip) 0
#define ftrace_test_recursion_unlock(bit)	     ((void)(bit))

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/fs.h>
#include <linux/module.h>
#include <linux/ptrace.h>
#include <linux/sched.h>
#endif

#endif
