/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tty_port: what opening, closing and hanging up have in common for drivers' lines: who waits for
 * the carrier, when the hardware starts and stops, what is still to be sent (POSIX, "General
 * Terminal Interface": modem disconnect, closing a terminal device file).
 */
#include <linux/delay.h>
#include <linux/export.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/serial.h>
#include <linux/slab.h>
#include <linux/tty.h>

#include "tty_private.h"

#define CLOSE_DELAY  (HZ / 2)
#define CLOSING_WAIT (30 * HZ)

/* ---- ports ---- */

void tty_port_init(struct tty_port *port)
{
	memset(port, 0, sizeof(*port));
	tty_buffer_init(port);
	init_waitqueue_head(&port->open_wait);
	init_waitqueue_head(&port->delta_msr_wait);
	mutex_init(&port->mutex);
	mutex_init(&port->buf_mutex);
	spin_lock_init(&port->lock);
	port->close_delay = CLOSE_DELAY;
	port->closing_wait = CLOSING_WAIT;
	port->client_ops = &tty_port_default_client_ops;
	kref_init(&port->kref);
}
EXPORT_SYMBOL(tty_port_init);

void tty_port_destroy(struct tty_port *port)
{
	cancel_work_sync(&port->buf.work);
	tty_buffer_free_all(port);
}
EXPORT_SYMBOL(tty_port_destroy);

static void destruct(struct kref *kref)
{
	struct tty_port *port = container_of(kref, struct tty_port, kref);

	if (WARN_ON(port->itty))
		return;
	tty_port_free_xmit_buf(port);
	tty_port_destroy(port);
	if (port->ops && port->ops->destruct)
		port->ops->destruct(port);
	else
		kfree(port);
}

void tty_port_put(struct tty_port *port)
{
	if (port)
		kref_put(&port->kref, destruct);
}
EXPORT_SYMBOL(tty_port_put);

int tty_port_alloc_xmit_buf(struct tty_port *port)
{
	mutex_lock(&port->buf_mutex);
	if (!port->xmit_buf) {
		port->xmit_buf = (unsigned char *)get_zeroed_page(GFP_KERNEL);
		if (port->xmit_buf)
			kfifo_init(&port->xmit_fifo, port->xmit_buf, PAGE_SIZE);
	}
	mutex_unlock(&port->buf_mutex);
	return port->xmit_buf ? 0 : -ENOMEM;
}
EXPORT_SYMBOL(tty_port_alloc_xmit_buf);

void tty_port_free_xmit_buf(struct tty_port *port)
{
	mutex_lock(&port->buf_mutex);
	free_page((unsigned long)port->xmit_buf);
	port->xmit_buf = NULL;
	INIT_KFIFO(port->xmit_fifo);
	mutex_unlock(&port->buf_mutex);
}
EXPORT_SYMBOL(tty_port_free_xmit_buf);

void tty_port_link_device(struct tty_port *port, struct tty_driver *driver, unsigned int index)
{
	if (!WARN_ON(index >= driver->num))
		driver->ports[index] = port;
}
EXPORT_SYMBOL_GPL(tty_port_link_device);

struct device *tty_port_register_device_attr(struct tty_port *port, struct tty_driver *driver,
					     unsigned int index, struct device *device,
					     void *drvdata, const struct attribute_group **groups)
{
	tty_port_link_device(port, driver, index);
	return tty_register_device_attr(driver, index, device, drvdata, groups);
}
EXPORT_SYMBOL_GPL(tty_port_register_device_attr);

struct device *tty_port_register_device(struct tty_port *port, struct tty_driver *driver,
					unsigned int index, struct device *device)
{
	return tty_port_register_device_attr(port, driver, index, device, NULL, NULL);
}
EXPORT_SYMBOL_GPL(tty_port_register_device);

void tty_port_unregister_device(struct tty_port *port, struct tty_driver *driver,
				unsigned int index)
{
	tty_unregister_device(driver, index);
}
EXPORT_SYMBOL_GPL(tty_port_unregister_device);

int tty_port_install(struct tty_port *port, struct tty_driver *driver, struct tty_struct *tty)
{
	tty->port = port;
	return tty_standard_install(driver, tty);
}
EXPORT_SYMBOL_GPL(tty_port_install);

/* ---- who has it open ---- */

struct tty_struct *tty_port_tty_get(struct tty_port *port)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	tty = tty_kref_get(port->tty);
	spin_unlock_irqrestore(&port->lock, flags);
	return tty;
}
EXPORT_SYMBOL(tty_port_tty_get);

