/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_own: the screen's terminals, the serial lines, the slaves of pseudo-terminals. */
#include <linux/kdev_t.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_simple.h>

#include "../vt/vt.h"
#include "tty_private.h"

static int driver_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	if (tty->console)
		tty->console->write(tty->console, (const char *)buf, count);
	else
		pty_put(tty, buf, count);
	return count;
}

static int driver_put_char(struct tty_struct *tty, unsigned char ch)
{
	return driver_write(tty, &ch, 1);
}

static int driver_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	return vt_ioctl(tty, cmd, arg);
}

static const struct tty_operations operations = {
    .write = driver_write,
    .put_char = driver_put_char,
    .write_room = tty_room,
    .ioctl = driver_ioctl,
};

static struct tty_driver screen = {
    .name = "tty",
    .name_base = 1,
    .major = TTY_MAJOR,
    .minor_start = 1,
    .num = VT_MOST,
    .type = TTY_DRIVER_TYPE_CONSOLE,
    .ops = &operations,
};
struct tty_driver tty_serial_driver = {
    .driver_name = "serial",
    .name = "ttyS",
    .major = TTY_MAJOR,
    .minor_start = 64,
    .num = 4,
    .type = TTY_DRIVER_TYPE_SERIAL,
    .subtype = SERIAL_TYPE_NORMAL,
    .ops = &operations,
};
static struct tty_driver pty = {
    .driver_name = "pty_slave",
    .name = "pts",
    .major = UNIX98_PTY_SLAVE_MAJOR,
    .num = 256,
    .type = TTY_DRIVER_TYPE_PTY,
    .subtype = PTY_TYPE_SLAVE,
    .ops = &operations,
};

struct tty_driver *tty_driver_of(dev_t dev, int *index)
{
	struct tty_driver *driver = &pty;

	if (MAJOR(dev) == TTY_MAJOR)
		driver = MINOR(dev) < 64 ? &screen : &tty_serial_driver;
	else if (MAJOR(dev) != UNIX98_PTY_SLAVE_MAJOR)
		return NULL;
	*index = (int)MINOR(dev) - driver->minor_start;
	return driver;
}
