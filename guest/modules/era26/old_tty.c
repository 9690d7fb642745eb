/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * old_tty: two lines for 2.6.10 that are wired to each other: what is written to oldtty0 comes in
 * at oldtty1, and the other way round, a byte each tick. DTR here is DSR there.
 */
#include <linux/config.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/timer.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_flip.h>
#include <linux/serial.h>
#include <asm/uaccess.h>

MODULE_LICENSE("GPL");

#define LINES 2
#define ROOM  64

static struct line {
	struct tty_struct *tty;
	int opens, dtr, speed;
	unsigned char wire[ROOM];
	unsigned int head, tail;
	struct timer_list timer;
} lines[LINES];

static spinlock_t lock = SPIN_LOCK_UNLOCKED;

/* A byte of this line's wire arrives at the other end. */
static void tick(unsigned long number)
{
	struct line *line = &lines[number], *other = &lines[!number];
	unsigned long flags;

	spin_lock_irqsave(&lock, flags);
	if (line->head != line->tail && other->opens) {
		tty_insert_flip_char(other->tty, line->wire[line->tail++ % ROOM], TTY_NORMAL);
		tty_flip_buffer_push(other->tty);
	}
	spin_unlock_irqrestore(&lock, flags);
	if (line->tty)
		tty_wakeup(line->tty);
	mod_timer(&line->timer, jiffies + 1);
}

static int old_tty_open(struct tty_struct *tty, struct file *file)
{
	struct line *line = &lines[tty->index];

	tty->driver_data = line;
	line->tty = tty;
	if (!line->opens++)
		line->dtr = 1;
	return 0;
}

static void old_tty_close(struct tty_struct *tty, struct file *file)
{
	struct line *line = tty->driver_data;

	if (!--line->opens)
		line->dtr = 0;
}

static int old_tty_write_room(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	return ROOM - (line->head - line->tail);
}

static int old_tty_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	struct line *line = tty->driver_data;
	unsigned long flags;
	int i;

	spin_lock_irqsave(&lock, flags);
	for (i = 0; i < count && line->head - line->tail < ROOM; i++)
		line->wire[line->head++ % ROOM] = buf[i];
	spin_unlock_irqrestore(&lock, flags);
	return i;
}

static void old_tty_set_termios(struct tty_struct *tty, struct termios *old)
{
	struct line *line = tty->driver_data;

	if (old && tty->termios->c_cflag == old->c_cflag)
		return;
	line->speed = tty_get_baud_rate(tty);
}

static int old_tty_tiocmget(struct tty_struct *tty, struct file *file)
{
	struct line *line = tty->driver_data;

	return (line->dtr ? TIOCM_DTR : 0) | (lines[!tty->index].dtr ? TIOCM_DSR | TIOCM_CAR : 0);
}

static int old_tty_tiocmset(struct tty_struct *tty, struct file *file, unsigned int set,
			    unsigned int clear)
{
	struct line *line = tty->driver_data;

	if (set & TIOCM_DTR)
		line->dtr = 1;
	if (clear & TIOCM_DTR)
		line->dtr = 0;
	return 0;
}

static int old_tty_read_proc(char *page, char **start, off_t off, int count, int *eof, void *data)
{
	int i, n = 0;

	for (i = 0; i < LINES; i++)
		n += sprintf(page + n, "%d: dtr %d speed %d\n", i, lines[i].dtr, lines[i].speed);
	*eof = 1;
	return n;
}

static int old_tty_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
			 unsigned long arg)
{
	struct serial_struct serial = {.type = PORT_16450, .line = tty->index};

	if (cmd != TIOCGSERIAL)
		return -ENOIOCTLCMD;
	return copy_to_user((void __user *)arg, &serial, sizeof(serial)) ? -EFAULT : 0;
}

static struct tty_operations old_tty_ops = {
    .open = old_tty_open,
    .close = old_tty_close,
    .write = old_tty_write,
    .write_room = old_tty_write_room,
    .set_termios = old_tty_set_termios,
    .tiocmget = old_tty_tiocmget,
    .tiocmset = old_tty_tiocmset,
    .ioctl = old_tty_ioctl,
    .read_proc = old_tty_read_proc,
};

static struct tty_driver *driver;

static int __init old_tty_init(void)
{
	int i, err;

	driver = alloc_tty_driver(LINES);
	if (!driver)
		return -ENOMEM;
	driver->owner = THIS_MODULE;
	driver->driver_name = "old_tty";
	driver->name = "oldtty";
	driver->major = 0;
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->flags = TTY_DRIVER_REAL_RAW;
	driver->init_termios = tty_std_termios;
	driver->init_termios.c_cflag = B9600 | CS8 | CREAD | HUPCL | CLOCAL;
	tty_set_operations(driver, &old_tty_ops);
	err = tty_register_driver(driver);
	if (err) {
		put_tty_driver(driver);
		return err;
	}
	for (i = 0; i < LINES; i++) {
		init_timer(&lines[i].timer);
		lines[i].timer.function = tick;
		lines[i].timer.data = i;
		mod_timer(&lines[i].timer, jiffies + 1);
	}
	return 0;
}

static void __exit old_tty_exit(void)
{
	int i;

	for (i = 0; i < LINES; i++)
		del_timer_sync(&lines[i].timer);
	tty_unregister_driver(driver);
	put_tty_driver(driver);
}

module_init(old_tty_init);
module_exit(old_tty_exit);
