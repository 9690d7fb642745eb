; SPDX-License-Identifier: GPL-2.0-only
; gates: call gates, task gates, hardware task switches (SDM 3A 5.8 and chapter 7).
%include "lib.inc"

CONFORM	equ FREE + 40h
CODE1	equ FREE + 48h
DATA1	equ FREE + 50h
TASK	equ FREE + 58h
GATE	equ FREE		; what a case bends

; A call gate at GATE: selector, offset, access byte, parameters.
%macro CALL_GATE 4
	mov eax, %2
	mov [gdt + GATE], ax
	mov word [gdt + GATE + 2], %1
	mov word [gdt + GATE + 4], %3 << 8 | %4
	shr eax, 16
	mov [gdt + GATE + 6], ax
%endmacro

; Print what a gate's routine finds: CS, SS, ESP against its start, and the words on its stack.
look:	mov [seen_ss], ss
	mov [seen_cs], cs
	pop eax
	mov [seen_esp], esp
	push eax
	lea esi, [esp + 4]
	mov edi, seen
	mov ecx, 8
	cld
	rep movsd
	ret

in_gate:
	mov eax, KDATA
	mov ds, eax
	mov es, eax
	call look
	retf
in_gate_12:
	mov eax, KDATA
	mov ds, eax
	mov es, eax
	call look
	retf 12
in_gate_8:
	mov eax, KDATA
	mov ds, eax
	mov es, eax
	call look
	retf 8
; Where a 16-bit gate can lead: a far jump there comes here.
in_gate16:
	mov eax, KDATA
	mov ds, eax
	mov es, eax
	call look
	mov dword [fault_vector], -1
	jmp resume
LOW	equ 5000h

%macro SEEN 0
	SHOW "cs", [seen_cs]
	SHOW "ss", [seen_ss]
	mov eax, [seen_esp]
	and eax, 0ffffh
	mov ebx, inner_stack
	and ebx, 0ffffh
	sub eax, ebx
	SHOW "esp", eax
	SHOW "1", [seen + 4]
	SHOW "2", [seen + 8]
	SHOW "3", [seen + 12]
%endmacro

%macro AT_USER_CALL 1
	USER %%u
%%u:	push dword 33h
	push dword 22h
	push dword 11h
	call (GATE + %1):0
	mov edx, esp
	int 80h
%endmacro

main:
	mov dword [gdt + CONFORM], 0000ffffh
	mov dword [gdt + CONFORM + 4], 00cf9f00h
	mov dword [gdt + CODE1], 0000ffffh
	mov dword [gdt + CODE1 + 4], 00cfbb00h
	mov dword [gdt + DATA1], 0000ffffh
	mov dword [gdt + DATA1 + 4], 00cfb300h

	CASE "call gate inwards, 3 parameters"
	CALL_GATE KCODE, in_gate_12, 0ech, 3
	AT_USER_CALL 3
	RESULT
	SEEN
	mov eax, [seen + 8]
	SHOW "p1", [seen + 8]
	SHOW "p2", [seen + 12]
	SHOW "p3", [seen + 16]
	SHOW "old ss", [seen + 24]
	ENDRESULT
	CASE "call gate inwards, ret 8"
	CALL_GATE KCODE, in_gate_8, 0ech, 2
	AT_USER_CALL 3
	RESULT
	mov eax, edx
	sub eax, user_stack
	SHOW "user esp", eax
	ENDRESULT
	CASE "call gate of 16 bits inwards, 2 parameters"
	CALL_GATE KCODE, LOW, 0e4h, 2
	mov byte [LOW], 0eah
	mov dword [LOW + 1], in_gate16
	mov word [LOW + 5], KCODE
	USER .u16
.u16:	push dword 33h
	push dword 22220011h
	call GATE + 3:0
	RESULT
	SHOW "parameters", [seen + 4]
	movzx eax, word [seen + 10]
	SHOW "ss", eax
	ENDRESULT
	CASE "call gate to conforming code"
	CALL_GATE CONFORM, .conform, 0ech, 3
	AT_USER_CALL 3
