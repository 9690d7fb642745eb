/* SPDX-License-Identifier: GPL-2.0-only */
/* bitsperlong: in types.h. */
#ifndef _ASM_BITSPERLONG_H
#define _ASM_BITSPERLONG_H

#include <linux/types.h>

#endif
