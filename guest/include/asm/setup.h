/* SPDX-License-Identifier: GPL-2.0-only */
/* setup: what the boot loader hands over, and the steps of arch-specific set-up. */
#ifndef _ASM_SETUP_H
#define _ASM_SETUP_H

#include <linux/types.h>

#define COMMAND_LINE_SIZE 2048

/* Bytes of address space kept from the linear map: 128 MiB, or vmalloc=. */
extern unsigned int __VMALLOC_RESERVE;

/* Multiboot's magic number and information, as %eax and %ebx had them (head.S). */
extern u32 multiboot_magic, multiboot_info;

/* Copies the command line and the memory map out of the loader's hands. */
void multiboot_init(void);
void multiboot_reserve_modules(void);

/* A file the loader has put into memory for us (-initrd). It stays there. */
#define BOOT_MODULES_MOST 256
struct boot_module {
	const char *string; /* its name, and what followed it */
	const void *data;   /* in the linear map, page-aligned */
	u32 bytes;
};
extern struct boot_module boot_modules[BOOT_MODULES_MOST];
extern unsigned int nr_boot_modules;
/* Everything about this machine up to working allocators' input: e820, memblock, limits. */
void setup_arch(char **cmdline);
void find_low_pfn_range(void);
void early_cpu_init(void);
void trap_init(void);
void init_IRQ(void);
bool i8259_is_real(unsigned int irq); /* not the line 7 of a request that went away */
void time_init(void);
void tsc_mark_boot(void); /* sched_clock() counts from here, */
void tsc_init(void);	  /* but is 0 until this */
void read_persistent_clock(s64 *seconds);

#endif
