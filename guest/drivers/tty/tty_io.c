/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_io: terminals as files, and the sessions that they control.
 *
 * A terminal is a console_tty (tty_simple.h) that somebody has open as a file. From then on
 * a worker takes what is typed there and gives it to the line discipline; as long as nobody
 * has, the bytes are the kernel's own prompt's.
 *
 * /dev/tty is the one that controls the reader; /dev/console the one of console=.
 */
#include <linux/console.h>
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/kthread.h>
#include <linux/major.h>
#include <linux/poll.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_simple.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "n_tty.h"
#include "tty_private.h"

#define TTYS_MOST 8

static struct tty_struct *ttys[TTYS_MOST];
static unsigned int nr_ttys;

void tty_put(struct tty_struct *tty, const void *bytes, size_t count)
{
	tty->port->write(tty->port, bytes, count);
}

/* ---- what is typed ---- */

static void set_defaults(struct tty_struct *tty)
{
	tty->termios = (struct ktermios){
	    .c_iflag = ICRNL | IXON,
	    .c_oflag = OPOST | ONLCR,
	    .c_cflag = B115200 | CS8 | CREAD | HUPCL | CLOCAL,
	    .c_lflag = ISIG | ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | IEXTEN,
	    .c_cc = INIT_C_CC,
	};
	tty->winsize = (struct winsize){.ws_row = 25, .ws_col = 80};
	/* what hangs on a serial line, and how large it is, nobody knows */
	if (tty->name[3] == 'S')
		tty->winsize = (struct winsize){0};
}

static int receiver(void *data)
{
	struct tty_struct *tty = data;
	int c;

	for (;;) {
		c = tty_read_byte(tty->port);
		mutex_lock(&tty->mutex);
		n_tty_receive(tty, c);
		mutex_unlock(&tty->mutex);
	}
	return 0;
}

static int start_receiver(struct tty_struct *tty)
{
	struct task_struct *task;

	if (tty->port->taken)
		return 0;
	tty->port->taken = true;
	task = kthread_run(receiver, tty, "%s", tty->name);
	return PTR_ERR_OR_ZERO(task);
}

/* ---- sessions ---- */

void tty_signal(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;

	read_lock(&tasklist_lock);
	pgrp = get_pid(tty->pgrp);
	read_unlock(&tasklist_lock);
	if (pgrp)
		kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
}

struct tty_struct *get_current_tty(void)
{
	return current->signal ? current->signal->tty : NULL;
}
EXPORT_SYMBOL(get_current_tty);

dev_t tty_devnum(struct tty_struct *tty)
{
	return tty ? tty->dev : 0;
}
EXPORT_SYMBOL(tty_devnum);

/* tasklist_lock for writing. */
static void take_control(struct tty_struct *tty)
{
	put_pid(tty->session);
	put_pid(tty->pgrp);
	tty->pgrp = get_pid(task_pgrp(current));
	tty->session = get_pid(task_session(current));
	current->signal->tty = tty;
}

static void lose_control(struct pid *session)
{
	struct task_struct *p;

	do_each_pid_task(session, PIDTYPE_SID, p)
	{
		p->signal->tty = NULL;
	}
	while_each_pid_task(session, PIDTYPE_SID, p);
}

int tty_set_ctty(struct tty_struct *tty, struct file *file, int force)
{
	int err = 0;

	write_lock_irq(&tasklist_lock);
	if (current->signal->leader && task_session(current) == tty->session) {
		current->signal->tty = tty;
	} else if (!current->signal->leader || current->signal->tty) {
		err = -EPERM;
	} else if (tty->session && !(force == 1 && capable(CAP_SYS_ADMIN))) {
		err = -EPERM;
	} else {
		if (tty->session)
			lose_control(tty->session);
		take_control(tty);
	}
	write_unlock_irq(&tasklist_lock);
	return err;
}

/* The leader of a session that ends takes the terminal along: its foreground hears of it. */
void disassociate_ctty(int on_exit)
{
	struct tty_struct *tty = current->signal->tty;
	struct pid *pgrp = NULL;

	if (!current->signal->leader || !tty)
		return;
	write_lock_irq(&tasklist_lock);
	if (tty->session == task_session(current)) {
		pgrp = get_pid(tty->pgrp);
		lose_control(tty->session);
		put_pid(tty->session);
		put_pid(tty->pgrp);
		tty->session = tty->pgrp = NULL;
	}
	current->signal->tty = NULL;
	write_unlock_irq(&tasklist_lock);
	if (pgrp) {
		kill_pgrp(pgrp, SIGHUP, on_exit);
		kill_pgrp(pgrp, SIGCONT, on_exit);
		put_pid(pgrp);
	}
}

