/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/sys/vm: what of the allocators can be tuned while they run. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/oom.h>
#include <linux/pagemap.h>
#include <linux/slab_def.h>
#include <linux/sysctl.h>
#include <linux/vmstat.h>

static int largest_min_free; /* a quarter of lowmem: beyond, nothing would work any more */
static int zero, one = 1, two = 2, three = 3, hundred = 100, two_hundred = 200;
static int drop_caches;

/* The marks follow min_free_kbytes at once. */
static int min_free_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			    loff_t *ppos)
{
	int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!err && write)
		setup_per_zone_pages_min();
	return err;
}

static int lowmem_reserve_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp,
				  loff_t *ppos)
{
	int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (!err && write)
		setup_per_zone_lowmem_reserve();
	return err;
}

/* 1: clean pages of the page cache; 2: what slabs can give back; 3: both. */
static int drop_caches_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			       loff_t *ppos)
{
	int err = proc_dointvec_minmax(table, write, buffer, lenp, ppos);

	if (err || !write)
		return err;
	if (drop_caches & 1) {
		drop_pagecache();
		count_vm_event(DROP_PAGECACHE);
	}
	if (drop_caches & 2) {
		drop_slab();
		count_vm_event(DROP_SLAB);
	}
	drain_all_pages();
	return err;
}

#define PERCENT(name, variable)                                                                    \
	{                                                                                          \
		.procname = name, .data = &variable, .maxlen = sizeof(int), .mode = 0644,          \
		.proc_handler = proc_dointvec_minmax, .extra1 = &zero, .extra2 = &hundred          \
	}

static struct ctl_table vm_table[] = {
    {.procname = "min_free_kbytes",
     .data = &min_free_kbytes,
     .maxlen = sizeof(min_free_kbytes),
     .mode = 0644,
     .proc_handler = min_free_handler,
     .extra1 = &zero,
     .extra2 = &largest_min_free},
    {.procname = "lowmem_reserve_ratio",
     .data = sysctl_lowmem_reserve_ratio,
     .maxlen = sizeof(sysctl_lowmem_reserve_ratio),
     .mode = 0644,
     .proc_handler = lowmem_reserve_handler,
     .extra1 = &one},
    {.procname = "drop_caches",
     .data = &drop_caches,
     .maxlen = sizeof(drop_caches),
     .mode = 0644,
     .proc_handler = drop_caches_handler,
     .extra1 = &one,
     .extra2 = &three},
    {.procname = "swappiness",
     .data = &vm_swappiness,
     .maxlen = sizeof(int),
     .mode = 0644,
     .proc_handler = proc_dointvec_minmax,
     .extra1 = &zero,
     .extra2 = &two_hundred},
    {.procname = "panic_on_oom",
     .data = &sysctl_panic_on_oom,
     .maxlen = sizeof(int),
     .mode = 0644,
     .proc_handler = proc_dointvec_minmax,
     .extra1 = &zero,
     .extra2 = &two},
    {.procname = "oom_dump_tasks",
     .data = &sysctl_oom_dump_tasks,
     .maxlen = sizeof(int),
     .mode = 0644,
     .proc_handler = proc_dointvec_minmax,
     .extra1 = &zero,
     .extra2 = &one},
    PERCENT("dirty_ratio", dirty_ratio),
    PERCENT("dirty_background_ratio", dirty_background_ratio),
    {.procname = "dirty_writeback_centisecs",
     .data = &dirty_writeback_centisecs,
     .maxlen = sizeof(int),
     .mode = 0644,
     .proc_handler = proc_dointvec_minmax,
     .extra1 = &one},
    {NULL},
};

static int __init sysctl_vm_init(void)
{
	largest_min_free = min_free_kbytes_most();
	return register_sysctl("vm", vm_table);
}
fs_initcall(sysctl_vm_init);
