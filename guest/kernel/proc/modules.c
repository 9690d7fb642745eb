/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/modules, in Linux's form: lsmod reads it. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>

static void show_users(struct seq_file *m, struct module *mod)
{
	const struct module_use *use;

	seq_printf(m, " %d ", module_refcount(mod));
	list_for_each_entry (use, &mod->source_list, source_list)
		seq_printf(m, "%s,", use->source->name);
	if (mod->init && !mod->exit)
		seq_puts(m, "[permanent],");
	else if (list_empty(&mod->source_list))
		seq_putc(m, '-');
}

static int modules_show(struct seq_file *m, void *v)
{
	static const char *const states[] = {"Live", "Loading", "Unloading", "Unformed"};
	struct module *mod;

	module_lock();
	list_for_each_entry (mod, &modules, list) {
		seq_printf(m, "%s %u", mod->name, mod->core_layout.size + mod->init_layout.size);
		show_users(m, mod);
		seq_printf(m, " %s 0x%px%s\n", states[mod->state], mod->core_layout.base,
			   mod->taints & BIT(TAINT_PROPRIETARY_MODULE) ? " (PO)"
			   : mod->taints & BIT(TAINT_OOT_MODULE)       ? " (O)"
								       : "");
	}
	module_unlock();
	return 0;
}

static int __init proc_modules_init(void)
{
	proc_create_single("modules", 0444, NULL, modules_show);
	return 0;
}
fs_initcall(proc_modules_init);
