/* SPDX-License-Identifier: GPL-2.0-only */
/* cpumask: sets of CPUs, and the ones there are. */
#ifndef _LINUX_CPUMASK_H
#define _LINUX_CPUMASK_H

#include <linux/bitmap.h>
#include <linux/bitops.h>
#include <linux/threads.h>

typedef struct cpumask {
	unsigned long bits[1]; /* NR_CPUS fits */
} cpumask_t;

extern cpumask_t __cpu_possible_mask, __cpu_present_mask, __cpu_online_mask;
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
#define cpu_present_mask  ((const struct cpumask *)&__cpu_present_mask)
#define cpu_online_mask	  ((const struct cpumask *)&__cpu_online_mask)

#define cpu_active_mask	    cpu_online_mask /* a CPU that is there takes work */
#define cpu_all_mask	    (&(const struct cpumask){{~0UL}})
#define cpu_none_mask	    (&(const struct cpumask){{0}})
#define cpumask_bits(maskp) ((maskp)->bits)

extern unsigned int nr_cpu_ids; /* one more than the highest possible CPU */
#define nr_cpumask_bits ((unsigned int)NR_CPUS)
#define CPU_BITS_NONE                                                                              \
	{                                                                                          \
		0                                                                                  \
	}
#define CPU_MASK_NONE ((cpumask_t){{0}})
#define CPU_MASK_ALL  ((cpumask_t){{BITMAP_LAST_WORD_MASK(NR_CPUS)}})
#define CPU_MASK_CPU0 ((cpumask_t){{1}})

#define cpumask_set_cpu(cpu, mask)	      set_bit(cpu, (mask)->bits)
#define __cpumask_set_cpu(cpu, mask)	      __set_bit(cpu, (mask)->bits)
#define cpumask_clear_cpu(cpu, mask)	      clear_bit(cpu, (mask)->bits)
#define __cpumask_clear_cpu(cpu, mask)	      __clear_bit(cpu, (mask)->bits)
#define cpumask_test_cpu(cpu, mask)	      test_bit(cpu, (mask)->bits)
#define cpumask_test_and_set_cpu(cpu, mask)   test_and_set_bit(cpu, (mask)->bits)
#define cpumask_test_and_clear_cpu(cpu, mask) test_and_clear_bit(cpu, (mask)->bits)
#define cpumask_setall(mask)		      bitmap_set((mask)->bits, 0, NR_CPUS)
#define cpumask_clear(mask)		      bitmap_zero((mask)->bits, NR_CPUS)
#define cpumask_and(dst, a, b)		      bitmap_and((dst)->bits, (a)->bits, (b)->bits, NR_CPUS)
#define cpumask_or(dst, a, b)		      bitmap_or((dst)->bits, (a)->bits, (b)->bits, NR_CPUS)
#define cpumask_xor(dst, a, b)		      bitmap_xor((dst)->bits, (a)->bits, (b)->bits, NR_CPUS)
#define cpumask_andnot(dst, a, b)	      bitmap_andnot((dst)->bits, (a)->bits, (b)->bits, NR_CPUS)
#define cpumask_complement(dst, a)	      bitmap_complement((dst)->bits, (a)->bits, NR_CPUS)
#define cpumask_copy(dst, a)		      bitmap_copy((dst)->bits, (a)->bits, NR_CPUS)
#define cpumask_equal(a, b)		      bitmap_equal((a)->bits, (b)->bits, NR_CPUS)
#define cpumask_intersects(a, b)	      bitmap_intersects((a)->bits, (b)->bits, NR_CPUS)
#define cpumask_subset(a, b)		      bitmap_subset((a)->bits, (b)->bits, NR_CPUS)
#define cpumask_full(mask)		      bitmap_full((mask)->bits, NR_CPUS)
#define cpumask_size()			      ((unsigned int)sizeof(struct cpumask))
#define cpumask_weight(mask)		      hweight_long((mask)->bits[0])
#define cpumask_empty(mask)		      ((mask)->bits[0] == 0)
#define cpumask_parse(buf, mask)	      bitmap_parse(buf, UINT_MAX, (mask)->bits, NR_CPUS)
#define cpulist_parse(buf, mask)	      bitmap_parselist(buf, (mask)->bits, NR_CPUS)
#define cpumask_parselist_user(buf, len, mask)                                                     \
	bitmap_parselist_user(buf, len, (mask)->bits, NR_CPUS)
#define cpumap_print_to_pagebuf(list, buf, mask)                                                   \
	bitmap_print_to_pagebuf(list, buf, (mask)->bits, (int)nr_cpu_ids)
#define cpumask_pr_args(mask) (int)nr_cpu_ids, (mask)->bits /* for "%*pb", "%*pbl" */

/* nr_cpumask_bits or more: none. cpu may be -1. */
#define cpumask_first(mask)	 ((unsigned int)find_first_bit((mask)->bits, NR_CPUS))
#define cpumask_first_zero(mask) ((unsigned int)find_first_zero_bit((mask)->bits, NR_CPUS))
#define cpumask_first_and(a, b)	 cpumask_next_and(-1, a, b)
#define cpumask_last(mask)	 ((unsigned int)find_last_bit((mask)->bits, NR_CPUS))
#define cpumask_next(cpu, mask)	 ((unsigned int)find_next_bit((mask)->bits, NR_CPUS, (cpu) + 1))
#define cpumask_next_zero(cpu, mask)                                                               \
	((unsigned int)find_next_zero_bit((mask)->bits, NR_CPUS, (cpu) + 1))
