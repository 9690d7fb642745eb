/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty: terminals (guest/drivers/tty/). A console_tty brings bytes and takes bytes; a
 * tty_struct is what a program sees of it: a line discipline, and a session it controls.
 */
#ifndef _LINUX_TTY_H
#define _LINUX_TTY_H

#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/pid.h>
#include <linux/termios.h>
#include <linux/tty_driver.h>
#include <linux/types.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct console_tty;
struct pty;
struct tty_ring;

#define N_TTY	    0
#define N_TTY_BYTES 4096 /* a power of two */

/* What a driver has got and not yet pushed. */
#define TTY_FLIPBUF_SIZE 512

struct tty_flip_buffer {
	unsigned char char_buf[TTY_FLIPBUF_SIZE], *char_buf_ptr;
	char flag_buf[TTY_FLIPBUF_SIZE], *flag_buf_ptr;
	int count;
};

#ifdef __ERA_2_6__ /* a pointer before 3.7 */
#define __tty_termios_6_1 __termios
#define __tty_termios_2_6 termios
#else
#define __tty_termios_6_1 termios
#define __tty_termios_2_6 driver_termios
#endif

#if defined(MODULE) && !defined(__ERA_2_6__)
#define __tty_driver_6_1 driver
#define __tty_driver_2_6 driver_2_6
#else
#define __tty_driver_6_1 driver_6_1
#define __tty_driver_2_6 driver
#endif

struct tty_struct {
	char name[16];
	dev_t dev;
	struct console_tty *port; /* what it is on; NULL: */
	struct pty *pty;	  /* a pseudo-terminal */
	struct work_struct input; /* gives to the line discipline what was typed at port */
	struct ktermios __tty_termios_6_1;
	struct winsize winsize;
	struct tty_driver_6_1 *__tty_driver_6_1; /* NULL: one of 2.6 */
	const struct tty_operations_6_1 *ops;	 /* that driver's */
	struct mutex mutex;  /* what follows but for pgrp and session */
	int count;	     /* open files */
	unsigned int column; /* of the cursor, as far as the output says */
	unsigned int canon_column;
	bool stopped; /* by Ctrl-S */
	bool hung_up; /* nobody is at the other end any more */
	bool lnext;   /* the next byte is taken as it is */

	/* input: read up to head; of a line that is not done nothing (canon_head) */
	u8 buf[N_TTY_BYTES];
	unsigned int head, canon_head, tail;
	DECLARE_BITMAP(line_end, N_TTY_BYTES); /* a line ends after this byte */
	wait_queue_head_t read_wait, write_wait;

	struct pid *pgrp, *session; /* tasklist_lock */

	/* of a driver of 2.6 (tty_driver_2_6.c) */
	struct tty_driver *__tty_driver_2_6;
	int index; /* the line's */
	void *driver_data, *disc_data;
	struct ktermios *__tty_termios_2_6;
	unsigned long flags;
	bool low_latency, hw_stopped, closing;
	struct tty_flip_buffer flip;
	struct tty_ring *ring;
};

/* The terminal that controls the current task; NULL: none. */
struct tty_struct *get_current_tty(void);

/* Terminals stay, but for pseudo-terminals, which go when no process has one. */
static inline struct tty_struct *tty_kref_get(struct tty_struct *tty)
{
	return tty;
}

static inline void tty_kref_put(struct tty_struct *tty)
{
}

void disassociate_ctty(int on_exit);
/* "/dev/ttyS0" of a process, for ps; 0: none. */
dev_t tty_devnum(struct tty_struct *tty);

#ifdef MODULE /* where Linux's own leads, too */
#include <linux/cdev.h>
#include <linux/device.h>
#include <linux/kfifo.h>
#include <linux/module.h>
#include <linux/seq_file.h>
#include <linux/string_helpers.h>
#include <linux/vmalloc.h>
#endif

#endif
