/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spi-message: a message's way: checked, then its transfers one after the other, the chip
 * selected meanwhile.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/spi/spi.h>

#include "drivers/spi/spi-core.h"

void spi_select(struct spi_device *spi, bool selected)
{
	bool level = selected == !!(spi->mode & SPI_CS_HIGH);

	if (spi->mode & SPI_NO_CS)
		return;
	if (spi->cs_gpiod)
		gpiod_set_value_cansleep(spi->cs_gpiod, selected);
	if (spi->controller->set_cs &&
	    (!spi->cs_gpiod || spi->controller->flags & SPI_MASTER_GPIO_SS))
		spi->controller->set_cs(spi, level);
}

int spi_delay_to_ns(struct spi_delay *delay, struct spi_transfer *xfer)
{
	u32 hz;

	switch (delay->unit) {
	case SPI_DELAY_UNIT_USECS:
		return delay->value * NSEC_PER_USEC;
	case SPI_DELAY_UNIT_NSECS:
		return delay->value;
	case SPI_DELAY_UNIT_SCK:
		hz = xfer ? xfer->effective_speed_hz ? xfer->effective_speed_hz : xfer->speed_hz / 2
			  : 0;
		return hz ? (int)(delay->value * DIV_ROUND_UP(NSEC_PER_SEC, hz)) : -EINVAL;
	}
	return -EINVAL;
}
EXPORT_SYMBOL_GPL(spi_delay_to_ns);

int spi_delay_exec(struct spi_delay *delay, struct spi_transfer *xfer)
{
	int ns = delay ? spi_delay_to_ns(delay, xfer) : -EINVAL;

	if (ns < 0)
		return ns;
	if (ns > 10 * NSEC_PER_USEC)
		usleep_range(DIV_ROUND_UP(ns, 1000), DIV_ROUND_UP(ns, 1000) + 10);
	else if (ns)
		ndelay(ns);
	return 0;
}
EXPORT_SYMBOL_GPL(spi_delay_exec);

struct spi_message *spi_message_alloc(unsigned int ntrans, gfp_t flags)
{
	struct spi_message *m = kzalloc(sizeof(*m) + ntrans * sizeof(struct spi_transfer), flags);
	struct spi_transfer *t = (struct spi_transfer *)(m + 1);

	if (!m)
		return NULL;
	spi_message_init_no_memset(m);
	while (ntrans--)
		spi_message_add_tail(t++, m);
	return m;
}
EXPORT_SYMBOL_GPL(spi_message_alloc);

static int check_transfer(struct spi_device *spi, struct spi_transfer *t)
{
	struct spi_controller *ctlr = spi->controller;
	unsigned int word;

	if (!t->bits_per_word)
		t->bits_per_word = spi->bits_per_word;
	if (!t->speed_hz || (ctlr->max_speed_hz && t->speed_hz > ctlr->max_speed_hz))
		t->speed_hz = spi->max_speed_hz ? spi->max_speed_hz : ctlr->max_speed_hz;
	if (ctlr->bits_per_word_mask &&
	    !(ctlr->bits_per_word_mask & SPI_BPW_MASK(t->bits_per_word)))
		return -EINVAL;
	if (ctlr->min_speed_hz && t->speed_hz < ctlr->min_speed_hz)
		return -EINVAL;
	word = t->bits_per_word <= 8 ? 1 : t->bits_per_word <= 16 ? 2 : 4;
	if (t->len % word)
		return -EINVAL;
	if (ctlr->flags & SPI_CONTROLLER_HALF_DUPLEX && t->tx_buf && t->rx_buf)
		return -EINVAL;
	if ((ctlr->flags & SPI_CONTROLLER_NO_TX && t->tx_buf) ||
	    (ctlr->flags & SPI_CONTROLLER_NO_RX && t->rx_buf))
		return -EINVAL;
	if (t->tx_nbits == 0)
		t->tx_nbits = SPI_NBITS_SINGLE;
	if (t->rx_nbits == 0)
		t->rx_nbits = SPI_NBITS_SINGLE;
	return 0;
}

