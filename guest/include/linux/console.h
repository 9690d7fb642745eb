/* SPDX-License-Identifier: GPL-2.0-only */
/* console: where printk() goes. */
#ifndef _LINUX_CONSOLE_H
#define _LINUX_CONSOLE_H

#include <linux/types.h>

#define CON_ENABLED 4

struct console {
	char name[8]; /* "ttyS", "tty" */
	int index;
	/* Any context; "\n" is the end of a line, the driver adds what its device needs. */
	void (*write)(struct console *console, const char *text, unsigned int count);
	/* After "ttyS0," of console=ttyS0,115200n8; may be NULL. */
	void (*setup)(struct console *console, const char *options);
	/* Wait until the device has sent everything; may be NULL. */
	void (*drain)(struct console *console);
	short flags;
	struct console *next;
};

/*
 * Enabled when console= names it, or when console= names none. What was logged before
 * is printed to it at once.
 */
void register_console(struct console *console);
#ifndef MODULE /* the kernel's own */
/* Before the machine goes off: the last words are to be heard. Any context. */
void console_drain(void);
#endif

/* The drivers' first step, before anything else is set up. */
void console_init(void);

/* Hand the console over to an oops: locks are not waited for any more. */
void bust_spinlocks(int yes);

#endif
