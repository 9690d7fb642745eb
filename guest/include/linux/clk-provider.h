/* SPDX-License-Identifier: GPL-2.0-only */
/* clk-provider: drivers of clocks, as without (CONFIG_COMMON_CLK off): there is nothing to call. */
#ifndef __LINUX_CLK_PROVIDER_H
#define __LINUX_CLK_PROVIDER_H

#include <linux/of.h>

#endif