static int check_message(struct spi_device *spi, struct spi_message *message)
{
	struct spi_transfer *t;
	int err;

	if (list_empty(&message->transfers))
		return -EINVAL;
	message->spi = spi;
	message->status = -EINPROGRESS;
	message->frame_length = message->actual_length = 0;
	list_for_each_entry (t, &message->transfers, transfer_list) {
		err = check_transfer(spi, t);
		if (err)
			return err;
		message->frame_length += t->len;
	}
	return 0;
}

static int do_transfer(struct spi_controller *ctlr, struct spi_message *msg, struct spi_transfer *t)
{
	/* a controller that must send or receive gets a buffer for what nobody wants */
	bool need_tx = ctlr->flags & SPI_CONTROLLER_MUST_TX && !t->tx_buf && t->len;
	bool need_rx = ctlr->flags & SPI_CONTROLLER_MUST_RX && !t->rx_buf && t->len;
	void *dummy = need_tx || need_rx ? kzalloc(t->len, GFP_KERNEL) : NULL;
	unsigned long ms = 1000;
	int err;

	if ((need_tx || need_rx) && !dummy)
		return -ENOMEM;
	if (need_tx)
		t->tx_buf = dummy;
	if (need_rx)
		t->rx_buf = dummy;
	if (t->speed_hz)
		ms += 16000ull * t->len / t->speed_hz;
	reinit_completion(&ctlr->xfer_completion);
	err = ctlr->transfer_one(ctlr, msg->spi, t);
	if (err > 0)
		err = wait_for_completion_timeout(&ctlr->xfer_completion, msecs_to_jiffies(ms))
			  ? 0
			  : -ETIMEDOUT;
	if (!err && t->error)
		err = -EIO;
	if (need_tx)
		t->tx_buf = NULL;
	if (need_rx)
		t->rx_buf = NULL;
	kfree(dummy);
	return err;
}

static void between(struct spi_message *msg, struct spi_transfer *t)
{
	spi_transfer_delay_exec(t);
	if (!t->cs_change || list_is_last(&t->transfer_list, &msg->transfers))
		return;
	spi_select(msg->spi, false);
	if (spi_delay_exec(&t->cs_change_delay, t) || !t->cs_change_delay.value)
		udelay(10);
	spi_select(msg->spi, true);
}

static int do_transfers(struct spi_controller *ctlr, struct spi_message *msg)
{
	struct spi_transfer *t, *last = NULL;
	int err = 0;

	spi_select(msg->spi, true);
	spi_delay_exec(&msg->spi->cs_setup, NULL);
	list_for_each_entry (t, &msg->transfers, transfer_list) {
		last = t;
		if (t->tx_buf || t->rx_buf)
			err = do_transfer(ctlr, msg, t);
		if (err)
			break;
		between(msg, t);
		msg->actual_length += t->len;
	}
	spi_delay_exec(&msg->spi->cs_hold, NULL);
	if (err || !last->cs_change)
		spi_select(msg->spi, false);
	if (err && ctlr->handle_err)
		ctlr->handle_err(ctlr, msg);
	return err;
}

/* Driver's own ways of a whole message tell its end by spi_finalize_current_message(). */
static int whole_message(struct spi_controller *ctlr, struct spi_message *msg)
{
	int err;

	reinit_completion(&ctlr->cur_msg_completion);
	err = ctlr->transfer_one_message(ctlr, msg);
	if (!err)
		wait_for_completion(&ctlr->cur_msg_completion);
	return err ? err : msg->status;
}

static int run_message(struct spi_controller *ctlr, struct spi_message *msg)
{
	int err = 0;

	mutex_lock(&ctlr->io_mutex);
	ctlr->cur_msg = msg;
	if (ctlr->prepare_transfer_hardware)
		err = ctlr->prepare_transfer_hardware(ctlr);
	if (!err && ctlr->prepare_message)
		err = ctlr->prepare_message(ctlr, msg);
	if (!err)
		err =
		    ctlr->transfer_one_message ? whole_message(ctlr, msg) : do_transfers(ctlr, msg);
	if (ctlr->unprepare_message)
		ctlr->unprepare_message(ctlr, msg);
	if (ctlr->unprepare_transfer_hardware)
		ctlr->unprepare_transfer_hardware(ctlr);
	ctlr->cur_msg = NULL;
	mutex_unlock(&ctlr->io_mutex);
	msg->status = err;
	return err;
}

