/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_io: terminals as files, and the sessions that they control.
 *
 * A terminal is a console_tty (tty_simple.h) that somebody has open as a file, or the slave of a
 * pseudo-terminal (pty.c). From then on a worker takes what is typed there and gives it to the line
 * discipline, as long as that has room; until then the bytes are the kernel's own prompt's.
 *
 * /dev/tty is the one that controls the reader; /dev/console the one of console=; /dev/tty0 the
 * one in front. Those of the screen are made when they are first opened.
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
#include <linux/proc_fs.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_simple.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "../vt/vt.h"
#include "n_tty.h"
#include "tty_private.h"

#define TTYS_MOST     16
#define INPUT_AT_ONCE 64

DEFINE_MUTEX(tty_table_mutex); /* ttys, and ptys' comings and goings */
static struct tty_struct *ttys[TTYS_MOST];
static struct workqueue_struct *tty_wq;
struct class *tty_class;

void tty_put(struct tty_struct *tty, const void *bytes, size_t count)
{
	if (tty->pty)
		pty_put(tty, bytes, count);
	else if (tty->driver)
		tty_driver_put(tty, bytes, count);
	else
		tty->port->write(tty->port, bytes, count);
}

unsigned int tty_room(struct tty_struct *tty)
{
	return tty->pty ? pty_room(tty) : tty->driver ? tty_driver_room(tty) : UINT_MAX;
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

void tty_setup(struct tty_struct *tty, const char *name, dev_t dev)
{
	strscpy(tty->name, name, sizeof(tty->name));
	tty->dev = dev;
	tty->driver_6_1 = tty_driver_of(dev, &tty->index);
	tty->ops = tty->driver_6_1 ? tty->driver_6_1->ops : NULL;
	mutex_init(&tty->mutex);
	init_waitqueue_head(&tty->read_wait);
	init_waitqueue_head(&tty->write_wait);
	set_defaults(tty);
}

/* A screen that no program has open keeps nothing: neither keys nor settings. */
static bool forgets(const struct tty_struct *tty)
{
	return !tty->count && tty->port && vt_of_port(tty->port);
}

/* What has been typed, a few at a time: programs want the mutex, too. */
static void take_input(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, input);
	int i, c = 0;

	mutex_lock(&tty->mutex);
	for (i = 0; c >= 0 && i < INPUT_AT_ONCE && !tty_input_is_full(tty); i++) {
		c = tty_read_byte_timeout(tty->port, 0);
		if (c >= 0 && !forgets(tty))
			n_tty_receive(tty, c);
	}
	mutex_unlock(&tty->mutex);
	if (c >= 0 && i == INPUT_AT_ONCE)
		queue_work(tty_wq, work);
}

static void input_came(struct console_tty *port)
{
	struct tty_struct *tty = port->owner;

	queue_work(tty_wq, &tty->input);
}

void tty_queue_input(struct tty_struct *tty)
{
	queue_work(tty_wq, &tty->input);
}

/* There is room again. */
static void want_input(struct tty_struct *tty)
{
	if (tty->pty)
		pty_was_read(tty);
	else
		queue_work(tty_wq, &tty->input);
}

