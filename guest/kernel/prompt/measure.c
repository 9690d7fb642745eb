/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/irqflags.h>
#include <linux/string.h>
#include <asm/processor.h>

#include "measure.h"

#define LEAF_HYPERVISOR 0x40000000

const char *measure_unit(void)
{
	u32 eax, sig[3];
	char vendor[13];

	cpuid(LEAF_HYPERVISOR, &eax, &sig[0], &sig[1], &sig[2]);
	memcpy(vendor, sig, 12);
	vendor[12] = '\0';
	return strcmp(vendor, "ZonemuZonemu") ? "cycles" : "instructions";
}

/* The least of a few: on a machine with a cache the first ones are dear. */
static u64 overhead(void)
{
	static u64 least;
	struct measure m;
	unsigned long flags;
	int i;

	if (least)
		return least;
	for (i = 0; i < 8; i++) {
		local_irq_save(flags);
		measure_start(&m);
		measure_stop(&m);
		local_irq_restore(flags);
		if (!least || m.cost < least)
			least = m.cost;
	}
	return least;
}

u64 measure_net(const struct measure *m)
{
	u64 own = overhead();

	return m->cost > own ? m->cost - own : 0;
}
