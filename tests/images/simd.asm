; SPDX-License-Identifier: GPL-2.0-only
; simd: MMX, SSE and SSE2 as a system sees them: when the unit is away, what its exceptions save,
; alignment, pages, and the state that FXSAVE keeps.
%include "lib.inc"

%macro BEND 2			; page, entry's low bits
	mov edi, %1
	shr edi, 10
	mov eax, %1
	or eax, %2
	mov [page_table + edi], eax
	invlpg [%1]
%endmacro

%macro CR0_SET 1
	mov eax, cr0
	or eax, %1
	mov cr0, eax
%endmacro

%macro CR0_CLEAR 1
	mov eax, cr0
	and eax, ~(%1)
	mov cr0, eax
%endmacro

; The exception's flag bit, unmasked alone; MXCSR and what became of the destination.
%macro RAISES 4+		; name, flag, destination's dword, instruction
	CASE %1
	movaps xmm1, [plain]
	movaps xmm2, [%3]
	mov dword [temp], 1f80h & ~(%2 << 7)
	ldmxcsr [temp]
	%4
	RESULT
	stmxcsr [temp]
	movd ecx, xmm2
	SHOW "mxcsr", [temp]
	SHOW "xmm2", ecx
	ENDRESULT
%endmacro

%macro AWAY 2+			; name, instruction; CR0 as it is
	CASE %1
	%2
	RESULT
	ENDRESULT
%endmacro

%macro ALL_AWAY 1		; the name's end
	AWAY {"addps ", %1}, addps xmm1, xmm2
	AWAY {"movd to xmm ", %1}, movd xmm1, eax
	AWAY {"ucomisd ", %1}, ucomisd xmm1, xmm2
	AWAY {"cvtpi2ps ", %1}, cvtpi2ps xmm1, mm1
	AWAY {"ldmxcsr ", %1}, ldmxcsr [usual]
	AWAY {"paddb mmx ", %1}, paddb mm1, mm2
	AWAY {"pavgb mmx ", %1}, pavgb mm1, mm2
	AWAY {"pmuludq mmx ", %1}, pmuludq mm1, mm2
	AWAY {"emms ", %1}, emms
	AWAY {"fxsave ", %1}, fxsave [image]
	AWAY {"movnti ", %1}, movnti [temp], eax
	AWAY {"sfence ", %1}, sfence
	AWAY {"prefetch ", %1}, prefetcht0 [temp]
	AWAY {"clflush ", %1}, clflush [temp]
	AWAY {"pause ", %1}, pause
%endmacro

main:
	CASE "cpuid"
	mov eax, 1
	cpuid
	RESULT
	and edx, 07880000h
	SHOW "edx", edx
	ENDRESULT
	fninit
	ALL_AWAY "without osfxsr"
	CASE "fxsave without osfxsr"
	mov dword [image + 24], 11111111h
	mov dword [image + 160], 22222222h
	fxsave [image]
	RESULT
	SHOW "mxcsr", [image + 24]
	SHOW "xmm0", [image + 160]
	ENDRESULT
	CASE "cr4"
	mov eax, cr4
	or eax, 600h
	mov cr4, eax
	mov eax, cr4
	RESULT
	and eax, 600h
	SHOW "cr4", eax
	ENDRESULT
	CR0_SET 4
	ALL_AWAY "under em"
	CR0_CLEAR 4
	CR0_SET 8
	ALL_AWAY "under ts"
	CR0_SET 4
	ALL_AWAY "under em and ts"
	CR0_CLEAR 12
	call exceptions
	call masked
	call state
	call with_x87
	call addresses
	ret

