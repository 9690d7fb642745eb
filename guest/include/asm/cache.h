/* SPDX-License-Identifier: GPL-2.0-only */
/* cache: linux/cache.h. */
#ifndef _ASM_CACHE_H
#define _ASM_CACHE_H

#include <linux/cache.h>

#endif
