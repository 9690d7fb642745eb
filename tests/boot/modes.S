/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A boot sector that sets one video mode after the other by the BIOS, draws into each,
 * says the mode's number on COM1 and waits for a byte there.
 */
	.code16
	.text
	.globl _start
_start:
	ljmp $0, $1f
1:	xorw %ax, %ax
	movw %ax, %ds
	movw %ax, %ss
	movw $0x7c00, %sp

	movw $0x0003, %ax
	int $0x10
	movw $0xb800, %ax
	movw %ax, %es
	movw $0x1e41, %es:0 /* a yellow A on blue */
	call shown

	movw $0x0013, %ax
	int $0x10
	movw $0xa000, %ax
	movw %ax, %es
	xorw %di, %di
	movw $64000, %cx
2:	movw %di, %ax
	stosb
	loop 2b
	call shown

	movw $0x0012, %ax
	int $0x10
	movw $0xa000, %ax
	movw %ax, %es
	/* one plane after the other: 8, 4, 2, 1 */
	movw $0x3c4, %dx
	movw $0x0802, %ax
3:	outw %ax, %dx
	movb %ah, %bl
	movzbw %bl, %di
	movb $0xff, %es:(%di)
	shrb $1, %ah
	jnz 3b
	call shown

	movw $0x0004, %ax
	int $0x10
	movw $0xb800, %ax
	movw %ax, %es
	movw $0x1be4, %es:0
	movb $0xff, %es:0x2000
	call shown

	movw $0x4f02, %ax /* 800x600, 16 bits, by banks */
	movw $0x0114, %bx
	int $0x10
	movw $0xa000, %ax
	movw %ax, %es
	movw $0xf800, %es:0
	movw $0x4f05, %ax
	xorw %bx, %bx
	movw $14, %dx /* the bank of the last line's end */
	int $0x10
	movw $0x001f, %es:(959998 - 14 * 65536)
	call shown

	movb $0, %al
	movw $0x501, %dx
	outb %al, %dx
4:	hlt
	jmp 4b

shown:
	movw $0x3fd, %dx
5:	inb %dx, %al
	testb $0x20, %al
	jz 5b
	movw $0x3f8, %dx
	movb $'+', %al
	outb %al, %dx
	movw $0x3fd, %dx
6:	inb %dx, %al
	testb $1, %al
	jz 6b
	movw $0x3f8, %dx
	inb %dx, %al
	ret

	.org 510
	.word 0xaa55
