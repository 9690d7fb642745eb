/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_private: between the files of drivers/tty. */
#ifndef DRIVERS_TTY_PRIVATE_H
#define DRIVERS_TTY_PRIVATE_H

#include <linux/mutex.h>
#include <linux/tty.h>

/* May the current task touch it? Else its group gets the signal: -ERESTARTSYS, -EIO. */
int tty_may_touch(struct tty_struct *tty, int sig);
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

/* tty_own.c: the driver of a terminal that is not a line; NULL: none. */
struct tty_driver *tty_driver_of(dev_t dev, int *index);
extern struct tty_driver tty_serial_driver;

/* tty_driver.c. Under tty_table_mutex; NULL: none has that number. */
struct tty_driver *tty_driver_find(dev_t dev, unsigned int *index);
void tty_line_name(const struct tty_driver *driver, unsigned int index, char *name, size_t size);

/* tty_line.c. A driver's line, opened once more; under tty_table_mutex. ERR_PTR(). */
struct tty_struct *tty_line_get(dev_t dev, struct file *file);
bool tty_is_line(const struct tty_struct *tty);
int tty_line_open(struct tty_struct *tty, struct file *file); /* fails: it is closed again */
void tty_line_close(struct tty_struct *tty, struct file *file);
void tty_line_forget(struct tty_struct *tty);
void tty_line_put(struct tty_struct *tty, const u8 *bytes, size_t count);
unsigned int tty_line_room(struct tty_struct *tty);
void tty_line_want_input(struct tty_struct *tty);
void tty_hangup_later(struct work_struct *work); /* tty->hangup_work */
/* What has been put is to be sent. */
void tty_flush_chars(struct tty_struct *tty);

/* tty_buffer.c */
void tty_buffer_init(struct tty_port *port);
void tty_buffer_free_all(struct tty_port *port);
void tty_buffer_flush_work(struct work_struct *work);
void tty_buffer_flush(struct tty_port *port);

/* tty_ldisc.c */
void tty_ldisc_init(struct tty_struct *tty);
void tty_ldisc_reset(struct tty_struct *tty); /* to N_TTY */

/* tty_ask.c */
void tty_throttle(struct tty_struct *tty);

/* tty_io.c. There is room for input again. */
void tty_want_input(struct tty_struct *tty);
/* Nobody has it open any more: it controls no session. */
void tty_leave_session(struct tty_struct *tty);
extern struct class *tty_class;
extern const struct file_operations tty_fops;
struct proc_dir_entry *tty_proc_dir(void); /* /proc/tty/driver */

#endif
