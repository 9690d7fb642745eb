/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_simple: the places where somebody types: ttyS0, ttyS1 (serial) and tty1 to tty12
 * (keyboard and VGA).
 * Bytes come in by interrupt into a queue; a full queue holds the line, it loses nothing.
 * Keys that are not characters come as the escape sequences of TERM=linux. Ctrl-C sets interrupted
 * and is queued itself (0x03); where no program has the terminal, it empties the queue. Output is
 * written through,
 * "\n" as "\r\n"; it may be called from any context, reading only from a thread.
 */
#ifndef _LINUX_TTY_SIMPLE_H
#define _LINUX_TTY_SIMPLE_H

#include <linux/list.h>
#include <linux/spinlock.h>
#include <linux/types.h>
#include <linux/wait.h>

#define TTY_QUEUE_BYTES 1024

struct tty_operations;

struct console_tty {
	const char *name; /* "ttyS0", "tty1" */
	struct list_head list;

	/* the driver's */
	void (*write)(struct console_tty *tty, const char *bytes, size_t count);
	void (*throttle)(struct console_tty *tty, bool on); /* NULL: cannot; under lock */
	const struct tty_operations *ops; /* of a tty_struct on it; NULL: the least */
	void *driver_data;		  /* of that tty_struct */
	unsigned int cflag;		  /* speed and frame that it begins with; 0: 115200, 8N1 */

	spinlock_t lock; /* what follows; taken with interrupts off */
	u8 queue[TTY_QUEUE_BYTES];
	unsigned int head, tail; /* next to write, next to read; equal: empty */
	bool throttled;
	bool interrupted;
	bool taken; /* a program has it open: what is typed is not the kernel's prompt's */
	void (*typed)(struct console_tty *tty); /* set with it: there is something to read; in an
						 * interrupt */
	void *owner;				/* whoever set typed */
	wait_queue_head_t wait;
};

/* All of them, in the order of registration; fixed once initcalls have run. */
extern struct list_head console_ttys;
#define for_each_console_tty(tty) list_for_each_entry (tty, &console_ttys, list)

/* For drivers; input is called with interrupts off, false: full, the byte is not taken. */
void console_tty_register(struct console_tty *tty);
void console_tty_init(struct console_tty *tty); /* it is to be in no list */
bool console_tty_input(struct console_tty *tty, u8 byte);

/* The next byte; sleeps until there is one. */
int tty_read_byte(struct console_tty *tty);
/* The same, at most timeout ticks (0: not at all): -EAGAIN when nothing came. */
int tty_read_byte_timeout(struct console_tty *tty, long timeout);
void tty_write(struct console_tty *tty, const char *bytes, size_t count);
void tty_puts(struct console_tty *tty, const char *text);
void tty_printf(struct console_tty *tty, const char *fmt, ...) __printf(2, 3);

/* Has Ctrl-C come since tty_clear_interrupt()? */
static inline bool tty_interrupted(struct console_tty *tty)
{
	return READ_ONCE(tty->interrupted);
}

static inline void tty_clear_interrupt(struct console_tty *tty)
{
	WRITE_ONCE(tty->interrupted, false);
}

#endif
