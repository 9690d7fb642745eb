/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_ioctl: a terminal's settings, size, and whose it is. */
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_simple.h>
#include <linux/uaccess.h>

#include "../vt/vt.h"
#include "n_tty.h"
#include "tty_private.h"

/* ---- settings ---- */

/* flush: what was typed and not read goes. */
static long set_termios(struct tty_struct *tty, const struct ktermios *new, bool flush)
{
	struct ktermios old;
	int err = tty_check_change(tty, SIGTTOU);

	if (err)
		return err;
	mutex_lock(&tty->mutex);
	old = tty->termios;
	tty->termios = *new;
	tty->termios.c_line = N_TTY;
	n_tty_set_termios(tty, &old);
	if (tty->driver)
		tty_driver_set_termios(tty, &old);
	if (flush)
		n_tty_flush_input(tty);
	mutex_unlock(&tty->mutex);
	return 0;
}

static long tcset(struct tty_struct *tty, const void __user *arg, bool flush)
{
	struct ktermios new;

	if (copy_from_user(&new, arg, sizeof(new)))
		return -EFAULT;
	return set_termios(tty, &new, flush);
}

/* The shorter form of System III. */
static long tcseta(struct tty_struct *tty, const void __user *arg, bool flush)
{
	struct ktermios new = tty->termios;
	struct termio io;

	if (copy_from_user(&io, arg, sizeof(io)))
		return -EFAULT;
	new.c_iflag = (new.c_iflag & ~0xffffu) | io.c_iflag;
	new.c_oflag = (new.c_oflag & ~0xffffu) | io.c_oflag;
	new.c_cflag = (new.c_cflag & ~0xffffu) | io.c_cflag;
	new.c_lflag = (new.c_lflag & ~0xffffu) | io.c_lflag;
	memcpy(new.c_cc, io.c_cc, NCC);
	return set_termios(tty, &new, flush);
}

static long tcgeta(struct tty_struct *tty, void __user *arg)
{
	struct termio io = {.c_iflag = tty->termios.c_iflag,
			    .c_oflag = tty->termios.c_oflag,
			    .c_cflag = tty->termios.c_cflag,
			    .c_lflag = tty->termios.c_lflag};

	memcpy(io.c_cc, tty->termios.c_cc, NCC);
	return copy_to_user(arg, &io, sizeof(io)) ? -EFAULT : 0;
}

static long set_winsize(struct tty_struct *tty, const void __user *arg)
{
	struct winsize new;
	bool changed;

	if (copy_from_user(&new, arg, sizeof(new)))
		return -EFAULT;
	mutex_lock(&tty->mutex);
	changed = memcmp(&new, &tty->winsize, sizeof(new));
	tty->winsize = new;
	mutex_unlock(&tty->mutex);
	if (changed)
		tty_signal(tty, SIGWINCH);
	return 0;
}

static long flush(struct tty_struct *tty, unsigned long what)
{
	int err = tty_check_change(tty, SIGTTOU);

	if (err)
		return err;
	if (what > TCIOFLUSH)
		return -EINVAL;
	mutex_lock(&tty->mutex);
	if (what != TCOFLUSH)
		n_tty_flush_input(tty);
	mutex_unlock(&tty->mutex);
	return 0;
}

static long flow(struct tty_struct *tty, unsigned long what)
{
	if (what > TCION)
		return -EINVAL;
	if (what == TCOOFF)
		tty->stopped = true;
	if (what == TCOON) {
		tty->stopped = false;
		wake_up_interruptible(&tty->write_wait);
	}
	return 0;
}

/* ---- sessions ---- */

static long get_pgrp(struct tty_struct *tty, pid_t __user *arg)
{
	pid_t nr;

	if (current->signal->tty != tty)
		return -ENOTTY;
	read_lock(&tasklist_lock);
	nr = pid_nr(tty->pgrp);
	read_unlock(&tasklist_lock);
	return put_user(nr, arg);
}

static long set_pgrp(struct tty_struct *tty, const pid_t __user *arg)
{
	struct task_struct *task;
	struct pid *pgrp;
	pid_t nr;
	long err = tty_check_change(tty, SIGTTOU);

	if (err)
		return err == -EIO ? -ENOTTY : err;
	if (get_user(nr, arg))
		return -EFAULT;
	if (nr < 0)
		return -EINVAL;
	write_lock_irq(&tasklist_lock);
	pgrp = find_vpid(nr);
	task = pgrp ? pid_task(pgrp, PIDTYPE_PGID) : NULL;
	if (current->signal->tty != tty || tty->session != task_session(current)) {
		err = -ENOTTY;
	} else if (!task) {
		err = -ESRCH;
	} else if (task_session(task) != task_session(current)) {
		err = -EPERM;
	} else {
		put_pid(tty->pgrp);
		tty->pgrp = get_pid(pgrp);
	}
	write_unlock_irq(&tasklist_lock);
	return err;
}

