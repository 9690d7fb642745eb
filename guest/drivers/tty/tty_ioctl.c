/* SPDX-License-Identifier: GPL-2.0-only */
/* tty_ioctl: a terminal's settings, size, and whose it is. */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/fs.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/serial.h>
#include <linux/string.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>
#include <linux/uaccess.h>

#include "n_tty.h"
#include "tty_private.h"

/* ---- settings ---- */

enum { WAIT = 1, FLUSH = 2 };

static long set_termios(struct tty_struct *tty, struct ktermios *new, int how)
{
	int err = tty_may_touch(tty, SIGTTOU);

	if (err)
		return err;
	/* no speed of its own, or one that is not said in numbers */
	new->c_ispeed = tty_termios_input_baud_rate(new);
	new->c_ospeed = tty_termios_baud_rate(new);
	if (how & FLUSH)
		tty_ldisc_flush(tty);
	if (how & WAIT) {
		tty_wait_until_sent(tty, 0);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
	return tty_set_termios(tty, new);
}

static long tcset(struct tty_struct *tty, const void __user *arg, size_t size, int how)
{
	struct ktermios new = tty->termios;

	if (copy_from_user(&new, arg, size))
		return -EFAULT;
	return set_termios(tty, &new, how);
}

/* The shorter form of System III. */
static long tcseta(struct tty_struct *tty, const void __user *arg, int how)
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
	return set_termios(tty, &new, how);
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

static long set_locked(struct tty_struct *tty, const void __user *arg)
{
	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	return copy_from_user(&tty->termios_locked, arg, sizeof(struct termios)) ? -EFAULT : 0;
}

static long set_soft_carrier(struct tty_struct *tty, const int __user *arg)
{
	struct ktermios new = tty->termios;
	int on;

	if (get_user(on, arg))
		return -EFAULT;
	new.c_cflag = (new.c_cflag & ~CLOCAL) | (on ? CLOCAL : 0);
	return tty_set_termios(tty, &new);
}

int tty_mode_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TCGETS:
		return copy_to_user(p, &tty->termios, sizeof(struct termios)) ? -EFAULT : 0;
	case TCSETS:
		return tcset(tty, p, sizeof(struct termios), 0);
	case TCSETSW:
		return tcset(tty, p, sizeof(struct termios), WAIT);
	case TCSETSF:
		return tcset(tty, p, sizeof(struct termios), WAIT | FLUSH);
	case TCGETS2:
		return copy_to_user(p, &tty->termios, sizeof(struct termios2)) ? -EFAULT : 0;
	case TCSETS2:
		return tcset(tty, p, sizeof(struct termios2), 0);
	case TCSETSW2:
		return tcset(tty, p, sizeof(struct termios2), WAIT);
	case TCSETSF2:
		return tcset(tty, p, sizeof(struct termios2), WAIT | FLUSH);
	case TCGETA:
		return tcgeta(tty, p);
	case TCSETA:
		return tcseta(tty, p, 0);
	case TCSETAW:
		return tcseta(tty, p, WAIT);
	case TCSETAF:
		return tcseta(tty, p, WAIT | FLUSH);
	case TIOCGLCKTRMIOS:
		return copy_to_user(p, &tty->termios_locked, sizeof(struct termios)) ? -EFAULT : 0;
	case TIOCSLCKTRMIOS:
		return set_locked(tty, p);
	case TIOCGSOFTCAR:
		return put_user(C_CLOCAL(tty) ? 1 : 0, (int __user *)p);
	case TIOCSSOFTCAR:
		return set_soft_carrier(tty, p);
	}
	return -ENOIOCTLCMD;
}
EXPORT_SYMBOL_GPL(tty_mode_ioctl);

static long set_winsize(struct tty_struct *tty, const void __user *arg)
{
	struct winsize new;

	if (copy_from_user(&new, arg, sizeof(new)))
		return -EFAULT;
	if (tty->ops && tty->ops->resize)
		return tty->ops->resize(tty, &new);
	return tty_do_resize(tty, &new);
}

int tty_perform_flush(struct tty_struct *tty, unsigned long what)
{
	int err = tty_may_touch(tty, SIGTTOU);

	if (err)
		return err;
	if (what > TCIOFLUSH)
		return -EINVAL;
	if (what != TCOFLUSH)
		tty_ldisc_flush(tty);
	if (what != TCIFLUSH)
		tty_driver_flush_buffer(tty);
	return 0;
}
EXPORT_SYMBOL_GPL(tty_perform_flush);

static long flow(struct tty_struct *tty, unsigned long what)
{
	int err = tty_may_touch(tty, SIGTTOU);

	if (err)
		return err;
	switch (what) {
	case TCOOFF:
		tty->flow.tco_stopped = true;
		stop_tty(tty);
		return 0;
	case TCOON:
		tty->flow.tco_stopped = false;
		start_tty(tty);
		return 0;
	case TCIOFF:
	case TCION:
		if (_CC(tty, what == TCIOFF ? VSTOP : VSTART) != __DISABLED_CHAR && tty->ops)
			return tty_send_xchar(tty, _CC(tty, what == TCIOFF ? VSTOP : VSTART));
		return 0;
	}
	return -EINVAL;
}

