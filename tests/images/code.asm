; SPDX-License-Identifier: GPL-2.0-only
; code: code that changes under way, REP cut by faults and interrupts, A20, real mode and back.
%include "lib.inc"

CODE	equ 300000h		; a page that code is written to

main:
; ---- self-modifying code ----
	CASE "the next instruction"
	xor eax, eax
	mov byte [.s1 + 1], 22h
.s1:	mov al, 11h
	RESULT
	SHOW "eax", eax
	ENDRESULT
	CASE "an instruction further on in the same run"
	xor eax, eax
	mov ecx, 3
.again:	mov byte [.s2], 40h	; INC EAX
	nop
	nop
	nop
.s2:	nop
	loop .again
	RESULT
	SHOW "eax", eax
	ENDRESULT
	CASE "a loop that turns its own body"
	xor eax, eax
	mov ecx, 6
.turn:	xor byte [.s3], 40h ^ 48h ; INC EAX, DEC EAX
.s3:	inc eax
	shl eax, 1
	loop .turn
	RESULT
	SHOW "eax", eax
	ENDRESULT
	CASE "an immediate written byte by byte"
	xor eax, eax
	mov edi, .s4 + 1
	mov byte [edi], 78h
	mov byte [edi + 1], 56h
	mov byte [edi + 2], 34h
	mov byte [edi + 3], 12h
.s4:	mov eax, 0
	RESULT
	SHOW "eax", eax
	ENDRESULT
	CASE "rep stosb over what follows it"
	mov edi, .s5
	mov ecx, 4
	mov al, 90h
	cld
	rep stosb
.s5:	ud2
	ud2
	ENDCASE
	CASE "rep movsb over itself"
	mov esi, .s6
	mov edi, .s7
	mov ecx, .s6_end - .s6
	jmp .s7
.s6:	times 2 nop
	mov eax, 77h
.s6_end:
	times 9 nop
.s7:	rep movsb
	times 16 nop
	RESULT
	SHOW "eax", eax
	SHOW "ecx", ecx
	ENDRESULT
	CASE "code written and called, twice"
	mov byte [CODE], 0b8h
	mov dword [CODE + 1], 1
	mov byte [CODE + 5], 0c3h
	mov eax, CODE
	call eax
	mov ebx, eax
	mov dword [CODE + 1], 2
	mov eax, CODE
	call eax
	RESULT
	SHOW "first", ebx
	SHOW "second", eax
	ENDRESULT
	CASE "an instruction across a page, its second half changed"
	mov byte [CODE + 0ffdh], 0b8h
	mov dword [CODE + 0ffeh], 11111111h
	mov byte [CODE + 1002h], 0c3h
	mov eax, CODE + 0ffdh
	call eax
	mov ebx, eax
	mov word [CODE + 1000h], 2222h
	mov eax, CODE + 0ffdh
	call eax
	RESULT
	SHOW "first", ebx
	SHOW "second", eax
	ENDRESULT
	call paging_on
	CASE "code changed through another mapping"
	mov byte [CODE], 0b8h
	mov dword [CODE + 1], 1
	mov byte [CODE + 5], 0c3h
	mov dword [page_table + 400h * 4], CODE + 7
	invlpg [400000h]
	mov eax, CODE
	call eax
	mov ebx, eax
	mov dword [400001h], 3
	mov eax, CODE
	call eax
	RESULT
	SHOW "first", ebx
	SHOW "second", eax
	ENDRESULT
	CASE "the same address, another page"
	mov byte [CODE + 1000h], 0b8h
	mov dword [CODE + 1001h], 4
	mov byte [CODE + 1005h], 0c3h
	mov eax, 400000h
	call eax
	mov ebx, eax
	mov dword [page_table + 400h * 4], CODE + 1007h
	invlpg [400000h]
	mov eax, 400000h
	call eax
	RESULT
	SHOW "first", ebx
	SHOW "second", eax
	ENDRESULT
	CASE "a stale translation is flushed by cr3"
	mov dword [page_table + 400h * 4], CODE + 7
	mov eax, cr3
	mov cr3, eax
	mov eax, 400000h
	call eax
	RESULT
	SHOW "eax", eax
	ENDRESULT
	mov eax, cr0
	and eax, 7fffffffh
	mov cr0, eax

; ---- REP and interrupts ----
	CASE "rep stosb under a timer"
	mov dword [hook], tick
	call timer_on
	mov edi, 400000h
	mov ecx, 300000h
	mov al, 5ah
	cld
	sti
	rep stosb
	cli
	call timer_off
	mov dword [hook], 0
	mov dword [fault_vector], -1
	; All of it was stored, whatever came between.
	mov esi, 400000h
	mov ebx, 300000h
.sum:	cmp byte [esi], 5ah
	jne .wrong
	inc esi
	dec ebx
	jnz .sum
.wrong:	RESULT
	SHOW "ecx", ecx
	SHOW "left", ebx
	SHOW "edi", edi
	mov eax, [torn]
	SHOW "torn", eax
	ENDRESULT
	CASE "sti holds one instruction off"
	call timer_on
	call wait_for_irq
	sti
	nop
