/* SPDX-License-Identifier: GPL-2.0-only */
/* spi/spidev: in uapi/linux/spi/spidev.h. */
#ifndef _LINUX_SPI_SPIDEV_H
#define _LINUX_SPI_SPIDEV_H

#include <uapi/linux/spi/spidev.h>

#endif
