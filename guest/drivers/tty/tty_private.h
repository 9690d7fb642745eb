/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_private: between tty_io.c and tty_ioctl.c. */
#ifndef DRIVERS_TTY_PRIVATE_H
#define DRIVERS_TTY_PRIVATE_H

#include <linux/mutex.h>
#include <linux/tty.h>

/* May the current task touch it? Else its group gets the signal: -ERESTARTSYS, -EIO. */
int tty_check_change(struct tty_struct *tty, int sig);
int tty_set_ctty(struct tty_struct *tty, struct file *file, int force);
long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg);
/* The same of this terminal, whichever file it is asked by: both ends of a pseudo-terminal do. */
long tty_ioctl_of(struct tty_struct *tty, struct file *file, unsigned int cmd, unsigned long arg);

/* A struct's first state. */
void tty_setup(struct tty_struct *tty, const char *name, dev_t dev);
/* The other end is gone: its session ends, reads find the end, writes fail. */
void tty_hangup_now(struct tty_struct *tty);
/* Room for so many bytes that are written; a byte may become eight. */
unsigned int tty_room(struct tty_struct *tty);
/* No room: what is typed has to wait until something is read. mutex is held. */
bool tty_input_is_full(const struct tty_struct *tty);

/* Terminals on ports: made when they are first asked for. NULL: no memory. */
struct tty_struct *tty_of_port(struct console_tty *port);
bool tty_vt_in_use(unsigned int number);
/* False: somebody has it open, or sees it. */
bool tty_vt_forget(unsigned int number);

/* pty.c. The slave of that number; NULL: there is none. Under tty_table_mutex. */
struct tty_struct *pty_slave(unsigned int number);
void pty_opened(struct tty_struct *tty);
/* Its last file is closed; may free it. */
void pty_closed(struct tty_struct *tty);
bool pty_is_locked(const struct tty_struct *tty);
void pty_put(struct tty_struct *tty, const void *bytes, size_t count);
unsigned int pty_room(const struct tty_struct *tty);
void pty_was_read(struct tty_struct *tty); /* room for more input */
extern struct mutex tty_table_mutex;
int pty_init(void);

/* tty_driver_2_6.c. A line, made when it is not there; under tty_table_mutex. NULL: there is none.
 */
struct tty_struct *tty_driver_line(dev_t dev);
int tty_driver_open(struct tty_struct *tty, struct file *file);
void tty_driver_close(struct tty_struct *tty, struct file *file);
void tty_driver_put(struct tty_struct *tty, const u8 *bytes, size_t count);
unsigned int tty_driver_room(struct tty_struct *tty);
void tty_driver_set_termios(struct tty_struct *tty, struct ktermios *old);
/* -ENOIOCTLCMD: nothing that the driver has to do with. */
long tty_driver_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
		      unsigned long arg);
/* Run tty->input soon. */
void tty_queue_input(struct tty_struct *tty);
extern struct class *tty_class;
extern const struct file_operations tty_fops;
struct proc_dir_entry *tty_proc_dir(void); /* /proc/tty/driver */

#endif
