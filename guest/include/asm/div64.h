/* SPDX-License-Identifier: GPL-2.0-only */
/* div64: in math64.h. */
#ifndef _ASM_DIV64_H
#define _ASM_DIV64_H

#include <linux/math64.h>

#endif
