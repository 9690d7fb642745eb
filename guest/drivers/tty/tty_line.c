/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_line: terminals that are a driver's lines, from their first open() to their last close().
 *
 * 1. Purpose. A line's tty_struct is there while a file is open; its tty_port always.
 *
 * 2. Structures.
 *
 *	written --> n_tty --> driver's write()
 *	read <----- n_tty <-- tty_buffer's worker <-- tty_flip_buffer_push() <-- the driver
 *
 * 3. Invariants. driver->ttys[index] is set from install() to remove(); the tty lives on as long as
 *    it is counted (kref), and with it the driver and its module.
 *
 * 4. Locking and context. tty_table_mutex: ttys[], counts of files going to and from 0. tty_lock():
 *    the driver's open(), close() and hangup(), which may sleep for long.
 *
 * 5. Failure. What does not fit the driver any more is lost, as echo is.
 */
#include <linux/device.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/tty.h>
#include <linux/tty_driver_2_6.h>
#include <linux/tty_flip.h>
#include <linux/vmalloc.h>

#include "n_tty.h"
#include "tty_private.h"

bool tty_is_line(const struct tty_struct *tty)
{
	return !tty->pty && !tty->console;
}

/* ---- what goes and comes ---- */

unsigned int tty_line_room(struct tty_struct *tty)
{
	return tty->ops->write_room ? tty->ops->write_room(tty) : 2048;
}

void tty_line_put(struct tty_struct *tty, const u8 *bytes, size_t count)
{
	int n;

	while (count && tty->ops->write) {
		n = tty->ops->write(tty, bytes, count);
		if (n <= 0)
			return;
		bytes += n;
		count -= min_t(size_t, n, count);
	}
}

void tty_flush_chars(struct tty_struct *tty)
{
	if (tty_is_line(tty) && tty->ops->flush_chars)
		tty->ops->flush_chars(tty);
}

/* There is room again for what waits in the port. */
void tty_line_want_input(struct tty_struct *tty)
{
	tty_unthrottle(tty);
	queue_work(system_unbound_wq, &tty->port->buf.work);
}

/* ---- a tty's making ---- */

int tty_standard_install(struct tty_driver *driver, struct tty_struct *tty)
{
	tty_init_termios(tty);
	tty_driver_kref_get(driver);
	tty->count++;
	driver->ttys[tty->index] = tty;
	return 0;
}
EXPORT_SYMBOL_GPL(tty_standard_install);

static void free_line(struct tty_struct *tty)
{
	struct tty_driver *driver = tty->driver;
	struct module *owner = driver->owner;

	if (tty->ops->cleanup)
		tty->ops->cleanup(tty);
	put_device(tty->dev);
	put_pid(tty->ctrl.session);
	put_pid(tty->ctrl.pgrp);
	vfree(tty);
	tty_driver_kref_put(driver);
	module_put(owner);
}

static void free_line_later(struct work_struct *work)
{
	free_line(container_of(work, struct tty_struct, hangup_work));
}

static void last_reference(struct kref *kref)
{
	struct tty_struct *tty = container_of(kref, struct tty_struct, kref);

	if (WARN_ON(!tty_is_line(tty)))
		return;
	if (tty->ops->shutdown)
		tty->ops->shutdown(tty);
	/* whoever gave it back may be in an interrupt */
	INIT_WORK(&tty->hangup_work, free_line_later);
	schedule_work(&tty->hangup_work);
}

void tty_kref_put(struct tty_struct *tty)
{
	if (tty)
		kref_put(&tty->kref, last_reference);
}
EXPORT_SYMBOL(tty_kref_put);

static struct tty_struct *new_line(struct tty_driver *driver, unsigned int index)
{
	struct tty_struct *tty = vzalloc(sizeof(*tty));
	dev_t dev = MKDEV(driver->major, driver->minor_start + index);
	char name[sizeof(tty->name)];

	if (!tty)
		return NULL;
	tty_line_name(driver, index, name, sizeof(name));
	tty_setup(tty, name, dev);
	tty->winsize = (struct winsize){0};
	tty->driver = driver;
	tty->ops = driver->ops;
	tty->index = index;
	tty->dev = class_find_device(tty_class, NULL, &dev, device_match_devt);
	return tty;
}

static void undo_new_line(struct tty_struct *tty, struct tty_driver *driver)
{
	put_device(tty->dev);
	vfree(tty);
	module_put(driver->owner);
}

static struct tty_struct *make_line(struct tty_driver *driver, unsigned int index)
{
	struct tty_struct *tty;
	int err;

