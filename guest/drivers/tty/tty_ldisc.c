/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_ldisc: which line discipline a terminal has, and its changing.
 *
 * A terminal begins with N_TTY, and goes back to it when its last file is closed or it is hung up.
 * ldisc_sem is held for reading by whoever calls one that may wait, and by what comes from the
 * driver; for writing while it is changed, with TTY_LDISC_CHANGING set, so that readers give up.
 */
#include <linux/err.h>
#include <linux/export.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/tty.h>
#include <linux/tty_flip.h>

#include "n_tty.h"
#include "tty_private.h"

static struct tty_ldisc_ops *known[NR_LDISCS] = {[N_TTY] = &n_tty_ops};
static DEFINE_MUTEX(known_mutex);

int tty_register_ldisc(struct tty_ldisc_ops *ops)
{
	if (ops->num < N_TTY || ops->num >= NR_LDISCS)
		return -EINVAL;
	mutex_lock(&known_mutex);
	known[ops->num] = ops;
	mutex_unlock(&known_mutex);
	return 0;
}
EXPORT_SYMBOL(tty_register_ldisc);

void tty_unregister_ldisc(struct tty_ldisc_ops *ops)
{
	mutex_lock(&known_mutex);
	if (known[ops->num] == ops)
		known[ops->num] = NULL;
	mutex_unlock(&known_mutex);
}
EXPORT_SYMBOL(tty_unregister_ldisc);

static struct tty_ldisc_ops *get_ops(int num)
{
	struct tty_ldisc_ops *ops = NULL;

	if (num < N_TTY || num >= NR_LDISCS)
		return NULL;
	mutex_lock(&known_mutex);
	if (known[num] && try_module_get(known[num]->owner))
		ops = known[num];
	mutex_unlock(&known_mutex);
	return ops;
}

/* ---- a terminal's ---- */

void tty_ldisc_init(struct tty_struct *tty)
{
	init_rwsem(&tty->ldisc_sem);
	tty->own_ldisc = (struct tty_ldisc){.ops = &n_tty_ops, .tty = tty};
	tty->ldisc = &tty->own_ldisc;
	tty->receive_room = N_TTY_BYTES;
}

struct tty_ldisc *tty_ldisc_ref(struct tty_struct *tty)
{
	return down_read_trylock(&tty->ldisc_sem) ? tty->ldisc : NULL;
}
EXPORT_SYMBOL_GPL(tty_ldisc_ref);

struct tty_ldisc *tty_ldisc_ref_wait(struct tty_struct *tty)
{
	down_read(&tty->ldisc_sem);
	return tty->ldisc;
}
EXPORT_SYMBOL_GPL(tty_ldisc_ref_wait);

void tty_ldisc_deref(struct tty_ldisc *ld)
{
	up_read(&ld->tty->ldisc_sem);
}
EXPORT_SYMBOL_GPL(tty_ldisc_deref);

void tty_ldisc_flush(struct tty_struct *tty)
{
	struct tty_ldisc *ld = tty_ldisc_ref(tty);

	if (tty->port)
		tty_buffer_flush(tty->port);
	if (!ld)
		return;
	if (ld->ops->flush_buffer)
		ld->ops->flush_buffer(tty);
	tty_ldisc_deref(ld);
}
EXPORT_SYMBOL_GPL(tty_ldisc_flush);

int tty_ldisc_receive_buf(struct tty_ldisc *ld, const unsigned char *p, const char *f, int count)
{
	if (ld->ops->receive_buf2)
		return ld->ops->receive_buf2(ld->tty, p, f, count);
	count = min_t(int, count, ld->tty->receive_room);
	if (count && ld->ops->receive_buf)
		ld->ops->receive_buf(ld->tty, p, f, count);
	return count;
}
EXPORT_SYMBOL_GPL(tty_ldisc_receive_buf);

static int open_ldisc(struct tty_struct *tty, struct tty_ldisc_ops *ops)
{
	int err;

	tty->ldisc->ops = ops;
	tty->termios.c_line = ops->num;
	set_bit(TTY_LDISC_OPEN, &tty->flags);
	err = ops->open ? ops->open(tty) : 0;
	if (err)
		clear_bit(TTY_LDISC_OPEN, &tty->flags);
	return err;
}

