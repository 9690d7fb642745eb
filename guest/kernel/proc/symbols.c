/* SPDX-License-Identifier: GPL-2.0-only */
/* /proc/kallsyms: the kernel, from the table the build links in; then modules. */
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/module.h>
#include <linux/proc_fs.h>

extern const unsigned int kallsyms_count;
extern const u32 kallsyms_addresses[], kallsyms_offsets[];
extern const char kallsyms_types[], kallsyms_names[];

/* A place in the list: the kernel's first, then those of one module after the other. */
struct symbol {
	unsigned long addr;
	const char *name, *module;
	char type;
};

/* Called with the modules locked. */
static bool symbol_at(unsigned long pos, struct symbol *symbol)
{
	const struct module *mod;

	if (pos < kallsyms_count) {
		*symbol = (struct symbol){kallsyms_addresses[pos],
					  kallsyms_names + kallsyms_offsets[pos], NULL, kallsyms_types[pos]};
		return true;
	}
	pos -= kallsyms_count;
	list_for_each_entry (mod, &modules, list) {
		if (pos < mod->num_ksyms) {
			*symbol = (struct symbol){mod->ksyms[pos].addr,
						  mod->ksym_names + mod->ksyms[pos].name, mod->name,
						  mod->ksyms[pos].type};
			return true;
		}
		pos -= mod->num_ksyms;
	}
	return false;
}

static void *find(loff_t *pos)
{
	struct symbol symbol;

	return symbol_at(*pos, &symbol) ? pos : NULL;
}

static void *kallsyms_start(struct seq_file *m, loff_t *pos)
{
	module_lock();
	return find(pos);
}

static void *kallsyms_next(struct seq_file *m, void *v, loff_t *pos)
{
	++*pos;
	return find(pos);
}

static void kallsyms_stop(struct seq_file *m, void *v)
{
	module_unlock();
}

static int kallsyms_show(struct seq_file *m, void *v)
{
	const loff_t *pos = v;
	struct symbol symbol;

	if (!symbol_at(*pos, &symbol))
		return 0;
	seq_printf(m, "%08lx %c %s", symbol.addr, symbol.type, symbol.name);
	if (symbol.module)
		seq_printf(m, "\t[%s]", symbol.module);
	seq_putc(m, '\n');
	return 0;
}

static const struct seq_operations kallsyms_ops = {
    .start = kallsyms_start,
    .stop = kallsyms_stop,
    .next = kallsyms_next,
    .show = kallsyms_show,
};

static int __init proc_symbols_init(void)
{
	proc_create_seq("kallsyms", 0, NULL, &kallsyms_ops);
	return 0;
}
fs_initcall(proc_symbols_init);
