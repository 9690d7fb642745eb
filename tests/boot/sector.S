/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A boot sector that says LETTER and the sum of the eight sectors behind it on
 * COM1 and on the screen, and ends the run by isa-debug-exit with status
 * LETTER * 2 + 1. With REBOOT, the first time it resets the machine instead.
 */
	.code16
	.text
	.globl _start
_start:
	ljmp $0, $1f
1:	xorw %ax, %ax
	movw %ax, %ds
	movw %ax, %es
	movw %ax, %ss
	movw $0x7c00, %sp
	movb %dl, drive

	movb $LETTER, %al
	call put
	movw $0x0208, %ax /* read eight sectors */
	movw $0x8000, %bx
	movw $0x0002, %cx /* cylinder 0, sector 2 */
	movb $0, %dh
	movb drive, %dl
	int $0x13
	jc failed

	xorl %ebx, %ebx
	movw $0x8000, %si
	movw $1024, %cx
2:	lodsl
	addl %eax, %ebx
	loop 2b
	movb $' ', %al
	call put
	movw $8, %cx
3:	roll $4, %ebx
	movb %bl, %al
	andb $15, %al
	addb $'0', %al
	cmpb $'9', %al
	jbe 4f
	addb $('a' - '9' - 1), %al
4:	call put
	loop 3b
end:
	movb $'\n', %al
	call put
#ifdef REBOOT
	movw $0x3fd, %dx
8:	inb %dx, %al
	testb $0x40, %al /* all of it is on the line */
	jz 8b
	movb $0x06, %al
	movw $0xcf9, %dx
	outb %al, %dx
5:	hlt
	jmp 5b
#endif
	movb $LETTER, %al
	movw $0x501, %dx
	outb %al, %dx
6:	hlt
	jmp 6b

failed:
	movb $'!', %al
	call put
	jmp end

/* AL, on the serial port when it is ready, and on the screen. */
put:
	pushaw
	movb %al, %bl
	movw $0x3fd, %dx
7:	inb %dx, %al
	testb $0x20, %al
	jz 7b
	movw $0x3f8, %dx
	movb %bl, %al
	outb %al, %dx
	movb $0x0e, %ah
	movw $0x0007, %bx
	int $0x10
	popaw
	ret

drive:	.byte 0

	.org 510
	.word 0xaa55
