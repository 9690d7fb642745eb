/* SPDX-License-Identifier: GPL-2.0-only */
/* gcd: the greatest common divisor (guest/lib/numbers.c). */
#ifndef _LINUX_GCD_H
#define _LINUX_GCD_H

#include <linux/types.h>

unsigned long gcd(unsigned long a, unsigned long b);

#endif
