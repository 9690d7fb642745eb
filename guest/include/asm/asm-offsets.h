/* SPDX-License-Identifier: GPL-2.0-only */
/* asm-offsets: where entry.S finds members of C's structures; process.c asserts them. */
#ifndef _ASM_ASM_OFFSETS_H
#define _ASM_ASM_OFFSETS_H

#define TASK_THREAD_SP 12

#endif
