/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trampoline: where a CPU begins that was sent a start-up interrupt: in real mode, at the
 * page that interrupt names (SDM 3A 8.4). smpboot.c copies this code there and fills in
 * the two addresses that depend on the place.
 */
#include <linux/linkage.h>
#include <asm/page.h>

#define CR0_PE 0x1
#define CR0_WP 0x10000
#define CR0_PG 0x80000000
#define CR4_PSE 0x10

	.section .rodata, "a"
	.balign 16
	.globl trampoline_start, trampoline_end, trampoline_gdt, trampoline_gdt_base
	.globl trampoline_32, trampoline_32_at

	.code16
trampoline_start:
	cli
	movw %cs, %ax
	movw %ax, %ds
	lgdtl trampoline_gdt_ptr - trampoline_start
	movl %cr0, %eax
	orl $CR0_PE, %eax
	movl %eax, %cr0
	ljmpl *(trampoline_32_at - trampoline_start)

	.code32
trampoline_32:
	movw $0x10, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	/* the same way head.S goes; what is mapped low is the first 4 MiB, for now */
	movl %cr4, %eax
	orl $CR4_PSE, %eax
	movl %eax, %cr4
	movl $(swapper_pg_dir - PAGE_OFFSET), %eax
	movl %eax, %cr3
	movl %cr0, %eax
	orl $(CR0_PG | CR0_WP), %eax
	movl %eax, %cr0
	movl $startup_secondary, %eax
	jmp *%eax

	.balign 8
trampoline_gdt:
	.quad 0
	.quad 0x00cf9b000000ffff
	.quad 0x00cf93000000ffff
trampoline_gdt_ptr:
	.word trampoline_gdt_ptr - trampoline_gdt - 1
trampoline_gdt_base:
	.long 0
trampoline_32_at:
	.long 0
	.word 0x08
trampoline_end:

	.text
ENTRY(startup_secondary)
	movl secondary_stack, %esp
	xorl %ebp, %ebp
	pushl %ebp
	popfl
	movl secondary_cpu, %eax
	call start_secondary
END(startup_secondary)

	.section .note.GNU-stack, "", @progbits
