/* SPDX-License-Identifier: GPL-2.0-only */
/* types: linux/types.h. */
#ifndef _ASM_TYPES_H
#define _ASM_TYPES_H

#include <linux/types.h>

#endif
