/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * keyboard: the PS/2 keyboard behind the 8042 (IBM AT Technical Reference), which
 * translates to scan code set 1. US layout. Keys without a character give the VT220's
 * sequences.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/reboot.h>
#include <linux/string.h>
#include <linux/tty_simple.h>
#include <asm/io.h>

#include "consoles.h"

#define I8042_DATA	    0x60
#define I8042_STATUS	    0x64
#define I8042_COMMAND	    0x64
#define STATUS_OUTPUT_FULL  0x01
#define STATUS_INPUT_FULL   0x02
#define STATUS_MOUSE	    0x20
#define CMD_READ_CONFIG	    0x20
#define CMD_WRITE_CONFIG    0x60
#define CONFIG_KEYBOARD_IRQ 0x01
#define CONFIG_KEYBOARD_OFF 0x10
#define CONFIG_TRANSLATE    0x40
#define TRIES		    10000

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

static void scan_byte(u8 byte)
{
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

static irqreturn_t keyboard_interrupt(int irq, void *dev_id)
{
	u8 status = inb(I8042_STATUS);

	if (!(status & STATUS_OUTPUT_FULL))
		return IRQ_NONE;
	if (status & STATUS_MOUSE)
		inb(I8042_DATA);
	else
		scan_byte(inb(I8042_DATA));
	return IRQ_HANDLED;
}

static bool __init wait_status(u8 mask, u8 value)
{
	int tries;

	for (tries = 0; tries < TRIES; tries++)
		if ((inb(I8042_STATUS) & mask) == value)
			return true;
	return false;
}

static bool __init i8042_command(u8 command)
{
	if (!wait_status(STATUS_INPUT_FULL, 0))
		return false;
	outb(command, I8042_COMMAND);
	return true;
}

static int __init keyboard_init(void)
{
	u8 config;
	int tries;

	console_tty_register(&vga_tty);
	if (inb(I8042_STATUS) == 0xff)
		return 0;
	for (tries = 0; tries < 16 && inb(I8042_STATUS) & STATUS_OUTPUT_FULL; tries++)
		inb(I8042_DATA);
	if (!i8042_command(CMD_READ_CONFIG) ||
	    !wait_status(STATUS_OUTPUT_FULL, STATUS_OUTPUT_FULL)) {
		pr_warn("i8042: no answer\n");
		return 0;
	}
	config = inb(I8042_DATA);
	config |= CONFIG_KEYBOARD_IRQ | CONFIG_TRANSLATE;
	config &= ~CONFIG_KEYBOARD_OFF;
	if (request_irq(1, keyboard_interrupt, 0, "i8042", NULL))
		return -EBUSY;
	if (i8042_command(CMD_WRITE_CONFIG) && wait_status(STATUS_INPUT_FULL, 0))
		outb(config, I8042_DATA);
	pr_info("i8042: keyboard on irq 1\n");
	return 0;
}
device_initcall(keyboard_init);