static long get_sid(struct tty_struct *tty, pid_t __user *arg)
{
	if (current->signal->tty != tty || !tty->session)
		return -ENOTTY;
	return put_user(pid_nr(tty->session), arg);
}

static long no_tty(struct tty_struct *tty)
{
	if (current->signal->tty != tty)
		return -ENOTTY;
	if (current->signal->leader)
		disassociate_ctty(0);
	else
		current->signal->tty = NULL;
	return 0;
}

/* As if it had been typed. */
static long sti(struct tty_struct *tty, const char __user *arg)
{
	char c;

	if (current->signal->tty != tty && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (get_user(c, arg))
		return -EFAULT;
	mutex_lock(&tty->mutex);
	n_tty_receive(tty, c);
	mutex_unlock(&tty->mutex);
	return 0;
}

/* ---- what it is on ---- */

struct serial_struct {
	int type, line;
	unsigned int port;
	int irq, flags, xmit_fifo_size, custom_divisor, baud_base;
	unsigned short close_delay;
	char io_type, reserved_char;
	int hub6;
	unsigned short closing_wait, closing_wait2;
	unsigned char __user *iomem_base;
	unsigned short iomem_reg_shift;
	unsigned int port_high;
	unsigned long iomap_base;
};

#define PORT_16550A 4

static bool is_serial(const struct tty_struct *tty)
{
	return tty->name[3] == 'S';
}

static long get_serial(struct tty_struct *tty, void __user *arg)
{
	unsigned int line = MINOR(tty->dev) - 64;
	struct serial_struct ss = {.type = PORT_16550A,
				   .line = line,
				   .port = line ? 0x2f8 : 0x3f8,
				   .irq = line ? 3 : 4,
				   .xmit_fifo_size = 16,
				   .baud_base = 115200};

	if (!is_serial(tty))
		return -ENOTTY;
	return copy_to_user(arg, &ss, sizeof(ss)) ? -EFAULT : 0;
}

long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *tty = file->private_data;

	if (tty->hung_up)
		return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
	return tty_ioctl_of(tty, file, cmd, arg);
}

long tty_ioctl_of(struct tty_struct *tty, struct file *file, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;
	long err;

	if (tty->driver) {
		err = tty_driver_ioctl(tty, file, cmd, arg);
		if (err != -ENOIOCTLCMD)
			return err;
	}
	switch (cmd) {
	case TCGETS:
		return copy_to_user(p, &tty->termios, sizeof(tty->termios)) ? -EFAULT : 0;
	case TCSETS:
	case TCSETSW:
	case TCSETSF:
		return tcset(tty, p, cmd == TCSETSF);
	case TCGETA:
		return tcgeta(tty, p);
	case TCSETA:
	case TCSETAW:
	case TCSETAF:
		return tcseta(tty, p, cmd == TCSETAF);
	case TIOCGWINSZ:
		return copy_to_user(p, &tty->winsize, sizeof(tty->winsize)) ? -EFAULT : 0;
	case TIOCSWINSZ:
		return set_winsize(tty, p);
	case TCFLSH:
		return flush(tty, arg);
	case TCXONC:
		return flow(tty, arg);
	case TCSBRK:
	case TCSBRKP:
		return 0; /* output is written through: it is out already */
	case FIONREAD:
		return put_user((int)n_tty_available(tty), (int __user *)p);
	case TIOCOUTQ:
		return put_user(0, (int __user *)p);
	case TIOCGPGRP:
		return get_pgrp(tty, p);
	case TIOCSPGRP:
		return set_pgrp(tty, p);
	case TIOCGSID:
		return get_sid(tty, p);
	case TIOCSCTTY:
		return tty_set_ctty(tty, file, arg);
	case TIOCNOTTY:
		return no_tty(tty);
	case TIOCSTI:
		return sti(tty, p);
	case TIOCGETD:
		return put_user(N_TTY, (int __user *)p);
	case TIOCGSERIAL:
		return get_serial(tty, p);
	case TIOCGDEV:
		return put_user(new_encode_dev(tty->dev), (unsigned int __user *)p);
	}
	return vt_ioctl(tty, cmd, arg);
}
