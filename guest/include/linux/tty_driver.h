/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver: what terminals are driven by (drivers/tty/tty_driver.c). A driver has num lines; one
 * that is open has a tty_struct, and the line itself is a tty_port. Line discipline, sessions and
 * files are the kernel's.
 */
#ifndef _LINUX_TTY_DRIVER_H
#define _LINUX_TTY_DRIVER_H

#include <linux/cdev.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>
#include <linux/seq_file.h>
#include <linux/termios.h>
#include <linux/types.h>
#include <linux/uaccess.h>

struct device;
struct module;
struct serial_icounter_struct;
struct serial_struct;
struct tty_driver;
struct tty_port;
struct tty_struct;

/* All may sleep but those that say so; any may be missing but open and write. */
struct tty_operations {
	/* The tty of that line, for lookup, or its making and going, for special ways. */
	struct tty_struct *(*lookup)(struct tty_driver *driver, struct file *filp, int idx);
	int (*install)(struct tty_driver *driver, struct tty_struct *tty);
	void (*remove)(struct tty_driver *driver, struct tty_struct *tty);
	/* For each file. close() comes also after an open() that failed. */
	int (*open)(struct tty_struct *tty, struct file *filp);
	void (*close)(struct tty_struct *tty, struct file *filp);
	void (*shutdown)(struct tty_struct *tty); /* the last reference is gone; does not sleep */
	void (*cleanup)(struct tty_struct *tty);  /* the same, later, where it may */
	/* As it is, without the line discipline. How many bytes; any context. */
	int (*write)(struct tty_struct *tty, const unsigned char *buf, int count);
	int (*put_char)(struct tty_struct *tty, unsigned char ch);
	void (*flush_chars)(struct tty_struct *tty);
	unsigned int (*write_room)(struct tty_struct *tty);
	unsigned int (*chars_in_buffer)(struct tty_struct *tty);
	int (*ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	long (*compat_ioctl)(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
	void (*set_termios)(struct tty_struct *tty, const struct ktermios *old);
	/* Nobody reads: the other side is to stop, or may go on. */
	void (*throttle)(struct tty_struct *tty);
	void (*unthrottle)(struct tty_struct *tty);
	/* Output, by Ctrl-S; do not sleep. */
	void (*stop)(struct tty_struct *tty);
	void (*start)(struct tty_struct *tty);
	void (*hangup)(struct tty_struct *tty);
	int (*break_ctl)(struct tty_struct *tty, int state); /* -1: on */
	void (*flush_buffer)(struct tty_struct *tty);
	int (*ldisc_ok)(struct tty_struct *tty, int ldisc);
	void (*set_ldisc)(struct tty_struct *tty);
	void (*wait_until_sent)(struct tty_struct *tty, int timeout);
	void (*send_xchar)(struct tty_struct *tty, char ch);
	int (*tiocmget)(struct tty_struct *tty);
	int (*tiocmset)(struct tty_struct *tty, unsigned int set, unsigned int clear);
	int (*resize)(struct tty_struct *tty, struct winsize *ws);
	int (*get_icount)(struct tty_struct *tty, struct serial_icounter_struct *icount);
	int (*get_serial)(struct tty_struct *tty, struct serial_struct *p);
	int (*set_serial)(struct tty_struct *tty, struct serial_struct *p);
	void (*show_fdinfo)(struct tty_struct *tty, struct seq_file *m);
	int (*proc_show)(struct seq_file *m, void *driver); /* /proc/tty/driver/NAME */
};

struct tty_driver {
	struct kref kref;
	struct cdev **cdevs; /* one for all, or each line's */
	struct module *owner;
	const char *driver_name;
	const char *name; /* "ttyXX": ttyXX0 ... */
	int name_base;	  /* the first one's number */
	int major;	  /* 0: any */
	int minor_start;
	unsigned int num;
	short type, subtype;
	struct ktermios init_termios;
	unsigned long flags;
	struct proc_dir_entry *proc_entry;
	struct tty_driver *other;
	struct tty_struct **ttys; /* those that are open */
	struct tty_port **ports;
	struct ktermios **termios; /* of those that were */
	void *driver_state;
	const struct tty_operations *ops;
	struct list_head tty_drivers;
};

#define TTY_DRIVER_INSTALLED	       0x0001
#define TTY_DRIVER_RESET_TERMIOS       0x0002 /* with the last close */
#define TTY_DRIVER_REAL_RAW	       0x0004
#define TTY_DRIVER_DYNAMIC_DEV	       0x0008 /* tty_register_device() is the driver's to call */
#define TTY_DRIVER_DEVPTS_MEM	       0x0010
#define TTY_DRIVER_HARDWARE_BREAK      0x0020 /* break_ctl() takes milliseconds */
#define TTY_DRIVER_DYNAMIC_ALLOC       0x0040
#define TTY_DRIVER_UNNUMBERED_NODE     0x0080
#define TTY_DRIVER_RESET_SAVED_TERMIOS 0x0200

#define TTY_DRIVER_TYPE_SYSTEM	0x0001
#define TTY_DRIVER_TYPE_CONSOLE 0x0002
#define TTY_DRIVER_TYPE_SERIAL	0x0003
#define TTY_DRIVER_TYPE_PTY	0x0004
#define TTY_DRIVER_TYPE_SCC	0x0005
#define TTY_DRIVER_TYPE_SYSCONS 0x0006

#define SYSTEM_TYPE_TTY	    0x0001
#define SYSTEM_TYPE_CONSOLE 0x0002
#define SYSTEM_TYPE_SYSCONS 0x0003
#define SYSTEM_TYPE_SYSPTMX 0x0004
#define PTY_TYPE_MASTER	    0x0001
#define PTY_TYPE_SLAVE	    0x0002
#define SERIAL_TYPE_NORMAL  1

/* -EINVAL, -ENOMEM by ERR_PTR. */
struct tty_driver *__tty_alloc_driver(unsigned int lines, struct module *owner,
				      unsigned long flags);
#define tty_alloc_driver(lines, flags) __tty_alloc_driver(lines, THIS_MODULE, flags)
void tty_driver_kref_put(struct tty_driver *driver);

static inline struct tty_driver *tty_driver_kref_get(struct tty_driver *d)
{
	kref_get(&d->kref);
	return d;
}

static inline void tty_set_operations(struct tty_driver *driver, const struct tty_operations *op)
{
	driver->ops = op;
}

int tty_register_driver(struct tty_driver *driver);
void tty_unregister_driver(struct tty_driver *driver);
/* Its node, /sys/class/tty and /dev. */
struct device *tty_register_device(struct tty_driver *driver, unsigned int index,
				   struct device *dev);
struct device *tty_register_device_attr(struct tty_driver *driver, unsigned int index,
					struct device *device, void *drvdata,
					const struct attribute_group **groups);
void tty_unregister_device(struct tty_driver *driver, unsigned int index);

#endif
