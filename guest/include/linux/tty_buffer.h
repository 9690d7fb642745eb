/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_buffer: what came over a terminal's line and is not yet with its line discipline. */
#ifndef _LINUX_TTY_BUFFER_H
#define _LINUX_TTY_BUFFER_H

#include <linux/atomic.h>
#include <linux/llist.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

/* How a byte came. */
#define TTY_NORMAL  0
#define TTY_BREAK   1
#define TTY_FRAME   2
#define TTY_PARITY  3
#define TTY_OVERRUN 4

#define TTYB_NORMAL 1 /* in flags: none but TTY_NORMAL, so no flags are kept */

/* size characters, and behind them as many flags. One writes, up to used; one reads, to commit. */
struct tty_buffer {
	struct tty_buffer *next;
	int used, size, commit, lookahead, read;
	int flags;
	unsigned long data[];
};

static inline unsigned char *char_buf_ptr(struct tty_buffer *b, int ofs)
{
	return (unsigned char *)b->data + ofs;
}

static inline char *flag_buf_ptr(struct tty_buffer *b, int ofs)
{
	return (char *)b->data + b->size + ofs;
}

struct tty_bufhead {
	struct tty_buffer *head; /* the oldest: the worker's */
	struct work_struct work;
	struct mutex lock; /* of the worker's end */
	atomic_t priority;
	struct tty_buffer sentinel;
	atomic_t mem_used;
	int mem_limit;		 /* bytes */
	struct tty_buffer *tail; /* the driver's */
};

#endif
