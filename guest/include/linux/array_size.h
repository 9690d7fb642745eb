/* SPDX-License-Identifier: GPL-2.0-only */
/* array_size: in kernel.h. */
#ifndef _LINUX_ARRAY_SIZE_H
#define _LINUX_ARRAY_SIZE_H

#include <linux/kernel.h>

#endif
