/* SPDX-License-Identifier: GPL-2.0-only */
/* malloc: <linux/slab.h> under the name it had up to Linux 2.2. */
#ifndef _LINUX_MALLOC_H
#define _LINUX_MALLOC_H

#include <linux/slab.h>

#endif
