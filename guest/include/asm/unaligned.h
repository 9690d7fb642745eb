/* SPDX-License-Identifier: GPL-2.0-only */
/* unaligned: as it was called up to 6.11. */
#ifndef _ASM_UNALIGNED_H
#define _ASM_UNALIGNED_H

#include <linux/unaligned.h>

#endif
