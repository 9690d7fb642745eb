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
#include <linux/tty_flip.h>
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
	else if (tty->console)
		tty->console->write(tty->console, bytes, count);
	else
		tty_line_put(tty, bytes, count);
}

unsigned int tty_room(struct tty_struct *tty)
{
	return tty->pty ? pty_room(tty) : tty->console ? UINT_MAX : tty_line_room(tty);
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
	    .c_ispeed = 115200,
	    .c_ospeed = 115200,
	};
	tty->winsize = (struct winsize){.ws_row = 25, .ws_col = 80};
	/* what hangs on a serial line, and how large it is, nobody knows */
	if (tty->name[3] == 'S')
		tty->winsize = (struct winsize){0};
}

void tty_setup(struct tty_struct *tty, const char *name, dev_t dev)
{
	strscpy(tty->name, name, sizeof(tty->name));
	tty->devt = dev;
	kref_init(&tty->kref);
	tty->driver = tty_driver_of(dev, &tty->index);
	tty->ops = tty->driver ? tty->driver->ops : NULL;
	mutex_init(&tty->mutex);
	mutex_init(&tty->atomic_write_lock);
	mutex_init(&tty->legacy_mutex);
	mutex_init(&tty->throttle_mutex);
	mutex_init(&tty->winsize_mutex);
	init_rwsem(&tty->termios_rwsem);
	spin_lock_init(&tty->flow.lock);
	spin_lock_init(&tty->ctrl.lock);
	INIT_WORK(&tty->hangup_work, tty_hangup_later);
	tty_ldisc_init(tty);
	init_waitqueue_head(&tty->read_wait);
	init_waitqueue_head(&tty->write_wait);
	set_defaults(tty);
}

/* A screen that no program has open keeps nothing: neither keys nor settings. */
static bool forgets(const struct tty_struct *tty)
{
	return !tty->count && tty->console && vt_of_port(tty->console);
}

/* With mutex. The last byte that was there; negative: no more. */
static int take_bytes(struct tty_struct *tty)
{
	int i, c = 0;

	for (i = 0; c >= 0 && i < INPUT_AT_ONCE && !tty_input_is_full(tty); i++) {
		c = tty_read_byte_timeout(tty->console, 0);
		if (c >= 0 && !forgets(tty))
			n_tty_receive(tty, c);
	}
	return i == INPUT_AT_ONCE ? c : -1;
}

/* Another line discipline takes what it has room for. */
static void feed_other(struct tty_struct *tty, struct tty_ldisc *ld)
{
	u8 byte;
	int c;

	while (ld->ops->receive_buf2 || tty->receive_room) {
		c = tty_read_byte_timeout(tty->console, 0);
		if (c < 0)
			break;
		byte = c;
		tty_ldisc_receive_buf(ld, &byte, NULL, 1);
	}
}

/* What has been typed, a few at a time: programs want the mutex, too. */
static void take_input(struct work_struct *work)
{
	struct tty_struct *tty = container_of(work, struct tty_struct, input);
	struct tty_ldisc *ld = tty_ldisc_ref(tty);
	int c = -1;

	if (!ld)
		return;
	if (ld->ops != &n_tty_ops) {
		feed_other(tty, ld);
	} else {
		mutex_lock(&tty->mutex);
		c = take_bytes(tty);
		mutex_unlock(&tty->mutex);
	}
	tty_ldisc_deref(ld);
	if (c >= 0)
		queue_work(tty_wq, work);
}

static void input_came(struct console_tty *port)
{
	struct tty_struct *tty = port->owner;

	queue_work(tty_wq, &tty->input);
}

/* There is room again. */
void tty_want_input(struct tty_struct *tty)
{
	if (tty->pty)
		pty_was_read(tty);
	else if (tty->console)
		queue_work(tty_wq, &tty->input);
	else if (tty->port)
		tty_line_want_input(tty);
}

static void start_receiver(struct tty_struct *tty)
{
	if (!tty->console || tty->console->taken)
		return;
	tty->console->owner = tty;
	tty->console->taken = true;
	smp_wmb();
	WRITE_ONCE(tty->console->typed, input_came);
	tty_want_input(tty);
}

