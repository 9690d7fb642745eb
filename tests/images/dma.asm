; SPDX-License-Identifier: GPL-2.0-only
; dma: the 8237A pair, with the floppy controller as the device that asks. Sector n of the disk holds
; bytes n + 1 + i, i from 0. A case shows memory, the channel's registers and the status.
; machine: -drive file=@floppy,if=floppy,format=raw
%include "lib.inc"

BUFFER	equ 200000h		; its page register: 20h
COUNT	equ 511

%macro OUTB 2
	mov al, %2
	out %1, al
%endmacro
; Program channel 2: page, address, count, mode.
%macro CHANNEL2 4
	mov byte [mode], %4
	mov byte [page], %1
	mov word [address], %2
	mov word [count], %3
	call program
%endmacro
%macro MEMORY 2
	SHOW %1, [%2]
%endmacro

main:	mov byte [track], 0
	call clear
	call fdc_start
	call pages
	call registers
	call requests
	OUTB 0ah, 6
	ret

; ---- the buffer: three pages around the 64 KiB lines ----

clear:	mov edi, BUFFER
	mov ecx, 30000h / 4
	xor eax, eax
	rep stosd
	ret

program:
	OUTB 0ah, 6		; masked meanwhile
	OUTB 0ch, 0
	OUTB 0bh, [mode]
	OUTB 81h, [page]
	OUTB 04h, [address]
	OUTB 04h, [address + 1]
	OUTB 05h, [count]
	OUTB 05h, [count + 1]
	OUTB 0ah, 2
	ret

; EAX: address, in the low word, and count of channel 2 as they are now.
current:
	OUTB 0ch, 0
	in al, 5
	mov ah, al
	in al, 5
	xchg al, ah
	shl eax, 16
	in al, 4
	mov ah, al
	in al, 4
	xchg al, ah
	ret

; ---- the floppy controller, polled ----

fdc_put:
	push eax
.wait:	mov dx, 3f4h
	in al, dx
	and al, 0c0h
	cmp al, 80h
	jne .wait
	pop eax
	mov dx, 3f5h
	out dx, al
	ret
fdc_get:
	mov dx, 3f4h
.wait:	in al, dx
	and al, 0c0h
	cmp al, 0c0h
	jne .wait
	mov dx, 3f5h
	in al, dx
	ret

fdc_sense:
	mov al, 8
	call fdc_put
	call fdc_get
	push eax
	cmp al, 80h
	je .none
	call fdc_get
.none:	pop eax
	ret

fdc_start:
	mov dx, 3f2h
	OUTB dx, 0
	mov ecx, 100000
.reset:	loop .reset
	OUTB dx, 1ch
	mov dx, 3f7h
	OUTB dx, 0
	mov ecx, 4
.each:	push ecx
.again:	call fdc_sense
	cmp al, 80h
	je .again
	pop ecx
	loop .each
	mov al, 3		; SPECIFY
	call fdc_put
	mov al, 0dfh
	call fdc_put
	mov al, 2
	call fdc_put
	mov al, 7		; RECALIBRATE
	call fdc_put
	mov al, 0
	call fdc_put
.seek:	call fdc_sense
	test al, 20h
	jz .seek
	ret

; AL: the command; sector [sector]. Its results go to [results]; EAX has the first three.
fdc_transfer:
	call fdc_put
	mov al, 0
	call fdc_put
	mov al, [track]
	call fdc_put
	mov al, 0
	call fdc_put
	mov al, [sector]
	call fdc_put
	mov al, 2
	call fdc_put
	mov al, 18
	call fdc_put
	mov al, 1bh
	call fdc_put
	mov al, 0ffh
	call fdc_put
	xor ecx, ecx
.result: push ecx
	call fdc_get
	pop ecx
	mov [results + ecx], al
	inc ecx
	cmp ecx, 7
	jb .result
	mov eax, [results]
	and eax, 0ffffffh
	ret
%macro READ 1
	mov byte [sector], %1
	mov al, 0e6h & 0dfh	; no skipping of deleted data
	call fdc_transfer
	mov [seen], eax
	call current
	mov [seen + 4], eax
	in al, 8
	and eax, 4
	mov [seen + 8], eax
%endmacro
%macro WRITE 1
	mov byte [sector], %1
	mov al, 0c5h & 5fh | 40h
	call fdc_transfer
	mov [seen], eax
