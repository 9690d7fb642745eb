/* SPDX-License-Identifier: GPL-2.0-only */
/* mutex_types: in mutex.h. */
#ifndef _LINUX_MUTEX_TYPES_H
#define _LINUX_MUTEX_TYPES_H

#include <linux/mutex.h>

#endif
