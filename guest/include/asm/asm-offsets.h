/* SPDX-License-Identifier: GPL-2.0-only */
/* asm-offsets: where entry.S finds members of C's structures; process.c asserts them. */
#ifndef _ASM_ASM_OFFSETS_H
#define _ASM_ASM_OFFSETS_H

#define TASK_TI_FLAGS	     0
#define TASK_THREAD_SP	     12
#define TASK_SYSENTER_RETURN 20

#define _TIF_SIGPENDING	   1
#define _TIF_NEED_RESCHED  2
#define _TIF_SYSCALL_TRACE 8
#define _TIF_SINGLESTEP	   16

#define NR_SYSCALLS 451

#endif
