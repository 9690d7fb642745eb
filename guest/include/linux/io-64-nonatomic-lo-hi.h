/* SPDX-License-Identifier: GPL-2.0-only */
/* io-64-nonatomic-lo-hi: registers of 64 bits by two accesses of 32, the low half first. */
#ifndef _LINUX_IO_64_NONATOMIC_LO_HI_H
#define _LINUX_IO_64_NONATOMIC_LO_HI_H

#include <linux/io.h>

static inline u64 lo_hi_readq(const volatile void __iomem *p)
{
	u64 low = readl(p);

	return low | (u64)readl(p + 4) << 32;
}

static inline void lo_hi_writeq(u64 value, volatile void __iomem *p)
{
	writel(value, p);
	writel(value >> 32, p + 4);
}

#ifndef readq
#define readq	       lo_hi_readq
#define readq_relaxed  lo_hi_readq
#define writeq	       lo_hi_writeq
#define writeq_relaxed lo_hi_writeq
#endif

#endif
