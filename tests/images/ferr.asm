; SPDX-License-Identifier: GPL-2.0-only
; ferr: IRQ 13, which a PC makes of x87 exceptions where CR0.NE is clear (SDM 1 8.7.2, D.2; PIIX3,
; "Coprocessor Error").
%include "lib.inc"

PIC1	equ 20h
PIC2	equ 0a0h

; The low bits of CR0: MP 2, EM 4, TS 8, NE 20h.
%macro CR0_BITS 1
	mov eax, cr0
	and eax, ~2eh
	or eax, %1
	mov cr0, eax
%endmacro

; 1 / 0, which waits.
%macro DIVIDE 0
	fninit
	fldcw [zero_divide]
	fldz
	fld1
	fdivrp st1
%endmacro

; Both controllers at vectors 20h and 28h, all but IRQ 13 masked.
controllers:
	mov al, 11h
	out PIC1, al
	out PIC2, al
	mov al, 20h
	out PIC1 + 1, al
	mov al, 28h
	out PIC2 + 1, al
	mov al, 4
	out PIC1 + 1, al
	mov al, 2
	out PIC2 + 1, al
	mov al, 1
	out PIC1 + 1, al
	out PIC2 + 1, al
	mov al, 0fbh
	out PIC1 + 1, al
	mov al, 0dfh
	out PIC2 + 1, al
	ret

; What a handler of the DOS days does.
irq13:	push eax
	inc dword [irqs]
	xor al, al
	out 0f0h, al
	fnstsw ax
	mov [irq_sw], ax
	fnclex
	mov al, 20h
	out PIC2, al
	out PIC1, al
	pop eax
	jmp go_on

main:
	call controllers
	mov dword [hook], irq13
	CASE "irq 13 for wait"
	CR0_BITS 0
	sti
	DIVIDE
	nop
	fwait
	nop
	fld1
	cli
	RESULT
	SHOW "irqs", [irqs]
	SHOW "sw", [irq_sw]
	fnstsw ax
	movzx eax, ax
	SHOW "now", eax
	ENDRESULT
	CASE "irq 13 for an instruction"
	sti
	DIVIDE
	fld1
	nop
	cli
	RESULT
	SHOW "irqs", [irqs]
	fnstsw ax
	movzx eax, ax
	SHOW "now", eax
	ENDRESULT
	mov dword [hook], 0
	CR0_BITS 20h
	CASE "and none with ne"
	sti
	DIVIDE
	fwait
	ENDCASE
	cli
	fninit
	ret

	section .data
	align 4
zero_divide: dw 37bh
	section .bss
	alignb 4
irqs:	resd 1
irq_sw:	resd 1