int n_tty_ioctl_helper(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	if (cmd == TCXONC)
		return flow(tty, arg);
	if (cmd == TCFLSH)
		return tty_perform_flush(tty, arg);
	return tty_mode_ioctl(tty, cmd, arg);
}
EXPORT_SYMBOL(n_tty_ioctl_helper);

int n_tty_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	if (cmd == TIOCOUTQ)
		return put_user((int)tty_chars_in_buffer(tty), (int __user *)arg);
	if (cmd == FIONREAD)
		return put_user((int)n_tty_available(tty), (int __user *)arg);
	return n_tty_ioctl_helper(tty, cmd, arg);
}

/* ---- sessions ---- */

static long get_pgrp(struct tty_struct *tty, pid_t __user *arg)
{
	pid_t nr;

	if (current->signal->tty != tty)
		return -ENOTTY;
	read_lock(&tasklist_lock);
	nr = pid_nr(tty->ctrl.pgrp);
	read_unlock(&tasklist_lock);
	return put_user(nr, arg);
}

static long set_pgrp(struct tty_struct *tty, const pid_t __user *arg)
{
	struct task_struct *task;
	struct pid *pgrp;
	pid_t nr;
	long err = tty_may_touch(tty, SIGTTOU);

	if (err)
		return err == -EIO ? -ENOTTY : err;
	if (get_user(nr, arg))
		return -EFAULT;
	if (nr < 0)
		return -EINVAL;
	write_lock_irq(&tasklist_lock);
	pgrp = find_vpid(nr);
	task = pgrp ? pid_task(pgrp, PIDTYPE_PGID) : NULL;
	if (current->signal->tty != tty || tty->ctrl.session != task_session(current)) {
		err = -ENOTTY;
	} else if (!task) {
		err = -ESRCH;
	} else if (task_session(task) != task_session(current)) {
		err = -EPERM;
	} else {
		put_pid(tty->ctrl.pgrp);
		tty->ctrl.pgrp = get_pid(pgrp);
	}
	write_unlock_irq(&tasklist_lock);
	return err;
}

static long get_sid(struct tty_struct *tty, pid_t __user *arg)
{
	if (current->signal->tty != tty || !tty->ctrl.session)
		return -ENOTTY;
	return put_user(pid_nr(tty->ctrl.session), arg);
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
	struct tty_ldisc *ld;
	char c;

	if (current->signal->tty != tty && !capable(CAP_SYS_ADMIN))
		return -EPERM;
	if (get_user(c, arg))
		return -EFAULT;
	ld = tty_ldisc_ref_wait(tty);
	tty_ldisc_receive_buf(ld, (const unsigned char *)&c, NULL, 1);
	tty_ldisc_deref(ld);
	return 0;
}

/* ---- line disciplines ---- */

static long set_ldisc(struct tty_struct *tty, const int __user *arg)
{
	int disc;

	if (get_user(disc, arg))
		return -EFAULT;
	return tty_set_ldisc(tty, disc);
}

/* ---- what it is on ---- */

static long get_modem_lines(struct tty_struct *tty, int __user *arg)
{
	int lines = tty->ops->tiocmget(tty);

	return lines < 0 ? lines : put_user(lines, arg);
}

static long change_modem_lines(struct tty_struct *tty, unsigned int cmd,
			       const unsigned int __user *arg)
{
	const unsigned int settable = TIOCM_DTR | TIOCM_RTS | TIOCM_OUT1 | TIOCM_OUT2 | TIOCM_LOOP;
	unsigned int lines;

	if (get_user(lines, arg))
		return -EFAULT;
	lines &= settable;
	return tty->ops->tiocmset(tty, cmd == TIOCMBIC ? 0 : lines,
				  cmd == TIOCMBIC   ? lines
				  : cmd == TIOCMSET ? settable & ~lines
						    : 0);
}

static long get_icount(struct tty_struct *tty, void __user *arg)
{
	struct serial_icounter_struct counts = {};
	int err = tty->ops->get_icount(tty, &counts);

	return err ? err : copy_to_user(arg, &counts, sizeof(counts)) ? -EFAULT : 0;
}

static long get_serial(struct tty_struct *tty, void __user *arg)
{
	struct serial_struct ss = {};
	int err = tty->ops->get_serial(tty, &ss);

	return err ? err : copy_to_user(arg, &ss, sizeof(ss)) ? -EFAULT : 0;
}

static long set_serial(struct tty_struct *tty, const void __user *arg)
{
	struct serial_struct ss;

	if (copy_from_user(&ss, arg, sizeof(ss)))
		return -EFAULT;
	return tty->ops->set_serial(tty, &ss);
}

#define BREAK_MS 250

