; SPDX-License-Identifier: GPL-2.0-only
; smp: four processors and what their APICs tell each other. The three started ones sleep, and note in
; a row of their own each vector that comes, the first in the lowest byte.
; machine: -smp 4
%include "lib.inc"

LAPIC	equ 0fee00000h
IOAPIC	equ 0fec00000h
START	equ 8000h		; where a processor begins: start-up vector 08h
CPUS	equ 4
AGES	equ 100000

%macro OUTB 2
	mov al, %2
	out %1, al
%endmacro
%macro SET 2
	mov dword [LAPIC + %1], %2
%endmacro
%macro SEND 2			; high and low word of the ICR
	SET 310h, %1
	SET 300h, %2
%endmacro
%macro BEGIN 1
	call forget
	CASE %1
%endmacro
%macro ROWS 0
	SHOW "0", [log]
	SHOW "1", [log + 4]
	SHOW "2", [log + 8]
	SHOW "3", [log + 12]
%endmacro

; ---- a started processor ----

trampoline:
	bits 16
	cli
	mov ecx, cr0
	mov si, cs
	xor ax, ax
	mov ds, ax
	o32 lgdt [START + trampoline_gdt - trampoline]
	mov eax, ecx
	and al, 0fbh		; EM
	or al, 1
	mov cr0, eax
	jmp dword KCODE:.flat
	bits 32
.flat:	mov eax, KDATA
	mov ds, eax
	mov es, eax
	mov ss, eax
	mov edx, [LAPIC + 20h]
	shr edx, 24
	mov eax, edx
	shl eax, 12
	lea esp, [eax + stacks + 4096]
	mov [entry_cr0 + edx * 4], ecx
	movzx esi, si
	mov [entry_cs + edx * 4], esi
	mov eax, [LAPIC + 0f0h]
	mov [entry_svr + edx * 4], eax
	mov eax, [LAPIC + 350h]
	mov [entry_lint + edx * 4], eax
	lock inc dword [entries + edx * 4]
	lidt [ap_idt_pointer]
	SET 0f0h, 1ffh
	lock inc dword [awake]
.sleep:	sti
	hlt
	jmp .sleep
trampoline_gdt:
	dw 0ffh
	dd gdt
trampoline_end:

; Handlers of their own: nothing here is shared.
%assign n 0
%rep 256
ap_%+n:	push dword n
	jmp near ap_note
%assign n n + 1
%endrep
ap_note:
	push eax
	push ecx
	push edx
	mov edx, [LAPIC + 20h]
	shr edx, 24
	mov eax, [esp + 12]
	mov ecx, [log_count + edx * 4]
	cmp ecx, 4
	jae .noted
	lea ecx, [ecx + edx * 4]
	mov [log + ecx], al
.noted:	lock inc dword [log_count + edx * 4]
	cmp eax, 2
	je .done
	cmp [hold], eax		; leave it in service
	je .done
	SET 0b0h, 0
.done:	pop edx
	pop ecx
	pop eax
	add esp, 4
	iret

; The boot processor's own.
note:	pusha
	mov ecx, [log_count]
	mov eax, [fault_vector]
	cmp ecx, 4
	jae .noted
	mov [log + ecx], al
.noted:	inc dword [log_count]
	mov dword [fault_vector], -1
	cmp eax, 31h
	je .pic
	cmp eax, 2
	je .done
	cmp eax, 51h
	jne .eoi
	cmp byte [nesting], 0
	je .eoi
	; In service: the same class waits, a higher one does not.
	SET 310h, 0
	SET 300h, 4405fh
	SET 300h, 44061h
	mov eax, [LAPIC + 0a0h]
	mov [seen], eax
	sti
	nop
	nop
	nop
	cli
	mov dword [fault_vector], -1
.eoi:	SET 0b0h, 0
	jmp .done
.pic:	OUTB 20h, 20h
.done:	popa
	jmp go_on

forget:	push ecx
	xor ecx, ecx
.each:	mov dword [log + ecx * 4], 0
	mov dword [log_count + ecx * 4], 0
	inc ecx
	cmp ecx, CPUS
	jb .each
	pop ecx
	ret

; Let all of them take what waits.
settle:	mov ecx, AGES
	sti
.wait:	pause
	loop .wait
	cli
	ret

prepare:
	mov esi, trampoline
	mov edi, START
	mov ecx, trampoline_end - trampoline
	rep movsb
	mov esi, trampoline	; and at another page, for a second start
	mov edi, START + 1000h
	mov ecx, trampoline_end - trampoline
	rep movsb
	mov eax, START + 1000h + trampoline_gdt - trampoline
	xor ecx, ecx
.gate:	mov eax, [ap_stubs + ecx * 4]
	mov [ap_idt + ecx * 8], ax
	mov word [ap_idt + ecx * 8 + 2], KCODE
	and eax, 0ffff0000h
	or eax, 8e00h
	mov [ap_idt + ecx * 8 + 4], eax
	inc ecx
	cmp ecx, 256
	jb .gate
	SET 0f0h, 1ffh
	SET 080h, 0
	SET 350h, 10000h
	SET 360h, 10000h
	SET 0d0h, 1000000h
	ret

