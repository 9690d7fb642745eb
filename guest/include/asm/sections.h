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

#endif
