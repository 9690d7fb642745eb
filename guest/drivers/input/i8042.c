/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * i8042: the keyboard controller of a PC AT (IBM AT Technical Reference, "Keyboard Controller"):
 * keyboard by IRQ 1, translated to scan code set 1, and, on a PS/2, a mouse by IRQ 12. Each is a
 * serio port; what hangs on it is its driver's.
 *
 *	60h  r the byte that came, w a byte for the keyboard
 *	64h  r status, w a command
 *
 * One lock around the registers. An answer of the controller itself is waited for with it.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/i8042.h>
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/platform_device.h>
#include <linux/serio.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <asm/io.h>

#define DATA	0x60
#define STATUS	0x64
#define COMMAND 0x64

#define KEYBOARD_IRQ 1
#define MOUSE_IRQ    12

#define WAIT_US 50
#define TRIES	1000 /* 50 ms: a device answers within 20 */

enum { KEYBOARD, MOUSE, PORTS };

static DEFINE_SPINLOCK(lock);
static DEFINE_MUTEX(chip_mutex);
static struct serio *ports[PORTS]; /* lock */
static bool present;
static bool (*filter)(unsigned char data, unsigned char str, struct serio *port); /* lock */

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
	if (!wait_status(I8042_STR_IBF, 0))
		return -ENODEV;
	outb(byte, port);
	return 0;
}

/* ---- what comes ---- */

static unsigned int serio_flags(u8 status, u8 byte)
{
	/* with a bit of the status set the byte says which: FE from the controller, FF none came */
	if (status & I8042_STR_TIMEOUT && byte == 0xfe)
		return SERIO_TIMEOUT;
	return (status & I8042_STR_PARITY ? SERIO_PARITY : 0) |
	       (status & I8042_STR_TIMEOUT && !(status & I8042_STR_AUXDATA) ? SERIO_TIMEOUT : 0);
}

static irqreturn_t i8042_interrupt(int irq, void *dev_id)
{
	struct serio *port = NULL;
	u8 status, byte = 0;
	bool kept = false;

	spin_lock(&lock);
	status = inb(STATUS);
	if (status & I8042_STR_OBF) {
		byte = inb(DATA);
		port = ports[status & I8042_STR_AUXDATA ? MOUSE : KEYBOARD];
		kept = filter && filter(byte, status, port);
	}
	spin_unlock(&lock);
	if (!(status & I8042_STR_OBF))
		return IRQ_NONE;
	if (port && !kept)
		serio_interrupt(port, byte, serio_flags(status, byte));
	return IRQ_HANDLED;
}

int i8042_install_filter(bool (*fn)(unsigned char data, unsigned char str, struct serio *port))
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&lock, flags);
	if (filter)
		err = -EBUSY;
	else
		filter = fn;
	spin_unlock_irqrestore(&lock, flags);
	return err;
}
EXPORT_SYMBOL(i8042_install_filter);

int i8042_remove_filter(bool (*fn)(unsigned char data, unsigned char str, struct serio *port))
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&lock, flags);
	if (filter != fn)
		err = -EINVAL;
	else
		filter = NULL;
	spin_unlock_irqrestore(&lock, flags);
	return err;
}
EXPORT_SYMBOL(i8042_remove_filter);

/* ---- what goes ---- */

static int write_to_device(struct serio *port, unsigned char byte)
{
	unsigned long flags;
	int err = 0;

	spin_lock_irqsave(&lock, flags);
	if (port == ports[MOUSE])
		err = write_byte(COMMAND, (u8)I8042_CMD_AUX_SEND);
	if (!err)
		err = write_byte(DATA, byte);
	spin_unlock_irqrestore(&lock, flags);
	return err;
}

/* The controller's answer. What a mouse says meanwhile is lost: a movement. */
static int read_answer(u8 *to, bool of_mouse)
{
	u8 status;

	while (wait_status(I8042_STR_OBF, I8042_STR_OBF)) {
		status = inb(STATUS);
		*to = inb(DATA);
		if (!!(status & I8042_STR_AUXDATA) == of_mouse)
			return 0;
	}
	return -EIO;
}

