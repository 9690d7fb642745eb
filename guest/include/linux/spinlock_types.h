/* SPDX-License-Identifier: GPL-2.0-only */
/* spinlock_types: in spinlock.h. */
#ifndef _LINUX_SPINLOCK_TYPES_H
#define _LINUX_SPINLOCK_TYPES_H

#include <linux/spinlock.h>

#endif
