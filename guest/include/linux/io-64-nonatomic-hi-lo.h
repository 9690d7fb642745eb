/* SPDX-License-Identifier: GPL-2.0-only */
/* io-64-nonatomic-hi-lo: registers of 64 bits by two accesses of 32, the high half first. */
#ifndef _LINUX_IO_64_NONATOMIC_HI_LO_H
#define _LINUX_IO_64_NONATOMIC_HI_LO_H

#include <linux/io.h>

static inline u64 hi_lo_readq(const volatile void __iomem *p)
{
	u64 high = readl(p + 4);

	return high << 32 | readl(p);
}

static inline void hi_lo_writeq(u64 value, volatile void __iomem *p)
{
	writel(value >> 32, p + 4);
	writel(value, p);
}

#ifndef readq
#define readq	       hi_lo_readq
#define readq_relaxed  hi_lo_readq
#define writeq	       hi_lo_writeq
#define writeq_relaxed hi_lo_writeq
#endif

#endif
