/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * syscalls: how a system call is written:
 *
 *	SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)
 *	{
 *		return ...;	a result, or -errno
 *	}
 *
 * defines sys_read(), which the table (guest/arch/syscall_table.h) names at its number; no
 * other line is needed. The arguments are the user's registers bx, cx, dx, si, di, bp, in
 * this order, each converted to the type given. One of 64 bits comes in two registers, the
 * low half first: take both, and put them together with SYSCALL_U64().
 *
 * Runs in the process that asks, interrupts on, may sleep. -ERESTARTSYS and its kin are
 * for signal.c; a program never sees them.
 */
#ifndef _LINUX_SYSCALLS_H
#define _LINUX_SYSCALLS_H

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/linkage.h>
#include <linux/types.h>
#include <asm/ptrace.h>

#define __SC_DECL(t, a) t a
#define __SC_CAST(t, r) (t)(r)

#define __SYSCALL_DEFINE(name, decl, args)                                                         \
	long sys_##name(const struct pt_regs *regs);                                               \
	static __always_inline long __do_sys_##name decl;                                          \
	long sys_##name(const struct pt_regs *regs)                                                \
	{                                                                                          \
		return __do_sys_##name args;                                                       \
	}                                                                                          \
	static __always_inline long __do_sys_##name decl

#define SYSCALL_DEFINE0(name) __SYSCALL_DEFINE(name, (void), ())
#define SYSCALL_DEFINE1(name, t1, a1)                                                              \
	__SYSCALL_DEFINE(name, (__SC_DECL(t1, a1)), (__SC_CAST(t1, regs->bx)))
#define SYSCALL_DEFINE2(name, t1, a1, t2, a2)                                                      \
	__SYSCALL_DEFINE(name, (__SC_DECL(t1, a1), __SC_DECL(t2, a2)),                             \
			 (__SC_CAST(t1, regs->bx), __SC_CAST(t2, regs->cx)))
#define SYSCALL_DEFINE3(name, t1, a1, t2, a2, t3, a3)                                              \
	__SYSCALL_DEFINE(                                                                          \
	    name, (__SC_DECL(t1, a1), __SC_DECL(t2, a2), __SC_DECL(t3, a3)),                       \
	    (__SC_CAST(t1, regs->bx), __SC_CAST(t2, regs->cx), __SC_CAST(t3, regs->dx)))
#define SYSCALL_DEFINE4(name, t1, a1, t2, a2, t3, a3, t4, a4)                                      \
	__SYSCALL_DEFINE(                                                                          \
	    name, (__SC_DECL(t1, a1), __SC_DECL(t2, a2), __SC_DECL(t3, a3), __SC_DECL(t4, a4)),    \
	    (__SC_CAST(t1, regs->bx), __SC_CAST(t2, regs->cx), __SC_CAST(t3, regs->dx),            \
	     __SC_CAST(t4, regs->si)))
#define SYSCALL_DEFINE5(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5)                              \
	__SYSCALL_DEFINE(name,                                                                     \
			 (__SC_DECL(t1, a1), __SC_DECL(t2, a2), __SC_DECL(t3, a3),                 \
			  __SC_DECL(t4, a4), __SC_DECL(t5, a5)),                                   \
			 (__SC_CAST(t1, regs->bx), __SC_CAST(t2, regs->cx),                        \
			  __SC_CAST(t3, regs->dx), __SC_CAST(t4, regs->si),                        \
			  __SC_CAST(t5, regs->di)))
#define SYSCALL_DEFINE6(name, t1, a1, t2, a2, t3, a3, t4, a4, t5, a5, t6, a6)                      \
	__SYSCALL_DEFINE(name,                                                                     \
			 (__SC_DECL(t1, a1), __SC_DECL(t2, a2), __SC_DECL(t3, a3),                 \
			  __SC_DECL(t4, a4), __SC_DECL(t5, a5), __SC_DECL(t6, a6)),                \
			 (__SC_CAST(t1, regs->bx), __SC_CAST(t2, regs->cx),                        \
			  __SC_CAST(t3, regs->dx), __SC_CAST(t4, regs->si),                        \
			  __SC_CAST(t5, regs->di), __SC_CAST(t6, regs->bp)))

#define SYSCALL_U64(low, high) ((u64)(u32)(high) << 32 | (u32)(low))

#define NR_syscalls 451

typedef long (*sys_call_ptr_t)(const struct pt_regs *regs);
extern const sys_call_ptr_t sys_call_table[NR_syscalls]; /* no gaps */

/* Every call there is not ends here: -ENOSYS, counted for /proc/syscalls. */
long sys_ni_syscall(const struct pt_regs *regs);

#endif
