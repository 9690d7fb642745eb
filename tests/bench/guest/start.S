/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * start: a bare multiboot image that turns paging on (4 KiB pages, so that
 * the TLB has work), calls bench_main(command line) and leaves by the
 * isa-debug-exit port.
 */
#define MAGIC 0x1badb002
#define FLAGS 2
	.section .multiboot, "a"
	.balign 4
	.long MAGIC, FLAGS, -(MAGIC + FLAGS)

	.text
	.globl _start
_start:
	cli
	movl $stack_top, %esp
	pushl 16(%ebx)			/* multiboot information: cmdline */

	/* Identity tables for the first 32 MiB. */
	movl $tables, %edi
	movl $3, %eax
1:	movl %eax, (%edi)
	addl $4, %edi
	addl $0x1000, %eax
	cmpl $(32 << 20) + 3, %eax
	jb 1b
	movl $directory, %edi
	movl $tables + 3, %eax
2:	movl %eax, (%edi)
	addl $4, %edi
	addl $0x1000, %eax
	cmpl $tables + 8 * 4096 + 3, %eax
	jb 2b
	movl $directory, %eax
	movl %eax, %cr3
	movl %cr0, %eax
	orl $0x80010000, %eax
	movl %eax, %cr0
	jmp 3f
3:	call bench_main
	movw $0x501, %dx
	outb %al, %dx
4:	hlt
	jmp 4b

	.bss
	.balign 4096
directory:	.skip 4096
tables:		.skip 8 * 4096
stack:		.skip 65536
stack_top:
	.section .note.GNU-stack, "", @progbits
