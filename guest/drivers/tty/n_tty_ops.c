/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * n_tty_ops: N_TTY as a line discipline among others: its reading, writing and waiting (POSIX,
 * "General Terminal Interface": canonical and non-canonical input, VMIN and VTIME), and what comes
 * from a driver with errors.
 */
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/signal.h>
#include <linux/string.h>
#include <linux/tty.h>

#include "n_tty.h"
#include "tty_private.h"

/* ---- reading ---- */

/* How long a read in raw mode waits yet: by VMIN and VTIME. */
static long raw_timeout(const struct tty_struct *tty, bool have_some)
{
	unsigned int min = tty->termios.c_cc[VMIN], time = tty->termios.c_cc[VTIME];

	if (tty->termios.c_lflag & ICANON || !time || (min && !have_some))
		return MAX_SCHEDULE_TIMEOUT;
	return time * HZ / 10;
}

static bool enough(struct tty_struct *tty, size_t wanted)
{
	unsigned int min = tty->termios.c_cc[VMIN];

	return n_tty_readable(tty, min_t(size_t, min, wanted));
}

static bool given_up(const struct tty_struct *tty)
{
	return tty->hung_up || test_bit(TTY_LDISC_CHANGING, &tty->flags);
}

/* The line discipline may be changed meanwhile: ldisc_sem is not held then. */
static long sleep_for_input(struct tty_struct *tty, size_t wanted)
{
	long left = raw_timeout(tty, n_tty_available(tty));

	mutex_unlock(&tty->mutex);
	left = wait_event_interruptible_timeout(tty->read_wait,
						enough(tty, wanted) || given_up(tty), left);
	mutex_lock(&tty->mutex);
	return left;
}

static int wait_input(struct tty_struct *tty, struct file *file, size_t wanted)
{
	bool canon = tty->termios.c_lflag & ICANON;
	long left;
	int err;

	for (;;) {
		if (enough(tty, wanted))
			return 1;
		if (tty->hung_up)
			return 0;
		/* neither lines nor a least number: what is there, and be it nothing */
		if (!canon && !tty->termios.c_cc[VMIN] && !tty->termios.c_cc[VTIME])
			return n_tty_available(tty) ? 1 : 0;
		if (tty_io_nonblock(tty, file))
			return n_tty_available(tty) ? 1 : -EAGAIN;
		left = sleep_for_input(tty, wanted);
		if (left < 0)
			return -ERESTARTSYS;
		if (!left)
			return n_tty_available(tty) ? 1 : 0;
		err = tty_may_touch(tty, SIGTTIN);
		if (err)
			return err;
		canon = tty->termios.c_lflag & ICANON;
	}
}

/* *cookie: it has been waited for already. */
static ssize_t op_read(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
		       void **cookie, unsigned long offset)
{
	bool line_done = false, was_full;
	size_t n = 0;
	int err = 1;

	if (*cookie && !nr) {
		*cookie = NULL;
		return 0;
	}
	if (!*cookie) {
		err = tty_may_touch(tty, SIGTTIN);
		if (err)
			return err;
		err = 1;
	}
	mutex_lock(&tty->mutex);
	if (!*cookie)
		err = wait_input(tty, file, nr);
	was_full = tty_input_is_full(tty);
	if (err > 0)
		n = n_tty_read(tty, buf, nr, &line_done);
	*cookie = err > 0 && n == nr && !line_done ? tty : NULL;
	mutex_unlock(&tty->mutex);
	if (was_full && !tty_input_is_full(tty))
		tty_want_input(tty);
	return err > 0 ? (ssize_t)n : err;
}

/* ---- writing ---- */

/* With the processing of output a byte becomes at most eight. */
#define GROWS 8

static bool may_write(struct tty_struct *tty)
{
	return (!READ_ONCE(tty->flow.stopped) && tty_room(tty) >= GROWS) || given_up(tty);
}

static ssize_t op_write(struct tty_struct *tty, struct file *file, const unsigned char *buf,
			size_t count)
{
	size_t done = 0, n;
	int err = 0;

	if (tty->termios.c_lflag & TOSTOP)
		err = tty_may_touch(tty, SIGTTOU);
	while (!err && done < count) {
		if (tty_io_nonblock(tty, file) && !may_write(tty)) {
			err = -EAGAIN;
			break;
		}
		err = wait_event_interruptible(tty->write_wait, may_write(tty));
		if (!err && tty->hung_up)
			err = -EIO;
		if (err)
			break;
		n = min(count - done, (size_t)tty_room(tty) / GROWS);
		if (!n)
			continue;
		mutex_lock(&tty->mutex);
		n_tty_write(tty, buf + done, n);
		tty_flush_chars(tty);
		mutex_unlock(&tty->mutex);
		done += n;
		if (signal_pending(current) && done < count)
			err = -ERESTARTSYS;
	}
	return done ? (ssize_t)done : err;
}

