/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef _LINUX_TIMEX_H
#define _LINUX_TIMEX_H

#include <linux/time.h>
#include <asm/timex.h>

#endif
