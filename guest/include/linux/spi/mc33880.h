/* SPDX-License-Identifier: GPL-2.0-only */
/* mc33880: what a board says of the MC33880, eight switches. */
#ifndef LINUX_SPI_MC33880_H
#define LINUX_SPI_MC33880_H

struct mc33880_platform_data {
	unsigned int base; /* the first line's number */
};

#endif
