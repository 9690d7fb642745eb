/* SPDX-License-Identifier: GPL-2.0-only */
/* compat: programs of another word size: there are none, as in a kernel without CONFIG_COMPAT. */
#ifndef _LINUX_COMPAT_H
#define _LINUX_COMPAT_H

#include <linux/types.h>
#include <linux/uaccess.h>

#define is_compat_task()		    0
#define in_compat_syscall()		    0
#define compat_need_64bit_alignment_fixup() 0

static inline void __user *compat_ptr(unsigned int uptr)
{
	return (void __user *)(unsigned long)uptr;
}

static inline unsigned int ptr_to_compat(void __user *uptr)
{
	return (unsigned long)uptr;
}

#endif