.conform:
	mov ebx, cs
	mov edx, ss
	int 80h
	RESULT
	SHOW "cs", ebx
	SHOW "ss", edx
	ENDRESULT
	CASE "call gate at the same level"
	CALL_GATE KCODE, in_gate, 8ch, 3
	mov ebp, esp
	push dword 77h
	call GATE:0
	sub ebp, [seen_esp]
	RESULT
	SHOW "bytes", ebp
	SHOW "cs", [seen_cs]
	SHOW "word", [seen + 8]
	ENDRESULT
	CASE "jump through a gate at the same level"
	CALL_GATE KCODE, .jumped, 8ch, 0
	jmp GATE:0
.jumped:
	ENDCASE
	CASE "jump inwards through a gate"
	CALL_GATE KCODE, in_gate, 0ech, 0
	USER .j3
.j3:	jmp GATE + 3:0
	ENDCASE
%macro BAD_GATE 5		; name, selector, access, RPL of the call, what else
	CASE %1
	CALL_GATE %2, in_gate, %3, 0
	%5
	AT_USER_CALL %4
	ENDCASE
%endmacro
	BAD_GATE "gate of level 0 from level 3", KCODE, 8ch, 3, {nop}
	BAD_GATE "gate of level 2, rpl 3", KCODE, 0cch, 3, {nop}
	BAD_GATE "absent gate", KCODE, 6ch, 3, {nop}
	BAD_GATE "gate to null", 0, 0ech, 3, {nop}
	BAD_GATE "gate to data", KDATA, 0ech, 3, {nop}
	BAD_GATE "gate beyond the gdt", 7f8h, 0ech, 3, {nop}
	BAD_GATE "gate to absent code", CODE1, 0ech, 3, {mov byte [gdt + CODE1 + 5], 3bh}
	mov byte [gdt + CODE1 + 5], 0bbh
	BAD_GATE "no gate but an interrupt gate", KCODE, 0eeh, 3, {nop}
	BAD_GATE "inner stack null", CODE1, 0ech, 3, {mov dword [tss + 16], 0}
	BAD_GATE "inner stack of the wrong level", CODE1, 0ech, 3, {mov dword [tss + 16], KDATA}
	BAD_GATE "inner stack with the wrong rpl", CODE1, 0ech, 3, {mov dword [tss + 16], DATA1}
	mov byte [gdt + DATA1 + 5], 33h
	BAD_GATE "inner stack absent", CODE1, 0ech, 3, {mov dword [tss + 16], DATA1 + 1}
	mov byte [gdt + DATA1 + 5], 0b3h
	BAD_GATE "inner stack read-only", CODE1, 0ech, 3, {mov byte [gdt + DATA1 + 5], 0b1h}
	mov byte [gdt + DATA1 + 5], 0b3h

	CASE "ret inwards"
	USER .r1
.r1:	push dword KCODE
	push dword 0
	retf
	ENDCASE
	CASE "ret outwards drops inner segments"
	push dword UDATA
	push dword user_stack
	push dword UCODE
	push dword .r2
	mov eax, UDATA
	mov fs, eax
	mov eax, KDATA
	mov gs, eax
	retf
.r2:	mov ebx, ds
	mov ecx, fs
	mov edx, gs
	mov esi, es
	int 80h
	RESULT
	SHOW "ds", ebx
	SHOW "es", esi
	SHOW "fs", ecx
	SHOW "gs", edx
	ENDRESULT

; ---- tasks ----
	mov eax, new_tss
	mov edi, gdt + TASK
	mov dword [edi], 67h
	mov dword [edi + 4], 8900h
	call set_base

%macro TASK_AT 1		; the new task begins at a label, from a clean TSS
	mov edi, new_tss
	mov ecx, 26
	xor eax, eax
	cld
	rep stosd
	mov dword [new_tss + 20h], %1
	mov dword [new_tss + 24h], 2
	mov dword [new_tss + 28h], 0a0h
	mov dword [new_tss + 38h], task_stack
	mov dword [new_tss + 48h], KDATA
	mov dword [new_tss + 4ch], KCODE
	mov dword [new_tss + 50h], KDATA
	mov dword [new_tss + 54h], KDATA
	mov dword [new_tss + 58h], UDATA
	mov dword [new_tss + 5ch], 0
	mov dword [new_tss + 64h], 680000h
	mov byte [gdt + TASK + 5], 89h
	mov byte [gdt + TSS + 5], 8bh
