/* SPDX-License-Identifier: GPL-2.0-only */
/* system: what 2.6 had here: barriers, interrupts off, xchg. */
#ifndef _ASM_SYSTEM_H
#define _ASM_SYSTEM_H

#include <asm/barrier.h>
#include <asm/cmpxchg.h>
#include <linux/irqflags.h>
#include <linux/sched.h>

#endif
