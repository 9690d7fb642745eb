/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fixmap: addresses known at compile time, one page each, at the top of the address
 * space; what is behind them is set at run time. The last page of all stays unmapped.
 */
#ifndef _ASM_FIXMAP_H
#define _ASM_FIXMAP_H

#include <linux/threads.h>
#include <linux/types.h>
#include <asm/page.h>
#include <asm/pgtable_types.h>

#define KM_TYPE_NR	      16 /* atomic kmaps a CPU may hold at once */
#define FIRMWARE_WINDOWS      2
#define FIRMWARE_WINDOW_PAGES 5

enum fixed_addresses {
	FIX_HOLE,
	FIX_APIC_BASE,
	FIX_IO_APIC_BASE_0,
	FIX_FIRMWARE_BEGIN, /* tables at boot: guest/arch/mptable.c */
	FIX_FIRMWARE_END = FIX_FIRMWARE_BEGIN + FIRMWARE_WINDOWS * FIRMWARE_WINDOW_PAGES - 1,
	FIX_KMAP_BEGIN,
	FIX_KMAP_END = FIX_KMAP_BEGIN + KM_TYPE_NR * NR_CPUS - 1,
	__end_of_fixed_addresses
};

#define FIXADDR_TOP   (PAGE_OFFSET + 0x3ffff000UL)
#define FIXADDR_SIZE  ((unsigned long)__end_of_fixed_addresses << PAGE_SHIFT)
#define FIXADDR_START (FIXADDR_TOP - FIXADDR_SIZE)

#define __fix_to_virt(index) (FIXADDR_TOP - ((unsigned long)(index) << PAGE_SHIFT))
#define fix_to_virt(index)   __fix_to_virt(index)
#define __virt_to_fix(addr)  ((FIXADDR_TOP - ((addr)&PAGE_MASK)) >> PAGE_SHIFT)

/* Let index show the frame at pa, and flush (mm/init.c). prot 0: nothing. */
void __set_fixmap(enum fixed_addresses index, phys_addr_t pa, pgprot_t prot);
#define set_fixmap(index, pa)	      __set_fixmap(index, pa, PAGE_KERNEL)
#define set_fixmap_nocache(index, pa) __set_fixmap(index, pa, PAGE_KERNEL_NOCACHE)
#define clear_fixmap(index)	      __set_fixmap(index, 0, __pgprot(0))

#endif
