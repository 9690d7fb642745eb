/* SPDX-License-Identifier: GPL-2.0-only */
/* param: HZ. */
#ifndef _ASM_PARAM_H
#define _ASM_PARAM_H

#include <linux/jiffies.h>

#endif
