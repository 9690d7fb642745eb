/* SPDX-License-Identifier: GPL-2.0-only */
/* prandom: in random.h. */
#ifndef _LINUX_PRANDOM_H
#define _LINUX_PRANDOM_H

#include <linux/random.h>

#endif
