; SPDX-License-Identifier: GPL-2.0-only
; x87: what the unit raises and when (SDM 1 8.6, 8.7; 3A table 2-2), and the environment's formats.
%include "lib.inc"

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

%macro SHOW_ENVIRONMENT 0
	SHOW "cw", [area]
	SHOW "sw", [area + 4]
	SHOW "tags", [area + 8]
	SHOW "ip", [area + 12]
	SHOW "op", [area + 16]
	SHOW "dp", [area + 20]
	SHOW "ds", [area + 24]
%endmacro

; Addresses as offsets from `here`, so that they do not depend on the image.
%macro RELATIVE 2
	mov eax, [area + %1]
	sub eax, %2
	mov [area + %1], eax
%endmacro

main:
	call available
	call waiting
	call environments
	ret

; ---- #NM ----

available:
%assign bits 20h
%rep 7
	CASE "esc, cr0 ", '0' + (bits >> 4), '0' + (bits & 15) % 10 + (bits & 15) / 10 * 49
	fninit
	CR0_BITS bits
	fld1
	ENDCASE
	CASE "non-waiting, cr0 ", '0' + (bits >> 4), '0' + (bits & 15) % 10 + (bits & 15) / 10 * 49
	CR0_BITS bits
	fnstsw ax
	ENDCASE
	CASE "wait, cr0 ", '0' + (bits >> 4), '0' + (bits & 15) % 10 + (bits & 15) / 10 * 49
	CR0_BITS bits
	fwait
	ENDCASE
	CR0_BITS 20h
%assign bits bits + 2
%endrep
	ret

; ---- #MF ----

waiting:
	CASE "the culprit raises nothing"
	DIVIDE
	nop
	RESULT
	fnstsw ax
	movzx eax, ax
	SHOW "sw", eax
	ENDRESULT
	CASE "wait reports"
	DIVIDE
	fwait
	ENDCASE
	CASE "the next one reports"
	DIVIDE
	nop
	fld1
	ENDCASE
	CASE "an exchange reports"
	DIVIDE
	fxch
	ENDCASE
	CASE "fnop reports"
	DIVIDE
	fnop
	ENDCASE
	CASE "mmx reports"
	DIVIDE
	movq mm0, mm1
	ENDCASE
	CASE "loading an environment reports"
	DIVIDE
	fldenv [area]
	ENDCASE
	CASE "those that do not wait"
	DIVIDE
	fnstsw ax
	fnstcw [area]
	fnstenv [area]
	fnclex
	fld1
	ENDCASE
	CASE "storing masks them"
	DIVIDE
	fnstenv [area]
	fld1
	RESULT
	fnstcw [area]
	movzx eax, word [area]
	SHOW "cw", eax
	ENDRESULT
	CASE "unmasking what came before"
	fninit
	fldz
	fld1
	fdivrp st1
	fldcw [zero_divide]
	nop
	fld1
	ENDCASE
	CASE "unmasking with an environment"
	fninit
	fldz
	fld1
	fdivrp st1
	fnstenv [area]
	and word [area], ~4
	fldenv [area]
	fwait
	ENDCASE
	CASE "nothing is pushed"
	fninit
	fldcw [invalid]
%rep 8
	fld1
%endrep
	fld1
	fnclex
	RESULT
	fnstsw ax
	movzx eax, ax
	SHOW "sw", eax
	ENDRESULT
	fninit
	ret

; ---- environments ----

environments:
	CASE "protected, 32 bits"
	fninit
	fld1
here:	fadd dword [one]
	fnstenv [area]
	RESULT
	RELATIVE 12, here
	RELATIVE 20, one
	SHOW_ENVIRONMENT
	ENDRESULT
	CASE "protected, 16 bits"
	fldz
	o16 fnstenv [area]
	RESULT
	movzx eax, word [area]
	SHOW "cw", eax
	movzx eax, word [area + 2]
	SHOW "sw", eax
	movzx eax, word [area + 4]
	SHOW "tags", eax
	movzx eax, word [area + 8]
	SHOW "cs", eax
	ENDRESULT
	CASE "tags"
	fninit
	fldz
	fld1
	fld tword [denormal]
	fld tword [infinite]
	fnstenv [area]
	RESULT
	SHOW "tags", [area + 8]
	ENDRESULT
	CASE "saving begins anew"
	fninit
	fld1
	fnsave [area]
	fnstenv [area + 128]
	RESULT
	SHOW "sw", [area + 4]
	SHOW "tags", [area + 8]
	SHOW "st", [area + 32]
	SHOW "then", [area + 132]
	SHOW "tags", [area + 136]
	ENDRESULT
	CASE "a saved state comes back"
	frstor [area]
	fstp tword [area + 128]
	RESULT
	SHOW "st", [area + 132]
	movzx eax, word [area + 136]
	SHOW "st", eax
	ENDRESULT
	fninit
	ret

	section .data
	align 4
one:	dd 3f800000h
zero_divide: dw 37bh
invalid: dw 37eh
denormal: dq 1
	dw 0
infinite: dq 8000000000000000h
	dw 7fffh
	section .bss
	alignb 16
area:	resb 256