int i8042_command(unsigned char *param, int command)
{
	unsigned int i, args = command >> 12 & 15, answers = command >> 8 & 15;
	unsigned long flags;
	int err;

	if (!present)
		return -ENODEV;
	spin_lock_irqsave(&lock, flags);
	err = write_byte(COMMAND, command & 0xff);
	for (i = 0; !err && i < args; i++)
		err = write_byte(DATA, param[i]);
	for (i = 0; !err && i < answers; i++)
		err = read_answer(&param[i], command == I8042_CMD_AUX_LOOP);
	spin_unlock_irqrestore(&lock, flags);
	return err ? -EIO : 0;
}
EXPORT_SYMBOL(i8042_command);

void i8042_lock_chip(void)
{
	mutex_lock(&chip_mutex);
}
EXPORT_SYMBOL(i8042_lock_chip);

void i8042_unlock_chip(void)
{
	mutex_unlock(&chip_mutex);
}
EXPORT_SYMBOL(i8042_unlock_chip);

/* ---- start ---- */

/* Only a controller of a PS/2 can have the mouse's clock off, and on again. */
static bool __init has_mouse_port(void)
{
	u8 config;

	if (i8042_command(NULL, I8042_CMD_AUX_ENABLE) || i8042_command(&config, I8042_CMD_CTL_RCTR))
		return false;
	return !(config & I8042_CTR_AUXDIS);
}

static int __init start(bool *mouse)
{
	int err;
	u8 config;

	if (i8042_command(&config, I8042_CMD_CTL_RCTR))
		return -ENODEV;
	config |= I8042_CTR_KBDINT | I8042_CTR_XLATE;
	config &= ~I8042_CTR_KBDDIS;
	err = request_irq(KEYBOARD_IRQ, i8042_interrupt, IRQF_SHARED, "i8042", ports);
	if (err)
		return err;
	if (*mouse && request_irq(MOUSE_IRQ, i8042_interrupt, IRQF_SHARED, "i8042", ports)) {
		pr_warn("i8042: irq %d is taken, so no mouse\n", MOUSE_IRQ);
		*mouse = false;
	}
	if (*mouse)
		config |= I8042_CTR_AUXINT;
	return i8042_command(&config, I8042_CMD_CTL_WCTR);
}

static int __init register_port(struct device *parent, int which)
{
	struct serio *port = kzalloc(sizeof(*port), GFP_KERNEL);

	if (!port)
		return -ENOMEM;
	port->id.type = which == MOUSE ? SERIO_8042 : SERIO_8042_XL;
	port->write = write_to_device;
	port->ps2_cmd_mutex = &chip_mutex;
	port->dev.parent = parent;
	strscpy(port->name, which == MOUSE ? "i8042 AUX port" : "i8042 KBD port",
		sizeof(port->name));
	snprintf(port->phys, sizeof(port->phys), "isa0060/serio%d", which);
	/* before the interrupt may ask for it */
	__serio_register_port(port, NULL);
	spin_lock_irq(&lock);
	ports[which] = port;
	spin_unlock_irq(&lock);
	return 0;
}

static int __init i8042_init(void)
{
	struct platform_device *dev;
	bool mouse;
	int tries, err;
	u8 config;

	if (inb(STATUS) == 0xff)
		return 0;
	for (tries = 0; tries < 16 && inb(STATUS) & I8042_STR_OBF; tries++)
		inb(DATA);
	present = true;
	if (i8042_command(&config, I8042_CMD_CTL_RCTR)) {
		present = false;
		pr_warn("i8042: no answer\n");
		return 0;
	}
	dev = platform_device_register_simple("i8042", PLATFORM_DEVID_NONE, NULL, 0);
	if (IS_ERR(dev))
		return PTR_ERR(dev);
	mouse = has_mouse_port();
	err = start(&mouse);
	if (!err)
		err = register_port(&dev->dev, KEYBOARD);
	if (err)
		return err;
	pr_info("i8042: keyboard on irq %d\n", KEYBOARD_IRQ);
	return mouse ? register_port(&dev->dev, MOUSE) : 0;
}
device_initcall(i8042_init);
