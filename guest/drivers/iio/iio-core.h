/* SPDX-License-Identifier: GPL-2.0-only */
/* iio-core: what the files of drivers/iio tell each other. */
#ifndef DRIVERS_IIO_IIO_CORE_H
#define DRIVERS_IIO_IIO_CORE_H

#include <linux/types.h>

/* The value that vals makes by its type (IIO_VAL_), from off on; how many characters. */
ssize_t iio_emit_value(char *buf, size_t off, unsigned int type, int size, const int *vals);

#endif
