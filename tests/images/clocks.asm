; SPDX-License-Identifier: GPL-2.0-only
; clocks: the MC146818's interrupts and calendar, requests that do not wait, the VGA's retrace, and
; what a bus cycle takes. A case shows the vectors that came, the first in the lowest byte.
; machine: -icount shift=3,sleep=off
%include "lib.inc"

PIC_BASE equ 30h
HPET	equ 0fed00000h

%macro OUTB 2
	mov al, %2
	out %1, al
%endmacro
%macro CMOS 2
	OUTB 70h, %1
	OUTB 71h, %2
%endmacro
%macro LOOK 1			; AL: a cell
	OUTB 70h, %1
	in al, 71h
%endmacro
%macro BEGIN 1
	mov dword [log], 0
	mov dword [log_count], 0
	mov word [master], 0
	CASE %1
%endmacro

; An interrupt: note it and what the RTC says, end it, go on.
note:	pusha
	mov ecx, [log_count]
	mov eax, [fault_vector]
	cmp ecx, 4
	jae .noted
	mov [log + ecx], al
.noted:	inc dword [log_count]
	mov dword [fault_vector], -1
	mov bl, al
	OUTB 20h, 0bh
	in al, 20h
	mov [master], al
	OUTB 0a0h, 0bh
	in al, 0a0h
	mov [slave], al
	cmp bl, PIC_BASE + 8
	jb .master
	cmp byte [deaf], 0
	jne .served
	LOOK 0ch
	mov [flags], al
.served: test byte [slave], 0ffh
	jz .master
	OUTB 0a0h, 20h
.master: test byte [master], 0ffh
	jz .done
	OUTB 20h, 20h
.done:	popa
	jmp go_on

pic_init:
	OUTB 20h, 11h
	OUTB 21h, PIC_BASE
	OUTB 21h, 4
	OUTB 21h, 1
	OUTB 0a0h, 11h
	OUTB 0a1h, PIC_BASE + 8
	OUTB 0a1h, 2
	OUTB 0a1h, 1
	OUTB 21h, 0fah		; IRQ 0 and the cascade
	OUTB 0a1h, 0feh		; IRQ 8
	ret

; Sleep until ECX interrupts have come in all.
sleep:	cli
	cmp [log_count], ecx
	jae .done
	sti
	hlt
	jmp sleep
.done:	ret

; The counter's ticks (838 ns) since start: counter 2 counts down from 0, its gate is up.
watch_start:
	in al, 61h
	and al, 0fch
	or al, 1
	out 61h, al
	OUTB 43h, 0b4h
	OUTB 42h, 0
	OUTB 42h, 0
	ret
watch:	OUTB 43h, 80h
	in al, 42h
	mov ah, al
	in al, 42h
	xchg al, ah
	neg ax
	movzx eax, ax
	ret

main:	mov dword [hook], note
	OUTB 43h, 30h		; counter 0 keeps still
	call pic_init
	CMOS 0bh, 2
	LOOK 0ch
	call rtc
	call calendar
	call spurious
	call display
	call cycles
	ret

; ---- MC146818: interrupts ----

rtc:	BEGIN "rtc periodic"
	CMOS 0ah, 26h		; 1024 Hz
	CMOS 0bh, 42h
	LOOK 0ch
	mov ecx, 1
	call sleep
	call watch_start
	mov ecx, 9
	call sleep
	call watch
	mov ebx, 0
	cmp eax, 9300		; eight times 976.6 us
	jb .short
	cmp eax, 9350
	ja .short
	inc ebx
.short:	mov [seen], ebx
	CMOS 0bh, 2
	LOOK 0ch
	RESULT
	SHOW "log", [log]
	SHOW "flags", [flags]
	SHOW "eight_ms", [seen]
	ENDRESULT

	BEGIN "rtc periodic, not asked why"
	mov byte [deaf], 1
	CMOS 0bh, 42h
	LOOK 0ch
	mov ecx, 1
	call sleep
	sti
	mov ecx, 400000
.wait:	pause
	loop .wait
	cli
	mov byte [deaf], 0
	LOOK 0ch
	movzx eax, al
	mov [seen], eax
	LOOK 0ch
	movzx eax, al
	and al, 80h
	mov [seen + 4], eax
	CMOS 0bh, 2
	RESULT
	SHOW "count", [log_count]
	SHOW "flags", [seen]
	SHOW "again", [seen + 4]
	ENDRESULT

	BEGIN "rtc update ended"
	CMOS 0bh, 12h
	LOOK 0ch
	mov ecx, 1
	call sleep
	LOOK 0ah
	and al, 80h
	mov [seen], al
	LOOK 0
	mov [seen + 1], al
	mov ecx, 2
	call sleep
	LOOK 0
	sub al, [seen + 1]
	das
	jns .up
	add al, 60h
	daa
