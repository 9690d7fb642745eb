/* SPDX-License-Identifier: GPL-2.0-only */
/* gfp_types: the flags of an allocation, for who wants no more of gfp.h. */
#ifndef _LINUX_GFP_TYPES_H
#define _LINUX_GFP_TYPES_H

#include <linux/gfp.h>

#endif