main:	mov dword [hook], note
	call prepare
	call starting
	call sets
	call lowest
	call others
	call local
	ret

; ---- INIT and SIPI ----

starting:
	BEGIN "smp start"
	SEND 0, 0c4500h		; INIT, all but self
	call settle
	SEND 0, 0c4608h		; SIPI
	call settle
	RESULT
	SHOW "awake", [awake]
	SHOW "entries", [entries + 4]
	SHOW "entries", [entries + 8]
	SHOW "entries", [entries + 12]
	ENDRESULT

	BEGIN "smp as they began"
	RESULT
	SHOW "cr0", [entry_cr0 + 8]
	SHOW "cs", [entry_cs + 8]
	SHOW "svr", [entry_svr + 8]
	SHOW "lint0", [entry_lint + 8]
	ENDRESULT

	BEGIN "smp sipi to who runs"
	SEND 0, 0c4608h
	call settle
	RESULT
	SHOW "awake", [awake]
	ENDRESULT

	BEGIN "smp init again"
	SEND 3000000h, 4500h
	call settle
	SEND 3000000h, 4051h	; it sleeps until a SIPI
	call settle
	mov eax, [log_count + 12]
	mov [seen], eax
	SEND 3000000h, 4609h
	call settle
	RESULT
	SHOW "meanwhile", [seen]
	SHOW "entries", [entries + 12]
	SHOW "cs", [entry_cs + 12]
	ENDRESULT
	ret

; ---- who is addressed ----

%macro SENT 4+			; name, high word, low word, before
	BEGIN %1
	%4
	SEND %2, %3
	call settle
	RESULT
	ROWS
	ENDRESULT
%endmacro

sets:	SENT "smp one by number", 2000000h, 4051h, nop
	SENT "smp broadcast by number", 0ff000000h, 4052h, nop
	SENT "smp all but self", 0, 0c4053h, nop
	SENT "smp all", 0, 84054h, nop
	SENT "smp self", 0, 44055h, nop
	SENT "smp nobody", 7000000h, 4056h, nop
	SENT "smp nmi", 2000000h, 4400h, nop
	; The others' registers are theirs: they are told by code to run.
	call flat
	SENT "smp flat set", 0a000000h, 4857h, nop
	SENT "smp flat, all bits", 0ff000000h, 4858h, nop
	SENT "smp flat, none", 0, 4859h, nop
	call clusters
	SENT "smp cluster", 16000000h, 485ah, nop
	SENT "smp other cluster", 26000000h, 485bh, nop
	SENT "smp cluster broadcast", 0ff000000h, 485ch, nop
	call flat
	ret

; The APICs' registers are seen by their own processor only: started anew with other values.
flat:	mov dword [want_dfr], -1
	mov dword [want_ldr], 0
	jmp logical
clusters:
	mov dword [want_dfr], 0fffffffh
	mov dword [want_ldr], 10000000h
logical:
	mov dword [task], set_logical
	jmp run_task

; Run [task] on all: the others in vector F0h's handler.
run_task:
	call [task]
	mov dword [done], 0
	SEND 0, 0c40f0h
.wait:	pause
	cmp dword [done], CPUS - 1
	jb .wait
	ret
ap_run:	pusha
	call [task]
	lock inc dword [done]
	SET 0b0h, 0
	popa
	iret
set_logical:
	mov eax, [want_dfr]
	mov [LAPIC + 0e0h], eax
	mov ecx, [LAPIC + 20h]
	shr ecx, 24
	mov eax, 1000000h
	shl eax, cl
	or eax, [want_ldr]
	mov [LAPIC + 0d0h], eax
	ret
set_tpr:
	mov ecx, [LAPIC + 20h]
	shr ecx, 24
	mov eax, [want_tpr + ecx * 4]
	mov [LAPIC + 80h], eax
	ret

; ---- lowest priority ----

%macro PRIORITIES 4
	mov dword [want_tpr], %1
	mov dword [want_tpr + 4], %2
	mov dword [want_tpr + 8], %3
	mov dword [want_tpr + 12], %4
	mov dword [task], set_tpr
	call run_task
%endmacro

lowest:	PRIORITIES 0, 20h, 10h, 30h
	SENT "smp lowest priority", 0e000000h, 4951h, nop
	PRIORITIES 0, 20h, 40h, 10h
	SENT "smp lowest priority, another", 0e000000h, 4961h, nop
	SENT "smp lowest priority of two", 6000000h, 4971h, nop

	; Whoever has it in service is its focus, and takes the next one, too.
	PRIORITIES 0, 0, 0, 0
	BEGIN "smp focus"
	mov dword [hold], 0a1h
	SEND 3000000h, 40a1h
	call settle
	SEND 0e000000h, 49a1h
	call settle
	mov dword [hold], 0
	mov dword [task], end_held
	call run_task
	call settle
	RESULT
	ROWS
	ENDRESULT

	BEGIN "smp task priority holds"
	PRIORITIES 0, 0, 60h, 0
	SEND 2000000h, 4065h
	call settle
	mov eax, [log + 8]
	mov [seen], eax
	SEND 2000000h, 4075h
	call settle
	mov eax, [log + 8]
	mov [seen + 4], eax
	PRIORITIES 0, 0, 0, 0
	call settle
	RESULT
	SHOW "held", [seen]
	SHOW "higher", [seen + 4]
	SHOW "let", [log + 8]
	ENDRESULT
	ret
