/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_private: between tty_io.c and tty_ioctl.c. */
#ifndef DRIVERS_TTY_PRIVATE_H
#define DRIVERS_TTY_PRIVATE_H

#include <linux/tty.h>

/* May the current task touch it? Else its group gets the signal: -ERESTARTSYS, -EIO. */
int tty_check_change(struct tty_struct *tty, int sig);
int tty_set_ctty(struct tty_struct *tty, struct file *file, int force);
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg);

#endif
