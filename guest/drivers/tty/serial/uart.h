/* SPDX-License-Identifier: GPL-2.0-only */
/* uart: between serial_core.c and what it has elsewhere. */
#ifndef DRIVERS_UART_H
#define DRIVERS_UART_H

#include <linux/serial_core.h>

/* serial_core.c: operations of a terminal whose driver_data is a uart_state. */
void uart_set_termios(struct tty_struct *tty, const struct ktermios *old);
int uart_break_ctl(struct tty_struct *tty, int on);
void uart_wait_until_sent(struct tty_struct *tty, int timeout);

/* uart_lines.c: modem lines and counts. */
void uart_change_mctrl(struct uart_port *port, unsigned int set, unsigned int clear);
int uart_tiocmget(struct tty_struct *tty);
int uart_tiocmset(struct tty_struct *tty, unsigned int set, unsigned int clear);
int uart_get_icount(struct tty_struct *tty, struct serial_icounter_struct *icount);

/* uart_setup.c: what setserial and /sys see. */
const char *uart_type_of(struct uart_port *port);
int uart_get_serial(struct tty_struct *tty, struct serial_struct *ss);
int uart_set_serial(struct tty_struct *tty, struct serial_struct *ss);
int uart_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg);
int uart_proc_show(struct seq_file *m, void *driver);
extern const struct attribute_group *uart_tty_groups[];

/* uart_lines.c: until a line changes; -EIO: the port went. */
int uart_wait_modem_status(struct uart_state *state, unsigned long lines);

#endif