.i1:	nop
	cli
	RESULT
	call timer_off
	ENDRESULT
	CASE "mov ss holds one instruction off"
	call timer_on
	call wait_for_irq
	mov eax, ss
	sti
	mov ss, eax
	nop
	nop
	cli
	RESULT
	call timer_off
	ENDRESULT
	CASE "popf takes it at once"
	call timer_on
	call wait_for_irq
	push dword 202h
	popf
	nop
	cli
	RESULT
	call timer_off
	ENDRESULT
	CASE "hlt wakes behind itself"
	call timer_on
	sti
	hlt
	nop
	cli
	RESULT
	call timer_off
	ENDRESULT

; ---- A20 ----
	CASE "a20"
	mov dword [700500h], 22222222h
	mov dword [600500h], 33333333h
	mov esi, low
	mov edi, 20000h
	mov ecx, low_end - low
	cld
	rep movsb
	mov ebp, esp
	mov esp, 30000h
	mov eax, 20000h
	call eax
	mov esp, ebp
	mov esi, [600500h]
	RESULT
	SHOW "off", ecx
	SHOW "on", edx
	SHOW "written", esi
	ENDRESULT

; ---- real mode and back ----
	CASE "real mode and back"
	mov esi, real
	mov edi, 7000h
	mov ecx, real_end - real
	cld
	rep movsb
	mov dword [gdt + FREE], 7000ffffh	; 16-bit code at 7000h
	mov dword [gdt + FREE + 4], 009b00h
	mov dword [gdt + FREE + 8], 0000ffffh	; 16-bit data
	mov dword [gdt + FREE + 12], 009300h
	mov [saved_esp], esp
	lidt [real_idt]
	mov dword [21h * 4], 700h << 16 | (real_int - real)
	jmp FREE:0
.home:	mov eax, KDATA
	mov ds, eax
	mov es, eax
	mov ss, eax
	mov esp, [saved_esp]
	lidt [idt_pointer]
	RESULT
	SHOW "flags in int", [8000h]
	SHOW "unreal", [8004h]
	SHOW "sp", [8008h]
	SHOW "ax", [800ch]
	ENDRESULT
	ret

home equ main.home

	bits 16
real:	mov ax, FREE + 8
	mov ds, ax
	mov es, ax
	mov ss, ax
	mov eax, cr0
	and al, 0feh
	mov cr0, eax
	jmp 700h:.real - real
.real:	xor ax, ax
	mov ss, ax
	mov es, ax
	mov sp, 6000h
	; DS: 4 GiB, through a detour
	o32 lgdt [cs:.pointer - real]
	mov eax, cr0
	or al, 1
	mov cr0, eax
	mov bx, KDATA
	mov ds, bx
	and al, 0feh
	mov cr0, eax
	xor bx, bx
	mov ds, bx
	mov ebx, 300000h
	mov dword [ebx], 0badcafeh
	mov eax, [ebx]
	mov [8004h], eax
	sti
	int 21h
	cli
	mov [8008h], esp
	mov eax, cr0
	or al, 1
	mov cr0, eax
	jmp dword KCODE:home
.pointer: dw 0ffh
	dd gdt
real_int:
	pushf
	pop ax
	and eax, 0f700h
	mov [8000h], eax
	mov eax, esp
	mov [800ch], eax
	iret
real_end:
	bits 32

; Without A20, the image itself is not where it was: this runs below 1 MiB.
low:	mov bl, 0ddh
	call .a20
	mov ecx, [700500h]
	mov dword [700500h], 44444444h
	mov bl, 0dfh
	call .a20
	mov edx, [700500h]
	ret
; BL: the keyboard controller's output port; port 92h goes with it.
.a20:	call .wait
	mov al, 0d1h
	out 64h, al
	call .wait
	mov al, bl
	out 60h, al
	call .wait
	in al, 92h
	and al, 0fch
	and bl, 2
	or al, bl
	out 92h, al
	ret
.wait:	in al, 64h
	test al, 2
	jnz .wait
	ret
low_end:

; ---- the timer: IRQ 0 at vector 20h ----
timer_on:
	mov al, 11h
	out 20h, al
	mov al, 20h
	out 21h, al
	mov al, 4
	out 21h, al
	mov al, 1
	out 21h, al
	mov al, 0feh
	out 21h, al
	mov al, 34h
	out 43h, al
	mov al, 0
	out 40h, al
	mov al, 4
	out 40h, al
	ret
timer_off:
	mov al, 0ffh
	out 21h, al
	mov al, 20h
	out 20h, al
	ret
wait_for_irq:
	mov al, 0ah
	out 20h, al
.wait:	in al, 20h
	test al, 1
	jz .wait
	ret

; Between two iterations of the string: count and pointer must agree.
tick:	push eax
	mov eax, [esp + 4 + 12]
	mov al, 20h
	out 20h, al
	lea eax, [edi + ecx]
	cmp eax, 700000h
	je .fine
	inc dword [torn]
.fine:	pop eax
	jmp go_on

	section .data
real_idt: dw 3ffh
	dd 0
saved_esp: dd 0
torn:	dd 0
