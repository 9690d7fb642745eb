; SPDX-License-Identifier: GPL-2.0-only
; limits: what a segment's limit and type forbid (SDM 3A 5.3, 5.4, 5.5), and alignment (6.15).
; QEMU checks none of it and does not survive some.
%include "lib.inc"

; AL: access byte. Base 0, limit FFFFFh pages.
make:	mov dword [gdt + FREE], 0000ffffh
	mov dword [gdt + FREE + 4], 00cf0000h
	mov [gdt + FREE + 5], al
	ret

main:
	CASE "null ds"
	xor eax, eax
	mov ds, eax
	mov al, [es:zero]
	mov al, [zero]
	ENDCASE
	CASE "null 3 ds"
	mov eax, 3
	mov ds, eax
	mov [zero], eax
	ENDCASE
; ---- limits ----
%macro LIMITS 2			; the descriptor that FS gets
	mov dword [gdt + FREE], %1
	mov dword [gdt + FREE + 4], %2
	mov eax, FREE
	mov fs, eax
%endmacro
	CASE "last byte"
	LIMITS 0fffh, 409300h
	mov al, [fs:0fffh]
	ENDCASE
	CASE "one too far"
	LIMITS 0fffh, 409300h
	mov al, [fs:1000h]
	ENDCASE
	CASE "word across the limit"
	LIMITS 0fffh, 409300h
	mov ax, [fs:0fffh]
	ENDCASE
	CASE "expand down at the limit"
	LIMITS 0fffh, 409700h
	mov al, [fs:0fffh]
	ENDCASE
	CASE "expand down above the limit"
	LIMITS 0fffh, 409700h
	mov al, [fs:1000h]
	ENDCASE
	CASE "expand down of 64k at its end"
	LIMITS 0fffh, 009700h
	mov al, [fs:0ffffh]
	mov ax, [fs:0ffffh]
	ENDCASE
	CASE "write to read-only data"
	LIMITS 0ffffh, 0cf9100h
	mov [fs:zero], al
	ENDCASE
	CASE "write through cs"
	mov [cs:zero], al
	ENDCASE
	CASE "read of execute-only code"
	mov al, 99h
	call make
	jmp FREE:.there
.there:	mov al, [cs:zero]
	ENDCASE
	jmp KCODE:.code
.code:	CASE "push beyond the stack's limit"
	LIMITS 0fffh, 409300h
	mov ss, eax
	mov esp, 2
	push eax
	ENDCASE

	CASE "nw without cd"
	mov eax, cr0
	and eax, ~60000000h
	or eax, 20000000h
	mov cr0, eax
	ENDCASE
; ---- alignment ----
	CASE "alignment at level 0"
	mov eax, cr0
	or eax, 40000h
	mov cr0, eax
	push dword 40002h
	popf
	mov eax, [zero + 1]
	ENDCASE
	mov dword [user_flags], 40002h
	CASE "alignment of a dword"
	USER .a1
.a1:	mov eax, [zero]
	mov eax, [zero + 2]
	ENDCASE
	CASE "alignment of a word"
	USER .a2
.a2:	mov ax, [zero + 2]
	mov ax, [zero + 1]
	ENDCASE
	CASE "alignment of a push"
	USER .a3
.a3:	push eax
	dec esp
	push eax
	ENDCASE
	CASE "alignment of a string"
	USER .a4
.a4:	mov esi, zero
	mov edi, user_stack - 64 + 1
	movsd
	ENDCASE
	mov dword [user_flags], 2
	mov eax, cr0
	and eax, ~40000h
	mov cr0, eax
	CASE "cr4 reserved"
	mov eax, 800000h
	mov cr4, eax
	ENDCASE
	call paging_on
	mov eax, 10h
	mov cr4, eax
	CASE "reserved bit of a large page"
	mov dword [page_directory + 4], 402087h
	mov eax, cr3
	mov cr3, eax
	mov eax, [500000h]
	ENDCASE
	CASE "user reserved bit of a large page"
	mov dword [page_directory + 4], 402087h
	USER .p8
.p8:	mov [500000h], eax
	ENDCASE
	ret