exceptions:
	RAISES "invalid", 1, infinities, {subps xmm2, xmm2}
	RAISES "invalid by a signalling nan", 1, ones, {addps xmm2, [nans]}
	RAISES "denormal", 2, denormals, {addps xmm2, xmm1}
	RAISES "divide by zero", 4, ones, {divps xmm2, [zeros]}
	RAISES "overflow", 8, greatest, {mulps xmm2, xmm2}
	RAISES "underflow", 10h, least, {mulps xmm2, xmm2}
	RAISES "underflow of an exact result", 10h, least, {mulps xmm2, [halves]}
	RAISES "precision", 20h, ones, {divps xmm2, [threes]}
	RAISES "before computing, and not after", 4, mixed, {divps xmm2, [mixed_divisors]}
	RAISES "conversion", 1, greatest, {cvttps2dq xmm2, xmm2}
	RAISES "comparison", 1, nans, {comiss xmm2, xmm1}
	RAISES "maximum", 1, nans, {maxps xmm2, xmm1}
	mov eax, cr4
	and eax, ~400h
	mov cr4, eax
	RAISES "without osxmmexcpt", 4, ones, {divps xmm2, [zeros]}
	mov eax, cr4
	or eax, 400h
	mov cr4, eax
	ldmxcsr [usual]
	CASE "reserved bit of mxcsr"
	mov dword [temp], 11f80h
	ldmxcsr [temp]
	RESULT
	stmxcsr [temp]
	SHOW "mxcsr", [temp]
	ENDRESULT
	ret

masked:
%macro GIVES 3+			; name, MXCSR, instruction on xmm2 and xmm1
	CASE %1
	mov dword [temp], %2
	ldmxcsr [temp]
	%3
	RESULT
	stmxcsr [temp]
	movd ecx, xmm2
	SHOW "mxcsr", [temp]
	SHOW "xmm2", ecx
	ENDRESULT
%endmacro
	movaps xmm2, [ones]
	GIVES "1/3 to nearest", 1f80h, {divps xmm2, [threes]}
	movaps xmm2, [ones]
	GIVES "1/3 down", 3f80h, {divps xmm2, [threes]}
	movaps xmm2, [greatest]
	GIVES "overflow to zero", 7f80h, {mulps xmm2, xmm2}
	movaps xmm2, [least]
	GIVES "flushed to zero", 9f80h, {mulps xmm2, [halves]}
	movaps xmm2, [denormals]
	GIVES "denormals are zeros", 1fc0h, {addps xmm2, [ones]}
	movaps xmm2, [ones]
	GIVES "minimum with a nan second", 1f80h, {minps xmm2, [nans]}
	movaps xmm2, [greatest]
	GIVES "integer indefinite", 1f80h, {cvtps2dq xmm2, xmm2}
	ldmxcsr [usual]
	ret

state:
	CASE "fxrstor with a reserved bit of mxcsr"
	fxsave [image]
	mov dword [image + 24], 80001f80h
	fxrstor [image]
	ENDCASE
	CASE "fxsave after mmx"
	fninit
	movd mm3, [ones]
	fxsave [image]
	RESULT
	SHOW "cw and sw", [image]
	SHOW "tags", [image + 4]
	SHOW "mm3", [image + 32 + 48]
	SHOW "exponent", [image + 32 + 48 + 8]
	ENDRESULT
	CASE "fxsave after emms"
	emms
	fxsave [image]
	RESULT
	SHOW "tags", [image + 4]
	ENDRESULT
	CASE "fxrstor"
	fninit
	fld1
	fxsave [image]
	mov dword [image + 160 + 32], 12345678h
	mov dword [image + 24], 0ffffh
	fxrstor [image]
	RESULT
	movd ecx, xmm2
	stmxcsr [temp]
	fnstsw ax
	and eax, 0ffffh
	SHOW "xmm2", ecx
	SHOW "mxcsr", [temp]
	SHOW "sw", eax
	ENDRESULT
	ldmxcsr [usual]
	ret

; 1/0 waits, unmasked.
with_x87:
%macro WAITS 2+			; name, instruction
	fninit
	mov word [temp], 37bh
	fldcw [temp]
	fld1
	fldz
	fdivp
	CASE %1
	%2
	RESULT
	ENDRESULT
