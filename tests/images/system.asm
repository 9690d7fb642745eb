; SPDX-License-Identifier: GPL-2.0-only
; system: instructions that no user program on the host can show: the tables' registers, the machine
; status word, model-specific registers, SYSENTER and SYSEXIT, caches, string input.
%include "lib.inc"

main:	CASE "sldt"
	mov ax, LDT
	lldt ax
	mov dword [buffer], -1
	mov ecx, -1
	sldt [buffer]
	sldt ecx
	mov [result], ecx
	RESULT
	SHOW "memory", [buffer]
	SHOW "register", [result]
	ENDRESULT
	lldt [zero]

	CASE "str"
	mov dword [buffer], -1
	mov ecx, -1
	str [buffer]
	str cx
	mov [result], ecx
	RESULT
	SHOW "memory", [buffer]
	SHOW "register", [result]
	ENDRESULT

	CASE "sgdt"
	mov dword [buffer], -1
	mov dword [buffer + 4], -1
	sgdt [buffer]
	mov eax, [buffer + 2]
	sub eax, gdt
	mov [result], eax
	RESULT
	SHOW "limit", [buffer - 2]
	SHOW "base", [result]
	SHOW "behind", [buffer + 6 - 2]
	ENDRESULT

	CASE "sidt"
	mov dword [buffer], -1
	sidt [buffer]
	mov eax, [buffer + 2]
	sub eax, idt
	mov [result], eax
	RESULT
	SHOW "limit", [buffer - 2]
	SHOW "base", [result]
	ENDRESULT

	CASE "smsw"
	mov dword [buffer], -1
	mov ecx, -1
	smsw [buffer]
	smsw cx
	mov [result], ecx
	RESULT
	SHOW "memory", [buffer]
	SHOW "register", [result]
	ENDRESULT

	CASE "lmsw sets PE MP EM TS, and no more"
	mov eax, -1
	lmsw ax
	mov eax, cr0
	clts
	and eax, 1003fh
	mov [result], eax
	RESULT
	SHOW "cr0", [result]
	ENDRESULT

	CASE "lmsw does not clear PE"
	xor eax, eax
	lmsw ax
	mov eax, cr0
	and eax, 1003fh
	mov [result], eax
	RESULT
	SHOW "cr0", [result]
	ENDRESULT

	CASE "clts"
	mov eax, cr0
	or eax, 8
	mov cr0, eax
	clts
	mov eax, cr0
	and eax, 1003fh
	mov [result], eax
	RESULT
	SHOW "cr0", [result]
	ENDRESULT

	CASE "lmsw cpl3"
	USER lmsw_user
	ENDCASE
	CASE "clts cpl3"
	USER clts_user
	ENDCASE
	CASE "wbinvd"
	wbinvd
	ENDCASE
	CASE "wbinvd cpl3"
	USER wbinvd_user
	ENDCASE
	CASE "invd"
	invd
	ENDCASE
	CASE "invd cpl3"
	USER invd_user
	ENDCASE
	CASE "invlpg"
	invlpg [buffer]
	ENDCASE
	CASE "invlpg cpl3"
	USER invlpg_user
	ENDCASE
	CASE "invlpg of a register"
	db 0fh, 1, 0f8h + 5
	ENDCASE

	CASE "wrmsr, rdmsr"
	mov ecx, 175h
	mov eax, 12345678h
	xor edx, edx
	wrmsr
	xor eax, eax
	rdmsr
	mov [result], eax
	RESULT
	SHOW "value", [result]
	ENDRESULT
	CASE "rdmsr of none"
	mov ecx, 0c0fffffeh
	rdmsr
	ENDCASE
	CASE "wrmsr of none"
	mov ecx, 0c0fffffeh
	wrmsr
	ENDCASE
	CASE "wrmsr cpl3"
	USER wrmsr_user
	ENDCASE
	CASE "rdmsr cpl3"
	USER rdmsr_user
	ENDCASE
	CASE "rdpmc cpl3"
	USER rdpmc_user
	ENDCASE

	CASE "rdtsc goes on"
	rdtsc
	mov esi, eax
	mov edi, edx
	rdtsc
	sub eax, esi
	sbb edx, edi
	mov [result], edx
	RESULT
	SHOW "difference, high", [result]
	ENDRESULT
	CASE "rdtsc cpl3"
	USER rdtsc_user
	ENDCASE
	CASE "rdtsc cpl3, TSD"
	mov eax, 4
	mov cr4, eax
	USER rdtsc_user
	RESULT
	xor eax, eax
	mov cr4, eax
	ENDRESULT

	CASE "cpuid"
	xor eax, eax
	cpuid
	mov [result], eax
	mov eax, 1
	cpuid
	and edx, 931h		; SEP MSR CX8 TSC FPU, and no hole between
	mov [result + 4], edx
	RESULT
	SHOW "features", [result + 4]
	ENDRESULT

	CASE "sysenter without a segment"
	mov ecx, 174h
	xor eax, eax
	xor edx, edx
	wrmsr
	sysenter
	ENDCASE
	CASE "sysexit without a segment"
	sysexit
	ENDCASE
	CASE "sysexit cpl3"
	USER sysexit_user
	ENDCASE

	CASE "sysexit, sysenter"
	xor edx, edx
	mov ecx, 174h
	mov eax, KCODE
	wrmsr
	mov ecx, 175h
	mov eax, inner_stack
	wrmsr
	mov ecx, 176h
	mov eax, entered
	wrmsr
	mov edx, exited
	mov ecx, user_stack
	sysexit
entered: mov [result], cs
	mov [result + 2], ss
	mov [result + 4], esp
	sub dword [result + 4], inner_stack
	pushf
	pop dword [result + 8]
	RESULT
	SHOW "user ss, cs", [buffer]
	SHOW "user esp", [buffer + 4]
	SHOW "ss, cs", [result]
	SHOW "esp", [result + 4]
	SHOW "flags", [result + 8]
	ENDRESULT

	CASE "rep insb"			; the interrupt controller's mask
	mov edx, 21h
	mov edi, buffer
	mov ecx, 3
	mov dword [buffer], 0
	cld
	rep insb
	sub edi, buffer
	mov [result], edi
	mov [result + 4], ecx
	RESULT
	SHOW "read", [buffer]
	SHOW "edi", [result]
	SHOW "ecx", [result + 4]
	ENDRESULT
	ret

; ---- at privilege 3 ----

lmsw_user: lmsw ax
	int 80h
clts_user: clts
	int 80h
wbinvd_user: wbinvd
	int 80h
invd_user: invd
	int 80h
invlpg_user: invlpg [buffer]
	int 80h
wrmsr_user: mov ecx, 175h
	wrmsr
	int 80h
rdmsr_user: mov ecx, 175h
	rdmsr
	int 80h
rdpmc_user: xor ecx, ecx
	rdpmc
	int 80h
rdtsc_user: rdtsc
	int 80h
sysexit_user: sysexit
	int 80h
exited:	mov eax, UDATA
	mov ds, eax
	mov [buffer], cs
	mov [buffer + 2], ss
	mov [buffer + 4], esp
	sub dword [buffer + 4], user_stack
	sysenter

	section .bss
	alignb 16
	resb 8
buffer:	resb 16
result:	resb 16