void tty_port_tty_set(struct tty_port *port, struct tty_struct *tty)
{
	struct tty_struct *had;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	had = port->tty;
	port->tty = tty_kref_get(tty);
	spin_unlock_irqrestore(&port->lock, flags);
	tty_kref_put(had);
}
EXPORT_SYMBOL(tty_port_tty_set);

void tty_port_tty_wakeup(struct tty_port *port)
{
	port->client_ops->write_wakeup(port);
}
EXPORT_SYMBOL_GPL(tty_port_tty_wakeup);

void tty_port_tty_hangup(struct tty_port *port, bool check_clocal)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty && (!check_clocal || !C_CLOCAL(tty)))
		tty_hangup(tty);
	tty_kref_put(tty);
}
EXPORT_SYMBOL_GPL(tty_port_tty_hangup);

void tty_port_tty_vhangup(struct tty_port *port)
{
	struct tty_struct *tty = tty_port_tty_get(port);

	if (tty)
		tty_vhangup(tty);
	tty_kref_put(tty);
}
EXPORT_SYMBOL_GPL(tty_port_tty_vhangup);

/* ---- modem lines ---- */

int tty_port_carrier_raised(struct tty_port *port)
{
	return port->ops && port->ops->carrier_raised ? port->ops->carrier_raised(port) : 1;
}
EXPORT_SYMBOL(tty_port_carrier_raised);

void tty_port_raise_dtr_rts(struct tty_port *port)
{
	if (port->ops && port->ops->dtr_rts)
		port->ops->dtr_rts(port, 1);
}
EXPORT_SYMBOL(tty_port_raise_dtr_rts);

void tty_port_lower_dtr_rts(struct tty_port *port)
{
	if (port->ops && port->ops->dtr_rts)
		port->ops->dtr_rts(port, 0);
}
EXPORT_SYMBOL(tty_port_lower_dtr_rts);

/* ---- opening ---- */

static bool has_carrier(struct tty_port *port, struct tty_struct *tty)
{
	return C_CLOCAL(tty) || tty_port_carrier_raised(port);
}

static int wait_for_carrier(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	DEFINE_WAIT(wait);
	int err = 0;

	for (;;) {
		if (C_BAUD(tty) && tty_port_initialized(port))
			tty_port_raise_dtr_rts(port);
		prepare_to_wait(&port->open_wait, &wait, TASK_INTERRUPTIBLE);
		if (tty_hung_up_p(filp) || !tty_port_initialized(port)) {
			err = port->flags & ASYNC_HUP_NOTIFY ? -EAGAIN : -ERESTARTSYS;
			break;
		}
		if (has_carrier(port, tty))
			break;
		if (signal_pending(current)) {
			err = -ERESTARTSYS;
			break;
		}
		tty_unlock(tty);
		schedule();
		tty_lock(tty);
	}
	finish_wait(&port->open_wait, &wait);
	return err;
}

int tty_port_block_til_ready(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	int err;

	if (tty_io_error(tty)) {
		tty_port_set_active(port, true);
		return 0;
	}
	if (!filp || filp->f_flags & O_NONBLOCK) {
		if (C_BAUD(tty))
			tty_port_raise_dtr_rts(port);
		tty_port_set_active(port, true);
		return 0;
	}
	/* who waits is not among those who have it open */
	spin_lock_irq(&port->lock);
	port->count--;
	port->blocked_open++;
	spin_unlock_irq(&port->lock);
	err = wait_for_carrier(port, tty, filp);
	spin_lock_irq(&port->lock);
	if (!tty_hung_up_p(filp))
		port->count++;
	port->blocked_open--;
	spin_unlock_irq(&port->lock);
	if (!err)
		tty_port_set_active(port, true);
	return err;
}
EXPORT_SYMBOL(tty_port_block_til_ready);

