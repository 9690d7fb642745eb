/* SPDX-License-Identifier: GPL-2.0-only */
/* percpu: a counter for each CPU, static and allocated; nobody needs a lock. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/percpu.h>
#include <linux/smp.h>

MODULE_LICENSE("GPL");
MODULE_DESCRIPTION("Per-CPU counters");

static DEFINE_PER_CPU(int, hits) = 7;
static int __percpu *more;

static void hit(void *unused)
{
	get_cpu_var(hits)++;
	put_cpu_var(hits);
	this_cpu_add(*more, 10);
}

static int __init percpu_init(void)
{
	int cpu;

	more = alloc_percpu(int);
	if (!more)
		return -ENOMEM;
	on_each_cpu(hit, NULL, 1);
	on_each_cpu(hit, NULL, 1);
	for_each_online_cpu(cpu) pr_info("percpu: CPU %d: %d and %d\n", cpu, per_cpu(hits, cpu),
					 *per_cpu_ptr(more, cpu));
	return 0;
}

static void __exit percpu_exit(void)
{
	free_percpu(more);
}

module_init(percpu_init);
module_exit(percpu_exit);
