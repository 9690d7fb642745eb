/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pty: pseudo-terminals (pty(7)): a terminal whose other end is a program.
 *
 * 1. Purpose. script, telnetd, expect and terminal emulators: what they write at the master is
 *    typed at the slave, and what is printed there they read.
 *
 * 2. Structures. Opening /dev/ptmx makes a pair.
 *
 *	master file --write--> line discipline --> read by slave files
 *	            <--read--- buf (a ring)    <-- written by slave files, echo
 *
 * 3. Invariants. The pair lives as long as the master is open or the slave's count is not 0. Its
 *    number is free again with it, and its file in devpts goes with the master.
 *
 * 4. Locking and context. tty_table_mutex: opening and closing. The slave's mutex: the ring. Who
 *    waits for room or bytes holds neither.
 *
 * 5. Failure. No master: reads of the slave find the end, writes -EIO, its session SIGHUP. No
 *    slave, after there was one: reads of the master -EIO. Echo for which there is no room is lost.
 */
#include <linux/devpts_fs.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/major.h>
#include <linux/poll.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#include "n_tty.h"
#include "tty_private.h"

#define PTYS_MOST 256
#define PTY_BYTES 4096
#define CHUNK	  256

struct pty {
	struct rcu_head
	    rcu; /* near the front: kfree_rcu() tells an offset from a function by size */
	struct tty_struct slave;
	unsigned int number;
	bool master_open, slave_was_open, locked;
	u8 buf[PTY_BYTES];
	unsigned int head, tail;
	wait_queue_head_t wait; /* of the master, for anything */
};

static struct pty *ptys[PTYS_MOST];

/* ---- what the slave's side calls ---- */

struct tty_struct *pty_slave(unsigned int number)
{
	struct pty *pty = number < PTYS_MOST ? ptys[number] : NULL;

	return pty && pty->master_open ? &pty->slave : NULL;
}

bool pty_is_locked(const struct tty_struct *tty)
{
	return tty->pty->locked;
}

void pty_opened(struct tty_struct *tty)
{
	tty->pty->slave_was_open = true;
}

static void free_if_unused(struct pty *pty)
{
	if (pty->master_open || pty->slave.count)
		return;
	ptys[pty->number] = NULL;
	/* /proc may be looking at a process that had it */
	kfree_rcu(pty, rcu);
}

void pty_closed(struct tty_struct *tty)
{
	wake_up_interruptible(&tty->pty->wait);
	free_if_unused(tty->pty);
}

unsigned int pty_room(const struct tty_struct *tty)
{
	const struct pty *pty = tty->pty;

	return PTY_BYTES - (READ_ONCE(pty->head) - READ_ONCE(pty->tail));
}

void pty_put(struct tty_struct *tty, const void *bytes, size_t count)
{
	struct pty *pty = tty->pty;
	const u8 *from = bytes;

	for (; count && pty_room(tty); count--)
		pty->buf[pty->head++ % PTY_BYTES] = *from++;
	wake_up_interruptible(&pty->wait);
}

void pty_was_read(struct tty_struct *tty)
{
	wake_up_interruptible(&tty->pty->wait);
}

/* ---- the master ---- */

static bool slave_is_gone(const struct pty *pty)
{
	return pty->slave_was_open && !READ_ONCE(pty->slave.count);
}

static bool has_output(const struct pty *pty)
{
	return READ_ONCE(pty->head) != READ_ONCE(pty->tail);
}

static ssize_t master_read(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct pty *pty = file->private_data;
	u8 chunk[CHUNK];
	size_t n, done = 0;

	if (!count)
		return 0;
	if (!has_output(pty)) {
		if (slave_is_gone(pty))
			return -EIO;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
		if (wait_event_interruptible(pty->wait, has_output(pty) || slave_is_gone(pty)))
			return -ERESTARTSYS;
		if (!has_output(pty))
			return -EIO;
	}
	do {
		mutex_lock(&pty->slave.mutex);
		for (n = 0; n < sizeof(chunk) && done + n < count && pty->tail != pty->head; n++)
			chunk[n] = pty->buf[pty->tail++ % PTY_BYTES];
		mutex_unlock(&pty->slave.mutex);
		if (copy_to_user(buf + done, chunk, n))
			return done ? (ssize_t)done : -EFAULT;
		done += n;
	} while (n == sizeof(chunk));
	wake_up_interruptible(&pty->slave.write_wait);
	return done;
}

static bool takes_input(struct pty *pty)
{
	return !tty_input_is_full(&pty->slave);
}

static ssize_t master_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct pty *pty = file->private_data;
	struct tty_ldisc *ld;
	u8 chunk[CHUNK];
	size_t done = 0, n, i;
	int err = 0;

	while (!err && done < count) {
		if (file->f_flags & O_NONBLOCK && !takes_input(pty)) {
			err = -EAGAIN;
			break;
		}
		err = wait_event_interruptible(pty->wait, takes_input(pty));
		if (err)
			break;
		n = min(sizeof(chunk), count - done);
		if (copy_from_user(chunk, buf + done, n)) {
			err = -EFAULT;
			break;
		}
		ld = tty_ldisc_ref_wait(&pty->slave);
		i = tty_ldisc_receive_buf(ld, chunk, NULL, n);
		tty_ldisc_deref(ld);
		done += i;
	}
	return done ? (ssize_t)done : err;
}

