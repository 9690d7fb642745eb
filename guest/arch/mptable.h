/* SPDX-License-Identifier: GPL-2.0-only */
/* mptable: the processors that the firmware's tables name. */
#ifndef ARCH_MPTABLE_H
#define ARCH_MPTABLE_H

#include <linux/threads.h>
#include <linux/types.h>

struct mp_config {
	phys_addr_t lapic_base;
	unsigned int nr_cpus; /* that are enabled; the boot CPU is the first */
	u8 apic_ids[NR_CPUS];
};

/* False: there is no table. After paging_init(). */
bool mptable_read(struct mp_config *config);
bool madt_read(struct mp_config *config, u8 boot_apic_id);

#endif
