; SPDX-License-Identifier: GPL-2.0-only
; interrupts: the 8259A pair, the 8254's six modes, the RTC, the local APIC and the I/O APIC. A case
; shows the vectors that came, the first in the lowest byte, and what the chips say of themselves.
%include "lib.inc"

LAPIC	equ 0fee00000h
IOAPIC	equ 0fec00000h
PIC_BASE equ 30h		; IRQ 0; from here on the 8259As', up to 3Fh
APIC_BASE equ 40h		; from here on the APIC's
AGES	equ 200000		; enough of anything

%macro OUTB 2
	mov al, %2
	out %1, al
%endmacro
%macro SET 2			; a local APIC register
	mov dword [LAPIC + %1], %2
%endmacro
%macro ROUTE 3			; I/O APIC pin, low word, destination
	mov dword [IOAPIC], 11h + 2 * %1
	mov dword [IOAPIC + 10h], (%3) << 24
	mov dword [IOAPIC], 10h + 2 * %1
	mov dword [IOAPIC + 10h], %2
%endmacro
%macro BEGIN 1
	mov dword [log], 0
	mov dword [log_count], 0
	CASE %1
%endmacro

; Every interrupt: note it, tell who sent it, go on.
note:	pusha
	mov ecx, [log_count]
	mov eax, [fault_vector]
	cmp ecx, 4
	jae .noted
	mov [log + ecx], al
.noted:	inc dword [log_count]
	mov dword [fault_vector], -1
	cmp eax, APIC_BASE
	jae .apic
	cmp eax, PIC_BASE
	jb .done
	cmp eax, PIC_BASE + 8
	jb .master
	mov dl, al
	OUTB 70h, 0ch
	in al, 71h		; the RTC's request
	OUTB 0a0h, 20h
.master: OUTB 20h, 20h
.done:	popa
	jmp go_on
.apic:	cmp eax, 0ffh
	je .done
	SET 0b0h, 0
	jmp .done

; Let whatever waits come in.
open:	mov ecx, AGES
	sti
.wait:	pause
	loop .wait
	cli
	ret

; Both 8259As from the start: everything masked.
pic_init:
	OUTB 20h, 11h
	OUTB 21h, PIC_BASE
	OUTB 21h, 4
	OUTB 21h, [icw4]
	OUTB 0a0h, 11h
	OUTB 0a1h, PIC_BASE + 8
	OUTB 0a1h, 2
	OUTB 0a1h, 1
	OUTB 21h, 0ffh
	OUTB 0a1h, 0ffh
	ret

; Counter 0 asks for an interrupt once, within microseconds; wait for thousands of them.
tick:	OUTB 43h, 30h
	OUTB 40h, 2
	OUTB 40h, 0
	mov ecx, 5 * AGES
.wait:	pause
	loop .wait
	ret

; The RTC asks for one, and goes on asking until register C is read.
ring:	OUTB 70h, 0ah
	OUTB 71h, 26h
	OUTB 70h, 0bh
	OUTB 71h, 42h
	OUTB 70h, 0ch
	in al, 71h
	mov ecx, AGES * 10
.wait:	OUTB 0a0h, 0ah
	in al, 0a0h
	test al, 1
	loopz .wait
	ret
silence:
	OUTB 70h, 0bh
	OUTB 71h, 02h
	OUTB 70h, 0ch
	in al, 71h
	ret

; EAX: master's IRR, ISR, slave's IRR, ISR, from the lowest byte on.
pic_state:
	push ebx
	OUTB 0a0h, 0bh
	in al, 0a0h
	mov bh, al
	OUTB 0a0h, 0ah
	in al, 0a0h
	mov bl, al
	shl ebx, 16
	OUTB 20h, 0bh
	in al, 20h
	mov bh, al
	OUTB 20h, 0ah
	in al, 20h
	mov bl, al
	mov eax, ebx
	pop ebx
	ret

main:	call pics
	call pits
	call lapics
	call ioapics
	ret

; ---- 8259A ----

