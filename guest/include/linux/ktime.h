/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_KTIME_H
#define _LINUX_KTIME_H

#include <linux/time.h>

#endif