static __poll_t op_poll(struct tty_struct *tty, struct file *file, poll_table *table)
{
	__poll_t mask = 0;

	poll_wait(file, &tty->read_wait, table);
	poll_wait(file, &tty->write_wait, table);
	if (enough(tty, 1))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (may_write(tty))
		mask |= EPOLLOUT | EPOLLWRNORM;
	if (tty->hung_up)
		mask |= EPOLLIN | EPOLLRDNORM | EPOLLHUP;
	return mask;
}

/* ---- from a driver ---- */

static void receive_break(struct tty_struct *tty)
{
	if (I_IGNBRK(tty))
		return;
	if (I_BRKINT(tty)) {
		n_tty_flush_input(tty);
		tty_signal(tty, SIGINT);
		return;
	}
	if (I_PARMRK(tty)) {
		n_tty_put(tty, 0xff);
		n_tty_put(tty, 0);
	}
	n_tty_put(tty, 0);
}

/* A byte with a wrong parity bit, or without a stop bit. */
static void receive_wrong(struct tty_struct *tty, u8 c)
{
	if (!I_INPCK(tty)) {
		n_tty_receive(tty, c);
		return;
	}
	if (I_IGNPAR(tty))
		return;
	if (I_PARMRK(tty)) {
		n_tty_put(tty, 0xff);
		n_tty_put(tty, 0);
		n_tty_put(tty, c);
	} else {
		n_tty_put(tty, 0);
	}
}

static void receive_one(struct tty_struct *tty, u8 c, char flag)
{
	switch (flag) {
	case TTY_BREAK:
		receive_break(tty);
		break;
	case TTY_FRAME:
	case TTY_PARITY:
		receive_wrong(tty, c);
		break;
	case TTY_OVERRUN:
		pr_warn_ratelimited("%s: input overrun\n", tty->name);
		break;
	default:
		/* a byte of all ones is told from a mark by another one */
		if (c == 0xff && I_PARMRK(tty) && !(tty->termios.c_iflag & ISTRIP))
			n_tty_put(tty, c);
		n_tty_receive(tty, c);
	}
}

static int op_receive(struct tty_struct *tty, const unsigned char *cp, const char *fp, int count)
{
	int i;

	mutex_lock(&tty->mutex);
	for (i = 0; i < count && !tty_input_is_full(tty); i++)
		receive_one(tty, cp[i], fp ? fp[i] : TTY_NORMAL);
	tty_flush_chars(tty);
	mutex_unlock(&tty->mutex);
	if (i < count)
		tty_throttle(tty);
	return i;
}

static void op_receive_all(struct tty_struct *tty, const unsigned char *cp, const char *fp,
			   int count)
{
	op_receive(tty, cp, fp, count);
}

/* ---- the rest ---- */

static int op_open(struct tty_struct *tty)
{
	mutex_lock(&tty->mutex);
	n_tty_flush_input(tty);
	tty->column = tty->canon_column = 0;
	mutex_unlock(&tty->mutex);
	return 0;
}

static void op_flush(struct tty_struct *tty)
{
	mutex_lock(&tty->mutex);
	n_tty_flush_input(tty);
	mutex_unlock(&tty->mutex);
	tty_want_input(tty);
}

static void op_set_termios(struct tty_struct *tty, const struct ktermios *old)
{
	mutex_lock(&tty->mutex);
	n_tty_set_termios(tty, old);
	mutex_unlock(&tty->mutex);
}

struct tty_ldisc_ops n_tty_ops = {
    .name = "n_tty",
    .num = N_TTY,
    .open = op_open,
    .flush_buffer = op_flush,
    .read = op_read,
    .write = op_write,
    .poll = op_poll,
    .ioctl = n_tty_ioctl,
    .set_termios = op_set_termios,
    .receive_buf = op_receive_all,
    .receive_buf2 = op_receive,
};

void n_tty_inherit_ops(struct tty_ldisc_ops *ops)
{
	*ops = n_tty_ops;
	ops->owner = NULL;
}
EXPORT_SYMBOL_GPL(n_tty_inherit_ops);
