/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8042: the keyboard controller of a PC AT (IBM AT Technical Reference, "Keyboard Controller"):
 * keyboard by IRQ 1, translated to scan code set 1, and, on a PS/2, a mouse by IRQ 12.
 *
 *	60h  r the byte that came, w a byte for the keyboard
 *	64h  r status, w a command
 *
 * One lock: a command to a device takes the bytes that come until its answer is complete.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/spinlock.h>
#include <asm/io.h>

#include "drivers/consoles.h"
#include "drivers/input/i8042.h"

#define DATA		   0x60
#define STATUS		   0x64
#define COMMAND		   0x64
#define STATUS_OUTPUT_FULL 0x01
#define STATUS_INPUT_FULL  0x02
#define STATUS_MOUSE	   0x20

#define READ_CONFIG	 0x20
#define WRITE_CONFIG	 0x60
#define ENABLE_MOUSE	 0xa8
#define TO_MOUSE	 0xd4
#define CONFIG_KBD_IRQ	 0x01
#define CONFIG_AUX_IRQ	 0x02
#define CONFIG_KBD_OFF	 0x10
#define CONFIG_AUX_OFF	 0x20
#define CONFIG_TRANSLATE 0x40

#define KEYBOARD_IRQ 1
#define MOUSE_IRQ    12

#define ACK	0xfa
#define RESEND	0xfe
#define WAIT_US 50
#define TRIES	1000 /* 50 ms: a device answers within 20 */

static DEFINE_SPINLOCK(lock);

static bool wait_status(u8 mask, u8 value)
{
	int tries;

	for (tries = 0; tries < TRIES; tries++) {
		if ((inb(STATUS) & mask) == value)
			return true;
		udelay(WAIT_US);
	}
	return false;
}

static int write_byte(u16 port, u8 byte)
{
	if (!wait_status(STATUS_INPUT_FULL, 0))
		return -ENODEV;
	outb(byte, port);
	return 0;
}

static void route(u8 status, u8 byte)
{
	if (status & STATUS_MOUSE) {
		ps2_mouse_byte(byte);
	} else {
		ps2_keyboard_byte(byte);
		keyboard_scan_byte(byte);
	}
}

/* The next byte of that device; -1: none came. The other's go on. */
static int read_from(bool mouse)
{
	u8 status, byte;

	while (wait_status(STATUS_OUTPUT_FULL, STATUS_OUTPUT_FULL)) {
		status = inb(STATUS);
		byte = inb(DATA);
		if (!!(status & STATUS_MOUSE) == mouse)
			return byte;
		route(status, byte);
	}
	return -1;
}

static int send(bool mouse, u8 byte)
{
	int err = mouse ? write_byte(COMMAND, TO_MOUSE) : 0, answer, tries;

	if (!err)
		err = write_byte(DATA, byte);
	if (err)
		return err;
	/* what was under way before the byte arrived is a key or a movement */
	for (tries = 0; tries < 8; tries++) {
		answer = read_from(mouse);
		if (answer == ACK)
			return 0;
		if (answer < 0 || answer == RESEND)
			break;
		route(mouse ? STATUS_MOUSE : 0, answer);
	}
	return -EIO;
}

int ps2_command(bool mouse, u8 command, int argument, u8 *answer, unsigned int answers)
{
	unsigned long flags;
	int err, byte;

	spin_lock_irqsave(&lock, flags);
	err = send(mouse, command);
	if (!err && argument >= 0)
		err = send(mouse, argument);
	while (!err && answers--) {
		byte = read_from(mouse);
		if (byte < 0)
			err = -EIO;
		else
			*answer++ = byte;
	}
	spin_unlock_irqrestore(&lock, flags);
	return err;
}

static irqreturn_t i8042_interrupt(int irq, void *dev_id)
{
	irqreturn_t result = IRQ_NONE;
	u8 status;

	spin_lock(&lock);
	status = inb(STATUS);
	if (status & STATUS_OUTPUT_FULL) {
		route(status, inb(DATA));
		result = IRQ_HANDLED;
	}
	spin_unlock(&lock);
	return result;
}

static int __init read_config(void)
{
	if (write_byte(COMMAND, READ_CONFIG) ||
	    !wait_status(STATUS_OUTPUT_FULL, STATUS_OUTPUT_FULL))
		return -1;
	return inb(DATA);
}

static int __init write_config(u8 config)
{
	int err = write_byte(COMMAND, WRITE_CONFIG);

	return err ? err : write_byte(DATA, config);
}

/* Only a controller of a PS/2 can have the mouse's clock off, and on again. */
static bool __init has_mouse_port(void)
{
	int config;

	if (write_byte(COMMAND, ENABLE_MOUSE))
		return false;
	config = read_config();
	return config >= 0 && !(config & CONFIG_AUX_OFF);
}

static int __init start(bool mouse)
{
	int config = read_config(), err;

	if (config < 0)
		return -ENODEV;
	config |= CONFIG_KBD_IRQ | CONFIG_TRANSLATE | (mouse ? CONFIG_AUX_IRQ : 0);
	config &= ~CONFIG_KBD_OFF;
	err = request_irq(KEYBOARD_IRQ, i8042_interrupt, 0, "i8042", NULL);
	if (!err && mouse && request_irq(MOUSE_IRQ, i8042_interrupt, 0, "i8042", NULL)) {
		pr_warn("i8042: irq %d is taken, so no mouse\n", MOUSE_IRQ);
		config &= ~CONFIG_AUX_IRQ;
	}
	return err ? err : write_config(config);
}

static int __init i8042_init(void)
{
	int tries, err;
	bool mouse;

	if (inb(STATUS) == 0xff)
		return 0;
	for (tries = 0; tries < 16 && inb(STATUS) & STATUS_OUTPUT_FULL; tries++)
		inb(DATA);
	if (read_config() < 0) {
		pr_warn("i8042: no answer\n");
		return 0;
	}
	mouse = has_mouse_port();
	ps2_keyboard_register();
	err = start(mouse);
	if (err)
		return err;
	pr_info("i8042: keyboard on irq %d\n", KEYBOARD_IRQ);
	if (mouse)
		ps2_mouse_register();
	return 0;
}
device_initcall(i8042_init);
