; SPDX-License-Identifier: GPL-2.0-only
; exceptions: every exception with its error code and saved EIP; page faults of every kind.
%include "lib.inc"

; The table entry of a page in EDI's terms: page_table + page / 4096 * 4
%macro BEND 2			; page, entry's low bits
	mov edi, %1
	shr edi, 10
	mov eax, %1
	or eax, %2
	mov [page_table + edi], eax
	invlpg [%1]
%endmacro

main:
	CASE "divide error"
	xor ecx, ecx
	div ecx
	ENDCASE
	CASE "divide overflow"
	mov edx, 5
	mov ecx, 5
	div ecx
	ENDCASE
	CASE "signed divide overflow"
	mov eax, 80000000h
	cdq
	mov ecx, -1
	idiv ecx
	ENDCASE
	CASE "aam 0"
	db 0d4h, 0
	ENDCASE
	CASE "int3"
	nop
	int3
	ENDCASE
	CASE "int 3 in two bytes"
	db 0cdh, 3
	ENDCASE
	CASE "into"
	mov al, 7fh
	inc al
	into
	ENDCASE
	CASE "into without overflow"
	xor eax, eax
	into
	ENDCASE
	CASE "int1"
	db 0f1h
	ENDCASE
	CASE "bound"
	mov eax, 11
	bound eax, [limits]
	ENDCASE
	CASE "bound below"
	mov eax, -1
	bound eax, [limits]
	ENDCASE
	CASE "bound within"
	mov eax, 10
	bound eax, [limits]
	ENDCASE
	CASE "ud2"
	ud2
	ENDCASE
	CASE "lock on a register"
	db 0f0h, 1, 0c0h
	ENDCASE
	CASE "lock on a load"
	db 0f0h, 3, 5
	dd zero
	ENDCASE
	CASE "lock cmp"
	db 0f0h, 39h, 5
	dd zero
	ENDCASE
	CASE "mov to cs"
	db 8eh, 0c8h
	ENDCASE
	CASE "mov cr1"
	db 0fh, 20h, 0c8h
	ENDCASE
	CASE "mov cr5"
	db 0fh, 20h, 0e8h
	ENDCASE
	CASE "lea of a register"
	db 8dh, 0c0h
	ENDCASE
	CASE "les of a register"
	db 0c4h, 0c0h
	ENDCASE
	CASE "8f /1"
	db 8fh, 0c8h
	ENDCASE
	CASE "fe /2"
	db 0feh, 0d0h
	ENDCASE
	CASE "ff /7"
	db 0ffh, 0f8h
	ENDCASE
	CASE "rsm"
	db 0fh, 0aah
	ENDCASE
	CASE "15 bytes"
	times 10 db 66h
	times 4 db 2eh
	nop
	ENDCASE
	CASE "16 bytes"
	times 15 db 66h
	nop
	ENDCASE
	CASE "em"
	mov eax, cr0
	or al, 4
	mov cr0, eax
	fninit
	ENDCASE
	CASE "ts"
	mov eax, cr0
	and al, ~4
	or al, 8
	mov cr0, eax
	fninit
	ENDCASE
	CASE "wait with mp and ts"
	mov eax, cr0
	or al, 10
	mov cr0, eax
	fwait
	ENDCASE
	CASE "wait with ts alone"
	mov eax, cr0
	and al, ~2
	mov cr0, eax
	fwait
	ENDCASE
	clts

; ---- gates ----
	CASE "int through a gate beyond the limit"
	lidt [short_idt]
	int 30h
	ENDCASE
	lidt [idt_pointer]
	CASE "int through an absent gate"
	mov word [idt + 30h * 8 + 4], 0e00h
	int 30h
	ENDCASE
	CASE "int through no gate"
	mov word [idt + 30h * 8 + 4], 8200h
	int 30h
	ENDCASE
	CASE "int through a gate to data"
	mov word [idt + 30h * 8 + 4], 8e00h
	mov word [idt + 30h * 8 + 2], KDATA
	int 30h
	ENDCASE
	CASE "int through a gate to null"
	mov word [idt + 30h * 8 + 2], 3
	int 30h
	ENDCASE
	CASE "int through a gate beyond the gdt"
	mov word [idt + 30h * 8 + 2], 7f8h
	int 30h
	ENDCASE
	CASE "ud through an absent gate"
	mov word [idt + 6 * 8 + 4], 0e00h
	ud2
	ENDCASE
	CASE "divide through an absent gate: double fault"
	mov word [idt + 4], 0e00h
	xor ecx, ecx
	div ecx
	ENDCASE
	mov word [idt + 6 * 8 + 4], 8e00h
	mov word [idt + 4], 8e00h
	CASE "user int through a gate of level 0"
	USER .u1
.u1:	int 30h
	ENDCASE
	CASE "user ud2"
	USER .u2
.u2:	nop
	ud2
	ENDCASE
	CASE "user hlt"
	USER .u3
.u3:	hlt
	ENDCASE
	CASE "user cli"
	USER .u4
.u4:	cli
	ENDCASE
	mov dword [user_flags], 3002h
	CASE "user cli with iopl 3"
	USER .u5
.u5:	cli
	int 80h
	ENDCASE
	mov dword [user_flags], 2
	CASE "user in"
	mov byte [tss + 88h + 7fh / 8 + 1], 0fch
	USER .u6