static void start_receiver(struct tty_struct *tty)
{
	if (!tty->port || tty->port->taken)
		return;
	tty->port->owner = tty;
	tty->port->taken = true;
	smp_wmb();
	WRITE_ONCE(tty->port->typed, input_came);
	want_input(tty);
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

void tty_hangup_now(struct tty_struct *tty)
{
	struct pid *session, *pgrp;

	mutex_lock(&tty->mutex);
	tty->hung_up = true;
	mutex_unlock(&tty->mutex);
	write_lock_irq(&tasklist_lock);
	session = tty->session;
	pgrp = tty->pgrp;
	if (session)
		lose_control(session);
	tty->session = tty->pgrp = NULL;
	write_unlock_irq(&tasklist_lock);
	if (session) {
		kill_pid(session, SIGHUP, 1);
		kill_pid(session, SIGCONT, 1);
	}
	if (pgrp && pgrp != session)
		kill_pgrp(pgrp, SIGHUP, 1);
	put_pid(session);
	put_pid(pgrp);
	wake_up_interruptible(&tty->read_wait);
	wake_up_interruptible(&tty->write_wait);
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
		if (tty->hung_up)
			return 0;
		/* neither lines nor a least number: what is there, and be it nothing */
		if (!canon && !tty->termios.c_cc[VMIN] && !tty->termios.c_cc[VTIME])
			return n_tty_available(tty) ? 1 : 0;
		if (file->f_flags & O_NONBLOCK)
			return n_tty_available(tty) ? 1 : -EAGAIN;
		left = raw_timeout(tty, n_tty_available(tty));
		mutex_unlock(&tty->mutex);
		left = wait_event_interruptible_timeout(tty->read_wait,
							enough(tty, wanted) || tty->hung_up, left);
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
	bool line_done = false, was_full;
	size_t n;
	int err = tty_check_change(tty, SIGTTIN);

	if (err || !count)
		return err;
	mutex_lock(&tty->mutex);
	err = wait_input(tty, file, count);
	was_full = tty_input_is_full(tty);
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
	if (was_full)
		want_input(tty);
	return done || err > 0 ? done : err;
}

/* ---- writing ---- */

/* With the processing of output a byte becomes at most eight. */
#define GROWS 8

static bool may_write(struct tty_struct *tty)
{
	return (!READ_ONCE(tty->stopped) && tty_room(tty) >= GROWS) || tty->hung_up;
}

static ssize_t tty_write_file(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file->private_data;
	u8 chunk[CHUNK];
	size_t done = 0, n;
	int err = 0;

	if (tty->termios.c_lflag & TOSTOP)
		err = tty_check_change(tty, SIGTTOU);
	while (!err && done < count) {
		if (file->f_flags & O_NONBLOCK && !may_write(tty)) {
			err = -EAGAIN;
			break;
		}
		err = wait_event_interruptible(tty->write_wait, may_write(tty));
		if (!err && tty->hung_up)
			err = -EIO;
		if (err)
			break;
		n = min3(sizeof(chunk), count - done, (size_t)tty_room(tty) / GROWS);
		if (!n)
			continue;
		if (copy_from_user(chunk, buf + done, n)) {
			err = -EFAULT;
			break;
		}
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
	if (may_write(tty))
		mask |= EPOLLOUT | EPOLLWRNORM;
	if (tty->hung_up)
		mask |= EPOLLIN | EPOLLRDNORM | EPOLLHUP;
	return mask;
}

/* ---- opening ---- */

/* "ttyS1" is 4:65, "tty1" 4:1. */
static dev_t number_of(const char *name)
{
	bool serial = name[3] == 'S';

	return MKDEV(TTY_MAJOR, (serial ? 64 : 0) + simple_strtoul(name + 3 + serial, NULL, 10));
}

struct tty_struct *tty_of_port(struct console_tty *port)
{
	struct tty_struct *tty;
	int i;

	for (i = 0; i < TTYS_MOST && ttys[i]; i++)
		if (ttys[i]->port == port)
			return ttys[i];
	tty = i < TTYS_MOST ? vzalloc(sizeof(*tty)) : NULL;
	if (!tty)
		return NULL;
	tty->port = port;
	INIT_WORK(&tty->input, take_input);
	tty_setup(tty, port->name, number_of(port->name));
	ttys[i] = tty;
	return tty;
}

static struct tty_struct *tty_of_vt(unsigned int number)
{
	struct vt *vt = vt_make(number ? number : vt_front()->number);

	return vt ? tty_of_port(&vt->port) : NULL;
}

static struct tty_struct *tty_of_vt_if_made(unsigned int number)
{
	struct vt *vt = vt_find(number);
	int i;

	for (i = 0; vt && i < TTYS_MOST && ttys[i]; i++)
		if (ttys[i]->port == &vt->port)
			return ttys[i];
	return NULL;
}

bool tty_vt_in_use(unsigned int number)
{
	struct tty_struct *tty;
	bool in_use;

	mutex_lock(&tty_table_mutex);
	tty = tty_of_vt_if_made(number);
	in_use = tty && tty->count;
	mutex_unlock(&tty_table_mutex);
	return in_use || number == 1;
}

bool tty_vt_forget(unsigned int number)
{
	struct tty_struct *tty;
	bool free;
	int i, at = 0;

	mutex_lock(&tty_table_mutex);
	tty = tty_of_vt_if_made(number);
	free = !tty || (!tty->count && !tty->session);
	if (tty && free) {
		tty->port->typed = NULL;
		cancel_work_sync(&tty->input);
	}
	free = free && vt_forget(number);
	if (tty && free) {
		for (i = 0; i < TTYS_MOST; i++)
			if (ttys[i] != tty)
				ttys[at++] = ttys[i];
		ttys[at] = NULL;
		vfree(tty);
	} else if (tty && !tty->port->typed) {
		tty->port->taken = false;
	}
	mutex_unlock(&tty_table_mutex);
	return free;
}

static struct tty_struct *serial_tty(const char *name, size_t len)
{
	struct console_tty *port;

	for_each_console_tty(port) if (strlen(port->name) == len &&
				       !strncmp(port->name, name, len)) return tty_of_port(port);
	return NULL;
}

/* The last console= names it; by default it is the first serial line. */
static struct tty_struct *console_tty_struct(void)
{
	const char *wanted = strstr(boot_command_line, "console=tty");
	struct tty_struct *tty = NULL;

	while (wanted && strstr(wanted + 8, "console=tty"))
		wanted = strstr(wanted + 8, "console=tty");
	if (wanted && wanted[11] == 'S')
		tty = serial_tty(wanted + 8, strcspn(wanted + 8, ", "));
	else if (wanted)
		tty = tty_of_vt(simple_strtoul(wanted + 11, NULL, 10));
	else
		tty = serial_tty("ttyS0", 5);
	return tty ? tty : tty_of_vt(0);
}

static struct tty_struct *tty_of(dev_t dev)
{
	unsigned int minor = MINOR(dev);
	char name[8];

	if (dev == MKDEV(TTYAUX_MAJOR, 0))
		return get_current_tty();
	if (dev == MKDEV(TTYAUX_MAJOR, 1))
		return console_tty_struct();
	if (MAJOR(dev) == UNIX98_PTY_SLAVE_MAJOR)
		return pty_slave(minor);
	if (MAJOR(dev) != TTY_MAJOR)
		return tty_driver_line(dev);
	if (minor < 64)
		return minor <= VT_MOST ? tty_of_vt(minor) : NULL;
	snprintf(name, sizeof(name), "ttyS%u", minor - 64);
	return serial_tty(name, strlen(name));
}

/* Counted: it stays as long as the file is open. */
static struct tty_struct *get_tty(dev_t dev)
{
	struct tty_struct *tty;

	mutex_lock(&tty_table_mutex);
	tty = tty_of(dev);
	if (!tty)
		tty = ERR_PTR(dev == MKDEV(TTYAUX_MAJOR, 0)	     ? -ENXIO
			      : MAJOR(dev) == UNIX98_PTY_SLAVE_MAJOR ? -EIO
								     : -ENODEV);
	else if (tty->hung_up || (tty->pty && pty_is_locked(tty)))
		tty = ERR_PTR(-EIO);
	if (!IS_ERR(tty)) {
		mutex_lock(&tty->mutex);
		start_receiver(tty);
		tty->count++;
		mutex_unlock(&tty->mutex);
		if (tty->pty)
			pty_opened(tty);
	}
	mutex_unlock(&tty_table_mutex);
	return tty;
}

static int tty_open(struct inode *inode, struct file *file)
{
	bool noctty = file->f_flags & O_NOCTTY || inode->i_rdev == MKDEV(TTYAUX_MAJOR, 1) ||
		      inode->i_rdev == MKDEV(TTYAUX_MAJOR, 0);
	struct tty_struct *tty = get_tty(inode->i_rdev);

	if (IS_ERR(tty))
		return PTR_ERR(tty);
	file->private_data = tty;
	if (tty->driver) {
		int err = tty_driver_open(tty, file);

		if (err) {
			mutex_lock(&tty->mutex);
			tty->count--;
			mutex_unlock(&tty->mutex);
			return err;
		}
	}
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
	bool last;

	mutex_lock(&tty_table_mutex);
	mutex_lock(&tty->mutex);
	last = !--tty->count;
	if (forgets(tty)) {
		n_tty_flush_input(tty);
		set_defaults(tty);
	}
	mutex_unlock(&tty->mutex);
	if (last && tty->pty)
		pty_closed(tty);
	if (tty->driver)
		tty_driver_close(tty, file);
	mutex_unlock(&tty_table_mutex);
	return 0;
}

const struct file_operations tty_fops = {
    .llseek = no_llseek,
    .read = tty_read,
    .write = tty_write_file,
    .poll = tty_poll,
    .unlocked_ioctl = tty_ioctl,
    .open = tty_open,
    .release = tty_release,
};

struct proc_dir_entry *tty_proc_dir(void)
{
	if (!proc_lookup("tty"))
		proc_mkdir("tty", NULL);
	if (!proc_lookup("tty/driver"))
		proc_mkdir("tty/driver", NULL);
	return proc_lookup("tty/driver");
}

/* ---- boot ---- */

static char *tty_devnode(struct device *dev, umode_t *mode)
{
	if (mode && (dev->devt == MKDEV(TTYAUX_MAJOR, 0) || dev->devt == MKDEV(TTYAUX_MAJOR, 2)))
		*mode = 0666;
	return NULL;
}

/* After the drivers of what they are on. */
static int __init tty_init(void)
{
	struct class *class = class_create(THIS_MODULE, "tty");
	struct console_tty *port;
	unsigned int i;

	if (IS_ERR(class))
		return PTR_ERR(class);
	tty_wq = create_singlethread_workqueue("tty");
	if (!tty_wq)
		return -ENOMEM;
	class->devnode = tty_devnode;
	tty_class = class;
	if (__register_chrdev(TTY_MAJOR, 0, 256, "tty", &tty_fops) ||
	    __register_chrdev(TTYAUX_MAJOR, 0, 2, "/dev/tty", &tty_fops) ||
	    __register_chrdev(UNIX98_PTY_SLAVE_MAJOR, 0, 256, "pts", &tty_fops) || pty_init())
		return -EBUSY;
	device_create(class, NULL, MKDEV(TTYAUX_MAJOR, 0), NULL, "tty");
	device_create(class, NULL, MKDEV(TTYAUX_MAJOR, 1), NULL, "console");
	device_create(class, NULL, MKDEV(TTYAUX_MAJOR, 2), NULL, "ptmx");
	for (i = 0; i <= VT_MOST; i++)
		device_create(class, NULL, MKDEV(TTY_MAJOR, i), NULL, "tty%u", i);
	for_each_console_tty(port) if (port->name[3] == 'S')
	    device_create(class, NULL, number_of(port->name), NULL, "%s", port->name);
	return 0;
}
late_initcall(tty_init);