/* A hardware that makes it by itself is told how long. */
static long send_break(struct tty_struct *tty, unsigned int ms)
{
	int err;

	if (!tty->ops || !tty->ops->break_ctl)
		return 0;
	if (tty->driver->flags & TTY_DRIVER_HARDWARE_BREAK)
		return tty->ops->break_ctl(tty, ms);
	mutex_lock(&tty->atomic_write_lock);
	err = tty->ops->break_ctl(tty, -1);
	if (!err) {
		msleep_interruptible(ms);
		err = tty->ops->break_ctl(tty, 0);
	}
	mutex_unlock(&tty->atomic_write_lock);
	return signal_pending(current) ? -EINTR : err;
}

static long break_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	int err = tty_may_touch(tty, SIGTTOU);

	if (err)
		return err;
	if (cmd != TIOCCBRK) {
		tty_wait_until_sent(tty, 0);
		if (signal_pending(current))
			return -EINTR;
	}
	switch (cmd) {
	case TIOCSBRK:
	case TIOCCBRK:
		return tty->ops && tty->ops->break_ctl
			   ? tty->ops->break_ctl(tty, cmd == TIOCSBRK ? -1 : 0)
			   : 0;
	case TCSBRK: /* not 0: only wait */
		return arg ? 0 : send_break(tty, BREAK_MS);
	}
	return send_break(tty, arg ? arg * 100 : BREAK_MS);
}

/* What only some drivers can. -ENOIOCTLCMD: not this one. */
static long driver_ioctl(struct tty_struct *tty, unsigned int cmd, unsigned long arg)
{
	const struct tty_operations *ops = tty->ops;
	void __user *p = (void __user *)arg;

	if (!ops)
		return -ENOIOCTLCMD;
	switch (cmd) {
	case TIOCMGET:
		return ops->tiocmget ? get_modem_lines(tty, p) : -ENOTTY;
	case TIOCMSET:
	case TIOCMBIS:
	case TIOCMBIC:
		return ops->tiocmset ? change_modem_lines(tty, cmd, p) : -ENOTTY;
	case TIOCGICOUNT:
		if (ops->get_icount)
			return get_icount(tty, p);
		break;
	case TIOCGSERIAL:
		if (ops->get_serial)
			return get_serial(tty, p);
		break;
	case TIOCSSERIAL:
		if (ops->set_serial)
			return set_serial(tty, p);
		break;
	}
	return ops->ioctl ? ops->ioctl(tty, cmd, arg) : -ENOIOCTLCMD;
}

long tty_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_struct *tty = file->private_data;

	if (tty->hung_up)
		return cmd == TIOCSPGRP ? -ENOTTY : -EIO;
	return tty_ioctl_of(tty, file, cmd, arg);
}

static long exclusive(struct tty_struct *tty, unsigned int cmd, int __user *arg)
{
	if (cmd == TIOCGEXCL)
		return put_user(test_bit(TTY_EXCLUSIVE, &tty->flags) ? 1 : 0, arg);
	if (cmd == TIOCEXCL)
		set_bit(TTY_EXCLUSIVE, &tty->flags);
	else
		clear_bit(TTY_EXCLUSIVE, &tty->flags);
	return 0;
}

/* Every terminal has an answer. -ENOIOCTLCMD: it is asked of what is behind it. */
static long own_ioctl(struct tty_struct *tty, struct file *file, unsigned int cmd,
		      unsigned long arg)
{
	void __user *p = (void __user *)arg;

	switch (cmd) {
	case TIOCGWINSZ:
		return copy_to_user(p, &tty->winsize, sizeof(tty->winsize)) ? -EFAULT : 0;
	case TIOCSWINSZ:
		return set_winsize(tty, p);
	case TCSBRK:
	case TCSBRKP:
	case TIOCSBRK:
	case TIOCCBRK:
		return break_ioctl(tty, cmd, arg);
	case TIOCEXCL:
	case TIOCNXCL:
	case TIOCGEXCL:
		return exclusive(tty, cmd, p);
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
		return put_user(tty->ldisc->ops->num, (int __user *)p);
	case TIOCSETD:
		return set_ldisc(tty, p);
	case TIOCVHANGUP:
		if (!capable(CAP_SYS_ADMIN))
			return -EPERM;
		tty_vhangup(tty);
		return 0;
	case TIOCGDEV:
		return put_user(new_encode_dev(tty->devt), (unsigned int __user *)p);
	}
	return -ENOIOCTLCMD;
}

long tty_ioctl_of(struct tty_struct *tty, struct file *file, unsigned int cmd, unsigned long arg)
{
	struct tty_ldisc *ld;
	long err = own_ioctl(tty, file, cmd, arg);

	if (err == -ENOIOCTLCMD) {
		tty->asking_2_6 = file;
		err = driver_ioctl(tty, cmd, arg);
	}
	if (err != -ENOIOCTLCMD)
		return err;
	ld = tty_ldisc_ref_wait(tty);
	if (ld->ops->ioctl)
		err = ld->ops->ioctl(tty, cmd, arg);
	tty_ldisc_deref(ld);
	return err;
}
