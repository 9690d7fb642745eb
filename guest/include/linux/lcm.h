/* SPDX-License-Identifier: GPL-2.0-only */
/* lcm: the least common multiple (guest/lib/numbers.c). */
#ifndef _LINUX_LCM_H
#define _LINUX_LCM_H

#include <linux/types.h>

unsigned long lcm(unsigned long a, unsigned long b);
unsigned long lcm_not_zero(unsigned long a, unsigned long b);

#endif
