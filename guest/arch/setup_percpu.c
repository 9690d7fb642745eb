/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * setup_percpu: a copy of the per-CPU section for every possible CPU. What the boot CPU
 * has put there meanwhile goes along; the section itself remains as the template that
 * nobody uses any more.
 */
#include <linux/export.h>
#include <linux/kernel.h>
#include <linux/memblock.h>
#include <linux/percpu.h>
#include <linux/smp.h>
#include <linux/string.h>
#include <asm/desc.h>

unsigned long __per_cpu_offset[NR_CPUS];
EXPORT_SYMBOL(__per_cpu_offset);
DEFINE_PER_CPU(unsigned long, this_cpu_off);
EXPORT_SYMBOL(this_cpu_off);

cpumask_t __cpu_possible_mask = {{1}}, __cpu_present_mask = {{1}}, __cpu_online_mask = {{1}};
EXPORT_SYMBOL(__cpu_possible_mask);
EXPORT_SYMBOL(__cpu_present_mask);
EXPORT_SYMBOL(__cpu_online_mask);
#define ONE_CPU(n)                                                                                 \
	{                                                                                          \
		{                                                                                  \
			1UL << (n)                                                                 \
		}                                                                                  \
	}
const struct cpumask cpu_bit_masks[NR_CPUS] = {ONE_CPU(0), ONE_CPU(1), ONE_CPU(2), ONE_CPU(3),
					       ONE_CPU(4), ONE_CPU(5), ONE_CPU(6), ONE_CPU(7)};
EXPORT_SYMBOL(cpu_bit_masks);
unsigned int nr_cpu_ids = 1;
EXPORT_SYMBOL(nr_cpu_ids);

void __init setup_per_cpu_areas(void)
{
	size_t bytes = __per_cpu_end - __per_cpu_start;
	unsigned int cpu;

	for_each_possible_cpu(cpu)
	{
		char *copy = memblock_alloc(bytes + PERCPU_DYNAMIC_BYTES, PAGE_SIZE);

		if (!copy)
			panic("No memory for CPU %u's own data (%zu bytes)", cpu, bytes);
		memcpy(copy, __per_cpu_start, bytes);
		__per_cpu_offset[cpu] = copy - __per_cpu_start;
		per_cpu(this_cpu_off, cpu) = __per_cpu_offset[cpu];
	}
	pr_info("setup_percpu: NR_CPUS:%d nr_cpu_ids:%u, %zu bytes each\n", NR_CPUS, nr_cpu_ids,
		bytes);
	cpu_switch_to_percpu(0);
}
