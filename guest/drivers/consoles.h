/* SPDX-License-Identifier: GPL-2.0-only */
/* consoles: the steps of console_init(), and the way from the keyboard to the screen's tty. */
#ifndef DRIVERS_CONSOLES_H
#define DRIVERS_CONSOLES_H

#include <linux/types.h>

struct console_tty;

void serial_console_init(void);
void vga_console_init(void);

/* A byte from the keyboard, in its interrupt (keyboard.c). */
void keyboard_scan_byte(u8 byte);
/* A program has the keyboard for itself: nothing is for the console (input/ps2_keyboard.c). */
bool keyboard_is_grabbed(void);

#endif
