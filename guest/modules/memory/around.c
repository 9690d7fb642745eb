/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * around: looks at what others have: zones and their pages, programs' areas, page tables, threads;
 * and calls an interrupt by its vector. Each in two ways, which must agree.
 */
#include <linux/init.h>
#include <linux/interrupt.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/module.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>
#include <linux/vmstat.h>
#include <asm/hw_irq.h>
#include <asm/pgtable.h>

MODULE_LICENSE("GPL");

#define LINE	11
#define VECTOR	0x3b
#define RELATED 0x3c /* of line 12, which nobody has */

static int calls;

static void __init show(const char *what, bool agree)
{
	pr_info("around: %s %s\n", what, agree ? "agree" : "DISAGREE");
}

static bool __init zones_agree(void)
{
	unsigned long managed = 0, free = 0, unpopulated = 0;
	struct zone *zone;
	pg_data_t *node;
	int nodes = 0;

	for_each_online_pgdat(node) nodes += node == NODE_DATA(0);
	for_each_populated_zone(zone)
	{
		managed += zone_managed_pages(zone);
		free += zone_page_state(zone, NR_FREE_PAGES);
		unpopulated += !zone->present_pages;
		if (min_wmark_pages(zone) > low_wmark_pages(zone) ||
		    !zone_spans_pfn(zone, zone->zone_start_pfn) ||
		    zone_spans_pfn(zone, zone_end_pfn(zone)))
			return false;
	}
	return nodes == 1 && !unpopulated && managed == totalram_pages() &&
	       free == global_zone_page_state(NR_FREE_PAGES);
}

static bool __init areas_agree(struct task_struct *task)
{
	struct mm_struct *mm = get_task_mm(task);
	struct vm_area_struct *vma, *first = NULL;
	int found = 0, above = 0;

	if (!mm)
		return false;
	mmap_read_lock(mm);
	{
		VMA_ITERATOR(all, mm, 0);
		VMA_ITERATOR(some, mm, mm->start_stack);

		for_each_vma(all, vma)
		{
			found++;
			if (!first)
				first = vma;
		}
		for_each_vma_range(some, vma, TASK_SIZE) above++;
	}
	found -= mm->map_count;
	above -= find_vma(mm, mm->start_stack) ? 1 : 0;
	mmap_read_unlock(mm);
	mmput(mm);
	return !found && above >= 0 && first;
}

/* One page's, or the first of the 4 MiB that it is in: at the end of lowmem there may be no such.
 */
static bool __init shows(const pte_t *entry, unsigned int level, unsigned long pfn)
{
	return entry && pte_pfn(*entry) == (level == PG_LEVEL_2M ? pfn & ~(PTRS_PER_PTE - 1) : pfn);
}

static bool __init entries_agree(void)
{
	void *high = vmalloc(PAGE_SIZE), *low = kmalloc(64, GFP_KERNEL);
	unsigned int level = 0;
	bool agree = false;
	pte_t *entry;

	if (high && low) {
		entry = lookup_address((unsigned long)high, &level);
		agree = level == PG_LEVEL_4K && shows(entry, level, vmalloc_to_pfn(high)) &&
			(unsigned long)high >= MODULES_VADDR && (unsigned long)high < MODULES_END;
		entry = lookup_address((unsigned long)low, &level);
		agree = agree && shows(entry, level, virt_to_phys(low) >> PAGE_SHIFT);
	}
	vfree(high);
	kfree(low);
	return agree;
}

static bool __init threads_agree(void)
{
	struct task_struct *group, *task;
	char name[TASK_COMM_LEN];
	int seen = 0, counted = 0;

	do_each_thread(group, task)
	{
		task_lock(task);
		seen++;
		task_unlock(task);
	}
	while_each_thread(group, task);
	for_each_process(group) counted += get_nr_threads(group);
	get_task_comm(name, current);
	return seen == counted && !strcmp(name, current->comm) && current->prio >= 0;
}

static irqreturn_t on_call(int irq, void *dev)
{
	calls += irq == LINE ? 1 : 100;
	return IRQ_HANDLED;
}

/* By its own vector, and by one that stands for it as long as we say so. */
static bool __init vectors_agree(void)
{
	struct irq_desc *other = __this_cpu_read(vector_irq[RELATED]);

	if (request_irq(LINE, on_call, IRQF_SHARED, "around", &calls))
		return false;
	preempt_disable();
	asm volatile("int %0" ::"i"(VECTOR) : "memory");
	__this_cpu_write(vector_irq[RELATED], irq_to_desc(LINE));
	asm volatile("int %0" ::"i"(RELATED) : "memory");
	__this_cpu_write(vector_irq[RELATED], other);
	preempt_enable();
	free_irq(LINE, &calls);
	return calls == 2;
}

static int __init around_init(void)
{
	struct task_struct *task, *program = NULL;

	show("zones", zones_agree());
	for_each_process(task) if (task->mm && !program) program = task;
	if (program)
		show("areas", areas_agree(program));
	show("entries", entries_agree());
	show("threads", threads_agree());
	show("vectors", vectors_agree());
	return 0;
}

static void __exit around_exit(void)
{
}

module_init(around_init);
module_exit(around_exit);
