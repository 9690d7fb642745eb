/* SPDX-License-Identifier: GPL-2.0-only */
/* current, on the host: there is one task. */
#ifndef TESTS_ASM_CURRENT_H
#define TESTS_ASM_CURRENT_H

struct task_struct;
extern struct task_struct init_task;

#define current (&init_task)

#endif
