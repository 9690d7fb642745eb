; SPDX-License-Identifier: GPL-2.0-only
; segments: loads of every descriptor type at every privilege, and what LAR, LSL, VERR and VERW say
; of them. A line holds one instruction at one CPL and RPL; of each DPL and each type (00h-1Fh, S
; and the four type bits; present) one letter: . it worked, else what was raised: g #GP n #NP s #SS
; t #TS p #PF u #UD, capital when the error code is not the selector.
%include "lib.inc"

; AL: access byte. Base 0, limit FFFFFh pages.
make:	mov dword [gdt + FREE], 0000ffffh
	mov dword [gdt + FREE + 4], 00cf0000h
	mov [gdt + FREE + 5], al
	mov dword [gdt + FREE + 8], 0
	ret

; Print the letter of what was raised.
letter:	push eax
	mov eax, [fault_vector]
	cmp eax, -1
	je .none
	mov al, [letters + eax]
	mov edx, [fault_error]
	and edx, 0fffch
	cmp edx, FREE
	je .print
	sub al, 32
	jmp .print
.none:	mov al, "."
.print:	call putc
	pop eax
	ret

; Every access byte whose bits 80h are BL's, tried by the routine at EBP with the RPL in `rpl`.
sweep:	mov [attempt], ebp
	mov byte [access], bl
.next:	test byte [access], 1fh
	jnz .try
	mov al, " "
	call putc
.try:	mov al, [access]
	call make
	mov dword [fault_vector], -1
	mov dword [resume_eip], .back
	mov [resume_esp], esp
	jmp [attempt]
.back:	mov eax, KDATA
	mov ds, eax
	mov es, eax
	mov esp, [resume_esp]
	call letter
	inc byte [access]
	test byte [access], 7fh
	jnz .next
	ret

%macro SWEEP 3			; text, routine, RPL
	STRING %%text, %1
	mov esi, %%text
	call puts
	mov dword [rpl], FREE + %3
	mov ebp, %2
	mov bl, 80h
	call sweep
	mov al, 10
	call putc
%endmacro

; At CPL 3: what the routine does is done there.
%macro AT_USER 1
	mov ax, UDATA
	mov ds, ax
	mov es, ax
	push dword UDATA
	push dword user_stack
	push dword 2
	push dword UCODE
	push dword %1
	iret
%endmacro

load_ds:
	mov eax, [rpl]
	mov ds, eax
	jmp done0
load_ds3:
	AT_USER .u
.u:	mov eax, [rpl]
	mov ds, eax
	int 80h
load_ss:
	mov eax, [rpl]
	mov ss, eax
	nop
	mov eax, KDATA
	mov ss, eax
	jmp done0
load_ss3:
	AT_USER .u
.u:	mov eax, [rpl]
	mov ss, eax
	nop
	int 80h
pop_gs:
	push dword [rpl]
	pop gs
	jmp done0
load_far:
	mov eax, [rpl]
	mov [far_pointer + 4], ax
	lfs eax, [far_pointer]
	jmp done0
jump:	mov eax, [rpl]
	mov [far_pointer + 4], ax
	mov dword [far_pointer], .there
	jmp far [far_pointer]
.there:	jmp KCODE:done0
jump3:	mov eax, [rpl]
	mov [far_pointer + 4], ax
	mov dword [far_pointer], .there
	AT_USER .u
.u:	jmp far [far_pointer]
.there:	int 80h
call_far:
	mov eax, [rpl]
	mov [far_pointer + 4], ax
	mov dword [far_pointer], .there
	call far [far_pointer]
.there:	jmp KCODE:done0
return_far:
	push dword UDATA
	push dword user_stack
	push dword [rpl]
	push dword .there
	retf
.there:	int 80h
return_int:
	push dword UDATA
	push dword user_stack
	pushf
	push dword [rpl]
	push dword .there
	iret
.there:	int 80h
return_stack:
	push dword [rpl]
	push dword user_stack
	pushf
	push dword UCODE
	push dword .there
	iret
.there:	int 80h
load_ldt:
	lldt [rpl]
	jmp done0
done0:	jmp sweep.back

; ---- LAR, LSL: the sum of what they say over the types; VERR, VERW: a bit a type ----

