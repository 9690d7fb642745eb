; SPDX-License-Identifier: GPL-2.0-only
; debug: breakpoints of every kind, and single steps through every kind of instruction (SDM 3B,
; chapter 17). A stepped case prints the offsets that #DB was raised at, in order.
%include "lib.inc"

%macro WATCH 3			; register, address, DR7's R/W and LEN bits
	mov eax, %2
	mov dr%1, eax
	mov eax, dr7
	or eax, 1 << (2 * %1) | (%3) << (16 + 4 * %1)
	mov dr7, eax
%endmacro
%macro QUIET 0
	mov eax, 400h
	mov dr7, eax
	mov dword [hook], 0
%endmacro
EXEC	equ 0
WRITE1	equ 1
WRITE2	equ 5
WRITE4	equ 13
PORT1	equ 2
RW4	equ 15
RW1	equ 3

; Print where it was, and go on.
step:	pusha
	cmp dword [fault_vector], 1
	jne .other
	mov al, " "
	call putc
	mov eax, [fault_eip]
	sub eax, [case_start]
	mov ecx, 3
	call puthex
	mov eax, [fault_dr6]
	test eax, 0e00fh
	jz .done
	push eax
	mov al, "/"
	call putc
	pop eax
	and eax, 0e00fh
	mov ecx, 4
	call puthex
.done:	popa
	dec dword [steps_left]
	jz resume
	jmp go_on
.other:	popa
	jmp resume

%macro STEPS 2			; name, how many at most
	STRING %%text, %1
	mov esi, %%text
	call puts
	mov dword [steps_left], %2
	mov dword [hook], step
	mov dword [fault_vector], -1
	mov [resume_esp], esp
	mov dword [resume_eip], %%over
	mov dword [case_start], %%start
	%push steps
	%define %$over %%over
	push dword 102h
	popf
%%start:
%endmacro
%macro ENDSTEPS 0
	push dword 2
	popf
%$over:	mov dword [hook], 0
	mov esp, [resume_esp]
	mov al, 10
	call putc
	%pop
%endmacro

main:	mov ecx, 81h
	mov eax, soft_handler
	mov edx, 0ee00h
	call set_gate
	QUIET

; ---- breakpoints ----
	CASE "execution"
	WATCH 0, .e1, EXEC
	nop
.e1:	nop
	ENDCASE
	QUIET
	CASE "execution, two registers"
	WATCH 1, .e2, EXEC
	WATCH 3, .e2, EXEC
	nop
.e2:	nop
	ENDCASE
	QUIET
	CASE "execution behind mov ss"
	WATCH 0, .e3, EXEC
	mov ecx, ss
	mov ss, ecx
.e3:	nop
	ENDCASE
	QUIET
	CASE "global only"
	mov eax, .e4
	mov dr2, eax
	mov eax, 420h
	mov dr7, eax
