/* SPDX-License-Identifier: GPL-2.0-only */
/* linkage: linux/linkage.h. */
#ifndef _ASM_LINKAGE_H
#define _ASM_LINKAGE_H

#include <linux/linkage.h>

#endif