/* A background job that touches its terminal is stopped. 0, -EIO, -ERESTARTSYS. */
int tty_check_change(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;
	bool background;

	if (!current->signal || current->signal->tty != tty)
		return 0;
	read_lock(&tasklist_lock);
	pgrp = get_pid(task_pgrp(current));
	background = tty->pgrp && pgrp != tty->pgrp;
	read_unlock(&tasklist_lock);
	if (!background) {
		put_pid(pgrp);
		return 0;
	}
	if (is_ignored(sig)) {
		put_pid(pgrp);
		return sig == SIGTTIN ? -EIO : 0;
	}
	if (is_current_pgrp_orphaned()) {
		put_pid(pgrp);
		return -EIO;
	}
	kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
	set_thread_flag(TIF_SIGPENDING);
	return -ERESTARTSYS;
}

/* ---- reading ---- */

#define CHUNK 256

/* How long a read in raw mode waits yet: by VMIN and VTIME. */
static long raw_timeout(const struct tty_struct *tty, bool have_some)
{
	unsigned int min = tty->termios.c_cc[VMIN], time = tty->termios.c_cc[VTIME];

	if (tty->termios.c_lflag & ICANON || !time || (min && !have_some))
		return MAX_SCHEDULE_TIMEOUT;
	return time * HZ / 10;
}

static bool enough(struct tty_struct *tty, size_t wanted)
{
	unsigned int min = tty->termios.c_cc[VMIN];

	return n_tty_readable(tty, min_t(size_t, min, wanted));
}

static int wait_input(struct tty_struct *tty, struct file *file, size_t wanted)
{
	bool canon = tty->termios.c_lflag & ICANON;
	long left;
	int err;

	for (;;) {
		if (enough(tty, wanted))
			return 1;
		/* neither lines nor a least number: what is there, and be it nothing */
		if (!canon && !tty->termios.c_cc[VMIN] && !tty->termios.c_cc[VTIME])
			return n_tty_available(tty) ? 1 : 0;
		if (file->f_flags & O_NONBLOCK)
			return n_tty_available(tty) ? 1 : -EAGAIN;
		left = raw_timeout(tty, n_tty_available(tty));
		mutex_unlock(&tty->mutex);
		left = wait_event_interruptible_timeout(tty->read_wait, enough(tty, wanted), left);
		mutex_lock(&tty->mutex);
		if (left < 0)
			return -ERESTARTSYS;
		if (!left)
			return n_tty_available(tty) ? 1 : 0;
		err = tty_check_change(tty, SIGTTIN);
		if (err)
			return err;
		canon = tty->termios.c_lflag & ICANON;
	}
}

static ssize_t tty_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file->private_data;
	u8 chunk[CHUNK];
	ssize_t done = 0;
	bool line_done = false;
	size_t n;
	int err = tty_check_change(tty, SIGTTIN);

	if (err || !count)
		return err;
	mutex_lock(&tty->mutex);
	err = wait_input(tty, file, count);
	while (err > 0 && done < count && !line_done) {
		n = n_tty_read(tty, chunk, min_t(size_t, sizeof(chunk), count - done), &line_done);
		if (!n)
			break;
		mutex_unlock(&tty->mutex);
		if (copy_to_user(buf + done, chunk, n))
			err = -EFAULT;
		else
			done += n;
		mutex_lock(&tty->mutex);
	}
	mutex_unlock(&tty->mutex);
	return done || err > 0 ? done : err;
}

/* ---- writing ---- */

static ssize_t tty_write_file(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file->private_data;
	u8 chunk[CHUNK];
	size_t done = 0, n;
	int err = 0;

	if (tty->termios.c_lflag & TOSTOP)
		err = tty_check_change(tty, SIGTTOU);
	while (!err && done < count) {
		n = min(sizeof(chunk), count - done);
		if (copy_from_user(chunk, buf + done, n)) {
			err = -EFAULT;
			break;
		}
		if (file->f_flags & O_NONBLOCK && tty->stopped) {
			err = -EAGAIN;
			break;
		}
		err = wait_event_interruptible(tty->write_wait, !READ_ONCE(tty->stopped));
		if (err)
			break;
		mutex_lock(&tty->mutex);
		n_tty_write(tty, chunk, n);
		mutex_unlock(&tty->mutex);
		done += n;
		if (signal_pending(current) && done < count)
			err = -ERESTARTSYS;
		cond_resched();
	}
	return done ? (ssize_t)done : err;
}

static __poll_t tty_poll(struct file *file, poll_table *table)
{
	struct tty_struct *tty = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &tty->read_wait, table);
	poll_wait(file, &tty->write_wait, table);
	if (enough(tty, 1))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (!tty->stopped)
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

/* ---- opening ---- */

static struct tty_struct *console_tty_struct(void)
{
	const char *wanted = strstr(boot_command_line, "console=tty");
	unsigned int i;
	size_t len;

