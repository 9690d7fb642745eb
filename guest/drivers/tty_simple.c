/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_simple: what the places to type at have in common. */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/string.h>
#include <linux/tty_simple.h>

#define CTRL_C	 0x03
#define LOW_MARK (TTY_QUEUE_BYTES / 4)

LIST_HEAD(console_ttys);
EXPORT_SYMBOL(console_ttys);

void console_tty_init(struct console_tty *tty)
{
	spin_lock_init(&tty->lock);
	init_waitqueue_head(&tty->wait);
}

void console_tty_register(struct console_tty *tty)
{
	console_tty_init(tty);
	list_add_tail(&tty->list, &console_ttys);
}
EXPORT_SYMBOL(console_tty_register);

static unsigned int queued(const struct console_tty *tty)
{
	return (tty->head - tty->tail) % TTY_QUEUE_BYTES;
}

bool console_tty_input(struct console_tty *tty, u8 byte)
{
	bool room;

	spin_lock(&tty->lock);
	if (byte == CTRL_C) {
		if (!tty->taken)
			tty->tail = tty->head;
		tty->interrupted = true;
	}
	room = queued(tty) < TTY_QUEUE_BYTES - 1;
	if (room)
		tty->queue[tty->head++ % TTY_QUEUE_BYTES] = byte;
	if (queued(tty) == TTY_QUEUE_BYTES - 1 && tty->throttle && !tty->throttled) {
		tty->throttled = true;
		tty->throttle(tty, true);
	}
	spin_unlock(&tty->lock);
	if (tty->typed)
		tty->typed(tty);
	else
		wake_up_interruptible(&tty->wait);
	return room;
}

/* -1: the queue is empty. */
static int take(struct console_tty *tty)
{
	unsigned long flags;
	int byte = -1;

	spin_lock_irqsave(&tty->lock, flags);
	if (tty->head != tty->tail)
		byte = tty->queue[tty->tail++ % TTY_QUEUE_BYTES];
	if (tty->throttled && queued(tty) <= LOW_MARK) {
		tty->throttled = false;
		tty->throttle(tty, false);
	}
	spin_unlock_irqrestore(&tty->lock, flags);
	return byte;
}

int tty_read_byte(struct console_tty *tty)
{
	int byte;

	while (wait_event_interruptible(tty->wait, (byte = take(tty)) >= 0))
		flush_signals(current);
	return byte;
}
EXPORT_SYMBOL(tty_read_byte);

int tty_read_byte_timeout(struct console_tty *tty, long timeout)
{
	int byte = take(tty);

	if (byte < 0 && timeout)
		wait_event_interruptible_timeout(tty->wait, (byte = take(tty)) >= 0, timeout);
	return byte < 0 ? -EAGAIN : byte;
}
EXPORT_SYMBOL(tty_read_byte_timeout);

void tty_write(struct console_tty *tty, const char *bytes, size_t count)
{
	const char *end = bytes + count;

	while (bytes < end) {
		const char *line = memscan((char *)bytes, '\n', end - bytes);

		if (line > bytes)
			tty->write(tty, bytes, line - bytes);
		if (line < end)
			tty->write(tty, "\r\n", 2);
		bytes = line + 1;
	}
}
EXPORT_SYMBOL(tty_write);

void tty_puts(struct console_tty *tty, const char *text)
{
	tty_write(tty, text, strlen(text));
}
EXPORT_SYMBOL(tty_puts);

void tty_printf(struct console_tty *tty, const char *fmt, ...)
{
	char text[512];
	va_list args;

	va_start(args, fmt);
	tty_write(tty, text, vscnprintf(text, sizeof(text), fmt, args));
	va_end(args);
}
EXPORT_SYMBOL(tty_printf);