%endmacro
%macro REPORT 0
	SHOW "fdc", [seen]
	SHOW "now", [seen + 4]
	SHOW "tc", [seen + 8]
%endmacro

; ---- where the bytes go ----

pages:	CASE "dma one sector"
	CHANNEL2 20h, 0, COUNT, 46h
	READ 1
	RESULT
	MEMORY "first", BUFFER
	MEMORY "last", BUFFER + 508
	REPORT
	ENDRESULT

	CASE "dma status again"
	in al, 8
	movzx eax, al
	mov [seen], eax
	RESULT
	SHOW "status", [seen]
	ENDRESULT

	call clear
	CASE "dma across a page"
	CHANNEL2 20h, 0ff00h, COUNT, 46h
	READ 1
	RESULT
	MEMORY "before", BUFFER + 0fffch
	MEMORY "page", BUFFER
	MEMORY "next", BUFFER + 10000h
	REPORT
	ENDRESULT

	call clear
	CASE "dma downwards"
	CHANNEL2 20h, 01ffh, COUNT, 66h
	READ 1
	RESULT
	MEMORY "first", BUFFER + 508
	MEMORY "last", BUFFER
	REPORT
	ENDRESULT

	call clear
	CASE "dma downwards across a page"
	CHANNEL2 21h, 00ffh, COUNT, 66h
	READ 1
	RESULT
	MEMORY "first", BUFFER + 100fch
	MEMORY "page", BUFFER + 1fffch
	MEMORY "before", BUFFER + 0fffch
	REPORT
	ENDRESULT

	call clear
	CASE "dma less than a sector"
	CHANNEL2 20h, 0, 255, 46h
	READ 2
	RESULT
	MEMORY "last", BUFFER + 252
	MEMORY "behind", BUFFER + 256
	REPORT
	ENDRESULT

	call clear
	CASE "dma two sectors"
	CHANNEL2 20h, 0, 1023, 46h
	READ 3
	RESULT
	MEMORY "first", BUFFER
	MEMORY "second", BUFFER + 512
	REPORT
	ENDRESULT

	call clear
	CASE "dma autoinitialize"
	CHANNEL2 20h, 100h, COUNT, 56h
	READ 1
	READ 2
	RESULT
	MEMORY "first", BUFFER + 100h
	MEMORY "before", BUFFER
	REPORT
	ENDRESULT

	call clear
	CASE "dma verify"
	CHANNEL2 20h, 0, COUNT, 42h
	READ 1
	RESULT
	MEMORY "first", BUFFER
	REPORT
	ENDRESULT

	CASE "dma from memory across a page"
	call clear
	mov dword [BUFFER + 0fffch], 11223344h
	mov dword [BUFFER], 55667788h
	mov dword [BUFFER + 10000h], 0deadbeefh
	CHANNEL2 20h, 0fffch, COUNT, 4ah
	WRITE 5
	call clear
	CHANNEL2 20h, 0, COUNT, 46h
	READ 5
	RESULT
	MEMORY "first", BUFFER
	MEMORY "second", BUFFER + 4
	REPORT
	ENDRESULT

	CASE "dma page register later"
	call clear
	CHANNEL2 20h, 0, COUNT, 46h
	OUTB 81h, 22h		; after the address: it is not a part of the chip
	READ 1
	RESULT
	MEMORY "first", BUFFER
	MEMORY "there", BUFFER + 20000h
	ENDRESULT
	ret

; ---- registers ----

