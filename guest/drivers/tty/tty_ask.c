/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_ask: what is asked of a terminal's driver, whether it can or not; and stopping its output. */
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched/signal.h>
#include <linux/tty.h>

#include "n_tty.h"
#include "tty_private.h"

const char *tty_name(const struct tty_struct *tty)
{
	return tty ? tty->name : "NULL tty";
}
EXPORT_SYMBOL(tty_name);

const char *tty_driver_name(const struct tty_struct *tty)
{
	return tty && tty->driver && tty->driver->name ? tty->driver->name : "";
}
EXPORT_SYMBOL_GPL(tty_driver_name);

unsigned int tty_write_room(struct tty_struct *tty)
{
	return tty->ops && tty->ops->write_room ? tty->ops->write_room(tty) : 2048;
}
EXPORT_SYMBOL(tty_write_room);

unsigned int tty_chars_in_buffer(struct tty_struct *tty)
{
	return tty->ops && tty->ops->chars_in_buffer ? tty->ops->chars_in_buffer(tty) : 0;
}
EXPORT_SYMBOL(tty_chars_in_buffer);

int tty_put_char(struct tty_struct *tty, unsigned char c)
{
	return tty->ops->put_char ? tty->ops->put_char(tty, c) : tty->ops->write(tty, &c, 1);
}
EXPORT_SYMBOL_GPL(tty_put_char);

void tty_driver_flush_buffer(struct tty_struct *tty)
{
	if (tty->ops && tty->ops->flush_buffer)
		tty->ops->flush_buffer(tty);
}
EXPORT_SYMBOL(tty_driver_flush_buffer);

void tty_write_message(struct tty_struct *tty, char *msg)
{
	if (!tty)
		return;
	mutex_lock(&tty->mutex);
	if (tty->count > 0)
		tty_put(tty, msg, strlen(msg));
	mutex_unlock(&tty->mutex);
}
EXPORT_SYMBOL_GPL(tty_write_message);

/* Past what waits to be sent. */
int tty_send_xchar(struct tty_struct *tty, char ch)
{
	bool was_stopped = tty->flow.stopped;

	if (tty->ops->send_xchar) {
		tty->ops->send_xchar(tty, ch);
		return 0;
	}
	if (was_stopped)
		start_tty(tty);
	mutex_lock(&tty->mutex);
	tty_put(tty, &ch, 1);
	mutex_unlock(&tty->mutex);
	if (was_stopped)
		stop_tty(tty);
	return 0;
}

void tty_wait_until_sent(struct tty_struct *tty, long timeout)
{
	if (!timeout)
		timeout = MAX_SCHEDULE_TIMEOUT;
	timeout =
	    wait_event_interruptible_timeout(tty->write_wait, !tty_chars_in_buffer(tty), timeout);
	if (timeout <= 0)
		return;
	if (timeout == MAX_SCHEDULE_TIMEOUT)
		timeout = 0;
	if (tty->ops && tty->ops->wait_until_sent)
		tty->ops->wait_until_sent(tty, timeout);
}
EXPORT_SYMBOL(tty_wait_until_sent);

void tty_wakeup(struct tty_struct *tty)
{
	struct tty_ldisc *ld;

	if (test_bit(TTY_DO_WRITE_WAKEUP, &tty->flags)) {
		ld = tty_ldisc_ref(tty);
		if (ld) {
			if (ld->ops->write_wakeup)
				ld->ops->write_wakeup(tty);
			tty_ldisc_deref(ld);
		}
	}
	wake_up_interruptible(&tty->write_wait);
}
EXPORT_SYMBOL_GPL(tty_wakeup);

/* ---- output stops and goes on ---- */

void stop_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow.lock, flags);
	if (!tty->flow.stopped) {
		tty->flow.stopped = tty->stopped_2_6 = true;
		if (tty->ops && tty->ops->stop)
			tty->ops->stop(tty);
	}
	spin_unlock_irqrestore(&tty->flow.lock, flags);
}
EXPORT_SYMBOL(stop_tty);

void start_tty(struct tty_struct *tty)
{
	unsigned long flags;

	spin_lock_irqsave(&tty->flow.lock, flags);
	if (tty->flow.stopped && !tty->flow.tco_stopped) {
		tty->flow.stopped = tty->stopped_2_6 = false;
		if (tty->ops && tty->ops->start)
			tty->ops->start(tty);
	}
	spin_unlock_irqrestore(&tty->flow.lock, flags);
	tty_wakeup(tty);
}
EXPORT_SYMBOL(start_tty);

/* ---- input ---- */

static void tell_other_side(struct tty_struct *tty, bool stop)
{
	if (I_IXOFF(tty) && (stop ? STOP_CHAR(tty) : START_CHAR(tty)) != __DISABLED_CHAR)
		tty_send_xchar(tty, stop ? STOP_CHAR(tty) : START_CHAR(tty));
	if (stop && tty->ops->throttle)
		tty->ops->throttle(tty);
	else if (!stop && tty->ops->unthrottle)
		tty->ops->unthrottle(tty);
}

void tty_throttle(struct tty_struct *tty)
{
	mutex_lock(&tty->throttle_mutex);
	if (tty_is_line(tty) && !test_and_set_bit(TTY_THROTTLED, &tty->flags))
		tell_other_side(tty, true);
	mutex_unlock(&tty->throttle_mutex);
}

void tty_unthrottle(struct tty_struct *tty)
{
	mutex_lock(&tty->throttle_mutex);
	if (test_and_clear_bit(TTY_THROTTLED, &tty->flags))
		tell_other_side(tty, false);
	mutex_unlock(&tty->throttle_mutex);
}
EXPORT_SYMBOL(tty_unthrottle);

int tty_throttle_safe(struct tty_struct *tty)
{
	tty_throttle(tty);
	return 0;
}
EXPORT_SYMBOL_GPL(tty_throttle_safe);

int tty_unthrottle_safe(struct tty_struct *tty)
{
	tty_unthrottle(tty);
	return 0;
}
EXPORT_SYMBOL_GPL(tty_unthrottle_safe);

struct pid *tty_get_pgrp(struct tty_struct *tty)
{
	struct pid *pgrp;

	read_lock(&tasklist_lock);
	pgrp = get_pid(tty->ctrl.pgrp);
	read_unlock(&tasklist_lock);
	return pgrp;
}
EXPORT_SYMBOL_GPL(tty_get_pgrp);

int tty_do_resize(struct tty_struct *tty, struct winsize *ws)
{
	bool changed;

	mutex_lock(&tty->winsize_mutex);
	changed = memcmp(ws, &tty->winsize, sizeof(*ws));
	tty->winsize = *ws;
	mutex_unlock(&tty->winsize_mutex);
	if (changed)
		tty_signal(tty, SIGWINCH);
	return 0;
}
EXPORT_SYMBOL(tty_do_resize);
