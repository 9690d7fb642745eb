/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * vmstat: what the memory manager counts.
 *
 * 1. Purpose. How much of what there is (states), and how often what has happened (events):
 *    for /proc/vmstat, /proc/meminfo, and reports.
 *
 * 2. Structures. A word for each state, all CPUs'; a word for each event and CPU, so that
 *    counting one is a single instruction that nobody else waits for.
 *
 * 3. Invariants. A state is the sum of what was added. An event's sum never falls.
 *
 * 4. Locking and context. Any; no locks.
 *
 * 5. Failure. None.
 */
#include <linux/cpumask.h>
#include <linux/export.h>
#include <linux/string.h>
#include <linux/mmzone.h>
#include <linux/vmstat.h>

atomic_long_t vm_node_stat[NR_VM_NODE_STAT_ITEMS];
EXPORT_SYMBOL(vm_node_stat);

DEFINE_PER_CPU(struct vm_event_state, vm_event_states);
EXPORT_PER_CPU_SYMBOL(vm_event_states);

unsigned long zone_page_state(struct zone *zone, enum zone_stat_item item)
{
	return READ_ONCE(zone->free_pages);
}
EXPORT_SYMBOL(zone_page_state);

unsigned long global_zone_page_state(enum zone_stat_item item)
{
	unsigned long pages = 0;
	struct zone *zone;

	for_each_zone(zone) pages += zone_page_state(zone, item);
	return pages;
}
EXPORT_SYMBOL(global_zone_page_state);

void all_vm_events(unsigned long *events)
{
	unsigned int cpu, item;

	memset(events, 0, NR_VM_EVENT_ITEMS * sizeof(*events));
	for_each_online_cpu(cpu)
	{
		for (item = 0; item < NR_VM_EVENT_ITEMS; item++)
			events[item] += per_cpu(vm_event_states, cpu).event[item];
	}
}
EXPORT_SYMBOL(all_vm_events);