int tty_port_open(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	int err = 0;

	spin_lock_irq(&port->lock);
	port->count++;
	spin_unlock_irq(&port->lock);
	tty_port_tty_set(port, tty);
	mutex_lock(&port->mutex);
	if (!tty_port_initialized(port)) {
		clear_bit(TTY_IO_ERROR, &tty->flags);
		if (port->ops->activate)
			err = port->ops->activate(port, tty);
		if (!err)
			tty_port_set_initialized(port, true);
	}
	mutex_unlock(&port->mutex);
	return err ? err : tty_port_block_til_ready(port, tty, filp);
}
EXPORT_SYMBOL(tty_port_open);

/* ---- closing ---- */

/* All is sent, as far as the driver knows; the rest by the slowness of the line. */
static void drain(struct tty_port *port, struct tty_struct *tty)
{
	unsigned int bps;

	if (port->closing_wait != ASYNC_CLOSING_WAIT_NONE)
		tty_wait_until_sent(tty, port->closing_wait);
	if (!port->drain_delay)
		return;
	bps = tty_get_baud_rate(tty);
	schedule_timeout_interruptible(
	    bps > 1200 ? max_t(long, HZ * 10 * port->drain_delay / bps, HZ / 10) : 2 * HZ);
}

int tty_port_close_start(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	if (tty_hung_up_p(filp))
		return 0;
	spin_lock_irq(&port->lock);
	if (tty->count == 1 && port->count != 1) {
		pr_warn("%s: tty->count = 1 port count = %d\n", tty_name(tty), port->count);
		port->count = 1;
	}
	if (--port->count < 0) {
		pr_warn("%s: bad port count (%d)\n", tty_name(tty), port->count);
		port->count = 0;
	}
	if (port->count) {
		spin_unlock_irq(&port->lock);
		return 0;
	}
	spin_unlock_irq(&port->lock);
	tty->closing = 1;
	if (tty_port_initialized(port)) {
		if (tty->flow.tco_stopped)
			tty_driver_flush_buffer(tty);
		drain(port, tty);
	}
	tty_ldisc_flush(tty);
	return 1;
}
EXPORT_SYMBOL(tty_port_close_start);

void tty_port_close_end(struct tty_port *port, struct tty_struct *tty)
{
	tty_ldisc_flush(tty);
	tty->closing = 0;
	if (port->blocked_open) {
		if (port->close_delay)
			msleep_interruptible(jiffies_to_msecs(port->close_delay));
		wake_up_interruptible(&port->open_wait);
	}
	tty_port_set_active(port, false);
}
EXPORT_SYMBOL(tty_port_close_end);

static void stop_hardware(struct tty_port *port, struct tty_struct *tty)
{
	mutex_lock(&port->mutex);
	if (!port->console && tty_port_initialized(port)) {
		tty_port_set_initialized(port, false);
		if (tty && C_HUPCL(tty))
			tty_port_lower_dtr_rts(port);
		if (port->ops->shutdown)
			port->ops->shutdown(port);
	}
	mutex_unlock(&port->mutex);
}

void tty_port_close(struct tty_port *port, struct tty_struct *tty, struct file *filp)
{
	if (!tty_port_close_start(port, tty, filp))
		return;
	stop_hardware(port, tty);
	if (!port->console)
		set_bit(TTY_IO_ERROR, &tty->flags);
	tty_port_close_end(port, tty);
	tty_port_tty_set(port, NULL);
}
EXPORT_SYMBOL(tty_port_close);

void tty_port_hangup(struct tty_port *port)
{
	struct tty_struct *tty;
	unsigned long flags;

	spin_lock_irqsave(&port->lock, flags);
	port->count = 0;
	tty = port->tty;
	if (tty)
		set_bit(TTY_IO_ERROR, &tty->flags);
	port->tty = NULL;
	spin_unlock_irqrestore(&port->lock, flags);
	tty_port_set_active(port, false);
	stop_hardware(port, tty);
	tty_kref_put(tty);
	wake_up_interruptible(&port->open_wait);
	wake_up_interruptible(&port->delta_msr_wait);
}
EXPORT_SYMBOL(tty_port_hangup);