.up:	mov [seen + 1], al
	CMOS 0bh, 2
	mov word [seen + 2], 0
	RESULT
	SHOW "log", [log]
	SHOW "flags", [flags]
	SHOW "uip_and_seconds", [seen]
	ENDRESULT

	BEGIN "rtc alarm"
	CMOS 0bh, 82h		; SET: the time stands
	CMOS 4, 12h
	CMOS 2, 34h
	CMOS 0, 56h
	CMOS 5, 12h
	CMOS 3, 34h
	CMOS 1, 58h
	CMOS 0bh, 22h
	LOOK 0ch
	mov ecx, 1
	call sleep
	LOOK 0
	mov [seen], al
	LOOK 2
	mov [seen + 1], al
	LOOK 4
	mov [seen + 2], al
	mov byte [seen + 3], 0
	RESULT
	SHOW "log", [log]
	SHOW "flags", [flags]
	SHOW "time", [seen]
	ENDRESULT

	BEGIN "rtc alarm each second"
	CMOS 1, 0ffh
	CMOS 3, 0c0h
	CMOS 5, 0e5h
	LOOK 0ch
	mov ecx, 2
	call sleep
	LOOK 0
	mov [seen], al
	mov byte [seen + 1], 0
	mov word [seen + 2], 0
	RESULT
	SHOW "log", [log]
	SHOW "flags", [flags]
	SHOW "seconds", [seen]
	ENDRESULT

	BEGIN "rtc alarm each minute"
	CMOS 0bh, 0a2h
	CMOS 0, 57h
	CMOS 1, 01h
	CMOS 0bh, 22h
	LOOK 0ch
	mov ecx, 1
	call sleep
	LOOK 0
	mov [seen], al
	LOOK 2
	mov [seen + 1], al
	mov word [seen + 2], 0
	CMOS 0bh, 2
	RESULT
	SHOW "log", [log]
	SHOW "time", [seen]
	ENDRESULT

	BEGIN "rtc divider held"
	CMOS 0ah, 76h		; DV 11x: the divider chain is held
	CMOS 0bh, 52h
	LOOK 0ch
	sti
	mov ecx, 400000
.held:	pause
	loop .held
	cli
	mov eax, [log_count]
	mov [seen], eax
	CMOS 0ah, 26h
	call watch_start
	mov ecx, [log_count]
	inc ecx
	call sleep
	CMOS 0bh, 2
	RESULT
	SHOW "held", [seen]
	SHOW "log", [log]
	ENDRESULT
	ret

; ---- MC146818: the calendar ----

; The time in [before], seven cells from seconds on with BL in register B; a second later in [after].
%macro TICK 9			; name, B, seconds, minutes, hours, weekday, date, month, year
	BEGIN %1
	CMOS 0bh, 80h | %2
	CMOS 0, %3
	CMOS 2, %4
	CMOS 4, %5
	CMOS 6, %6
	CMOS 7, %7
	CMOS 8, %8
	CMOS 9, %9
	CMOS 0bh, 10h | %2
	LOOK 0ch
	mov ecx, 1
	call sleep
	CMOS 0bh, 2
	LOOK 0
	mov [seen], al
	LOOK 2
	mov [seen + 1], al
	LOOK 4
	mov [seen + 2], al
	LOOK 6
	mov [seen + 3], al
	LOOK 7
	mov [seen + 4], al
	LOOK 8
	mov [seen + 5], al
	LOOK 9
	mov [seen + 6], al
	mov byte [seen + 7], 0
	RESULT
	SHOW "time", [seen]
	SHOW "date", [seen + 4]
	ENDRESULT
%endmacro

calendar:
	TICK "rtc leap day", 2, 59h, 59h, 23h, 4, 28h, 02h, 24h
	TICK "rtc no leap day", 2, 59h, 59h, 23h, 3, 28h, 02h, 23h
	TICK "rtc year's end", 2, 59h, 59h, 23h, 7, 31h, 12h, 99h
	TICK "rtc noon", 0, 59h, 59h, 11h, 2, 01h, 01h, 26h
	TICK "rtc midnight", 0, 59h, 59h, 91h, 2, 30h, 04h, 26h
	TICK "rtc binary", 6, 59, 59, 23, 2, 30, 6, 26
	TICK "rtc binary, twelve hours", 4, 59, 59, 12, 2, 30, 6, 26
	CMOS 0bh, 2
	LOOK 0ch
	ret

; ---- 8259A: a request that is gone before it is acknowledged ----

spurious:
	BEGIN "pic irq gone: master"
	OUTB 43h, 30h		; OUT goes up at the end ...
	OUTB 40h, 10
	OUTB 40h, 0
	mov ecx, 100000
