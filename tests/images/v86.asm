; SPDX-License-Identifier: GPL-2.0-only
; v86: virtual-8086 mode without and with VME, and PVI (SDM 3B, chapter 20). Offsets are IPs.
%include "lib.inc"

V86_CS	equ 2000h
V86_SS	equ 3000h
VME	equ 1
PVI	equ 2

; Code, from its label to one with _end; EFLAGS; CR4.
%macro V86 3
	mov eax, %3
	mov cr4, eax
	mov esi, %1
	mov edi, V86_CS << 4
	mov ecx, %1_end - %1
	cld
	rep movsb
	mov edi, (V86_SS << 4) + 0fe0h
	mov ecx, 16
	xor eax, eax
	rep stosd
	mov dword [case_start], 0
	push dword 4444h
	push dword 3333h
	push dword 2222h
	push dword 1111h
	push dword V86_SS
	push dword 1000h
	push dword (%2) | 20002h
	push dword V86_CS
	push dword 0
	iret
%endmacro
%macro FRAME 0
	mov esi, [fault_frame]
	SHOW "ss", [esi + 16]
	SHOW "esp", [esi + 12]
	SHOW "es", [esi + 20]
	SHOW "ds", [esi + 24]
	SHOW "fs", [esi + 28]
	SHOW "gs", [esi + 32]
%endmacro
%macro TOP 0
	SHOW "sp-2", [(V86_SS << 4) + 0ffeh]
	SHOW "sp-4", [(V86_SS << 4) + 0ffch]
	SHOW "sp-6", [(V86_SS << 4) + 0ffah]
%endmacro

IOPL3	equ 3000h
IF	equ 200h
VIF	equ 80000h
VIP	equ 100000h

main:	mov edi, 0
	mov eax, V86_CS << 16 | 100h
	mov ecx, 256
	cld
	rep stosd
	mov byte [(V86_CS << 4) + 100h], 0f4h
	mov byte [tss + 88h + 8], 0feh	; port 40h

	CASE "hlt"
	V86 c_hlt, 0, 0
	RESULT
	FRAME
	ENDRESULT
	CASE "segments"
	V86 c_segments, 0, 0
	RESULT
	FRAME
	TOP
	ENDRESULT
	CASE "word at ffff"
	V86 c_limit, 0, 0
	ENDCASE
	CASE "privileged"
	V86 c_cr0, 0, 0
	ENDCASE
	CASE "lldt"
	V86 c_lldt, 0, 0
	ENDCASE
	CASE "lar"
	V86 c_lar, 0, 0
	ENDCASE
	CASE "arpl"
	V86 c_arpl, 0, 0
	ENDCASE
	CASE "ports"
	V86 c_in, IOPL3, 0
	ENDCASE
	CASE "ud2"
	V86 c_ud2, 0, 0
	ENDCASE

%macro EACH 3			; name, EFLAGS, CR4
	CASE %1, "cli"
	V86 c_cli, %2, %3
	ENDCASE
	CASE %1, "sti"
	V86 c_sti, %2, %3
	ENDCASE
	CASE %1, "pushf"
	V86 c_pushf, %2, %3
	RESULT
	TOP
	ENDRESULT
	CASE %1, "pushfd"
	V86 c_pushfd, %2, %3
	RESULT
	TOP
	ENDRESULT
	CASE %1, "popf of if"
	V86 c_popf, %2, %3
	ENDCASE
	CASE %1, "popf of tf"
	V86 c_popf_tf, %2, %3
	ENDCASE
	CASE %1, "popfd"
	V86 c_popfd, %2, %3
	ENDCASE
	CASE %1, "iret"
	V86 c_iret, %2, %3
	ENDCASE
	CASE %1, "iretd"
	V86 c_iretd, %2, %3
	ENDCASE
	CASE %1, "int 21h"
	V86 c_int, %2, %3
	RESULT
	TOP
	ENDRESULT
	CASE %1, "int3"
	V86 c_int3, %2, %3
	ENDCASE
%endmacro
	EACH "iopl 0: ", IF, 0
	EACH "iopl 3: ", IF | IOPL3, 0
	EACH "vme: ", IF, VME
	EACH "vme, vif: ", IF | VIF, VME
	EACH "vme, vip: ", IF | VIP, VME
	EACH "vme, iopl 3: ", IF | IOPL3, VME
	mov byte [tss + 68h + 21h / 8], 0fdh
	CASE "vme, redirected: int 21h"
	V86 c_int, IF | VIF, VME
	RESULT
	TOP
	ENDRESULT
	CASE "vme, redirected, no vif: int 21h"
	V86 c_int, IF, VME
	RESULT
	TOP
	ENDRESULT
	CASE "vme, redirected, iopl 3: int 21h"
	V86 c_int, IF | IOPL3, VME
	RESULT
	TOP
	ENDRESULT
	CASE "vme, redirected: into the idt with int3"
	V86 c_int3, IF | VIF, VME
	ENDCASE

; ---- PVI ----
	mov eax, PVI
	mov cr4, eax
	CASE "pvi sti"
	USER .p1
.p1:	sti
	hlt
	ENDCASE
	mov dword [user_flags], 80202h
	CASE "pvi cli"
	USER .p2
.p2:	cli
	hlt
	ENDCASE
	mov dword [user_flags], 100002h
	CASE "pvi sti with vip"
	USER .p3
.p3:	sti
	hlt
	ENDCASE
	xor eax, eax
	mov cr4, eax
	CASE "sti without pvi"
	USER .p4
.p4:	sti
	hlt
	ENDCASE
	mov dword [user_flags], 2

	CASE "interrupt handler at level 1"
	mov word [idt + 6 * 8 + 2], FREE + 1
	mov dword [gdt + FREE], 0ffffh
	mov dword [gdt + FREE + 4], 0cfbb00h
	V86 c_ud2, 0, 0
	ENDCASE
	CASE "conforming handler"
	mov dword [gdt + FREE + 4], 0cf9f00h
	V86 c_ud2, 0, 0
	ENDCASE
	ret

	bits 16
c_hlt:	hlt
c_hlt_end:
c_segments:
	mov ax, 1234h
	mov ds, ax
	push ds
	mov ax, ss
	mov es, ax
	push word [es:0ffeh]
	jmp 2001h:.next - c_segments - 10h
.next:	hlt
c_segments_end:
c_limit:
	mov ax, [0ffffh]
c_limit_end:
c_cr0:	mov eax, cr0
c_cr0_end:
c_lldt:	lldt ax
c_lldt_end:
c_lar:	lar ax, ax
c_lar_end:
c_arpl:	arpl ax, ax
c_arpl_end:
c_in:	in al, 40h
	in al, 41h
c_in_end:
c_ud2:	nop
	ud2
c_ud2_end:
c_cli:	cli
	hlt
c_cli_end:
c_sti:	sti
	hlt
c_sti_end:
c_pushf: pushf
	hlt
c_pushf_end:
c_pushfd: pushfd
	hlt
c_pushfd_end:
c_popf:	push word 3200h
	popf
	hlt
c_popf_end:
c_popf_tf: push word 100h
	popf
	nop
	hlt
c_popf_tf_end:
c_popfd: push dword 3200h
	popfd
	hlt
c_popfd_end:
c_iret:	push word 200h
	push cs
	push word .next - c_iret
	iret
.next:	hlt
c_iret_end:
c_iretd:
	push dword 200h
	push word 0
	push cs
	push dword .next - c_iretd
	iretd
.next:	hlt
c_iretd_end:
c_int:	int 21h
	hlt
c_int_end:
c_int3:	int3
	hlt
c_int3_end:
	bits 32
