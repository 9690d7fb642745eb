/* SPDX-License-Identifier: GPL-2.0-only */
/* ldt: segments that a program asks for; only those of thread-local storage (guest/arch/tls.c). */
#ifndef _ASM_LDT_H
#define _ASM_LDT_H

#include <linux/types.h>

struct task_struct;

struct user_desc {
	u32 entry_number;
	u32 base_addr;
	u32 limit;
	u32 seg_32bit : 1;
	u32 contents : 2;
	u32 read_exec_only : 1;
	u32 limit_in_pages : 1;
	u32 seg_not_present : 1;
	u32 useable : 1;
};

/*
 * addr: a user_desc of current's. idx -1: its entry_number says which; and if that is -1
 * too and may_choose, a free one is taken and written back. 0 or -errno.
 */
int do_set_thread_area(struct task_struct *task, int idx, unsigned long addr, bool may_choose);
int do_get_thread_area(struct task_struct *task, unsigned int idx, struct user_desc __user *uinfo);

#endif
