/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spi/spi_bitbang: controllers that shift words, or whole buffers, by functions of the driver's
 * (drivers/spi/spi-bitbang.c). The controller's device data is the spi_bitbang.
 */
#ifndef __SPI_BITBANG_H
#define __SPI_BITBANG_H

#include <linux/mutex.h>
#include <linux/spi/spi.h>
#include <linux/workqueue.h>

struct spi_bitbang {
	struct mutex lock;
	u8 busy;
	u8 use_dma;
	u16 flags; /* modes beside CPOL and CPHA */
	struct spi_master *master;
	int (*setup_transfer)(struct spi_device *spi, struct spi_transfer *t);
	void (*chipselect)(struct spi_device *spi, int is_on);
#define BITBANG_CS_ACTIVE   1
#define BITBANG_CS_INACTIVE 0
	/* How many bytes were moved. NULL: by words. */
	int (*txrx_bufs)(struct spi_device *spi, struct spi_transfer *t);
	/* By mode: sends and gets the low `bits` bits, a half period in nsecs. */
	u32 (*txrx_word[4])(struct spi_device *spi, unsigned int nsecs, u32 word, u8 bits,
			    unsigned int flags);
	int (*set_line_direction)(struct spi_device *spi, bool output);
};

int spi_bitbang_setup(struct spi_device *spi);
void spi_bitbang_cleanup(struct spi_device *spi);
int spi_bitbang_setup_transfer(struct spi_device *spi, struct spi_transfer *t);
/* start: init, and the controller is registered. stop: it is gone; put it then. */
int spi_bitbang_init(struct spi_bitbang *bitbang);
int spi_bitbang_start(struct spi_bitbang *bitbang);
void spi_bitbang_stop(struct spi_bitbang *bitbang);

#endif
