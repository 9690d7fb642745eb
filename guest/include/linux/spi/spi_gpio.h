/* SPDX-License-Identifier: GPL-2.0-only */
/* spi/spi_gpio: what a board says of a bus on lines: "sck", "mosi", "miso", "cs" by its table. */
#ifndef __LINUX_SPI_GPIO_H
#define __LINUX_SPI_GPIO_H

#include <linux/types.h>

struct spi_gpio_platform_data {
	u16 num_chipselect;
};

#endif
