/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ptrace: one process, the tracer, stops and changes another's threads (guest/kernel/ptrace.c);
 * what of it is the processor's is guest/arch/ptrace.c's matter.
 */
#ifndef _LINUX_PTRACE_H
#define _LINUX_PTRACE_H

#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <asm/ptrace.h>

#define PTRACE_TRACEME		 0
#define PTRACE_PEEKTEXT		 1
#define PTRACE_PEEKDATA		 2
#define PTRACE_PEEKUSR		 3
#define PTRACE_POKETEXT		 4
#define PTRACE_POKEDATA		 5
#define PTRACE_POKEUSR		 6
#define PTRACE_CONT		 7
#define PTRACE_KILL		 8
#define PTRACE_SINGLESTEP	 9
#define PTRACE_GETREGS		 12
#define PTRACE_SETREGS		 13
#define PTRACE_GETFPREGS	 14
#define PTRACE_SETFPREGS	 15
#define PTRACE_ATTACH		 16
#define PTRACE_DETACH		 17
#define PTRACE_GETFPXREGS	 18
#define PTRACE_SETFPXREGS	 19
#define PTRACE_OLDSETOPTIONS	 21
#define PTRACE_SYSCALL		 24
#define PTRACE_GET_THREAD_AREA	 25
#define PTRACE_SET_THREAD_AREA	 26
#define PTRACE_SYSEMU		 31
#define PTRACE_SYSEMU_SINGLESTEP 32
#define PTRACE_SETOPTIONS	 0x4200
#define PTRACE_GETEVENTMSG	 0x4201
#define PTRACE_GETSIGINFO	 0x4202
#define PTRACE_SETSIGINFO	 0x4203
#define PTRACE_GETREGSET	 0x4204
#define PTRACE_SETREGSET	 0x4205
#define PTRACE_SEIZE		 0x4206
#define PTRACE_INTERRUPT	 0x4207
#define PTRACE_LISTEN		 0x4208
#define PTRACE_PEEKSIGINFO	 0x4209
#define PTRACE_GETSIGMASK	 0x420a
#define PTRACE_SETSIGMASK	 0x420b
#define PTRACE_GET_SYSCALL_INFO	 0x420e

#define PTRACE_EVENT_FORK	1
#define PTRACE_EVENT_VFORK	2
#define PTRACE_EVENT_CLONE	3
#define PTRACE_EVENT_EXEC	4
#define PTRACE_EVENT_VFORK_DONE 5
#define PTRACE_EVENT_EXIT	6
#define PTRACE_EVENT_STOP	128

#define PTRACE_O_TRACESYSGOOD 1
#define PTRACE_O_EXITKILL     (1 << 20)
#define PTRACE_O_MASK	      (0xff | PTRACE_O_EXITKILL | 1 << 21)

#define PTRACE_EVENTMSG_SYSCALL_ENTRY 1
#define PTRACE_EVENTMSG_SYSCALL_EXIT  2

/* task->ptrace; the options stand above PT_OPT_SHIFT. */
#define PT_PTRACED	1
#define PT_SEIZED	2
#define PT_OPT_SHIFT	3
#define PT_OPT(option)	((option) << PT_OPT_SHIFT)
#define PT_EVENT(event) PT_OPT(1u << (event))

/* ---- in the task that is traced ---- */

/* Stop for the tracer; siglock is held, dropped, and held again. What it wants delivered. */
int ptrace_stop(int exit_code, int why, unsigned long message, struct siginfo *info);
/* The same, of SIGTRAP and an event; siglock is not held. */
int ptrace_notify(int exit_code, unsigned long message);
/* Of its group's stop, or PTRACE_INTERRUPT: siglock is held and dropped. */
void ptrace_trap_stop(void);
/* The tracer decides about a signal; siglock is held. The signal to deliver, or 0. */
int ptrace_signal(int sig, struct siginfo *info);
void ptrace_event_slow(int event, unsigned long message);

static inline bool ptrace_event_enabled(struct task_struct *task, int event)
{
	return task->ptrace & PT_EVENT(event);
}

static inline void ptrace_event(int event, unsigned long message)
{
	if (unlikely(current->ptrace))
		ptrace_event_slow(event, message);
}

/* ---- families, tasklist_lock held for writing ---- */

/* A new task, not yet seen by anybody: traced like its maker, if that is to be. */
void ptrace_init_task(struct task_struct *child, bool trace);
void ptrace_unlink(struct task_struct *child);
/* The tracer ends: what it traced and nobody waits for goes to the list dead, by ptrace_entry. */
void exit_ptrace(struct task_struct *tracer, struct list_head *dead);

static inline bool ptrace_reparented(struct task_struct *task)
{
	return !same_thread_group(task->group_leader->real_parent, task->parent);
}

/* May current look into it? */
bool ptrace_may_access(struct task_struct *task, unsigned int mode);
#define PTRACE_MODE_READ   1
#define PTRACE_MODE_ATTACH 2

/* ---- guest/arch/ptrace.c ---- */

void user_enable_single_step(struct task_struct *task);
void user_disable_single_step(struct task_struct *task);
void ptrace_disable_debugregs(struct task_struct *task);
/* -EIO: a request of none of these. */
long arch_ptrace(struct task_struct *child, long request, unsigned long addr, unsigned long data);
long arch_ptrace_regset(struct task_struct *child, bool write, unsigned int type, void __user *buf,
			size_t *len);

#endif
