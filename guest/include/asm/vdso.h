/* SPDX-License-Identifier: GPL-2.0-only */
/* vdso: the kernel's page in every program (guest/arch/vdso.c). */
#ifndef _ASM_VDSO_H
#define _ASM_VDSO_H

struct mm_struct;

/* Offsets from where it is mapped. */
extern unsigned long vdso_vsyscall, vdso_sigreturn, vdso_rt_sigreturn;

/* Maps it into current's new address space, and notes where. 0 or -errno. */
int vdso_map(struct mm_struct *mm);

#endif