/* ---- sessions ---- */

void tty_signal(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;

	read_lock(&tasklist_lock);
	pgrp = get_pid(tty->ctrl.pgrp);
	read_unlock(&tasklist_lock);
	if (pgrp)
		kill_pgrp(pgrp, sig, 1);
	put_pid(pgrp);
}

struct tty_struct *get_current_tty(void)
{
	return current->signal ? tty_kref_get(current->signal->tty) : NULL;
}
EXPORT_SYMBOL(get_current_tty);

dev_t tty_devnum(struct tty_struct *tty)
{
	return tty ? tty->devt : 0;
}
EXPORT_SYMBOL(tty_devnum);

/* tasklist_lock for writing. */
static void take_control(struct tty_struct *tty)
{
	put_pid(tty->ctrl.session);
	put_pid(tty->ctrl.pgrp);
	tty->ctrl.pgrp = get_pid(task_pgrp(current));
	tty->ctrl.session = get_pid(task_session(current));
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
	if (current->signal->leader && task_session(current) == tty->ctrl.session) {
		current->signal->tty = tty;
	} else if (!current->signal->leader || current->signal->tty) {
		err = -EPERM;
	} else if (tty->ctrl.session && !(force == 1 && capable(CAP_SYS_ADMIN))) {
		err = -EPERM;
	} else {
		if (tty->ctrl.session)
			lose_control(tty->ctrl.session);
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
	if (tty->ctrl.session == task_session(current)) {
		pgrp = get_pid(tty->ctrl.pgrp);
		lose_control(tty->ctrl.session);
		put_pid(tty->ctrl.session);
		put_pid(tty->ctrl.pgrp);
		tty->ctrl.session = tty->ctrl.pgrp = NULL;
	}
	current->signal->tty = NULL;
	write_unlock_irq(&tasklist_lock);
	if (pgrp) {
		kill_pgrp(pgrp, SIGHUP, on_exit);
		kill_pgrp(pgrp, SIGCONT, on_exit);
		put_pid(pgrp);
	}
}

void tty_leave_session(struct tty_struct *tty)
{
	struct pid *session, *pgrp;

	write_lock_irq(&tasklist_lock);
	session = tty->ctrl.session;
	pgrp = tty->ctrl.pgrp;
	if (session)
		lose_control(session);
	tty->ctrl.session = tty->ctrl.pgrp = NULL;
	write_unlock_irq(&tasklist_lock);
	put_pid(session);
	put_pid(pgrp);
}

void tty_hangup_now(struct tty_struct *tty)
{
	struct pid *session, *pgrp;

	mutex_lock(&tty->mutex);
	tty->hung_up = true;
	mutex_unlock(&tty->mutex);
	write_lock_irq(&tasklist_lock);
	session = tty->ctrl.session;
	pgrp = tty->ctrl.pgrp;
	if (session)
		lose_control(session);
	tty->ctrl.session = tty->ctrl.pgrp = NULL;
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
int tty_may_touch(struct tty_struct *tty, int sig)
{
	struct pid *pgrp;
	bool background;

	if (!current->signal || current->signal->tty != tty)
		return 0;
	read_lock(&tasklist_lock);
	pgrp = get_pid(task_pgrp(current));
	background = tty->ctrl.pgrp && pgrp != tty->ctrl.pgrp;
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

int tty_check_change(struct tty_struct *tty)
{
	return tty_may_touch(tty, SIGTTOU);
}
EXPORT_SYMBOL_GPL(tty_check_change);

/* ---- reading and writing ---- */

#define CHUNK	   256
#define MOST_SPLIT 2048
#define MOST_WHOLE 65536 /* where the line discipline must see a write in one */

static ssize_t read_chunks(struct tty_struct *tty, struct tty_ldisc_ops *ops, struct file *file,
			   char __user *buf, size_t count)
{
	u8 chunk[CHUNK];
	void *cookie = NULL;
	ssize_t done = 0, n;

	do {
		n = ops->read(tty, file, chunk, min(sizeof(chunk), count - done), &cookie, done);
		if (n <= 0)
			break;
		if (copy_to_user(buf + done, chunk, n)) {
			n = -EFAULT;
			break;
		}
		done += n;
	} while (cookie && done < count);
	if (cookie)
		ops->read(tty, file, NULL, 0, &cookie, done);
	return done ? done : n;
}

static ssize_t tty_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file->private_data;
	struct tty_ldisc *ld = tty->ldisc;
	ssize_t done;

	if (!count)
		return tty_may_touch(tty, SIGTTIN);
	if (tty_io_error(tty))
		return tty->hung_up ? 0 : -EIO;
	/* N_TTY can be left while somebody waits, others must be asked first */
	if (ld->ops == &n_tty_ops)
		return read_chunks(tty, &n_tty_ops, file, buf, count);
	ld = tty_ldisc_ref_wait(tty);
	done = tty->hung_up    ? 0
	       : ld->ops->read ? read_chunks(tty, ld->ops, file, buf, count)
			       : -EIO;
	tty_ldisc_deref(ld);
	return done;
}

static ssize_t write_chunks(struct tty_struct *tty, struct tty_ldisc_ops *ops, struct file *file,
			    const char __user *buf, size_t count, u8 *chunk, size_t size)
{
	size_t done = 0, want;
	ssize_t n = 0;

	while (done < count) {
		want = min(size, count - done);
		if (copy_from_user(chunk, buf + done, want)) {
			n = -EFAULT;
			break;
		}
		n = ops->write(tty, file, chunk, want);
		if (n <= 0)
			break;
		done += n;
		if (n < want)
			break;
		cond_resched();
	}
	return done ? (ssize_t)done : n;
}

static ssize_t tty_write_file(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct tty_struct *tty = file->private_data;
	struct tty_ldisc *ld;
	ssize_t done = -EIO;
	u8 few[CHUNK], *many;
	size_t most;

	if (tty->hung_up || tty_io_error(tty))
		return -EIO;
	if (tty->ldisc->ops == &n_tty_ops)
		return write_chunks(tty, &n_tty_ops, file, buf, count, few, sizeof(few));
	ld = tty_ldisc_ref_wait(tty);
	most = min_t(size_t, count,
		     test_bit(TTY_NO_WRITE_SPLIT, &tty->flags) ? MOST_WHOLE : MOST_SPLIT);
	many = kvmalloc(max_t(size_t, most, 1), GFP_KERNEL);
	if (!many)
		done = -ENOMEM;
	else if (ld->ops->write && !tty->hung_up)
		done = write_chunks(tty, ld->ops, file, buf, count, many, most);
	kvfree(many);
	tty_ldisc_deref(ld);
	return done;
}

static __poll_t tty_poll(struct file *file, poll_table *table)
{
	struct tty_struct *tty = file->private_data;
	struct tty_ldisc *ld;
	__poll_t mask = 0;

	if (tty->hung_up)
		return EPOLLIN | EPOLLOUT | EPOLLERR | EPOLLHUP | EPOLLRDNORM | EPOLLWRNORM;
	ld = tty_ldisc_ref_wait(tty);
	if (ld->ops->poll)
		mask = ld->ops->poll(tty, file, table);
	tty_ldisc_deref(ld);
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
		if (ttys[i]->console == port)
			return ttys[i];
	tty = i < TTYS_MOST ? vzalloc(sizeof(*tty)) : NULL;
	if (!tty)
		return NULL;
	tty->console = port;
	INIT_WORK(&tty->input, take_input);
	tty_setup(tty, port->name, number_of(port->name));
	if (port->ops)
		tty->ops = port->ops;
	tty->driver_data = port->driver_data;
	if (port->cflag) {
		tty->termios.c_cflag = port->cflag;
		tty->termios.c_ispeed = tty_termios_input_baud_rate(&tty->termios);
		tty->termios.c_ospeed = tty_termios_baud_rate(&tty->termios);
	}
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
		if (ttys[i]->console == &vt->port)
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
	free = !tty || (!tty->count && !tty->ctrl.session);
	if (tty && free) {
		tty->console->typed = NULL;
		cancel_work_sync(&tty->input);
	}
	free = free && vt_forget(number);
	if (tty && free) {
		for (i = 0; i < TTYS_MOST; i++)
			if (ttys[i] != tty)
				ttys[at++] = ttys[i];
		ttys[at] = NULL;
		vfree(tty);
	} else if (tty && !tty->console->typed) {
		tty->console->taken = false;
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

/* Neither a line of a driver nor /dev/tty. */
static struct tty_struct *tty_of(dev_t dev)
{
	unsigned int minor = MINOR(dev);
	char name[8];

	if (dev == MKDEV(TTYAUX_MAJOR, 1))
		return console_tty_struct();
	if (MAJOR(dev) == UNIX98_PTY_SLAVE_MAJOR)
		return pty_slave(minor);
	if (minor < 64)
		return minor <= VT_MOST ? tty_of_vt(minor) : NULL;
	snprintf(name, sizeof(name), "ttyS%u", minor - 64);
	return serial_tty(name, strlen(name));
}

static bool is_own(dev_t dev)
{
	return dev == MKDEV(TTYAUX_MAJOR, 1) || MAJOR(dev) == UNIX98_PTY_SLAVE_MAJOR ||
	       MAJOR(dev) == TTY_MAJOR;
}

static struct tty_struct *get_own(struct tty_struct *tty, dev_t dev)
{
	if (!tty)
		return ERR_PTR(MAJOR(dev) == UNIX98_PTY_SLAVE_MAJOR ? -EIO : -ENODEV);
	if (tty->hung_up || (tty->pty && pty_is_locked(tty)))
		return ERR_PTR(-EIO);
	if (test_bit(TTY_EXCLUSIVE, &tty->flags) && tty->count && !capable(CAP_SYS_ADMIN))
		return ERR_PTR(-EBUSY);
	mutex_lock(&tty->mutex);
	start_receiver(tty);
	tty->count++;
	mutex_unlock(&tty->mutex);
	if (tty->pty)
		pty_opened(tty);
	return tty;
}

/* Its count has this file: it stays as long as that is open. */
static struct tty_struct *get_tty(dev_t dev, struct file *file)
{
	struct tty_struct *tty;

	mutex_lock(&tty_table_mutex);
	if (dev == MKDEV(TTYAUX_MAJOR, 0)) {
		tty = current->signal ? current->signal->tty : NULL;
		dev = tty ? tty->devt : 0;
	}
	if (!dev)
		tty = ERR_PTR(-ENXIO);
	else if (is_own(dev))
		tty = get_own(tty_of(dev), dev);
	else
		tty = tty_line_get(dev, file);
	mutex_unlock(&tty_table_mutex);
	return tty;
}

static int tty_open(struct inode *inode, struct file *file)
{
	bool noctty = file->f_flags & O_NOCTTY || inode->i_rdev == MKDEV(TTYAUX_MAJOR, 1) ||
		      inode->i_rdev == MKDEV(TTYAUX_MAJOR, 0);
	struct tty_struct *tty = get_tty(inode->i_rdev, file);
	int err;

	if (IS_ERR(tty))
		return PTR_ERR(tty);
	file->private_data = tty;
	err = tty_is_line(tty) ? tty_line_open(tty, file) : 0;
	if (err)
		return err;
	stream_open(inode, file);
	/* who leads a session and has no terminal yet gets this one */
	if (!noctty && current->signal && current->signal->leader && !current->signal->tty &&
	    !tty->ctrl.session && file->f_mode & FMODE_READ)
		tty_set_ctty(tty, file, 0);
	return 0;
}

static int tty_release(struct inode *inode, struct file *file)
{
	struct tty_struct *tty = file->private_data;
	bool last;

	if (tty_is_line(tty)) {
		tty_line_close(tty, file);
		return 0;
	}
	mutex_lock(&tty_table_mutex);
	mutex_lock(&tty->mutex);
	last = !--tty->count;
	if (last)
		clear_bit(TTY_EXCLUSIVE, &tty->flags);
	if (forgets(tty)) {
		n_tty_flush_input(tty);
		set_defaults(tty);
	}
	mutex_unlock(&tty->mutex);
	if (last)
		tty_ldisc_reset(tty);
	if (last && tty->pty)
		pty_closed(tty);
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
