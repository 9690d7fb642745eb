/* SPDX-License-Identifier: GPL-2.0-only */
/* apic_counts: how often each CPU had which local interrupt, for /proc/interrupts. */
#ifndef _ASM_APIC_COUNTS_H
#define _ASM_APIC_COUNTS_H

#include <linux/percpu.h>

struct apic_counts {
	unsigned int timer, reschedule, call, tlb;
};
DECLARE_PER_CPU(struct apic_counts, apic_counts);

#endif
