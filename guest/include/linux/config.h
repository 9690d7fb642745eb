/* SPDX-License-Identifier: GPL-2.0-only */
/* config: of 2.6, whose sources ask for CONFIG_ symbols by it. */
#ifndef _LINUX_CONFIG_H
#define _LINUX_CONFIG_H

#include <linux/kconfig.h>

#endif
