/* SPDX-License-Identifier: GPL-2.0-only */
/* timekeeping: in ktime.h. */
#ifndef _LINUX_TIMEKEEPING_H
#define _LINUX_TIMEKEEPING_H

#include <linux/ktime.h>

#endif
