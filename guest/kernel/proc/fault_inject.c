/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/sys/debug: allocations that are made to fail (linux/fault-inject.h). */
#include <linux/errno.h>
#include <linux/fault-inject.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/string.h>
#include <linux/sysctl.h>

static int fault_handler(struct ctl_table *table, int write, void *buffer, size_t *lenp,
			 loff_t *ppos)
{
	struct fault_attr *attr = table->data;

	if (write)
		return setup_fault_attr(attr, strim(buffer));
	*lenp = scnprintf(buffer, *lenp, "%lu,%lu,%d,%d\n", attr->interval, attr->probability,
			  attr->space, attr->times);
	return 0;
}

static struct ctl_table debug_table[] = {
    {.procname = "failslab", .data = &failslab, .mode = 0644, .proc_handler = fault_handler},
    {.procname = "fail_page_alloc",
     .data = &fail_page_alloc,
     .mode = 0644,
     .proc_handler = fault_handler},
    {NULL},
};

static int __init sysctl_debug_init(void)
{
	return register_sysctl("debug", debug_table);
}
fs_initcall(sysctl_debug_init);
