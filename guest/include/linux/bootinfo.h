/* SPDX-License-Identifier: GPL-2.0-only */
/* bootinfo: limits of memory, as set-up found them. */
#ifndef _LINUX_BOOTINFO_H
#define _LINUX_BOOTINFO_H

#include <linux/types.h>

extern unsigned long max_pfn;	   /* one past the last RAM frame that is used */
extern unsigned long max_low_pfn;  /* one past the last of the linear map */
extern unsigned long min_low_pfn;  /* the first after the kernel image */
extern unsigned long highstart_pfn, highend_pfn; /* equal: no high memory */
extern unsigned int __VMALLOC_RESERVE; /* bytes of address space kept from the linear map */

#endif
