/* SPDX-License-Identifier: GPL-2.0-only */
/* cache: the line of the processors this is tuned for, a Pentium III's 32 bytes. */
#ifndef _LINUX_CACHE_H
#define _LINUX_CACHE_H

#include <linux/align.h>
#include <linux/compiler.h>

#define L1_CACHE_SHIFT	   5
#define L1_CACHE_BYTES	   (1 << L1_CACHE_SHIFT)
#define SMP_CACHE_BYTES	   L1_CACHE_BYTES
#define L1_CACHE_ALIGN(x)  ALIGN(x, L1_CACHE_BYTES)
#define SMP_CACHE_ALIGN(x) L1_CACHE_ALIGN(x)
#define cache_line_size()  L1_CACHE_BYTES

#define ____cacheline_aligned	     __aligned(SMP_CACHE_BYTES)
#define ____cacheline_aligned_in_smp ____cacheline_aligned
#define __cacheline_aligned	     __aligned(SMP_CACHE_BYTES)
#define __cacheline_aligned_in_smp   __cacheline_aligned
#define __read_mostly
#define __ro_after_init

#endif
