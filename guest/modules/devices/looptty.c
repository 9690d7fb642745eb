// SPDX-License-Identifier: GPL-2.0-only
/*
 * looptty: two terminals, ttyL0 and ttyL1, joined as by a null modem cable: what is written at
 * one comes in at the other, one piece each tick, RTS is the other's CTS, and DTR its DSR and DCD.
 * A driver of lines by tty_port and tty_operations, of the kind that serial cards have.
 */
#include <linux/errno.h>
#include <linux/jiffies.h>
#include <linux/kfifo.h>
#include <linux/module.h>
#include <linux/serial.h>
#include <linux/slab.h>
#include <linux/timer.h>
#include <linux/tty.h>
#include <linux/tty_driver.h>
#include <linux/tty_flip.h>

#define LINES  2
#define BYTES  256
#define A_TICK 64

struct line {
	struct tty_port port;
	struct timer_list timer;
	spinlock_t lock; /* what follows */
	DECLARE_KFIFO(sent, unsigned char, BYTES);
	unsigned int lines; /* TIOCM_DTR, TIOCM_RTS */
	bool throttled, broken;
	struct serial_icounter_struct count;
};

static struct line lines[LINES];
static struct tty_driver *driver;

static struct line *other(const struct line *line)
{
	return &lines[line == &lines[0]];
}

/* ---- the cable ---- */

static void deliver(struct timer_list *t)
{
	struct line *line = from_timer(line, t, timer), *to = other(line);
	unsigned char bytes[A_TICK];
	unsigned int n = 0;
	unsigned long flags;

	spin_lock_irqsave(&line->lock, flags);
	if (!READ_ONCE(to->throttled))
		n = kfifo_out(&line->sent, bytes, A_TICK);
	line->count.tx += n;
	if (!kfifo_is_empty(&line->sent))
		mod_timer(&line->timer, jiffies + 1);
	spin_unlock_irqrestore(&line->lock, flags);
	if (!n)
		return;
	to->count.rx += n;
	if (tty_insert_flip_string(&to->port, bytes, n) < n)
		to->count.buf_overrun++;
	tty_flip_buffer_push(&to->port);
	tty_port_tty_wakeup(&line->port);
}

static void set_lines(struct line *line, unsigned int set, unsigned int clear)
{
	unsigned long flags;
	unsigned int was;

	spin_lock_irqsave(&line->lock, flags);
	was = line->lines;
	line->lines = (was | set) & ~clear;
	was ^= line->lines;
	spin_unlock_irqrestore(&line->lock, flags);
	if (was & TIOCM_RTS)
		other(line)->count.cts++;
	if (was & TIOCM_DTR) {
		other(line)->count.dsr++;
		other(line)->count.dcd++;
		if (line->lines & TIOCM_DTR)
			wake_up_interruptible(&other(line)->port.open_wait);
		else
			tty_port_tty_hangup(&other(line)->port, true);
	}
}

/* ---- the port ---- */

static int loop_carrier_raised(struct tty_port *port)
{
	return !!(other(container_of(port, struct line, port))->lines & TIOCM_DTR);
}

static void loop_dtr_rts(struct tty_port *port, int raise)
{
	struct line *line = container_of(port, struct line, port);

	set_lines(line, raise ? TIOCM_DTR | TIOCM_RTS : 0, raise ? 0 : TIOCM_DTR | TIOCM_RTS);
}

static void loop_shutdown(struct tty_port *port)
{
	struct line *line = container_of(port, struct line, port);

	del_timer_sync(&line->timer);
	kfifo_reset(&line->sent);
}

static const struct tty_port_operations port_ops = {
    .carrier_raised = loop_carrier_raised,
    .dtr_rts = loop_dtr_rts,
    .shutdown = loop_shutdown,
};

/* ---- the terminal ---- */

static int loop_install(struct tty_driver *drv, struct tty_struct *tty)
{
	tty->driver_data = &lines[tty->index];
	return tty_port_install(&lines[tty->index].port, drv, tty);
}

static int loop_open(struct tty_struct *tty, struct file *file)
{
	struct line *line = tty->driver_data;

	return tty_port_open(&line->port, tty, file);
}

static void loop_close(struct tty_struct *tty, struct file *file)
{
	struct line *line = tty->driver_data;

	tty_port_close(&line->port, tty, file);
}

static void loop_hangup(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	tty_port_hangup(&line->port);
}

