/* SPDX-License-Identifier: GPL-2.0-only */
/* ratelimit_types: in ratelimit.h. */
#ifndef _LINUX_RATELIMIT_TYPES_H
#define _LINUX_RATELIMIT_TYPES_H

#include <linux/ratelimit.h>

#endif