.u6:	in al, 80h
	in al, 81h
	in al, 82h
	ENDCASE
	CASE "user in of two bytes on the edge"
	USER .u7
.u7:	in ax, 80h
	in ax, 81h
	ENDCASE
	CASE "user mov cr0"
	USER .u8
.u8:	mov eax, cr0
	ENDCASE
	CASE "user mov dr0"
	USER .u9
.u9:	mov eax, dr0
	ENDCASE
	CASE "user popf keeps if and iopl"
	USER .u10
.u10:	push dword 3202h
	popf
	pushf
	pop eax
	int 80h
	RESULT
	SHOW "eflags", eax
	ENDRESULT

; ---- the control registers ----
	CASE "unknown msr"
	mov ecx, 12345h
	rdmsr
	ENDCASE
	CASE "cr4.tsd"
	mov eax, 4
	mov cr4, eax
	USER .t1
.t1:	rdtsc
	ENDCASE
	xor eax, eax
	mov cr4, eax

; ---- pages ----
	call paging_on
	BEND page_a, 0
	CASE "read of an absent page"
	mov eax, [page_a + 10h]
	ENDCASE
	CASE "write to an absent page"
	mov [page_a + 10h], eax
	ENDCASE
	CASE "modify in an absent page"
	inc dword [page_a + 10h]
	ENDCASE
	CASE "user read of an absent page"
	USER .p1
.p1:	mov eax, [page_a + 10h]
	ENDCASE
	CASE "user write to an absent page"
	USER .p2
.p2:	mov [page_a + 10h], eax
	ENDCASE
	CASE "jump to an absent page"
	mov dword [case_start], page_a
	jmp page_a
	ENDCASE
	CASE "push to an absent page"
	mov esp, page_a + 1000h
	push eax
	ENDCASE
	BEND page_a, 1
	CASE "write to a read-only page"
	mov [page_a + 10h], eax
	ENDCASE
	CASE "user read of a supervisor page"
	USER .p3
.p3:	mov eax, [page_a]
	ENDCASE
	CASE "user write to a supervisor page"
	USER .p4
.p4:	mov [page_a], eax
	ENDCASE
	CASE "user jump to a supervisor page"
	USER .p5
.p5:	mov dword [case_start], page_a
	jmp page_a
	ENDCASE
	BEND page_a, 5
	CASE "user write to a read-only page"
	USER .p6
.p6:	mov [page_a], eax
	ENDCASE
	CASE "user cmpxchg that does not store"
	USER .p7
.p7:	mov eax, 1
	mov ecx, 2
	cmpxchg [page_a], ecx
	ENDCASE
	CASE "write to a read-only page without wp"
	mov eax, cr0
	and eax, ~10000h
	mov cr0, eax
	mov dword [page_a], 77
	mov eax, cr0
	or eax, 10000h
	mov cr0, eax
	RESULT
	SHOW "word", [page_a]
	ENDRESULT
	BEND page_a, 7
	BEND page_b, 0
	CASE "read across into an absent page"
	mov eax, [page_a + 0ffeh]
	ENDCASE
	mov dword [page_a + 0ffch], 11111111h
	CASE "write across into an absent page"
	mov dword [page_a + 0ffeh], 0deadbeefh
	RESULT
	SHOW "before", [page_a + 0ffch]
	ENDRESULT
	CASE "instruction across into an absent page"
	mov dword [case_start], page_a
	mov byte [page_a + 0fffh], 0b8h
	jmp page_a + 0fffh
	ENDCASE
	CASE "pusha across into an absent page"
	mov esp, page_c + 8
	pusha
	ENDCASE
	CASE "enter with a frame in an absent page"
	mov esp, page_c + 4
	enter 16, 0
	ENDCASE
	CASE "call with its stack in an absent page"
	mov esp, page_c
	call .nowhere
.nowhere:
	ENDCASE
	BEND page_b, 7
	BEND page_a, 0
	CASE "read across from an absent page"
	mov eax, [page_a + 0ffeh]
	ENDCASE
	BEND page_a, 7
	CASE "rep movsb into an absent page"
	BEND page_b, 0
	mov esi, start
	mov edi, page_a + 0ff0h
	mov ecx, 40h
	cld
	rep movsb
	RESULT
	SHOW "ecx", ecx
	SHOW "edi-page", edi
	ENDRESULT
	CASE "rep movsd backwards into an absent page"
	BEND page_b, 7
	BEND page_a, 0
	mov esi, start + 400h
	mov edi, page_b + 10h
	mov ecx, 40h
	std
	rep movsd
	RESULT
	SHOW "ecx", ecx
	ENDRESULT
	BEND page_a, 7
	CASE "accessed and dirty"
	BEND page_a, 7
	mov eax, [page_a]
	mov edi, page_a
	shr edi, 10
	mov ebx, [page_table + edi]
	mov [page_a], eax
	mov ecx, [page_table + edi]
	and ebx, 0fffh
	and ecx, 0fffh
	RESULT
	SHOW "read", ebx
	SHOW "written", ecx
	ENDRESULT
	ret

	section .data
limits:	dd 0, 10
short_idt: dw 17fh
	dd idt
