/* SPDX-License-Identifier: GPL-2.0-only */
/* A boot sector that says on COM1 which characters the BIOS has from the keyboard, up to a q. */
	.code16
	.text
	.globl _start
_start:
	movw $0x3f8, %dx
	movb $'>', %al
	outb %al, %dx
1:	movb $0, %ah
	int $0x16
	movb %al, %bl
2:	movw $0x3fd, %dx
	inb %dx, %al
	testb $0x20, %al
	jz 2b
	movw $0x3f8, %dx
	movb %bl, %al
	outb %al, %dx
	cmpb $'q', %bl
	jne 1b
3:	movw $0x3fd, %dx
	inb %dx, %al
	testb $0x40, %al
	jz 3b
	movb $0, %al
	movw $0x501, %dx
	outb %al, %dx
4:	hlt
	jmp 4b

	.org 510
	.word 0xaa55
