/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_ldisc: line disciplines: what is between a terminal's driver and its programs
 * (drivers/tty/tty_ldisc.c). N_TTY is the kernel's; a module's is taken by TIOCSETD.
 */
#ifndef _LINUX_TTY_LDISC_H
#define _LINUX_TTY_LDISC_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/lockdep.h>
#include <linux/seq_file.h>
#include <linux/stringify.h>
#include <linux/types.h>
#include <linux/wait.h>

struct ktermios;
struct module;
struct tty_struct;

struct tty_ldisc_ops {
	char *name;
	int num;
	/* Any may be missing. For programs; sleep. */
	int (*open)(struct tty_struct *tty);
	void (*close)(struct tty_struct *tty);
	void (*flush_buffer)(struct tty_struct *tty);
	/* Into the kernel's memory. With *cookie set there is more, from offset on. */
	ssize_t (*read)(struct tty_struct *tty, struct file *file, unsigned char *buf, size_t nr,
			void **cookie, unsigned long offset);
	ssize_t (*write)(struct tty_struct *tty, struct file *file, const unsigned char *buf,
			 size_t nr);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	int (*compat_ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, const struct ktermios *old);
	__poll_t (*poll)(struct tty_struct *tty, struct file *file, struct poll_table_struct *wait);
	void (*hangup)(struct tty_struct *tty);
	/* From the driver. receive_buf: what came, in a worker; fp NULL: all TTY_NORMAL. It takes
	 * as much as tty->receive_room says; receive_buf2 returns how much it took. */
	void (*receive_buf)(struct tty_struct *tty, const unsigned char *cp, const char *fp,
			    int count);
	void (*write_wakeup)(struct tty_struct *tty); /* TTY_DO_WRITE_WAKEUP is set; any context */
	void (*dcd_change)(struct tty_struct *tty, bool active);
	int (*receive_buf2)(struct tty_struct *tty, const unsigned char *cp, const char *fp,
			    int count);
	void (*lookahead_buf)(struct tty_struct *tty, const unsigned char *cp,
			      const unsigned char *fp, unsigned int count);
	struct module *owner;
};

struct tty_ldisc {
	struct tty_ldisc_ops *ops;
	struct tty_struct *tty;
};

#define MODULE_ALIAS_LDISC(ldisc) MODULE_ALIAS("tty-ldisc-" __stringify(ldisc))

int tty_register_ldisc(struct tty_ldisc_ops *ops); /* -EINVAL: no such number */
void tty_unregister_ldisc(struct tty_ldisc_ops *ops);
int tty_set_ldisc(struct tty_struct *tty, int disc); /* sleeps */

/* It stays that one until it is given back. NULL: it is being changed; _wait waits. */
struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty);
struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty);
void tty_ldisc_deref(struct tty_ldisc *ld);
void tty_ldisc_flush(struct tty_struct *tty); /* what came is forgotten */

#endif