.wait:	pause
	loop .wait
	OUTB 43h, 30h		; ... and down
	sti
	nop
	nop
	nop
	cli
	movzx eax, word [master]
	mov [seen], eax
	RESULT
	SHOW "log", [log]
	SHOW "isr", [seen]
	ENDRESULT

	BEGIN "pic irq gone: slave"
	CMOS 0bh, 42h
	LOOK 0ch
	mov ecx, 1000000
.ring:	OUTB 0a0h, 0ah
	in al, 0a0h
	test al, 1
	loopz .ring
	CMOS 0bh, 2
	LOOK 0ch		; the line falls
	sti
	nop
	nop
	nop
	cli
	movzx eax, word [master]
	mov [seen], eax
	RESULT
	SHOW "log", [log]
	SHOW "isr", [seen]
	ENDRESULT
	call pic_init

	; The HPET in the 8254's place: its edge waits for who is late.
	BEGIN "pic hpet"
	mov dword [HPET + 10h], 0
	mov dword [HPET + 0f0h], 0
	mov dword [HPET + 100h], 104h	; 32 bits, once, by edge
	mov dword [HPET + 108h], 1000
	mov dword [HPET + 10h], 3
	mov ecx, 100000
.late:	pause
	loop .late
	sti
	nop
	nop
	nop
	cli
	mov dword [HPET + 100h], 0
	mov dword [HPET + 10h], 0
	RESULT
	SHOW "log", [log]
	ENDRESULT

	BEGIN "pic poll of nothing"
	OUTB 20h, 0ch
	in al, 20h
	and eax, 80h
	mov [seen], eax
	RESULT
	SHOW "poll", [seen]
	ENDRESULT
	ret

; ---- VGA: input status 1; the text mode has 449 lines, 70 pictures a second ----

display:
	BEGIN "vga retrace"
	mov dx, 3dah
	mov ecx, 10000000
.up:	in al, dx
	test al, 8
	loopz .up
.down:	in al, dx
	test al, 8
	loopnz .down
	call watch_start
	mov dx, 3dah
.again:	in al, dx
	test al, 8
	loopz .again
	call watch
	mov ebx, 0
	cmp eax, 16500		; 13.8 ms, and 14.3 ms, less the retrace's two lines
	jb .short
	cmp eax, 17100
	ja .short
	inc ebx
.short:	mov [seen], ebx
	RESULT
	SHOW "seventy", [seen]
	ENDRESULT

	BEGIN "vga lines"
	mov dx, 3dah
	mov ecx, 10000000
.hidden: in al, dx
	test al, 1
	loopz .hidden
.shown:	in al, dx
	test al, 1
	loopnz .shown
	mov ebx, 0
	cmp ecx, 0
	je .none
	inc ebx
.none:	mov [seen], ebx
	RESULT
	SHOW "both", [seen]
	ENDRESULT

	; The latch of the vertical interrupt: CRTC 11h, bit 4 lets it be set.
	BEGIN "vga vertical interrupt"
	mov dx, 3d4h
	OUTB dx, 11h
	inc dx
	in al, dx
	mov bl, al
	and al, 0cfh
	out dx, al
	mov dx, 3c2h
	in al, dx
	and al, 80h
	mov [seen], al
	mov dx, 3d5h
	mov al, bl
	or al, 30h
	out dx, al
	mov ecx, 2000000	; 16 ms
.wait:	loop .wait
	mov dx, 3c2h
	in al, dx
	and al, 80h
	mov [seen + 1], al
	mov dx, 3d5h
	mov al, bl
	and al, 0efh
	out dx, al
	mov dx, 3c2h
	in al, dx
	and al, 80h
	mov [seen + 2], al
	mov byte [seen + 3], 0
	mov dx, 3d5h
	mov al, bl
	out dx, al
	RESULT
	SHOW "pending", [seen]
	ENDRESULT
	ret

; ---- what an access takes ----

cycles:	BEGIN "a microsecond at port 80h"
	rdtsc
	mov ebx, eax
	mov ecx, 1000
.each:	out 80h, al
	loop .each
	rdtsc
	sub eax, ebx
	mov ebx, 0
	cmp eax, 1000000	; at 1 GHz
	jb .short
	cmp eax, 1400000
	ja .short
	inc ebx
.short:	mov [seen], ebx
	RESULT
	SHOW "so_it_is", [seen]
	ENDRESULT
	ret

	section .bss
	alignb 4
log:	resd 1
log_count: resd 1
seen:	resd 4
flags:	resd 1
master:	resb 1			; in service, each
slave:	resb 1
deaf:	resb 1
	section .text
