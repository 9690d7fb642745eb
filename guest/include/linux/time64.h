/* SPDX-License-Identifier: GPL-2.0-only */
/* time64: in time.h. */
#ifndef _LINUX_TIME64_H
#define _LINUX_TIME64_H

#include <linux/time.h>

#endif
