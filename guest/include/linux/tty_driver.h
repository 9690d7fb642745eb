/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver: what a terminal is driven by (guest/drivers/tty/tty_driver.c). For code that has a
 * terminal and wants to write to it or ask it something; drivers of modules cannot be added.
 */
#ifndef _LINUX_TTY_DRIVER_H
#define _LINUX_TTY_DRIVER_H

#include <linux/types.h>

struct module;
struct tty_driver;
struct tty_struct;

/* Beside those of 2.6 (tty_driver_2_6.h), which modules of that era and the kernel call so. */
#if defined(MODULE) && !defined(__ERA_2_6__)
#define tty_operations_6_1 tty_operations
#define tty_driver_6_1	   tty_driver
#endif

struct tty_operations_6_1 {
	/* As it is, without the line discipline. How many bytes; any context. */
	int (*write)(struct tty_struct *tty, const unsigned char *buf, int count);
	int (*put_char)(struct tty_struct *tty, unsigned char ch);
	unsigned int (*write_room)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
};

#define TTY_DRIVER_TYPE_SYSTEM	0x0001
#define TTY_DRIVER_TYPE_CONSOLE 0x0002
#define TTY_DRIVER_TYPE_SERIAL	0x0003
#define TTY_DRIVER_TYPE_PTY	0x0004

#define SERIAL_TYPE_NORMAL 1
#define PTY_TYPE_MASTER	   1
#define PTY_TYPE_SLAVE	   2

struct tty_driver_6_1 {
	struct module *owner;
	const char *driver_name, *name;
	int name_base, major, minor_start;
	unsigned int num;
	short type, subtype;
	unsigned long flags;
	const struct tty_operations_6_1 *ops;
};

/* The one for a terminal of that number, and which of its terminals that is; NULL: none. */
struct tty_driver_6_1 *tty_driver_of(dev_t dev, int *index);

#endif
