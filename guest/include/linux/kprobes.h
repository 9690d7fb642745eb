/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kprobes: functions called when the kernel comes by an instruction (guest/kernel/kprobes.c),
 * and when a function is entered and left (guest/kernel/kretprobe.c).
 *
 * Handlers run with interrupts off and must not sleep.
 */
#ifndef _LINUX_KPROBES_H
#define _LINUX_KPROBES_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/kallsyms.h>
#include <linux/list.h>
#include <linux/llist.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/refcount.h>
#include <linux/spinlock.h>
#include <asm/kprobes.h>

struct kprobe;
struct kretprobe;
struct kretprobe_instance;

/* True: regs->ip is another, the probed instruction is not to be executed. */
typedef int (*kprobe_pre_handler_t)(struct kprobe *p, struct pt_regs *regs);
typedef void (*kprobe_post_handler_t)(struct kprobe *p, struct pt_regs *regs, unsigned long flags);
typedef int (*kretprobe_handler_t)(struct kretprobe_instance *ri, struct pt_regs *regs);

struct kprobe {
	struct hlist_node hlist;
	struct list_head list; /* of those at the same address */
	unsigned long nmissed; /* times it was come by while another's handler ran */
	kprobe_opcode_t *addr; /* this, or the two below; filled in */
	const char *symbol_name;
	unsigned int offset;
	kprobe_pre_handler_t pre_handler;
	kprobe_post_handler_t post_handler;
	kprobe_opcode_t opcode; /* that the breakpoint is in the place of */
	u32 flags;
};

#define KPROBE_FLAG_GONE     1 /* the code it was in is */
#define KPROBE_FLAG_DISABLED 2

struct kretprobe {
	struct kprobe kp;
	kretprobe_handler_t handler;
	kretprobe_handler_t entry_handler; /* may be NULL; not 0: this call is not to be followed */
	int maxactive;			   /* calls under way at once; 0: enough for all CPUs */
	int nmissed;			   /* for want of an instance */
	size_t data_size;		   /* of an instance's data */
	struct llist_head free;		   /* instances */
};

struct kretprobe_instance {
	struct llist_node llist; /* of rp->free, or */
	struct hlist_node hlist; /* of its task */
	struct kretprobe *rp;
	struct task_struct *task;
	kprobe_opcode_t *ret_addr;
	void *fp; /* where ret_addr was found */
	char data[];
};

static inline struct kretprobe *get_kretprobe(struct kretprobe_instance *ri)
{
	return READ_ONCE(ri->rp);
}

static inline unsigned long get_kretprobe_retaddr(struct kretprobe_instance *ri)
{
	return (unsigned long)ri->ret_addr;
}

/* 0, or -EINVAL: cannot be probed; -ENOENT: no such symbol; -EILSEQ: amidst an instruction. */
int register_kprobe(struct kprobe *p);
void unregister_kprobe(struct kprobe *p);
int register_kprobes(struct kprobe **kps, int num);
void unregister_kprobes(struct kprobe **kps, int num);
int register_kretprobe(struct kretprobe *rp);
void unregister_kretprobe(struct kretprobe *rp);
int register_kretprobes(struct kretprobe **rps, int num);
void unregister_kretprobes(struct kretprobe **rps, int num);
int enable_kprobe(struct kprobe *kp);
int disable_kprobe(struct kprobe *kp);

static inline int enable_kretprobe(struct kretprobe *rp)
{
	return enable_kprobe(&rp->kp);
}

static inline int disable_kretprobe(struct kretprobe *rp)
{
	return disable_kprobe(&rp->kp);
}

/* The one at that address; preemption off. NULL: none. */
struct kprobe *get_kprobe(void *addr);
/* The one whose handler runs on this CPU. */
struct kprobe *kprobe_running(void);

static inline bool kprobe_gone(struct kprobe *p)
{
	return p->flags & KPROBE_FLAG_GONE;
}

static inline bool kprobe_disabled(struct kprobe *p)
{
	return p->flags & (KPROBE_FLAG_DISABLED | KPROBE_FLAG_GONE);
}

/* The task ends: what it will not return from. */
void kprobe_flush_task(struct task_struct *task);
#ifndef MODULE /* the kernel's own */
/* A module's memory goes: probes in it are of no more use. */
void kprobes_code_gone(const void *start, size_t bytes);
/* And those that would call into it, or lie there themselves, are taken away: how many. */
unsigned int kprobes_handlers_gone(const char *owner, const void *start, size_t bytes);
#endif

#define __kprobes	__section(".kprobes.text")
#define nokprobe_inline __always_inline
#define NOKPROBE_SYMBOL(name)

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/ftrace.h>
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/uaccess.h>
#endif

#endif
