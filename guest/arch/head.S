/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * head: from the boot loader to C. The loader has left us in flat protected mode without
 * paging at the physical address of startup_32 (Multiboot 0.6.96, 3.2).
 */
#include <linux/linkage.h>
#include <asm/page.h>
#include <asm/segment.h>

#define MULTIBOOT_MAGIC 0x1BADB002
#define MULTIBOOT_FLAGS 0x3 /* modules on page boundaries; memory information */

#define CR0_WP 0x10000
#define CR0_PG 0x80000000
#define CR4_PSE 0x10
#define PDE_PRESENT_RW_4M 0x83
#define LOWMEM_PDES 224 /* 896 MiB; what is not RAM is never touched */
#define PDE_OFFSET (PAGE_OFFSET >> 22)

	.section .multiboot, "a"
	.balign 4
	.long MULTIBOOT_MAGIC
	.long MULTIBOOT_FLAGS
	.long -(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

	.section .boot.text, "ax"
ENTRY(startup_32)
	cld
	movl %eax, multiboot_magic - PAGE_OFFSET
	movl %ebx, multiboot_info - PAGE_OFFSET

	/* The linear map by 4 MiB pages; also at its physical address, until the jump. */
	movl $(swapper_pg_dir - PAGE_OFFSET), %edi
	movl $PDE_PRESENT_RW_4M, %eax
	movl %eax, (%edi)
	leal PDE_OFFSET * 4(%edi), %edi
	movl $LOWMEM_PDES, %ecx
1:	stosl
	addl $0x400000, %eax
	loop 1b

	movl %cr4, %eax
	orl $CR4_PSE, %eax
	movl %eax, %cr4
	movl $(swapper_pg_dir - PAGE_OFFSET), %eax
	movl %eax, %cr3
	movl %cr0, %eax
	orl $(CR0_PG | CR0_WP), %eax
	movl %eax, %cr0
	movl $startup_high, %eax
	jmp *%eax
END(startup_32)

	.section .head.text, "ax"
ENTRY(startup_high)
	movl $0, swapper_pg_dir
	movl %cr3, %eax
	movl %eax, %cr3
	movl $(init_stack + THREAD_SIZE), %esp
	xorl %ebp, %ebp
	pushl %ebp
	popfl
	call cpu_init_early
	call start_kernel
END(startup_high)

	.section .bss..page_aligned, "aw", @nobits
	.balign 4096
	.globl swapper_pg_dir
swapper_pg_dir:
	.skip 4096

	.data
	.globl multiboot_magic, multiboot_info
multiboot_magic:
	.long 0
multiboot_info:
	.long 0

	.section .note.GNU-stack, "", @progbits
