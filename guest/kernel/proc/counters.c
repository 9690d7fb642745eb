/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/sched.h>
#include <linux/vmalloc.h>
#include <asm/pgtable.h>

#include "counters.h"

unsigned long counters_percpu_pages(void)
{
	unsigned long bytes = __per_cpu_end - __per_cpu_start + PERCPU_DYNAMIC_BYTES;

	return num_possible_cpus() * PFN_UP(bytes);
}

unsigned long counters_stack_pages(void)
{
	struct task_struct *task;
	unsigned long flags, pages = THREAD_SIZE >> PAGE_SHIFT; /* the idle task's */

	read_lock_irqsave(&tasklist_lock, flags);
	for_each_process(task) pages += THREAD_SIZE >> PAGE_SHIFT;
	read_unlock_irqrestore(&tasklist_lock, flags);
	return pages;
}

unsigned long counters_table_pages(void)
{
	unsigned long pages = 1; /* the directory */
	unsigned int i;

	for (i = 0; i < PTRS_PER_PGD; i++)
		if ((pgd_val(swapper_pg_dir[i]) & (_PAGE_PRESENT | _PAGE_PSE)) == _PAGE_PRESENT)
			pages++;
	return pages;
}

unsigned long counters_active_pages(void)
{
	struct zone *zone;
	unsigned long pages = 0;

	for_each_zone (zone)
		pages += zone->nr_active;
	return pages;
}

unsigned long counters_inactive_pages(void)
{
	struct zone *zone;
	unsigned long pages = 0;

	for_each_zone (zone)
		pages += zone->nr_inactive;
	return pages;
}

void counters_direct_map(unsigned long *small, unsigned long *large)
{
	unsigned long i, end = (unsigned long)high_memory;

	*small = *large = 0;
	for (i = PAGE_OFFSET >> PGDIR_SHIFT; i < (end + PGDIR_SIZE - 1) >> PGDIR_SHIFT; i++) {
		if (pgd_val(swapper_pg_dir[i]) & _PAGE_PSE)
			*large += PTRS_PER_PTE;
		else
			*small += min((end >> PAGE_SHIFT) - (i << (PGDIR_SHIFT - PAGE_SHIFT)),
				      (unsigned long)PTRS_PER_PTE);
	}
}
