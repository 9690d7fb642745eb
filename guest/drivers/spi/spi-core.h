/* SPDX-License-Identifier: GPL-2.0-only */
/* spi-core: what the files of drivers/spi tell each other. */
#ifndef DRIVERS_SPI_SPI_CORE_H
#define DRIVERS_SPI_SPI_CORE_H

#include <linux/spi/spi.h>

/* Its select line, whether by GPIO or by the controller. With io_mutex. */
void spi_select(struct spi_device *spi, bool selected);
/* What spi_async() has queued. */
void spi_pump_messages(struct work_struct *work);

#endif
