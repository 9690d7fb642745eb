/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver_2_6: drivers of terminals, by the interface of 2.6
 * (guest/drivers/tty/tty_driver_2_6.c): a driver has lines, each a tty_struct from its first open()
 * on, and is asked by functions that may sleep; what comes in it gives by tty_insert_flip_char()
 * and tty_flip_buffer_push(), in any context.
 */
#ifndef _LINUX_TTY_DRIVER_2_6_H
#define _LINUX_TTY_DRIVER_2_6_H

#include <linux/fs.h>
#include <linux/proc_fs.h>
#include <linux/termios.h>
#include <linux/tty.h>

struct tty_struct;

/* What a driver may leave NULL: all but write. Bytes taken, -errno; room for so many. */
#define TTY_OPERATIONS                                                                             \
	int (*open)(struct tty_struct * tty, struct file * file);                                  \
	void (*close)(struct tty_struct * tty, struct file * file);                                \
	int (*write)(struct tty_struct * tty, const unsigned char *buf, int count);                \
	void (*put_char)(struct tty_struct * tty, unsigned char ch);                               \
	void (*flush_chars)(struct tty_struct * tty);                                              \
	int (*write_room)(struct tty_struct * tty);                                                \
	int (*chars_in_buffer)(struct tty_struct * tty);                                           \
	int (*ioctl)(struct tty_struct * tty, struct file * file, unsigned int cmd,                \
		     unsigned long arg);                                                           \
	void (*set_termios)(struct tty_struct * tty, struct ktermios * old);                       \
	void (*throttle)(struct tty_struct * tty);                                                 \
	void (*unthrottle)(struct tty_struct * tty);                                               \
	void (*stop)(struct tty_struct * tty);                                                     \
	void (*start)(struct tty_struct * tty);                                                    \
	void (*hangup)(struct tty_struct * tty);                                                   \
	void (*break_ctl)(struct tty_struct * tty, int state);                                     \
	void (*flush_buffer)(struct tty_struct * tty);                                             \
	void (*set_ldisc)(struct tty_struct * tty);                                                \
	void (*wait_until_sent)(struct tty_struct * tty, int timeout);                             \
	void (*send_xchar)(struct tty_struct * tty, char ch);                                      \
	read_proc_t *read_proc;                                                                    \
	write_proc_t *write_proc;                                                                  \
	int (*tiocmget)(struct tty_struct * tty, struct file * file);                              \
	int (*tiocmset)(struct tty_struct * tty, struct file * file, unsigned int set,             \
			unsigned int clear);

struct tty_operations_2_6 {
	TTY_OPERATIONS
};

struct tty_driver_2_6 {
	int magic;
	struct module *owner;
	const char *driver_name, *devfs_name;
	const char *name; /* "ttyXX": ttyXX0 ... */
	int name_base;	  /* the first one's number */
	int major;	  /* 0: any */
	int minor_start, num;
	short type, subtype;
	struct ktermios init_termios;
	int flags;
	void *driver_state;
	union { /* the driver may set them one by one */
		struct tty_operations_2_6 all;
		struct {
			TTY_OPERATIONS
		};
	};

	/* tty_driver_2_6.c */
	void *real, *real_ops; /* as 6.1 has them */
	struct tty_port *ports;
	struct proc_dir_entry *proc_entry;
};

#define TTY_DRIVER_MAGIC    0x5402
#define TTY_DRIVER_NO_DEVFS 0x0008 /* tty_register_device() is the driver's to call */

struct tty_driver_2_6 *alloc_tty_driver(int lines); /* NULL: no memory */
void put_tty_driver(struct tty_driver_2_6 *driver);
void tty_set_operations_2_6(struct tty_driver_2_6 *driver, const struct tty_operations_2_6 *ops);
int tty_register_driver_2_6(struct tty_driver_2_6 *driver);
int tty_unregister_driver_2_6(struct tty_driver_2_6 *driver);
/* Its node, /sys/class/tty and /dev. */
void tty_register_device_2_6(struct tty_driver_2_6 *driver, unsigned int index,
			     struct device *device);
void tty_unregister_device_2_6(struct tty_driver_2_6 *driver, unsigned int index);

void tty_insert_flip_char_2_6(struct tty_struct *tty, unsigned char ch, char flag);
int tty_insert_flip_string_2_6(struct tty_struct *tty, const unsigned char *bytes, size_t count);
void tty_flip_buffer_push_2_6(struct tty_struct *tty);
int tty_get_baud_rate_2_6(struct tty_struct *tty);

#ifdef __ERA_2_6__

#define tty_driver			tty_driver_2_6
#define tty_operations			tty_operations_2_6
#define tty_set_operations		tty_set_operations_2_6
#define tty_register_driver		tty_register_driver_2_6
#define tty_unregister_driver		tty_unregister_driver_2_6
#define tty_register_device		tty_register_device_2_6
#define tty_unregister_device		tty_unregister_device_2_6
#define tty_insert_flip_char		tty_insert_flip_char_2_6
#define tty_insert_flip_string		tty_insert_flip_string_2_6
#define tty_flip_buffer_push		tty_flip_buffer_push_2_6
#define tty_get_baud_rate		tty_get_baud_rate_2_6
#define tty_schedule_flip(tty)		tty_flip_buffer_push_2_6(tty)
#define tty_buffer_request_room(tty, n) (n)

#define TTY_DRIVER_INSTALLED	 0x0001
#define TTY_DRIVER_RESET_TERMIOS 0x0002
#define TTY_DRIVER_REAL_RAW	 0x0004
#define TTY_DRIVER_DYNAMIC_DEV	 TTY_DRIVER_NO_DEVFS
#define TTY_DRIVER_TYPE_SYSTEM	 0x0001
#define TTY_DRIVER_TYPE_CONSOLE	 0x0002
#define TTY_DRIVER_TYPE_SERIAL	 0x0003
#define TTY_DRIVER_TYPE_PTY	 0x0004
#define SERIAL_TYPE_NORMAL	 1

#endif
#endif
