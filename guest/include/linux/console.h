/* SPDX-License-Identifier: GPL-2.0-only */
/* console: where printk() goes. */
#ifndef _LINUX_CONSOLE_H
#define _LINUX_CONSOLE_H

#include <linux/types.h>

/* flags */
#define CON_PRINTBUFFER 0x01 /* what was logged before is for it, too */
#define CON_CONSDEV	0x02 /* /dev/console is its terminal */
#define CON_ENABLED	0x04
#define CON_BOOT	0x08
#define CON_ANYTIME	0x10
#define CON_BRL		0x20
#define CON_EXTENDED	0x40

struct tty_driver;

struct console {
	char name[16]; /* "ttyS", "tty" */
	/* Any context; "\n" is the end of a line, the driver adds what its device needs;
	 * NULL: it is a terminal alone. */
	void (*write)(struct console *console, const char *text, unsigned int count);
	int (*read)(struct console *console, char *to, unsigned int count);
	struct tty_driver *(*device)(struct console *console, int *index);
	void (*unblank)(void);
	/* After "ttyS0," of console=ttyS0,115200n8, NULL: nothing. Not 0: it cannot be one. */
	int (*setup)(struct console *console, char *options);
	int (*exit)(struct console *console);
	int (*match)(struct console *console, char *name, int idx, char *options);
	short flags;
	short index; /* negative: the one that console= names, or the first */
	int cflag;
	unsigned int ispeed, ospeed;
	u64 seq;
	unsigned long dropped;
	void *data;
	struct console *next;
	/* Wait until the device has sent everything; may be NULL. */
	void (*drain)(struct console *console);
};

/*
 * Enabled when console= names it, when console= names none, or when flags say so already.
 */
void register_console(struct console *console);
int unregister_console(struct console *console); /* -ENODEV: it is none */
#ifndef MODULE					 /* the kernel's own */
/* Before the machine goes off: the last words are to be heard. Any context. */
void console_drain(void);
#endif

/* The drivers' first step, before anything else is set up. */
void console_init(void);

/* Hand the console over to an oops: locks are not waited for any more. */
void bust_spinlocks(int yes);

#endif
