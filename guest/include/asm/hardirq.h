/* SPDX-License-Identifier: GPL-2.0-only */
/* hardirq: 2.6's name of linux/hardirq.h. */
#ifndef _ASM_HARDIRQ_H
#define _ASM_HARDIRQ_H

#include <linux/hardirq.h>

#endif