	/* the last one named is the one */
	while (wanted && strstr(wanted + 8, "console=tty"))
		wanted = strstr(wanted + 8, "console=tty");
	for (i = 0; wanted && i < nr_ttys; i++) {
		len = strlen(ttys[i]->name);
		if (!strncmp(wanted + 8, ttys[i]->name, len))
			return ttys[i];
	}
	for (i = 0; i < nr_ttys; i++)
		if (!strcmp(ttys[i]->name, "ttyS0"))
			return ttys[i];
	return nr_ttys ? ttys[0] : NULL;
}

static struct tty_struct *tty_of(dev_t dev)
{
	unsigned int i;

	if (dev == MKDEV(TTYAUX_MAJOR, 0))
		return get_current_tty();
	if (dev == MKDEV(TTYAUX_MAJOR, 1))
		return console_tty_struct();
	/* tty1 is the screen that is seen, as tty0 is */
	if (dev == MKDEV(TTY_MAJOR, 1))
		dev = MKDEV(TTY_MAJOR, 0);
	for (i = 0; i < nr_ttys; i++)
		if (ttys[i]->dev == dev)
			return ttys[i];
	return NULL;
}

static int tty_open(struct inode *inode, struct file *file)
{
	bool noctty = file->f_flags & O_NOCTTY || inode->i_rdev == MKDEV(TTYAUX_MAJOR, 1) ||
		      inode->i_rdev == MKDEV(TTYAUX_MAJOR, 0);
	struct tty_struct *tty = tty_of(inode->i_rdev);
	int err;

	if (!tty)
		return inode->i_rdev == MKDEV(TTYAUX_MAJOR, 0) ? -ENXIO : -ENODEV;
	mutex_lock(&tty->mutex);
	err = start_receiver(tty);
	if (!err)
		tty->count++;
	mutex_unlock(&tty->mutex);
	if (err)
		return err;
	file->private_data = tty;
	stream_open(inode, file);
	/* who leads a session and has no terminal yet gets this one */
	if (!noctty && current->signal && current->signal->leader && !current->signal->tty &&
	    !tty->session && file->f_mode & FMODE_READ)
		tty_set_ctty(tty, file, 0);
	return 0;
}

static int tty_release(struct inode *inode, struct file *file)
{
	struct tty_struct *tty = file->private_data;

	mutex_lock(&tty->mutex);
	tty->count--;
	mutex_unlock(&tty->mutex);
	return 0;
}

static const struct file_operations tty_fops = {
    .llseek = no_llseek,
    .read = tty_read,
    .write = tty_write_file,
    .poll = tty_poll,
    .unlocked_ioctl = tty_ioctl,
    .open = tty_open,
    .release = tty_release,
};

/* ---- boot ---- */

/* "ttyS1" is 4:65, "tty0" 4:0. */
static dev_t number_of(const char *name)
{
	bool serial = name[3] == 'S';

	return MKDEV(TTY_MAJOR, (serial ? 64 : 0) + simple_strtoul(name + 3 + serial, NULL, 10));
}

static int add_tty(struct console_tty *port, struct class *class)
{
	struct tty_struct *tty = vzalloc(sizeof(*tty));

	if (!tty)
		return -ENOMEM;
	strscpy(tty->name, port->name, sizeof(tty->name));
	tty->port = port;
	tty->dev = number_of(tty->name);
	mutex_init(&tty->mutex);
	init_waitqueue_head(&tty->read_wait);
	init_waitqueue_head(&tty->write_wait);
	set_defaults(tty);
	ttys[nr_ttys++] = tty;
	device_create(class, NULL, tty->dev, NULL, "%s", tty->name);
	if (tty->dev == MKDEV(TTY_MAJOR, 0))
		device_create(class, NULL, MKDEV(TTY_MAJOR, 1), NULL, "tty1");
	return 0;
}

static char *tty_devnode(struct device *dev, umode_t *mode)
{
	if (mode && dev->devt == MKDEV(TTYAUX_MAJOR, 0))
		*mode = 0666;
	return NULL;
}

/* After the drivers of what they are on. */
static int __init tty_init(void)
{
	struct class *class = class_create(THIS_MODULE, "tty");
	struct console_tty *port;

	if (IS_ERR(class))
		return PTR_ERR(class);
	class->devnode = tty_devnode;
	if (__register_chrdev(TTY_MAJOR, 0, 256, "tty", &tty_fops) ||
	    __register_chrdev(TTYAUX_MAJOR, 0, 2, "/dev/tty", &tty_fops))
		return -EBUSY;
	device_create(class, NULL, MKDEV(TTYAUX_MAJOR, 0), NULL, "tty");
	device_create(class, NULL, MKDEV(TTYAUX_MAJOR, 1), NULL, "console");
	for_each_console_tty(port) if (nr_ttys < TTYS_MOST && add_tty(port, class)) return -ENOMEM;
	return 0;
}
late_initcall(tty_init);
