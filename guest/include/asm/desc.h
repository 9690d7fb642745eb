/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * desc: descriptors, gates and task state segments (SDM 3A 3.4.5, 6.11, 7.2).
 */
#ifndef _ASM_DESC_H
#define _ASM_DESC_H

#include <linux/compiler.h>
#include <linux/types.h>
#include <asm/segment.h>

struct desc_struct {
	u16 limit0, base0;
	u8 base1, access, limit1_flags, base2;
} __packed;

struct gate_desc {
	u16 offset0, segment;
	u8 zero, access;
	u16 offset1;
} __packed;

struct desc_ptr {
	u16 size;
	unsigned long address;
} __packed;

struct x86_hw_tss {
	u16 back_link, __blh;
	u32 sp0;
	u16 ss0, __ss0h;
	u32 sp1;
	u16 ss1, __ss1h;
	u32 sp2;
	u16 ss2, __ss2h;
	u32 cr3, ip, flags, ax, cx, dx, bx, sp, bp, si, di;
	u16 es, __esh, cs, __csh, ss, __ssh, ds, __dsh, fs, __fsh, gs, __gsh;
	u16 ldt, __ldth;
	u16 trace, io_bitmap_base;
} __packed;

#define NR_VECTORS 256

/* The boot CPU: the GDT with %fs on the per-CPU section, the IDT, the TSS. */
void cpu_init_early(void);
/* After setup_per_cpu_areas(): %fs, GDT and TSS of this CPU to its own copies. */
void cpu_switch_to_percpu(unsigned int cpu);
void idt_set_gate(unsigned int vector, const void *handler, unsigned int dpl);
/* Where a trap from user mode finds its stack. */
void load_sp0(unsigned long sp0);

#endif
