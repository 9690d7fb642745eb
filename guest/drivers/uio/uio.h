/* SPDX-License-Identifier: GPL-2.0-only */
/* uio: /sys/class/uio/uioN/maps and portio. */
#ifndef DRIVERS_UIO_H
#define DRIVERS_UIO_H

#include <linux/uio_driver.h>

int uio_show_regions(struct uio_device *uio);
void uio_hide_regions(struct uio_device *uio);

#endif