%endmacro
; From the new task back to the old one, whatever became of it
%macro HOME 0
	mov byte [gdt + TSS + 5], 89h
	mov bx, TSS
	ltr bx
	clts
	mov ebx, KDATA
	mov ss, ebx
	mov esp, [resume_esp]
	push dword 2
	popf
%endmacro
%macro TASK_STATE 0
	xor eax, eax
	mov al, [gdt + TSS + 5]
	SHOW "old", eax
	mov al, [gdt + TASK + 5]
	SHOW "new", eax
%endmacro

	CASE "jump to a tss"
	TASK_AT .there
	mov ecx, 0cch
	stc
	jmp TASK:0
.there:	pushf
	pop dword [seen]
	mov edx, cr0
	and edx, 8
	str ebp
	mov ebx, fs
	mov [seen + 4], ebx
	movzx ebx, byte [gdt + TSS + 5]
	movzx esi, byte [gdt + TASK + 5]
	mov [seen + 8], ebx
	HOME
	RESULT
	SHOW "eax", eax
	SHOW "flags", [seen]
	SHOW "ts", edx
	SHOW "tr", ebp
	SHOW "fs", [seen + 4]
	SHOW "old", [seen + 8]
	SHOW "new", esi
	SHOW "saved ecx", [tss + 2ch]
	mov eax, [tss + 24h]
	SHOW "saved flags", eax
	SHOW "link", [new_tss]
	ENDRESULT
	CASE "call to a tss and iret"
	TASK_AT .task
	call TASK:0
	jmp .back
.task:	pushf
	pop dword [seen]
	movzx ebx, byte [gdt + TSS + 5]
	mov [seen + 4], ebx
	mov eax, [new_tss]
	mov [seen + 8], eax
	iret
.back:	clts
	movzx ebx, byte [gdt + TSS + 5]
	movzx ecx, byte [gdt + TASK + 5]
	mov edx, [new_tss + 24h]
	pushf
	pop edi
	RESULT
	SHOW "in flags", [seen]
	SHOW "in old", [seen + 4]
	SHOW "link", [seen + 8]
	SHOW "old", ebx
	SHOW "new", ecx
	SHOW "task flags", edx
	SHOW "flags", edi
	ENDRESULT
	CASE "call through a task gate"
	TASK_AT .gated
	mov word [gdt + GATE + 2], TASK
	mov word [gdt + GATE + 4], 8500h
	call GATE:0
	jmp .ungated
.gated:	str ebx
	mov [seen], ebx
	iret
.ungated:
	clts
	RESULT
	SHOW "tr", [seen]
	ENDRESULT
	CASE "int through a task gate"
	TASK_AT .int
	mov dword [idt + 40h * 8], TASK << 16
	mov dword [idt + 40h * 8 + 4], 8500h
	int 40h
	jmp .after_int
.int:	mov ebx, [tss + 20h]
	sub ebx, [case_start]
	mov [seen], ebx
	iret
.after_int:
	clts
	RESULT
	SHOW "returns to", [seen]
	ENDRESULT
	CASE "gp through a task gate, with its code"
	TASK_AT .gp
	push dword [idt + 13 * 8]
	push dword [idt + 13 * 8 + 4]
	mov dword [idt + 13 * 8], TASK << 16
	mov dword [idt + 13 * 8 + 4], 8500h
	mov eax, 0f0h
	mov fs, eax
	jmp .after_gp
.gp:	pop dword [seen]
	mov ebx, [tss + 20h]
	sub ebx, [case_start]
	mov [seen + 4], ebx
	mov dword [tss + 20h], .after_gp
	iret
.after_gp:
	clts
	pop dword [idt + 13 * 8 + 4]
	pop dword [idt + 13 * 8]
	RESULT
	SHOW "code", [seen]
	SHOW "at", [seen + 4]
	ENDRESULT
	CASE "busy tss"
	TASK_AT start
	mov byte [gdt + TASK + 5], 8bh
	jmp TASK:0
	RESULT
	TASK_STATE
	ENDRESULT
	CASE "absent tss"
	TASK_AT start
	mov byte [gdt + TASK + 5], 09h
	jmp TASK:0
	RESULT
	TASK_STATE
	ENDRESULT
	CASE "tss too short"
	TASK_AT start
	mov word [gdt + TASK], 66h
	call TASK:0
	RESULT
	TASK_STATE
	ENDRESULT
	mov word [gdt + TASK], 67h
	CASE "tss of level 0 from level 3"
	TASK_AT start
	USER .t3
