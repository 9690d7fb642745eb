/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver_2_6: drivers of terminals by 2.6's interface, as the book's tiny_tty, on the present
 * one: each gets a tty_driver with a tty_port for each line, and functions that call its own.
 *
 * What a driver has got it puts into flip of the tty_struct, its own, one context at a time;
 * tty_flip_buffer_push() brings that to the port. A driver that cannot has no function: the
 * present one has none then, either.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_driver_2_6.h>
#include <linux/tty_flip.h>

#include "tty_private.h"

/* ---- what comes ---- */

static void flip_reset(struct tty_struct *tty)
{
	tty->flip.count = 0;
	tty->flip.char_buf_ptr = tty->flip.char_buf;
	tty->flip.flag_buf_ptr = tty->flip.flag_buf;
}

void tty_flip_buffer_push_2_6(struct tty_struct *tty)
{
	tty_insert_flip_string_flags(tty->port, tty->flip.char_buf, tty->flip.flag_buf,
				     tty->flip.count);
	flip_reset(tty);
	tty_flip_buffer_push(tty->port);
}
EXPORT_SYMBOL(tty_flip_buffer_push_2_6);

void tty_insert_flip_char_2_6(struct tty_struct *tty, unsigned char ch, char flag)
{
	if (tty->flip.count >= TTY_FLIPBUF_SIZE)
		return;
	tty->flip.count++;
	*tty->flip.flag_buf_ptr++ = flag;
	*tty->flip.char_buf_ptr++ = ch;
}
EXPORT_SYMBOL(tty_insert_flip_char_2_6);

int tty_insert_flip_string_2_6(struct tty_struct *tty, const unsigned char *bytes, size_t count)
{
	size_t i;

	for (i = 0; i < count && tty->flip.count < TTY_FLIPBUF_SIZE; i++)
		tty_insert_flip_char_2_6(tty, bytes[i], TTY_NORMAL);
	return i;
}
EXPORT_SYMBOL(tty_insert_flip_string_2_6);

int tty_get_baud_rate_2_6(struct tty_struct *tty)
{
	return tty_termios_baud_rate(&tty->termios);
}
EXPORT_SYMBOL(tty_get_baud_rate_2_6);

/* ---- the driver's functions ---- */

static struct tty_driver_2_6 *of(const struct tty_struct *tty)
{
	return tty->driver_2_6;
}

static int do_install(struct tty_driver *driver, struct tty_struct *tty)
{
	tty->driver_2_6 = driver->driver_state;
	tty->termios_2_6 = &tty->termios;
	flip_reset(tty);
	return tty_standard_install(driver, tty);
}

static int do_open(struct tty_struct *tty, struct file *file)
{
	return of(tty)->open ? of(tty)->open(tty, file) : 0;
}

static void do_close(struct tty_struct *tty, struct file *file)
{
	if (of(tty)->close)
		of(tty)->close(tty, file);
}

static int do_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	return of(tty)->write ? of(tty)->write(tty, buf, count) : -EIO;
}

static int do_put_char(struct tty_struct *tty, unsigned char ch)
{
	of(tty)->put_char(tty, ch);
	return 1;
}

static void do_flush_chars(struct tty_struct *tty)
{
	of(tty)->flush_chars(tty);
}

static unsigned int do_write_room(struct tty_struct *tty)
{
	return max(of(tty)->write_room(tty), 0);
}

static unsigned int do_chars_in_buffer(struct tty_struct *tty)
{
	return max(of(tty)->chars_in_buffer(tty), 0);
}

static int do_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	return of(tty)->ioctl(tty, tty->asking_2_6, cmd, arg);
}

static void do_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
	struct ktermios before = *old;

	if (of(tty)->set_termios)
		of(tty)->set_termios(tty, &before);
}

static int do_break_ctl(struct tty_struct *tty, int state)
{
	of(tty)->break_ctl(tty, state);
	return 0;
}

static int do_tiocmget(struct tty_struct *tty)
{
	return of(tty)->tiocmget(tty, tty->asking_2_6);
}

static int do_tiocmset(struct tty_struct *tty, unsigned int set, unsigned int clear)
{
	return of(tty)->tiocmset(tty, tty->asking_2_6, set, clear);
}

