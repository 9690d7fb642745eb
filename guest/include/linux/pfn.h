/* SPDX-License-Identifier: GPL-2.0-only */
/* pfn: numbers of page frames; PFN_ALIGN(), PFN_UP(), PFN_DOWN(), PFN_PHYS(), PHYS_PFN() are asm/page.h's. */
#ifndef _LINUX_PFN_H
#define _LINUX_PFN_H

#include <linux/types.h>

#include <asm/page.h>

#endif
