/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * segment: the descriptor table, with Linux's places for what user programs and
 * debuggers may see.
 */
#ifndef _ASM_SEGMENT_H
#define _ASM_SEGMENT_H

#define GDT_ENTRY_TLS_MIN	  6
#define GDT_ENTRY_TLS_ENTRIES	  3
#define GDT_ENTRY_TLS_MAX	  (GDT_ENTRY_TLS_MIN + GDT_ENTRY_TLS_ENTRIES - 1)
#define GDT_ENTRY_KERNEL_CS	  12
#define GDT_ENTRY_KERNEL_DS	  13
#define GDT_ENTRY_DEFAULT_USER_CS 14
#define GDT_ENTRY_DEFAULT_USER_DS 15
#define GDT_ENTRY_TSS		  16
#define GDT_ENTRY_LDT		  17
#define GDT_ENTRY_PERCPU	  27
#define GDT_ENTRY_DOUBLEFAULT_TSS 31
#define GDT_ENTRIES		  32

#define __KERNEL_CS	(GDT_ENTRY_KERNEL_CS * 8)
#define __KERNEL_DS	(GDT_ENTRY_KERNEL_DS * 8)
#define __USER_CS	(GDT_ENTRY_DEFAULT_USER_CS * 8 + 3)
#define __USER_DS	(GDT_ENTRY_DEFAULT_USER_DS * 8 + 3)
#define __KERNEL_PERCPU (GDT_ENTRY_PERCPU * 8)

#define SEGMENT_RPL_MASK 3

#endif