static void take_functions(struct tty_operations *ops, const struct tty_driver_2_6 *driver)
{
	*ops = (struct tty_operations){
	    .install = do_install,
	    .open = do_open,
	    .close = do_close,
	    .write = do_write,
	    .set_termios = do_set_termios,
	    .put_char = driver->put_char ? do_put_char : NULL,
	    .flush_chars = driver->flush_chars ? do_flush_chars : NULL,
	    .write_room = driver->write_room ? do_write_room : NULL,
	    .chars_in_buffer = driver->chars_in_buffer ? do_chars_in_buffer : NULL,
	    .ioctl = driver->ioctl ? do_ioctl : NULL,
	    .break_ctl = driver->break_ctl ? do_break_ctl : NULL,
	    .tiocmget = driver->tiocmget ? do_tiocmget : NULL,
	    .tiocmset = driver->tiocmset ? do_tiocmset : NULL,
	    .throttle = driver->throttle,
	    .unthrottle = driver->unthrottle,
	    .stop = driver->stop,
	    .start = driver->start,
	    .hangup = driver->hangup,
	    .flush_buffer = driver->flush_buffer,
	    .set_ldisc = driver->set_ldisc,
	    .wait_until_sent = driver->wait_until_sent,
	    .send_xchar = driver->send_xchar,
	};
}

/* ---- drivers come and go ---- */

struct tty_driver_2_6 *alloc_tty_driver(int lines)
{
	struct tty_driver_2_6 *driver = kzalloc(sizeof(*driver), GFP_KERNEL);

	if (!driver)
		return NULL;
	driver->magic = TTY_DRIVER_MAGIC;
	driver->num = lines;
	return driver;
}
EXPORT_SYMBOL(alloc_tty_driver);

static void free_real(struct tty_driver_2_6 *driver)
{
	struct tty_driver *real = driver->real;
	int i;

	for (i = 0; driver->ports && i < driver->num; i++)
		tty_port_destroy(&driver->ports[i]);
	if (real)
		tty_driver_kref_put(real);
	kfree(driver->ports);
	kfree(driver->real_ops);
	driver->ports = NULL;
	driver->real = driver->real_ops = NULL;
}

void put_tty_driver(struct tty_driver_2_6 *driver)
{
	free_real(driver);
	kfree(driver);
}
EXPORT_SYMBOL(put_tty_driver);

void tty_set_operations_2_6(struct tty_driver_2_6 *driver, const struct tty_operations_2_6 *ops)
{
	driver->all = *ops;
}
EXPORT_SYMBOL(tty_set_operations_2_6);

void tty_register_device_2_6(struct tty_driver_2_6 *driver, unsigned int index,
			     struct device *device)
{
	tty_register_device(driver->real, index, device);
}
EXPORT_SYMBOL(tty_register_device_2_6);

void tty_unregister_device_2_6(struct tty_driver_2_6 *driver, unsigned int index)
{
	tty_unregister_device(driver->real, index);
}
EXPORT_SYMBOL(tty_unregister_device_2_6);

static void describe(struct tty_driver *real, struct tty_driver_2_6 *driver)
{
	real->driver_name = driver->driver_name;
	real->name = driver->name;
	real->name_base = driver->name_base;
	real->major = driver->major;
	real->minor_start = driver->minor_start;
	real->type = driver->type;
	real->subtype = driver->subtype;
	real->init_termios = driver->init_termios;
	real->driver_state = driver;
	real->ops = driver->real_ops;
}

static int make_real(struct tty_driver_2_6 *driver)
{
	unsigned long flags = driver->flags & (TTY_DRIVER_RESET_TERMIOS | TTY_DRIVER_REAL_RAW |
					       TTY_DRIVER_DYNAMIC_DEV);
	struct tty_driver *real = __tty_alloc_driver(driver->num, driver->owner, flags);
	int i;

	if (IS_ERR(real))
		return PTR_ERR(real);
	driver->real = real;
	driver->real_ops = kzalloc(sizeof(struct tty_operations), GFP_KERNEL);
	driver->ports = kcalloc(driver->num, sizeof(*driver->ports), GFP_KERNEL);
	if (!driver->real_ops || !driver->ports) {
		kfree(driver->ports);
		driver->ports = NULL;
		free_real(driver);
		return -ENOMEM;
	}
	for (i = 0; i < driver->num; i++) {
		tty_port_init(&driver->ports[i]);
		tty_port_link_device(&driver->ports[i], real, i);
	}
	take_functions(driver->real_ops, driver);
	describe(real, driver);
	return 0;
}

int tty_register_driver_2_6(struct tty_driver_2_6 *driver)
{
	int err = make_real(driver);

	if (!err)
		err = tty_register_driver(driver->real);
	if (err) {
		free_real(driver);
		return err;
	}
	driver->major = ((struct tty_driver *)driver->real)->major;
	if (driver->read_proc)
		driver->proc_entry = create_proc_read_entry(driver->driver_name, 0, tty_proc_dir(),
							    driver->read_proc, driver);
	driver->flags |= TTY_DRIVER_INSTALLED;
	return 0;
}
EXPORT_SYMBOL(tty_register_driver_2_6);

int tty_unregister_driver_2_6(struct tty_driver_2_6 *driver)
{
	proc_remove(driver->proc_entry);
	driver->proc_entry = NULL;
	tty_unregister_driver(driver->real);
	free_real(driver);
	return 0;
}
EXPORT_SYMBOL(tty_unregister_driver_2_6);