	if (!try_module_get(driver->owner))
		return ERR_PTR(-ENODEV);
	tty = new_line(driver, index);
	if (!tty) {
		module_put(driver->owner);
		return ERR_PTR(-ENOMEM);
	}
	err = driver->ops->install ? driver->ops->install(driver, tty)
				   : tty_standard_install(driver, tty);
	if (err) {
		undo_new_line(tty, driver);
		return ERR_PTR(err);
	}
	if (!tty->port)
		tty->port = driver->ports[index];
	if (!tty->port) {
		pr_err("%s: %s has no tty_port for it\n", tty->name, driver->name);
		tty_line_forget(tty);
		tty->count = 0;
		tty_kref_put(tty);
		return ERR_PTR(-EINVAL);
	}
	tty->port->itty = tty;
	return tty;
}

struct tty_struct *tty_line_get(dev_t dev, struct file *file)
{
	unsigned int index;
	struct tty_driver *driver = tty_driver_find(dev, &index);
	struct tty_struct *tty;

	if (!driver)
		return ERR_PTR(-ENODEV);
	tty = driver->ops->lookup ? driver->ops->lookup(driver, file, index) : driver->ttys[index];
	if (IS_ERR(tty))
		return tty;
	if (!tty)
		return make_line(driver, index);
	if (tty->hung_up)
		return ERR_PTR(-EIO);
	if (test_bit(TTY_EXCLUSIVE, &tty->flags) && !capable(CAP_SYS_ADMIN))
		return ERR_PTR(-EBUSY);
	mutex_lock(&tty->mutex);
	tty->count++;
	mutex_unlock(&tty->mutex);
	return tty;
}

/* ---- opening and closing ---- */

int tty_line_open(struct tty_struct *tty, struct file *file)
{
	int err = -ENODEV;

	tty_lock(tty);
	if (tty->ops->open)
		err = tty->ops->open(tty, file);
	tty_unlock(tty);
	if (err)
		tty_line_close(tty, file);
	return err;
}

/* Nobody finds it any more. */
void tty_line_forget(struct tty_struct *tty)
{
	tty_save_termios(tty);
	if (tty->port)
		tty->port->itty = NULL;
	if (tty->driver->ops->remove)
		tty->driver->ops->remove(tty->driver, tty);
	else
		tty->driver->ttys[tty->index] = NULL;
}

void tty_line_close(struct tty_struct *tty, struct file *file)
{
	bool last;

	tty_lock(tty);
	if (tty->ops->close)
		tty->ops->close(tty, file);
	mutex_lock(&tty_table_mutex);
	mutex_lock(&tty->mutex);
	last = !--tty->count;
	mutex_unlock(&tty->mutex);
	if (last)
		tty_line_forget(tty);
	mutex_unlock(&tty_table_mutex);
	tty_unlock(tty);
	if (!last)
		return;
	tty_leave_session(tty);
	tty_ldisc_reset(tty);
	cancel_work_sync(&tty->hangup_work);
	if (tty->port)
		tty_buffer_flush(tty->port);
	tty_kref_put(tty);
}

/* ---- hanging up ---- */

void tty_vhangup(struct tty_struct *tty)
{
	struct tty_ldisc *ld;

	if (!tty)
		return;
	tty_lock(tty);
	if (tty->hung_up) {
		tty_unlock(tty);
		return;
	}
	set_bit(TTY_HUPPING, &tty->flags);
	tty_hangup_now(tty);
	ld = tty_ldisc_ref(tty);
	if (ld) {
		if (ld->ops->hangup)
			ld->ops->hangup(tty);
		tty_ldisc_deref(ld);
	}
	if (tty_is_line(tty) && tty->ops->hangup)
		tty->ops->hangup(tty);
	set_bit(TTY_HUPPED, &tty->flags);
	clear_bit(TTY_HUPPING, &tty->flags);
	tty_unlock(tty);
}
EXPORT_SYMBOL(tty_vhangup);

void tty_hangup_later(struct work_struct *work)
{
	tty_vhangup(container_of(work, struct tty_struct, hangup_work));
}

void tty_hangup(struct tty_struct *tty)
{
	schedule_work(&tty->hangup_work);
}
EXPORT_SYMBOL(tty_hangup);

int tty_hung_up_p(struct file *filp)
{
	return filp && filp->f_op == &tty_fops &&
	       ((struct tty_struct *)filp->private_data)->hung_up;
}
EXPORT_SYMBOL(tty_hung_up_p);

/* ---- locks ---- */

void tty_lock(struct tty_struct *tty)
{
	tty_kref_get(tty);
	mutex_lock(&tty->legacy_mutex);
}
EXPORT_SYMBOL(tty_lock);

int tty_lock_interruptible(struct tty_struct *tty)
{
	int err = mutex_lock_interruptible(&tty->legacy_mutex);

	if (!err)
		tty_kref_get(tty);
	return err;
}
EXPORT_SYMBOL(tty_lock_interruptible);

void tty_unlock(struct tty_struct *tty)
{
	mutex_unlock(&tty->legacy_mutex);
	tty_kref_put(tty);
}
EXPORT_SYMBOL(tty_unlock);