pics:	mov dword [hook], note
	mov byte [icw4], 1
	call pic_init
	call silence

	BEGIN "pic request"
	call tick
	call pic_state
	mov [seen], eax
	RESULT
	SHOW "log", [log]
	SHOW "state", [seen]
	ENDRESULT

	BEGIN "pic poll"
	OUTB 21h, 0feh
	OUTB 20h, 0ch
	in al, 20h
	movzx eax, al
	mov [seen], eax
	call pic_state
	mov [seen + 4], eax
	OUTB 20h, 20h
	call pic_state
	mov [seen + 8], eax
	OUTB 20h, 0ch
	in al, 20h
	and eax, 80h
	mov [seen + 12], eax
	RESULT
	SHOW "poll", [seen]
	SHOW "served", [seen + 4]
	SHOW "after", [seen + 8]
	SHOW "again", [seen + 12]
	ENDRESULT

	BEGIN "pic masked"
	OUTB 21h, 0ffh
	call tick
	call open
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "pic unmasked"
	OUTB 21h, 0feh
	call open
	call pic_state
	mov [seen], eax
	RESULT
	SHOW "log", [log]
	SHOW "state", [seen]
	ENDRESULT

	BEGIN "pic both"
	OUTB 21h, 0fah
	OUTB 0a1h, 0feh
	call tick
	call ring
	call pic_state
	mov [seen], eax
	mov ecx, 3
	sti
	nop
	nop
	nop
	cli
	call silence
	RESULT
	SHOW "log", [log]
	SHOW "state", [seen]
	ENDRESULT

	BEGIN "pic lowest first"
	call pic_init
	OUTB 20h, 0c0h		; IR0 has the lowest priority now
	call tick
	call ring
	OUTB 21h, 0fah
	OUTB 0a1h, 0feh
	sti
	nop
	nop
	nop
	cli
	call silence
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "pic automatic eoi"
	mov byte [icw4], 3
	call pic_init
	OUTB 21h, 0feh
	call tick
	OUTB 20h, 0ch
	in al, 20h
	movzx eax, al
	mov [seen], eax
	call pic_state
	mov [seen + 4], eax
	RESULT
	SHOW "poll", [seen]
	SHOW "state", [seen + 4]
	ENDRESULT

	BEGIN "pic special mask"
	mov byte [icw4], 1
	call pic_init
	OUTB 21h, 0fah
	OUTB 0a1h, 0feh
	call tick
	OUTB 20h, 0ch
	in al, 20h		; IRQ 0 is being served
	call ring
	OUTB 20h, 0ch
	in al, 20h
	and eax, 80h
	mov [seen], eax
	OUTB 20h, 68h		; special mask mode
	OUTB 21h, 0fbh		; and IRQ 0 masked
	OUTB 20h, 0ch
	in al, 20h
	movzx eax, al
	mov [seen + 4], eax
	call pic_init
	call silence
	RESULT
	SHOW "held", [seen]
	SHOW "let", [seen + 4]
	ENDRESULT
	ret

; ---- 8254: counter 2, whose gate is port 61h's bit 0 ----

; CL: mode. Each: status after the control word, after the count, with the gate up, at the end; a
; square wave's and a rate's output is left out of the end's.
pit_mode:
	in al, 61h
	and al, 0fch
	out 61h, al		; gate low
	movzx eax, cl
	shl al, 1
	or al, 0b0h
	out 43h, al
	call pit_status
	mov [seen], al
	OUTB 42h, 50
	OUTB 42h, 0
	call pit_status
	and al, 0bfh		; whether it is loaded yet is a matter of time
	mov [seen + 1], al
	in al, 61h
	or al, 1
	out 61h, al
	mov ecx, AGES
.wait:	pause
	loop .wait
	call pit_status
	mov [seen + 2], al
	mov byte [seen + 3], 0
	ret
pit_status:
	OUTB 43h, 0e8h
	in al, 42h
	ret

%macro PIT 2
	BEGIN %2
	mov cl, %1
	call pit_mode
	RESULT
	SHOW "status", [seen]
	ENDRESULT
%endmacro
%macro PIT_PERIODIC 2		; its output goes up and down
	BEGIN %2
	mov cl, %1
	call pit_mode
	and byte [seen + 2], 7fh
	RESULT
	SHOW "status", [seen]
	ENDRESULT
%endmacro

pits:	PIT 0, "pit mode 0"
	PIT 1, "pit mode 1"
	PIT_PERIODIC 2, "pit mode 2"
	PIT_PERIODIC 3, "pit mode 3"
	PIT 4, "pit mode 4"
	PIT 5, "pit mode 5"

	BEGIN "pit latch"
	OUTB 43h, 30h + 80h	; mode 0, the gate low: it does not count
	in al, 61h
	and al, 0fch
	out 61h, al
	OUTB 43h, 0b0h
	OUTB 42h, 34h
	OUTB 42h, 12h
	mov ecx, AGES
.wait:	loop .wait
	OUTB 43h, 80h		; counter latch
	in al, 42h
	mov bl, al
	in al, 42h
	mov bh, al
	movzx eax, bx
	mov [seen], eax
	RESULT
	SHOW "count", [seen]
	ENDRESULT
	ret

; ---- local APIC ----

