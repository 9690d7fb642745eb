/* SPDX-License-Identifier: GPL-2.0-only */
/* delay: linux/delay.h. */
#ifndef _ASM_DELAY_H
#define _ASM_DELAY_H

#include <linux/delay.h>

#endif