#define cpumask_next_and(cpu, a, b)                                                                \
	((unsigned int)find_next_and_bit((a)->bits, (b)->bits, NR_CPUS, (cpu) + 1))
#define cpumask_any(mask)	      cpumask_first(mask)
#define cpumask_any_and(a, b)	      cpumask_first_and(a, b)
#define cpumask_nth(n, mask)	      ((unsigned int)find_nth_bit((mask)->bits, NR_CPUS, n))
#define cpumask_local_spread(i, node) cpumask_nth((i) % num_online_cpus(), cpu_online_mask)

static inline unsigned int cpumask_any_but(const struct cpumask *mask, unsigned int cpu)
{
	unsigned int other = cpumask_first(mask);

	return other == cpu ? cpumask_next(cpu, mask) : other;
}
#define cpumask_any_distribute(mask) cpumask_first(mask)

/* The one after n, round the end once; begun at start. nr_cpumask_bits: all have been. */
static inline unsigned int cpumask_next_wrap(int n, const struct cpumask *mask, int start,
					     bool wrap)
{
	unsigned int next = cpumask_next(n, mask);

	if (next >= NR_CPUS && !wrap) {
		wrap = true;
		n = -1;
		next = cpumask_first(mask);
	}
	return wrap && n < start && next >= (unsigned int)start ? nr_cpumask_bits : next;
}

extern const struct cpumask cpu_bit_masks[NR_CPUS];

/* The set of that one CPU. */
static inline const struct cpumask *cpumask_of(unsigned int cpu)
{
	return &cpu_bit_masks[cpu];
}
#define get_cpu_mask(cpu)     cpumask_of(cpu)
#define cpumask_of_node(node) cpu_online_mask

/* Where a set may be too large for the stack; here it is not. */
typedef struct cpumask cpumask_var_t[1];
#define alloc_cpumask_var(mask, gfp)		 ((void)(mask), true)
#define alloc_cpumask_var_node(mask, gfp, node)	 ((void)(mask), true)
#define zalloc_cpumask_var(mask, gfp)		 (cpumask_clear(*(mask)), true)
#define zalloc_cpumask_var_node(mask, gfp, node) zalloc_cpumask_var(mask, gfp)
#define alloc_bootmem_cpumask_var(mask)		 ((void)(mask))
#define free_cpumask_var(mask)			 ((void)(mask))
#define cpumask_available(mask)			 true

#define for_each_cpu(cpu, mask)                                                                    \
	for ((cpu) = cpumask_first(mask); (cpu) < NR_CPUS; (cpu) = cpumask_next((int)(cpu), mask))
#define for_each_cpu_not(cpu, mask)                                                                \
	for ((cpu) = cpumask_first_zero(mask); (cpu) < NR_CPUS;                                    \
	     (cpu) = cpumask_next_zero((int)(cpu), mask))
#define for_each_cpu_and(cpu, a, b)                                                                \
	for ((cpu) = cpumask_first_and(a, b); (cpu) < NR_CPUS;                                     \
	     (cpu) = cpumask_next_and((int)(cpu), a, b))
#define for_each_cpu_andnot(cpu, a, b)                                                             \
	for ((cpu) = find_next_andnot_bit((a)->bits, (b)->bits, NR_CPUS, 0); (cpu) < NR_CPUS;      \
	     (cpu) = find_next_andnot_bit((a)->bits, (b)->bits, NR_CPUS, (cpu) + 1))
/* All of them, from start on and round the end. */
#define for_each_cpu_wrap(cpu, mask, start)                                                        \
	for (unsigned int __cpu_left = ((cpu) = (int)(start)-1, cpumask_weight(mask));             \
	     __cpu_left-- &&                                                                       \
	     ((cpu) = cpumask_next((int)(cpu), mask),                                              \
	     (cpu) = (unsigned int)(cpu) < NR_CPUS ? (cpu) : cpumask_first(mask), true);)
#define for_each_possible_cpu(cpu) for_each_cpu (cpu, cpu_possible_mask)
#define for_each_present_cpu(cpu)  for_each_cpu (cpu, cpu_present_mask)
#define for_each_online_cpu(cpu)   for_each_cpu (cpu, cpu_online_mask)

#define num_possible_cpus() cpumask_weight(cpu_possible_mask)
#define num_online_cpus()   cpumask_weight(cpu_online_mask)
#define cpu_online(cpu)	    cpumask_test_cpu(cpu, cpu_online_mask)
#define cpu_possible(cpu)   cpumask_test_cpu(cpu, cpu_possible_mask)
#define num_present_cpus()  cpumask_weight(cpu_present_mask)
#define num_active_cpus()   num_online_cpus()
#define cpu_present(cpu)    cpumask_test_cpu(cpu, cpu_present_mask)
#define cpu_active(cpu)	    cpu_online(cpu)
#define cpu_is_offline(cpu) (!cpu_online(cpu))

#endif