registers:
	CASE "dma masked at the end"
	CHANNEL2 20h, 0, COUNT, 46h
	READ 1
	in al, 0fh
	movzx eax, al
	and eax, 4
	mov [seen + 12], eax
	CHANNEL2 20h, 0, COUNT, 56h
	READ 1
	in al, 0fh
	movzx eax, al
	and eax, 4
	RESULT
	SHOW "mask", [seen + 12]
	SHOW "autoinitialized", eax
	ENDRESULT

	CASE "dma byte pointer"
	CHANNEL2 20h, 1234h, 5678h, 46h
	OUTB 0ah, 6
	OUTB 0ch, 0
	in al, 4
	mov [seen], al
	OUTB 0ch, 0
	in al, 4
	mov [seen + 1], al
	in al, 5		; one pointer for all: the high byte
	mov [seen + 2], al
	in al, 5
	mov [seen + 3], al
	RESULT
	SHOW "bytes", [seen]
	ENDRESULT

	CASE "dma half an address"
	OUTB 0ch, 0
	OUTB 4, 99h
	call current
	mov [seen], eax
	RESULT
	SHOW "now", [seen]
	ENDRESULT

	CASE "dma clear mask"
	OUTB 0eh, 0
	in al, 0fh
	movzx eax, al
	and eax, 0fh
	mov [seen], eax
	OUTB 0fh, 0ah
	in al, 0fh
	movzx eax, al
	and eax, 0fh
	mov [seen + 4], eax
	OUTB 0dh, 0		; master clear
	in al, 0fh
	movzx eax, al
	and eax, 0fh
	mov [seen + 8], eax
	RESULT
	SHOW "none", [seen]
	SHOW "two", [seen + 4]
	SHOW "all", [seen + 8]
	ENDRESULT

	CASE "dma page registers"
	OUTB 84h, 5ah		; no channel's
	OUTB 81h, 0a5h
	in al, 84h
	mov [seen], al
	in al, 81h
	mov [seen + 1], al
	mov word [seen + 2], 0
	RESULT
	SHOW "pages", [seen]
	ENDRESULT
	ret

; ---- software requests: block mode, verify, so that no device is needed ----

requests:
	CASE "dma software request"
	OUTB 0dh, 0
	OUTB 0bh, 81h		; channel 1, block, verify, upwards
	OUTB 2, 0f0h
	OUTB 2, 0ffh
	OUTB 3, 1fh
	OUTB 3, 0
	OUTB 0ah, 1
	OUTB 9, 5
	in al, 8
	mov [seen], al
	in al, 8
	mov [seen + 1], al
	mov word [seen + 2], 0
	OUTB 0ch, 0
	in al, 2
	mov [seen + 4], al
	in al, 2
	mov [seen + 5], al
	in al, 3
	mov [seen + 6], al
	in al, 3
	mov [seen + 7], al
	RESULT
	SHOW "status", [seen]
	SHOW "now", [seen + 4]
	ENDRESULT

	CASE "dma request of a masked channel"
	OUTB 0dh, 0
	OUTB 0bh, 81h
	OUTB 2, 0
	OUTB 2, 10h
	OUTB 3, 7
	OUTB 3, 0
	OUTB 9, 5		; software requests cannot be masked
	in al, 8
	movzx eax, al
	mov [seen], eax
	RESULT
	SHOW "status", [seen]
	ENDRESULT

	CASE "dma controller disabled"
	OUTB 0dh, 0
	OUTB 8, 4
	OUTB 0bh, 81h
	OUTB 2, 0
	OUTB 2, 10h
	OUTB 3, 7
	OUTB 3, 0
	OUTB 0ah, 1
	OUTB 9, 5
	in al, 8
	and eax, 0fh
	mov [seen], eax
	OUTB 8, 0
	in al, 8
	and eax, 0fh
	mov [seen + 4], eax
	RESULT
	SHOW "off", [seen]
	SHOW "on", [seen + 4]
	ENDRESULT

	; The second chip counts words: its pages are of 128 KiB.
	CASE "dma words"
	OUTB 0dah, 0
	OUTB 0d6h, 81h		; channel 5
	OUTB 0c4h, 0feh
	OUTB 0c4h, 0ffh
	OUTB 0c6h, 3
	OUTB 0c6h, 0
	OUTB 0d2h, 5
	in al, 0d0h
	mov [seen], al
	mov byte [seen + 1], 0
	mov word [seen + 2], 0
	OUTB 0d8h, 0
	in al, 0c4h
	mov [seen + 4], al
	in al, 0c4h
	mov [seen + 5], al
	in al, 0c6h
	mov [seen + 6], al
	in al, 0c6h
	mov [seen + 7], al
	OUTB 0dah, 0
	OUTB 0d6h, 0c0h		; the cascade as firmware leaves it
	OUTB 0d4h, 0
	RESULT
	SHOW "status", [seen]
	SHOW "now", [seen + 4]
	ENDRESULT
	ret

	section .bss
	alignb 4
seen:	resd 4
results: resd 2
address: resw 1
count:	resw 1
mode:	resb 1
page:	resb 1
track:	resb 1
sector:	resb 1
	section .text
