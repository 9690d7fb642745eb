/* SPDX-License-Identifier: GPL-2.0-only */
/* hex: in kernel.h. */
#ifndef _LINUX_HEX_H
#define _LINUX_HEX_H

#include <linux/kernel.h>

#endif