static int loop_write(struct tty_struct *tty, const unsigned char *buf, int count)
{
	struct line *line = tty->driver_data;
	unsigned long flags;
	int n;

	spin_lock_irqsave(&line->lock, flags);
	n = kfifo_in(&line->sent, buf, count);
	if (!timer_pending(&line->timer))
		mod_timer(&line->timer, jiffies + 1);
	spin_unlock_irqrestore(&line->lock, flags);
	return n;
}

static unsigned int loop_write_room(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	return kfifo_avail(&line->sent);
}

static unsigned int loop_chars_in_buffer(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	return kfifo_len(&line->sent);
}

static void loop_throttle(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	WRITE_ONCE(line->throttled, true);
}

static void loop_unthrottle(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;

	WRITE_ONCE(line->throttled, false);
	mod_timer(&other(line)->timer, jiffies + 1);
}

/* A cable takes any speed. */
static void loop_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
}

static int loop_tiocmget(struct tty_struct *tty)
{
	struct line *line = tty->driver_data;
	unsigned int its = other(line)->lines;

	return line->lines | (its & TIOCM_RTS ? TIOCM_CTS : 0) |
	       (its & TIOCM_DTR ? TIOCM_DSR | TIOCM_CAR : 0);
}

static int loop_tiocmset(struct tty_struct *tty, unsigned int set, unsigned int clear)
{
	set_lines(tty->driver_data, set & (TIOCM_DTR | TIOCM_RTS), clear);
	return 0;
}

static int loop_break_ctl(struct tty_struct *tty, int state)
{
	struct line *line = tty->driver_data, *to = other(line);

	/* the receiver sees one, when it begins */
	if (state && !line->broken) {
		to->count.brk++;
		tty_insert_flip_char(&to->port, 0, TTY_BREAK);
		tty_flip_buffer_push(&to->port);
	}
	line->broken = state;
	return 0;
}

static int loop_get_icount(struct tty_struct *tty, struct serial_icounter_struct *icount)
{
	struct line *line = tty->driver_data;

	*icount = line->count;
	return 0;
}

static int loop_proc_show(struct seq_file *m, void *unused)
{
	int i;

	for (i = 0; i < LINES; i++)
		seq_printf(m, "%d: tx:%d rx:%d brk:%d cts:%d dcd:%d open:%d\n", i,
			   lines[i].count.tx, lines[i].count.rx, lines[i].count.brk,
			   lines[i].count.cts, lines[i].count.dcd, lines[i].port.count);
	return 0;
}

static const struct tty_operations ops = {
    .install = loop_install,
    .open = loop_open,
    .close = loop_close,
    .hangup = loop_hangup,
    .write = loop_write,
    .write_room = loop_write_room,
    .chars_in_buffer = loop_chars_in_buffer,
    .throttle = loop_throttle,
    .unthrottle = loop_unthrottle,
    .set_termios = loop_set_termios,
    .tiocmget = loop_tiocmget,
    .tiocmset = loop_tiocmset,
    .break_ctl = loop_break_ctl,
    .get_icount = loop_get_icount,
    .proc_show = loop_proc_show,
};

/* ---- coming and going ---- */

static void free_lines(void)
{
	int i;

	for (i = 0; i < LINES; i++)
		tty_port_destroy(&lines[i].port);
}

static int __init loop_init(void)
{
	int i, err;

	driver = tty_alloc_driver(LINES, TTY_DRIVER_REAL_RAW);
	if (IS_ERR(driver))
		return PTR_ERR(driver);
	driver->driver_name = "looptty";
	driver->name = "ttyL";
	driver->type = TTY_DRIVER_TYPE_SERIAL;
	driver->subtype = SERIAL_TYPE_NORMAL;
	driver->init_termios = tty_std_termios;
	tty_set_operations(driver, &ops);
	for (i = 0; i < LINES; i++) {
		tty_port_init(&lines[i].port);
		lines[i].port.ops = &port_ops;
		lines[i].port.close_delay = 0;
		spin_lock_init(&lines[i].lock);
		INIT_KFIFO(lines[i].sent);
		timer_setup(&lines[i].timer, deliver, 0);
		tty_port_link_device(&lines[i].port, driver, i);
	}
	err = tty_register_driver(driver);
	if (!err)
		return 0;
	free_lines();
	tty_driver_kref_put(driver);
	return err;
}

static void __exit loop_exit(void)
{
	tty_unregister_driver(driver);
	tty_driver_kref_put(driver);
	free_lines();
}

module_init(loop_init);
module_exit(loop_exit);
MODULE_DESCRIPTION("Two terminals joined by a cable");
MODULE_LICENSE("GPL");
