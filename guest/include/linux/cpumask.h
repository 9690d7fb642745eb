/* SPDX-License-Identifier: GPL-2.0-only */
/* cpumask: sets of CPUs, and the ones there are. */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/bitops.h>
#include <linux/threads.h>

typedef struct cpumask {
	unsigned long bits[1]; /* NR_CPUS fits */
} cpumask_t;

extern cpumask_t __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask;
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask  ((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask	  ((const struct cpumask *)&__cpu_online_mask)

#define cpumask_set_cpu(cpu, mask)   set_bit(cpu, (mask)->bits)
#define cpumask_clear_cpu(cpu, mask) clear_bit(cpu, (mask)->bits)
#define cpumask_test_cpu(cpu, mask)  test_bit(cpu, (mask)->bits)
#define cpumask_weight(mask)	     hweight_long((mask)->bits[0])
#define cpumask_first(mask)	     ((unsigned int)find_first_bit((mask)->bits, NR_CPUS))
#define cpumask_next(cpu, mask)	     ((unsigned int)find_next_bit((mask)->bits, NR_CPUS, (cpu) + 1))
#define cpumask_empty(mask)	     ((mask)->bits[0] == 0)

#define for_each_cpu(cpu, mask)                                                                    \
	for ((cpu) = cpumask_first(mask); (cpu) < NR_CPUS; (cpu) = cpumask_next((int)(cpu), mask))
#define for_each_possible_cpu(cpu) for_each_cpu (cpu, cpu_possible_mask)
#define for_each_present_cpu(cpu)  for_each_cpu (cpu, cpu_present_mask)
#define for_each_online_cpu(cpu)   for_each_cpu (cpu, cpu_online_mask)

#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_online_cpus()   cpumask_weight(cpu_online_mask)
#define cpu_online(cpu)	    cpumask_test_cpu(cpu, cpu_online_mask)
#define cpu_possible(cpu)   cpumask_test_cpu(cpu, cpu_possible_mask)

extern unsigned int nr_cpu_ids; /* one more than the highest possible CPU */

#endif
