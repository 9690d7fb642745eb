/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spi-bitbang: the parts that controllers of single words have in common: words out of buffers,
 * the half period of a transfer's speed, the mode's way of shifting.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/export.h>
#include <linux/slab.h>
#include <linux/spi/spi_bitbang.h>
#include <linux/time64.h>

#define HALF_PERIOD_MAX_NS (5 * NSEC_PER_MSEC)

/* What is kept of a device, in controller_state. */
struct state {
	unsigned int nsecs, word_bytes;
	u32 (*txrx_word)(struct spi_device *spi, unsigned int nsecs, u32 word, u8 bits,
			 unsigned int flags);
};

/* ---- by words ---- */

static u32 word_at(const void *buf, unsigned int bytes, unsigned int i)
{
	switch (bytes) {
	case 1:
		return ((const u8 *)buf)[i];
	case 2:
		return ((const u16 *)buf)[i];
	}
	return ((const u32 *)buf)[i];
}

static void put_word(void *buf, unsigned int bytes, unsigned int i, u32 word)
{
	switch (bytes) {
	case 1:
		((u8 *)buf)[i] = word;
		break;
	case 2:
		((u16 *)buf)[i] = word;
		break;
	default:
		((u32 *)buf)[i] = word;
	}
}

static int txrx_words(struct spi_device *spi, struct spi_transfer *t)
{
	const struct state *st = spi->controller_state;
	u8 bits = t->bits_per_word ? t->bits_per_word : spi->bits_per_word;
	unsigned int i, n = t->len / st->word_bytes, flags = 0;

	if (t->tx_buf && !t->rx_buf)
		flags = SPI_MASTER_NO_RX;
	else if (t->rx_buf && !t->tx_buf)
		flags = SPI_MASTER_NO_TX;
	for (i = 0; i < n; i++) {
		u32 word = t->tx_buf ? word_at(t->tx_buf, st->word_bytes, i) : 0;

		word = st->txrx_word(spi, st->nsecs, word, bits, flags);
		if (t->rx_buf)
			put_word(t->rx_buf, st->word_bytes, i, word);
	}
	return n * st->word_bytes;
}

/* One wire for both ways: its direction is turned first. */
static int txrx(struct spi_device *spi, struct spi_transfer *t)
{
	struct spi_bitbang *bitbang = spi_master_get_devdata(spi->master);

	if (spi->mode & SPI_3WIRE && bitbang->set_line_direction) {
		int err = bitbang->set_line_direction(spi, !!t->tx_buf);

		if (err < 0)
			return err;
	}
	return txrx_words(spi, t);
}