end_held:
	SET 0b0h, 0
	ret

; ---- the I/O APIC and the others ----

%macro ROUTE 3			; pin, low word, destination
	mov dword [IOAPIC], 11h + 2 * %1
	mov dword [IOAPIC + 10h], (%3) << 24
	mov dword [IOAPIC], 10h + 2 * %1
	mov dword [IOAPIC + 10h], %2
%endmacro
tick:	OUTB 43h, 30h
	OUTB 40h, 2
	OUTB 40h, 0
	ret
%macro TICKED 3			; name, low word, destination
	BEGIN %1
	OUTB 43h, 30h
	ROUTE 2, %2, %3
	call tick
	call settle
	ROUTE 2, 10000h, 0
	RESULT
	ROWS
	ENDRESULT
%endmacro
others:	TICKED "smp ioapic by number", 60h, 2
	TICKED "smp ioapic by set", 860h, 6
	TICKED "smp ioapic to all", 60h, 0ffh
	PRIORITIES 0, 20h, 10h, 30h
	TICKED "smp ioapic, lowest priority", 960h, 0eh
	PRIORITIES 0, 0, 0, 0
	TICKED "smp ioapic, nmi", 400h, 1
	ret

; ---- one APIC: nesting, the order of ends, the local pins ----

local:	BEGIN "apic nesting"
	mov byte [nesting], 1
	SEND 0, 44051h
	call settle
	mov byte [nesting], 0
	RESULT
	SHOW "log", [log]
	SHOW "ppr", [seen]
	ENDRESULT

	BEGIN "apic spurious vector"
	mov eax, [LAPIC + 0f0h]
	and eax, 0ffh
	mov [seen], eax
	SET 0f0h, 1efh
	mov eax, [LAPIC + 0f0h]
	mov [seen + 4], eax
	SET 0f0h, 1ffh
	RESULT
	SHOW "was", [seen]
	SHOW "is", [seen + 4]
	ENDRESULT

	; The 8259A by LINT0, as an external interrupt and as one of the APIC's own.
	OUTB 20h, 11h
	OUTB 21h, 31h & 0f8h
	OUTB 21h, 4
	OUTB 21h, 1
	OUTB 21h, 0fdh
	BEGIN "apic lint0: external"
	SET 350h, 700h
	OUTB 64h, 0d2h		; a byte as if from the keyboard: IRQ 1
	mov ecx, 1000
.full:	in al, 64h
	test al, 2
	loopnz .full
	OUTB 60h, 5ah
	call settle
	in al, 60h
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic lint0: fixed"
	SET 350h, 59h
	OUTB 64h, 0d2h
	mov ecx, 1000
.full2:	in al, 64h
	test al, 2
	loopnz .full2
	OUTB 60h, 5ah
	call settle
	OUTB 20h, 0ch		; served by polling
	in al, 20h
	movzx eax, al
	mov [seen], eax
	OUTB 20h, 20h
	in al, 60h
	SET 350h, 10000h
	OUTB 21h, 0ffh
	RESULT
	SHOW "log", [log]
	SHOW "poll", [seen]
	ENDRESULT

	BEGIN "apic error: nobody there"
	SET 280h, 0
	SEND 7000000h, 4056h
	call settle
	SET 280h, 0
	mov eax, [LAPIC + 280h]
	mov [seen], eax
	SET 280h, 0
	RESULT
	SHOW "esr", [seen]
	ENDRESULT

	BEGIN "apic icr when sent"
	SEND 1000000h, 4051h
	call settle
	RESULT
	SHOW "icr", [LAPIC + 300h]
	SHOW "icr2", [LAPIC + 310h]
	ENDRESULT
	ret

	section .data
	align 8
ap_idt_pointer: dw 7ffh
	dd ap_idt
ap_stubs:
%assign n 0
%rep 256
%if n == 0f0h
	dd ap_run
%else
	dd ap_%+n
%endif
%assign n n + 1
%endrep

	section .bss
	alignb 16
ap_idt:	resb 2048
stacks:	resb CPUS * 4096
log:	resd CPUS
log_count: resd CPUS
entries: resd CPUS
entry_cr0: resd CPUS
entry_cs: resd CPUS
entry_svr: resd CPUS
entry_lint: resd CPUS
want_tpr: resd CPUS
want_dfr: resd 1
want_ldr: resd 1
task:	resd 1
done:	resd 1
awake:	resd 1
hold:	resd 1
seen:	resd 4
nesting: resb 1
	section .text