%macro ASK 4			; text, instruction, CPL 0 or 3, RPL
	STRING %%text, %1
	mov esi, %%text
	call puts
	mov dword [rpl], FREE + %4
	mov byte [access], 0
%%next:	test byte [access], 1fh
	jnz %%try
	mov al, " "
	call putc
%%try:	mov al, [access]
	call make
%if %3 == 3
	mov dword [resume_eip], %%back
	mov [resume_esp], esp
	AT_USER %%ask
%%ask:	mov eax, 0
	mov ebx, [rpl]
	%2
	setz [answer]
	mov [value], eax
	int 80h
%%back:
%else
	mov eax, 0
	mov ebx, [rpl]
	%2
	setz [answer]
	mov [value], eax
%endif
	mov al, [answer]
	add al, "0"
	call putc
	mov eax, [value]
	rol dword [sum], 1
	xor [sum], eax
	inc byte [access]
	jnz %%next
	mov al, " "
	call putc
	mov eax, [sum]
	mov ecx, 8
	call puthex
	mov dword [sum], 0
	mov al, 10
	call putc
%endmacro

main:
	SWEEP "ds cpl0 rpl0:", load_ds, 0
	SWEEP "ds cpl0 rpl3:", load_ds, 3
	SWEEP "ds cpl3 rpl0:", load_ds3, 0
	SWEEP "ds cpl3 rpl3:", load_ds3, 3
	SWEEP "gs by pop cpl0 rpl1:", pop_gs, 1
	SWEEP "fs by lfs cpl0 rpl2:", load_far, 2
	SWEEP "ss cpl0 rpl0:", load_ss, 0
	SWEEP "ss cpl0 rpl1:", load_ss, 1
	SWEEP "ss cpl3 rpl3:", load_ss3, 3
	SWEEP "ss cpl3 rpl0:", load_ss3, 0
	SWEEP "retf cs rpl1:", return_far, 1
	SWEEP "retf cs rpl3:", return_far, 3
	SWEEP "iret cs rpl3:", return_int, 3
	SWEEP "iret ss rpl3:", return_stack, 3
	SWEEP "lldt:", load_ldt, 0
	lldt [zero]
	CASE "null ss"
	xor eax, eax
	mov ss, eax
	ENDCASE
	CASE "null lldt then a load from it"
	lldt [zero]
	mov eax, 0ch
	mov ds, eax
	ENDCASE
	CASE "beyond the gdt"
	mov eax, 100h
	mov ds, eax
	ENDCASE
	CASE "absent ds"
	mov al, 13h
	call make
	mov eax, FREE
	mov ds, eax
	ENDCASE
	CASE "absent ss"
	mov al, 13h
	call make
	mov eax, FREE
	mov ss, eax
	ENDCASE
	CASE "absent code"
	mov al, 1bh
	call make
	jmp FREE:$
	ENDCASE
	CASE "absent lldt"
	mov al, 02h
	call make
	mov eax, FREE
	lldt ax
	ENDCASE
	CASE "accessed bit"
	mov al, 92h
	call make
	mov eax, FREE
	mov ds, eax
	RESULT
	SHOW "high", [gdt + FREE + 4]
	ENDRESULT

; ---- asking ----
	ASK "lar cpl0:", {lar eax, ebx}, 0, 0
	ASK "lar cpl3:", {lar eax, ebx}, 3, 3
	ASK "lar cpl0 rpl3:", {lar ax, bx}, 0, 3
	ASK "lsl cpl0:", {lsl eax, ebx}, 0, 0
	ASK "lsl cpl3:", {lsl eax, ebx}, 3, 3
	ASK "verr cpl0:", {verr bx}, 0, 0
	ASK "verr cpl3:", {verr bx}, 3, 3
	ASK "verw cpl0:", {verw bx}, 0, 0
	ASK "verw cpl3:", {verw bx}, 3, 0
	ret

	section .data
letters: db "d123456789tnsgp"
	align 4
far_pointer: dd 0
	dw 0, 0
rpl:	dd 0
value:	dd 0
sum:	dd 0
attempt: dd 0
answer:	db 0
access:	db 0
