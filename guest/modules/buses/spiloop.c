// SPDX-License-Identifier: GPL-2.0-only
/*
 * spiloop: an SPI controller without pins: what is sent comes back. At its line 0 hangs
 * "spiecho": its file "text" sends what is written to it, in two transfers, and keeps what came
 * back; "counts" tells how many transfers there were, and how often a chip was selected.
 */
#include <linux/module.h>
#include <linux/platform_device.h>
#include <linux/spi/spi.h>
#include <linux/string.h>

#define MOST 64

struct loop {
	unsigned int transfers, selections;
	struct spi_device *device;
};

static int loop_transfer(struct spi_controller *ctlr, struct spi_device *spi,
			 struct spi_transfer *t)
{
	struct loop *loop = spi_controller_get_devdata(ctlr);

	loop->transfers++;
	if (t->rx_buf && t->tx_buf)
		memcpy(t->rx_buf, t->tx_buf, t->len);
	else if (t->rx_buf)
		memset(t->rx_buf, 0, t->len);
	/* as a controller with an interrupt tells it */
	spi_finalize_current_transfer(ctlr);
	return 1;
}

static void loop_set_cs(struct spi_device *spi, bool level)
{
	struct loop *loop = spi_controller_get_devdata(spi->controller);

	loop->selections += level == !!(spi->mode & SPI_CS_HIGH);
}

static int loop_probe(struct platform_device *pdev)
{
	struct spi_board_info info = {.modalias = "spiecho", .max_speed_hz = 1000000};
	struct spi_controller *ctlr = devm_spi_alloc_master(&pdev->dev, sizeof(struct loop));
	int err;

	if (!ctlr)
		return -ENOMEM;
	ctlr->num_chipselect = 2;
	ctlr->mode_bits = SPI_CPOL | SPI_CPHA | SPI_CS_HIGH;
	ctlr->transfer_one = loop_transfer;
	ctlr->set_cs = loop_set_cs;
	err = devm_spi_register_controller(&pdev->dev, ctlr);
	if (err)
		return err;
	return spi_new_device(ctlr, &info) ? 0 : -ENODEV;
}

static struct platform_driver loop_driver = {.driver.name = "spiloop", .probe = loop_probe};

/* ---- the chip ---- */

struct echo {
	char text[MOST + 1];
};

static ssize_t text_store(struct device *dev, struct device_attribute *attr, const char *buf,
			  size_t count)
{
	struct spi_device *spi = to_spi_device(dev);
	struct echo *echo = spi_get_drvdata(spi);
	size_t half = min_t(size_t, count, MOST) / 2;
	struct spi_transfer t[2] = {
	    {.tx_buf = buf, .rx_buf = echo->text, .len = half, .cs_change = 1},
	    {.tx_buf = buf + half,
	     .rx_buf = echo->text + half,
	     .len = min_t(size_t, count, MOST) - half},
	};
	int err;

	memset(echo->text, 0, sizeof(echo->text));
	err = spi_sync_transfer(spi, t, 2);
	return err ? err : (ssize_t)count;
}

static ssize_t text_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct echo *echo = dev_get_drvdata(dev);

	return sysfs_emit(buf, "%s", echo->text);
}
static DEVICE_ATTR_RW(text);

static ssize_t counts_show(struct device *dev, struct device_attribute *attr, char *buf)
{
	struct loop *loop = spi_controller_get_devdata(to_spi_device(dev)->controller);

	return sysfs_emit(buf, "%u transfers, %u selections\n", loop->transfers, loop->selections);
}
static DEVICE_ATTR_RO(counts);

static struct attribute *echo_attrs[] = {&dev_attr_text.attr, &dev_attr_counts.attr, NULL};
ATTRIBUTE_GROUPS(echo);

static int echo_probe(struct spi_device *spi)
{
	struct echo *echo = devm_kzalloc(&spi->dev, sizeof(*echo), GFP_KERNEL);

	spi_set_drvdata(spi, echo);
	return echo ? 0 : -ENOMEM;
}

static const struct spi_device_id echo_ids[] = {{"spiecho", 0}, {}};
MODULE_DEVICE_TABLE(spi, echo_ids);

static struct spi_driver echo_driver = {
    .driver = {.name = "spiecho", .dev_groups = echo_groups},
    .probe = echo_probe,
    .id_table = echo_ids,
};

static struct platform_device *loop_device;

static int __init spiloop_init(void)
{
	int err = spi_register_driver(&echo_driver);

	if (err)
		return err;
	err = platform_driver_register(&loop_driver);
	if (!err) {
		loop_device =
		    platform_device_register_simple("spiloop", PLATFORM_DEVID_NONE, NULL, 0);
		err = PTR_ERR_OR_ZERO(loop_device);
		if (err)
			platform_driver_unregister(&loop_driver);
	}
	if (err)
		spi_unregister_driver(&echo_driver);
	return err;
}
module_init(spiloop_init);

static void __exit spiloop_exit(void)
{
	platform_device_unregister(loop_device);
	platform_driver_unregister(&loop_driver);
	spi_unregister_driver(&echo_driver);
}
module_exit(spiloop_exit);

MODULE_DESCRIPTION("An SPI bus that leads back to itself");
MODULE_LICENSE("GPL");
