/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/iomem and /proc/ioports: the resource trees, indented by depth. */
#include <linux/init.h>
#include <linux/ioport.h>
#include <linux/kernel.h>
#include <linux/proc_fs.h>

#define MAX_DEPTH 5 /* deeper ones are shown at this depth, as Linux does */

static struct resource *next_resource(struct resource *res, int *depth)
{
	if (res->child) {
		++*depth;
		return res->child;
	}
	while (!res->sibling && res->parent) {
		res = res->parent;
		--*depth;
	}
	return res->sibling;
}

static int resources_show(struct seq_file *m, void *v)
{
	struct resource *root = m->private, *res;
	int width = root->end < 0x10000 ? 4 : 8, depth = 0;

	for (res = root->child; res && depth >= 0; res = next_resource(res, &depth))
		seq_printf(m, "%*s%0*llx-%0*llx : %s\n", min(depth, MAX_DEPTH) * 2, "", width,
			   (unsigned long long)res->start, width, (unsigned long long)res->end,
			   res->name ? res->name : "<BAD>");
	return 0;
}

static int __init proc_resources_init(void)
{
	proc_create_single_data("iomem", 0, NULL, resources_show, &iomem_resource);
	proc_create_single_data("ioports", 0, NULL, resources_show, &ioport_resource);
	return 0;
}
fs_initcall(proc_resources_init);
