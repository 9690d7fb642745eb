/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_flip: how a driver gives what came over a line (drivers/tty/tty_buffer.c): insert, in any
 * context but one at a time, then push; a worker brings it to the line discipline. What there is
 * no room for is lost: the functions return how much they took.
 */
#ifndef _LINUX_TTY_FLIP_H
#define _LINUX_TTY_FLIP_H

#include <linux/tty_buffer.h>
#include <linux/tty_port.h>

struct tty_ldisc;

int tty_buffer_set_limit(struct tty_port *port, int limit); /* bytes; -EINVAL: fewer than 256 */
unsigned int tty_buffer_space_avail(struct tty_port *port);
int tty_buffer_request_room(struct tty_port *port, size_t size);
int tty_insert_flip_string_flags(struct tty_port *port, const unsigned char *chars,
				 const char *flags, size_t size);
int tty_insert_flip_string_fixed_flag(struct tty_port *port, const unsigned char *chars, char flag,
				      size_t size);
/* *chars: where the driver itself may put so many. */
int tty_prepare_flip_string(struct tty_port *port, unsigned char **chars, size_t size);
int __tty_insert_flip_char(struct tty_port *port, unsigned char ch, char flag);
void tty_flip_buffer_push(struct tty_port *port);

static inline int tty_insert_flip_char(struct tty_port *port, unsigned char ch, char flag)
{
	return __tty_insert_flip_char(port, ch, flag);
}

static inline int tty_insert_flip_string(struct tty_port *port, const unsigned char *chars,
					 size_t size)
{
	return tty_insert_flip_string_fixed_flag(port, chars, TTY_NORMAL, size);
}

int tty_ldisc_receive_buf(struct tty_ldisc *ld, const unsigned char *p, const char *f, int count);
/* Nothing goes to the line discipline between the two; sleep. */
void tty_buffer_lock_exclusive(struct tty_port *port);
void tty_buffer_unlock_exclusive(struct tty_port *port);

#endif
