/* SPDX-License-Identifier: GPL-2.0-only */
/* iio/buffer: what programs ask /dev/iio:deviceN: in, the number of a buffer; out, a file of it. */
#ifndef _UAPI_IIO_BUFFER_H_
#define _UAPI_IIO_BUFFER_H_

#include <linux/ioctl.h>

#define IIO_BUFFER_GET_FD_IOCTL _IOWR('i', 0x91, int)

#endif