.t3:	jmp TASK + 3:0
	ENDCASE
	CASE "task gate to no tss"
	mov word [gdt + GATE + 2], KDATA
	mov word [gdt + GATE + 4], 8500h
	jmp GATE:0
	ENDCASE
	CASE "task gate to the ldt's tss"
	mov word [gdt + GATE + 2], 0ch
	jmp GATE:0
	ENDCASE
	CASE "absent task gate"
	mov word [gdt + GATE + 2], TASK
	mov word [gdt + GATE + 4], 0500h
	jmp GATE:0
	ENDCASE
	CASE "iret of a nested task to an available tss"
	mov dword [tss], TASK
	push dword 4002h
	popf
	iret
	ENDCASE
	CASE "iret of a nested task to null"
	mov dword [tss], 0
	push dword 4002h
	popf
	iret
	ENDCASE
	CASE "the new task's cs is data"
	TASK_AT start
	mov dword [new_tss + 4ch], KDATA
	jmp TASK:0
	RESULT
	str ebx
	SHOW "tr", ebx
	HOME
	ENDRESULT
	CASE "the new task's fs is absent"
	mov dword [case_start], start
	TASK_AT start
	mov dword [gdt + GATE], 0ffffh
	mov dword [gdt + GATE + 4], 0cf1300h
	mov dword [new_tss + 58h], GATE
	jmp TASK:0
	RESULT
	str ebx
	SHOW "tr", ebx
	HOME
	ENDRESULT
	CASE "the new task's ldt is no ldt"
	TASK_AT start
	mov dword [new_tss + 60h], KDATA
	mov dword [idt + 10 * 8], DFTSS << 16
	mov dword [idt + 10 * 8 + 4], 8500h
	jmp TASK:0
	RESULT
	mov eax, [df_tss]
	SHOW "raised in", eax
	HOME
	ENDRESULT
	mov ecx, 10
	mov eax, [stubs + 40]
	mov edx, 8e00h
	call set_gate
	CASE "the t bit"
	TASK_AT .t
	mov dword [new_tss + 64h], 680001h
	jmp TASK:0
.t:	nop
	RESULT
	mov eax, [fault_eip]
	sub eax, .t
	SHOW "at", eax
	HOME
	ENDRESULT
	CASE "a user task"
	TASK_AT .user_task
	mov dword [new_tss + 4], inner_stack
	mov dword [new_tss + 8], KDATA
	mov dword [new_tss + 38h], user_stack
	mov dword [new_tss + 48h], UDATA
	mov dword [new_tss + 4ch], UCODE
	mov dword [new_tss + 50h], UDATA
	mov dword [new_tss + 54h], UDATA
	jmp TASK:0
.user_task:
	cli
	RESULT
	str ebx
	SHOW "tr", ebx
	HOME
	ENDRESULT
	CASE "a 16-bit tss"
	mov edi, new_tss
	mov ecx, 11
	xor eax, eax
	rep stosd
	mov byte [gdt + TSS + 5], 8bh
	mov dword [gdt + TASK], 2bh
	mov dword [gdt + TASK + 4], 8100h
	mov eax, new_tss
	mov edi, gdt + TASK
	call set_base
	mov byte [6000h], 0eah
	mov dword [6001h], .in16
	mov word [6005h], KCODE
	mov word [new_tss + 0eh], 6000h
	mov word [new_tss + 10h], 2
	mov word [new_tss + 12h], 1234h
	mov word [new_tss + 22h], KDATA
	mov word [new_tss + 24h], KCODE
	mov word [new_tss + 26h], KDATA
	mov word [new_tss + 28h], KDATA
	call TASK:0
	jmp .back16
.in16:	str ecx
	mov edx, fs
	HOME
.back16:
	RESULT
	SHOW "eax", eax
	SHOW "tr", ecx
	SHOW "fs", edx
	movzx eax, word [new_tss]
	SHOW "link", eax
	ENDRESULT
	ret

	section .bss
	alignb 16
new_tss: resb 128
seen:	resd 16
seen_cs: resd 1
seen_ss: resd 1
seen_esp: resd 1
	resb 4096
task_stack: resb 16
