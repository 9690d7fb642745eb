/* SPDX-License-Identifier: GPL-2.0-only */
/* sections: the parts of the kernel image, as kernel.lds places them. */
#ifndef _ASM_SECTIONS_H
#define _ASM_SECTIONS_H

extern char _text[], _stext[], _etext[];
extern char __start_rodata[], __end_rodata[];
extern char _sdata[], _edata[];
extern char __init_begin[], __init_end[], _sinittext[], _einittext[];
extern char __bss_start[], __bss_stop[];
extern char _end[];

static inline int is_kernel_rodata(unsigned long addr)
{
	return addr >= (unsigned long)__start_rodata && addr < (unsigned long)__end_rodata;
}

#endif
