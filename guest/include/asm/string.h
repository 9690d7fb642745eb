/* SPDX-License-Identifier: GPL-2.0-only */
/* string: linux/string.h. */
#ifndef _ASM_STRING_H
#define _ASM_STRING_H

#include <linux/string.h>

#endif
