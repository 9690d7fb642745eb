/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * /proc/vmallocinfo: the areas of the vmalloc range; sizes include the guard page. At the end
 * those that were freed, but whose addresses other CPUs' TLBs may still know.
 */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>
#include <linux/vmalloc.h>

/* Whose code it is. A module leaves the list before its memory goes. */
static const char *owner(const struct vm_struct *area)
{
	const struct module *mod = __module_address((unsigned long)area->addr);

	return mod ? mod->name : "module";
}

static void area_show(struct seq_file *m, const struct vm_struct *area)
{
	unsigned long start = (unsigned long)area->addr;

	seq_printf(m, "0x%08lx-0x%08lx %7lu", start, start + area->size, area->size);
	if (area->caller)
		seq_printf(m, " %pS", area->caller);
	if (area->nr_pages)
		seq_printf(m, " pages=%u", area->nr_pages);
	if (area->phys_addr)
		seq_printf(m, " phys=%pa", &area->phys_addr);
	if (area->flags & VM_IOREMAP)
		seq_puts(m, " ioremap");
	if (area->flags & VM_ALLOC)
		seq_puts(m, " vmalloc");
	if (area->flags & VM_MAP)
		seq_puts(m, " vmap");
	if (area->flags & VM_MODULE)
		seq_printf(m, " [%s]", owner(area));
	seq_putc(m, '\n');
}

static int vmallocinfo_show(struct seq_file *m, void *v)
{
	const struct vm_struct *area;

	vmlist_read_lock();
	for (area = vmlist; area; area = area->next)
		if (!(area->flags & VM_LAZY))
			area_show(m, area);
	for (area = vmlist; area; area = area->next)
		if (area->flags & VM_LAZY)
			seq_printf(m, "0x%08lx-0x%08lx %7lu unpurged vm_area\n",
				   (unsigned long)area->addr,
				   (unsigned long)area->addr + area->size, area->size);
	vmlist_read_unlock();
	return 0;
}

static int __init proc_vmallocinfo_init(void)
{
	proc_create_single("vmallocinfo", 0400, NULL, vmallocinfo_show);
	return 0;
}
fs_initcall(proc_vmallocinfo_init);
