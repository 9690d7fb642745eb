/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * keyboard: what keys mean on the VGA console, by their scan codes of set 1 (the 8042 is
 * drivers/input/i8042.c). US layout. Keys without a character give the VT220's sequences.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/tty_simple.h>

#include "consoles.h"

#define KEY_RELEASED 0x80
#define KEY_EXTENDED 0xe0
#define KEY_PAUSE    0xe1

#define KEY_CTRL   0x1d
#define KEY_LSHIFT 0x2a
#define KEY_RSHIFT 0x36
#define KEY_ALT	   0x38
#define KEY_CAPS   0x3a
#define KEY_PGUP   0x49
#define KEY_PGDN   0x51
#define KEY_DELETE 0x53

/* By scan code up to the space bar; 0: no character. */
static const char plain_map[0x3a] = "\0\033"
				    "1234567890-=\177\tqwertyuiop[]\r\0asdfghjkl;'`"
				    "\0\\zxcvbnm,./\0*\0 ";
static const char shift_map[0x3a] = "\0\033"
				    "!@#$%^&*()_+\177\tQWERTYUIOP{}\r\0ASDFGHJKL:\"~"
				    "\0|ZXCVBNM<>?\0*\0 ";

static const struct {
	u8 code;
	const char *sequence;
} sequences[] = {
    {0x47, "\033[H"}, {0x48, "\033[A"}, {0x49, "\033[5~"}, {0x4b, "\033[D"},  {0x4d, "\033[C"},
    {0x4f, "\033[F"}, {0x50, "\033[B"}, {0x51, "\033[6~"}, {0x52, "\033[2~"}, {0x53, "\033[3~"},
    {0x3b, "\033OP"}, {0x3c, "\033OQ"}, {0x3d, "\033OR"},  {0x3e, "\033OS"},
};

static struct {
	bool shift, ctrl, alt, caps;
	bool extended; /* an E0 came before */
	u8 skip;       /* bytes of a Pause sequence still to come */
} kbd;

static void send(const char *bytes)
{
	while (*bytes)
		console_tty_input(&vga_tty, *bytes++);
}

static bool modifier(u8 code, bool pressed)
{
	switch (code) {
	case KEY_LSHIFT:
	case KEY_RSHIFT:
		if (!kbd.extended) /* E0 2A is a shift the keyboard makes up */
			kbd.shift = pressed;
		return true;
	case KEY_CTRL:
		kbd.ctrl = pressed;
		return true;
	case KEY_ALT:
		kbd.alt = pressed;
		return true;
	case KEY_CAPS:
		kbd.caps ^= pressed;
		return true;
	}
	return false;
}

/* Not a character's key: a sequence, or a move of the view. */
static void special_key(u8 code)
{
	int i;

	if (kbd.shift && (code == KEY_PGUP || code == KEY_PGDN)) {
		vga_scroll_view(code == KEY_PGUP ? 12 : -12);
		return;
	}
	if (kbd.ctrl && kbd.alt && code == KEY_DELETE)
		kernel_restart(NULL);
	for (i = 0; i < ARRAY_SIZE(sequences); i++)
		if (sequences[i].code == code)
			send(sequences[i].sequence);
}

static void character_key(u8 code)
{
	bool letter = plain_map[code] >= 'a' && plain_map[code] <= 'z';
	char c = kbd.shift != (kbd.caps && letter) ? shift_map[code] : plain_map[code];

	if (!c)
		return;
	if (kbd.ctrl && c >= '@' && c != 0x7f)
		c &= 0x1f;
	if (kbd.alt)
		console_tty_input(&vga_tty, 0x1b);
	console_tty_input(&vga_tty, c);
}

static void key(u8 code)
{
	bool pressed = !(code & KEY_RELEASED);

	code &= ~KEY_RELEASED;
	if (modifier(code, pressed) || !pressed)
		return;
	/* of the extended keys, Enter and / of the keypad are characters */
	if (code < sizeof(plain_map) && (!kbd.extended || code == 0x1c || code == 0x35))
		character_key(code);
	else
		special_key(code);
}

void keyboard_scan_byte(u8 byte)
{
	if (keyboard_is_grabbed())
		return;
	if (kbd.skip) {
		kbd.skip--;
	} else if (byte == KEY_PAUSE) {
		kbd.skip = 5;
	} else if (byte == KEY_EXTENDED) {
		kbd.extended = true;
		return;
	} else {
		key(byte);
	}
	kbd.extended = false;
}

static int __init keyboard_init(void)
{
	console_tty_register(&vga_tty);
	return 0;
}
fs_initcall(keyboard_init);
