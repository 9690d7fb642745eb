/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_driver_2_6: drivers of terminals, by the interface of 2.6
 * (guest/drivers/tty/tty_driver_2_6.c): a driver has lines, each a tty_struct from its first open()
 * on, and is asked by functions that may sleep; what comes in it gives by tty_insert_flip_char()
 * and tty_flip_buffer_push(), in any context.
 */
#ifndef _LINUX_TTY_DRIVER_2_6_H
#define _LINUX_TTY_DRIVER_2_6_H

/* A module of 6.1 has tty_driver.h's. */
#if !defined(MODULE) || defined(__ERA_2_6__)

#include <linux/cdev.h>
#include <linux/fs.h>
#include <linux/list.h>
#include <linux/proc_fs.h>
#include <linux/termios.h>
#include <linux/tty.h>

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

struct tty_operations {
	TTY_OPERATIONS
};

struct tty_driver {
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
		struct tty_operations all;
		struct {
			TTY_OPERATIONS
		};
	};

	/* tty_driver_2_6.c */
	struct cdev cdev;
	struct tty_struct **ttys; /* those that have been open */
	struct proc_dir_entry *proc_entry;
	struct list_head list;
};

#define TTY_DRIVER_MAGIC	 0x5402
#define TTY_DRIVER_INSTALLED	 0x0001
#define TTY_DRIVER_RESET_TERMIOS 0x0002
#define TTY_DRIVER_REAL_RAW	 0x0004
#define TTY_DRIVER_NO_DEVFS	 0x0008 /* tty_register_device() is the driver's to call */
#define TTY_DRIVER_DYNAMIC_DEV	 TTY_DRIVER_NO_DEVFS
#define TTY_DRIVER_TYPE_SYSTEM	 0x0001
#define TTY_DRIVER_TYPE_CONSOLE	 0x0002
#define TTY_DRIVER_TYPE_SERIAL	 0x0003
#define TTY_DRIVER_TYPE_PTY	 0x0004
#define SERIAL_TYPE_NORMAL	 1

struct tty_driver *alloc_tty_driver(int lines); /* NULL: no memory */
void put_tty_driver(struct tty_driver *driver);
void tty_set_operations(struct tty_driver *driver, const struct tty_operations *ops);
int tty_register_driver(struct tty_driver *driver);
int tty_unregister_driver(struct tty_driver *driver);
/* Its node, /sys/class/tty and /dev. */
void tty_register_device(struct tty_driver *driver, unsigned int index, struct device *device);
void tty_unregister_device(struct tty_driver *driver, unsigned int index);

/* 9600 8N1, cooked, echoing. */
extern struct ktermios tty_std_termios;

void tty_insert_flip_char(struct tty_struct *tty, unsigned char ch, char flag);
int tty_insert_flip_string(struct tty_struct *tty, const unsigned char *bytes, size_t count);
#define tty_buffer_request_room(tty, n) (n)
void tty_flip_buffer_push(struct tty_struct *tty);
#define tty_schedule_flip(tty) tty_flip_buffer_push(tty)
#define TTY_NORMAL	       0
#define TTY_BREAK	       1
#define TTY_FRAME	       2
#define TTY_PARITY	       3
#define TTY_OVERRUN	       4

void tty_wakeup(struct tty_struct *tty); /* there is room again */
void tty_hangup(struct tty_struct *tty);
void tty_wait_until_sent(struct tty_struct *tty, long timeout);
int tty_get_baud_rate(struct tty_struct *tty);
int tty_termios_baud_rate(const struct ktermios *termios);

#define _I_FLAG(tty, f) ((tty)->__tty_termios_2_6->c_iflag & (f))
#define _O_FLAG(tty, f) ((tty)->__tty_termios_2_6->c_oflag & (f))
#define _C_FLAG(tty, f) ((tty)->__tty_termios_2_6->c_cflag & (f))
#define _L_FLAG(tty, f) ((tty)->__tty_termios_2_6->c_lflag & (f))
#define I_IGNBRK(tty)	_I_FLAG(tty, IGNBRK)
#define I_BRKINT(tty)	_I_FLAG(tty, BRKINT)
#define I_IGNPAR(tty)	_I_FLAG(tty, IGNPAR)
#define I_PARMRK(tty)	_I_FLAG(tty, PARMRK)
#define I_INPCK(tty)	_I_FLAG(tty, INPCK)
#define I_IXON(tty)	_I_FLAG(tty, IXON)
#define I_IXOFF(tty)	_I_FLAG(tty, IXOFF)
#define O_OPOST(tty)	_O_FLAG(tty, OPOST)
#define C_BAUD(tty)	_C_FLAG(tty, CBAUD)
#define C_CSIZE(tty)	_C_FLAG(tty, CSIZE)
#define C_CSTOPB(tty)	_C_FLAG(tty, CSTOPB)
#define C_CREAD(tty)	_C_FLAG(tty, CREAD)
#define C_PARENB(tty)	_C_FLAG(tty, PARENB)
#define C_PARODD(tty)	_C_FLAG(tty, PARODD)
#define C_HUPCL(tty)	_C_FLAG(tty, HUPCL)
#define C_CLOCAL(tty)	_C_FLAG(tty, CLOCAL)
#define C_CRTSCTS(tty)	_C_FLAG(tty, CRTSCTS)
#define L_ICANON(tty)	_L_FLAG(tty, ICANON)
#define L_ECHO(tty)	_L_FLAG(tty, ECHO)
#define START_CHAR(tty) ((tty)->__tty_termios_2_6->c_cc[VSTART])
#define STOP_CHAR(tty)	((tty)->__tty_termios_2_6->c_cc[VSTOP])
#define INTR_CHAR(tty)	((tty)->__tty_termios_2_6->c_cc[VINTR])

/* What is shared with programs (setserial). */
struct serial_struct {
	int type, line;
	unsigned int port;
	int irq, flags, xmit_fifo_size, custom_divisor, baud_base;
	unsigned short close_delay;
	char io_type, reserved_char[1];
	int hub6;
	unsigned short closing_wait, closing_wait2;
	unsigned char *iomem_base;
	unsigned short iomem_reg_shift;
	unsigned int port_high;
	unsigned long iomap_base;
};

struct serial_icounter_struct {
	int cts, dsr, rng, dcd;
	int rx, tx;
	int frame, overrun, parity, brk;
	int buf_overrun;
	int reserved[9];
};

struct async_icount {
	__u32 cts, dsr, rng, dcd, tx, rx;
	__u32 frame, parity, overrun, brk;
	__u32 buf_overrun;
};

#define PORT_UNKNOWN	0
#define PORT_8250	1
#define PORT_16450	2
#define PORT_16550A	4
#define ASYNC_SKIP_TEST 0x00000040
#define ASYNC_AUTO_IRQ	0x00000080

#endif
#endif