static void close_ldisc(struct tty_struct *tty)
{
	struct tty_ldisc_ops *ops = tty->ldisc->ops;

	clear_bit(TTY_LDISC_OPEN, &tty->flags);
	if (ops->close)
		ops->close(tty);
	module_put(ops->owner);
}

/* With ldisc_sem for writing. */
static void back_to_n_tty(struct tty_struct *tty)
{
	close_ldisc(tty);
	tty->disc_data = NULL;
	clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	clear_bit(TTY_NO_WRITE_SPLIT, &tty->flags);
	tty->receive_room = N_TTY_BYTES;
	open_ldisc(tty, &n_tty_ops);
}

void tty_ldisc_reset(struct tty_struct *tty)
{
	if (tty->ldisc->ops == &n_tty_ops)
		return;
	set_bit(TTY_LDISC_CHANGING, &tty->flags);
	wake_up_interruptible(&tty->read_wait);
	wake_up_interruptible(&tty->write_wait);
	down_write(&tty->ldisc_sem);
	back_to_n_tty(tty);
	clear_bit(TTY_LDISC_CHANGING, &tty->flags);
	up_write(&tty->ldisc_sem);
}

static int change(struct tty_struct *tty, struct tty_ldisc_ops *new)
{
	struct tty_ldisc_ops *old = tty->ldisc->ops;
	int err;

	if (tty->ops && tty->ops->ldisc_ok) {
		err = tty->ops->ldisc_ok(tty, new->num);
		if (err)
			return err;
	}
	/* the module of the old one stays until it is clear that it is not needed again */
	__module_get(old->owner);
	close_ldisc(tty);
	tty->disc_data = NULL;
	clear_bit(TTY_DO_WRITE_WAKEUP, &tty->flags);
	tty->receive_room = new == &n_tty_ops ? N_TTY_BYTES : 0;
	err = open_ldisc(tty, new);
	if (!err) {
		module_put(old->owner);
		if (tty->ops && tty->ops->set_ldisc)
			tty->ops->set_ldisc(tty);
		return 0;
	}
	if (open_ldisc(tty, old)) {
		module_put(old->owner);
		open_ldisc(tty, &n_tty_ops);
	}
	return err;
}

int tty_set_ldisc(struct tty_struct *tty, int disc)
{
	struct tty_ldisc_ops *new = get_ops(disc);
	int err = 0;

	if (!new)
		return -EINVAL;
	tty_lock(tty);
	set_bit(TTY_LDISC_CHANGING, &tty->flags);
	wake_up_interruptible(&tty->read_wait);
	wake_up_interruptible(&tty->write_wait);
	down_write(&tty->ldisc_sem);
	if (tty->hung_up)
		err = -EIO;
	else if (tty->ldisc->ops->num != disc)
		err = change(tty, new);
	else
		module_put(new->owner);
	clear_bit(TTY_LDISC_CHANGING, &tty->flags);
	up_write(&tty->ldisc_sem);
	tty_unlock(tty);
	if (err)
		module_put(new->owner);
	else if (tty->port)
		queue_work(system_unbound_wq, &tty->port->buf.work);
	return err;
}
EXPORT_SYMBOL_GPL(tty_set_ldisc);

/* ---- /proc/tty/ldiscs ---- */

static int ldiscs_show(struct seq_file *m, void *unused)
{
	int i;

	mutex_lock(&known_mutex);
	for (i = 0; i < NR_LDISCS; i++)
		if (known[i])
			seq_printf(m, "%-10s %2d\n", known[i]->name ? known[i]->name : "???", i);
	mutex_unlock(&known_mutex);
	return 0;
}

static int __init tty_ldisc_proc(void)
{
	tty_proc_dir();
	proc_create_single("tty/ldiscs", 0444, NULL, ldiscs_show);
	return 0;
}
late_initcall(tty_ldisc_proc);