void spi_finalize_current_message(struct spi_controller *ctlr)
{
	complete(&ctlr->cur_msg_completion);
}
EXPORT_SYMBOL_GPL(spi_finalize_current_message);

void spi_finalize_current_transfer(struct spi_controller *ctlr)
{
	complete(&ctlr->xfer_completion);
}
EXPORT_SYMBOL_GPL(spi_finalize_current_transfer);

void spi_pump_messages(struct work_struct *work)
{
	struct spi_controller *ctlr = container_of(work, struct spi_controller, pump_messages);
	struct spi_message *msg;

	for (;;) {
		spin_lock_irq(&ctlr->queue_lock);
		msg = list_first_entry_or_null(&ctlr->queue, struct spi_message, queue);
		if (msg)
			list_del_init(&msg->queue);
		spin_unlock_irq(&ctlr->queue_lock);
		if (!msg)
			return;
		run_message(ctlr, msg);
		if (msg->complete)
			msg->complete(msg->context);
	}
}

int spi_async(struct spi_device *spi, struct spi_message *message)
{
	struct spi_controller *ctlr = spi->controller;
	int err = check_message(spi, message);
	unsigned long flags;

	if (err)
		return err;
	if (ctlr->transfer)
		return ctlr->transfer(spi, message);
	spin_lock_irqsave(&ctlr->queue_lock, flags);
	list_add_tail(&message->queue, &ctlr->queue);
	spin_unlock_irqrestore(&ctlr->queue_lock, flags);
	schedule_work(&ctlr->pump_messages);
	return 0;
}
EXPORT_SYMBOL_GPL(spi_async);

static void wake_sender(void *done)
{
	complete(done);
}

int spi_sync_locked(struct spi_device *spi, struct spi_message *message)
{
	DECLARE_COMPLETION_ONSTACK(done);
	int err = check_message(spi, message);

	if (err)
		return err;
	if (!spi->controller->transfer)
		return run_message(spi->controller, message);
	message->complete = wake_sender;
	message->context = &done;
	err = spi->controller->transfer(spi, message);
	if (err)
		return err;
	wait_for_completion(&done);
	message->context = NULL;
	return message->status;
}
EXPORT_SYMBOL_GPL(spi_sync_locked);

int spi_sync(struct spi_device *spi, struct spi_message *message)
{
	int err;

	mutex_lock(&spi->controller->bus_lock_mutex);
	err = spi_sync_locked(spi, message);
	mutex_unlock(&spi->controller->bus_lock_mutex);
	return err;
}
EXPORT_SYMBOL_GPL(spi_sync);

int spi_bus_lock(struct spi_controller *ctlr)
{
	mutex_lock(&ctlr->bus_lock_mutex);
	ctlr->bus_lock_flag = true;
	return 0;
}
EXPORT_SYMBOL_GPL(spi_bus_lock);

int spi_bus_unlock(struct spi_controller *ctlr)
{
	ctlr->bus_lock_flag = false;
	mutex_unlock(&ctlr->bus_lock_mutex);
	return 0;
}
EXPORT_SYMBOL_GPL(spi_bus_unlock);

int spi_write_then_read(struct spi_device *spi, const void *txbuf, unsigned int n_tx, void *rxbuf,
			unsigned int n_rx)
{
	u8 *buffer = kmalloc(max(n_tx + n_rx, 1u), GFP_KERNEL);
	struct spi_transfer x[2] = {
	    {.tx_buf = buffer, .len = n_tx},
	    {.rx_buf = buffer + n_tx, .len = n_rx},
	};
	struct spi_message message;
	int err;

	if (!buffer)
		return -ENOMEM;
	memcpy(buffer, txbuf, n_tx);
	spi_message_init(&message);
	if (n_tx)
		spi_message_add_tail(&x[0], &message);
	if (n_rx)
		spi_message_add_tail(&x[1], &message);
	err = spi_sync(spi, &message);
	if (!err)
		memcpy(rxbuf, buffer + n_tx, n_rx);
	kfree(buffer);
	return err;
}
EXPORT_SYMBOL_GPL(spi_write_then_read);
