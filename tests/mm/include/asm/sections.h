/* SPDX-License-Identifier: GPL-2.0-only */
/* sections, on the host: a kernel image of 512 KiB from 1 MiB on. */
#ifndef TESTS_ASM_SECTIONS_H
#define TESTS_ASM_SECTIONS_H

#include <asm/page.h>

#define SIM_IMAGE(kib) ((char *)__va(0x100000UL + (kib)*1024UL))
#define _text	       SIM_IMAGE(0)
#define _etext	       SIM_IMAGE(128)
#define __start_rodata SIM_IMAGE(128)
#define __end_rodata   SIM_IMAGE(192)
#define _sdata	       SIM_IMAGE(192)
#define _edata	       SIM_IMAGE(256)
#define __init_begin   SIM_IMAGE(256)
#define __init_end     SIM_IMAGE(320)
#define __bss_start    SIM_IMAGE(320)
#define __bss_stop     SIM_IMAGE(512)
#define _end	       SIM_IMAGE(512)

static inline int is_kernel_rodata(unsigned long addr)
{
	return addr >= (unsigned long)__start_rodata && addr < (unsigned long)__end_rodata;
}

#endif