int spi_bitbang_setup_transfer(struct spi_device *spi, struct spi_transfer *t)
{
	u8 bits = t && t->bits_per_word ? t->bits_per_word : spi->bits_per_word;
	u32 hz = t && t->speed_hz ? t->speed_hz : spi->max_speed_hz;
	struct state *st = spi->controller_state;

	if (bits > 32)
		return -EINVAL;
	st->word_bytes = bits <= 8 ? 1 : bits <= 16 ? 2 : 4;
	if (hz) {
		st->nsecs = NSEC_PER_SEC / 2 / hz;
		if (st->nsecs > HALF_PERIOD_MAX_NS)
			return -EINVAL;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(spi_bitbang_setup_transfer);

int spi_bitbang_setup(struct spi_device *spi)
{
	struct spi_bitbang *bitbang = spi_master_get_devdata(spi->master);
	struct state *st = spi->controller_state;
	bool fresh = !st;
	int err = 0;

	if (fresh) {
		st = kzalloc(sizeof(*st), GFP_KERNEL);
		if (!st)
			return -ENOMEM;
		spi->controller_state = st;
	}
	st->txrx_word = bitbang->txrx_word[spi->mode & (SPI_CPOL | SPI_CPHA)];
	if (!st->txrx_word)
		err = -EINVAL;
	if (!err && bitbang->setup_transfer)
		err = bitbang->setup_transfer(spi, NULL);
	if (err && fresh) {
		kfree(st);
		spi->controller_state = NULL;
	}
	return err;
}
EXPORT_SYMBOL_GPL(spi_bitbang_setup);

void spi_bitbang_cleanup(struct spi_device *spi)
{
	kfree(spi->controller_state);
	spi->controller_state = NULL;
}
EXPORT_SYMBOL_GPL(spi_bitbang_cleanup);

/* ---- as a controller ---- */

static int prepare(struct spi_controller *ctlr)
{
	struct spi_bitbang *bitbang = spi_controller_get_devdata(ctlr);

	mutex_lock(&bitbang->lock);
	bitbang->busy = 1;
	mutex_unlock(&bitbang->lock);
	return 0;
}

static int unprepare(struct spi_controller *ctlr)
{
	struct spi_bitbang *bitbang = spi_controller_get_devdata(ctlr);

	mutex_lock(&bitbang->lock);
	bitbang->busy = 0;
	mutex_unlock(&bitbang->lock);
	return 0;
}

static int transfer_one(struct spi_controller *ctlr, struct spi_device *spi, struct spi_transfer *t)
{
	struct spi_bitbang *bitbang = spi_controller_get_devdata(ctlr);
	int done = bitbang->setup_transfer ? bitbang->setup_transfer(spi, t) : 0;

	if (done >= 0 && t->len)
		done = bitbang->txrx_bufs(spi, t);
	if (done < 0)
		return done;
	return !t->len || (unsigned int)done == t->len ? 0 : -EREMOTEIO;
}

static void set_cs(struct spi_device *spi, bool level)
{
	struct spi_bitbang *bitbang = spi_controller_get_devdata(spi->controller);
	bool active_high = spi->mode & SPI_CS_HIGH;

	ndelay(100);
	bitbang->chipselect(spi, level == active_high ? BITBANG_CS_ACTIVE : BITBANG_CS_INACTIVE);
	ndelay(100);
}

int spi_bitbang_init(struct spi_bitbang *bitbang)
{
	struct spi_controller *ctlr = bitbang->master;
	bool own_cs;

	if (!ctlr || ctlr->transfer || ctlr->transfer_one_message)
		return -EINVAL;
	own_cs = !ctlr->use_gpio_descriptors || ctlr->flags & SPI_MASTER_GPIO_SS;
	if (own_cs && !bitbang->chipselect)
		return -EINVAL;
	mutex_init(&bitbang->lock);
	if (!ctlr->mode_bits)
		ctlr->mode_bits = SPI_CPOL | SPI_CPHA | bitbang->flags;
	ctlr->prepare_transfer_hardware = prepare;
	ctlr->unprepare_transfer_hardware = unprepare;
	ctlr->transfer_one = transfer_one;
	if (own_cs)
		ctlr->set_cs = set_cs;
	if (bitbang->txrx_bufs)
		return 0;
	bitbang->use_dma = 0;
	bitbang->txrx_bufs = txrx;
	if (!ctlr->setup) {
		if (!bitbang->setup_transfer)
			bitbang->setup_transfer = spi_bitbang_setup_transfer;
		ctlr->setup = spi_bitbang_setup;
		ctlr->cleanup = spi_bitbang_cleanup;
	}
	return 0;
}
EXPORT_SYMBOL_GPL(spi_bitbang_init);

int spi_bitbang_start(struct spi_bitbang *bitbang)
{
	int err = spi_bitbang_init(bitbang);

	if (err)
		return err;
	/* the caller puts its own reference after stop */
	err = spi_register_controller(spi_controller_get(bitbang->master));
	if (err)
		spi_controller_put(bitbang->master);
	return err;
}
EXPORT_SYMBOL_GPL(spi_bitbang_start);

void spi_bitbang_stop(struct spi_bitbang *bitbang)
{
	spi_unregister_controller(bitbang->master);
}
EXPORT_SYMBOL_GPL(spi_bitbang_stop);