%endmacro
	WAITS "mmx after an x87 exception", paddb mm1, mm2
	WAITS "emms after an x87 exception", emms
	WAITS "cvtpi2ps after an x87 exception", cvtpi2ps xmm1, mm1
	WAITS "movdq2q after an x87 exception", movdq2q mm1, xmm1
	WAITS "addps after an x87 exception", addps xmm1, xmm2
	WAITS "fxsave after an x87 exception", fxsave [image]
	fninit
	CASE "movq2dq makes it mmx"
	fld1
	movq2dq xmm1, mm1
	fnstenv [image]
	RESULT
	SHOW "sw", [image + 4]
	SHOW "tags", [image + 8]
	ENDRESULT
	fninit
	CASE "addps leaves it alone"
	fld1
	addps xmm1, xmm1
	fnstenv [image]
	RESULT
	SHOW "sw", [image + 4]
	ENDRESULT
	fninit
	ret

addresses:
	call paging_on
	BEND page_b, 0
	mov ebx, page_b
%macro AT 3+			; name, offset of EBX, instruction
	CASE %1
	lea ecx, [ebx + (%2)]
	%3
	ENDCASE
%endmacro
	AT "movaps unaligned", -24, {movaps xmm1, [ecx]}
	AT "movaps unaligned in an absent page", 8, {movaps xmm1, [ecx]}
	AT "movaps in an absent page", 16, {movaps xmm1, [ecx]}
	AT "addps unaligned", -24, {addps xmm1, [ecx]}
	AT "movntps unaligned", -24, {movntps [ecx], xmm1}
	AT "fxsave unaligned", -1016, {fxsave [ecx]}
	AT "movups across", -8, {movups xmm1, [ecx]}
	AT "movups across, stored", -1, {movups [ecx], xmm1}
	AT "movdqu before", -16, {movdqu xmm1, [ecx]}
	AT "movq across", -4, {movq xmm1, [ecx]}
	AT "movlps across, stored", -7, {movlps [ecx], xmm1}
	AT "movss across", -2, {movss xmm1, [ecx]}
	AT "movq mmx across", -1, {movq mm1, [ecx]}
	AT "addsd unaligned", -13, {addsd xmm1, [ecx]}
	AT "fxsave across", -256, {fxsave [ecx]}
	AT "fxrstor across", -256, {fxrstor [ecx]}
	AT "ldmxcsr across", -2, {ldmxcsr [ecx]}
	CASE "nothing of a store across is written"
	mov dword [page_b - 4], 55555555h
	movaps xmm1, [ones]
	lea ecx, [page_b - 4]
	movups [ecx], xmm1
	RESULT
	SHOW "memory", [page_b - 4]
	ENDRESULT
	CASE "maskmovdqu of nothing"
	lea edi, [page_b]
	movaps xmm1, [zeros]
	maskmovdqu xmm2, xmm1
	ENDCASE
	CASE "maskmovdqu across"
	lea edi, [page_b - 8]
	pcmpeqd xmm1, xmm1
	maskmovdqu xmm2, xmm1
	ENDCASE
	CASE "alignment check"
	mov eax, cr0
	or eax, 40000h
	mov cr0, eax
	mov dword [user_flags], 40002h
	USER .unaligned
.unaligned:
	movups xmm1, [page_b - 24]
	int 80h
	ENDCASE
	CASE "alignment check of movaps"
	USER .gp
.gp:	movaps xmm1, [page_b - 24]
	int 80h
	ENDCASE
	mov dword [user_flags], 2
	ret

	section .data
	align 16
ones:	times 4 dd 3f800000h
plain:	times 4 dd 3f800000h
zeros:	times 4 dd 0
threes:	times 4 dd 40400000h
halves:	times 4 dd 3f000000h
infinities: times 4 dd 7f800000h
nans:	times 4 dd 7fa00000h
denormals: times 4 dd 1
greatest: times 4 dd 7f000000h
least:	times 4 dd 00800000h
mixed:	dd 3f800000h, 3f800000h, 00000001h, 7f000000h
mixed_divisors: dd 0, 40400000h, 3f800000h, 3f000000h
usual: dd 1f80h
temp:	dd 0
	section .bss
	alignb 16
image:	resb 512