static __poll_t master_poll(struct file *file, poll_table *table)
{
	struct pty *pty = file->private_data;
	__poll_t mask = 0;

	poll_wait(file, &pty->wait, table);
	if (has_output(pty))
		mask |= EPOLLIN | EPOLLRDNORM;
	if (slave_is_gone(pty))
		mask |= EPOLLHUP;
	else if (takes_input(pty))
		mask |= EPOLLOUT | EPOLLWRNORM;
	return mask;
}

static long set_lock(struct pty *pty, const int __user *arg)
{
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	pty->locked = on;
	return 0;
}

/* A signal key by another name. */
static long send_signal(struct pty *pty, unsigned long sig)
{
	if (sig != SIGINT && sig != SIGQUIT && sig != SIGTSTP)
		return -EINVAL;
	tty_signal(&pty->slave, sig);
	return 0;
}

static long open_peer(struct pty *pty, unsigned long flags)
{
	int fd = get_unused_fd_flags(flags & O_CLOEXEC);
	struct file *file;
	char name[24];

	if (fd < 0)
		return fd;
	snprintf(name, sizeof(name), "/dev/pts/%u", pty->number);
	file = filp_open(name, flags & ~O_CLOEXEC, 0);
	if (IS_ERR(file)) {
		put_unused_fd(fd);
		return PTR_ERR(file);
	}
	fd_install(fd, file);
	return fd;
}

static long master_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct pty *pty = file->private_data;
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCGPTN:
		return put_user(pty->number, (unsigned int __user *)p);
	case TIOCSPTLCK:
		return set_lock(pty, p);
	case TIOCGPTLCK:
		return put_user((int)pty->locked, (int __user *)p);
	case TIOCGPTPEER:
		return open_peer(pty, arg);
	case TIOCSIG:
		return send_signal(pty, arg);
	case FIONREAD:
		return put_user((int)(PTY_BYTES - pty_room(&pty->slave)), (int __user *)p);
	case TIOCGDEV:
		return put_user(new_encode_dev(MKDEV(TTYAUX_MAJOR, 2)), (unsigned int __user *)p);
	case TIOCSCTTY:
	case TIOCSTI:
		return -ENOTTY;
	case TIOCGPGRP:
		return pty->slave.ctrl.pgrp
			   ? put_user(pid_nr(pty->slave.ctrl.pgrp), (pid_t __user *)p)
			   : put_user(0, (pid_t __user *)p);
	case TIOCGSID:
		return pty->slave.ctrl.session
			   ? put_user(pid_nr(pty->slave.ctrl.session), (pid_t __user *)p)
			   : -ENOTTY;
	}
	return tty_ioctl_of(&pty->slave, file, cmd, arg);
}

/* ---- coming and going ---- */

static struct pty *make_pair(unsigned int number)
{
	struct pty *pty = kzalloc(sizeof(*pty), GFP_KERNEL);
	char name[16];

	if (!pty)
		return NULL;
	snprintf(name, sizeof(name), "pts/%u", number);
	tty_setup(&pty->slave, name, MKDEV(UNIX98_PTY_SLAVE_MAJOR, number));
	pty->slave.pty = pty;
	pty->slave.winsize = (struct winsize){0};
	pty->number = number;
	pty->master_open = pty->locked = true;
	init_waitqueue_head(&pty->wait);
	return pty;
}

static int ptmx_open(struct inode *inode, struct file *file)
{
	unsigned int number;
	struct pty *pty;
	int err;

	mutex_lock(&tty_table_mutex);
	for (number = 0; number < PTYS_MOST && ptys[number]; number++)
		;
	pty = number < PTYS_MOST ? make_pair(number) : NULL;
	err = pty ? devpts_add(number) : number < PTYS_MOST ? -ENOMEM : -ENOSPC;
	if (err)
		kfree(pty);
	else
		ptys[number] = pty;
	mutex_unlock(&tty_table_mutex);
	if (err)
		return err;
	file->private_data = pty;
	return stream_open(inode, file);
}

static int ptmx_release(struct inode *inode, struct file *file)
{
	struct pty *pty = file->private_data;

	devpts_remove(pty->number);
	mutex_lock(&tty_table_mutex);
	tty_hangup_now(&pty->slave);
	pty->master_open = false;
	free_if_unused(pty);
	mutex_unlock(&tty_table_mutex);
	return 0;
}

static const struct file_operations ptmx_fops = {
    .llseek = no_llseek,
    .read = master_read,
    .write = master_write,
    .poll = master_poll,
    .unlocked_ioctl = master_ioctl,
    .open = ptmx_open,
    .release = ptmx_release,
};

int __init pty_init(void)
{
	return __register_chrdev(TTYAUX_MAJOR, 2, 1, "ptmx", &ptmx_fops);
}
