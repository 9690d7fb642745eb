/* SPDX-License-Identifier: GPL-2.0-only */
/* n_tty: the line discipline, for the file operations around it. tty->mutex is held. */
#ifndef DRIVERS_N_TTY_H
#define DRIVERS_N_TTY_H

#include <linux/tty.h>

/* A byte that was typed. */
void n_tty_receive(struct tty_struct *tty, u8 c);
/* One that is read as it is. */
void n_tty_put(struct tty_struct *tty, u8 c);
/* Is there enough to be read, of at least so many bytes where lines do not matter? */
bool n_tty_readable(const struct tty_struct *tty, unsigned int least);
unsigned int n_tty_available(const struct tty_struct *tty);
/* Into kernel memory; *eof: the line was ended by VEOF and nothing else. */
size_t n_tty_read(struct tty_struct *tty, u8 *to, size_t count, bool *line_done);
/* Out, by OPOST's rules. */
void n_tty_write(struct tty_struct *tty, const u8 *from, size_t count);
void n_tty_flush_input(struct tty_struct *tty);
/* After the termios have changed: what is in the buffer counts as lines, or as bytes. */
void n_tty_set_termios(struct tty_struct *tty, const struct ktermios *old);

/* n_tty_ops.c */
extern struct tty_ldisc_ops n_tty_ops;
/* tty_ioctl.c: what every terminal is asked. */
int n_tty_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);

/* tty_io.c: to the foreground process group. */
void tty_signal(struct tty_struct *tty, int sig);
void tty_put(struct tty_struct *tty, const void *bytes, size_t count);

#endif