lapics:	call pic_init
	SET 0f0h, 1ffh
	SET 350h, 10000h
	SET 360h, 10000h
	SET 080h, 0

	BEGIN "apic version"
	RESULT
	SHOW "version", [LAPIC + 30h]
	SHOW "svr", [LAPIC + 0f0h]
	SHOW "dfr", [LAPIC + 0e0h]
	ENDRESULT

	BEGIN "apic request"
	SET 300h, 44050h	; self
	RESULT
	SHOW "irr", [LAPIC + 220h]
	SHOW "isr", [LAPIC + 120h]
	ENDRESULT

	BEGIN "apic task priority"
	SET 080h, 50h
	call open
	mov eax, [log]
	mov [seen], eax
	mov eax, [LAPIC + 0a0h]
	mov [seen + 4], eax
	SET 080h, 4fh
	call open
	SET 080h, 0
	RESULT
	SHOW "held", [seen]
	SHOW "ppr", [seen + 4]
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic order"
	SET 300h, 44051h
	SET 300h, 44091h
	SET 300h, 44061h
	SET 300h, 44062h
	call open
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic by number"
	SET 310h, 0
	SET 300h, 04071h
	SET 310h, 0ff000000h
	SET 300h, 04072h
	SET 310h, 5000000h	; nobody
	SET 300h, 04073h
	call open
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic by set"
	SET 0d0h, 2000000h
	SET 310h, 3000000h
	SET 300h, 04871h
	SET 310h, 1000000h
	SET 300h, 04872h
	SET 0e0h, 0
	SET 0d0h, 12000000h
	SET 310h, 12000000h
	SET 300h, 04873h
	SET 310h, 22000000h
	SET 300h, 04874h
	call open
	SET 0e0h, 0ffffffffh
	SET 0d0h, 1000000h
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic nmi"
	SET 310h, 0
	SET 300h, 04400h
	nop
	nop
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic timer once"
	SET 3e0h, 0bh
	SET 320h, 52h
	SET 380h, 20000
	mov eax, [LAPIC + 390h]
	cmp eax, 20001
	setb al
	movzx eax, al
	mov [seen], eax
	call open
	call open
	RESULT
	SHOW "counts", [seen]
	SHOW "log", [log]
	SHOW "left", [LAPIC + 390h]
	ENDRESULT

	BEGIN "apic timer again and again"
	SET 320h, 20053h
	SET 380h, 5000
	call open
	call open
	SET 380h, 0
	and dword [log], 0ffffh	; two at least
	RESULT
	SHOW "log", [log]
	SHOW "left", [LAPIC + 390h]
	ENDRESULT

	BEGIN "apic timer masked"
	SET 320h, 10054h
	SET 380h, 5000
	call open
	SET 320h, 54h
	call open
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic off"
	SET 320h, 54h
	SET 0f0h, 0ffh
	SET 300h, 44055h
	call open
	mov eax, [LAPIC + 320h]
	mov [seen], eax
	SET 320h, 54h
	mov eax, [LAPIC + 320h]
	mov [seen + 4], eax
	SET 0f0h, 1ffh
	call open
	RESULT
	SHOW "lvt", [seen]
	SHOW "lvt", [seen + 4]
	SHOW "log", [log]
	ENDRESULT

	ret

; ---- I/O APIC ----

ioapics:
	BEGIN "ioapic version"
	mov dword [IOAPIC], 1
	RESULT
	SHOW "version", [IOAPIC + 10h]
	ENDRESULT

	BEGIN "ioapic edge"
	ROUTE 2, 60h, 0
	call tick
	call open
	ROUTE 2, 10060h, 0
	RESULT
	SHOW "log", [log]
	SHOW "tmr", [LAPIC + 1b0h]
	ENDRESULT

	BEGIN "ioapic masked edge"
	call tick
	ROUTE 2, 60h, 0
	call open
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "ioapic elsewhere"
	ROUTE 2, 60h, 5
	call tick
	call open
	ROUTE 2, 10060h, 0
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "ioapic rtc"
	ROUTE 8, 61h, 0
	call ring
	sti
	nop
	nop
	nop
	cli
	call silence
	ROUTE 8, 10061h, 0
	RESULT
	SHOW "log", [log]
	ENDRESULT

	; The output stays up, so the request does, too, until the EOI and beyond.
	BEGIN "ioapic level"
	ROUTE 2, 10060h, 0
	call tick
	ROUTE 2, 8060h, 0
	mov dword [IOAPIC], 14h
	mov eax, [IOAPIC + 10h]
	mov [seen], eax
	ROUTE 2, 10060h, 0	; masked and by edge: remote IRR goes
	mov dword [IOAPIC], 14h
	mov eax, [IOAPIC + 10h]
	mov [seen + 4], eax
	mov eax, [LAPIC + 1b0h]
	mov [seen + 8], eax
	call open
	RESULT
	SHOW "entry", [seen]
	SHOW "edge", [seen + 4]
	SHOW "tmr", [seen + 8]
	SHOW "log", [log]
	ENDRESULT

	BEGIN "apic illegal vector"
	SET 280h, 0
	SET 280h, 0
	SET 300h, 44005h
	SET 280h, 0
	RESULT
	SHOW "esr", [LAPIC + 280h]
	ENDRESULT
	ret

	section .bss
	alignb 4
log:	resd 1
log_count: resd 1
seen:	resd 4
icw4:	resb 4
	section .text
