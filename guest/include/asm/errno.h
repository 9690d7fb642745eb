/* SPDX-License-Identifier: GPL-2.0-only */
/* errno: linux/errno.h. */
#ifndef _ASM_ERRNO_H
#define _ASM_ERRNO_H

#include <linux/errno.h>

#endif