.e4:	nop
	ENDCASE
	QUIET
	CASE "write of 4"
	WATCH 0, data, WRITE4
	mov [data + 3], al
	nop
	ENDCASE
	QUIET
	CASE "write beside"
	WATCH 0, data, WRITE2
	mov [data + 2], al
	nop
	ENDCASE
	QUIET
	CASE "read does not write"
	WATCH 0, data, WRITE4
	mov al, [data]
	nop
	ENDCASE
	QUIET
	CASE "read or write by a read"
	WATCH 2, data, RW4
	mov al, [data + 1]
	nop
	ENDCASE
	QUIET
	CASE "wide access over a narrow breakpoint"
	WATCH 1, data + 2, RW1
	mov eax, [data]
	nop
	ENDCASE
	QUIET
	CASE "modify"
	WATCH 0, data, WRITE4
	inc dword [data]
	nop
	ENDCASE
	QUIET
	CASE "push"
	mov esp, data_top
	WATCH 0, data_top - 4, WRITE4
	push eax
	nop
	ENDCASE
	QUIET
	CASE "rep movsb"
	WATCH 0, data + 2, WRITE1
	mov esi, start
	mov edi, data
	mov ecx, 8
	cld
	rep movsb
	nop
	RESULT
	SHOW "ecx", ecx
	ENDRESULT
	QUIET
	CASE "port without de"
	WATCH 0, 80h, PORT1
	out 80h, al
	nop
	ENDCASE
	QUIET
	mov eax, 8
	mov cr4, eax
	CASE "port with de"
	WATCH 0, 80h, PORT1
	out 80h, al
	nop
	ENDCASE
	QUIET
	CASE "dr4 with de"
	mov eax, dr4
	ENDCASE
	xor eax, eax
	mov cr4, eax
	CASE "dr4 without de"
	mov eax, dr4
	RESULT
	SHOW "dr4", eax
	ENDRESULT
	CASE "gd"
	mov eax, 2400h
	mov dr7, eax
	mov ebx, dr6
	RESULT
	mov eax, dr7
	SHOW "dr7", eax
	ENDRESULT
	QUIET
	CASE "fixed bits"
	xor eax, eax
	mov dr6, eax
	mov ebx, dr6
	mov eax, -1
	mov dr6, eax
	mov ecx, dr6
	mov eax, 0d700h
	mov dr7, eax
	mov edx, dr7
	RESULT
	SHOW "dr6 of 0", ebx
	SHOW "dr6 of -1", ecx
	SHOW "dr7", edx
	ENDRESULT
	mov eax, 0ffff0ff0h
	mov dr6, eax
	QUIET

; ---- single steps ----
	STEPS "nops:", 9
	nop
	nop
	nop
	ENDSTEPS
	STEPS "jumps:", 9
	jmp short .j1
	nop
.j1:	call .j2
	nop
	jmp short .j3
.j2:	ret
.j3:	xor eax, eax
	jz .j4
	nop
.j4:	mov ecx, 2
.j5:	loop .j5
	ENDSTEPS
	STEPS "sti:", 9
	cli
	nop
	ENDSTEPS
	STEPS "mov ss:", 9
	mov eax, ss
	mov ss, eax
	nop
	nop
	ENDSTEPS
	STEPS "pop ss:", 9
	push ss
	pop ss
	nop
	nop
	ENDSTEPS
	STEPS "lss:", 9
	mov [stack_pointer], esp
	lss esp, [stack_pointer]
	nop
	ENDSTEPS
	STEPS "rep stosb:", 9
	mov edi, data
	mov ecx, 3
	rep stosb
	nop
	ENDSTEPS
	STEPS "rep of none:", 9
	xor ecx, ecx
	rep stosb
	nop
	ENDSTEPS
	STEPS "repe cmpsb:", 9
	mov esi, start
	mov edi, start
	mov ecx, 3
	repe cmpsb
	nop
	ENDSTEPS
	STEPS "int n:", 9
	int 81h
	nop
	ENDSTEPS
	STEPS "iret:", 9
	pushf
	push cs
	push dword .i1
	iret
.i1:	nop
	ENDSTEPS
	STEPS "popf that clears tf:", 9
	push dword 2
	popf
	nop
	ENDSTEPS
	STEPS "pushf:", 9
	pushf
	pop eax
	nop
	ENDSTEPS
	STEPS "far jump:", 9
	jmp KCODE:.f1
.f1:	nop
	ENDSTEPS
	STEPS "mov cr and dr:", 9
	mov eax, cr0
	mov cr0, eax
	mov eax, dr7
	mov dr7, eax
	nop
	ENDSTEPS
	STEPS "string and io:", 9
	in al, 80h
	mov dx, 80h
	mov esi, data
	outsb
	nop
	ENDSTEPS
	STEPS "a fault ends it:", 9
	nop
	ud2
	ENDSTEPS
	STEPS "a step and a write:", 9
	nop
	mov [data], eax
	nop
	ENDSTEPS
	ret

soft_handler:
	iret

	section .data
	align 16
	times 256 db 0
data_top:
data:	times 16 db 0
stack_pointer: dd 0
	dw KDATA, 0
steps_left: dd 0
